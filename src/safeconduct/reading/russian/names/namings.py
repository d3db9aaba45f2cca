"""Places and organisations that Russian words name, as marks: what the names model found, without people's names.

May import: `record`, this room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from safeconduct.reading.marks import Named
from safeconduct.reading.russian.words import Sentence, Word
from safeconduct.record.places import demonyms, state_of

_KINDS = {"LOC": "place", "ORG": "organisation"}
# Common nouns that the model takes for bodies: «суд», «полиция» alone are nobody's name.
_ALONE = frozenset(
    {"суд", "полиция", "прокуратура", "правительство", "министерство", "следствие", "комитет", "государство", "парламент",
     "колония", "тюрьма", "сизо", "церковь", "партия", "банк", "университет", "комиссия", "коллегия", "палата"}
)  # fmt: skip


def find(
    text: str, sentences: Sequence[Sentence], people: Sequence[tuple[int, int]]
) -> Iterator[Named]:
    """All of them in order; `people` are runs of characters in people's names."""
    for sentence in sentences:
        for start, end, sort in sentence.names:
            what = _KINDS.get(sort)
            words = [w for w in sentence.words if start <= w.start and w.end <= end]
            if what is None or not words or any(a < end and start < b for a, b in people):
                continue
            alone = len(words) == 1 and (
                words[0].lemma in _ALONE
                or words[0].lemma in demonyms()
                or not words[0].text[:1].isupper()
            )
            if not alone:
                yield Named(start, end, what, _state(text, words) if what == "place" else "")


def _state(text: str, words: Sequence[Word]) -> str:
    """The state a place lies in: by the words as they stand, else in the nominative."""
    return (
        state_of(text[words[0].start : words[-1].end])
        or state_of(" ".join(w.lemma for w in words))
        or ""
    )
