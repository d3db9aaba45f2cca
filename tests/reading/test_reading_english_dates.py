"""Dates of English stories as a lawyer would read them: what is told, and what it is counted from."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.reading.tongue import paragraphs
from safeconduct.sources import Document
from safeconduct.when import write_edtf

TODAY = date(2022, 11, 14)


def days(text: str) -> list[str | None]:
    """The days of the events told as facts, in the order of the text."""
    document = Document("d", text, language="en", blocks=paragraphs(text))
    claims = read(document, published=TODAY).claims
    return [write_edtf(c.when) if c.when else None for c in claims if c.mood.value == "fact"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on the ninth of May 2019", "2019-05-09"),
        ("on the twenty-first of May 2019", "2019-05-21"),
        ("on February 15 last year", "2021-02-15"),
        ("on 15 February last year", "2021-02-15"),
        ("on 17 January of this year", "2022-01-17"),
        ("last year", "2021"),  # any day of it, not twelve months ago
        ("in January last year", "2021-01"),
        ("in December of last year", "2021-12"),
        ("in the spring of last year", "2021-21"),
        ("late last year", "2021-09-01/2021-12-31"),
        ("in May two years ago", "2020-05"),
        ("on 5 May the year before last", "2020-05-05"),
        ("on the 5th of last month", "2022-10-05"),
        ("last week", "2022-11-07/2022-11-13"),
        ("in the second half of 2019", "2019-07-01/2019-12-31"),
        ("in the first week of May 2019", "2019-05-01/2019-05-07"),
        ("in the last week of August 2020", "2020-08-25/2020-08-31"),
    ],
)
def test_days_told_in_words(words: str, day: str) -> None:
    assert days(f"Aziz Saidov was arrested in Tver {words}.") == [day]


@pytest.mark.parametrize(
    ("story", "day"),
    [
        ("On the ninth he was released.", "2019-05-09"),
        (
            "On the 2nd he was released.",
            "2019-06-02",
        ),  # days go on: the 2nd after the 3rd is of June
        ("In December of that year he was released.", "2019-12"),
        ("The following March he was released.", "2020-03"),
        ("That November he was released.", "2019-11"),
        ("Two days after that he was released.", "2019-05-05"),
        ("Two days after that arrest he was released.", "2019-05-05"),
    ],
)
def test_days_counted_from_what_was_told_before(story: str, day: str) -> None:
    assert days(f"Aziz Saidov was arrested on 3 May 2019. {story}") == ["2019-05-03", day]


def test_that_november_is_still_to_come_from_february() -> None:
    text = "On 11 February 2020 Aziz Saidov was arrested. That November he was convicted. He was freed on 16 November."
    assert days(text) == ["2020-02-11", "2020-11", "2020-11-16"]


@pytest.mark.parametrize("words", ["on the second floor", "on the first day of school"])
def test_an_ordinal_of_something_else_is_no_day(words: str) -> None:
    assert days(f"Aziz Saidov was arrested {words}.") == [None]


def test_a_day_of_no_month_dates_nothing() -> None:
    (first, second) = days("In 2019 Aziz Saidov was arrested. On the ninth he was beaten.")
    assert first == "2019"
    assert second is None or not second.endswith("-09")


LEAD = "A Warsaw court on Tuesday suspended the extradition of Odil Saidov. The minister had approved it in July.\n\n"
BACK = "In 2012 soldiers beat his father. Saidov left for Russia that autumn.\n\n"


def test_in_a_news_item_a_look_back_by_years_ends_with_its_paragraph() -> None:
    found = days(LEAD + BACK + "His asylum application was rejected in March.")
    assert found[-1] == "2022-03"


def test_a_story_told_by_month_and_year_goes_on_in_the_next_paragraph() -> None:
    found = days(
        LEAD
        + "In May 2012 Saidov was arrested.\n\nHe was released in August and deported in October.\n"
    )
    assert found[-2:] == ["2012-08", "2012-10"]


@pytest.mark.parametrize(
    "words",
    [
        "of taking part in the riots of June 2010",
        "after the amnesty of 2010",
        "after the 2010 events",
    ],
)
def test_the_year_in_what_a_thing_is_called_dates_nothing_after_it(words: str) -> None:
    found = days(
        f"Saidov, Odil Saidov, was extradited on 5 December. He was accused {words}. He was freed in August."
    )
    assert found[-1] == "2022-08"


def test_a_birth_year_dates_nothing() -> None:
    assert (
        days("Odil Saidov (b. 1994) lives in Tver. Saidov was arrested on 11 March.")[-1]
        == "2022-03-11"
    )


def test_a_day_to_come_moves_no_story() -> None:
    found = days(
        "Odil Saidov was given the decision on 18 October. He has until 18 February to appeal. "
        "On 25 October two men beat Odil Saidov."
    )
    assert found[-1] == "2022-10-25"


@pytest.mark.parametrize(
    ("feast", "day"),
    [
        ("Navruz 2019", "2019-03-21"),
        ("Christmas 2019", "2019-12-25"),
        ("Easter 2019", "2019-04-21"),
    ],
)
def test_feasts_are_days(feast: str, day: str) -> None:
    assert days(f"Aziz Saidov was arrested on {feast}.") == [day]


def test_what_is_still_to_come_looks_forward_and_moves_no_story() -> None:
    found = days(
        "On 27 October Odil Saidov was questioned. I expect a new hearing in February.\n\n"
        "Odil Saidov was beaten on 31 October.\n"
    )
    assert found[-1] == "2022-10-31"
    document = Document("d", "The verdict is expected on 24 January.", language="en")
    (expected,) = [m for m in read(document, published=TODAY).mentions if m.what == "date"] or [
        None
    ]
    assert expected is None or expected.value == "2023-01-24"


def test_since_when_somebody_lives_somewhere_dates_nothing_after_it() -> None:
    found = days(
        "Odil Saidov, who has lived in Tver since 2019, was arrested on 16 September. He was freed in October."
    )
    assert found[-2:] == ["2022-09-16", "2022-10"]


def test_a_birth_year_in_brackets_dates_no_charge() -> None:
    text = "Mr Odil Saidov (b. 1986) and Mr Aziz Karimov (b. 1991) were charged with theft."
    assert days(text) == [None]


def test_a_length_that_leads_out_of_the_calendar_is_no_day() -> None:
    assert days(
        "Aziz Saidov was arrested 3000 years ago. Aziz Saidov was deported on 3 May 2019."
    ) == [
        None,
        "2019-05-03",
    ]
    assert days("Aziz Saidov was arrested 999 years ago.")  # read all the same


def test_since_when_somebody_is_something_dates_nothing_that_befalls_him() -> None:
    assert days("Odil Saidov, a citizen since 2015, was arrested in Tver.") == [None]
    assert days("Odil Saidov, a doctor since 2015, was arrested last year.") == ["2021"]


def test_a_term_s_end_is_no_day_of_its_extension() -> None:
    text = (
        "The detention of Aziz Karimov was extended on 30 December 2021 until 22 March 2022 "
        "and on 17 March 2022 until 20 June 2022."
    )
    assert days(text) == ["2021-12-30", "2022-03-17"]


def test_a_stay_before_the_next_journey_is_no_shift_of_its_day() -> None:
    text = (
        "Aziz Karimov left Iran in August 2009. He stayed in Greece for six months before travelling to Italy, "
        "where he was arrested in 2012."
    )
    assert "2009-02" not in days(text)


@pytest.mark.parametrize(
    "aside",
    [
        "Aziz Karimov, who left Tashkent back in 2003, was beaten.",
        "Police discovered that Tashkent had issued a notice in December 2003.",
        "He was beaten because of his attendance at a demonstration in 2003.",
        "After the violence in Andijan in May 2003 the border was closed.",
    ],
)
def test_a_year_told_in_passing_is_not_that_of_the_story(aside: str) -> None:
    text = f"On 29 May 2007 Aziz Karimov was arrested. {aside} On 11 June he was released."
    assert days(text)[-1] == "2007-06-11"


def test_a_relative_clause_that_goes_on_telling_moves_the_story() -> None:
    text = (
        "On 29 May 2007 Aziz Karimov was arrested and taken to Tver, where in January 2008 he was beaten. "
        "On 11 June he was released."
    )
    assert days(text)[-1] == "2008-06-11"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # what came first lies before the day it is counted to
        (
            "Aziz Karimov was arrested on 3 May 2015, two days after police searched his flat.",
            "2015-05-01",
        ),
        # counted from something that has no day
        ("Two days after police searched his flat Aziz Karimov was arrested.", None),
        (
            "Aziz Karimov was arrested on 3 May 2015. Two days after that he was released.",
            "2015-05-05",
        ),
        # the day of a relative clause is its own
        (
            "The Court indicated an interim measure for Aziz Karimov on 1 November 2013, which was lifted in January 2016.",
            "2016-01",
        ),
        ("Aziz Karimov was arrested on 3 May 2015. The next spring he was released.", "2016-21"),
        # a time that a thing is called by
        ("Aziz Karimov was charged over last year's uprising.", None),
        (
            "Aziz Karimov was arrested on 1 June 2021. The August 2020 election was lost. On November 1 he was extradited.",
            "2021-11-01",
        ),
    ],
)
def test_a_day_is_of_what_it_stands_with(text: str, day: str | None) -> None:
    assert days(text)[-1] == day
