"""Lengths of time as they are told, and where they lead from a day: "two weeks later", "a year and a half ago".

May import: `when`, this room.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from safeconduct.reading.marks import Moment
from safeconduct.when import Basis, Precision, Span

_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")


@dataclass(frozen=True, slots=True)
class Length:
    """An ISO 8601 duration in parts; weeks are days, hours are kept apart."""

    months: int = 0
    days: int = 0
    hours: int = 0

    @classmethod
    def read(cls, text: str) -> Length:
        """`P1Y6M`, `P2W`, `PT48H`; what does not parse is no time at all."""
        m = _ISO.fullmatch(text or "P")
        if not m:
            return cls()
        y, mo, w, d, h, _ = (int(g or 0) for g in m.groups())
        return cls(y * 12 + mo, w * 7 + d, h)

    @property
    def rough_days(self) -> float:
        """About how many days, for ordering lengths."""
        return self.months * 30.44 + self.days + self.hours / 24


def shift(day: date, length: Length, sign: int = 1) -> date:
    """`day` moved by calendar months, then days; the 31st falls back to a short month's last day.

    Raises OverflowError where that lies beyond the calendar: a slip of the pen, and no day to be guessed.
    """
    total = day.year * 12 + day.month - 1 + sign * length.months
    year, month = divmod(total, 12)
    if not 1 <= year <= 9998:
        raise OverflowError("beyond the calendar")
    moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return moved + sign * timedelta(days=length.days + (length.hours + 23) // 24)


def ago(moment: Moment, words: str, published: date) -> Span | None:
    """The span of "N units ago", counted from the document's day."""
    if moment.grain == "W":
        return _week(moment, words, published)
    sign = -1 if moment.back else 1
    least, most = Length.read(moment.least), Length.read(moment.most or moment.least)
    anchor = published.isoformat()
    if moment.least == moment.most or not moment.most:
        return around(shift(published, least, sign), least, words, Basis.DOCUMENT, anchor)
    ends = sorted((shift(published, least, sign), shift(published, most, sign)))
    return Span(ends[0], ends[1] + timedelta(1), words=words, basis=Basis.DOCUMENT, anchor=anchor)


def _week(moment: Moment, words: str, published: date) -> Span:
    """ "This week", up to the document's day; "last week", which on a Sunday may be the one that ends with it."""
    monday = published - timedelta(published.weekday())
    first, after = monday, published + timedelta(1)
    if moment.least != "P0W":
        first, after = monday - timedelta(7), published if published.weekday() == 6 else monday
    return Span(first, after, words=words, basis=Basis.DOCUMENT, anchor=published.isoformat())


def offset(moment: Moment, words: str, base: Span, basis: Basis) -> Span | None:
    """`base` moved by the offset. Both ends of an uncertain base move, so the result is no surer than it was."""
    sign = -1 if moment.back else 1
    least, most = Length.read(moment.least), Length.read(moment.most or moment.least)
    more = {"words": words, "basis": basis, "anchor": base.words}
    if least == most and base.is_exact and base.earliest:
        return around(shift(base.earliest, least, sign), least, words, basis, base.words)
    low, high = (least, most) if sign > 0 else (most, least)
    first = shift(base.earliest, low, sign) if base.earliest else None
    last = shift(base.last, high, sign) if base.last else None
    if (base.days or 0) >= 4 * max(1.0, most.rough_days):
        # "in 2014 … a week later": still that year, as far as anybody can tell
        first, last = (first, base.last) if sign > 0 else (base.earliest, last)
    if first and last and last < first:
        return None
    if least == most and not least.rough_days and base.precision is not Precision.INTERVAL:
        return replace(base, words=words, basis=basis, anchor=base.words)
    return Span.between(first, last, **more)


def around(day: date, length: Length, words: str, basis: Basis, anchor: str) -> Span:
    """The span that "N units" from a day points to: as coarse as its unit.

    Days are meant exactly; weeks within three days; months as that calendar month; "a year (and a half)" within two
    months of the month; more whole years as that calendar year.
    """
    more = {"words": words, "basis": basis, "anchor": anchor}
    if length.months == 0 and length.days % 7 == 0 and length.days >= 14:
        return Span(
            day - timedelta(3),
            day + timedelta(4),
            words=words,
            basis=basis,
            anchor=anchor,
        )
    if length.months == 0:
        return Span.day(day, **more)
    if length.months >= 24 and length.months % 12 == 0:
        return Span.year(day.year, **more)
    if length.months >= 12:
        first = shift(day.replace(day=1), Length(months=2), -1)
        after = shift(day.replace(day=1), Length(months=3))
        return Span(first, after, words=words, basis=basis, anchor=anchor)
    return Span.month(day.year, day.month, **more)
