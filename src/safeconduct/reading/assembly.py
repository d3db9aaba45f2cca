"""Marks in, a `Reading` out: people, then dates, then claims and figures.

May import: `sources`, `record`, and this room.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from safeconduct.reading import naming
from safeconduct.reading.claims import figures, telling
from safeconduct.reading.marks import Marks
from safeconduct.reading.people import resolving
from safeconduct.record import Mood, Reading
from safeconduct.sources import Document


def _wed(marks: Marks, found: resolving.People) -> list[tuple[int, int]]:
    """Couples told by a pronoun ("they married"): known once it is resolved, and then "the couple" is too."""
    pairs = []
    for c in marks.candidates:
        if c.kind != "marriage" or c.mood is not Mood.FACT or len(c.victims) != 1:
            continue
        two = found.meant[c.victims[0]]
        if len(two) == 2:
            first = [next((i for i, m in enumerate(found.meant) if m == (w,)), None) for w in two]
            if first[0] is not None and first[1] is not None:
                pairs.append((first[0], first[1]))
    return pairs


def assemble(
    document: Document, marks: Marks, *, published: date | None, unread: Sequence[str] = ()
) -> Reading:
    """All that the marks of a document amount to."""
    couples = [
        (c.victims[0], c.victims[1])
        for c in marks.candidates
        if c.kind == "marriage" and c.mood is Mood.FACT and len(c.victims) == 2
    ]
    found = resolving.resolve(document, marks, couples)
    more = _wed(marks, found)
    if more:
        found = resolving.resolve(document, marks, couples + more)
    claims, ties, spans = telling.claims(document, marks, found, published)
    used = {
        r
        for c in claims
        if c.mood is Mood.FACT
        for r in (*c.persons, *c.with_, *c.for_, *c.said_by)
    }
    counted = figures.figures(document, marks, found, spans)
    used |= {r for f in counted for r in f.said_by}
    owners = {r.described.of for r in found.referents if r.described and r.id in used}
    # People without a name matter only where something is told of them.
    kept = tuple(r for r in found.referents if r.name or r.id in used or r.id in owners)
    return Reading(
        document=document.id,
        referents=kept,
        claims=claims,
        ties=ties,
        figures=counted,
        unread=tuple(unread) + marks.unread,
        mentions=naming.mentions(document, marks, found, published),
    )
