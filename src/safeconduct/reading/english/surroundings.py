"""What stands around a trigger: the analysed text with its moments, references to law and places, and runs of words.

May import: `record`, this room.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from safeconduct.reading.english.articles import Reference
from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.words import Analysed, Word
from safeconduct.reading.marks import Moment
from safeconduct.record.places import place_of

_ASIDE = frozenset({"relcl", "acl", "advcl"})


@dataclass(slots=True)
class Surroundings:
    """`places`: words the model takes for a place, with its name. `clause_of`: for each word the verb of its clause."""

    text: Analysed
    moments: Sequence[Moment]
    references: Sequence[Reference]
    places: dict[int, str] = field(default_factory=dict)
    clause_of: Sequence[int] = ()
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [w.start for w in self.text.words]

    def clause(self, word: Word) -> str:
        """What the predicate itself says."""
        first, last = bounds(self.text, word.i)
        return self.text.phrase(first, last)

    def sentence_span(self, word: Word) -> tuple[int, int]:
        """`[start, end)` in characters of the word's sentence."""
        low, high = self.text.sentences[word.sentence]
        return self.text.words[low].start, self.text.words[high - 1].end

    def sentence(self, word: Word) -> str:
        a, b = self.sentence_span(word)
        return self.text.text[a:b]

    def next_sentence(self, word: Word) -> tuple[int, int] | None:
        """`[start, end)` in characters of the sentence after the word's, within its paragraph."""
        following = word.sentence + 1
        if following >= len(self.text.sentences):
            return None
        first, last = self.text.sentences[following]
        if first == last or self.text.words[first].block != word.block:
            return None
        return self.text.words[first].start, self.text.words[last - 1].end

    def before(self, word: Word) -> str:
        """The sentence and the two before it up to the word, within the paragraph."""
        first = max(word.sentence - 2, 0)
        while self.text.words[self.text.sentences[first][0]].block != word.block:
            first += 1
        return self.text.text[self.text.words[self.text.sentences[first][0]].start : word.end]

    def around(self, word: Word, reach: int) -> str:
        return self.text.text[max(0, word.start - reach) : word.end + reach]

    def phrase(self, i: int, without: frozenset[str] = _ASIDE) -> str:
        """The words of a noun phrase, its clauses left out."""
        run = sorted(self.text.subtree(i, without))
        return self.text.phrase(run[0], run[-1] + 1)

    def clause_at(self, offset: int) -> int:
        """The verb whose clause holds this character, -1 where there is none."""
        i = bisect_right(self._starts, offset) - 1
        return self.clause_of[i] if 0 <= i < len(self.clause_of) else -1

    def place(self, i: int) -> str | None:
        """The name of the place that this word is of: of the list of places, else as the model sees it."""
        words = self.text.words
        for n in (3, 2, 1, 0):
            for shift in range(n + 1):
                a, b = i - n + shift, i + shift + 1
                if a < 0 or b > len(words):
                    continue
                run = self.text.phrase(a, b)
                found = place_of(run)
                if found is not None and run[:1].isupper():
                    return found.name
        return self.places.get(i)
