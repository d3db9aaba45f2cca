"""Whose relative somebody is, told behind the name: "Malika S., wife of the beekeeper Daler S.", «Саодат, супруга сварщика Илхома».

May import: this room's marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from safeconduct.reading.marks import Mention, Sort

_FARTHEST = 60  # characters from one name to the other


def tied(
    text: str, mentions: Sequence[Mention], relations: Mapping[str, str], between: str
) -> Iterator[tuple[int, str, int]]:
    """Who is what to whom: indices of two names and the relation. `between` is the pattern of the words from one name
    to the other, with a group `kin`, whose word `relations` turns into an English one.
    """
    pattern = re.compile(between)
    names = sorted((m.start, i) for i, m in enumerate(mentions) if m.sort is Sort.NAME)
    for (_, one), (start, other) in pairwise(names):
        end = mentions[one].end
        if not 0 < start - end <= _FARTHEST:
            continue
        found = pattern.fullmatch(text[end:start])
        relation = relations.get(found["kin"].casefold()) if found else None
        if relation is not None:
            yield one, relation, other
