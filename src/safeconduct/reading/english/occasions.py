"""Times told by something else: a paper's own day, the day of a hearing, "after his arrest".

May import: this room.
"""

from __future__ import annotations

import re

from safeconduct.reading.english.dates.patterns import PARTS
from safeconduct.reading.english.lexicon import lexicon
from safeconduct.reading.english.phrases import NOUN_PHRASE, Phrases
from safeconduct.reading.english.predicates import is_passive
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Anchor, Moment

_AMID = frozenset({"amid", "amidst", "at", "during", "in", "on"})
_BEHIND = frozenset({"after", "before", "despite", "following", "over", "since", "under"})

_ISSUED = re.compile(
    r"\b(?:adopted|dated|delivered|filed|issued|lodged|published|sent|signed)\b[^.;]*,\s*(?:on|in)?\s*$"
)
_REACH = 90


class Occasions(Phrases):
    """Papers, hearings and other events that date what is told beside them."""

    __slots__ = ()

    def _somewhere(self, i: int) -> bool:
        """Does the phrase name a place?"""
        return any(self._place(j) for j in self.text.subtree(i, NOUN_PHRASE))

    def _paper_of(self, i: int) -> int | None:
        """ "The order *of 4 August*" is of that day; what was done with it was done on another."""
        prep = self.text.words[self.text.words[i].head]
        if prep.lemma in WORDS["paper"] and prep.pos == "NOUN" and i < prep.i:
            return prep.i  # "the court's Oct. 17 ruling"
        noun = self.text.words[prep.head]
        if (
            prep.low in ("of", "dated", "from")
            and noun.lemma in WORDS["paper"]
            and noun.pos == "NOUN"
        ):
            return noun.i
        return None

    def _thing_of(self, i: int, fine: bool) -> int | None:
        """ "A law *of 3 May*", "the *2019* decree", "after the protest *in May*": the day of a thing, and of nothing done with
        it. `i` is the head word of a date, told to the month or finer or only as a year.
        """
        words = self.text.words
        over = words[words[i].head]
        if words[i].dep in ("nummod", "compound", "nmod"):
            told = any(words[k].dep in ("det", "poss") and k < i for k in over.kids)
            told = told and words[over.head].low not in _AMID
            return over.i if told and self._is_a_thing(over) else None
        noun = words[over.head]
        if over.dep != "prep" or noun.i != over.i - 1 or not self._is_a_thing(noun):
            return None
        behind = noun.dep == "pobj" and words[noun.head].low in _BEHIND
        if over.low == "of":
            return self._paper_over(noun)
        return noun.i if behind and fine and over.low in ("in", "on") else None

    def _paper_over(self, noun: Word) -> int:
        """ "The *decision* of the head of the office for foreigners of 3 May": whatever the parser hangs the day on."""
        at = noun
        while at.dep == "pobj" and self.text.words[at.head].dep == "prep":
            at = self.text.words[self.text.words[at.head].head]
            if at.lemma in WORDS["paper"]:
                return at.i
            if at.pos not in ("NOUN", "PROPN"):
                break
        return noun.i

    def _is_of_a_paper_before(self, word: Word, n: int) -> bool:
        """ "On a notice *issued by Interpol*, *on 13 March*, he was arrested": of the paper or of the arrest, nobody can tell."""
        if n >= len(self.moments) or self.moments[n].start > word.start:
            return False
        at = self.moments[n].start
        return _ISSUED.search(self.text.text, max(0, at - _REACH), at) is not None

    def _is_a_thing(self, noun: Word) -> bool:
        return (
            noun.pos == "NOUN"
            and noun.lemma not in PARTS
            and noun.lemma not in lexicon().nouns
            and not any(noun.lemma in act.nouns for act in lexicon().acts)
        )

    def _on_occasion(self, word: Word) -> int | None:
        """ "During questioning on 14 May he was beaten", "at a hearing on 3 June": the day of the occasion."""
        for k in word.kids:
            prep = self.text.words[k]
            if (
                prep.dep in ("npadvmod", "appos", "dep", "parataxis")
                and self.text.words[k - 1].text == "("
            ):
                # the paper stands in brackets: "was not upheld (decision of 13 April)"
                for n in self._governors.get(k, ()):
                    return n
            if prep.dep != "prep" or prep.low not in ("during", "at", "in", "throughout"):
                continue
            inner = self.text.kid(k, "pobj", "pcomp")
            if inner is not None and inner.lemma in WORDS["paper"]:
                continue  # "in his submissions of 18 May": the day of saying
            for n in self._governors.get(inner.i, ()) if inner is not None else ():
                if not self.moments[n].length:
                    return n
        return None

    def _parted(self, a: int, b: int) -> bool:
        """Does a semicolon stand between two words?"""
        low, high = sorted((a, b))
        return any(self.text.words[k].text == ";" for k in range(low, high))

    def _complained_of(self, word: Word) -> bool:
        """ "A complaint about his abduction was lodged on 14 October": that is the complaint's day."""
        prep = self.text.words[word.head]
        return (
            word.dep == "pobj"
            and prep.low in ("about", "of", "into", "over", "regarding", "concerning", "on")
            and self.text.words[prep.head].lemma in WORDS["complaints"]
        )

    def _is_asked_about(self, word: Word) -> bool:
        """ "Communicated the complaint about the lawfulness of his detention": held on other days."""
        prep = self.text.words[word.head]
        return (
            word.dep == "pobj"
            and prep.low == "of"
            and any(
                w.lemma in WORDS["aspect"]
                for w in (
                    self.text.words[prep.head],
                    self.text.words[self.text.words[prep.head].head],
                )
            )
        )

    def _framed(self, word: Word) -> None:
        """ "After his arrest, …", "While he was detained, …": a moment counted from another event."""
        words = self.text.words
        lex = lexicon()
        for k in word.kids:
            kid = words[k]
            base: Word | None = None
            during = False
            if kid.dep == "prep" and kid.low in ("after", "following", "since", "during", "upon"):
                inner = self.text.kid(k, "pobj", "pcomp")
                if inner is not None and (
                    inner.lemma in lex.nouns or (inner.pos == "VERB" and inner.lemma in lex.verbs)
                ):
                    base, during = inner, kid.low == "during"
            elif kid.dep == "advcl" and kid.lemma in lex.verbs and is_passive(self.text, k):
                mark = next(
                    (words[j].low for j in kid.kids if words[j].dep in ("mark", "advmod")), ""
                )
                there = any(words[j].low == "in" and self._somewhere(j) for j in kid.kids)
                if mark in ("while", "after") and not there:
                    base, during = kid, mark == "while"
            if base is None:
                continue
            a, b = base.start, base.end
            start = min(a, kid.start)
            if any(m.start < b and start < m.end for m in self.moments):
                continue
            self.framed[word.i] = len(self.moments) + len(self.frames)
            self.frames.append(
                Moment(
                    start, b, anchor=Anchor.EVENT, least="P0D", event_at=a, bound="during" if during else "after",
                    sets_story=False,
                )
            )  # fmt: skip
            return
