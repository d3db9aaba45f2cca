"""A paper named with its own day tells that it was made on that day, whatever the sentence does with it."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Claim, Mood
from safeconduct.sources import Block, Document
from safeconduct.when import write_edtf

LEAD = "Фарход Назиров родился в Ургенче. "


def told(text: str) -> list[Claim]:
    whole = LEAD + text
    blocks = (Block(0, len(whole)),)
    document = Document("d", whole, language="ru", published=date(2020, 6, 1), blocks=blocks)
    return [c for c in read(document).claims if c.mood is Mood.FACT]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        (
            (
                "В кассационной жалобе Назиров просит отменить определение областного суда от 9 июля 2019 г., которым "
                "оставлено без удовлетворения его заявление о признании незаконным постановления заместителя Генерального "
                "прокурора РФ от 22 мая 2019 г. о выдаче его Республике Узбекистан."
            ),
            "court_ruling",
            "2019-07-09",
        ),
        (
            (
                "Назиров просит признать незаконным постановление заместителя Генерального прокурора РФ от 22 мая 2019 г. "
                "о выдаче его Республике Узбекистан."
            ),
            "extradition_order",
            "2019-05-22",
        ),
        (
            "К жалобе приложен ответ Суда от 27 мая 2019 года, которым выдача Назирова приостановлена.",
            "interim_measure",
            "2019-05-27",
        ),
        (
            "Суд не учёл решение Комитета по правам человека от 14 июня 2019 г. о применении временных мер.",
            "interim_measure",
            "2019-06-14",
        ),
        (
            "Оспаривается решение УВМ от 3 апреля 2019 года об отказе Назирову в предоставлении временного убежища.",
            "asylum_refusal",
            "2019-04-03",
        ),
        (
            "В деле есть постановление городского суда от 4 марта 2019 года об избрании Назирову меры пресечения.",
            "detention",
            "2019-03-04",
        ),
        (
            "Приложение: постановление следователя от 5 февраля 2019 г. о привлечении Назирова в качестве обвиняемого.",
            "criminal_charge",
            "2019-02-05",
        ),
    ],
)
def test_a_dated_paper_is_an_event_of_its_day(text: str, kind: str, day: str) -> None:
    days = {write_edtf(c.when) for c in told(text) if c.kind == kind and c.when}
    assert day in days


@pytest.mark.parametrize(
    "text",
    [
        "Федеральный закон от 25 июля 2002 года о правовом положении иностранных граждан Назирову разъяснён.",
        "Назиров получил письмо матери от 3 апреля 2019 года.",
        "Назиров помнит ответ учителя от 3 апреля 2019 года.",
    ],
)
def test_other_papers_decide_nothing(text: str) -> None:
    assert not [c for c in told(text) if c.kind not in ("birth", "notification")]
