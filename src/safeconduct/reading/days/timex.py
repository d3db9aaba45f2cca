"""Times in the terms of TimeML's TIMEX3: what sort of time the words tell, and its value in ISO 8601.

A value is as coarse as the words: "two weeks ago" is a week, "last year" a year. What nothing anchors has no value.
Source: TimeML annotation guidelines 1.2.1, section 2.2 (TIMEX3); ISO 24617-1.

May import: `when`, and this room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from safeconduct.reading.days.lengths import Length, shift
from safeconduct.reading.days.moments import resolve
from safeconduct.reading.marks import Anchor, Moment
from safeconduct.when import Precision, Span, write_edtf

_SEASONS = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
_DAY_PARTS = frozenset({"MO", "AF", "EV", "NI"})
_WHOLE_DAY = len("2014-06-10")
_UNIT = re.compile(r"P\d+([YMWD])$")


def times(
    moments: Sequence[Moment], text: str, published: date | None
) -> Iterator[tuple[int, int, str, str]]:
    """`(start, end, what, value)` of each moment that stands in words of its own, in order.

    A range whose ends are told in full is two dates, as TimeML has it, and so are a day and the hour "at" which;
    "1-5 May" is one, and an interval.
    """
    # the day itself: "since 2005" is told by the date 2005, "early May" by the month
    plain = [
        replace(part, bound="", told=replace(part.told, part="") if part.told else None)
        for moment in moments
        if moment.start < moment.end and not _of_event(moment)
        for part in _ends(_alone(moment, text), text)
    ]
    for moment, span in zip(plain, resolve(plain, text, published), strict=True):
        what, value = _value(moment, span, published, text[moment.start : moment.end])
        if moment.grain in _DAY_PARTS and len(value) == _WHOLE_DAY:
            what, value = "time", f"{value}T{moment.grain}"
        yield moment.start, moment.end, what, value


def _of_event(moment: Moment) -> bool:
    """ "Following his arrest": the words tell an event and no time."""
    return moment.anchor is Anchor.EVENT and moment.least == "P0D" and bool(moment.bound)


_SIDE = re.compile(r"\s+(?:after|before|following|prior\s+to|после|до)\s*$", re.IGNORECASE)


def _alone(moment: Moment, text: str) -> Moment:
    """ "Six months after" an event: the six months."""
    side = _SIDE.search(text[moment.start : moment.end]) if moment.anchor is Anchor.EVENT else None
    return replace(moment, end=moment.start + side.start()) if side else moment


_BETWEEN = re.compile(r"\s+(?:to|until|till|through|and|or|по|до|и|или)\s+(?:on\s+)?")
_AT = re.compile(r",?\s+(?:at|в|около)\s+(?:about\s+|around\s+|approximately\s+)?")
_LEAD = re.compile(r"(?:from|between|since|с|со|между|от)\s+", re.IGNORECASE)
_FULL = re.compile(r"[^\W\d]{3,}|\b\d{4}\b")


def _ends(moment: Moment, text: str) -> tuple[Moment, ...]:
    """A range in words as its two ends, a day and its hour as two times, where each is told by itself."""
    if moment.told is not None and moment.told.hour is not None and moment.until is None:
        at = _AT.search(text, moment.start, moment.end)
        if at is None:
            return (moment,)
        day = replace(moment.told, hour=None, minute=None)
        return (replace(moment, end=at.start(), told=day), replace(moment, start=at.end()))
    if moment.until is None or moment.told is None:
        return (moment,)
    between = _BETWEEN.search(text, moment.start, moment.end)
    if between is None or not _FULL.search(text, moment.start, between.start()):
        return (moment,)
    lead = _LEAD.match(text, moment.start, between.start())
    start = lead.end() if lead else moment.start
    return (
        replace(moment, start=start, end=between.start(), until=None),
        replace(moment, start=between.end(), told=moment.until, until=None),
    )


_BIG = (
    (re.compile(r"decade|десятилет", re.IGNORECASE), 10, "DE"),
    (re.compile(r"centur|столет", re.IGNORECASE), 100, "CE"),
)


def _length(length: str, words: str) -> str:
    """A length in the units of its words: decades, centuries, years and a half ("P2.5Y")."""
    years = re.fullmatch(r"P(\d+)Y", length)
    for unit, size, code in _BIG:
        if years and unit.search(words) and int(years[1]) % size == 0:
            return f"P{int(years[1]) // size}{code}"
    months = re.fullmatch(r"P(\d+)M", length)
    if (
        months
        and int(months[1]) % 12 == 6
        and re.search(r"year|лет|год", words, re.IGNORECASE)
        and int(months[1]) > 12
    ):
        return f"P{int(months[1]) / 12:g}Y"
    return length


def _value(
    moment: Moment, span: Span | None, published: date | None, words: str
) -> tuple[str, str]:
    told = moment.told
    if moment.length:
        return "duration", _length(moment.length, words)
    if moment.anchor is Anchor.EVENT and moment.least == moment.most and moment.least != "P0D":
        return "duration", moment.least  # "six months after his arrest": the distance is told
    if told is not None and told.hour is not None:
        return "time", span.at.isoformat(timespec="minutes") if span and span.at else ""
    if told is not None and told.decade is not None:
        return "date", str(told.decade // 10)
    if told is None and published is not None and moment.anchor is Anchor.DOCUMENT:
        return "date", _counted(moment, published)
    if (
        told is None
        and published is not None
        and span is None
        and moment.anchor is Anchor.STORY
        and moment.least != "P0D"
    ):
        return "date", _counted(
            moment, published
        )  # no other day is told: "a year earlier" in the news
    if span is None or span.earliest is None:
        return "date", ""
    if told is not None and told.season is not None:
        return "date", f"{span.earliest.year}-{_SEASONS[told.season]}"
    return "date", _day(span)


def _counted(moment: Moment, published: date) -> str:
    """An offset from the document's day: the day, week, month or year it falls in, by the unit of the words; ""
    beyond the calendar.
    """
    if moment.grain == "W":
        return _week(shift(published, Length(days=7 if moment.least != "P0W" else 0), -1))
    if moment.most and moment.least != moment.most:
        return "PAST_REF" if moment.back else "FUTURE_REF"
    try:
        day = shift(published, Length.read(moment.least), -1 if moment.back else 1)
    except OverflowError:
        return ""
    unit = _UNIT.search(moment.least)
    return _week(day) if unit and unit[1] == "W" else _cut(day, unit[1] if unit else "D")


def _day(span: Span) -> str:
    """A span of days as one value; what is no day, month or year is written as an interval."""
    first, days = span.earliest, span.days
    if first is None or days is None:
        return ""
    if days == 1:
        return first.isoformat()
    if days == 7 and span.precision is Precision.INTERVAL:
        return _week(first + timedelta(3))
    if span.precision is Precision.MONTH:
        return _cut(first, "M")
    if span.precision is Precision.YEAR:
        return _cut(first, "Y")
    if span.latest and (part := _share(first, span.latest)):
        return part
    return write_edtf(replace(span, approximate=False, uncertain=False))


def _share(first: date, after: date) -> str:
    """The quarter or half that these months of a year are, or years from the first to the last; else ""."""
    months = (after.year - first.year) * 12 + after.month - first.month
    if first.day != 1 or after.day != 1 or (first.month - 1) % max(1, months):
        return ""
    if months in (3, 6) and first.year == (after - timedelta(1)).year:
        return f"{first.year}-{'Q' if months == 3 else 'H'}{(first.month - 1) // months + 1}"
    whole = first.month == 1 and months > 12 and months % 12 == 0
    return f"{first.year}/{after.year - 1}" if whole else ""


_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T(?:[A-Z]{2}|[\d:]+))?")
_STOP = re.compile(r"[.!?]\s+[A-ZА-ЯЁ]|\n\s*\n")
_SAME_SENTENCE = 120


def is_day(value: str) -> bool:
    """Does this value tell a day of the calendar, with or without its hour?"""
    return _DAY.fullmatch(value) is not None


def on_day(
    clock: str,
    start: int,
    end: int,
    days: Sequence[tuple[tuple[int, int], str]],
    text: str,
    published: date | None,
) -> str:
    """ "T18:00" on the day told in its sentence, else on the last one told before, else on the text's own.

    `days`: the days told in the text with their places, in order.
    """
    before = [(text[b:start], day) for (_, b), day in days if b <= start]
    if before and len(before[-1][0]) < _SAME_SENTENCE and not _STOP.search(before[-1][0]):
        return before[-1][1] + clock
    after = next(((text[end:a], day) for (a, _), day in days if a >= end), None)
    if after and len(after[0]) < _SAME_SENTENCE and not _STOP.search(after[0]):
        return after[1] + clock
    if before:
        return before[-1][1] + clock
    return f"{published}{clock}" if published else clock


def _cut(day: date, unit: str) -> str:
    return day.isoformat()[: {"Y": 4, "M": 7, "D": 10}[unit]]


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
