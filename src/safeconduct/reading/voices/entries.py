"""Chronologies as people keep them: "14.01.2020 – detained at home in Ufa", one fact a line, or rows of a table.

A line that begins with a date and a dash, a colon or a bar is an entry: nothing crosses its end, and its date is the
date of all it says that has no date of its own. What semicolons or bars part are parts of one entry. In a diary the
date stands on a line of its own: what follows was written on that day.

May import: `sources`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from safeconduct.reading.marks import Moment
from safeconduct.sources import Block

_WORD = r"[^\W\d_]{3,12}\.?"
_DATE = (
    r"(?:\?\.)?\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d"
    r"|(?:(?:начало|середина|конец|нач\.|кон\.|early|mid|late|end of|beginning of)[\s-]+)?"
    rf"(?:\d{{1,2}}(?:\s*[-–]\s*\d{{1,2}})?\s+)?{_WORD}(?:\s+\d{{1,2}},)?\s+\d{{4}}|\d{{1,2}}\s+{_WORD}"
    r"|\d{4}(?:\s*[-–/]\s*\d{4})?"
    r"|(?:(?:early|late|mid|end of|начало|конец)[ -])?(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Spring|Summer|Autumn|Winter|(?i:январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь"
    r"|весна|лето|осень|зима))(?:\s*[-–]\s*[A-Z]\w+)?"
)
_ENTRY = re.compile(
    r"[ \t]*(?:[-•*–]\s+|\(?\d{1,2}[.)]\s+|\d{1,3}\s*[|\t]\s*)?"
    rf"(?P<date>(?:{_DATE})(?:\s*(?:г\.|гг\.|года?))?(?:\s+\([^()|\n]{{1,16}}\))?(?:\s*[-–—]\s*(?:{_DATE}))?(?:,?\s*\d{{1,2}}[:.]\d\d)?)"
    r"(?P<sep>\s*[–—|\t]\s*|\s+-\s+|\s*:\s+|(?<=г\.)[ \t]+(?=[А-ЯЁ«])|(?<=\d)\.[ \t]+(?=[A-ZА-ЯЁ«]))(?=\S)",
)
_YEAR = re.compile(r"[ \t]*(?P<date>(?:19|20)\d\d)(?:[ \t]*(?:г\.?|год))?[ \t]*:?[ \t]*")
_HEAD = re.compile(rf"[ \t]*(?:{_WORD},?[ \t]+)?(?P<date>{_DATE})[ \t]*[:.]?[ \t]*")
_LINE = re.compile(r"[^\n]+")
_LEAST_BARE, _WIDEST = 5, 220
_LEAST = 2  # so many such lines make a chronology
_DIARY = 3  # and so many lines of a date alone a diary
_KEPT = frozenset({"message", "heading", "caption", "header", "footer", "navigation", "code"})
# "dismissed 18.06.2019, upheld 09.09.2019": what has a date of its own is a part of its own
_OWN_DATE = re.compile(
    r"\s+[^,;|\d]{3,50}(?:\d{1,2}[./]\d{1,2}[./]\d{4}|\b\d{1,2}\s+(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\b"
    r"|(?:янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)))"
)
_SENTENCE = re.compile(r"\s+(?=[A-ZА-ЯЁ«“\"])")
_WORD_ENDS = re.compile(
    r"[^\W\d_]{4,}[)»”\"]?$|\d{4}$|\d\s+[^\W\d_]{3,4}$"
)  # no abbreviation, no initial
_OPEN, _CLOSE = "([«“„", ")]»”"


@dataclass(frozen=True, slots=True)
class Entry:
    """`date` and `parts` are `[start, end)` runs of the document's text."""

    date: tuple[int, int]
    parts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """The line that a part belongs to: its number among the entries, and the moment that dates the part, if any."""

    number: int
    moment: int | None


def entries_of(text: str, blocks: Sequence[Block]) -> tuple[Entry, ...]:
    """The entries of a document's blocks, in order; none where too few lines begin with a date to be a chronology."""
    found = [e for block in blocks if block.role not in _KEPT for e in _entries(text, block)]
    # «14 октября 2020 г. Обыск …»: short lines only, and more of them, or it is prose that begins with a date
    bare = [e for e in found if not re.search(r"[–—|\t:-]", text[e.date[1] : e.date[1] + 3])]
    if bare and (len(bare) < _LEAST_BARE or any(_width(e) > _WIDEST for e in bare)):
        found = [e for e in found if e not in bare]
    return tuple(found) if len(found) >= _LEAST else ()


