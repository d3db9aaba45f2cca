"""A document's text cut into runs, so that each proposed claim can be marked where it stands. Pure functions.

Passages may overlap: a run carries every claim that covers it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from safeconduct.casework import ClaimLine
from safeconduct.sources import Block, Document


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that the same claims cover; `first` are the claims whose passage begins here."""

    text: str
    claims: tuple[ClaimLine, ...] = ()
    first: tuple[ClaimLine, ...] = ()

    @property
    def standing(self) -> str:
        """The most pressing of the claims' standings: what nobody judged before what somebody did."""
        order = ("proposed", "corrected", "added", "accepted", "rejected")
        held = {line.standing.value for line in self.claims}
        return next((s for s in order if s in held), "")


@dataclass(frozen=True, slots=True)
class Stretch:
    """One block of the page with its runs; for a table, its rows of cells instead."""

    block: Block
    number: int
    runs: tuple[Run, ...]


def stretches(document: Document, lines: Sequence[ClaimLine]) -> tuple[Stretch, ...]:
    """The document block by block, cut where claims begin and end. Every character of a block is in one run."""
    blocks = document.blocks or (Block(0, len(document.text)),)
    ordered = sorted(lines, key=lambda line: (line.claim.passage.start, -line.claim.passage.end))
    result = []
    for number, block in enumerate(blocks, 1):
        here = [
            line
            for line in ordered
            if line.claim.passage.start < block.end and block.start < line.claim.passage.end
        ]
        result.append(Stretch(block, number, _runs(document.text, block, here)))
    return tuple(result)


def _runs(text: str, block: Block, lines: Sequence[ClaimLine]) -> tuple[Run, ...]:
    edges = {block.start, block.end}
    for line in lines:
        passage = line.claim.passage
        edges.update((max(block.start, passage.start), min(block.end, passage.end)))
    cuts = sorted(edges)
    runs = []
    for start, end in pairwise(cuts):
        covering = tuple(
            line for line in lines if line.claim.passage.start <= start < line.claim.passage.end
        )
        first = tuple(
            line for line in covering if max(line.claim.passage.start, block.start) == start
        )
        first = tuple(line for line in first if line.claim.passage.start >= block.start)
        runs.append(Run(text[start:end], covering, first))
    return tuple(runs)
