"""Events of a chronology's lines that have no verb: "refugee status application", "extended to 14.07.2020".

May import: `record`, this room.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from safeconduct.reading.claims.nominal import Nominal
from safeconduct.reading.english.arguments import arguments
from safeconduct.reading.english.lexicon import Row, lexicon
from safeconduct.reading.english.matters import Matters
from safeconduct.reading.english.mood import Telling
from safeconduct.reading.english.nominals import nominals_of
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Sort, Tense
from safeconduct.record import Mood, Stance

_LEADS = frozenset({"then", "and", "so", "after", "that", "yes", ",", "-", "–", "—"})
_SHORT = 16  # words of a message's sentence that may do without a verb
# asked, still to come, or denied: a sentence without a verb of ours that tells nothing done
_UNDONE = re.compile(
    r"\?\s*$|\b(?:will|'ll|tomorrow|going to|gonna|if|when|whether|hope|should|must|may|might|can|could|would|need|want"
    r"|not yet|n't|no \w+ yet|tonight|next \w+)\b",
    re.IGNORECASE,
)


class EntryEvents(Matters):
    """Nominal parts of a chronology's lines."""

    __slots__ = ()

    def _messages(self) -> None:
        """ "Extended until 20 Sept.", "Then trial, in August": a sentence of a message or an answer in which no verb has
        told anything.
        """
        told = sorted(c.at for c in self.made)
        for a, b in self.text.sentences:
            while a < b and self.text.words[a].low in _LEADS:
                a += 1
            if b <= a or not self._is_speech(self.text.words[a]):
                continue
            start, end = self.text.words[a].start, self.text.words[b - 1].end
            run = self.text.text[start:end]
            if (
                b - a <= _SHORT
                and bisect_left(told, start) == bisect_left(told, end)
                and not _UNDONE.search(run)
            ):
                self._nominal_run(a, b)

    def _is_speech(self, word: Word) -> bool:
        """Does it stand in a message or in an answer?"""
        if self.text.roles[word.block] == "message":
            return True
        at = bisect_right(self.answers, (word.start, len(self.text.text))) - 1
        return at >= 0 and word.start < self.answers[at][1]

    def _entry(self, first: Word) -> bool:
        """A part of a chronology's line that names a happening without a verb."""
        return self._nominal_run(*self.text.blocks[first.block])

    def _nominal_run(self, a: int, b: int) -> bool:
        """The happenings that the words `[a, b)` name without a verb."""
        told = Telling(Mood.FACT, Stance.STATED, Tense.PAST)
        done = False
        for nominal, offset in nominals_of(self.text.phrase(a, b)):
            at = self.text.words[a].start + offset
            word = next(w for w in self.text.words[a:b] if w.end > at)
            kind = self._by_matter(nominal, word)
            people = self._named_in(word, a, b)
            explicit = bool(people)
            if kind == "marriage" or not people:
                people = [self._zero(word), *people]
            args = arguments(self.text, word.i)
            flags = frozenset() if explicit or not nominal.act else frozenset({"weak"})
            row = Row(kind, flags=flags)
            if self._emit(kind, word, args, told, people, explicit, row, word.i):
                done = True
                self.made[-1] = replace(
                    self.made[-1], start=self.text.words[a].start, end=self.text.words[b - 1].end
                )
        return done

    def _by_matter(self, row: Nominal, word: Word) -> str:
        """The kind of an entry: "granted" and "appeal lodged" are of the matter last spoken of."""
        if row.matter:
            self._last_matter = next(
                ((word.i, m) for m in lexicon().matters if m.name == row.matter), self._last_matter
            )
        if row.act == "appeal":
            return self._appealed(word) or row.kind
        if row.act and self._last_matter is not None and word.i - self._last_matter[0] < 150:
            return self._last_matter[1].kinds.get(row.act, row.kind)
        return row.kind

    def _named_in(self, word: Word, start: int, end: int) -> list[int]:
        """Whom a nominal entry names: "brother Jasur sentenced", "arrest of Mr X"; nobody named as doing it."""
        for j in range(start, end):
            index = self.pointed.by_word.get(j)
            if index is None:
                continue
            mention = self.pointed.mentions[index]
            over = self.text.words[self.text.words[j].head]
            if self.text.text[mention.start - 1 : mention.start] == "(":
                continue  # "appeal lodged (Petrov)": who did it
            if mention.sort in (Sort.NAME, Sort.RELATIVE) and over.low not in (
                "by",
                "with",
                "from",
            ):
                return [index]
        kin = self._kin_of_line(word)
        return [kin] if kin else []
