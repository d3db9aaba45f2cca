"""Looking words up in noun phrases and clauses: what stands in them, as written and by lemma.

May import: `record`, this room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.lexicon import lexicon
from safeconduct.reading.english.scene import Scene
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.record.places import place_of
from safeconduct.record.towns import state_named

NOUN_PHRASE = frozenset({"relcl", "acl", "advcl", "appos", "parataxis", "ccomp"})


class Phrases(Scene):
    """Looking words up in noun phrases and clauses: what stands in them, as written and by lemma."""

    __slots__ = ()

    def phrase(self, i: int) -> str:
        """A noun phrase in small letters, as written and by lemma, for looking words up in it."""
        found = self._phrases.get(i)
        if found is None:
            run = sorted(self.text.subtree(i, NOUN_PHRASE))
            words = [self.text.words[j] for j in run if abs(j - i) < 16]
            found = (
                " "
                + " ".join(w.low for w in words)
                + " | "
                + " ".join(w.lemma for w in words)
                + " "
            )
            self._phrases[i] = found
        return found

    def _wide(self, i: int) -> str:
        """A noun phrase with its clauses, where its head only announces them ("a request to allow him to leave")."""
        found = self._wides.get(i)
        if found is not None:
            return found
        word = self.text.words[i]
        announces = any(word.lemma in act.nouns for act in lexicon().acts)
        if not announces and word.pos != "VERB":
            found = self.phrase(i)
        else:
            run = [
                self.text.words[j]
                for j in sorted(self.text.subtree(i, frozenset({"relcl"})))
                if word.pos == "VERB" or j - i < 18
            ]
            found = f" {' '.join(w.low for w in run)} | {' '.join(w.lemma for w in run)} "
        self._wides[i] = found
        return found

    def holds(self, i: int, terms: Iterable[str]) -> bool:
        """Does the noun phrase hold one of these words?"""
        if self._in(self.phrase(i), terms, [i]):
            return True
        word = self.text.words[i]
        if word.lemma != "one" or not any(self.text.words[k].dep == "amod" for k in word.kids):
            return False
        # "two cars stood there; they put him into the second one": of what was told shortly before
        near = self.text.words[max(0, i - 30) : i]
        return self._in(
            f" {' '.join(w.lemma for w in near)} ", [t for t in terms if t[0] != "@"], []
        )

    def _in(self, phrase: str, terms: Iterable[str], heads: Sequence[int]) -> bool:
        for term in terms:
            if term == "@town":
                if any(self._place(i) and not self._state(i) for i in heads):
                    return True
            elif term == "@state":
                if any(self._state(i) for i in heads):
                    return True
            elif term == "@place":
                if any(self._place(i) for i in heads):
                    return True
            elif term == "@court":
                if any(f" {court} " in phrase for court in WORDS["courts"]):
                    return True
            elif f" {term} " in phrase:
                return True
        return False

    def _state(self, i: int) -> bool:
        word = self.text.words[i]
        names = [word.text] + [
            " ".join(w.text for w in self.text.words[max(0, i - n) : i + 1]) for n in (1, 2)
        ]
        if any((p := place_of(n)) is not None and p.is_state for n in names):
            return True
        return word.pos == "PROPN" and any(state_named(n) is not None for n in names)

    def _place(self, i: int) -> bool:
        word = self.text.words[i]
        names = [word.text] + [
            " ".join(w.text for w in self.text.words[max(0, i - n) : i + 1]) for n in (1, 2)
        ]
        if i in self.attributes.around.places:
            return True
        return any(place_of(n) is not None for n in names) or any(
            place_of(self.text.words[k].text) is not None
            for k in word.kids
            if self.text.words[k].dep in ("compound", "amod")
        )

    def clause_string(self, i: int) -> str:
        """A predicate's own clause, as written and by lemma."""
        found = self._clauses.get(i)
        if found is None:
            first, last = bounds(self.text, i)
            run = self.text.words[first:last]
            found = f" {' '.join(w.low for w in run)} | {' '.join(w.lemma for w in run)} "
            self._clauses[i] = found
        return found

    def deep(self, i: int) -> list[int]:
        """Words of the clauses that complete a verb ("forced him *to sign a confession*")."""
        found: list[int] = []
        for k in self.text.words[i].kids:
            kid = self.text.words[k]
            if kid.dep in ("xcomp", "ccomp", "advcl", "acl", "pcomp", "oprd") or (
                kid.dep == "prep" and any(self.text.words[j].dep == "pcomp" for j in kid.kids)
            ):
                if kid.dep == "advcl" and k < i:
                    continue
                found.extend(j for j in self.text.subtree(k) if not self._finite_relative(j, k))
        return sorted(found)

    def _finite_relative(self, j: int, top: int) -> bool:
        """Does a word lie in a relative clause (with a finite verb) below `top`?"""
        words = self.text.words
        while j != top and words[j].head != j:
            if words[j].dep == "relcl" and words[j].tag != "VB":
                return True
            j = words[j].head
        return False
