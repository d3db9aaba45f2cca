"""Chats and interviews in Uzbek: the heads of messages and turns tell nothing; what follows is their bearer's word.

May import: `marks`, `turns`, `threads`, this package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from safeconduct.reading.marks import Mention, Quote, Sort
from safeconduct.reading.uzbek import names
from safeconduct.reading.uzbek.cast import Cast
from safeconduct.reading.uzbek.lexicon import data
from safeconduct.reading.uzbek.words import words
from safeconduct.reading.voices.threads import letters
from safeconduct.reading.voices.turns import interview, split
from safeconduct.sources import Block


@dataclass(frozen=True, slots=True)
class Said:
    """One message or turn: `[start, end)` are its words, `who` the run that names its sender (empty: not named)."""

    head: tuple[int, int]
    start: int
    end: int
    who: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation a document is, if it is one: what was said, the blocks with its heads cut off, the days."""

    said: tuple[Said, ...]
    blocks: tuple[Block, ...]
    written: tuple[tuple[int, int, date], ...] = ()


def talk(text: str, blocks: Sequence[Block]) -> Talk:
    """The conversation in these blocks."""
    thread = letters(text, blocks)
    if thread:
        said = [Said((m.head, m.start), m.start, m.end, m.who) for m in thread]
    else:
        turns = interview(text, blocks)
        said = [Said(t.head, t.start, t.end, (0, 0) if t.known else t.who) for t in turns]
    days = tuple((m.start, m.end, m.day) for m in thread if m.day)
    return Talk(tuple(said), tuple(split(text, blocks, [s.head for s in said])), days)


def spoken(text: str, found: Talk, cast: Cast) -> list[Quote]:
    """Each message and each turn of a named speaker as direct speech; adds the senders to `cast`, in old indices."""
    made = []
    for said in found.said:
        if said.who[0] == said.who[1] or said.end <= said.start:
            continue
        made.append(Quote(said.start, said.end, _sender(text, said.who, cast), turn=True))
    return made


def _sender(text: str, who: tuple[int, int], cast: Cast) -> int | None:
    run = list(words(text, *who))
    role: tuple[str, ...] = ()
    if run and run[0].low in data()["roles"]:
        role, run = (data()["roles"][run[0].low],), run[1:]
    if not run:
        return None
    name = names.read(run, frozenset(), titled=True)
    shown = name.text if name is not None and not name.case else text[run[0].start : run[-1].end]
    return cast.add(
        Mention(
            run[0].start,
            run[-1].end,
            Sort.NAME,
            name=shown,
            sex=name.sex if name else None,
            role=role,
        ),
        "",
    )
