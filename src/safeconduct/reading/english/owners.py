"""Whom a noun phrase stands for, whose it is, and whom what it names befell.

May import: this room.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.english.arguments import arguments
from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.lists import Lists
from safeconduct.reading.english.phrases import NOUN_PHRASE
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Mention, Sort


class Owners(Lists):
    """People in noun phrases: themselves, as owners, as those whom an event noun befell."""

    __slots__ = ()

    def people_at(self, i: int) -> list[int]:
        """Mentions that a noun phrase's head stands for ("members of his family": the family)."""
        index = self.pointed.by_word.get(i)
        word = self.text.words[i]
        if (one := self._one_of(word)) is not None:
            return [one]
        if word.tag in ("NNS", "CD") and (several := self._named_beside(word)):
            return several
        if index is not None:
            return [index]
        if word.low == "whose" and (told_of := self._told_of(word)) is not None:
            return self.people_at(told_of)
        for k in word.kids:  # "one of them, Maqsud Ibodov, was sentenced"
            if self.text.words[k].dep == "appos" and k in self.pointed.by_word:
                named = self.pointed.by_word[k]
                if self.pointed.mentions[named].sort is Sort.NAME:
                    return [named]
        same = self._same_as(word)
        if same is not None and same in self.pointed.by_word:
            return [self.pointed.by_word[same]]
        both = word.low in ("both", "all", "each") and word.tag in ("DT", "PDT") and not word.kids
        the_two = word.tag == "CD" and any(
            self.text.words[k].low in ("the", "all") for k in word.kids
        )
        if both or the_two:
            self.zeros.append(Mention(word.start, word.start, Sort.PRONOUN, plural=True, clause=-1))
            return [-len(self.zeros)]
        if word.lemma in WORDS["members"] or word.tag in ("CD", "DT"):
            prep = self.text.kid(i, "prep")
            if prep is not None and prep.low == "of":
                inner = self.text.kid(prep.i, "pobj")
                if inner is not None:
                    return self.people_at(inner.i)
        return []

    def _one_of(self, word: Word) -> int | None:
        """ "Karimov was *one of three Tajiks* deported", "*among those* arrested was Karimov": of them, the one named."""
        prep = self.text.words[word.head]
        over = self.text.words[prep.head]
        one = over.lemma == "one" and over.dep in ("attr", "nsubj")
        if one and word.low == "one":
            return None
        if word.dep == "one" or not (one or (word.dep == "pobj" and prep.low == "among")):
            return None
        if one and over.dep == "nsubj":
            named = self.text.kid(over.i, "appos")
        else:
            be = self.text.words[over.head] if one else over
            named = self.text.kid(be.i, "nsubj") if be.lemma == "be" else None
            named = named or (self.text.kid(be.i, "attr") if be.lemma == "be" else None)
        index = self.pointed.by_word.get(named.i) if named is not None else None
        return index if index is not None and self.mention(index).sort is Sort.NAME else None

    def _told_of(self, whose: Word) -> int | None:
        """ "Karimov, *whose* extradition is demanded": the noun that the relative clause is of."""
        at = whose
        for _ in range(6):
            if at.dep == "relcl":
                return at.head
            if at.head == at.i:
                return None
            at = self.text.words[at.head]
        return None

    def _same_as(self, word: Word) -> int | None:
        """ "Y.K., *a national* of Uzbekistan", "I am *a citizen* born in 1985": the word for the same person."""
        if word.pos != "NOUN":
            return None
        if word.dep == "appos":
            return word.head
        over = self.text.words[word.head]
        denied = any(self.text.words[k].dep == "neg" for k in over.kids)
        if word.dep == "attr" and over.lemma == "be" and not denied:
            known = self.text.kid(word.head, "nsubj")
            return known.i if known is not None else None
        return None

    def owner_of(self, i: int, preps: Sequence[str] = ("of", "against", "for", "by")) -> list[int]:
        """People who own a noun phrase: possessive, "of", or a compound name ("the Azimov case")."""
        found: list[int] = []
        for k in sorted(self.text.subtree(i, NOUN_PHRASE)):
            word = self.text.words[k]
            if k == i or word.dep not in ("poss", "compound", "pobj", "nmod", "conj"):
                continue
            if word.dep == "pobj" and self.text.words[word.head].low not in preps:
                continue
            if word.dep == "conj" and self.text.words[word.head].dep != "poss":
                continue
            found.extend(p for p in self.people_at(k) if p not in found)
        # "on *their* client's behalf": the client's alone
        whose = {self.mention(p).owner for p in found if p >= 0}
        return [p for p in found if p not in whose]

    def _whose(self, lemma: str, verb: Word) -> list[int]:
        """Whose a noun of the clause is."""
        first, last = bounds(self.text, verb.i)
        nouns = [w.i for w in self.text.words[first:last] if w.lemma == lemma]
        return [p for n in nouns for p in self.owner_of(n, ("of",))]

    def _run_into(self, i: int) -> list[int]:
        """A name that stands as a compound right before a thing: "asylum" in "granted Karim Yusupov asylum"."""
        kids = [
            k
            for k in self.text.subtree(i)
            if k < i and self.text.words[k].dep in ("compound", "nmod")
        ]
        found = [p for k in kids for p in self.people_at(k)]
        return [p for p in found if self.mention(p).sort is Sort.NAME]

    def _behind_its_day(self, word: Word) -> list[int]:
        """ "The arrest on 3 May 2019 *of Karim Yusupov*": the parser hangs him on the day."""
        words = self.text.words
        for m in self.moments:
            if not 0 < m.start - word.end < 8:
                continue
            i = next((w.i for w in words[word.i : word.i + 10] if w.start >= m.end), None)
            if i is not None and words[i].low == "of":
                return next(
                    (
                        found
                        for j in range(i + 1, min(i + 6, len(words)))
                        if (found := self.people_at(j))
                    ),
                    [],
                )
        return []

    def _bearers(self, word: Word) -> list[int]:
        """Whom a noun befell by its verb: "was subjected to hours of interrogation", "became a target of harassment"."""
        words = self.text.words
        at, to = word, ""
        for _ in range(4):
            over = words[at.head]
            if at.dep == "conj" and over.pos == "NOUN":
                at = over
            elif at.dep == "pobj" and over.low == "of" and words[over.head].pos == "NOUN":
                at = words[over.head]
            else:
                break
        verb = words[at.head]
        if at.dep == "pobj":
            to, verb = verb.low, words[verb.head]
            if verb.dep in ("oprd", "attr", "dobj") and verb.lemma in WORDS["bearer"]:
                at, verb = verb, words[verb.head]  # "fell victim to"
        if verb.pos not in ("VERB", "AUX") or (to == "under" and word.lemma == "threat"):
            return []
        by_object = at.dep == "dobj" and verb.lemma in WORDS["bear"]
        by_name = at.lemma in WORDS["bearer"] and verb.lemma in ("be", "become", "fall")
        under = to == "under" and verb.lemma in ("be", "come", "fall")
        subjected = to == "to" and verb.lemma in WORDS["subjected"]
        if not (by_object or by_name or under or subjected):
            return []
        args = arguments(self.text, verb.i)
        wanted = ("object", "subject") if subjected else ("subject",)
        return next(
            (
                found
                for r in wanted
                if (found := [p for a in args if a.role == r for p in self.people_at(a.word)])
            ),
            [],
        )
