"""Entries of a chronology: what a part of a line tells without a verb, on the line's date, of the one it is about.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from safeconduct.reading.claims.nominal import Nominal, told_in
from safeconduct.reading.english.people.mentions import Pointed
from safeconduct.reading.marks import Moment, Sort
from safeconduct.reading.voices.entries import Entry

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


def protagonist(text: str, pointed: Pointed, entries: Sequence[Entry]) -> int | None:
    """The mention of whom a chronology is about: named in its title, else the first named above its entries."""
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


def dates_of(
    entries: Sequence[Entry], moments: Sequence[Moment], starts: Mapping[int, int]
) -> dict[int, int]:
    """For each block (by the offset its part starts at, `starts`) the moment that dates it."""
    by_start = {m.start: n for n, m in enumerate(moments) if not m.length}
    made: dict[int, int] = {}
    for entry in entries:
        n = by_start.get(entry.date[0])
        if n is None:
            n = next((k for s, k in by_start.items() if entry.date[0] <= s < entry.date[1]), None)
        if n is None:
            continue
        for a, b in entry.parts:
            for offset, block in starts.items():
                if a <= offset < b:
                    made[block] = n
    return made
