"""To whom it happens in a Russian text: never to the officer by default, and to the one whom the words last told of."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Mood, Reading, Tier
from safeconduct.sources import Block, Document


def reading(text: str) -> Reading:
    return read(Document("d", text, language="ru", published=date(2022, 6, 1)))


def victims(text: str, kind: str) -> list[str]:
    """Who each telling of this kind befalls: a name, or what somebody without one is to somebody."""
    found = reading(text)
    who = {r.id: r.name or (r.described.relation if r.described else "") for r in found.referents}
    return [
        who[c.persons[0]]
        for c in found.claims
        if c.kind == kind and c.mood is Mood.FACT and c.persons
    ]


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        (
            "Следователь Гуров допросил Фарруха Носирова 4 апреля 2022 года. Потом он его избил.",
            "ill_treatment",
            "Фаррух Носиров",
        ),
        (
            "Начальник изолятора Крюков сказал, что Фарруха Носирова задержали 5 мая. 12 мая он был освобождён.",
            "release",
            "Фаррух Носиров",
        ),
        (
            ("Оперативники Жуков А.А. и Зайцев В.В. задержали Фарруха Носирова. Зайцев В.В. это отрицает. "
            "5 мая 2022 года его выдворили."),
            "expulsion",
            "Фаррух Носиров",
        ),
    ],
)  # fmt: skip
def test_what_befalls_him_befalls_no_officer(text: str, kind: str, who: str) -> None:
    assert victims(text, kind) == [who]


def test_an_officer_named_as_the_one_arrested_is_arrested() -> None:
    text = "Следователя Гурова арестовали 4 апреля 2022 года. Через день его освободили."
    assert victims(text, "release") == ["Гуров"]


def test_whom_something_was_done_to_is_who_he_is_next() -> None:
    text = (
        "Акбар Рашидов живёт в Перми. В сентябре 2021 года задержали его соседа Олима Азизова. "
        "Через неделю он умер в изоляторе."
    )
    assert victims(text, "death") == ["Олим Азизов"]


def test_a_verb_without_a_subject_is_the_writers() -> None:
    text = "Меня зовут Жасур Норматов. Женился на Зухре. В 2021 году подал на временное убежище."
    assert victims(text, "asylum_application") == ["Жасур Норматов"]
    assert victims(text, "marriage") == ["Жасур Норматов"]


def test_a_word_for_a_calling_is_the_one_named_with_it() -> None:
    text = "Врач Азиз Хамроев приехал в Казань. 7 августа 2021 года хирурга задержали в больнице."
    assert victims(text, "arrest") == ["Азиз Хамроев"]


def test_a_calling_that_nobody_was_named_with_is_nobody() -> None:
    text = "Азиза Хамроева осмотрели. Врач написал, что сломаны рёбра. 5 мая его выдворили."
    assert victims(text, "expulsion") == ["Азиз Хамроев"]


def test_a_calling_behind_a_name_is_no_other_person() -> None:
    text = "В 2003 году Мурода Хакимова, тогда студента колледжа, избили в отделе."
    assert victims(text, "ill_treatment") == ["Мурод Хакимов"]


def test_a_relative_named_between_commas_is_that_name() -> None:
    text = "Брата мужа, Элдора, задержали в мае. Жена Бахтиёра, Зухра, умерла в 2020 году."
    assert victims(text, "arrest") == ["Элдор"]
    assert victims(text, "death") == ["Зухра"]


def test_a_refusal_to_open_a_case_against_the_police_is_of_who_complained() -> None:
    text = """ПОСТАНОВЛЕНИЕ

Следователь Гуров В.В., рассмотрев заявление адвоката Белкиной О.О. в интересах гражданина Узбекистана Носирова Фарруха Алиевича,

УСТАНОВИЛ:

Опрошенный оперуполномоченный Жуков А.А. пояснил, что физическую силу не применял.

ПОСТАНОВИЛ:

Отказать в возбуждении уголовного дела в отношении Жукова А.А."""
    assert victims(text, "complaint_refusal") == ["Носиров Фаррух Алиевич"]


_LETTER = """Здравствуйте, Нигора!

Пишу вам из изолятора. 14 января 2022 года я вышел из дома, и меня задержали. Лежал в больнице до весны. 2 мая подал на временное убежище.

С уважением,
Фаррух Усманов
"""


def test_a_letter_is_told_by_the_one_who_signs_it() -> None:
    found = reading(_LETTER)
    (writer,) = [r.id for r in found.referents if r.name == "Фаррух Усманов"]
    told = [c for c in found.claims if c.mood is Mood.FACT]
    assert {c.kind for c in told} >= {"arrest", "asylum_application"}
    assert {c.persons for c in told} == {(writer,)}
    assert all(writer in c.said_by for c in told)


def test_a_post_is_told_by_the_one_named_above_its_hour() -> None:
    text = """Диляра Усманова
