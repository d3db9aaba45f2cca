"""Matched words become moments told by themselves: whole dates, months, years, seasons, feasts, ranges.

May import: this room.
"""

from __future__ import annotations

import re
from calendar import monthrange

from safeconduct.reading.english.dates.patterns import (
    _DECADES,
    _FEASTS,
    _ORDINALS,
    _SEASONS,
    _WEEKDAYS,
    _clock,
    _day,
    _month,
    _part,
)
from safeconduct.reading.marks import Moment, Told


def _full(m: re.Match[str]) -> Moment:
    g = m.groupdict()
    hour = minute = None
    if g.get("hour"):
        hour, minute = int(g["hour"]), int(g["minute"] or 0)
        half = (g.get("half") or g.get("half2") or "").replace(".", "").casefold()
        hour = (
            hour + 12 if half == "pm" and hour < 12 else 0 if half == "am" and hour == 12 else hour
        )
    year = int(g["year"]) if g.get("year") else None
    first = re.match(r"\w+", m.group())
    weekday = _WEEKDAYS.get(first.group().casefold()) if first else None
    return Moment(
        0, 0, Told(year, _month(g["month"]), _day(g["day"]), hour, minute, weekday=weekday)
    )


def _listed_day(m: re.Match[str]) -> Moment | None:
    """One of several days that share the month, and the year where it is told, behind them."""
    day, last = _day(m["day"]), m.groupdict().get("year")
    month = _month(m["month"])
    return Moment(0, 0, Told(int(last) if last else None, month, day)) if 0 < day < 32 else None


def _is_term(m: re.Match[str]) -> bool:
    """ "Extended on 3 May until 5 July": the day of the act, and the end of the term; no range."""
    between = m.string[m.end("day") : m.start("day2")]
    return (
        m.string[: m.start()].endswith("on ")
        and re.search(r"\b(?:un)?till?\b", between) is not None
    )


def _range_days(m: re.Match[str]) -> Moment | None:
    if _is_term(m):
        return None
    g = m.groupdict()
    year = int(g["year"]) if g.get("year") else None
    second = _month(g["month2"])
    first = _month(g["month"]) if g.get("month") else second
    year1 = int(g["year1"]) if g.get("year1") else year
    if year1 and year1 == year and first > second:
        year1 -= 1
    return Moment(
        0, 0, Told(year1, first, _day(g["day"])), until=Told(year, second, _day(g["day2"]))
    )


def _range_days_us(m: re.Match[str]) -> Moment | None:
    if _is_term(m):
        return None
    g = m.groupdict()
    year = int(g["year"]) if g.get("year") else None
    first = _month(g["month"])
    second = _month(g["month2"]) if g.get("month2") else first
    return Moment(
        0, 0, Told(year, first, _day(g["day"])), until=Told(year, second, _day(g["day2"]))
    )


def _iso_date(m: re.Match[str]) -> Moment | None:
    y, mo, d = int(m["y"]), int(m["m"]), int(m["d"])
    if not (1 <= mo <= 12 and 1 <= d <= 31):
        return None
    hour, minute = _clock(m)
    return Moment(0, 0, Told(y, mo, d, hour, minute))


def _dotted(m: re.Match[str]) -> Moment | None:
    d, mo, year = int(m["a"]), int(m["b"]), int(m["y"])
    if year < 100:
        year += 2000 if year < 50 else 1900
    slash = m["sep"] == "/"
    if mo > 12 and d <= 12 and slash:
        return Moment(0, 0, Told(year, d, mo))
    if mo > 12 or d > 31 or not d or not mo:
        return None
    if slash and d <= 12 and d != mo:
        return Moment(0, 0, Told(year, mo, d), ambiguous=True)
    return Moment(0, 0, Told(year, mo, d))


def _month_year(m: re.Match[str]) -> Moment:
    g = m.groupdict()
    year = int(g["year"]) if g.get("year") else None
    return Moment(0, 0, Told(year, _month(g["month"]), part=_part(g.get("part"))))


def _year(m: re.Match[str]) -> Moment:
    return Moment(0, 0, Told(int(m["year"]), part=_part(m.groupdict().get("part"))))


def _season(m: re.Match[str]) -> Moment:
    year = m.groupdict().get("year")
    season = _SEASONS[m["season"].casefold()]
    return Moment(0, 0, Told(int(year) if year else None, season=season))


def _years(m: re.Match[str]) -> Moment | None:
    first, second = int(m["year"]), m["year2"]
    last = int(second) if len(second) == 4 else int(m["year"][:2] + second)
    if last <= first:
        return None
    return Moment(0, 0, Told(first), until=Told(last))


def _months(m: re.Match[str]) -> Moment:
    g = m.groupdict()
    year = int(g["year"]) if g.get("year") else None
    year1 = int(g["year1"]) if g.get("year1") else year
    a, b = _month(g["month"]), _month(g["month2"])
    if year1 and year1 == year and a > b:
        year1 -= 1
    return Moment(0, 0, Told(year1, a), until=Told(year, b))


def _decade(m: re.Match[str]) -> Moment:
    digits = re.search(r"\d+", m["decade"])
    start = int(digits.group()) if digits else _DECADES[m["decade"].casefold()]
    start += 1900 if start < 100 else 0
    return Moment(0, 0, Told(decade=start, part=_part(m.groupdict().get("part"))))


def _day_alone(m: re.Match[str]) -> Moment:
    return Moment(0, 0, Told(day=_day(m["day"])))


def _share(m: re.Match[str]) -> Moment:
    """ "The first half of 2012", "the third quarter", "Q3 2012": months of a year, the story's where none is told."""
    year = int(m["year"]) if m["year"] else None
    which = m["which"].casefold()
    number = int(which) if which.isdigit() else _ORDINALS[which]
    months = 6 if "half" in m.group().casefold() else 3
    last = number * months
    return Moment(0, 0, Told(year, last - months + 1), until=Told(year, last))


def _week_of(m: re.Match[str]) -> Moment:
    """ "The first week of May", "the last week of August"."""
    month, which = _month(m["month"]), m["which"].casefold()
    year = int(m["year"]) if m.groupdict().get("year") else None
    last = monthrange(year or 2001, month)[1]  # without a year: one that leaps not
    number = {"first": 0, "second": 1, "third": 2}.get(which)
    first = last - 6 if number is None else 1 + 7 * number
    return Moment(0, 0, Told(year, month, first), until=Told(year, month, first + 6))


def _feast(m: re.Match[str]) -> Moment:
    year = m.groupdict().get("year")
    key = re.sub(r"\s+", " ", m["feast"].casefold().replace("’", "'"))
    if key.endswith(" eve"):
        return Moment(0, 0, Told(int(year) if year else None, 12, 31 if "year" in key else 24))
    return Moment(0, 0, Told(int(year) if year else None, feast=_FEASTS[key]))


def _none(_: re.Match[str]) -> None:
    return None
