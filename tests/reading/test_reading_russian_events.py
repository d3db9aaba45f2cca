"""What a Russian document tells to have happened, to whom and on whose word; and what it does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from safeconduct.reading import read
from safeconduct.reading.measure.evaluate import score
from safeconduct.reading.measure.gold import load
from safeconduct.record import Claim, Mood, Reading, Tier
from safeconduct.sources import Block, Document

GOLD = Path(__file__).parent / "gold"


def reading(text: str, published: date | None = date(2020, 6, 1)) -> Reading:
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(at, at + len(part)))
        at += len(part) + 2
    return read(Document("d", text, language="ru", published=published, blocks=tuple(blocks)))


def named(found: Reading, claim: Claim) -> list[str]:
    names = {r.id: r.name or (r.described.relation if r.described else "") for r in found.referents}
    return [names[p] for p in claim.persons]


def facts(text: str) -> dict[str, list[str]]:
    found = reading(text)
    return {c.kind: named(found, c) for c in found.claims if c.mood is Mood.FACT}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Шерзода Холмирзаева задержали на вокзале.", "arrest"),
        ("Шерзод Холмирзаев был похищен в Москве.", "abduction"),
        ("Шерзода Холмирзаева выдворили из страны.", "expulsion"),
        ("Шерзода Холмирзаева экстрадировали в Узбекистан.", "extradition"),
        ("Шерзода Холмирзаева объявили в международный розыск.", "wanted_listing"),
        ("Против Шерзода Холмирзаева возбудили уголовное дело.", "criminal_charge"),
        ("Суд приговорил Шерзода Холмирзаева к семи годам колонии.", "sentence"),
        ("Шерзод Холмирзаев получил временное убежище.", "asylum_grant"),
        ("Шерзоду Холмирзаеву отказали в убежище.", "asylum_refusal"),
        ("Шерзода Холмирзаева избили в отделе полиции.", "ill_treatment"),
        ("Шерзоду Холмирзаеву не продлили регистрацию.", "permit_refusal"),
        ("Шерзода Холмирзаева освободили из изолятора.", "release"),
    ],
)
def test_kind_and_victim(text: str, kind: str) -> None:
    assert facts(text).get(kind) == ["Шерзод Холмирзаев"]


@pytest.mark.parametrize(
    "text",
    [
        "Шерзода Холмирзаева не задерживали.",
        "Если бы Шерзода Холмирзаева задержали, адвокат узнал бы.",
        "Шерзода Холмирзаева могут задержать.",
        "Шерзод Холмирзаев боится, что его задержат.",
        "Шерзода Холмирзаева завтра задержат.",
        "Шерзода Холмирзаева задержали?",
        "Обычно таких людей задерживают у ворот изолятора.",
        "Никто Шерзода Холмирзаева не задерживал.",
    ],
)
def test_what_did_not_happen_is_no_fact(text: str) -> None:
    assert "arrest" not in facts(text)


def test_a_brother_is_a_person_of_his_own() -> None:
    found = reading("Шерзод Холмирзаев уехал в Россию. Его брата задержали в Намангане.")
    (arrest,) = [c for c in found.claims if c.kind == "arrest"]
    (brother,) = [r for r in found.referents if r.id in arrest.persons]
    owner = next(r for r in found.referents if r.name == "Шерзод Холмирзаев")
    assert brother.described is not None
    assert (brother.described.relation, brother.described.of) == ("brother", owner.id)


def test_what_is_said_has_its_speaker() -> None:
    found = reading("По словам адвоката Ирины Белозёровой, Шерзода Холмирзаева избили в камере.")
    (claim,) = [c for c in found.claims if c.kind == "ill_treatment"]
    names = {r.id: r.name for r in found.referents}
    assert [names[s] for s in claim.said_by] == ["Ирина Белозёрова"]


def test_each_clause_keeps_its_own_date() -> None:
    found = reading(
        "12 марта 2020 года Дилшод Расулов обратился с ходатайством о признании беженцем, "
        "19 апреля 2020 года ему отказано."
    )
    days = {c.kind: c.when.earliest for c in found.claims if c.when}
    assert days == {"asylum_application": date(2020, 3, 12), "asylum_refusal": date(2020, 4, 19)}


def test_a_year_told_of_a_past_law_does_not_date_what_follows() -> None:
    found = reading(
        "По условиям соглашения 2000 года выезд закрыт. 5 мая Дилшода Расулова задержали."
    )
    (arrest,) = [c for c in found.claims if c.kind == "arrest"]
    assert arrest.when is not None
    assert arrest.when.earliest == date(2020, 5, 5)


def test_the_articles_of_a_charge() -> None:
    found = reading("Дилшоду Расулову предъявили обвинение по ч. 2 ст. 205.5 УК РФ.")
    (charge,) = [c for c in found.claims if c.kind == "criminal_charge"]
    assert charge.attributes["articles"] == ["RU-CC-205.5-2"]


@pytest.mark.parametrize(
    "name",
    [
        "news",
        "ruling",
        "letter",
        "testimony",
        "chat",
        "bulletin",
        "interview",
        "chronology",
        "facts",
    ],
)
def test_documents_of_nine_genres(name: str) -> None:
    """Floors well under what is measured: they fall only when something breaks. Figures: benchmarks/reading_russian.py."""
    path = GOLD / f"ru-{name}.txt"
    text = path.read_text(encoding="utf-8")
    gold = load(path.with_suffix(".yaml"), text)
    found = reading(text, gold.published)
    got = score(text, found, gold)
    assert got.people.recall == 1
    assert got.kind.f1 >= 0.75
    assert got.victim.f1 >= 0.65
    assert got.both.f1 >= 0.55
    assert got.sure_and_wrong <= 0.05 * got.sure


def test_nothing_is_sure_that_the_words_do_not_say_outright() -> None:
    found = reading("Его задержали. Позже выпустили.")
    assert all(c.tier is Tier.CHECK for c in found.claims)


@pytest.mark.parametrize(
    "text",
    [
        "Сведений о том, что Шерзод Холмирзаев был задержан, не имеется.",
        "Доказательств того, что Шерзода Холмирзаева пытали, не представлено.",
        "Судом не установлено, что Шерзода Холмирзаева похитили.",
        "Нет данных, что Шерзод Холмирзаев объявлен в розыск.",
        "Факт задержания Шерзода Холмирзаева не подтверждён.",
        "В розыске Шерзод Холмирзаев не значится.",
    ],
)
def test_want_of_proof_or_record_is_no_fact(text: str) -> None:
    assert facts(text) == {}


def test_not_knowing_of_an_arrest_does_not_deny_it() -> None:
    assert "arrest" in facts("Адвокат не знал, что Шерзода Холмирзаева задержали 3 мая 2019 года.")


def test_a_ruling_decides_in_infinitives_under_a_spaced_heading() -> None:
    found = facts(
        "Судья Октябрьского районного суда, рассмотрев в открытом судебном заседании материалы дела в отношении "
        "Холмирзаева Шерзода Алиевича,\n\nП О С Т А Н О В И Л:\n\n"
        "назначить Холмирзаеву Шерзоду Алиевичу наказание в виде штрафа с административным выдворением за пределы "
        "Российской Федерации.\n\nДо выдворения содержать Холмирзаева Ш.А. в центре временного содержания."
    )
    assert {"expulsion_order", "detention"} <= set(found)
    assert "criminal_charge" not in found  # «в открытом заседании» opens no case


@pytest.mark.parametrize(
    ("text", "kind", "other"),
    [
        ("Шерзод Холмирзаев осуждён в мае 2019 года по делу о беспорядках.", "conviction", "sentence"),
        ("Адвокат подала заявление о похищении Шерзода Холмирзаева в прокуратуру.", "complaint", "abduction"),
        ("Генпрокуратура выдавать Шерзода Холмирзаева отказалась.", "extradition_refusal", "extradition"),
        (
            "Управление Верховного комиссара ООН по делам беженцев признало Шерзода Холмирзаева беженцем.",
            "unhcr_recognition",
            "asylum_grant",
        ),
        ("Двое мужчин скрутили Шерзода Холмирзаева и затолкали в фургон.", "abduction", "arrest"),
        ("Шерзод Холмирзаев сообщал о похищении ещё 25 человек.", "", "abduction"),
    ],
)  # fmt: skip
def test_one_kind_and_not_its_neighbour(text: str, kind: str, other: str) -> None:
    found = facts(text)
    assert other not in found
    if kind:
        assert kind in found


def test_custody_told_in_everyday_words() -> None:
    found = facts(
        "Суд в Москве арестовал Шерзода Холмирзаева 3 марта 2016 года. Потом срок дважды продлевали. "
        "Шерзоду Холмирзаеву не давали лекарств."
    )
    assert {"detention", "detention_extension", "ill_treatment"} <= set(found)


def test_one_leaves_the_state_named_after_out_of() -> None:
    found = reading("В 2005 году Шерзод Холмирзаев уехал из Узбекистана в Екатеринбург.")
    (left,) = [c for c in found.claims if c.kind == "departure"]
    assert left.where == "Uzbekistan"


def test_days_counted_from_a_ruling_are_not_counted_from_another_mans_arrest() -> None:
    found = reading(
        "10 июня 2014 года Рустама Каримова задержали.\n\nВ 2015 году московский суд признал отказ Шерзоду "
        "Холмирзаеву в убежище незаконным. Примерно через неделю после решения суда Холмирзаева похитили."
    )
    (taken,) = [c for c in found.claims if c.kind == "abduction"]
    assert taken.when is None or taken.when.earliest >= date(2015, 1, 1)


def test_a_paper_has_its_own_day_and_not_the_day_it_was_received() -> None:
    found = reading(
        "Письмом от 18.03.2019, полученным защитником 26.03.2019, Шерзоду Холмирзаеву в убежище отказано."
    )
    (refused,) = [c for c in found.claims if c.kind == "asylum_refusal"]
    assert refused.when is not None
    assert refused.when.earliest == date(2019, 3, 18)


def test_living_somewhere_is_a_move_only_where_told_since_when() -> None:
    assert "move" not in facts("Шерзод Холмирзаев живёт в Казани.")
    found = reading("Шерзод Холмирзаев проживает в Казани с 2006 года.")
    (moved,) = [c for c in found.claims if c.kind == "move"]
    assert moved.when is not None
    assert (moved.when.earliest, moved.when.latest) == (date(2006, 1, 1), date(2007, 1, 1))


def test_coming_to_extend_a_permit_is_applying_for_it() -> None:
    found = facts(
        "Шерзода Холмирзаева задержали 10 июня 2014 года в отделе ФМС, куда он пришёл продлевать разрешение на работу."
    )
    assert "permit_application" in found
    assert "permit_grant" not in found


@pytest.mark.parametrize(
    "text",
    [
        "Неизвестно, был ли Шерзод Холмирзаев арестован.",
        "Неправда, что Шерзода Холмирзаева осудили заочно.",
        "Шерзоду Холмирзаеву грозит тюрьма.",
    ],
)
def test_the_unknown_the_untrue_and_the_refused_are_no_facts(text: str) -> None:
    assert facts(text) == {}


def test_a_court_that_refuses_to_free_somebody_ruled_and_freed_nobody() -> None:
    found = facts("Суд отказал в освобождении Шерзода Холмирзаева 4 мая 2019 года.")
    assert set(found) == {"court_ruling"}


def test_a_quashed_custody_order_is_a_ruling_and_no_custody() -> None:
    found = facts(
        "Постановление о заключении Шерзода Холмирзаева под стражу отменено 9 июня 2019 года."
    )
    assert "court_ruling" in found
    assert "detention" not in found


def test_words_for_an_arrest_and_a_marriage() -> None:
    assert "arrest" in facts(
        "Телевидение в июне сообщило о поимке в Тульской области Зохида Аслонова."
    )
    found = reading(
        "Шерзод Холмирзаев состоит в браке с Оксаной Ткаченко, брак зарегистрирован 14.08.2010."
    )
    assert len([c for c in found.claims if c.kind == "marriage"]) == 1


def test_the_number_of_a_letter_is_no_person() -> None:
    found = reading("Исх. № 41 от 05.04.2019.\n\nШерзода Холмирзаева задержали.")
    assert [r.name for r in found.referents] == ["Шерзод Холмирзаев"]


def test_a_term_that_a_court_orders_is_no_length_of_custody() -> None:
    found = reading("5 мая 2018 года суд заключил Алима Саидова под стражу на два месяца.")
    (claim,) = [c for c in found.claims if c.kind == "detention"]
    assert claim.attributes["term"] == "P2M"
    assert "duration" not in claim.attributes


def test_the_day_of_a_participle_is_never_surely_the_main_verbs() -> None:
    found = reading("Освобождённый в марте 2019 года Шерзод Холмирзаев уехал в Швецию.").claims
    left = next(c for c in found if c.kind == "departure")
    assert left.tier is Tier.CHECK


def test_which_of_two_was_taken_on_which_of_two_days_is_left_to_a_person() -> None:
    text = "Шерзод Холмирзаев и Далер Назиров были задержаны 13 и 14 июня 2017 года."
    taken = [c for c in reading(text).claims if c.kind == "arrest"]
    assert len(taken) == 2
    assert Tier.CHECK in {c.tier for c in taken}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Рустама Каримова задержали 27 июня. Тверской суд арестовал до 16 ноября.", "detention"),
        ("Рустама Каримова задержали. 9 июля суд постановил выдворить.", "expulsion_order"),
        ("Рустама Каримова задержали в мае. Отпустили, когда отец заплатил.", "release"),
        ("Рустама Каримова допросили. Держали ночь, потом выгнали.", "detention"),
        ("Рустам Каримов был осуждён. Пришлось отсидеть девять лет.", "imprisonment"),
    ],
)
def test_whom_the_words_leave_out_is_the_one_told_of_before(text: str, kind: str) -> None:
    found = reading(text)
    claim = next(c for c in found.claims if c.kind == kind and c.mood is Mood.FACT)
    assert named(found, claim) == ["Рустам Каримов"]
    assert claim.tier is Tier.CHECK


def test_a_court_that_lets_somebody_else_go_lets_nobody_go_who_was_told_of_before() -> None:
    found = reading("Рустама Каримова задержали. Суд отпустил сестру.")
    assert "Рустам Каримов" not in [
        n for c in found.claims if c.kind == "release" for n in named(found, c)
    ]


def test_each_further_term_of_custody_told_without_its_verb_is_an_extension() -> None:
    text = (
        "Рустама Каримова задержали 5 мая. Суд арестовал его до 16 ноября, потом до 16 марта, "
        "потом, 12 марта, ещё на три месяца."
    )
    found = reading(text)
    more = [c for c in found.claims if c.kind == "detention_extension"]
    assert [named(found, c) for c in more] == [["Рустам Каримов"]] * 2
    assert {c.tier for c in more} == {Tier.CHECK}
    held = next(c for c in found.claims if c.kind == "detention")
    assert "12 марта" not in (held.when.words if held.when else "")


def test_an_extradition_refused_to_a_state_is_of_him_whom_it_asked_for() -> None:
    found = reading("Генпрокуратура отказала таджикским коллегам в выдаче Рустама Каримова.")
    refused = next(c for c in found.claims if c.kind == "extradition_refusal")
    assert named(found, refused) == ["Рустам Каримов"]


def test_who_is_given_to_border_guards_is_not_yet_surely_abroad() -> None:
    claims = reading("Рустама Каримова отвезли на границу и передали пограничникам.").claims
    assert not [c for c in claims if c.kind == "extradition" and c.tier is Tier.SURE]
