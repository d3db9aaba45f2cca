"""Every kind of event in the words of a court, a lawyer, a newspaper and a mother; and the same words meaning other things."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from safeconduct.reading import read
from safeconduct.record import Claim, Mood, Tier
from safeconduct.sources import Block, Document
from safeconduct.when import write_edtf

PHRASES = (Path(__file__).parent / "phrases" / "ru.txt").read_text("utf-8").splitlines()
LINES = [tuple(line.split("|", 1)) for line in PHRASES if line and not line.startswith("#")]


def told(text: str) -> list[Claim]:
    lead = "Фарход Назиров родился в Ургенче. "
    whole = lead + text
    document = Document(
        "d",
        whole,
        language="ru",
        published=date(2020, 6, 1),
        blocks=(Block(0, len(whole)),),
    )
    found = read(document).claims
    return [c for c in found if c.mood is Mood.FACT and c.passage.start >= len(lead) - 2]


@pytest.mark.parametrize(
    ("kind", "text"), [(k, t) for k, t in LINES if not k.startswith("-")], ids=lambda v: v[:60]
)
def test_it_is_told(kind: str, text: str) -> None:
    assert kind in {c.kind for c in told(text)}


@pytest.mark.parametrize(
    ("kind", "text"), [(k[1:], t) for k, t in LINES if k.startswith("-")], ids=lambda v: v[:60]
)
def test_it_is_not_told(kind: str, text: str) -> None:
    kinds = {c.kind for c in told(text)}
    assert not (kinds if kind == "*" else kinds & {kind})


def days(text: str) -> dict[str, str]:
    return {c.kind: write_edtf(c.when) if c.when else "" for c in told(text)}


def test_what_is_left_out_is_of_what_was_told_just_before() -> None:
    found = days(
        "По убежищу: заявление он написал 1 апреля 2019 года. 8 июля отказ. Мы получили его 22 июля. "
        "В суд подали 19 августа. Городской суд жалобу не удовлетворил."
    )
    assert found["asylum_application"] == "2019-04-01"
    assert found["asylum_refusal"] == "2019-07-08"
    assert found["notification"] == "2019-07-22"
    assert found["asylum_appeal"] == "2019-08-19"
    assert "court_ruling" in found


def test_a_day_and_a_noun_are_a_telling() -> None:
    found = days("В мае 2019 года началось. 17 мая — обыск. 20 мая допрос.")
    assert found["search"] == "2019-05-17"
    assert found["summons"] == "2019-05-20"


def test_a_noun_without_its_matter_tells_nothing() -> None:
    assert not told("8 июля отказ.")


def test_the_act_one_is_accused_of_is_no_event() -> None:
    found = days("Назирова обвиняют в том, что в 2013 году он выехал в Сирию.")
    assert "criminal_charge" in found
    assert "departure" not in found


def test_on_the_word_of_those_who_prosecute_nothing_is_sure() -> None:
    found = told("Следствие утверждает, что 4 марта 2017 года Назиров избил Хамро Сатторова.")
    assert all(c.tier is Tier.CHECK for c in found)


def test_not_this_one_but_that_one() -> None:
    lead = "Фарход Назиров родился в Ургенче. "
    whole = lead + "4 марта 2017 года задержали не Назирова, а Хамро Сатторова."
    document = Document("d", whole, language="ru", blocks=(Block(0, len(whole)),))
    reading = read(document)
    names = {r.id: r.name for r in reading.referents}
    arrests = [c for c in reading.claims if c.kind == "arrest" and c.mood is Mood.FACT]
    (arrested,) = (names[p] for c in arrests for p in c.persons)
    assert arrested.startswith("Хамро")


@pytest.mark.parametrize(
    ("text", "kind", "by"),
    [
        ("Постановлением Генеральной прокуратуры от 11 июня 2018 года Назиров подлежит выдаче.", "extradition_order", "prosecutor general"),
        ("11 июня 2018 года Назирова в ФСБ заставили подписать признание.", "forced_confession", "RU-FSB"),
        ("11 июня 2018 года Назирова арестовал Тверской суд.", "detention", "court"),
    ],
)  # fmt: skip
def test_who_did_it(text: str, kind: str, by: str) -> None:
    assert by in {c.by for c in told(text) if c.kind == kind}


@pytest.mark.parametrize(
    "text",
    [
        "Верховный суд 11 июня 2018 года признал решение о выдаче Назирова законным.",
        "Суд 11 июня 2018 года признал законным отказ Назирову в убежище.",
    ],
)
def test_what_a_court_upholds_it_does_not_undo(text: str) -> None:
    (ruling,) = told(text)
    assert ruling.kind == "court_ruling"
    assert ruling.attributes["decided"] == "against"


def test_a_term_that_names_no_measure_is_of_the_custody_just_told() -> None:
    found = days(
        "11 июня 2018 года Назирова заключили под стражу. 7 августа 2018 года продлили до 9 ноября."
    )
    assert found["detention_extension"] == "2018-08-07"


def people(text: str, kind: str) -> set[str]:
    document = Document("d", text, language="ru", blocks=(Block(0, len(text)),))
    reading = read(document)
    names = {r.id: r.name for r in reading.referents}
    return {names[p] for c in reading.claims if c.kind == kind for p in c.persons}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("В Москве исчезли двое рабочих – Расул Жуманов и Салех Исмоилов.", "disappearance"),
        ("В Туле задержаны двое активистов: Расул Жуманов и Салех Исмоилов.", "arrest"),
        ("Находящиеся в СИЗО рабочие Расул Жуманов и Салех Исмоилов голодают.", "detention"),
        ("Расула Жуманова и Салеха Исмоилова, которых похитили в мае, ищут.", "abduction"),
    ],
)
def test_all_who_are_told_together(text: str, kind: str) -> None:
    assert people(text, kind) == {"Расул Жуманов", "Салех Исмоилов"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("В каком суде решили выдать Назирова, мы не знаем.", "extradition_order"),
        ("В чём Назиров обвиняется, неизвестно.", "criminal_charge"),
        ("Кто задержал Назирова, не сообщается.", "arrest"),
    ],
)
def test_what_is_told_in_an_open_question_is_never_sure(text: str, kind: str) -> None:
    assert all(c.tier is Tier.CHECK for c in told(text) if c.kind == kind)


def test_years_of_the_accused_act_birth_and_a_state_that_lasts_date_nothing_else() -> None:
    accused = "5 мая 2018 года отпустили Назирова, которого разыскивают по обвинению в грабежах в 1999 году."
    assert days(accused)["release"] == "2018-05-05"
    assert days("Назиров родился в 1987 году, ребёнком приехал в Россию.")["entry"] == ""
    since = days("С 1999 года Назиров подвергался преследованиям и дважды был осуждён.")
    assert since["conviction"] == ""


def test_the_day_of_learning_is_of_nothing_that_was_learnt() -> None:
    found = days("Летом 2019 года он узнал, что его обвинили в краже и объявили в розыск.")
    assert found["criminal_charge"] == found["wanted_listing"] == ""


def served(text: str) -> set[tuple[str, object]]:
    """Each service: its day and whether it was to counsel."""
    return {
        (write_edtf(c.when) if c.when else "", c.attributes.get("to"))
        for c in told(text)
        if c.kind == "notification"
    }


def test_service_on_the_client_and_service_on_counsel_are_two() -> None:
    client, counsel = ("2019-05-05", None), ("2019-05-07", "counsel")
    assert served(
        "Постановление о выдаче вручено Назирову 5 мая 2019 года, а его адвокату — 7 мая 2019 года."
    ) == {client, counsel}
    assert served(
        "О решении о выдаче Назирова уведомили 5 мая 2019 года, 7 мая 2019 года — его адвоката."
    ) == {client, counsel}


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Назирову вручили решение 5 мая 2019 года в присутствии адвоката.", None),
        ("Копию постановления о выдаче защитник Назирова получил 5 мая 2019 года.", "counsel"),
        ("5 мая 2019 года адвокату вручена копия решения об отказе Назирову в убежище.", "counsel"),
    ],
)
def test_to_whom_a_paper_was_handed(text: str, to: str | None) -> None:
    assert served(text) == {("2019-05-05", to)}


def test_a_participle_is_of_whom_its_ending_tells() -> None:
    text = "Саодат Негматова, супруга сварщика Илхома Негматова, выданного Таджикистану 9 июля 2018 года, живёт в Польше."
    assert people(text, "extradition") == {"Илхом Негматов"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("В Туле задержан уроженец Намангана Расул Жуманов, сообщила пресс-служба ФСБ.", "arrest"),
        ("Полиция задержала уроженца Намангана Расула Жуманова, сообщили в МВД.", "arrest"),
        ("В Москве пропал выходец из Ферганы Расул Жуманов.", "disappearance"),
        ("В Ташкент экстрадирован гражданин Узбекистана Расул Жуманов.", "extradition"),
    ],
)
def test_the_lead_of_a_news_item_names_whom_it_befell(text: str, kind: str) -> None:
    assert people(text, kind) == {"Расул Жуманов"}
