"""Tallies become figures: counts, rates and terms a document gives, and who gave them.

May import: `when`, `sources`, `record`, this room.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.marks import Marks
from safeconduct.reading.people.resolving import People
from safeconduct.reading.voices.speakers import speaker_at
from safeconduct.record import Figure, content_id
from safeconduct.sources import Document, Passage
from safeconduct.when import Span


def figures(
    document: Document, marks: Marks, people: People, spans: Sequence[Span | None]
) -> tuple[Figure, ...]:
    """The document's figures in text order; the quote around a figure says whose it is."""
    made = []
    for tally in marks.tallies:
        said = tuple(dict.fromkeys(p for s in tally.sayers for p in people.ids(s)))
        said += tuple(p for p in speaker_at(marks, people, tally.start) if p not in said)
        made.append(
            Figure(
                id=content_id(
                    "figure", document.id, tally.start, tally.end, tally.what, tally.count
                ),
                passage=Passage(document.id, tally.start, tally.end),
                what=tally.what,
                count=tally.count,
                low=tally.low,
                high=tally.high,
                unit=tally.unit,
                when=spans[tally.moment] if tally.moment is not None else None,
                said_by=said,
                attributes=tally.attributes,
            )
        )
    return tuple(made)
