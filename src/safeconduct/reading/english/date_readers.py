"""Matched words become moments: whole dates, ranges, offsets, lengths.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.english.date_patterns import (
    _FEASTS,
    _MONTHS,
    _SEASONS,
    _UNITS,
    _WEEKDAYS,
    _clock,
    _day,
    _iso,
    _month,
    _number,
    _part,
)
from safeconduct.reading.marks import Anchor, Moment, Told


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
    return Moment(0, 0, Told(year, _month(g["month"]), _day(g["day"]), hour, minute))


def _listed_day(m: re.Match[str]) -> Moment | None:
    """One of several days that share the month, and the year where it is told, behind them."""
    day, last = _day(m["day"]), m.groupdict().get("year")
    month = _month(m["month"])
    return Moment(0, 0, Told(int(last) if last else None, month, day)) if 0 < day < 32 else None


def _range_days(m: re.Match[str]) -> Moment:
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


def _range_days_us(m: re.Match[str]) -> Moment:
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
    words = m["decade"]
    start = int(words) if len(words) == 4 else 1900 + int(words)
    part = _part(m.groupdict().get("part"))
    if part:
        a, b = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part]
        return Moment(0, 0, Told(start + a), until=Told(start + b))
    return Moment(0, 0, Told(decade=start))


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
        return "P1D" if "hour" not in unit else "PT0H", exact, False
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
    if which in ("same", "that", "that same", "that very", "the very same"):
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
            0, 0, Told(season=_SEASONS[unit]), anchor=Anchor.DOCUMENT, back=which == "last"
        )
    if unit in _WEEKDAYS:
        return Moment(0, 0, Told(weekday=_WEEKDAYS[unit]))
    if unit in _MONTHS:
        return Moment(0, 0, Told(month=_MONTHS[unit]), anchor=Anchor.DOCUMENT, back=which == "last")
    if unit == "year" and which in ("last", "this"):  # the calendar year, and not twelve months ago
        return Moment(0, 0, Told(), anchor=Anchor.DOCUMENT, back=which == "last")
    if unit == "week" and which in ("last", "this"):  # any day of it
        least, most = ("P1D", "P13D") if which == "last" else ("P0D", "P6D")
        return Moment(0, 0, least=least, most=most, back=True, anchor=Anchor.DOCUMENT, grain="W")
    n = 0 if which == "this" else 1
    iso = {"week": f"P{n}W", "month": f"P{n}M", "year": f"P{n}Y"}[unit]
    return Moment(
        0, 0, least=iso, most=iso, back=which in ("last", "this", "past"), anchor=Anchor.DOCUMENT
    )


def _this_year(m: re.Match[str]) -> Moment:
    day = m.groupdict().get("day")
    return Moment(
        0, 0, Told(month=_month(m["month"]), day=_day(day) if day else None),
        anchor=Anchor.DOCUMENT, back=m["which"].casefold() == "last",
    )  # fmt: skip


def _that_year(m: re.Match[str]) -> Moment:
    """ "The second of June that year", "in December of the same year": the year the story has come to."""
    day = m.groupdict().get("day")
    told = Told(month=_month(m["month"]), day=_day(day) if day else None)
    return Moment(0, 0, told, anchor=Anchor.STORY)


def _next_month(m: re.Match[str]) -> Moment:
    """ "That November", "the following March", "the previous May": from where the story has come to."""
    which = m["which"].casefold()
    back = which in ("previous", "preceding")
    return Moment(
        0, 0, Told(month=_month(m["month"])), least="P0M" if which == "that" else "P1M",
        anchor=Anchor.STORY, back=back,
    )  # fmt: skip


def _day_alone(m: re.Match[str]) -> Moment:
    return Moment(0, 0, Told(day=_day(m["day"])))


def _half(m: re.Match[str]) -> Moment:
    year = int(m["year"])
    first = m["half"].casefold() == "first"
    return Moment(0, 0, Told(year, 1 if first else 7), until=Told(year, 6 if first else 12))


_LAST_DAY = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}


def _week_of(m: re.Match[str]) -> Moment:
    """ "The first week of May", "the last week of August"."""
    month, which = _month(m["month"]), m["which"].casefold()
    year = int(m["year"]) if m.groupdict().get("year") else None
    last = _LAST_DAY.get(month, 31)
    number = {"first": 0, "second": 1, "third": 2}.get(which)
    first = last - 6 if number is None else 1 + 7 * number
    return Moment(0, 0, Told(year, month, first), until=Told(year, month, first + 6))


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
    hours = 0
    for n, unit in parts:
        code = _UNITS[unit.casefold().rstrip("s")]
        if code == "H":
            hours += int(n)
        else:
            days[code] = days.get(code, 0) + int(n)
    text = "P" + "".join(f"{days[c]}{c}" for c in "YMWD" if c in days)
    return text + (f"T{hours}H" if hours else "")


def _long_night(m: re.Match[str]) -> Moment:
    return _range_days(m)


def _weekday(m: re.Match[str]) -> Moment:
    return Moment(
        0, 0, Told(weekday=_WEEKDAYS[m["weekday"].casefold()]), grain=_day_part(m.group())
    )


def _feast(m: re.Match[str]) -> Moment:
    year = m.groupdict().get("year")
    key = re.sub(r"\s+", " ", m["feast"].casefold().replace("’", "'"))
    if key.endswith(" eve"):
        return Moment(0, 0, Told(int(year) if year else None, 12, 31 if "year" in key else 24))
    return Moment(0, 0, Told(int(year) if year else None, feast=_FEASTS[key]))


def _none(_: re.Match[str]) -> None:
    return None