def _width(entry: Entry) -> int:
    return entry.parts[-1][1] - entry.date[0] if entry.parts else 0


def heads_of(text: str, blocks: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    """The lines of a diary that are a date alone, `[start, end)`; none where they are too few."""
    found = [
        m.span("date")
        for block in blocks
        if block.role not in _KEPT - {"heading"}
        for line in _LINE.finditer(text, block.start, block.end)
        if (m := _HEAD.fullmatch(text, line.start(), line.end()))
        or (m := _YEAR.fullmatch(text, line.start(), line.end()))
    ]
    years = [text[a:b].strip() for a, b in found if b - a == 4]
    if len(years) != len(found) and len(found) - len(years) < _DIARY:
        found = [(a, b) for a, b in found if b - a == 4]  # a stray date is no diary
    return tuple(found) if len(found) >= (_LEAST if len(years) == len(found) else _DIARY) else ()


def days_of(
    text: str, heads: Sequence[tuple[int, int]], moments: Sequence[Moment], published: date | None
) -> tuple[tuple[int, int, date | int], ...]:
    """What was written on which day: runs `[start, end)` from one date line to the next, and the day; the year
    alone where the line tells no more.

    A line without a year goes on from the one before it; the first from the day of publication.
    """
    made: list[tuple[int, int, date | int]] = []
    last: date | None = None
    for n, (start, end) in enumerate(heads):
        told = next((m.told for m in moments if start <= m.start < end and m.told), None)
        if end - start == 4 and text[start:end].isdigit():
            # a year as a heading: what stands below is of that year
            until = heads[n + 1][0] if n + 1 < len(heads) else len(text)
            made.append((end, until, int(text[start:end])))
            continue
        if told is None or told.month is None or told.day is None:
            continue
        year = told.year if not told.of_document else None
        if year is None and last is not None:
            year = last.year + (told.month < last.month)
        if year is None and published is not None:
            year = published.year - ((told.month, told.day) > (published.month, published.day))
        if year is None:
            continue
        try:
            last = date(year, told.month, told.day)
        except ValueError:
            continue
        made.append((end, heads[n + 1][0] if n + 1 < len(heads) else len(text), last))
    return tuple(made)


def parted(
    blocks: Sequence[Block], entries: Sequence[Entry], heads: Sequence[tuple[int, int]] = ()
) -> list[Block]:
    """The blocks with each part of an entry as one of its own, role "entry", and each date line of a diary as a
    heading; what lies between keeps its role.
    """
    made: list[Block] = []
    for block in _headed(blocks, heads):
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


def _headed(blocks: Sequence[Block], heads: Sequence[tuple[int, int]]) -> list[Block]:
    made: list[Block] = []
    for block in blocks:
        at = block.start
        for start, end in heads:
            if not block.start <= start < block.end or block.role == "heading":
                continue
            if start - at > 3:
                made.append(replace(block, start=at, end=start))
            made.append(replace(block, start=start, end=end, role="heading"))
            at = end
        if block.end - at > 3 or at == block.start:
            made.append(replace(block, start=at))
    return made


def _entries(text: str, block: Block) -> Iterator[Entry]:
    for line in _LINE.finditer(text, block.start, block.end):
        opening = _ENTRY.match(text, line.start(), line.end())
        if opening:
            run = parts(text, opening.end(), line.end())
            yield Entry(opening.span("date"), tuple(run))


def parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What semicolons, bars and ends of sentences part, outside brackets and quotation marks."""
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
            and (
                mark == ";"
                or (mark == "," and _OWN_DATE.match(text, i + 1, end))
                or (
                    mark == "."
                    and _SENTENCE.match(text, i + 1, end)
                    and _WORD_ENDS.search(text[at:i])
                )
            )
        ):
            if text[at:i].strip():
                yield at, i
            at = i + 1
    if text[at:end].strip():
        yield at, end
