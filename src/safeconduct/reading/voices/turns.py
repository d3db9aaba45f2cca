"""The turns of an interview, told by the layout alone in any language: labels ("Q:", «Корр.:», "Sadykova:") and dashes.

Which person a label means is for the language to say.

May import: `sources`, the shelf.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from safeconduct.shelf import read_yaml, shelf
from safeconduct.sources import Block

_LABEL = re.compile(
    r"[ \t*_]*(?P<who>[^\W\d_][^:\n?!;,(]{0,38}?)(?:\s*\([^()\n]{1,40}\))?[*_]*\s?:[*_]*(?=\s)[ \t]*",
    re.MULTILINE,
)
_LETTER = re.compile(r"[ \t*_]*(?P<who>[QAВО])\.[*_]*(?=\s)[ \t]*")
_DASH = re.compile(r"[ \t]*(?P<who>)[—–-][ \t]+(?=[^\W\d_]|[“«\"„…])")
_ENOUGH = 4  # turns: fewer labels at the beginning of lines are no conversation


@dataclass(frozen=True, slots=True)
class Turn:
    """`[start, end)` are the words; `head` what stands before them, `who` the label in it ("" for a dash)."""

    head: tuple[int, int]
    start: int
    end: int
    who: tuple[int, int]
    asks: bool
    known: bool  # the label tells only the part ("Q", "A"), not the person


@cache
def lists() -> dict[str, frozenset[str]]:
    """The labels that tell a part or a message's head (vocabulary/turns.yaml), by what they tell."""
    data = read_yaml(shelf("vocabulary") / "turns.yaml")
    return {k: frozenset(map(str, v)) for k, v in data.items() if isinstance(v, list)}


@cache
def ranks(name: str) -> dict[str, int]:
    """The labels of one list in their order, best first."""
    data = read_yaml(shelf("vocabulary") / "turns.yaml")
    return {str(label): n for n, label in enumerate(data[name])}


def plain(label: str) -> str:
    """A label as the lists have it."""
    return label.strip(" .*_").casefold()


def interview(text: str, blocks: Sequence[Block]) -> tuple[Turn, ...]:
    """The turns of a conversation, in order; none where the document is not one."""
    opened, asking = _labelled(text, blocks)
    if not opened:
        opened, asking = _dashed(text, blocks), frozenset()
    return tuple(_turns(text, blocks, opened, asking))


def _line_starts(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    for block in blocks:
        if block.role in ("table", "caption", "navigation", "header", "footer", "message"):
            continue
        yield block.start
        at = text.find("\n", block.start, block.end)
        while at >= 0:
            yield at + 1
            at = text.find("\n", at + 1, block.end)


def _labelled(text: str, blocks: Sequence[Block]) -> tuple[list[re.Match[str]], frozenset[str]]:
    """The labelled lines and the labels of who asks: told by the label, else by ending in question marks."""
    told = lists()
    found = []
    for at in _line_starts(text, blocks):
        m = _LABEL.match(text, at) or _LETTER.match(text, at)
        if m and plain(m["who"]) not in told["head"] | told["from"] | told["never"]:
            found.append(m)
    times = Counter(plain(m["who"]) for m in found)
    often = {w for w, n in times.items() if n > 1 or w in told["offices"]}
    short = {re.sub(r"[^\w]", "", w) for w in often}
    # a full name the first time, its initials from then on
    kept = [m for m in found if plain(m["who"]) in often or _initials(m["who"]) in short]
    speakers = Counter(plain(m["who"]) for m in kept)
    asking = speakers.keys() & told["asks"]
    if not asking:
        asked = Counter(
            plain(m["who"])
            for m, end in _ends(text, kept)
            if text[m.end() : end].rstrip().endswith("?")
        )
        asking = {w for w, n in asked.items() if n * 2 >= speakers[w]}
    changes = sum(plain(a["who"]) != plain(b["who"]) for a, b in itertools.pairwise(kept))
    enough = len(kept) >= _ENOUGH and changes * 2 >= len(kept) - 1
    if enough and asking and speakers.keys() - asking:
        return kept, frozenset(asking)
    return [], frozenset()


def _initials(label: str) -> str:
    return "".join(part[0] for part in label.casefold().split() if part[:1].isalpha())


def _dashed(text: str, blocks: Sequence[Block]) -> list[re.Match[str]]:
    found = [m for at in _line_starts(text, blocks) if (m := _DASH.match(text, at))]
    if len(found) < _ENOUGH:
        return []
    ended = [text[m.end() : end].rstrip() for m, end in _ends(text, found)]
    asks = [t.endswith("?") and "\n\n" not in t for t in ended]
    pairs = sum(a and not b for a, b in itertools.pairwise(asks))
    lines = sum(1 for _ in _line_starts(text, blocks))
    return found if pairs * 4 >= len(found) and len(found) * 2 >= lines - 6 else []


def _ends(text: str, opened: Sequence[re.Match[str]]) -> Iterator[tuple[re.Match[str], int]]:
    ends = [m.start() for m in opened[1:]]
    yield from zip(opened, [*ends, len(text)] if opened else [], strict=True)


def _turns(
    text: str, blocks: Sequence[Block], opened: Sequence[re.Match[str]], asking: frozenset[str]
) -> Iterator[Turn]:
    """A turn goes on until the next one or a heading; the last one no further than its paragraph."""
    parts = lists()["asks"] | lists()["answers"]
    for n, (m, end) in enumerate(_ends(text, opened)):
        if n == len(opened) - 1:
            end = next(b.end for b in blocks if b.start <= m.start() < b.end)
        headings = (b.start for b in blocks if m.end() < b.start < end and b.role == "heading")
        words = text[m.end() : next(headings, end)].rstrip()
        label = plain(m["who"])
        asks = label in asking if asking else words.endswith("?") and "\n\n" not in words
        known = not label or label in parts
        yield Turn(m.span(), m.end(), m.end() + len(words), m.span("who"), asks, known)


def split(text: str, blocks: Sequence[Block], heads: Sequence[tuple[int, int]]) -> list[Block]:
    """The blocks cut so that every head (a turn's label, a message's head lines) is a block with the role `sender`."""
    made: list[Block] = []
    ordered = sorted(heads)
    ends = list(itertools.accumulate((end for _, end in ordered), max))
    for block in blocks:
        at = block.start
        for start, end in ordered[bisect_right(ends, at) :]:
            if start >= block.end:
                break
            start, end = max(start, at), min(end, block.end)
            if start >= end:
                continue
            if text[at:start].strip():
                made.append(_piece(text, block, at, start))
            made.append(replace(_piece(text, block, start, end), role="sender", label=""))
            at = end
        if text[at : block.end].strip():
            made.append(_piece(text, block, at, block.end))
    return made


def _piece(text: str, block: Block, start: int, end: int) -> Block:
    run = text[start:end]
    start, end = start + len(run) - len(run.lstrip()), end - len(run) + len(run.rstrip())
    return replace(block, start=start, end=max(start, end))
