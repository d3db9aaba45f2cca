"""Times as mentions, in TimeML's terms: what sort, which words, which value."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.sources import Document

WRITTEN = date(2018, 3, 21)  # a Wednesday


def times(text: str) -> list[tuple[str, str, str]]:
    reading = read(Document("x", text, language="en"), published=WRITTEN)
    return [
        (text[m.passage.start : m.passage.end], m.what, m.value)
        for m in reading.mentions
        if m.what in ("date", "time", "duration", "set")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He was held from 2 May 2014 to 9 June 2015.",
         [("2 May 2014", "date", "2014-05-02"), ("9 June 2015", "date", "2015-06-09")]),
        ("Hearings took place on 5, 11 and 20 September 2016.",
         [("5", "date", "2016-09-05"), ("11", "date", "2016-09-11"), ("20 September 2016", "date", "2016-09-20")]),
        ("He left on 3 or 4 November 2017.", [("3 or 4 November 2017", "date", "2017-11-03/2017-11-04")]),
        ("She came on July 24 , 2003 by train.", [("July 24 , 2003", "date", "2003-07-24")]),
        ("They married on New Year's Eve 2016.", [("New Year's Eve 2016", "date", "2016-12-31")]),
        ("He fell on 17 May 2013 at 18.45.", [("17 May 2013", "date", "2013-05-17"), ("18.45", "time", "2013-05-17T18:45")]),
        ("In early 2012 he was ill.", [("early 2012", "date", "2012")]),
        ("they sent him home in may and he got 5 yrs in july", [("may", "date", "2017-05"), ("july", "date", "2017-07")]),
        ("since march 2016 and on monday", [("march 2016", "date", "2016-03"), ("monday", "date", "2018-03-19")]),
    ],
)  # fmt: skip
def test_dates_and_ranges_are_told_by_their_own_words(
    text: str, told: list[tuple[str, str, str]]
) -> None:
    assert times(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It happened two weeks ago.", [("two weeks ago", "date", "2018-W10")]),
        ("It happened last week.", [("last week", "date", "2018-W11")]),
        ("It happened last month.", [("last month", "date", "2018-02")]),
        ("It happened last year.", [("last year", "date", "2017")]),
        ("It happened on Monday morning.", [("Monday morning", "time", "2018-03-19TMO")]),
        ("It happened the day before yesterday.", [("the day before yesterday", "date", "2018-03-19")]),
        ("It happened in the last quarter.", [("the last quarter", "date", "2017-Q4")]),
        ("It will happen this weekend.", [("this weekend", "date", "2018-W12-WE")]),
    ],
)  # fmt: skip
def test_times_counted_from_the_document_are_as_coarse_as_their_words(
    text: str, told: list[tuple[str, str, str]]
) -> None:
    assert times(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He served seven months and ten days.", [("seven months and ten days", "duration", "P7M10D")]),
        ("He fell ill six months after his release.", [("six months", "duration", "P6M")]),
        ("He has been ill for several years.", [("several years", "duration", "PXY")]),
        ("He is now beaten every day, and was recently ill.",
         [("now", "date", "PRESENT_REF"), ("every day", "set", "P1D"), ("recently", "date", "PAST_REF")]),
        ("They let him out twice a week.", [("twice a week", "set", "P1W")]),
        ("They came at 4 p.m. and left.", [("4 p.m.", "time", "2018-03-21T16:00")]),
    ],
)  # fmt: skip
def test_lengths_sets_and_words_for_now_are_times_too(
    text: str, told: list[tuple[str, str, str]]
) -> None:
    assert times(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "This may help him.",
        "Rule 3.14 and 12.30 roubles.",
        "He was a 40-year-old cook.",
        "Following his arrest he was ill.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The hearing will take place on Wednesday.", "2019-06-05"),
        ("The trial is set to begin on Friday in Osh.", "2019-06-07"),
        ("He was arrested on Wednesday.", "2019-05-29"),
        ("The judge said on Friday that he would be tried.", "2019-05-31"),
    ],
)
def test_a_weekday_looks_back_unless_it_is_told_as_still_to_come(text: str, day: str) -> None:
    reading = read(Document("x", text, language="en"), published=date(2019, 6, 1))
    assert [m.value for m in reading.mentions if m.what == "date"] == [day]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He was held from 01 September 2014.", [("01 September 2014", "date", "2014-09-01")]),
        ("He came on the 21 st January 2015.", [("21 st January 2015", "date", "2015-01-21")]),
        ("Trials doubled in the first quarter of 2012.", [("the first quarter of 2012", "date", "2012-Q1")]),
        ("Fines fell in Q3 2016.", [("Q3 2016", "date", "2016-Q3")]),
        ("It was built in the early 1990s.", [("early 1990s", "date", "199")]),
        ("It closed in the late eighties.", [("late eighties", "date", "198")]),
        ("He will be tried next Monday.", [("next Monday", "date", "2018-03-26")]),
        ("He leaves this summer.", [("this summer", "date", "2018-SU")]),
        ("The law changed a year earlier.", [("a year earlier", "date", "2017")]),
        ("The budget for fiscal 2017 grew.", [("fiscal 2017", "date", "FY2017")]),
        ("Arrests rose later this month.", [("later this month", "date", "2018-03")]),
    ],
)  # fmt: skip
def test_quarters_decades_and_what_is_still_to_come(
    text: str, told: list[tuple[str, str, str]]
) -> None:
    assert times(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("They talked for thirty minutes.", [("thirty minutes", "duration", "PT30M")]),
        ("He stood for half an hour.", [("half an hour", "duration", "PT30M")]),
        ("He stood for an hour and a half.", [("an hour and a half", "duration", "PT1H30M")]),
        ("She waited two and a half years.", [("two and a half years", "duration", "P2.5Y")]),
        ("The custom is two decades old.", [("two decades", "duration", "P2DE")]),
        ("He got seven years’ imprisonment.", [("seven years", "duration", "P7Y")]),
        ("Over the past two months he wrote.", [("the past two months", "duration", "P2M")]),
        ("He was a second away.", []),
        ("In recent years it grew worse.", [("recent years", "date", "PAST_REF")]),
    ],
)  # fmt: skip
def test_lengths_are_told_in_the_units_of_their_words(
    text: str, told: list[tuple[str, str, str]]
) -> None:
    assert times(text) == told


def test_an_hour_is_of_the_day_told_in_its_sentence() -> None:
    (day, hour) = times("On 10 June 2014 the car left Tver at 18:00 UTC. It rained.")
    assert day == ("10 June 2014", "date", "2014-06-10")
    assert hour == ("18:00 UTC", "time", "2014-06-10T18:00Z")
