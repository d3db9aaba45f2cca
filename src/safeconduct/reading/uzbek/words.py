"""A word of an Uzbek text: as written, in plain letters, and without its case ending.

May import: this package.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from safeconduct.reading.uzbek import noun
from safeconduct.reading.uzbek.latin import plain

_TOKEN = re.compile(r"[\w‘’ʻʼ'`´ʹ\-]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as written, in plain letters, and without its case."""

    start: int
    end: int
    shown: str
    low: str
    bare: str
    case: str
    stem: str  # without its case, in plain letters


def words(text: str, start: int, end: int) -> Iterator[Word]:
    """The words of `text[start:end]` in order."""
    for match in _TOKEN.finditer(text, start, end):
        shown = match.group().rstrip("-'’‘")
        letters = plain(shown, 0, len(shown))
        bare, case = noun.split(shown, letters)
        stem = letters.text[: bisect_left(letters.origin, len(bare))]
        yield Word(match.start(), match.start() + len(shown), shown, letters.text, bare, case, stem)
