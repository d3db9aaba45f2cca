"""Ways in which Russian papers and people tell what happened, one sentence each, kind by kind."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Claim, Mood
from safeconduct.sources import Block, Document


def told(text: str) -> list[Claim]:
    document = Document("d", text, language="ru", blocks=(Block(0, len(text)),))
    claims = read(document, published=date(2021, 6, 1)).claims
    return [c for c in claims if c.mood is Mood.FACT]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Утром за Отабеком Ниёзовым пришли.", "arrest"),
        ("Отабек Ниёзов попал в облаву на рынке.", "arrest"),
        ("Отабека Ниёзова отправили за решётку на два месяца.", "detention"),
        ("Связь с Отабеком Ниёзовым прервалась 5 мая.", "disappearance"),
        ("С 5 мая об Отабеке Ниёзове ничего не известно.", "disappearance"),
        ("Отабека Ниёзова посадили на самолёт, следовавший в Ташкент.", "transfer_abroad"),
        ("Генпрокуратура согласилась выдать Отабека Ниёзова Узбекистану.", "extradition_order"),
        ("Отабек Ниёзов подал жалобу на постановление о выдаче.", "extradition_appeal"),
        ("Судья приговорила Отабека Ниёзова к выдворению.", "expulsion_order"),
        ("Отабек Ниёзов получил отказ в статусе беженца.", "asylum_refusal"),
        (
            "Комитет ООН против пыток попросил Россию не высылать Отабека Ниёзова.",
            "interim_measure",
        ),
        ("Отабеку Ниёзову инкриминируют участие в запрещённой организации.", "criminal_charge"),
        ("Имя Отабека Ниёзова появилось в базе Интерпола.", "wanted_listing"),
        ("Отабеку Ниёзову надели на голову пакет.", "ill_treatment"),
        ("Отабека Ниёзова лишали сна и пищи.", "ill_treatment"),
        ("У Отабека Ниёзова не приняли заявление.", "complaint_refusal"),
        ("Отабек Ниёзов переселён в Норвегию.", "resettlement"),
        ("У Отабека Ниёзова умерла мать.", "bereavement"),
        ("Помещённый в СИЗО, Отабек Ниёзов объявил голодовку.", "detention"),
        ("Подав ходатайство об убежище, Отабек Ниёзов ждал ответа.", "asylum_application"),
        ("Россия выдала Отабека Ниёзова Узбекистану.", "extradition"),
        ("8. 11 апреля 2019 года Отабек Ниёзов был задержан в г. Туле.", "arrest"),
    ],
)
def test_everyday_words(text: str, kind: str) -> None:
    assert kind in {c.kind for c in told(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Отабек Ниёзов получил отказ в статусе беженца.", "asylum_grant"),
        ("Апелляция признала отказ Отабеку Ниёзову в убежище незаконным.", "asylum_grant"),
        ("Арест Отабека Ниёзова был продлён до 1 сентября.", "arrest"),
        ("Суд назначил Отабеку Ниёзову штраф без выдворения.", "expulsion_order"),
        ("РВП Отабека Ниёзова истекло 3 мая и продлено не было.", "permit_grant"),
        ("Копию решения Отабек Ниёзов получил 22 февраля 2020 года.", "sentence"),
        ("Я приехал за Отабеком Ниёзовым в «Матросскую тишину».", "entry"),
        (
            "Комитет против пыток применил временные меры в отношении Отабека Ниёзова.",
            "ill_treatment",
        ),
        ("Каримов Отабек, 01.02.1990 г.р., женат.", "arrest"),
    ],
)
def test_what_the_words_do_not_tell(text: str, kind: str) -> None:
    assert kind not in {c.kind for c in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Слухи о смерти Отабека Ниёзова не подтвердились.",
        "Говорят, что Отабека Ниёзова вывезли, но подтверждений этому нет.",
        "Жалоба не привела к освобождению Отабека Ниёзова.",
        "Власти отрицали задержание Отабека Ниёзова.",
        "Запрос о том, был ли Отабек Ниёзов вывезен, остался без ответа.",
        "Уголовное дело в отношении Отабека Ниёзова не возбуждалось.",
        "До 28 ноября — либо освобождение, либо выдача Отабека Ниёзова.",
        "Похищение Отабек Ниёзов инсценировал.",
        "Задержание Отабека Ниёзова планировалось.",
        "Если меня вернут, я исчезну, говорит Отабек Ниёзов.",
    ],
)
def test_the_denied_the_rumoured_and_the_planned_are_no_facts(text: str) -> None:
    assert told(text) == []


def test_nearly_abducted_is_an_attempt_and_no_abduction() -> None:
    assert [c.kind for c in told("Отабек Ниёзов едва не был похищен.")] == ["abduction_attempt"]


def test_a_birth_date_dates_the_birth_alone() -> None:
    (arrest,) = [
        c
        for c in told("Отабек Ниёзов, 01.02.1990 г.р., задержан 5 мая 2018 года.")
        if c.kind == "arrest"
    ]
    assert arrest.when is not None
    assert arrest.when.earliest == date(2018, 5, 5)


def test_a_ruling_on_a_paper_is_not_of_the_papers_day() -> None:
    text = "Суд признал постановление от 12 апреля 2019 года о выдаче Отабека Ниёзова незаконным."
    assert all(c.when is None for c in told(text))


def test_a_term_in_figures_and_words() -> None:
    (claim,) = [
        c
        for c in told("Отабека Ниёзова приговорили к 13 (тринадцати) годам лишения свободы.")
        if c.kind == "sentence"
    ]
    assert claim.attributes["term"] == "P13Y"
    assert "duration" not in claim.attributes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Сведения о временных мерах Комитета в отношении Отабека Ниёзова оставлены без оценки.",
            "interim_measure_refusal",
        ),
        ("Дело о похищении Отабека Ниёзова дважды возбуждали.", "criminal_charge"),
        ("По факту похищения Отабека Ниёзова возбуждено уголовное дело.", "criminal_charge"),
    ],
)
def test_the_opposite_is_never_read(text: str, kind: str) -> None:
    assert kind not in {c.kind for c in told(text)}


def test_what_somebody_is_blamed_for_is_not_of_the_verdicts_day() -> None:
    text = "3 октября 2017 г. суд признал страну ответственной за похищение Отабека Ниёзова."
    assert all(c.when is None for c in told(text) if c.kind == "abduction")


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("12 апреля областной суд жалобу Отабека Ниёзова не удовлетворил.", "against"),
        ("Областной суд отменил решение в отношении Отабека Ниёзова.", "for"),
        (
            "Областной суд оставил без удовлетворения заявление Отабека Ниёзова о признании незаконным постановления.",
            "against",
        ),
    ],
)
def test_for_or_against(text: str, decided: str) -> None:
    found = {c.attributes.get("decided") for c in told(text) if c.kind == "court_ruling"}
    assert found == {decided}


def test_a_paper_told_by_its_date_is_an_event_of_that_day() -> None:
    claims = told(
        "Есть решение Комитета по правам человека от 14 июня 2019 г. о применении временных мер "
        "в отношении Ниёзова Отабека."
    )
    (measure,) = [c for c in claims if c.kind == "interim_measure"]
    assert measure.when is not None
    assert measure.when.earliest == date(2019, 6, 14)
