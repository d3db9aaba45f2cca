"""To whom a trigger's arguments point: victims, owners, companions, and people the words leave out.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from safeconduct.reading.english.arguments import Argument, arguments
from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.lexicon import Row
from safeconduct.reading.english.phrases import NOUN_PHRASE
from safeconduct.reading.english.timing import Timing
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Candidate, Mention, Sort

#: relatives named without an article at the head of a chronology's line
KIN = {
    "mother": "mother", "father": "father", "wife": "wife", "husband": "husband", "brother": "brother", "sister": "sister",
    "parent": "parent", "family": "family", "son": "son", "daughter": "daughter", "cousin": "cousin", "uncle": "uncle",
}  # fmt: skip
# Told of many: nobody in particular may be put in.
OF_MANY = re.compile(
    r"\b(?:\d+|many|most|several|such|similar|other|dozens of|hundreds of)\s+(?:\w+\s+)?"
    r"(?:cases|people|persons|men|applicants|refugees|migrants|others)\b"
)
_FAR = 900  # characters back that a decision is still spoken of
_ABOUT_DECISIONS = {"court_ruling", "notification"}
_DECIDED = {
    "extradition_order", "extradition_appeal", "extradition_refusal", "expulsion_order", "expulsion_appeal", "asylum_refusal",
    "asylum_appeal", "conviction", "sentence", "appeal", "detention", "detention_extension", "complaint", "court_ruling",
}  # fmt: skip
_MEMBERS = {
    "member",
    "one",
    "some",
    "several",
    "rest",
    "whole",
    "part",
    "most",
    "all",
    "many",
    "two",
    "three",
}


class Roles(Timing):
    """To whom a trigger's arguments point: victims, owners, companions, and people the words leave out."""

    __slots__ = ()

    def people_at(self, i: int) -> list[int]:
        """Mentions that a noun phrase's head stands for ("members of his family": the family)."""
        index = self.pointed.by_word.get(i)
        word = self.text.words[i]
        if word.tag == "NNS" and (several := self._named_beside(word)):
            return several
        if index is not None:
            return [index]
        for k in word.kids:  # "one of them, Maqsud Ibodov, was sentenced"
            if self.text.words[k].dep == "appos" and k in self.pointed.by_word:
                named = self.pointed.by_word[k]
                if self.pointed.mentions[named].sort is Sort.NAME:
                    return [named]
        same = self._same_as(word)
        if same is not None and same in self.pointed.by_word:
            return [self.pointed.by_word[same]]
        both = word.low in ("both", "all", "each") and word.tag in ("DT", "PDT") and not word.kids
        the_two = word.tag == "CD" and any(self.text.words[k].low == "the" for k in word.kids)
        if both or the_two:
            self.zeros.append(Mention(word.start, word.start, Sort.PRONOUN, plural=True, clause=-1))
            return [-len(self.zeros)]
        if word.lemma in _MEMBERS or word.tag in ("CD", "DT"):
            prep = self.text.kid(i, "prep")
            if prep is not None and prep.low == "of":
                inner = self.text.kid(prep.i, "pobj")
                if inner is not None:
                    return self.people_at(inner.i)
        return []

    def _whose(self, lemma: str, verb: Word) -> list[int]:
        """Whose a noun of the clause is."""
        first, last = bounds(self.text, verb.i)
        nouns = [w.i for w in self.text.words[first:last] if w.lemma == lemma]
        return [p for n in nouns for p in self.owner_of(n, ("of",))]

    def _named_beside(self, word: Word) -> list[int]:
        """ "His brothers *Karim and Rustam Aliyev*": those whom a plural goes on to name."""
        words = self.text.words
        first = next(
            (k for k in word.kids if words[k].dep == "appos" and words[k].pos == "PROPN"), None
        )
        if first is None:
            return []
        chain, at = [first], first
        while (
            following := next((k for k in words[at].kids if words[k].dep == "conj"), None)
        ) is not None:
            chain.append(following)
            at = following
        chain += [
            k for k in word.kids if words[k].dep == "conj" and k > first and words[k].pos == "PROPN"
        ]
        found = [p for k in chain if (p := self.pointed.by_word.get(k)) is not None]
        return [p for p in found if self.mention(p).sort is Sort.NAME]

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
        return found

    def _role(
        self, role: str, word: Word, args: Sequence[Argument], hit: int
    ) -> tuple[list[int], bool]:
        """People in a role, and whether the role is filled at all (by somebody or something)."""
        if role == "infer":
            return [], False
        if role.startswith("arg."):
            what = role[4:]
            if what == "owner":
                return self.owner_of(hit, ("of",)), False
            return self.owner_of(hit, (what,)), False
        if role == "arg.any":
            # whoever is named in what the argument says: "upheld the decision to extradite him"
            inside = [p for k in sorted(self.text.subtree(hit)) for p in self.people_at(k)]
            return inside[:1], False
        if role == "object.owner":
            objects = [a.word for a in args if a.role == "object"]
            return [p for o in objects[:1] for p in self.owner_of(o)], False
        if role.startswith("subject."):
            subjects = [a.word for a in args if a.role in ("subject", "object")]
            whose = {"owner": ("of", "against", "for", "by")}.get(role[8:], (role[8:],))
            owners = [p for s in subjects[:1] for p in self.owner_of(s, whose)]
            return owners, False
        if role == "behalf":
            # "asked for asylum on Karimov's behalf"
            return self._whose("behalf", word), False
        if role == "case":
            return self._whose("case", word), False  # "in Karimov's case", "in the case of Karimov"
        if role.endswith(".owner") and not role.startswith("deep."):
            # "drove needles under his nails", "added a month to his detention"
            under = [a.word for a in args if a.role == role.removesuffix(".owner")]
            return [p for u in under for p in self.owner_of(u)], False
        if role == "deep.owner":
            owners = [p for k in self.deep(word.i) for p in self.people_at(k)
                      if self.text.words[k].dep == "poss"]  # fmt: skip
            return owners, False
        if role.startswith(("deep.", "xcomp.")):
            people: list[int] = []
            inner_clause = self.deep(word.i)
            if role.startswith("xcomp."):
                tops = {k for k in word.kids if self.text.words[k].dep == "xcomp"}
                inner_clause = [k for k in inner_clause if self.text.words[k].head in tops]
                role = "deep." + role[6:]
            for k in inner_clause:
                inner = self.text.words[k]
                wanted = {
                    "object": ("dobj", "nsubjpass"),
                    "subject": ("nsubj",),
                    "dative": ("dative",),
                }.get(role[5:])
                if (wanted and inner.dep in wanted) or (
                    not wanted
                    and inner.dep == "pobj"
                    and self.text.words[inner.head].low == role[5:]
                ):
                    people.extend(self.people_at(k))
            return people, bool(people)
        filled = [a for a in args if a.role == role]
        if role in (
            "owner",
            "compound",
            "of",
            "against",
            "to",
            "for",
            "on",
            "from",
            "into",
            "in respect of",
        ):
            filled = [a for a in args if a.role == role.split()[-1]]
        people = [p for a in filled for p in self.people_at(a.word)]
        if role == "dative" and not filled and word.pos == "VERB":
            # "granted Karim Yusupov asylum": the parser runs the name into the thing given
            people = [
                p
                for a in args
                if a.role == "object" and a.word > word.i
                for p in self._run_into(a.word)
            ]
        if role in ("object", "subject", "dative") and filled and not people:
            # "the investigation arrested four men": somebody else
            return [], True
        return people, bool(filled)

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

    def _run_into(self, i: int) -> list[int]:
        """A name that stands as a compound right before a thing: "asylum" in "granted Karim Yusupov asylum"."""
        kids = [k for k in self.text.subtree(i) if self.text.words[k].dep in ("compound", "nmod")]
        found = [p for k in kids for p in self.people_at(k)]
        return [p for p in found if self.mention(p).sort is Sort.NAME]

    def _victims(
        self, row: Row, word: Word, args: Sequence[Argument], hit: int
    ) -> tuple[list[int], bool] | None:
        """`(people, explicit)`; None where the role is taken by others than the people of the document."""
        if "subject" in row.victim and (other := self._whose("behalf", word)):
            return other, True
        others = False
        for role in row.victim:
            if role == "infer":
                if others or OF_MANY.search(self.clause_string(word.i)):
                    return None
                decision = (
                    self._decision_before(word, _DECIDED) if row.kind in _ABOUT_DECISIONS else None
                )
                if decision is not None:
                    return list(decision.victims), False
                return [self._zero(word)], False
            people, filled = self._role(role, word, args, hit)
            if role == "object" and row.kind != "marriage":
                people = [p for p in people if p < 0 or not self.mention(p).reflexive]
            if people and row.kind == "marriage" and role == "object":
                people += self._role("subject", word, args, hit)[0]
            if people:
                return list(dict.fromkeys(people)), True
            others = others or (filled and role in ("object", "dative", "against", "subject"))
        if word.block in self.lines and self.about is not None and not others:
            return [self._zero(word)], False
        return None

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
        if verb.pos not in ("VERB", "AUX"):
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

    def _decision_before(self, word: Word, kinds: Collection[str]) -> Candidate | None:
        """The decision or appeal last told, not too far back: what a ruling, an appeal or a service is about."""
        for c in reversed(self.made):
            if c.at <= word.start and word.start - c.at <= _FAR and c.kind in kinds and c.victims:
                return c
        return None

    def _kin_of_line(self, word: Word) -> int:
        """ "Father convicted, 8 yrs; dies in 2014": the relative whom a chronology's line opens with; 0: nobody."""
        line = self.lines.get(word.block)
        if line is None or self.about is None:
            return 0
        first = self.text.words[self.text.blocks[word.block][0]]
        own = first.lemma in KIN
        if own:
            self.kin_lines[line.number] = KIN[first.lemma]
        elif first.lemma in ("client", "he", "she", "applicant") or first.pos == "PROPN":
            self.kin_lines.pop(line.number, None)
        relation = self.kin_lines.get(line.number)
        if relation is None:
            return 0
        many = relation in ("family", "parent")
        self.zeros.append(
            Mention(first.start, first.end if own else first.start, Sort.RELATIVE, relation=relation, owner=self.about,
                    count=None if many else 1)
        )  # fmt: skip
        return -len(self.zeros)

    def _zero(self, word: Word) -> int:
        """A mention for a person the words leave out; negative until all mentions are numbered."""
        zero = Mention(word.start, word.start, Sort.PRONOUN, clause=-1)
        kin = self._kin_of_line(word)
        if kin:
            return kin
        if word.block in self.lines and self.about is not None:
            zero = replace(
                zero, reflexive=True, owner=self.about
            )  # an entry is about whom the title names
        self.zeros.append(zero)
        return -len(self.zeros)

    def _with_owner(self, people: list[int]) -> list[int]:
        """What is done to a family is done to the one whose family it is."""
        found = list(people)
        for p in people:
            if p >= 0 and self.mention(p).relation == "family":
                owner = self.mention(p).owner
                if owner is not None:
                    found.append(owner)
        return found

    def _together(self, args: Sequence[Argument], people: Sequence[int]) -> tuple[int, ...]:
        return tuple(
            p
            for a in args
            if a.role in ("with", "alongside")
            for p in self.people_at(a.word)
            if p not in people
        )
