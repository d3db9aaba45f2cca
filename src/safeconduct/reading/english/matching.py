"""Does a row of the lexicon fit a trigger with its arguments, also where the parser lost one?

May import: this room.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.english.arguments import Argument
from safeconduct.reading.english.lexicon import Row
from safeconduct.reading.english.predicates import is_passive
from safeconduct.reading.english.tellings import Tellings
from safeconduct.reading.english.words import Word


class Matching(Tellings):
    """Does a row of the lexicon fit a trigger with its arguments, also where the parser lost one?"""

    __slots__ = ()

    def _object_beside(self, word: Word) -> list[Argument]:
        """The person named right after an active verb, where the parser lost the object ("remanded blogger X in custody")."""
        if is_passive(self.text, word.i):
            return []
        if (behind := self._behind_the_place(word)) is not None:
            return [Argument("object", behind, True)]
        if word.tag not in ("VBD", "VBZ", "VBP"):
            return []
        for j in range(word.i + 1, min(word.i + 5, len(self.text.words))):
            near = self.text.words[j]
            if near.sentence != word.sentence or near.pos in (
                "VERB",
                "AUX",
                "ADP",
                "PUNCT",
                "SCONJ",
                "CCONJ",
            ):
                return []
            if near.low in ("both", "all") and near.dep == "preconj":
                return [Argument("object", j, True)]
            index = self.pointed.by_word.get(j)
            if index is not None and not self.pointed.mentions[index].possessive:
                lost = word.dep in ("compound", "amod", "nmod")
                if self.pointed.mentions[index].subject and not lost:
                    return []
                return [Argument("object", j, True)]
        return []

    def _behind_the_place(self, word: Word) -> int | None:
        """ "Have extradited to Tajikistan Karim Yusupov": the parser runs the state and the name into one."""
        to = next((k for k in word.kids if self.text.words[k].low == "to"), None)
        what = self.text.kid(to, "pobj") if to is not None else None
        if what is None or not self.people_at(what.i):
            return None
        first = self.text.words[what.kids[0]] if what.kids else what
        return what.i if first.dep == "compound" and self._state(first.i) else None

    def _beside(self, row: Row, word: Word) -> int | None:
        """A word of the row standing after the verb in the same breath, where the parser hung it elsewhere."""
        if not row.roles or set(row.roles) <= {
            "subject",
            "complement",
            "xcomp",
            "deep",
            "any",
            "acl",
            "compound",
            "object",
        }:
            return None
        run: list[Word] = []
        for j in range(word.i + 1, min(word.i + 10, len(self.text.words))):
            near = self.text.words[j]
            if (
                near.sentence != word.sentence
                or near.pos in ("PUNCT", "SCONJ")
                or near.dep in ("nsubj", "nsubjpass")
            ):
                break
            if near.pos in ("VERB", "AUX") and near.dep not in ("amod", "compound"):
                break
            run.append(near)
        string = " " + " ".join(w.low for w in run) + " | " + " ".join(w.lemma for w in run) + " "
        for term in row.arg:
            if not term.startswith("@") and f" {term} " in string:
                first, last = term.split()[0], term.split()[-1]
                begins = next((n for n, w in enumerate(run) if first in (w.low, w.lemma)), 0)
                nearest = next((w.low for w in reversed(run[:begins]) if w.pos == "ADP"), "")
                if nearest in row.roles:  # "from prison to the airport" is not to prison
                    return next((w.i for w in run[begins:] if last in (w.low, w.lemma)), word.i)
        return None

    def _matches(self, row: Row, word: Word, args: Sequence[Argument]) -> int | None:
        """The matched argument's word (the verb's own where the row asks for none), or None."""
        if row.only:
            passive = is_passive(self.text, word.i)
            if (row.only == "passive") != passive:
                return None
        if row.without:
            run = self._whole(word) if "whole" in row else self.clause_string(word.i)
            if self._in(run, row.without, []):
                return None
        if row.subject:
            doer = {"object", "agent"} if is_passive(self.text, word.i) else set()
            subjects = [a.word for a in args if a.role == "subject" or a.role in doer]
            if not any(self.holds(i, row.subject) for i in subjects):
                return None
        if row.also and not self._said_beside(row, word):
            return None
        if not row.arg:
            return word.i
        beside = self._beside(row, word) if "head" not in row else None
        if beside is not None:
            return beside
        for a in args:
            if row.roles and not ("any" in row.roles or a.role in row.roles):
                continue
            if not row.roles and a.role == "subject" and "subject" in row.victim:
                continue
            if a.role in row.arg and "any" in row.roles:
                return a.word
            if "head" in row:
                if self.text.words[a.word].lemma in row.arg:
                    return a.word
            elif self.holds(a.word, row.arg):
                return a.word
        extra: list[int] = []
        if "deep" in row.roles or "xcomp" in row.roles:
            extra = self.deep(word.i)
        if "advmod" in row.roles or "complement" in row.roles or "any" in row.roles:
            extra += [
                k
                for k in word.kids
                if self.text.words[k].dep in ("advmod", "acomp", "prt", "oprd", "amod", "npadvmod")
            ]
        if extra:
            string = (
                " "
                + " ".join(self.text.words[j].low for j in extra)
                + " | "
                + " ".join(self.text.words[j].lemma for j in extra)
                + " "
            )
            if self._in(string, row.arg, extra):
                return next(
                    (
                        j
                        for j in extra
                        if self.text.words[j].lemma in row.arg or self.text.words[j].low in row.arg
                    ),
                    extra[0],
                )
        if "any" in row.roles and self._in(
            self.clause_string(word.i),
            [t for t in row.arg if not t.startswith("@") and len(t) > 3],
            [],
        ):
            return word.i
        return None

    def _said_beside(self, row: Row, word: Word) -> bool:
        """Does one of the row's further words stand in the clause, or in the one that completes it?"""
        if self._in(self.clause_string(word.i), row.also, []):
            return True
        if "deep" not in row.roles:
            return False
        inner = [self.text.words[j] for j in self.deep(word.i)]
        run = f" {' '.join(w.low for w in inner)} | {' '.join(w.lemma for w in inner)} "
        return self._in(run, row.also, [])

    def _whole(self, word: Word) -> str:
        """The whole sentence, as written and by lemma."""
        low, high = self.text.sentences[word.sentence]
        run = self.text.words[low:high]
        return " " + " ".join(w.low for w in run) + " | " + " ".join(w.lemma for w in run) + " "

    def _before(self, word: Word) -> str:
        """The governor's words: "the extradition request" is no extradition."""
        head = self.text.words[word.head]
        return f" {head.lemma} " if word.dep in ("compound", "amod", "dobj", "pobj") else " "

    def _covered(self, word: Word) -> bool:
        """The verb over this noun has already told the same."""
        head = self.text.words[word.head]
        if head.pos == "ADP":
            head = self.text.words[head.head]
        return any(c.at == head.start for c in self.made)
