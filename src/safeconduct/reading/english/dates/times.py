"""Words about time that date nothing by themselves: "now", "every day", "several years", "at 4 p.m.", "this weekend".

They are told beside the dates, as TimeML has them, and no event is dated by them.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from safeconduct.reading.english.dates.patterns import (
    _NUMBER,
    _UNITS,
    _WEEKDAYS,
    _YEAR,
    _iso,
    _number,
)
from safeconduct.reading.marks import Moment, Named

_Value = Callable[[re.Match[str], date | None], tuple[str, str]]
_UNIT = r"(?:hour|day|night|week|weekend|month|year|decade|century)"
_MANY = r"(?:several|a few|some|a couple of|many|a number of|few|numerous|the past few|the last few|countless)"
_CLOCK = (
    r"(?<![\d.:/])(?P<led>\b(?:at|by|until|till|from|to|around|about|after|before|since|between|and) )?\b(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?"
    r"(?:\s?(?P<half>[ap]\.m\.|[ap]m\b))?(?P<zone>\s?(?:hours|hrs|o'clock|UTC|GMT|CET|CEST|MSK|EST)\b)?(?![\d:/%]|\.\d)"
)
_EVERY = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
    "quarterly": "P3M", "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y",
}  # fmt: skip
_CODES = {"weekend": "P1WE", "century": "P100Y", "night": "P1D", "hour": "PT1H"}


def _vague_length(unit: str) -> str:
    code = {"hour": "TX", "minute": "TX"}.get(unit, "X")
    letter = {"hour": "H", "minute": "M", "decade": "DE", "century": "CE"}.get(
        unit, _UNITS.get(unit, "D")
    )
    return f"P{code}{letter}"


def _set(m: re.Match[str], _: date | None) -> tuple[str, str]:
    g = m.groupdict()
    if g.get("word"):
        return "set", _EVERY[g["word"].casefold()]
    unit = g["unit"].casefold()
    if unit in _WEEKDAYS:
        return "set", f"XXXX-WXX-{_WEEKDAYS[unit] + 1}"
    number = _number(g["n"]) if g.get("n") else 1
    if unit in _CODES and number == 1:
        return "set", _CODES[unit]
    return "set", _iso(number or 1, unit)


def _vague(m: re.Match[str], _: date | None) -> tuple[str, str]:
    return "duration", _vague_length(
        m["unit"].casefold().rstrip("s").replace("centurie", "century")
    )


def _told(kind: str, value: str) -> _Value:
    return lambda _, __: (kind, value)


def _clock(m: re.Match[str], _: date | None) -> tuple[str, str]:
    hour, minute = int(m["hour"]), m["minute"]
    half = (m["half"] or "").replace(".", "").casefold()
    hour = hour + 12 if half == "pm" and hour < 12 else 0 if half == "am" and hour == 12 else hour
    zone = "Z" if (m["zone"] or "").strip().upper() in ("UTC", "GMT") else ""
    return "time", f"T{hour:02}:{minute or '00'}{zone}"


def _relative(m: re.Match[str], published: date | None) -> tuple[str, str]:
    """Weekends, quarters and decades counted from the document's day."""
    which, unit = m["which"].casefold(), m["unit"].casefold()
    if unit == "decade":
        return ("duration", "P1DE") if which in ("last", "past", "next") else ("date", "")
    if published is None:
        return "date", ""
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    if which == "the":  # "over the weekend": the last one that has begun
        step = -1 if published.weekday() < 5 else 0
    if unit == "weekend":
        year, week, _ = (published + timedelta(weeks=step)).isocalendar()
        return "date", f"{year}-W{week:02}-WE"
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return "date", f"{months // 12}-{months % 12 + 1:02}"
    if unit == "week":
        year, week, _ = (published + timedelta(weeks=step)).isocalendar()
        return "date", f"{year}-W{week:02}"
    quarter = published.year * 4 + (published.month - 1) // 3 + step
    return "date", f"{quarter // 4}-Q{quarter % 4 + 1}"


def _centuries(m: re.Match[str], _: date | None) -> tuple[str, str]:
    number = _number(m["n"]) if m["n"] else 1
    return "duration", "P50Y" if m["half"] else f"P{int(number)}CE" if number else "PXCE"


def _seconds(m: re.Match[str], _: date | None) -> tuple[str, str]:
    return "duration", f"PT{int(_number(m['n']) or 1)}S"


def _fiscal(m: re.Match[str], _: date | None) -> tuple[str, str]:
    return "date", f"FY{m['year']}"


def _century(m: re.Match[str], _: date | None) -> tuple[str, str]:
    return "date", str(int(m["n"]) - 1)


