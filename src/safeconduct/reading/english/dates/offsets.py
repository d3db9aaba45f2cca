"""Matched words become moments counted from something: the document's day, the story, an event; and lengths.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.english.dates.patterns import (
    _MONTHS,
    _SEASONS,
    _UNITS,
    _WEEKDAYS,
    _day,
    _iso,
    _month,
    _number,
    _part,
)
from safeconduct.reading.marks import Anchor, Moment, Told


def _amount(m: re.Match[str]) -> tuple[str, str, bool]:
    """`(least, most, approximate)` of "less than a month", "a year and a half", "several days", "two or three weeks"."""
    g = m.groupdict()
    unit = g["unit"]
    more = (g.get("more") or "").casefold()
    if g.get("vague"):
        few = g["vague"].casefold()
        low, high = (2, 2) if "couple" in few else (2, 9) if few.startswith("several") else (2, 6)
        if unit.casefold().startswith("year"):
            high = min(high, 7)
        return _iso(low, unit), _iso(high, unit), True
    number: float = _number(g["n"]) or 1
    if g.get("half_more") or g.get("half_mid"):
        number += 0.5
    if (g.get("half_of") or "").strip():
        number = 0.5
    exact = _iso(number, unit)
    if g.get("n2"):
        return exact, _iso(_number(g["n2"]) or number, unit), True
    if "less" in more or "within" in more or "under" in more or "not even" in more:
        return "PT0H" if "T" in exact else "P1D", exact, False
    if "more" in more or "over" in more or "least" in more:
        return exact, _iso(number * 2, unit), False
    return exact, exact, bool(g.get("approx"))


def _ago(m: re.Match[str]) -> Moment:
    least, most, approximate = _amount(m)
    return Moment(
        0, 0, least=least, most=most, back=True, anchor=Anchor.DOCUMENT, approximate=approximate
    )


def _later(m: re.Match[str]) -> Moment:
    least, most, approximate = _amount(m)
    back = bool(re.search(r"\b(?:earlier|before|previously|prior)\b", m.group().casefold()))
    return Moment(
        0, 0, least=least, most=most, back=back, anchor=Anchor.STORY, approximate=approximate
    )


def _after_event(m: re.Match[str]) -> Moment:
    least, most, approximate = _amount(m)
    back = m["side"].casefold() in ("before", "prior to")
    return Moment(
        0,
        0,
        least=least,
        most=most,
        back=back,
        anchor=Anchor.EVENT,
        event_at=m.end(),
        approximate=approximate,
    )


def _next_day_event(m: re.Match[str]) -> Moment:
    back = m["side"].casefold() == "before"
    unit = (m["unit"] or "day").casefold()
    iso = {
        "day": "P1D",
        "morning": "P1D",
        "night": "P1D",
        "week": "P1W",
        "month": "P1M",
        "year": "P1Y",
    }[unit]
    same = "same" in m.group().casefold()
    iso = "P0D" if same else iso
    return Moment(0, 0, least=iso, most=iso, back=back, anchor=Anchor.EVENT, event_at=m.end())


def _next(m: re.Match[str]) -> Moment:
    unit = m["unit"].casefold()
    which = m["which"].casefold()
    iso = {
        "day": "P1D", "morning": "P1D", "evening": "P1D", "night": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y",
        "afternoon": "P1D",
    }[unit]  # fmt: skip
    if which in ("same", "that", "that same", "that very"):
        iso = "P0D"
    if which == "next" and unit in ("week", "month", "year") and "the " not in m.group().casefold():
        return Moment(0, 0, least=iso, most=iso, anchor=Anchor.DOCUMENT)
    return Moment(
        0, 0, least=iso, most=iso, anchor=Anchor.STORY, back=which in ("previous", "preceding")
    )


_BY_DOCUMENT = {"yesterday": ("P1D", True), "today": ("P0D", True), "tomorrow": ("P1D", False), "tonight": ("P0D", True), "last night": ("P1D", True), "this morning": ("P0D", True), "this afternoon": ("P0D", True), "this evening": ("P0D", True), "the day before yesterday": ("P2D", True), "the day after tomorrow": ("P2D", False), "earlier this month": ("P0M", True)}  # fmt: skip


_DAY_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI"}


def _day_part(words: str) -> str:
    """The part of the day that the last word names, as TimeML writes it; "" where it names none."""
    return _DAY_PARTS.get(words.casefold().split()[-1], "")


def _deictic(m: re.Match[str]) -> Moment:
    words = re.sub(r"\s+", " ", m.group().casefold())
    iso, back = _BY_DOCUMENT[words]
    return Moment(
        0, 0, least=iso, most=iso, back=back, anchor=Anchor.DOCUMENT, grain=_day_part(words)
    )


def _last_unit(m: re.Match[str]) -> Moment:
    unit = m["unit"].casefold()
    which = m["which"].casefold()
    if unit in _SEASONS:
        return Moment(
            0,
            0,
            Told(season=_SEASONS[unit]),
            anchor=Anchor.DOCUMENT,
            back=which in ("last", "past"),
        )
    if unit in _WEEKDAYS:
        return Moment(0, 0, Told(weekday=_WEEKDAYS[unit], ahead=which == "next"))
    if unit in _MONTHS:
        return Moment(0, 0, Told(month=_MONTHS[unit]), anchor=Anchor.DOCUMENT, back=which == "last")
    if unit == "year" and which in ("last", "this"):  # the calendar year, and not twelve months ago
        return Moment(0, 0, Told(), anchor=Anchor.DOCUMENT, back=which == "last")
    if unit == "week" and which in ("last", "this"):  # any day of it
        week = "P1W" if which == "last" else "P0W"
        return Moment(0, 0, least=week, most=week, back=True, anchor=Anchor.DOCUMENT, grain="W")
    n = 0 if which == "this" else 1
    iso = {"week": f"P{n}W", "month": f"P{n}M", "year": f"P{n}Y"}[unit]
    return Moment(
        0, 0, least=iso, most=iso, back=which in ("last", "this", "past"), anchor=Anchor.DOCUMENT
    )


def _this_year(m: re.Match[str]) -> Moment | None:
    """ "On 5 May last year", "in the autumn of this year", "in May two years ago"."""
    g = m.groupdict()
    years = _number(g["years"]) if g.get("years") else 2 if g.get("before") else None
    if years is None:
        years = 0 if (g.get("which") or "").casefold() == "this" else 1
    told = Told(
        month=_month(g["month"]) if g.get("month") else None,
        day=_day(g["day"]) if g.get("day") else None,
        season=_SEASONS[g["season"].casefold()] if g.get("season") else None,
        part=_part(g.get("part")),
    )
    return Moment(0, 0, told, least=f"P{int(years)}Y", back=years > 0, anchor=Anchor.DOCUMENT)


def _part_of_year(m: re.Match[str]) -> Moment:
    """ "Late last year"."""
    years = 0 if m.group().casefold().endswith("this year") else 1
    told = Told(part=_part(m["part"]))
    return Moment(0, 0, told, least=f"P{years}Y", back=years > 0, anchor=Anchor.DOCUMENT)


def _of_month(m: re.Match[str]) -> Moment:
    """ "On the 5th of last month"."""
    months = 0 if m["which"].casefold() == "this" else 1
    told = Told(day=_day(m["day"]))
    return Moment(0, 0, told, least=f"P{months}M", back=months > 0, anchor=Anchor.DOCUMENT)


def _that_year(m: re.Match[str]) -> Moment:
    """ "The second of June that year", "in December of the same year": the year the story has come to."""
    day = m.groupdict().get("day")
    told = Told(month=_month(m["month"]), day=_day(day) if day else None)
    return Moment(0, 0, told, anchor=Anchor.STORY)


def _next_month(m: re.Match[str]) -> Moment:
    """ "That November", "the following March", "the previous May": from where the story has come to."""
    which = m["which"].casefold()
    back = which in ("previous", "preceding")
    season = m.groupdict().get("season")
    told = Told(season=_SEASONS[season.casefold()]) if season else Told(month=_month(m["month"]))
    least = "P0M" if which == "that" else "P1M"
    return Moment(0, 0, told, least=least, anchor=Anchor.STORY, back=back)


def _length(m: re.Match[str]) -> Moment | None:
    g = m.groupdict()
    if g.get("vague"):
        return None
    number = _number(g["n"])
    if number is None:
        return None
    if g.get("half_more") or g.get("half_mid"):
        number += 0.5
    if (g.get("half_of") or "").strip():
        number = 0.5
    parts = [(number, g["unit"])]
    parts += [(_number(g["k" + k]) or 0, g["u" + k]) for k in ("1", "2") if g.get("k" + k)]
    return Moment(0, 0, length=_sum(parts), approximate=bool(g.get("approx")))


def _sum(parts: Sequence[tuple[float, str]]) -> str:
    if len(parts) == 1:
        return _iso(*parts[0])
    days: dict[str, int] = {}
    clock: dict[str, int] = {}
    for n, unit in parts:
        code = _UNITS[unit.casefold().rstrip("s")]
        of = clock if code in "HN" else days
        of[code] = of.get(code, 0) + int(n)
    text = "P" + "".join(f"{days[c]}{c}" for c in "YMWD" if c in days)
    return (
        text
        + ("T" if clock else "")
        + "".join(f"{clock[c]}{'H' if c == 'H' else 'M'}" for c in "HN" if c in clock)
    )


def _weekday(m: re.Match[str]) -> Moment:
    return Moment(
        0, 0, Told(weekday=_WEEKDAYS[m["weekday"].casefold()]), grain=_day_part(m.group())
    )
