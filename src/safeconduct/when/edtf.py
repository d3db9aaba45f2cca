"""Dates in and out as text: the Extended Date/Time Format, levels 0 and 1 (Library of Congress, 2019; ISO 8601-2).

May import: the standard library. How the open points of the standard are read here:

- `a/b` is one moment somewhere inside, never a length (a length is a duration, or two events); `..` and an unknown
  (empty) end are both open ends. `../..` and `XXXX` say nothing of when.
- `~` (approximate) widens: a day by a week on both sides, a month or season by a month, a year by a year, a decade by
  five years, a century by 25; a time of day by a day. `?` (uncertain) leaves the bounds. `%` is both. None of the
  three ever makes an answer certain, whatever the bounds say.
- Seasons are those of the northern hemisphere in whole months: 21 spring is March to May, 22 summer June to August,
  23 autumn September to November. "The winter of 2014" (2014-24) may be January or December of that year, or run into
  the next: 1 January 2014 to 28 February 2015.
- Time of day may lack seconds (10:30), and may lack a zone: then it is local.
- Years before 1 and after 9999 are kept as open ends, for the calendar does not reach them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from safeconduct.when.duration import Duration
from safeconduct.when.errors import UnreadableDate, WhenError
from safeconduct.when.span import ONE_DAY, Basis, Precision, Span

_REMEDY = (
    "Write 2014-06-10, 2014-06, 2014, 201X, 2014-06-10T10:30+03:00, 2014-22 for a summer, "
    "2013/2014-03 for one moment somewhere between, ../2016 for an open end, and ~ ? or % behind"
)
_CALENDAR = re.compile(
    r"(?P<long>Y-?[1-9]\d{4,})|(?P<year>-?(?:\d{4}|\d{3}X|\d{2}XX|\dXXX|XXXX))"
    r"(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?",
    re.ASCII,
)
_CLOCK = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})T(?P<time>\d{2}:\d{2}(?::\d{2})?)(?P<zone>Z|[-+]\d{2}(?::\d{2})?)?",
    re.ASCII,
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}
_UNITS = {0: Precision.YEAR, 1: Precision.DECADE}

_WIDENING = {
    Precision.MINUTE: Duration(days=1),
    Precision.DAY: Duration(days=7),
    Precision.MONTH: Duration(months=1),
    Precision.SEASON: Duration(months=1),
    Precision.YEAR: Duration(years=1),
    Precision.DECADE: Duration(years=5),
}
_CENTURY = Duration(years=25)


def parse_edtf(
    text: str, *, words: str = "", basis: Basis = Basis.STATED, anchor: str = ""
) -> Span:
    """An EDTF level 0 or 1 text as a span; `words` are those it was read from, `anchor` what it was counted from.

    Raises UnreadableDate naming the value and what to write instead.
    """
    if not isinstance(text, str):
        raise UnreadableDate("a date must be text", value=text, remedy=_REMEDY)
    written = text.strip()
    try:
        if "/" in written:
            span = _interval(written)
        else:
            span = _single(written)
    except (ValueError, WhenError) as error:
        said = error.problem if isinstance(error, WhenError) else str(error)
        raise UnreadableDate(
            f"not a date that can be read: {said}", value=text, remedy=_REMEDY
        ) from None
    return replace(span, words=words, basis=basis, anchor=anchor, written=written)


def write_edtf(span: Span) -> str:
    """The EDTF level 0 or 1 text of a span: exactly the one it was parsed from, else the shortest that says the same.

    A span that EDTF cannot say (approximate, with bounds of its own) is written as the next wider one it can.
    """
    if span.written:
        return span.written
    flags = {(True, True): "%", (True, False): "~", (False, True): "?"}
    mark = flags.get((span.approximate, span.uncertain), "")
    if span.at:
        return span.at.isoformat(timespec="seconds" if span.at.second else "minutes") + mark
    for bare in _shapes(span):
        candidate = bare + mark
        if _same(_single(candidate), span):
            return candidate
    first = f"{span.earliest.isoformat()}{mark}" if span.earliest else ".."
    last = f"{span.last.isoformat()}{mark}" if span.last else ".."
    return first if first == last != ".." else f"{first}/{last}"


def _shapes(span: Span) -> Iterator[str]:
    """Single dates that might be this span, the plainest first."""
    if span.earliest is None or span.last is None:
        return
    # An approximate span was widened evenly on both sides: its middle lies in the date that was written.
    days = (
        (span.earliest + (span.last - span.earliest) / 2,) if span.approximate else (span.earliest,)
    )
    for day in days:
        yield f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
        yield f"{day.year:04d}-{day.month:02d}"
        yield f"{day.year:04d}"
        for season in (21, 22, 23, 24):
            for year in {day.year, max(1, day.year - 1)}:
                yield f"{year:04d}-{season}"
        yield f"{day.year // 10:03d}X"
        yield f"{day.year // 100:02d}XX"


def _same(one: Span, other: Span) -> bool:
    return (one.earliest, one.latest, one.approximate, one.uncertain) == (
        other.earliest,
        other.latest,
        other.approximate,
        other.uncertain,
    )


def _interval(text: str) -> Span:
    ends = text.split("/")
    if len(ends) != 2 or ends == ["", ""]:
        raise ValueError("an interval has two ends and one stroke between them")
    open_ends = ("", "..")
    first = Span.unknown() if ends[0] in open_ends else _single(ends[0])
    last = Span.unknown() if ends[1] in open_ends else _single(ends[1])
    earliest, latest = first.earliest, last.latest
    if earliest and latest and earliest >= latest:
        raise ValueError("its end lies before its beginning")
    return Span(
        earliest,
        latest,
        precision=Precision.UNKNOWN if earliest is None and latest is None else Precision.INTERVAL,
        approximate=first.approximate or last.approximate,
        uncertain=first.uncertain or last.uncertain,
    )


def _single(text: str) -> Span:
    bare = text.rstrip("?~%")
    mark = text[len(bare) :]
    if len(mark) > 1:
        raise ValueError("one mark of ~ ? % is enough (% is both)")
    span = _moment(bare) if "T" in bare else _date(bare)
    approximate, uncertain = mark in ("~", "%") and bool(mark), mark in ("?", "%") and bool(mark)
    if approximate:
        wide = _CENTURY if span.days and span.days > 4000 else _WIDENING.get(span.precision)
        if wide:
            span = replace(
                span, earliest=_reach(wide, span.earliest, -1), latest=_reach(wide, span.latest, 1)
            )
    return replace(span, approximate=approximate, uncertain=uncertain)


def _moment(text: str) -> Span:
    found = _CLOCK.fullmatch(text)
    if not found:
        raise ValueError("a time of day reads 2014-06-10T10:30, with Z or +03:00 behind it")
    zone = found["zone"] or ""
    if len(zone) == 3:
        zone += ":00"
    return Span.moment(datetime.fromisoformat(f"{found['day']}T{found['time']}{zone}"))


def _date(text: str) -> Span:
    found = _CALENDAR.fullmatch(text)
    if not found:
        raise ValueError("it is not EDTF of level 0 or 1")
    if found["long"]:
        if found["month"]:
            raise ValueError("a year of five digits or more stands alone")
        return _beyond(after=not found["long"].startswith("Y-"))
    year, month, day = found["year"], found["month"], found["day"]
    if month is None:
        return _years(year)
    if "X" in year:
        raise ValueError("a year with X stands alone at level 1")
    if month == "XX":
        if day not in (None, "XX"):
            raise ValueError("an unknown month cannot have a known day at level 1")
        return _years(year)
    number = int(month)
    if day is None and 21 <= number <= 24:
        return _season(int(year), number)
    if not 1 <= number <= 12:
        raise ValueError("there is no such month")
    if day in (None, "XX"):
        return _months(int(year), number, number, Precision.MONTH)
    length = monthrange(int(year) if int(year) > 0 else 4, number)[1]
    if not 1 <= int(day or 0) <= length:
        raise ValueError("there is no such day in that month")
    if int(year) < 1:
        return _beyond(after=False)
    first = date(int(year), number, int(day or 0))
    return Span(first, _next(first), precision=Precision.DAY)


def _years(text: str) -> Span:
    if text.lstrip("-") == "XXXX":
        return Span.unknown() if text == "XXXX" else _beyond(after=False)
    if text.startswith("-") or not int(text.replace("X", "9")):
        return _beyond(after=False)
    first, last = max(1, int(text.replace("X", "0"))), int(text.replace("X", "9"))
    return Span(
        date(first, 1, 1),
        _next(date(last, 12, 31)),
        precision=_UNITS.get(text.count("X"), Precision.INTERVAL),
    )


def _months(year: int, first: int, last: int, precision: Precision) -> Span:
    if year < 1:
        return _beyond(after=False)
    end = date(year, last, monthrange(year, last)[1])
    return Span(date(year, first, 1), _next(end), precision=precision)


def _season(year: int, season: int) -> Span:
    if season in _SEASONS:
        return _months(year, *_SEASONS[season], Precision.SEASON)
    if year < 1:
        return _beyond(after=False)
    latest = date(year + 1, 3, 1) if year < 9999 else None
    return Span(date(year, 1, 1), latest, precision=Precision.SEASON)


def _beyond(*, after: bool) -> Span:
    """A year the calendar does not reach."""
    if after:
        return Span(date.max, None, precision=Precision.YEAR)
    return Span(None, date.min + ONE_DAY, precision=Precision.YEAR)


def _next(day: date) -> date | None:
    return None if day == date.max else day + ONE_DAY


def _reach(wide: Duration, end: date | None, sign: int) -> date | None:
    """An end moved outwards; beyond the calendar it is open. Ends of months stay ends of months."""
    if end is None:
        return None
    try:
        if wide.calendar_months:
            # both ends are first days (the latest is the day after the last), so nothing is clamped
            return wide.before(end) if sign < 0 else wide.after(end)
        return end + timedelta(sign * wide.whole_days)
    except (ValueError, OverflowError):
        return None
