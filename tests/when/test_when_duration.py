"""Durations are told in ISO 8601 and added by the calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.when import (
    Basis,
    Duration,
    Span,
    between,
    parse_duration,
    parse_edtf,
    write_duration,
)
from safeconduct.when.errors import HoursOnADay, UnreadableDuration

SMALL = st.integers(0, 40)
DURATIONS = st.builds(Duration, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, SMALL, st.booleans())
IN_DAYS = st.builds(Duration, st.integers(0, 3), SMALL, st.integers(0, 5), SMALL)
DAYS = st.dates(date(1950, 1, 1), date(2060, 1, 1))


@given(DURATIONS)
def test_a_duration_is_read_back_as_it_was_written(duration: Duration) -> None:
    again = parse_duration(write_duration(duration))
    assert again == duration or not any(duration.seconds_bounds())


@pytest.mark.parametrize(
    "text", ["P7M10D", "PT48H", "P14D", "P1W", "P1Y2M3W4DT5H6M7S", "-P1D", "P0D"]
)
def test_common_texts_round_trip(text: str) -> None:
    assert write_duration(parse_duration(text)) == text


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "7 months", "P1.5D", "P7M10", "1D", "P1DT", "P-1D"]
)
def test_what_is_not_a_duration_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(UnreadableDuration, match="P14D for 14 days"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        (date(2014, 1, 31), "P1M", date(2014, 2, 28)),
        (date(2012, 1, 31), "P1M", date(2012, 2, 29)),
        (date(2012, 2, 29), "P1Y", date(2013, 2, 28)),
        (date(2014, 6, 10), "P7M10D", date(2015, 1, 20)),
        (date(2014, 6, 10), "PT48H", date(2014, 6, 12)),
        (date(2014, 12, 31), "P1W", date(2015, 1, 7)),
        (date(2014, 3, 1), "-P1D", date(2014, 2, 28)),
    ],
)
def test_months_stay_inside_the_month(start: date, duration: str, end: date) -> None:
    assert parse_duration(duration).after(start) == end


def test_hours_are_added_to_a_moment_and_refused_on_a_bare_day() -> None:
    assert parse_duration("PT36H").after(datetime(2014, 6, 10, 20)) == datetime(2014, 6, 12, 8)  # noqa: DTZ001
    with pytest.raises(HoursOnADay, match=r"Duration\.shift"):
        parse_duration("PT36H").after(date(2014, 6, 10))


@given(DAYS, IN_DAYS)
def test_the_bounds_in_days_hold_for_every_day_it_can_start(
    start: date, duration: Duration
) -> None:
    low, high = duration.days_bounds()
    assert low <= (duration.after(start) - start).days <= high


def test_a_month_is_28_to_31_days_and_two_are_59_to_62() -> None:
    assert parse_duration("P1M").days_bounds() == (28, 31)
    assert parse_duration("P2M").days_bounds() == (59, 62)
    assert parse_duration("P1Y").days_bounds() == (365, 366)
    assert parse_duration("PT48H").days_bounds() == (2, 2)
    assert parse_duration("PT36H").days_bounds() == (1, 2)
    assert parse_duration("-PT36H").days_bounds() == (-2, -1)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2020, 1, 1)), st.integers(0, 200))  # noqa: DTZ001
def test_hours_cross_as_many_midnights_as_the_bounds_say(start: datetime, hours: int) -> None:
    low, high = Duration(hours=hours).days_bounds()
    assert low <= ((start + timedelta(hours=hours)).date() - start.date()).days <= high


@given(DAYS, DAYS)
def test_the_length_between_two_days_leads_from_one_to_the_other(a: date, b: date) -> None:
    start, end = sorted((a, b))
    assert between(start, end).after(start) == end
    assert between(end, start) == -between(start, end)


def test_the_length_of_a_stated_detention() -> None:
    assert write_duration(between(date(2014, 6, 10), date(2015, 1, 19))) == "P7M9D"


@given(DAYS, st.integers(0, 400), IN_DAYS, st.booleans())
def test_a_shifted_span_holds_every_shifted_day(
    start: date, more: int, duration: Duration, back: bool
) -> None:
    span = Span.between(start, start + timedelta(more))
    shifted = duration.shift(span, back=back)
    for n in range(0, more + 1, 7):
        day = start + timedelta(n)
        moved = duration.before(day) if back else duration.after(day)
        assert shifted.earliest <= moved < shifted.latest  # type: ignore[operator]
    assert shifted.basis is Basis.COMPUTED


def test_hours_after_a_day_without_an_hour_may_end_on_either_of_two_days() -> None:
    shifted = parse_duration("PT30H").shift(parse_edtf("2014-06-10"))
    assert (shifted.earliest, shifted.last) == (date(2014, 6, 11), date(2014, 6, 12))


def test_an_open_end_stays_open() -> None:
    shifted = parse_duration("P1M").shift(parse_edtf("2014-01/.."))
    assert (shifted.earliest, shifted.latest) == (date(2014, 2, 1), None)
