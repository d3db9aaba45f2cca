"""When a term of law ends: the last day that is safe, the last day by the book, and what is unsure about either.

May import: the standard library, holidays. A term is data (a pack's row): how long, in what unit, whether the day it
starts counts, whether it rolls off a day of rest. To the party that must act, the cautious day is shown: the earliest
on which any reading lets the term end. Law says which term has which rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

import holidays

from safeconduct.when.duration import Duration
from safeconduct.when.errors import UnknownUnit
from safeconduct.when.span import ONE_DAY, Span


class Unit(StrEnum):
    """What a term is counted in."""

    HOURS = "hours"
    DAYS = "days"  # sutki: 24-hour calendar days, ending with the last day
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"  # calendar months
    YEARS = "years"


_ALIASES = {
    "h": Unit.HOURS,
    "hour": Unit.HOURS,
    "day": Unit.DAYS,
    "sutki": Unit.DAYS,
    "calendar days": Unit.DAYS,
    "wd": Unit.WORKING_DAYS,
    "working_days": Unit.WORKING_DAYS,
    "week": Unit.WEEKS,
    "mo": Unit.MONTHS,
    "month": Unit.MONTHS,
    "year": Unit.YEARS,
}


class Doubt(StrEnum):
    """Why the end of a term is not sure: what it says in English, `{}` for what it is about."""

    RULE = "{}"  # what a lawyer has still to check about the rule itself
    NO_START = "the day it starts is not known"
    OPEN_START = "the earliest day it can have started is not known"
    ROUGH_START = "the start is known only as {}; counted from its earliest day"
    LATEST_START = (
        "the start is not known to the day; counted from its latest day, in favour of the state"
    )
    NO_HOUR_OF_STATE = (
        "the hour it started is not known; counted to the end of the day in favour of the state"
    )
    NO_HOUR = "the hour it started is not known; counted from the first minute of the day"
    NO_STATE = "no state's calendar was named: only Saturdays and Sundays were taken off"
    NO_CALENDAR = (
        "the public holidays of {} are not known here: only Saturdays and Sundays were taken off"
    )
    NO_DECREE = "days off moved by decree are known for {} only"


Doubts = tuple[tuple[Doubt, str], ...]  # each with what it is about, "" for nothing


@dataclass(frozen=True, slots=True)
class Term:
    """A term of law. `state` (ISO 3166 alpha-2) gives the calendar of working days and of days of rest.

    `exclude_start`: the day of the start is not counted (the rule in most codes). `roll_forward`: by the book a term
    that ends on a day of rest ends with the next working day; the safe day never relies on it. `unsure` is what a
    lawyer has still to check about the rule itself.
    """

    length: int
    unit: Unit = Unit.DAYS
    exclude_start: bool = True
    roll_forward: bool = False
    state: str = ""
    unsure: str = ""

    @classmethod
    def of(cls, length: int, unit: str, **more: Any) -> Term:
        """A term whose unit is a word of a pack: hours, days, sutki, wd, working days, weeks, months, mo, years.

        Raises UnknownUnit.
        """
        word = unit.strip().casefold()
        found = _ALIASES.get(word) or (Unit(word) if word in set(Unit) else None)
        if found is None:
            raise UnknownUnit(
                "a term cannot be counted in this",
                value=unit,
                remedy="Use hours, days (sutki), working days (wd), weeks, months (mo) or years",
            )
        return cls(length, found, **more)


@dataclass(frozen=True, slots=True)
class Due:
    """Where a term ends. `last_safe` and `by_the_book` are last days on which the act is in time (inclusive).

    `last_safe_at` is the moment itself where hours are counted from a stated time. `by_the_book` is None where the
    start is not known to the day. `doubts` are what the dates hang on.
    """

    last_safe: date | None
    by_the_book: date | None
    last_safe_at: datetime | None = None
    doubts: Doubts = ()

    @property
    def unsure(self) -> str | None:
        """The doubts in English; None where there are none."""
        told = dict.fromkeys(doubt.format(about) for doubt, about in self.doubts)
        return "; ".join(told) or None


def count(start: Span | date | datetime | None, term: Term) -> Due:
    """When a term ends that starts with `start` (service, notice, custody).

    The safe day is counted from the earliest day that the start can have been. A start that is not known (None), or
    open towards the past, has no safe day.
    """
    rule: Doubts = ((Doubt.RULE, term.unsure),) if term.unsure else ()
    if start is None:
        return Due(None, None, doubts=((Doubt.NO_START, ""), *rule))
    span = _as_span(start)
    if span.earliest is None:
        return Due(None, None, doubts=((Doubt.OPEN_START, ""), *rule))
    exact = span.days == 1 and not span.is_doubtful
    if not exact:
        rule = (*rule, (Doubt.ROUGH_START, span.words or _told(span)))
    if term.unit is Unit.HOURS:
        return _hours(span, term, exact, rule)
    safe, book, doubts = _ends(span.earliest, term)
    rule += doubts
    if term.roll_forward and book is not None:
        book, doubts = roll_forward(book, term.state)
        rule += doubts
    return Due(safe, book if exact else None, doubts=rule)


def last_day(start: date, term: Term) -> date:
    """The term's last day by the book, without rolling: what a state is held to at the earliest."""
    return _ends(start, term)[1]


