"""Chronologies as people keep them: "14.01.2020 – detained at home in Ufa", one fact a line, or rows of a table.

A line that begins with a date and a dash, a colon or a bar is an entry: nothing crosses its end, and its date is the
date of all it says that has no date of its own. What semicolons or bars part are parts of one entry.

May import: `sources`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from safeconduct.sources import Block

_WORD = r"[^\W\d_]{3,12}\.?"
_DATE = (
    r"(?:\?\.)?\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d"
    rf"|(?:\d{{1,2}}(?:\s*[-–]\s*\d{{1,2}})?\s+)?{_WORD}(?:\s+\d{{1,2}},)?\s+\d{{4}}|\d{{1,2}}\s+{_WORD}"
    r"|\d{4}(?:\s*[-–/]\s*\d{4})?"
)
_ENTRY = re.compile(
    r"[ \t]*(?:[-•*–]\s+|\(?\d{1,2}[.)]\s+)?"
    rf"(?P<date>(?:{_DATE})(?:\s*(?:г\.|гг\.|года?))?(?:,?\s*\d{{1,2}}[:.]\d\d)?)"
    r"(?P<sep>\s*[–—|\t]\s*|\s+-\s+|\s*:\s+)(?=\S)",
)
_LINE = re.compile(r"[^\n]+")
_LEAST = 2  # so many such lines make a chronology
_KEPT = frozenset({"message", "heading", "caption", "header", "footer", "navigation", "code"})
# "dismissed 18.06.2019, upheld 09.09.2019": what has a date of its own is a part of its own
_OWN_DATE = re.compile(r"\s+[^,;|\d]{3,50}\d{1,2}[./]\d{1,2}[./]\d{4}")
_OPEN, _CLOSE = "([«“„", ")]»”"


@dataclass(frozen=True, slots=True)
class Entry:
    """`date` and `parts` are `[start, end)` runs of the document's text."""

    date: tuple[int, int]
    parts: tuple[tuple[int, int], ...]


def entries_of(text: str, blocks: Sequence[Block]) -> tuple[Entry, ...]:
    """The entries of a document's blocks, in order; none where too few lines begin with a date to be a chronology."""
    found = [e for block in blocks if block.role not in _KEPT for e in _entries(text, block)]
    return tuple(found) if len(found) >= _LEAST else ()


def parted(blocks: Sequence[Block], entries: Sequence[Entry]) -> list[Block]:
    """The blocks with each part of an entry as one of its own, role "entry"; what lies between keeps its role."""
    made: list[Block] = []
    for block in blocks:
        inside = [e for e in entries if block.start <= e.date[0] < block.end]
        at = block.start
        for entry in inside:
            if entry.date[0] - at > 3:
                made.append(replace(block, start=at, end=entry.date[0]))
            made.extend(
                replace(block, start=a, end=b, role="entry", label="") for a, b in entry.parts
            )
            at = entry.parts[-1][1] if entry.parts else entry.date[1]
        if not inside:
            made.append(block)
        elif block.end - at > 3:
            made.append(replace(block, start=at))
    return made


def _entries(text: str, block: Block) -> Iterator[Entry]:
    for line in _LINE.finditer(text, block.start, block.end):
        opening = _ENTRY.match(text, line.start(), line.end())
        if opening:
            run = _parts(text, opening.end(), line.end())
            yield Entry(opening.span("date"), tuple(run))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What semicolons and bars part, outside brackets and quotation marks."""
    depth, at, quoted = 0, start, False
    for i in range(start, end):
        mark = text[i]
        if mark in _OPEN:
            depth += 1
        elif mark in _CLOSE:
            depth = max(0, depth - 1)
        elif mark == '"':
            quoted = not quoted
        elif mark in "|\t" or (
            not depth
            and not quoted
            and (mark == ";" or (mark == "," and _OWN_DATE.match(text, i + 1, end)))
        ):
            if text[at:i].strip():
                yield at, i
            at = i + 1
    if text[at:end].strip():
        yield at, end
