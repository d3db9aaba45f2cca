"""Which languages a text is written in: by letters only they have and by their little words, paragraph by paragraph.

No packaged detector knows Uzbek in both scripts (langid and lingua know none; fastText takes its Cyrillic for
Kyrgyz), and the languages that matter here are few. The tables are vocabulary/languages.yaml.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from safeconduct.shelf import read_yaml, shelf

_WORD = re.compile(r"[^\W\d_]+(?:['’ʻʼ‘`][^\W\d_]+)*")
_APOSTROPHES = str.maketrans("’ʻʼ‘`", "'''''")
_ENOUGH = 0.06  # least share of telling words in a paragraph


@cache
def _tables() -> dict[str, tuple[frozenset[str], frozenset[str], tuple[str, ...]]]:
    data = read_yaml(shelf("vocabulary") / "languages.yaml")
    return {
        code: (
            frozenset(str(row["words"]).split()),
            frozenset(row["letters"]),
            tuple(str(row.get("endings", "")).split()),
        )
        for code, row in data.items()
    }


def language_of(text: str) -> str | None:
    """ISO 639-1 code of a run of text, or None where it cannot be told."""
    words = [w.translate(_APOSTROPHES).lower() for w in _WORD.findall(text[:20_000])]
    if not words:
        return None
    scores: Counter[str] = Counter()
    for code, (little, letters, endings) in _tables().items():
        scores[code] = sum(
            (w in little) + (bool(letters) and not letters.isdisjoint(w)) + w.endswith(endings)
            for w in words
        )
    (best, top), (_, second) = scores.most_common(2)
    if top / len(words) < _ENOUGH or top <= second:
        return None
    return best


def languages(paragraphs: Iterable[str]) -> tuple[str | None, tuple[str, ...]]:
    """The main language and all that were found in at least a twentieth of the text, commonest first."""
    weights: Counter[str] = Counter()
    total = 0
    for paragraph in paragraphs:
        letters = sum(c.isalpha() for c in paragraph)
        total += letters
        code = language_of(paragraph) if letters >= 12 else None
        if code:
            weights[code] += letters
    found = tuple(code for code, weight in weights.most_common() if weight * 20 >= total)
    return (found[0] if found else None), found
