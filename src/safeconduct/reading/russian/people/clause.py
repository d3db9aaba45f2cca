"""People of one Russian clause as keys of mentions: the mention a word stands for, those joined to it, the subject that
the verb leaves out, prepositions.

May import: this package, `marks`.
"""

from __future__ import annotations

from typing import Self

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.russian.people.kin import KIN, ROLES
from safeconduct.reading.russian.people.making import Mentions, clause_number
from safeconduct.reading.russian.syntax import chain
from safeconduct.reading.russian.words import Sentence


class ClausePeople:
    """Looks from words to mentions in one sentence."""

    def __init__(
        self,
        sentence: Sentence,
        number: int,
        made: Mentions,
        first_person: bool,
        main: int | None = None,
        entry: bool = False,
        prior: Self | None = None,
    ) -> None:
        self.prior = prior  # the clause before, of the same sentence
        self.main = main
        self.entry = entry  # a line of a chronology: what it leaves out is whom the list is about
        self.sentence, self.number, self.made = sentence, number, made
        self.first_person = first_person

    def people(self, index: int) -> list[int]:
        """The mention a word stands for, with those joined to it by «и»."""
        found: list[int] = []
        key = self.made.at(self.number, index)
        if key is not None:
            found.append(key)
        for k in self.sentence.children[index]:
            if self.sentence.words[k].rel == "conj":
                other = self.made.at(self.number, k)
                if (
                    other is not None
                    and other not in found
                    and self.sentence.words[k].pos != "VERB"
                    and not self.gapped(k)
                ):
                    found.append(other)
            elif not found and self.sentence.words[k].rel in ("appos", "flat:name", "flat"):
                found.extend(other for other in self.people(k) if other not in found)
        return found

    def gapped(self, index: int) -> bool:
        """Does a dash stand for this person's own verb («X задержали 5 мая, Y — в июне»)?"""
        words = self.sentence.words
        i = index + 1
        while i < len(words) and (
            words[i].text == "," or words[i].head == index or words[i].rel in ("flat:name", "appos")
        ):
            i += 1
        return i < len(words) and words[i].text in ("—", "–") and i > index

    def possesses(self, index: int) -> bool:
        """«Её мужа задержали»: the pronoun says whose, though the parser makes it an object."""
        words = self.sentence.words
        return (
            words[index].form in ("его", "ее", "их")
            and index + 1 < len(words)
            and words[index + 1].pos == "NOUN"
            and (words[index + 1].lemma in KIN or words[index + 1].lemma in ROLES)
        )

    def prep(self, index: int) -> str:
        """The preposition a noun stands with."""
        for k in self.sentence.children[index]:
            kid = self.sentence.words[k]
            if kid.rel == "case":
                return kid.form
        return ""

    def has_subject(self, index: int) -> bool:
        """Has the clause a subject of its own?"""
        return any(
            self.sentence.words[k].rel.startswith("nsubj") for k in self.sentence.children[index]
        )

    def in_relative(self, index: int) -> bool:
        """Does the word stand in a clause with «который»?"""
        own = self.sentence.words[index]
        return any(w.rel == "acl:relcl" for w in (own, *chain(self.sentence, index)))

    def zero(self, index: int) -> list[int]:
        """A subject the verb alone tells: «приехал», «был задержан». None for the impersonal plural."""
        word = self.sentence.words[index]
        if word.is_(VerbForm="Inf"):
            return []
        if self.entry and self.main is not None and not word.is_(Number="Plur"):
            return [self.main]
        aux = next(
            (
                self.sentence.words[k]
                for k in self.sentence.children[index]
                if self.sentence.words[k].pos == "AUX"
            ),
            None,
        )
        person = word.feats.get("Person") or (aux.feats.get("Person") if aux else None)
        gender = word.feats.get("Gender") or (aux.feats.get("Gender") if aux else None)
        if gender == "Neut" or person == "2":
            return []
        plural = word.is_(Number="Plur")
        if person != "1" and plural and not self.first_person:
            return []
        first = person == "1" or (self.first_person and plural)
        sex = {"Masc": "m", "Fem": "f"}.get(gender or "")
        for k, mention in enumerate(self.made.made):
            if mention.start == mention.end == word.start and mention.sort is Sort.PRONOUN:
                return [k]
        self.made.made.append(
            Mention(
                word.start, word.start, Sort.PRONOUN, sex=None if first else sex, plural=plural, person=1 if first else 3,
                subject=True, clause=clause_number(self.sentence, self.number, index),
            )
        )  # fmt: skip
        return [len(self.made.made) - 1]