7 мая 2022 г. в 23:14 · Доступно всем

Я долго молчала. Мой муж, Фаррух, уехал в Казань. Я прошу помощи. 2 мая его задержали."""
    found = reading(text)
    (writer,) = [r.id for r in found.referents if r.name == "Диляра Усманова"]
    assert victims(text, "arrest") == ["Фаррух"]
    assert all(writer in c.said_by for c in found.claims)


def test_counsel_who_signs_tells_no_story_of_their_own() -> None:
    text = """Я представляю Фарруха Усманова. 2 мая он задержан. 5 мая подал ходатайство об убежище. Прошу ответить.

С уважением,
адвокат Зарина Тоирова"""
    assert victims(text, "asylum_application") == ["Фаррух Усманов"]


def test_the_first_applicant_is_not_the_second() -> None:
    text = """Первый заявитель, г-н Зафар Юнусов, родился в 1981 году. Вторая заявительница, г-жа Нигора Тошева, родилась в 1984 году.

2 декабря 2013 года первый заявитель был задержан. Второй заявительнице отказали в убежище 3 марта 2014 года."""
    assert victims(text, "arrest") == ["Зафар Юнусов"]
    assert victims(text, "asylum_refusal") == ["Нигора Тошева"]


def test_a_participle_is_of_the_one_in_its_own_case() -> None:
    text = "Малика Раджабова получила письмо от Икрома Сафарова, осуждённого в 2019 году."
    assert victims(text, "conviction") == ["Икром Сафаров"]


def test_a_place_at_the_border_is_nobody() -> None:
    text = "Алия Смагулова пешком пересекла границу у Бахты. 13 января 2020 года она подала ходатайство об убежище."
    assert victims(text, "asylum_application") == ["Алия Смагулова"]


def test_twins_and_brothers_of_like_names_stay_apart() -> None:
    text = "Собиржона и Нодиржона Вахидовых задержали 3 января 2022 года. Собиржона отпустили."
    found = reading(text)
    (arrest,) = [c for c in found.claims if c.kind == "arrest"]
    assert len(arrest.persons) == 2
    assert victims(text, "release") == ["Собиржон"]
    text = "Хасана задержали в мае 2021 года. Хусана отпустили."
    assert victims(text, "release") == ["Хусан"]


def test_a_father_is_no_woman_whose_name_his_sons_genitive_looks_like() -> None:
    text = "Отец Жавлона Пулатова скончался 3 января 2022 года."
    assert victims(text, "death") == ["father"]


def test_two_who_disappear_are_both_gone() -> None:
    text = "Племянник имама, Хусан, и его друг, Бахром Олимов, пропали 4 января 2022 года."
    (gone,) = [c for c in reading(text).claims if c.kind == "disappearance"]
    assert len(gone.persons) == 2


def test_the_author_of_a_communication_is_the_one_it_is_lodged_for() -> None:
    text = """Сообщение представлено от имени Мерета Аширова (далее — «автор»).

Дядя автора жил в Мары. 2 июня 2017 года автор был арестован. 10 июля он обратился за убежищем."""
    assert victims(text, "arrest") == ["Мерет Аширов"]


def test_a_participle_in_a_roll_is_of_the_name_behind_it() -> None:
    text = "Суд с участием помощника прокурора Орлова Д.А., задержанного Каримова Т.Э., его защитника рассмотрел дело."
    assert "Орлов Д.А." not in victims(text, "arrest")


def test_a_brother_named_between_commas_is_no_part_of_another_clause() -> None:
    text = "Старшего брата Атаева, Мердана, в марте 2021 года уволили. Сам Атаев живёт в Стамбуле."
    assert victims(text, "reprisal") == ["Мердан"]


def test_a_heading_of_another_case_ends_the_case_before() -> None:
    text = """Дело Рустама Тиллаева (Самара)

Рустам Тиллаев под стражей с 2020 года.

Дело пекаря (Тверь)

