"""Terms of law end on the day a careful lawyer would write in the diary."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.when import Term, Unit, count, is_working_day, parse_edtf, roll_forward
from safeconduct.when.errors import UnknownUnit

TEN_SUTKI = Term(10, Unit.DAYS, roll_forward=True, state="RU")
STARTS = st.dates(date(2014, 1, 1), date(2026, 12, 1))


def test_ten_sutki_end_with_the_tenth_day_after_service_and_the_safe_day_does_not_roll() -> None:
    due = count(date(2014, 6, 12), TEN_SUTKI)  # the tenth day after is a Sunday
    assert (due.last_safe, due.by_the_book, due.unsure) == (
        date(2014, 6, 22),
        date(2014, 6, 23),
        None,
    )


def test_the_tenth_day_on_a_working_day_is_both() -> None:
    due = count(date(2014, 6, 10), TEN_SUTKI)
    assert due.last_safe == due.by_the_book == date(2014, 6, 20)


def test_a_service_known_only_to_the_month_is_counted_from_its_first_day_and_says_so() -> None:
    due = count(parse_edtf("2014-06", words="in June"), TEN_SUTKI)
    assert due.last_safe == date(2014, 6, 11)
    assert due.by_the_book is None
    assert "in June" in (due.unsure or "")


@pytest.mark.parametrize("start", [None, parse_edtf("../2014")])
def test_no_known_start_gives_no_safe_day(start: object) -> None:
    due = count(start, TEN_SUTKI)  # type: ignore[arg-type]
    assert due.last_safe is None
    assert due.unsure


@pytest.mark.parametrize(
    ("start", "months", "safe", "book"),
    [
        (date(2024, 3, 15), 1, date(2024, 4, 14), date(2024, 4, 15)),
        (date(2024, 1, 31), 1, date(2024, 2, 29), date(2024, 2, 29)),
        (date(2023, 1, 30), 1, date(2023, 2, 28), date(2023, 2, 28)),
        (date(2023, 1, 28), 1, date(2023, 2, 27), date(2023, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29), date(2024, 2, 29)),
        (date(2024, 3, 1), 1, date(2024, 3, 31), date(2024, 4, 1)),
    ],
)
def test_months_end_on_the_eve_for_the_careful_and_short_months_on_their_last_day(
    start: date, months: int, safe: date, book: date
) -> None:
    due = count(start, Term(months, Unit.MONTHS))
    assert (due.last_safe, due.by_the_book) == (safe, book)


def test_working_days_leave_out_weekends_holidays_and_days_moved_by_decree() -> None:
    # 30 April 2025 is a Wednesday; 1 and 2 May (moved from January), 8 (moved) and 9 May were off
    due = count(date(2025, 4, 30), Term(5, Unit.WORKING_DAYS, state="RU"))
    assert due.last_safe == date(2025, 5, 13)
    assert not is_working_day(date(2025, 5, 8), "RU")
    assert not is_working_day(date(2014, 3, 10), "RU")  # 8 March was a Saturday
    assert is_working_day(date(2014, 2, 24), "RU")  # … and this day off was moved to November
    assert is_working_day(date(2025, 11, 1), "RU")  # a Saturday made a working day


def test_a_state_without_a_calendar_is_counted_by_weekends_and_says_so() -> None:
    due = count(date(2025, 4, 30), Term(2, Unit.WORKING_DAYS, state="XX"))
    assert due.last_safe == date(2025, 5, 2)
    assert "not known" in (due.unsure or "")


def test_a_year_whose_decree_is_not_out_yet_is_unsure() -> None:
    due = count(date(2045, 5, 2), Term(5, Unit.WORKING_DAYS, state="RU"))
    assert "decree" in (due.unsure or "")


def test_a_year_before_the_tables_of_decrees_is_unsure_too() -> None:
    assert "2018" in (count(date(2010, 5, 4), Term(5, Unit.WORKING_DAYS, state="UZ")).unsure or "")
    assert count(date(2020, 5, 4), Term(5, Unit.WORKING_DAYS, state="UZ")).unsure is None


def test_forty_eight_hours_from_a_moment_end_at_the_minute() -> None:
    due = count(parse_edtf("2014-06-12T10:30+04:00"), Term(48, Unit.HOURS))
    assert due.last_safe_at is not None
    assert due.last_safe_at.isoformat() == "2014-06-14T10:30:00+04:00"


def test_forty_eight_hours_from_a_bare_day_are_counted_from_its_first_minute() -> None:
    due = count(date(2014, 6, 12), Term(48, Unit.HOURS))
    assert due.last_safe == date(2014, 6, 13)
    assert "hour" in (due.unsure or "")


def test_where_the_day_of_the_start_counts_the_term_is_a_day_shorter() -> None:
    assert count(date(2014, 6, 12), Term(40, exclude_start=False)).last_safe == date(2014, 7, 21)
    assert count(date(2014, 6, 12), Term(40, exclude_start=True)).last_safe == date(2014, 7, 22)


def test_what_is_unsure_about_the_rule_is_carried_to_its_dates() -> None:
    assert (
        count(date(2014, 6, 12), Term(7, unsure="7 or 10 days, to be checked")).unsure
        == "7 or 10 days, to be checked"
    )


@given(STARTS, st.integers(1, 40), st.sampled_from(list(Unit)[1:]), st.booleans())
def test_the_safe_day_is_never_after_the_day_by_the_book(
    start: date, length: int, unit: Unit, excluded: bool
) -> None:
    due = count(start, Term(length, unit, exclude_start=excluded, roll_forward=True, state="RU"))
    assert due.last_safe is not None
    assert due.by_the_book is not None
    assert start - timedelta(1) <= due.last_safe <= due.by_the_book
    assert is_working_day(due.by_the_book, "RU")


@given(STARTS, st.integers(1, 60))
def test_a_wider_start_is_never_less_careful(start: date, width: int) -> None:
    exact = count(start, TEN_SUTKI)
    wide = count(parse_edtf(f"{start - timedelta(width)}/{start}"), TEN_SUTKI)
    assert wide.last_safe < exact.last_safe  # type: ignore[operator]


@given(STARTS)
def test_rolling_stops_on_the_first_working_day(day: date) -> None:
    rolled, _ = roll_forward(day, "UZ")
    assert rolled >= day
    assert is_working_day(rolled, "UZ")
    assert not any(is_working_day(day + timedelta(n), "UZ") for n in range((rolled - day).days))


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("sutki", Unit.DAYS),
        ("wd", Unit.WORKING_DAYS),
        ("mo", Unit.MONTHS),
        ("hours", Unit.HOURS),
        ("working days", Unit.WORKING_DAYS),
    ],
)
def test_a_pack_may_use_the_words_of_the_trade(word: str, unit: Unit) -> None:
    assert Term.of(3, word).unit is unit


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(UnknownUnit, match="moons"):
        Term.of(3, "moons")


def test_a_date_with_hours_starts_its_days_on_its_own_day() -> None:
    assert count(datetime(2014, 6, 12, 23, 59), TEN_SUTKI).last_safe == date(2014, 6, 22)  # noqa: DTZ001
