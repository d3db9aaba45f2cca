"""On whose word: what a state says of whom it wants, what "sources" and "reports" say, what somebody is only accused of.

May import: `record`, this room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.english.mood import Telling
from safeconduct.reading.english.predicates import first_of_row
from safeconduct.reading.english.roles import Roles
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word
from safeconduct.record import Stance

# What a person does of his own will, and whom a state that wants him likes to have done it.
_FREELY = {"departure", "entry", "move", "release"}
_DONE_BY_ONESELF = {"departure", "entry", "move"}
_FOR = frozenset({"for", "of", "over"})


class Hearsay(Roles):
    """On whose word a thing is told."""

    __slots__ = ()

    def _on_whose_word(self, kind: str, word: Word, told: Telling) -> tuple[Telling, bool]:
        """The telling with the stance its speakers give it, and whether it is held at arm's length."""
        aside = self._told_aside(word)
        if aside:
            told = replace(told, sayers=tuple(dict.fromkeys((*told.sayers, *aside))))
        if self._state_says(kind, word, told.sayers) or self._is_laid_at_his_door(kind, word):
            return replace(told, stance=Stance.ALLEGED), True
        if self._is_on_nobodys_word(word, told.sayers):
            return replace(told, stance=Stance.ALLEGED), True
        if told.stance is Stance.STATED and (aside or any(map(self._is_a_body, told.sayers))):
            return replace(told, stance=Stance.REPORTED), False
        first = self.text.words[first_of_row(self.text, word.i)]
        believed = self.text.words[first.head].lemma in WORDS["supposed"] | {"suspect"}
        claimed = word.pos == "NOUN" and told.stance is Stance.ALLEGED
        reportedly = any(
            self.text.words[k].low in WORDS["allegedly"] for k in (*word.kids, *first.kids)
        )
        return told, claimed or believed or reportedly or self._is_rumoured(word)

    def _told_aside(self, word: Word) -> list[int]:
        """ "He was deported, *the agency* reported, citing a lawyer", "…, according to *his lawyer*": who tells it, aside."""
        words = self.text.words
        said: list[int] = []
        low, high = self.text.sentences[word.sentence]
        for w in words[low:high]:
            if w.low == "according" and (to := self.text.kid(w.i, "prep")) is not None:
                inner = self.text.kid(to.i, "pobj")
                if inner is not None and inner.lemma not in WORDS["rules"] and inner.tag != "WDT":
                    said.append(inner.i)
            elif w.i > word.i and w.lemma in WORDS["say"] and self._breaks_in(w):
                said += [k for k in w.kids if words[k].dep == "nsubj"]
        return said

    def _breaks_in(self, verb: Word) -> bool:
        """Does a clause of saying stand behind a comma, with nothing of its own that it says?"""
        words = self.text.words
        kids = [words[k] for k in verb.kids]
        own = next((k for k in kids if k.dep == "nsubj"), None)
        over = any(k.dep == "ccomp" and k.i < verb.i for k in kids)
        if own is None or not (over or verb.dep in ("conj", "advcl", "parataxis")):
            return False
        first = min(self.text.subtree(own.i))
        said = ("ccomp", "xcomp", "mark", "neg")
        bare = not any(k.dep in said and not (k.dep == "ccomp" and k.i < verb.i) for k in kids)
        return bare and first > 0 and words[first - 1].text == ","

    def _is_a_body(self, i: int) -> bool:
        """ "*The ministry* said", "*Uzbekistan* says": an office or a state, and nobody of the case."""
        return not self.people_at(i) and (self._state(i) or self.holds(i, WORDS["officials"]))

    def _is_on_nobodys_word(self, word: Word, sayers: Sequence[int]) -> bool:
        """ "*Some reports* suggest that", "*sources* say", "there are *rumours* that he was killed"."""
        words = self.text.words
        if any(self._is_vague(words[s]) for s in sayers):
            return True
        at = word
        for _ in range(4):
            over = words[at.head]
            if at.dep == "acl" and self._is_vague(over) and self._that(at):
                return True
            if at.dep not in ("conj", "ccomp", "xcomp") or at.head == at.i:
                return False
            at = over
        return False

    def _is_vague(self, word: Word) -> bool:
        """ "Reports", "unnamed sources", "some": but "reports by Memorial" are Memorial's, and "the source" is a party."""
        kids = [self.text.words[k] for k in word.kids]
        one = word.tag == "NN" and not any(k.low in ("a", "an") for k in kids)
        if word.lemma not in WORDS["vague"] or one:
            return False
        theirs = (k.dep == "poss" or k.low in ("the", "these", "of", "by", "from") for k in kids)
        return not any(theirs)

    def _that(self, verb: Word) -> bool:
        return any(self.text.words[k].low == "that" and k < verb.i for k in verb.kids)

    def _is_rumoured(self, word: Word) -> bool:
        """ "Is said to have been taken", "is thought to be in prison"."""
        over = self.text.words[word.head]
        infinitive = any(self.text.words[k].low == "to" for k in word.kids)
        passive = self.text.kid(over.i, "auxpass") is not None
        return (
            word.dep in ("xcomp", "ccomp")
            and infinitive
            and passive
            and over.lemma in WORDS["rumour"]
        )

    def _is_laid_at_his_door(self, kind: str, word: Word) -> bool:
        """ "Was arrested *for illegally crossing* the border": what the charge says he did."""
        prep = self.text.words[word.head]
        over = self.text.words[prep.head]
        return (
            kind in _DONE_BY_ONESELF
            and word.tag == "VBG"
            and word.dep == "pcomp"
            and prep.low in _FOR
            and over.lemma in WORDS["seize"] | WORDS["accused"] | WORDS["fined"]
        )

    def _state_says(self, kind: str, word: Word, sayers: Sequence[int]) -> bool:
        """ "The ministry said he had left of his own accord": what the state says of whom it wants."""
        if self._in(self.clause_string(word.i), WORDS["willing"], []):
            return True
        excused = kind == "death" and self._in(self.clause_string(word.i), WORDS["excuse"], [])
        if kind not in _FREELY and not excused:
            return False
        if any(
            self._state(s) or self.holds(s, {*WORDS["officials"], "official letter"})
            for s in sayers
        ):
            return True
        verb = self.text.words[word.head]
        if word.dep != "ccomp" or verb.lemma not in WORDS["say"]:
            return False
        said = self.text.words[verb.head] if verb.dep == "acl" else self.text.kid(verb.i, "nsubj")
        return said is not None and (self._state(said.i) or self.holds(said.i, WORDS["officials"]))
