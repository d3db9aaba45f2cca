"""Entries of a chronology: what a part of a line tells without a verb, on the line's date, of the one it is about.

May import: this room.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from safeconduct.reading.claims.nominal import Nominal, told_in
from safeconduct.reading.english.people.mentions import Pointed
from safeconduct.reading.marks import Moment, Sort
from safeconduct.reading.voices.entries import Entry, Line

_TITLE = re.compile(
    r"\b(?:chronology|timeline|chronicle|time line|case of|client|applicant|complainant|dossier|file|re|in the matter of)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:prepared|compiled|written|drawn up|recorded|interview(?:ed)?|monitor|judge|lawyer|counsel|author|by)\b[^\n]{0,24}$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\s*[^:;]{0,80}?\b(?:court|police|board|office|service|department|ministry|prosecutor|GPO|MVD|FMS)\b[^:;]{0,40}:\s+",
    re.IGNORECASE,
)


def nominals_of(text: str) -> list[tuple[Nominal, int]]:
    """The rows that the words of a part fit, after an office's name and a colon, and where in them each does."""
    office = _OFFICE.match(text)
    start = office.end() if office else len(text) - len(text.lstrip())
    return [(row, start + at) for row, at in told_in(text[start:], "en")]


def protagonist(
    text: str, pointed: Pointed, entries: Sequence[Entry], topic: tuple[int, int] | None
) -> int | None:
    """The mention of whom a chronology or a card is about: named in its field (`topic`) or its title, else the first
    named above its entries.
    """
    if topic is not None:
        return next(
            (
                i
                for i, m in enumerate(pointed.mentions)
                if m.sort is Sort.NAME and topic[0] <= m.start < topic[1]
            ),
            None,
        )
    if not entries:
        return None
    first = entries[0].date[0]
    above = [
        i
        for i, m in enumerate(pointed.mentions)
        if m.sort is Sort.NAME
        and m.start < first
        and not _BY.search(text[max(0, m.start - 40) : m.start])
    ]
    titled = [
        i
        for i in above
        if _TITLE.search(
            text[text.rfind("\n", 0, pointed.mentions[i].start) + 1 : pointed.mentions[i].start]
        )
    ]
    return next(iter(titled or above), None)


def lines_of(
    entries: Sequence[Entry], moments: Sequence[Moment], starts: Mapping[int, int]
) -> dict[int, Line]:
    """For each block (by the offset its part starts at, `starts`) the line it belongs to and the moment that dates it.

    A line without a date in front is dated part by part: by the first day told in a part, else by none.
    """
    days = [(m.start, n) for n, m in enumerate(moments) if not m.length]
    offsets = sorted(starts)
    made: dict[int, Line] = {}
    for number, entry in enumerate(entries):
        dated = entry.date[1] > entry.date[0]
        day = _day_in(days, *entry.date) if dated else None
        if dated and day is None:
            continue
        for a, b in entry.parts:
            for offset in offsets[bisect_left(offsets, a) : bisect_left(offsets, b)]:
                made[starts[offset]] = Line(number, day if dated else _day_in(days, a, b))
    return made


def _day_in(days: Sequence[tuple[int, int]], start: int, end: int) -> int | None:
    at = bisect_left(days, (start, -1))
    return days[at][1] if at < len(days) and days[at][0] < max(end, start + 1) else None
