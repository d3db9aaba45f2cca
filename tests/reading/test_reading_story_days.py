"""Which year a day without one is of: the weekday beside it, the year last told, the day of the message it stands in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.reading.tongue import paragraphs
from safeconduct.record import Mood
from safeconduct.sources import Document
from safeconduct.when import write_edtf


def told(text: str, published: date, language: str = "en") -> dict[str, str | None]:
    """Kinds of what is told as done, each with its day."""
    found = read(Document("d", text, language=language), published=published)
    return {
        c.kind: write_edtf(c.when) if c.when else None for c in found.claims if c.mood is Mood.FACT
    }


def test_the_weekday_beside_a_day_tells_its_year() -> None:
    """11 April was a Thursday in 2024, and a Tuesday the year before."""
    text = "Aziz Karimov was arrested on Thursday, 11 April. He was released on 15 April."
    assert told(text, date(2024, 6, 1)) == {"arrest": "2024-04-11", "release": "2024-04-15"}
    assert told(text, date(2025, 3, 1))["arrest"] == "2024-04-11"


def test_the_weekday_tells_the_year_in_russian_too() -> None:
    text = "В четверг, 11 апреля, Азиза Каримова задержали."
    assert told(text, date(2025, 3, 1), "ru")["arrest"] == "2024-04-11"


def test_a_day_still_to_come_dates_nothing_that_is_told_after_it() -> None:
    text = "The hearing has been moved to Thursday, 11 April. Aziz Karimov was arrested on 16 February."
    assert told(text, date(2024, 4, 8))["arrest"] == "2024-02-16"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("In December he was released.", "2023-12"),  # goes on in the year that was told
        ("In April he was released.", "2023-04"),
    ],
)
def test_a_month_after_a_whole_date_goes_on_from_it(words: str, day: str) -> None:
    text = f"On 14 February 2023 Aziz Karimov was arrested. {words}"
    assert told(text, date(2024, 4, 8))["release"] == day


def test_behind_a_heading_a_bulletin_counts_from_its_own_day_again() -> None:
    text = (
        "Monthly bulletin, September 2021\n\nUZBEKISTAN\n\nOdil Saidov, arrested in March 2019, was released on 2 September.\n\n"
        "TAJIKISTAN\n\nRahim Nazarov was deported on 8 August.\n"
    )
    document = Document(
        "d",
        text,
        language="en",
        blocks=tuple(
            replace(b, role="heading") if text[b.start : b.end].isupper() else b
            for b in paragraphs(text)
        ),
    )
    found = read(document, published=date(2021, 9, 30))
    (expelled,) = [c for c in found.claims if c.kind == "expulsion"]
    assert expelled.when is not None
    assert write_edtf(expelled.when) == "2021-08-08"


@pytest.mark.parametrize(
    ("story", "kind", "day"),
    [
        # in the news a day some weeks old is likelier told than one of the year he came in
        (
            "Aziz Karimov came to Turkey to work in February 2012. On January 23 he was arrested. His lawyer was let in on Tuesday.",
            "arrest",
            "2023-01-23",
        ),
        (
            "Aziz Karimov was arrested in August 2021. A court on Tuesday postponed the trial. On February 15 he was released.",
            "release",
            "2023-02-15",
        ),
        # a story told by days goes on
        (
            "Aziz Karimov was arrested on 20 November 2019. On 25 January he was released. He spoke to us on Tuesday.",
            "release",
            "2020-01-25",
        ),
        # so does one told under a year
        (
            "In 2019 things grew worse. On 25 January Aziz Karimov was arrested. He spoke to us on Tuesday.",
            "arrest",
            "2019-01-25",
        ),
    ],
)
def test_a_fresh_day_in_a_text_told_from_its_own_day(story: str, kind: str, day: str) -> None:
    assert told(story, date(2023, 2, 18))[kind] == day
