"""Conditions of single rows that words alone cannot say, and what is news and what an echo.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.english.arguments import Argument, is_passive
from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.lexicon import Row
from safeconduct.reading.english.mood import Telling
from safeconduct.reading.english.phrases import NOUN_PHRASE
from safeconduct.reading.english.roles import Roles
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Sort, Tense

_HAPPENS = {"take", "happen", "occur", "follow", "begin", "last", "continue", "go"}

_TELLS = {
    "report",
    "announce",
    "confirm",
    "carry",
    "make",
    "suffer",
    "face",
    "film",
    "show",
    "reveal",
    "order",
}


class Conditions(Roles):
    """Conditions of single rows that words alone cannot say, and what is news and what an echo."""

    __slots__ = ()

    def _suits(self, row: Row, word: Word, args: Sequence[Argument], hit: int) -> bool:
        """Conditions of single rows that words alone cannot say."""
        if "duress" in row:
            low, high = self.text.sentences[word.sentence]
            sentence = self.text.text[
                self.text.words[low].start : self.text.words[high - 1].end
            ].casefold()
            if re.search(r"inform(?:er|ant|ing)|co-?operat|collaborat", sentence):
                return False
            return " confession " in self.phrase(hit) or bool(
                re.search(
                    r"(?<!not )beat|tortur|forced|pressure|threat|coerc|duress|confess|ma[dk]e (?:him|her|me|them)",
                    sentence,
                )
            )
        if "film" in row:
            return bool(
                re.search(
                    r"video|film|footage|camera|television|\btv\b|broadcast", self._near(word, 250)
                )
            )
        if "lasts" in row:
            # "was detained for ten days", "is being held": a state, not the moment
            first, last = bounds(self.text, word.i)
            a, b = self.text.words[first].start, self.text.words[last - 1].end
            lasting = any(m.length and a <= m.start < b for m in self.moments)
            return (
                lasting
                or self._now(word)
                or (word.lemma == "hold" and is_passive(self.text, word.i))
            )
        if "moment" in row:
            first, last = bounds(self.text, word.i)
            a, b = self.text.words[first].start, self.text.words[last - 1].end
            lasting = any(m.length and a <= m.start < b for m in self.moments)
            return not lasting and not self._ordered(word) and not self._now(word)
        if "term" in row:
            first, last = bounds(self.text, word.i)
            a, b = self.text.words[first].start, self.text.words[last - 1].end
            phrase = self.phrase(hit)
            low, high = self.text.sentences[word.sentence]
            before = " ".join(w.lemma for w in self.text.words[low : word.i])
            if re.search(r"convict|sentenc|guilty|verdict", before) and any(
                m.length and re.search(r"[YM]", m.length) and a <= m.start < b for m in self.moments
            ):
                return True
            prison = " sentence " in phrase or " life " in phrase or " imprisonment " in phrase
            return prison or (
                any(
                    m.length and re.search(r"[YM]", m.length) and a <= m.start < b
                    for m in self.moments
                )
                and bool(
                    re.search(
                        r"jail|prison|colony|bars|imprison|sentence|behind|under Article|labou?r",
                        self.text.text[a : b + 40],
                    )
                )
            )
        if "media_says" in row:
            low, high = self.text.sentences[word.sentence]
            sentence = self.text.text[
                self.text.words[low].start : self.text.words[high - 1].end
            ].casefold()
            return bool(
                re.search(
                    r"according to [\w\s’']{0,30}(?:tv|television|channel|media|agenc|newspaper|press|broadcast)",
                    sentence,
                )
            )
        if "stranger" in row:
            subjects = [a.word for a in args if a.role in ("subject", "agent")]
            known = [self.pointed.mentions[p] for w in subjects for p in self.people_at(w)]
            return not any(
                m.sort in (Sort.NAME, Sort.RELATIVE, Sort.FAMILY) or m.person == 1 or not m.plural
                for m in known
            )
        if "since" in row:
            return bool(re.search(r"\bsince\b|\bmoved\b", self.clause_string(word.i)))
        if "past" in row:
            return word.tag in ("VBD", "VBN")
        if "bare" in row:
            return not any(
                a.role in ("to", "into", "from", "as", "in", "out", "over") for a in args
            )
        if "enters" in row:
            return not any(
                self._place(a.word) and not self._state(a.word)
                for a in args
                if a.role in ("in", "to", "at")
            )
        if "accuses" in row:
            return bool(
                re.search(
                    r"\b(?:news|tv|television|channel|broadcast|footage|media|press|agenc|newspaper|film|video|programme)",
                    self._near(word, 500),
                )
            )
        if row.kind == "work":
            return self._works(word, args)
        if "moves" in row:
            return any(
                self._somewhere(a.word)
                or self.holds(a.word, ("country", "city", "village", "region", "town", "abroad"))
                for a in args
                if a.role in ("to", "in", "from", "into", "away")
            )
        if "unsuccessful" in row:
            return bool(re.search(r"unsuccessful|failed|vain|fail", self._near(word, 60)))
        if row.kind == "arrest" and word.lemma == "detain":
            return True
        return True

    def _somewhere(self, i: int) -> bool:
        return any(self._place(j) for j in self.text.subtree(i, NOUN_PHRASE))

    def _now(self, word: Word) -> bool:
        """ "Is detained": a state that lasts, not the moment it began."""
        kids = [self.text.words[k] for k in word.kids]
        return any(
            k.dep in ("auxpass", "aux") and k.tag in ("VBZ", "VBP") and k.lemma == "be"
            for k in kids
        )

    def _ordered(self, word: Word) -> bool:
        head = self.text.words[word.head]
        return word.dep in ("ccomp", "xcomp") and head.lemma in (
            "rule",
            "order",
            "decide",
            "authorise",
            "authorize",
        )

    def _works(self, word: Word, args: Sequence[Argument]) -> bool:
        moment, length = self._when(word)
        if moment is None and length is None:
            return False
        if word.lemma != "work":
            return True
        return any(a.role in ("as", "for", "at", "in") for a in args)

    def _near(self, word: Word, reach: int) -> str:
        return self.text.text[max(0, word.start - reach) : word.end + reach // 2].casefold()

    def _granted(self, word: Word, told: Telling) -> bool:
        """ "managed to", "was able to": done after all."""
        head = self.text.words[word.head]
        return word.dep == "xcomp" and head.lemma == "able" and told.tense is Tense.PAST

    def _known_time(self, word: Word) -> bool:
        """ "while he was in custody": time told by what is known already."""
        at = word
        if at.dep == "conj":
            at = self.text.words[at.head]
        marks = {
            self.text.words[k].low for k in at.kids if self.text.words[k].dep in ("mark", "advmod")
        }
        return at.dep == "advcl" and bool(marks & {"while", "after", "before", "since"})

    def _is_news(self, word: Word, moment: int | None) -> bool:
        head = self.text.words[word.head]
        if moment is not None and any(
            self.text.words[k].start <= self.moments[moment].start < self.text.words[k].end + 60
            for k in self.text.subtree(word.i)
        ):
            return True
        if word.dep in ("nsubj", "nsubjpass") and head.lemma in _HAPPENS | _TELLS:
            return True
        return word.dep == "dobj" and head.lemma in _TELLS
