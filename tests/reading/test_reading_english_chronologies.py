"""Chronologies, tables of events and diaries as lawyers keep them: each line has its own date and its own event."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.reading.tongue import paragraphs
from safeconduct.reading.voices.entries import entries_of, heads_of
from safeconduct.record import Mood
from safeconduct.sources import Block, Document
from safeconduct.when import write_edtf

LINES = """Chronology: Mr Rahim Oripov, citizen of Tajikistan
Prepared by: Vera Linden

08.2011 – arrives in Russia
14.03.2019 – detained at home in Tver
15.03.2019 – Zavolzhsky District Court: custody until 14.05.2019
12.05.2019 – extended to 14.11.2019
20.05.2019 – refugee status application
01.08.2019 – refused; served on client 09.08.2019, on me 20.08.2019
19.10.2019 – decision to extradite
14.11.2019 – released
"""


def told(text: str, published: date = date(2022, 12, 2)) -> set[tuple[str, str | None]]:
    blocks = paragraphs(text)
    whole = (
        Block(blocks[0].start, blocks[-1].end),
    )  # as a converter gives it: one paragraph of lines
    found = read(Document("d", text, language="en", blocks=whole), published=published)
    return {
        (c.kind, write_edtf(c.when) if c.when else None)
        for c in found.claims
        if c.mood is Mood.FACT
    }


def test_each_line_is_dated_by_its_own_date() -> None:
    found = told(LINES)
    assert ("arrest", "2019-03-14") in found
    assert ("detention", "2019-03-15") in found
    assert ("release", "2019-11-14") in found


def test_where_a_term_ends_is_not_when_it_was_ordered() -> None:
    assert ("detention_extension", "2019-05-12") in told(LINES)


def test_a_part_with_a_date_of_its_own_keeps_it() -> None:
    found = told(LINES)
    assert ("asylum_refusal", "2019-08-01") in found
    assert ("notification", "2019-08-09") in found
    assert ("notification", "2019-08-20") in found


def test_a_nominal_is_the_event_of_its_line() -> None:
    found = told(LINES)
    assert ("asylum_application", "2019-05-20") in found
    assert ("extradition_order", "2019-10-19") in found


def test_the_person_left_out_is_the_one_of_the_title() -> None:
    found = read(
        Document("d", LINES, language="en", blocks=paragraphs(LINES)), published=date(2022, 12, 2)
    )
    names = {r.id: r.name for r in found.referents}
    for claim in found.claims:
        if claim.mood is Mood.FACT:
            assert [names[p] for p in claim.persons] == ["Rahim Oripov"]


def test_a_table_of_events_is_read_row_by_row() -> None:
    text = (
        "Table of events, Mr Rahim Oripov\n"
        "Nr. | Date | Event | Evidence\n"
        "1 | 3 April 2014 | Arrested after a demonstration | statement\n"
        "2 | 17 Sept. 2016 | Released | certificate\n"
        "3 | 5 Oct. 2018 | Asylum refused | decision\n"
    )
    found = told(text)
    assert {
        ("arrest", "2014-04-03"),
        ("release", "2016-09-17"),
        ("asylum_refusal", "2018-10-05"),
    } <= found


def test_a_diary_counts_yesterday_from_the_day_above() -> None:
    text = (
        "Mon 2 May 2022\n"
        "Visited Rahim Oripov in the remand prison.\n\n"
        "Tue 10 May\n"
        "The detention of Rahim Oripov was extended yesterday.\n\n"
        "Thu 19 May\n"
        "Nothing new.\n"
    )
    assert ("detention_extension", "2022-05-09") in told(text)


def test_a_year_as_a_heading_dates_the_lines_below() -> None:
    text = (
        "Timeline of Rahim Oripov\n"
        "2019\n"
        "• 12 June: arrested in Tver\n"
        "2020\n"
        "• 14 October: released\n"
    )
    found = told(text)
    assert ("arrest", "2019-06-12") in found
    assert ("release", "2020-10-14") in found


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May 2019 he was arrested.\nIn June he was released.",
        "2019 was a hard year.\n2020 was harder.",
        "He paid 20.50 – no more.\nThen 3 men came.",
    ],
)
def test_prose_is_no_chronology(text: str) -> None:
    blocks = paragraphs(text)
    assert entries_of(text, blocks) == ()
    assert heads_of(text, blocks) == ()


def test_a_relative_who_opens_a_line_is_the_one_it_is_of() -> None:
    text = (
        "Chronology: Mr Rahim Oripov\n"
        "13.05.2005 – brother Odil shot dead\n"
        "04.03.2010 – father convicted; dies in prison\n"
        "05.06.2019 – arrested in Tver\n"
    )
    found = read(
        Document("d", text, language="en", blocks=paragraphs(text)), published=date(2022, 12, 2)
    )
    rahim = next(r.id for r in found.referents if r.name == "Rahim Oripov")
    for claim in found.claims:
        if claim.mood is Mood.FACT:
            assert (rahim in claim.persons) == (claim.kind == "arrest")


def test_a_year_that_stands_over_what_is_told_is_the_year_of_every_month_below_it() -> None:
    text = (
        "Key dates of Laziz Umarov\n\n2017\nIn January Umarov was dismissed.\nUmarov was arrested on 3 November.\n"
        "2018\nIn May Umarov was released.\n"
    )
    found = told(text)
    assert ("arrest", "2017-11-03") in found
    assert ("release", "2018-05") in found


def test_under_a_year_alone_no_day_is_counted_from_a_day_nobody_told() -> None:
    text = "Key dates of Laziz Umarov\n\n2017\nUmarov was beaten last Tuesday.\n2018\nYesterday Umarov was arrested.\n"
    days = {when for _, when in told(text) if when}
    assert not any(len(d) == len("2017-12-30") for d in days)
