"""A length of time as it was told or as the law sets it: ISO 8601 durations, added by the calendar.

May import: the standard library. ISO 8601-1:2019, 5.5.2; the leading minus is ISO 8601-2.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import TypeVar, overload

from safeconduct.when.errors import HoursOnADay, UnreadableDuration
from safeconduct.when.span import Basis, Precision, Span

DAY = 86_400  # seconds
_D = TypeVar("_D", bound=date)

_ISO = re.compile(
    r"(?P<sign>[-+]?)P(?=.)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, order=False)
class Duration:
    """Years, months, weeks, days and a time of day, all whole numbers; `negative` turns the whole round.

    Two durations are equal when told alike: P1W is not P7D, PT24H is not P1D (they differ where clocks change).
    There is no order: whether a month is longer than 30 days depends on the month. `days_bounds` says what is sure.
    """

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0
    seconds: int = 0
    negative: bool = False

    # -- parts ---------------------------------------------------------------------------------------------------

    @property
    def calendar_months(self) -> int:
        """Years and months as months."""
        return self.years * 12 + self.months

    @property
    def whole_days(self) -> int:
        """Weeks and days as days."""
        return self.weeks * 7 + self.days

    @property
    def clock_seconds(self) -> int:
        """Hours, minutes and seconds as seconds."""
        return self.hours * 3600 + self.minutes * 60 + self.seconds

    @property
    def in_days(self) -> bool:
        """No hours, minutes or seconds are told."""
        return not (self.hours or self.minutes or self.seconds)

    def __neg__(self) -> Duration:
        empty = not (self.calendar_months or self.whole_days or self.clock_seconds)
        return self if empty else replace(self, negative=not self.negative)

    # -- how long it can be --------------------------------------------------------------------------------------

    def seconds_bounds(self) -> tuple[int, int]:
        """Least and most seconds: a day is 24 hours, a month 28 to 31 days, two months 59 to 62."""
        least, most = _month_days(self.calendar_months)
        rest = self.whole_days * DAY + self.clock_seconds
        low, high = least * DAY + rest, most * DAY + rest
        return (-high, -low) if self.negative else (low, high)

    def days_bounds(self) -> tuple[int, int]:
        """Least and most difference of calendar days between two moments this far apart.

        P7M10D: 222 to 225. PT48H: 2. PT36H lies 1 or 2 midnights apart, so: 1 to 2.
        """
        low, high = self.seconds_bounds()
        return low // DAY, -(-high // DAY)

    # -- adding --------------------------------------------------------------------------------------------------

    @overload
    def after(self, start: datetime) -> datetime: ...
    @overload
    def after(self, start: date) -> date: ...
    def after(self, start: date) -> date:
        """`start` plus this: months first, kept inside the month (31 January + P1M is 28 or 29 February), then days.

        A day without hours takes whole days only (hours that make whole days are fine: PT48H is two).
        Raises HoursOnADay.
        """
        return _move(self, start, -1 if self.negative else 1)

    @overload
    def before(self, end: datetime) -> datetime: ...
    @overload
    def before(self, end: date) -> date: ...
    def before(self, end: date) -> date:
        """`end` minus this, by the same rules."""
        return _move(self, end, 1 if self.negative else -1)

    def shift(self, span: Span, *, back: bool = False) -> Span:
        """A span moved by this: both bounds are moved, and widened by a day where hours do not make whole days.

        The result's basis is `computed`; a month's or year's span moved by a calendar length stays as wide as it was.
        """
        sign = -1 if back != self.negative else 1
        clock = self.clock_seconds
        low, high = sorted((sign * clock // DAY, -(-sign * clock // DAY)))
        whole = replace(self, hours=0, minutes=0, seconds=0, negative=False)
        earliest = latest = None
        if span.earliest:
            earliest = _clamped(_move(whole, span.earliest, sign), low)
        if span.last:
            latest = _clamped(_move(whole, span.last, sign), high + 1)
        at = _move(self, span.at, sign) if span.at else None
        if at:
            earliest, latest = at.date(), at.date() + timedelta(1)
        exact = at or (earliest and latest and (latest - earliest).days == 1)
        return replace(
            span,
            earliest=earliest,
            latest=latest,
            at=at,
            precision=Precision.MINUTE
            if at
            else Precision.DAY
            if exact
            else Precision.UNKNOWN
            if earliest is None and latest is None
            else Precision.INTERVAL,
            basis=Basis.COMPUTED,
            written="",
        )

    def __str__(self) -> str:
        return write_duration(self)


def parse_duration(text: str) -> Duration:
    """An ISO 8601 duration with whole numbers: "P7M10D", "PT48H", "P1W", "-P1D".

    Raises UnreadableDuration naming the value and what to write instead.
    """
    found = _parsed(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise UnreadableDuration(
            "not an ISO 8601 duration in whole numbers",
            value=text,
            remedy="Write P14D for 14 days, P1M for a month, P7M10D, PT48H for 48 hours",
        )
    return found


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Duration | None:
    found = _ISO.fullmatch(text)
    if not found or text.endswith("T"):
        return None
    parts = {name: int(n) for name, n in found.groupdict().items() if n and name != "sign"}
    return Duration(**parts, negative=found["sign"] == "-")


def write_duration(duration: Duration) -> str:
    """The ISO 8601 text; nothing at all is P0D."""
    days = "".join(
        f"{n}{letter}"
        for n, letter in zip(
            (duration.years, duration.months, duration.weeks, duration.days), "YMWD", strict=True
        )
        if n
    )
    clock = "".join(
        f"{n}{letter}"
        for n, letter in zip(
            (duration.hours, duration.minutes, duration.seconds), "HMS", strict=True
        )
        if n
    )
    if not days and not clock:
        return "P0D"
    return f"{'-' if duration.negative else ''}P{days}{'T' if clock else ''}{clock}"


def between(start: date, end: date) -> Duration:
    """Calendar length from one day to another in years, months and days: 10 June 2014 to 19 January 2015 is P7M9D.

    Whole months are counted from `start` first, then the days that remain; negative where `end` lies before.
    """
    if end < start:
        return -between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    if _add_months(start, months) > end:
        months -= 1
    days = (end - _add_months(start, months)).days
    return Duration(years=months // 12, months=months % 12, days=days)


def _move(by: Duration, start: _D, sign: int) -> _D:
    clock = by.clock_seconds
    if not isinstance(start, datetime) and clock % DAY:
        raise HoursOnADay(
            "hours cannot be added to a day without a time of day",
            value=str(by),
            remedy="Give the time of day, or use Duration.shift, which answers with a span",
        )
    moved = _add_months(start, sign * by.calendar_months)
    return moved + timedelta(days=sign * by.whole_days, seconds=sign * clock)


def _add_months(day: _D, months: int) -> _D:
    if not months:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def _clamped(day: date, days: int) -> date | None:
    """`day` moved by days; beyond the calendar's ends the bound is open."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


@cache
def _month_days(months: int) -> tuple[int, int]:
    """Fewest and most days that `months` calendar months can have, begun on any day of the years 1901 to 2099."""
    if not months:
        return 0, 0
    starts = (date(2001, 1, 1) + timedelta(n) for n in range(4 * 366))
    lengths = [(_add_months(day, months) - day).days for day in starts]
    return min(lengths), max(lengths)
