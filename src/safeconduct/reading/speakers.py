"""On whose word: the quote an offset lies in, and who speaks there.

May import: `record`, and this room's marks and people.
"""

from __future__ import annotations

from bisect import bisect_right

from safeconduct.reading.marks import Marks
from safeconduct.reading.people import People


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
