"""A day told without an hour is a day of the place's own clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.when import Span, days, instants, moment, parse_edtf, zone_of
from safeconduct.when.errors import UnknownState


@pytest.mark.parametrize(
    ("state", "place", "zone"),
    [
        ("UZ", "", "Asia/Tashkent"),
        ("uz", "Tashkent", "Asia/Tashkent"),
        ("RU", "", "Europe/Moscow"),
        ("RU", "Moscow", "Europe/Moscow"),
        ("RU", "Samara", "Europe/Samara"),
        ("RU", "в Самарской области", "Europe/Samara"),
        ("RU", "Екатеринбурге", "Asia/Yekaterinburg"),
        ("RU", "the Vladivostok airport", "Asia/Vladivostok"),
        ("RU", "Tomsk", "Asia/Tomsk"),
        ("RU", "Омской области", "Asia/Omsk"),
        ("KZ", "", "Asia/Almaty"),
        ("TR", "Istanbul", "Europe/Istanbul"),
        ("KG", "", "Asia/Bishkek"),
    ],
)
def test_a_place_keeps_its_own_clock_or_its_capitals(state: str, place: str, zone: str) -> None:
    assert zone_of(state, place).key == zone


def test_a_code_that_is_no_state_is_refused() -> None:
    with pytest.raises(UnknownState, match="ZZ"):
        zone_of("ZZ")


def test_one_day_in_two_places_begins_at_different_moments() -> None:
    day = Span.day(date(2014, 6, 10))
    moscow, tashkent = instants(day, zone_of("RU")), instants(day, zone_of("UZ"))
    assert moscow[0] is not None
    assert tashkent[0] is not None
    assert (
        moscow[0] - tashkent[0] == 3600
    )  # in the summer of 2014 Moscow kept UTC+4, Tashkent UTC+5


def test_a_day_with_the_clocks_put_back_has_twenty_five_hours() -> None:
    first, last = instants(Span.day(date(2014, 10, 26)), zone_of("RU"))
    assert first is not None
    assert last is not None
    assert last - first + 1 == 25 * 3600


def test_a_stated_moment_is_one_second_whatever_the_place() -> None:
    span = parse_edtf("2014-06-12T10:30+04:00")
    expected = int(datetime(2014, 6, 12, 6, 30, tzinfo=UTC).timestamp())
    assert instants(span, zone_of("UZ")) == (expected, expected)


def test_an_hour_that_came_twice_is_both() -> None:
    first, last = instants(parse_edtf("2014-10-26T01:30"), zone_of("RU"))
    assert (first, last) == (1414272600, 1414276200)


def test_open_ends_stay_open() -> None:
    assert instants(Span.unknown(), zone_of("UZ")) == (None, None)


@given(
    st.dates(date(1991, 1, 1), date(2030, 1, 1)),
    st.integers(0, 60),
    st.sampled_from(["RU", "UZ", "TR", "DE"]),
)
def test_the_seconds_of_a_span_lead_back_to_its_days(first: date, more: int, state: str) -> None:
    span = Span.between(first, date.fromordinal(first.toordinal() + more))
    zone = zone_of(state)
    low, high = instants(span, zone)
    again = days(low, high, zone)
    assert (again.earliest, again.latest) == (span.earliest, span.latest)
    assert moment(low or 0, zone).date() == first