def roll_forward(day: date, state: str) -> tuple[date, Doubts]:
    """The first working day from `day` on, and what is unsure about it."""
    calendar, doubts = _calendar(state)
    rolled = day
    while not _works(rolled, calendar):
        rolled += ONE_DAY
    return rolled, (doubts or _undecreed(rolled, calendar)) if rolled != day else ()


def is_working_day(day: date, state: str) -> bool:
    """Is it a working day of the state (weekends, public holidays and moved days off considered)?

    Where the state's calendar is not known, only Saturdays and Sundays are days of rest.
    """
    return _works(day, _calendar(state)[0])


def _ends(start: date, term: Term) -> tuple[date, date, Doubts]:
    """Safe day, day by the book, and doubts, for a start known to the day."""
    if term.unit is Unit.WORKING_DAYS:
        calendar, doubts = _calendar(term.state)
        day = start if term.exclude_start else start - ONE_DAY
        left = term.length
        while left:
            day += ONE_DAY
            left -= _works(day, calendar)
        return day, day, doubts or _undecreed(day, calendar)
    if term.unit in (Unit.DAYS, Unit.WEEKS):
        days = term.length * (7 if term.unit is Unit.WEEKS else 1)
        last = start + timedelta(days - (not term.exclude_start))
        return last, last, ()
    months = term.length * (12 if term.unit is Unit.YEARS else 1)
    same = Duration(months=months).after(start)
    eve = same - ONE_DAY if same.day == start.day else same  # a short month ends on its last day
    return eve, same if term.exclude_start else eve, ()


def _hours(span: Span, term: Term, exact: bool, doubts: Doubts) -> Due:
    length = timedelta(hours=term.length)
    if span.at and not span.is_doubtful:
        end = span.at + length
        return Due(end.date(), end.date() if exact else None, end, doubts)
    assert span.earliest is not None  # noqa: S101 (the caller looked)
    end = datetime.combine(span.earliest, datetime.min.time()) + length
    last = (end - timedelta(microseconds=1)).date()
    return Due(last, None, None, (*doubts, (Doubt.NO_HOUR, "")))


def _as_span(start: Span | date | datetime) -> Span:
    if isinstance(start, Span):
        return start
    return Span.moment(start) if isinstance(start, datetime) else Span.day(start)


def _told(span: Span) -> str:
    last = span.last.isoformat() if span.last else "an open end"
    return f"{span.earliest} to {last}"


# -- calendars -----------------------------------------------------------------------------------------------------


# Days off that the package's tables lack. Labour Code of Russia, article 112: a holiday on a Saturday moves to Monday; the
# decree for 2014 (Government resolution 444 of 2013-05-28) moved 24 February elsewhere, but not 10 March.
_LACKING: dict[str, dict[Any, str]] = {
    "RU": {date(2014, 3, 10): "Day off after 8 March, a Saturday"}
}


@lru_cache(maxsize=64)
def _calendar(state: str) -> tuple[holidays.HolidayBase | None, Doubts]:
    """The state's public holidays; None and a doubt where they are not known."""
    if not state:
        return None, ((Doubt.NO_STATE, ""),)
    try:
        calendar = holidays.country_holidays(state.upper())
        calendar.update(_LACKING.get(state.upper(), {}))
        return calendar, ()
    except NotImplementedError:
        return None, ((Doubt.NO_CALENDAR, state.upper()),)


def _works(day: date, calendar: holidays.HolidayBase | None) -> bool:
    if calendar is None:
        return day.weekday() < 5
    return bool(calendar.is_working_day(day))


def _undecreed(day: date, calendar: holidays.HolidayBase | None) -> Doubts:
    """Some states move days off by a yearly decree; a year whose decree is not in the tables may still change."""
    decreed = _decreed_years(calendar) if calendar is not None else []
    if decreed and not decreed[0] <= day.year <= decreed[-1]:
        return ((Doubt.NO_DECREE, f"{decreed[0]}–{decreed[-1]}"),)
    return ()


def _decreed_years(calendar: holidays.HolidayBase) -> list[int]:
    """Years with moved days off, where the state decrees them every year (three years running at the least)."""
    years = sorted(getattr(calendar, "special_public_holidays", {}))
    return years if len(years) >= 3 and years[-1] - years[-3] == 2 else []
