"""Cards: intake forms, notes to file, lists kept on one person. Whom a card is about, and its short lines.

A field ("Client: …", «Обратился: …») or the title ("Note to file – Karim S.") names the one it is about. Its short lines
leave that one out: "RVP refused Aug. 2018", «держали сутки». Each is an entry like a line of a chronology, though its
date, where it has one, may stand anywhere in it.

May import: `sources`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from safeconduct.reading.voices.entries import Entry, parts
from safeconduct.reading.voices.turns import lists, plain, ranks
from safeconduct.sources import Block

_FIELD = re.compile(
    r"(?:^|(?<=[.;,]))[ \t]*(?:\d{1,2}[.)]\s*)?(?P<label>[^\W\d_][^:\n.;,]{1,28}?(?:\.[^\W\d_]\.[^\W\d_]\.?)?)\s*:[ \t]*"
    r"(?P<value>[^\n]+)",
    re.MULTILINE,
)
_LINE = re.compile(r"[^\n]+")
_LEAD = re.compile(r"[ \t]*(?:[-•*–—·]\s+|\(?\d{1,2}[.)]\s+)?")
_TITLE_MARK = re.compile(r"\s*[–—:|-]+\s*")
_HEAD = 1200  # characters in which the fields of a card stand
_LONGEST = 260  # characters of a line: longer ones are prose
_SILENT = frozenset(
    {"message", "caption", "header", "footer", "navigation", "code", "sender", "heading", "table"}
)


def topic(text: str) -> tuple[int, int] | None:
    """The run that names whom a card is about; None where the document is none."""
    rank = ranks("about")
    fields = [(rank[label], run) for label, run in _fields(text) if label in rank]
    if fields:
        return min(fields)[1]
    for line in _LINE.finditer(text, 0, _HEAD):
        title = next((t for t in lists()["cards"] if plain(line.group()).startswith(t)), None)
        mark = title and _TITLE_MARK.search(text, line.start() + len(title), line.end())
        if mark:
            return mark.end(), line.end()
    return None


def with_notes(text: str, blocks: Sequence[Block], taken: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries of a card, those found before (`taken`) and its short lines without a date in front."""
    dated = [(e.date[0], e.parts[-1][1]) for e in taken if e.parts]
    made = []
    for block in blocks:
        if block.role in _SILENT:
            continue
        for line in _LINE.finditer(text, block.start, block.end):
            if any(a <= line.start() < b or line.start() <= a < line.end() for a, b in dated):
                continue
            start = _words_from(text, line.start(), line.end())
            if start is not None and line.end() - start <= _LONGEST:
                run = tuple(parts(text, start, line.end()))
                if run:
                    made.append(Entry((start, start), run))
    return tuple(sorted([*taken, *made], key=lambda e: e.date))


def _words_from(text: str, start: int, end: int) -> int | None:
    """Where the words of a line begin, behind its bullet and its label; None for a field that tells who and when."""
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    field = _FIELD.match(text, start, end)
    if field is None:
        return start
    label = plain(field["label"])
    told = lists()
    return None if label in told["about"] | told["taken"] | told["head"] else field.start("value")


def _fields(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """The labels near the head of a document and the runs of their values."""
    for m in _FIELD.finditer(text, 0, _HEAD):
        yield plain(m["label"]), m.span("value")
