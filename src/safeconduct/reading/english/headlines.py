"""Headlines In Title Case: a tagger takes every capital for a name, so verbs and small words are shown to it in small letters.

May import: this room.
"""

from __future__ import annotations

import re
from functools import cache

from safeconduct.reading.english.lexicon import lexicon
from safeconduct.reading.english.wordlists import WORDS

_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_LONGEST = 160  # characters of a headline
_FEWEST = 4  # words of one
_SHORT = 4  # letters of words that a headline may leave small
_SMALL = frozenset(
    ["a", "an", "the", "and", "or", "but", "of", "to", "in", "on", "at", "by", "for", "from", "with", "over", "after", "before", "against", "into", "as", "is", "are", "was", "were", "be", "been", "not", "no", "his", "her", "their", "he", "she", "they", "who", "that"]
)  # fmt: skip
# Endings that a verb's form adds to its lemma, and what stood there before.
_ENDINGS = (
    ("", ""),
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
)


def in_small_letters(run: str) -> str:
    """The run, as long as it was; a headline's verbs, event nouns and small words in small letters."""
    if len(run) > _LONGEST or not _is_headline(run):
        return run
    return _WORD.sub(lambda m: m[0].lower() if m.start() and _is_small(m[0].lower()) else m[0], run)


def _is_headline(run: str) -> bool:
    words = [w for w in _WORD.findall(run) if len(w) >= _SHORT]
    return len(words) >= _FEWEST and all(w[0].isupper() for w in words) and not run.isupper()


@cache
def _is_small(low: str) -> bool:
    book = lexicon()
    known = (
        book.verbs.keys()
        | book.act_verbs.keys()
        | book.nouns.keys()
        | WORDS["averted"]
        | WORDS["sought"]
    )
    lemmas = {low[: len(low) - len(end)] + was for end, was in _ENDINGS if low.endswith(end)}
    doubled = re.sub(r"(\w)\1(?:ed|ing)$", r"\1", low)  # "barred"
    return low in _SMALL or low in WORDS["irregular"] or bool((lemmas | {doubled}) & known)
