"""Where a quote stands in a text, letter for letter but for what a file format changes.

A PDF breaks lines anywhere, a word processor bends apostrophes and dashes: runs of white space are one, and signs that
look alike are the same. May import: the standard library.
"""

from __future__ import annotations

import re

_ALIKE = ("'’‘ʻʼ`´ʹ", '"“”„‟', "-‐‑‒–—", "её", "ЕЁ")
_CLASS = {sign: f"[{re.escape(alike)}]" for alike in _ALIKE for sign in alike}


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(
        r"\s+".join("".join(_CLASS.get(c, re.escape(c)) for c in word) for word in words)
    )


def spots(quote: str, text: str) -> tuple[tuple[int, int], ...]:
    """Every `[start, end)` at which the quote stands; empty where it stands nowhere or has no words."""
    words = quote.split()
    if not words:
        return ()
    found = []
    at = _pattern(words).search(text)
    while at is not None:
        found.append(at.span())
        at = at.re.search(text, at.start() + 1)
    return tuple(found)


def agrees_until(quote: str, text: str) -> int:
    """How many of its first words stand in the text together: where a quote that is not found goes wrong."""
    words = quote.split()
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if _pattern(words[:middle]).search(text):
            low = middle
        else:
            high = middle - 1
    return low
