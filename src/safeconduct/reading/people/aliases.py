"""Two names of one person, told to be so: "X, also known as Y", «X (настоящее имя — Y)».

May import: this room's marks, the shelf.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from safeconduct.reading.marks import Mention
from safeconduct.shelf import read_yaml, shelf

_FARTHEST = 60  # characters from one name to the other


def same(text: str, names: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `names`, in text order, that the words between them call one person."""
    for i, (one, other) in enumerate(pairwise(names)):
        if 0 < other.start - one.end <= _FARTHEST and _between().fullmatch(
            text, one.end, other.start
        ):
            yield i, i + 1


@cache
def _between() -> re.Pattern[str]:
    words = read_yaml(shelf("vocabulary") / "aliases.yaml")["between"]
    either = "|".join(w.replace(" ", r"\s+") for w in words)
    return re.compile(rf"\s*[,(;–—-]?\s*(?:{either})\s*[:–—-]?\s*[«“\"]?", re.IGNORECASE)
