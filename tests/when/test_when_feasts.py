"""Feasts have days, and a feast that hangs on the moon has three."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.when import Feast, feast, feasts
from safeconduct.when.errors import OutOfCalendar


@pytest.mark.parametrize(
    ("which", "year", "day"),
    [
        (Feast.ORTHODOX_EASTER, 2014, date(2014, 4, 20)),
        (Feast.ORTHODOX_EASTER, 2016, date(2016, 5, 1)),
        (Feast.WESTERN_EASTER, 2016, date(2016, 3, 27)),
        (Feast.NAVRUZ, 2014, date(2014, 3, 21)),
        (Feast.NEW_YEAR, 2015, date(2015, 1, 1)),
    ],
)
def test_a_feast_of_the_calendar_is_one_day(which: Feast, year: int, day: date) -> None:
    span = feast(which, year)
    assert (span.earliest, span.days) == (day, 1)


@pytest.mark.parametrize(
    ("which", "year", "day"),
    [
        (Feast.EID_AL_FITR, 2014, date(2014, 7, 28)),
        (Feast.EID_AL_FITR, 2016, date(2016, 7, 6)),
        (Feast.EID_AL_ADHA, 2014, date(2014, 10, 4)),
        (
            Feast.EID_AL_ADHA,
            2016,
            date(2016, 9, 12),
        ),  # kept on the 12th in Uzbekistan, on the 11th elsewhere
        (Feast.RAMADAN_START, 2014, date(2014, 6, 28)),
    ],
)
def test_a_feast_of_the_moon_holds_the_day_it_was_kept_and_says_why_it_is_wider(
    which: Feast, year: int, day: date
) -> None:
    span = feast(which, year)
    assert span.earliest <= day < span.latest  # type: ignore[operator]
    assert span.days == 3
    assert "either way" in span.anchor


def test_nauryz_is_kept_for_three_days_in_kazakhstan() -> None:
    assert feast(Feast.NAURYZ, 2014).days == 3


def test_a_feast_that_came_twice_in_a_year_is_two_spans_and_as_one_it_says_so() -> None:
    assert [s.earliest for s in feasts(Feast.EID_AL_FITR, 2000)] == [
        date(2000, 1, 7),
        date(2000, 12, 26),
    ]
    assert "twice" in feast(Feast.EID_AL_FITR, 2000).anchor


def test_a_year_beyond_the_tables_is_refused() -> None:
    with pytest.raises(OutOfCalendar, match="1925 to 2076"):
        feast(Feast.EID_AL_FITR, 1800)


@given(st.integers(1925, 2076), st.sampled_from(list(Feast)))
def test_every_feast_of_a_year_touches_that_year(year: int, which: Feast) -> None:
    for span in feasts(which, year):
        assert span.earliest is not None
        assert span.last is not None
        assert span.earliest.year <= year <= span.last.year or which is Feast.RAMADAN


@pytest.mark.parametrize(
    ("which", "year", "day"),
    [
        (Feast.EID_AL_FITR, 2014, date(2014, 7, 28)),
        (Feast.EID_AL_ADHA, 2016, date(2016, 9, 12)),
        (Feast.EID_AL_FITR, 2017, date(2017, 6, 26)),
    ],
)
def test_a_feast_that_a_state_kept_as_a_holiday_is_the_day_it_kept(
    which: Feast, year: int, day: date
) -> None:
    span = feast(which, year, state="UZ")
    assert (span.earliest, span.days) == (day, 1)
    assert "as kept in UZ" in span.anchor


def test_a_day_still_only_estimated_stays_three_days_wide() -> None:
    assert feast(Feast.EID_AL_FITR, 2050, state="UZ").days == 3
    assert feast(Feast.EID_AL_FITR, 2014, state="XX").days == 3