def _part_of(m: re.Match[str], published: date | None) -> tuple[str, str]:
    year = m.groupdict().get("year")
    return "date", year or (f"{published.year}" if published and m["which"] != "that" else "")


_RULES: tuple[tuple[re.Pattern[str], _Value], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), value)
    for pattern, value in (
        (rf"\b(?:every|each)(?:\s+(?P<n>\w+))?\s+(?P<unit>{_UNIT}|{'|'.join(_WEEKDAYS)})s?\b", _set),
        (rf"\b(?:once|twice|\w+ times)\s+(?:a|an|per|every|each)\s+(?P<unit>{_UNIT})\b", _set),
        (rf"\b(?P<word>{'|'.join(_EVERY)})\b", _set),
        (r"\b(?:over|through|throughout|down) the (?P<unit>years|decades|centuries)\b", _vague),
        (rf"\b(?:(?:the\s+)?(?:past|last|next)\s+)?{_MANY}\s+(?P<unit>{_UNIT}s|minutes|centuries)\b(?!\s+old)", _vague),
        (r"\b(?:the )?recent (?:years|decades|months|weeks|days)\b", _told("date", "PAST_REF")),
        (rf"\b(?:{_UNIT}s|minutes) ago\b", _told("date", "PAST_REF")),
        (rf"\b(?:(?<=for )|(?<=in ))(?P<unit>{_UNIT}s|minutes|centuries)\b", _vague),
        (r"\b(?P<half>half )?a (?P<unit>century)\b|\b(?P<n>\w+) (?P<units>centuries)\b", _centuries),
        (rf"\b(?P<n>(?!an?\b){_NUMBER})[\s-](?:seconds|second(?<=-second))\b", _seconds),
        (rf"\b(?:fiscal(?: year)? |FY ?)(?P<year>{_YEAR})\b", _fiscal),
        (r"\b(?:noon|midday)\b", _told("time", "T12:00")),
        (r"\bmidnight\b", _told("time", "T24:00")),
        (r"\b(?P<unit>years|decades|months|weeks|days)-long\b", _vague),
        (r"\b(?:right now|just now|now|currently|at present|at the moment|at this moment|nowadays|these days|presently|as of today)\b",
         _told("date", "PRESENT_REF")),
        (r"\b(?:(?:most|more|very|quite)\s+)?(?:recently|lately)\b", _told("date", "PAST_REF")),
        (r"\b(?:in )?the (?:recent |distant |near )?past\b(?!\s+(?!and|or|but|that|when|he|she|they|it|we)\w+\b)", _told("date", "PAST_REF")),
        (r"\b(?:in )?the (?:near |not too distant |foreseeable )?future\b(?!\s+(?!of|and|or|but|that|when|if|is|was|will|would|for|to|by|with|as|he|she|they|it|we)[a-z]+\b)", _told("date", "FUTURE_REF")),
        (r"\bthe (?:very )?(?:beginning|start|middle|end) of (?P<which>the|this|that) year\b", _part_of),
        (r"\b(?:later|earlier) (?P<which>this) year\b", _part_of),
        (r"\b(?:later|earlier|late|early) (?P<which>this|last) (?P<unit>month|week)\b", _relative),
        (r"\b(?:the )?(?P<which>last|past|previous|next|this|coming|current|latest) (?P<unit>weekend|quarter|decade)\b", _relative),
        (r"\b(?P<which>the) (?P<unit>weekend)\b", _relative),
        (r"\b(?:the )?(?P<n>1\d|20|21)(?:st|nd|rd|th)[ -]century\b", _century),
        (_CLOCK, _clock),
    )
)  # fmt: skip


def find(
    text: str, spans: Sequence[tuple[int, int]], moments: Sequence[Moment], published: date | None
) -> Iterator[Named]:
    """Such words in these runs of the text, outside what `moments` took, or around it ("twice *a week*")."""
    taken = [(m.start, m.end) for m in moments]
    for start, end in spans:
        for pattern, value in _RULES:
            for m in pattern.finditer(text, start, end):
                a, b = m.span()
                if value is _clock:
                    if not (
                        m["half"]
                        or (m["minute"] and (m["zone"] or (m["led"] and ":" in m.group())))
                    ):
                        continue
                    a = m.start("hour")
                lead = re.match(
                    r"(?:in|over|through|throughout|down) (?=the )", text[a:b], re.IGNORECASE
                )
                a += lead.end() if lead else 0
                if not any(
                    a < y and x < b and not (a <= x and y <= b and (a, b) != (x, y))
                    for x, y in taken
                ):
                    taken.append((a, b))
                    yield Named(a, b, *value(m, published))