26 февраля 2022 года суд выдворил его. Он уехал."""
    blocks = tuple(
        Block(at, at + len(part), role="heading" if part.startswith("Дело") else "paragraph")
        for part, at in ((p, text.index(p)) for p in text.split("\n\n"))
    )
    document = Document("d", text, language="ru", published=date(2022, 6, 1), blocks=blocks)
    found = read(document)
    (rustam,) = [r.id for r in found.referents if r.name == "Рустам Тиллаев"]
    assert not [c for c in found.claims if rustam in c.persons and c.kind.startswith("expulsion")]


def test_an_elder_addressed_by_his_name_is_a_person() -> None:
    assert victims("Ориф-ака приехал в Тверь. 9 марта 2022 года Ориф-ака задержан.", "arrest") == [
        "Ориф-ака"
    ]


def test_the_applicant_is_the_one_the_case_is_called_after() -> None:
    text = "ДЕЛО «НАСИМОВ ПРОТИВ РОССИИ»\n\n6. Заявитель родился в 1974 году.\n\n7. 2 июня 2013 года заявитель был задержан."
    assert victims(text, "arrest") == ["Насимов"]


def test_a_teacher_with_a_womans_word_is_she() -> None:
    text = (
        "Суд решит судьбу казашки Турдыкуль Алимхан. В декабре 2019 года Алимхан уехала. "
        "13 января 2020 года она подала ходатайство об убежище."
    )
    assert victims(text, "asylum_application") == ["Турдыкуль Алимхан"]


def test_an_event_with_a_day_is_shown_though_nobody_can_tell_whom_it_befell() -> None:
    text = "Они прибыли в Россию 4 мая 2021 года. Им отказали в убежище 7 июня 2021 года."
    told = [c for c in reading(text).claims if c.mood is Mood.FACT]
    assert [(c.kind, c.persons, c.tier) for c in told] == [
        ("entry", (), Tier.CHECK),
        ("asylum_refusal", (), Tier.CHECK),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Обращение Бобура Холова рассмотрено. Ходатайство подано им 4 мая 2021 года.", "asylum_application"),
        (
            "В статусе беженца Бобуру Холову отказано 2 июня 2021 года, уведомление получено им 9 июня 2021 года.",
            "notification",
        ),
    ],
)  # fmt: skip
def test_what_is_done_by_him_is_done_by_one(text: str, kind: str) -> None:
    assert victims(text.replace("Ходатайство", "Ходатайство о статусе беженца"), kind) == [
        "Бобур Холов"
    ]


def test_a_name_that_tells_no_sex_is_hers_where_a_verb_or_a_preposition_says_so() -> None:
    text = (
        "Куляш Сарыбай наливает чай. У Куляш были родственники за границей. Куляш провела в лагере год. "
        "В июне 2020 года у неё отобрали паспорт, а 11 ноября её арестовали."
    )
    assert victims(text, "arrest") == ["Куляш Сарыбай"]


def test_whose_sister_she_is_is_told_behind_her_name() -> None:
    text = "Сирода Назирова, сестра Фирдавса, рассказала о нём. Её уволили 5 мая 2021 года."
    found = reading(text)
    assert {(r.name, r.sex) for r in found.referents if r.name} >= {("Сирода Назирова", "f")}
    assert "Фирдавс" in {r.name for r in found.referents}


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        (
            "В Москве политбеженца из Узбекистана задержали\n\nШохруха Назирова в Узбекистане обвиняют в экстремизме.",
            "arrest",
            "Шохрух Назиров",
        ),
        (
            "Гражданин Узбекистана экстрадирован из Турции\n\nЗакир Назиров, 45 лет, был задержан в Стамбуле.",
            "extradition",
            "Закир Назиров",
        ),
        ("В Твери 3 мая 2022 года был задержан гражданин Узбекистана.", "arrest", "citizen"),
        ("Сотрудники начали избивать парнишку.", "ill_treatment", "young man"),
    ],
)  # fmt: skip
def test_who_has_no_name_yet_is_somebody(text: str, kind: str, who: str) -> None:
    assert victims(text, kind) == [who]


@pytest.mark.parametrize(
    "text",
    [
        "Гражданин, прибывший в Россию, обязан встать на учёт.",
        "Иностранный гражданин подаёт ходатайство о признании беженцем.",
        "Гражданин Республики Узбекистан Тимур Назаров задержан 12 марта 2021 года в Твери.",
        "Уроженец Намангана, 35-летний Тимур Назаров, был задержан 3 мая 2021 года.",
    ],
)
def test_a_citizen_of_the_law_or_beside_his_name_is_no_second_person(text: str) -> None:
    assert not [r for r in reading(text).referents if not r.name]


def test_a_wife_told_by_her_husbands_trade_is_the_wife() -> None:
    text = "Супруга сварщика Илхома Назирова, выданного Узбекистану, подала жалобу 5 мая 2022 года."
    assert victims(text, "complaint") + victims(text, "extradition_appeal") == ["wife"]


def test_the_mother_of_a_man_bears_not_his_name() -> None:
    text = "Фирдавса увезли 3 мая 2022 года. Мать Фирдавса вызвали на допрос 5 мая 2022 года."
    assert victims(text, "summons") == ["mother"]


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Двоюродного брата Тимура, Олима Назирова, задержали 3 мая 2022 года.", "arrest", "Олим Назиров"),
        ("Брат Тимура Назирова Олим был задержан 3 мая 2022 года.", "arrest", "Олим"),
        ("В мае уволили жену Тимура, педиатра Лолу.", "reprisal", "Лола"),
    ],
)  # fmt: skip
def test_of_two_names_behind_a_kin_word_the_second_is_the_relative(
    text: str, kind: str, who: str
) -> None:
    assert victims(text, kind) == [who]


def test_her_client_is_not_counsel() -> None:
    text = "Адвокат Роза Холова сообщила, что её подзащитного увезли 3 мая 2022 года."
    assert victims(text, "arrest") == ["client"]


def test_counsel_and_client_side_by_side_are_two() -> None:
    text = "Защитник Назирова Т.К. Петров П.П. обжаловал постановление 3 мая 2022 года."
    assert {r.name for r in reading(text).referents} == {"Назиров Т.К.", "Петров П.П."}


def test_a_husband_whose_wife_does_not_say_who_she_is_is_somebody() -> None:
    text = "Здравствуйте! Мужа задержали 3 мая 2022 года, он гражданин Узбекистана. Что делать?"
    assert victims(text, "arrest") == ["husband"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "По информации Рустамова, в Казахстане у Жуманиязова истёк срок действия документов.",
            "permit_expiry",
        ),
        (
            "В Астане задержан каракалпакский активист Расул Жуманиязов, сообщил агентству этнический каракалпак Аман Рустамов.",
            "arrest",
        ),
        ("Со слов Рустамова, Жуманиязова задержали 26 марта 2022 года.", "arrest"),
    ],
)
def test_who_tells_of_it_is_not_whom_it_befell(text: str, kind: str) -> None:
    (who,) = victims(text, kind)
    assert "Жуманиязов" in who


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("В Самаре задержан Зокир Астанов. Задержанный помещён в СИЗО.", "detention", "Зокир Астанов"),
        ("В Самаре задержан Зокир Астанов. Иностранец доставлен в полицию.", "arrest", "Зокир Астанов"),
        ("Зокир Астанов был найден. Злоумышленника передали полиции Узбекистана.", "extradition", "Зокир Астанов"),
        ("Похищенный — Зокир Астанов. Сейчас мужчину удерживают в отделе.", "detention", "Зокир Астанов"),
    ],
)  # fmt: skip
def test_the_detainee_and_the_foreigner_are_whom_the_news_named(
    text: str, kind: str, who: str
) -> None:
    assert victims(text, kind)[-1] == who


def test_which_of_two_the_man_is_nobody_guesses() -> None:
    text = "Зокир Астанов и Тимур Назиров приехали в Москву. Активиста задержали 5 марта."
    (claim,) = [c for c in reading(text).claims if c.kind == "arrest"]
    assert not claim.persons
    assert claim.tier is Tier.CHECK


def test_what_befell_her_is_shown_though_nobody_can_tell_who_she_is() -> None:
    (claim,) = [c for c in reading("Её задержали в аэропорту.").claims if c.kind == "arrest"]
    assert not claim.persons
    assert claim.tier is Tier.CHECK


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("9 июня 2010 года 29 узбекских беженцев были арестованы в Алматы.", "arrest", 29),
        ("Двое заявителей прибыли в Россию 5 мая 2010 года.", "entry", 2),
    ],
)
def test_a_counted_group_is_a_person_on_file(text: str, kind: str, count: int) -> None:
    found = reading(text)
    (claim,) = [c for c in found.claims if c.kind == kind]
    (who,) = [r for r in found.referents if r.id in claim.persons]
    assert who.described is not None
    assert who.described.count == count
    assert claim.tier is Tier.CHECK


def test_both_are_the_two_last_named() -> None:
    text = "Рустам Каримов и Тимур Олимов приехали в Москву. Оба были задержаны 5 мая. Обоих выслали 7 мая."
    found = reading(text)
    told = {c.kind: len(c.persons) for c in found.claims}
    assert (told["arrest"], told["expulsion"]) == (2, 2)


def test_a_surname_that_is_a_common_word_opens_a_sentence() -> None:
    text = "Режиссёр Андрей Гнет уехал в Сербию. Гнет был задержан 30 октября 2021 года."
    assert victims(text, "arrest") == ["Андрей Гнет"]


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Вчера братьев Азиза Назирова задержали.", "arrest", "brother"),
        ("Вчера дочерей Азиза Назирова вызвали в полицию.", "summons", "daughter"),
        ("Родных Азиза Назирова задержали.", "arrest", "family"),
        ("Полиция задержала братьев Одила и Жасура Хакимовых.", "arrest", "Одил"),
    ],
)
def test_several_relatives_before_one_name_are_his(text: str, kind: str, who: str) -> None:
    assert victims(text, kind) == [who]
