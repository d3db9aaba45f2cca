"""What the words of a document name: people, places, organisations and times, as mentions in text order.

People are named by names alone (no pronouns, no "the applicant"); a name's title ("Mr") is not of it.

May import: `sources`, `record`, and this room.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from datetime import date

from safeconduct.reading.days import timex
from safeconduct.reading.marks import Marks, Sort
from safeconduct.reading.people.resolving import People
from safeconduct.record import Mention
from safeconduct.sources import Document, Passage

_TIMES = frozenset({"date", "time", "duration", "set"})


def mentions(
    document: Document, marks: Marks, people: People, published: date | None
) -> tuple[Mention, ...]:
    """All mentions, in the order of the text; of two that stand in the same words the first told is kept."""
    found: dict[tuple[int, int], Mention] = {}
    spans: list[tuple[int, int]] = []  # of what was found, in order
    longest = 0

    def add(start: int, end: int, what: str, value: str) -> None:
        nonlocal longest
        if (start, end) not in found:
            insort(spans, (start, end))
            longest = max(longest, end - start)
            found[start, end] = Mention(Passage(document.id, start, end), what, value)

    for i, m in enumerate(marks.mentions):
        if m.sort in (Sort.NAME, Sort.FAMILY) and m.name and m.start < m.end:
            add(m.start, m.end, "person", next(iter(people.ids(i)), ""))
    for start, end, what, value in timex.times(marks.moments, document.text, published):
        add(start, end, what, value)
    days = [(s, m.value[:10]) for s, m in sorted(found.items()) if timex.is_day(m.value)]
    for n in marks.named:
        near = spans[bisect_left(spans, (n.start - longest, 0)) : bisect_left(spans, (n.end, 0))]
        over = [span for span in near if n.start < span[1]]
        inside = [
            span
            for span in over
            if n.what in _TIMES
            and found[span].what in _TIMES
            and n.start <= span[0]
            and span[1] <= n.end
            and span != (n.start, n.end)
        ]
        if over == inside:  # "twice a week" is told by more than "a week"
            for span in inside:
                del found[span]
                spans.remove(span)
            value = n.value
            if value.startswith("T"):
                value = timex.on_day(value, n.start, n.end, days, document.text, published)
            add(n.start, n.end, n.what, value)
    return tuple(found[span] for span in sorted(found))
