"""Mentions of people whom the words leave out, put into text order with the rest.

May import: this room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.marks import Candidate, Marks, Mention, Quote, Tally


def numbered(marks: Marks, zeros: Sequence[Mention]) -> Marks:
    """Put the mentions of people left out by the words into text order, and renumber all references."""
    if not zeros:
        return marks
    everything = [(m.start, 0, i, m) for i, m in enumerate(marks.mentions)]
    everything += [(z.start, 1, -i - 1, z) for i, z in enumerate(zeros)]
    everything.sort(key=lambda row: (row[0], row[1]))
    place = {old: new for new, (_, _, old, _) in enumerate(everything)}

    def ups(indices: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(place[i] for i in indices)

    def quote(q: Quote) -> Quote:
        return replace(q, speaker=None if q.speaker is None else place[q.speaker])

    def candidate(c: Candidate) -> Candidate:
        return replace(
            c,
            instead=None if c.instead is None else place[c.instead],
            victims=ups(c.victims),
            agents=ups(c.agents),
            with_=ups(c.with_),
            for_=ups(c.for_),
            sayers=ups(c.sayers),
        )

    def tally(t: Tally) -> Tally:
        return replace(t, sayers=ups(t.sayers))

    return replace(
        marks,
        mentions=tuple(
            replace(m, owner=None if m.owner is None else place[m.owner])
            for _, _, _, m in everything
        ),
        quotes=tuple(map(quote, marks.quotes)),
        candidates=tuple(map(candidate, marks.candidates)),
        tallies=tuple(map(tally, marks.tallies)),
        author=None if marks.author is None else place[marks.author],
    )
