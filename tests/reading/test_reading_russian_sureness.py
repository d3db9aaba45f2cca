"""What a Russian claim may be sure of: a day that no other word nearby has a better right to, people all read."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Claim, Mood, Tier
from safeconduct.sources import Block, Document
from safeconduct.when import write_edtf


def claims(text: str, today: date = date(2022, 6, 1)) -> dict[str, Claim]:
    """The facts of a text, the first of each kind."""
    document = Document("d", text, language="ru", blocks=(Block(0, len(text)),))
    made: dict[str, Claim] = {}
    for c in read(document, published=today).claims:
        if c.mood is Mood.FACT:
            made.setdefault(c.kind, c)
    return made


def people(text: str, kind: str) -> list[str]:
    """The names of those a fact befell; a relative as "son of X"."""
    document = Document("d", text, language="ru", blocks=(Block(0, len(text)),))
    found = read(document, published=date(2022, 6, 1))
    who = {r.id: r for r in found.referents}
    claim = next(c for c in found.claims if c.kind == kind and c.mood is Mood.FACT)
    names = []
    for r in (who[p] for p in claim.persons):
        of = who[r.described.of].name if r.described and r.described.of else ""
        names.append(r.name or f"{r.described.relation if r.described else ''} of {of}")
    return names


def day(claim: Claim) -> str | None:
    return write_edtf(claim.when) if claim.when else None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("После участия в митингах в августе 2020 года Ивана Сауткина арестовали.", "arrest"),
        ("После событий 2010 года Иван Сауткин покинул Киргизию.", "departure"),
        ("Ивана Сауткина арестовали после митинга 5 августа 2020 года.", "arrest"),
        ("Задержанный в феврале 2018 года Иван Сауткин бежал из Узбекистана.", "departure"),
    ],
)
def test_a_day_that_may_be_of_a_noun_or_a_verb_beside_is_to_be_checked(
    text: str, kind: str
) -> None:
    assert claims(text)[kind].tier is Tier.CHECK


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("После этого в мае 2020 года Ивана Сауткина арестовали.", "2020-05"),
        ("За границей 5 мая 2020 года Ивана Сауткина арестовали.", "2020-05-05"),
        ("Накануне свадьбы, 5 мая 2020 года, Ивана Сауткина арестовали.", "2020-05-05"),
        ("5 мая 2020 года, после митинга, Ивана Сауткина арестовали.", "2020-05-05"),
    ],
)
def test_a_day_of_the_act_s_own_is_sure(text: str, told: str) -> None:
    arrest = claims(text)["arrest"]
    assert (day(arrest), arrest.tier) == (told, Tier.SURE)


@pytest.mark.parametrize(
    "text",
    [
        "Ивана Сауткина арестовали за публикацию от 5 мая 2020 года.",
        "Задержан Иван Сауткин (дата рождения: 24 ноября 1978 г.).",
        "Об этом в пятницу сообщил адвокат: Ивана Сауткина задержали.",
        "В четверг адвокат рассказал, что Ивана Сауткина задержали.",
        "Иван Сауткин задержан в Самаре, пишет 12 марта «Весть».",
        "5 мая 2020 года стало известно о том, что Ивана Сауткина задержали.",
        "5 мая 2020 года прокурор сообщил о задержании Ивана Сауткина.",
    ],
)
def test_the_day_of_a_cause_a_birth_or_a_saying_is_not_the_act_s(text: str) -> None:
    assert day(claims(text)["arrest"]) is None


def test_a_state_holds_on_the_day_it_is_told_of() -> None:
    told = claims("2 ноября 2021 года деверь рассказал, что Иван Сауткин находится в изоляторе.")
    assert day(told["detention"]) == "2021-11-02"
    assert told["detention"].tier is Tier.CHECK


def test_what_stands_behind_a_full_stop_is_of_another_sentence() -> None:
    told = claims(
        "Ивана Сауткина арестовали 17 мая 2021 года. в Польшу Сауткин прибыл на конгресс."
    )
    assert told["arrest"].tier is Tier.SURE
    assert told["entry"].tier is Tier.CHECK


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Был задержан Сухроб Тагаев (дата рождения: 24 ноября 1978 г.), а также член общины Насим Шодиев.",
            ["Сухроб Тагаев", "Насим Шодиев"],
        ),
        (
            "Аброра Тагаева, Тимура Олимова и соответчицу по делу Гулнару Шодиеву задержали.",
            ["Аброр Тагаев", "Тимур Олимов", "Гулнара Шодиева"],
        ),
        (
            "Задержан Тимур Олимов и его отец.",
            ["Тимур Олимов", "father of Тимур Олимов"],
        ),
        ("Задержали Тимура Олимова, сына Равшана Олимова и Гулнары Олимовой.", ["Тимур Олимов"]),
        ("Задержан Тимур Олимов, Камол Азизов отпущен.", ["Тимур Олимов"]),
    ],
)
def test_a_list_of_people_is_read_to_its_end(text: str, who: list[str]) -> None:
    assert people(text, "arrest") == who


def test_who_stands_right_before_a_joined_verb_is_its_subject() -> None:
    assert people("Задержан Тимур Олимов, Камол Азизов отпущен.", "release") == ["Камол Азизов"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Задержали сына правозащитника Тимура Олимова Камола.", "Камол"),
        ("Задержали отца блогера Тимура Олимова, Камола Олимова.", "Камол Олимов"),
        ("Задержана жена оппозиционера Тимура Олимова Гулнара.", "Гулнара"),
        ("Задержан брат активиста «Группы 24» Тимура Олимова Камол.", "Камол"),
        ("Задержали сына правозащитника Тимура Олимова.", "son of Тимур Олимов"),
    ],
)
def test_the_relative_of_a_known_man_is_not_that_man(text: str, who: str) -> None:
    assert people(text, "arrest") == [who]


def test_the_husband_of_whom_his_wife_speaks_is_he() -> None:
    text = "Жена Зокира Астанова сообщила, что мужа похитили."
    assert people(text, "abduction") == ["Зокир Астанов"]


@pytest.mark.parametrize(
    "text",
    [
        "Сотрудник комитета «Опора» Тимур Олимов обжаловал выдворение Камола Азизова.",
        "Юрист центра «Опора» Тимур Олимов обжаловал выдворение Камола Азизова.",
    ],
)
def test_an_appeal_is_of_the_one_whose_removal_is_appealed(text: str) -> None:
    assert people(text, "expulsion_appeal") == ["Камол Азизов"]


def test_nobody_is_carried_abroad_within_one_state() -> None:
    told = claims("Тимура Олимова насильно вернули из Нижнего Новгорода в Чечню.")
    assert "transfer_abroad" not in told
    assert told["abduction"].tier is Tier.CHECK


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Отца Рустама Каримова арестовали в Ташкенте.", "father of Рустам Каримов"),
        ("Дядю Рустама Каримова арестовали в Ташкенте.", "uncle of Рустам Каримов"),
        ("Вашего дядю Рустама Каримова арестовали в Ташкенте.", "Рустам Каримов"),
        ("О Рустаме Каримове ничего не известно, его арестовали 5 мая.", "Рустам Каримов"),
        ("Его арестовали, рассказал Рустам Радио Свобода.", "Рустам"),
        ("Его арестовали, сообщил Азаттыку Рустам Каримов.", "Рустам Каримов"),
    ],
)
def test_a_relative_a_medium_and_a_preposition_are_no_part_of_a_name(text: str, who: str) -> None:
    assert people(text, "arrest") == [who]


def test_a_letter_head_tells_names_as_they_are_called() -> None:
    text = "От: Гулнора Каримова\nКому: Ольга Петровна\nМуж мой, Шерзод Каримов, уехал в Россию в 2016 году."
    assert people(text, "departure") == ["Шерзод Каримов"]


@pytest.mark.parametrize(
    "text",
    [
        "Жена Рустама Каримова подала за него ходатайство об убежище.",
        "Жена Рустама Каримова обратилась за убежищем для мужа.",
    ],
)
def test_what_a_wife_lodges_for_her_husband_is_his(text: str) -> None:
    assert people(text, "asylum_application") == ["Рустам Каримов"]


@pytest.mark.parametrize(
    "text",
    [
        "Правозащитник сообщил, что суд арестовал Рустама Каримова.",
        "По словам адвоката, Рустама Каримова арестовали.",
        "Он сообщил, что суд арестовал Рустама Каримова.",
    ],
)
def test_who_is_told_of_by_name_does_not_tell_it(text: str) -> None:
    document = Document("d", text, language="ru", blocks=(Block(0, len(text)),))
    found = read(document, published=date(2022, 6, 1))
    his = {r.id for r in found.referents if r.name == "Рустам Каримов"}
    assert not [c for c in found.claims if set(c.said_by) & his]


@pytest.mark.parametrize(
    ("text", "kind", "where", "to"),
    [
        ("Из-за войны в Украине Иван Сауткин уехал в Грузию.", "departure", "Georgia", "GE"),
        ("После протестов в Минске Иван Сауткин уехал в Литву.", "departure", "Lithuania", "LT"),
        ("По возвращении из Турции Иван Сауткин был арестован.", "arrest", None, None),
        ("Иван Сауткин бежал от преследования в России.", "departure", None, None),
        ("Ивана Сауткина сняли с рейса в Стамбул.", "exit_refusal", None, None),
        ("Иван Сауткин переехал в Тверь из Одессы.", "move", "Tver", None),
        (
            "Ивана Сауткина обвиняют в причастности к восстанию в Андижане.",
            "criminal_charge",
            None,
            None,
        ),
        ("Иван Сауткин 9 марта уехал автобусом в Алматы.", "departure", "Almaty", "KZ"),
    ],
)
def test_a_place_told_in_a_circumstance_is_not_where_it_happened(
    text: str, kind: str, where: str | None, to: str | None
) -> None:
    told = claims(text)[kind]
    assert (told.where, told.attributes.get("to")) == (where, to)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("В Стамбуле задержан туркменский активист Мердан Мухамедов.", "TR"),
        ("Полиция Молдовы задержала Собира Каримова по запросу таджикских властей.", None),
        ("Узбекские пограничники задержали Собира Каримова.", "UZ"),
        ("В Москве задержан редактор таджикской газеты Собир Каримов.", "RU"),
        ("Задержан участник акции у таджикского посольства Собир Каримов.", None),
    ],
)
def test_where_somebody_is_from_and_who_asked_is_not_who_arrested(
    text: str, state: str | None
) -> None:
    assert claims(text)["arrest"].attributes.get("state") in (state, "MD")


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("Ивана Сауткина осудили за то, что в 2013 году он перевёл деньги.", "conviction", None),
        ("Ивану Сауткину продлили временное убежище до 5 мая 2020 года.", "asylum_grant", None),
        (
            "Ивана Сауткина задержали 2 мая 2018 года и по истечении 48 часов освободили.",
            "release",
            "2018-05-04",
        ),
        (
            "Ивана Сауткина арестовали 5 мая, Камола Азизова — 7 мая 2018 года.",
            "arrest",
            "2018-05-05",
        ),
    ],
)
def test_whose_day_it_is_a_participle_a_cause_a_term_and_a_row_of_days_tell(
    text: str, kind: str, told: str | None
) -> None:
    assert day(claims(text)[kind]) == told


def test_the_age_behind_a_name_is_no_length() -> None:
    assert "duration" not in claims("Задержан Иван Сауткин (32 года).")["arrest"].attributes


def test_parents_and_children_are_told_by_the_name_they_belong_to() -> None:
    assert people("Родителей Рустама Каримова вызвали в СГБ.", "summons") == [
        "parent of Рустам Каримов"
    ]


def test_the_first_surname_of_a_list_opens_it() -> None:
    assert people("Каримов, Саидов и Юсупов приговорены к 5 годам.", "sentence") == [
        "Каримов",
        "Саидов",
        "Юсупов",
    ]


def test_who_stands_for_the_name_right_before_the_comma() -> None:
    text = "Рустаму Каримову, который в 2015 году был приговорён к 5 годам, отказали в убежище."
    assert people(text, "sentence") == ["Рустам Каримов"]


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        (
            "24 ноября Ивану Сауткину, который в 2012 году был приговорён к 22 годам, исполнилось 47 лет.",
            "sentence",
            "2012",
        ),
        (
            "5 мая 2018 года Иван Сауткин, который в 2016 году был осуждён, умер.",
            "conviction",
            "2016",
        ),
        (
            "5 мая 2018 года задержан Иван Сауткин, которого разыскивали с 2015 года.",
            "arrest",
            "2018-05-05",
        ),
    ],
)
def test_the_day_of_the_main_clause_is_not_that_of_a_relative_one(
    text: str, kind: str, told: str
) -> None:
    assert day(claims(text)[kind]) == told


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Мать Рустама Каримова, которого похитили в 2016 году, жива.", "abduction", "Рустам Каримов"),
        ("Жена Рустама Каримова, которую задержали в 2016 году, жива.", "arrest", "wife of Рустам Каримов"),
    ],
)  # fmt: skip
def test_who_of_two_a_relative_clause_is_of_its_gender_tells(
    text: str, kind: str, who: str
) -> None:
    assert people(text, kind) == [who]


def test_where_somebody_was_sent_next_is_not_where_the_arrest_was() -> None:
    text = "Иван Сауткин был задержан полицией и депортирован по решению суда в Таджикистан."
    told = claims(text)
    assert (told["arrest"].where, told["arrest"].attributes.get("state")) == (None, None)
    assert told["expulsion"].where == "Tajikistan"
