"""On whose word: the quote an offset lies in, and who speaks there.

May import: this room.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.marks import Marks, Quote
from safeconduct.reading.people.resolving import People


def quote_at(marks: Marks, at: int) -> int | None:
    """The index of the quote that holds this character, or None."""
    i = bisect_right(marks.quotes, at, key=lambda q: q.start) - 1
    return i if i >= 0 and at < marks.quotes[i].end else None


def speaker_at(marks: Marks, people: People, at: int) -> tuple[str, ...]:
    """Referent ids of who speaks at this place; a quote that goes on takes the speaker of the one before it."""
    quote = quote_at(marks, at)
    if quote is None:
        return ()
    while quote >= 0:
        q = marks.quotes[quote]
        if q.speaker is not None:
            return people.ids(q.speaker)
        if not q.continues:
            return ()
        quote -= 1
    return ()


def nested(outer: Sequence[Quote], inner: Sequence[Quote]) -> list[Quote]:
    """The words of turns and letters, cut where somebody else is quoted in them by name."""
    made: list[Quote] = []
    free = [q for q in inner if not any(o.start <= q.start < o.end for o in outer)]
    for o in outer:
        at = o.start
        for q in inner:
            if o.start <= q.start < o.end and q.speaker is not None:
                if q.start > at:
                    made.append(replace(o, start=at, end=q.start))
                made.append(q)
                at = q.end
        if at < o.end:
            made.append(replace(o, start=at))
    return sorted([*free, *made], key=lambda q: q.start)
