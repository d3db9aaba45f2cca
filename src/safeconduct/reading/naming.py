"""What the words of a document name: people, places, organisations and times, as mentions in text order.

People are named by names alone (no pronouns, no "the applicant"); a name's title ("Mr") is not of it.

May import: `sources`, `record`, and this room.
"""

from __future__ import annotations

from datetime import date

from safeconduct.reading import timex
from safeconduct.reading.marks import Marks, Sort
from safeconduct.reading.people import People
from safeconduct.record import Mention
from safeconduct.sources import Document, Passage


def mentions(
    document: Document, marks: Marks, people: People, published: date | None
) -> tuple[Mention, ...]:
    """All mentions, in the order of the text; of two that stand in the same words the first told is kept."""
    found: dict[tuple[int, int], Mention] = {}

    def add(start: int, end: int, what: str, value: str) -> None:
        found.setdefault((start, end), Mention(Passage(document.id, start, end), what, value))

    for i, m in enumerate(marks.mentions):
        if m.sort in (Sort.NAME, Sort.FAMILY) and m.name and m.start < m.end:
            add(m.start, m.end, "person", next(iter(people.ids(i)), ""))
    for start, end, what, value in timex.times(marks.moments, document.text, published):
        add(start, end, what, value)
    taken = sorted(found)
    for n in marks.named:
        if not any(a < n.end and n.start < b for a, b in taken):
            add(n.start, n.end, n.what, n.value)
    return tuple(found[span] for span in sorted(found))
