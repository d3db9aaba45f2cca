"""Places and organisations that English words name.

May import: `record.places`, this room.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.english.names import Found
from safeconduct.reading.english.words import Analysed
from safeconduct.reading.marks import Named

_PLACES = frozenset({"GPE", "LOC", "FAC"})


def find(
    text: Analysed, people: Sequence[Found], noise: frozenset[int] = frozenset()
) -> list[Named]:
    """All places and organisations, in order, without those inside people's names."""
    taken = {i for f in people for i in range(f.first, f.last)}
    made = []
    for e in text.entities:
        if any(i in taken for i in range(e.first, e.last)):
            continue
        what = "place" if e.label in _PLACES else "organisation" if e.label == "ORG" else ""
        if not what:
            continue
        first, last = e.first, e.last
        if text.words[first].low == "the":
            first += 1
        if text.words[last - 1].low in ("'s", "'", "’s"):
            last -= 1
        if first < last:
            made.append(Named(text.words[first].start, text.words[last - 1].end, what))
    return made
