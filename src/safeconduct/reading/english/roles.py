"""To whom a trigger's arguments point: victims, owners, companions, and people the words leave out.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from safeconduct.reading.english.arguments import Argument, joined
from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.lexicon import Row
from safeconduct.reading.english.owners import Owners
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Candidate, Mention, Sort

#: relatives named without an article at the head of a chronology's line
KIN = {
    "mother": "mother", "father": "father", "wife": "wife", "husband": "husband", "brother": "brother", "sister": "sister",
    "parent": "parent", "family": "family", "son": "son", "daughter": "daughter", "cousin": "cousin", "uncle": "uncle",
}  # fmt: skip
# What one may ask for another.
_FOR_ANOTHER = {
    "asylum_application",
    "permit_application",
    "interim_measure_request",
    "exit_request",
}
# Told of many: nobody in particular may be put in.
OF_MANY = re.compile(
    r"\b(?:\d+|many|most|several|such|similar|other|dozens of|hundreds of)\s+(?:\w+\s+)?"
    r"(?:cases|people|persons|men|applicants|refugees|migrants|others)\b"
)
_BESIDE_IT = 12  # characters after a participle that its day may stand
_FAR = 900  # characters back that a decision is still spoken of
_ABOUT_DECISIONS = {"court_ruling", "notification"}
_DECIDED = {
    "extradition_order", "extradition_appeal", "extradition_refusal", "expulsion_order", "expulsion_appeal", "asylum_refusal",
    "asylum_appeal", "conviction", "sentence", "appeal", "detention", "detention_extension", "complaint", "court_ruling",
}  # fmt: skip


# "All but Karimov were released": whoever stands behind these, not he.
_EXCEPT = re.compile(
    r"\b(?:(?:all|each|every|everyone|everybody|everything|nobody|none|others?)\b[^.;,]{0,30},? "
    r"(?:but|save|bar)|except(?:ing)?(?: for)?|excluding|other than|apart from|unlike)"
    r" (?:(?:the|his|her|their|Mr|Ms|Mrs)\.? )?(?:[a-z-]+ ){0,2}$",
    re.IGNORECASE,
)


class Roles(Owners):
    """To whom a trigger's arguments point: victims, owners, companions, and people the words leave out."""

    __slots__ = ()

    def _role(
        self, role: str, word: Word, args: Sequence[Argument], hit: int
    ) -> tuple[list[int], bool]:
        """People in a role, and whether the role is filled at all (by somebody or something)."""
        if role == "infer":
            return [], False
        if role == "arg.any":
            # whoever is named in what the argument says: "upheld the decision to extradite him"
            inside = [p for k in sorted(self.text.subtree(hit)) for p in self.people_at(k)]
            return [p for p in inside if not self._of_the_state(p)][:1], False
        if role.startswith("arg."):
            what = role[4:]
            if what == "owner":
                return self.owner_of(hit, ("of",)), False
            return self.owner_of(hit, (what,)), False
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
                    people.extend(p for j in (k, *joined(self.text, k)) for p in self.people_at(j))
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
        people = [p for a in filled for p in self.people_at(a.word) if not self._excepted(p)]
        if role in ("object", "subject", "dative"):
            people = self._whole_list(people, word)
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

    def _lodged_for(self, verb: Word) -> list[int]:
        """ "His wife applied for asylum *for him*": whom an application is for."""
        words = self.text.words
        last = bounds(self.text, verb.i)[1]
        whom = [
            inner.i
            for w in words[verb.i : last]
            if w.dep in ("prep", "dative")
            and w.low == "for"
            and (inner := self.text.kid(w.i, "pobj")) is not None
        ]
        heads = [j for i in whom for j in (i, *joined(self.text, i))]
        people = [p for i in heads for p in self.people_at(i)]
        return [] if any(words[i].low.endswith(("self", "selves")) for i in heads) else people

    def _excepted(self, p: int) -> bool:
        """ "All but *Karimov* were released"."""
        at = self.mention(p).start if p >= 0 else 0
        return _EXCEPT.search(self.text.text, max(0, at - 60), at) is not None

    def _victims(
        self, row: Row, word: Word, args: Sequence[Argument], hit: int
    ) -> tuple[list[int], bool] | None:
        """`(people, explicit)`; None where the role is taken by others than the people of the document."""
        if "subject" in row.victim and (other := self._whose("behalf", word)):
            return other, True
        if row.kind in _FOR_ANOTHER and (other := self._lodged_for(word)):
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
            if "." in role:
                people = [p for p in people if not self._of_the_state(p)]
            if role == "object" and row.kind != "marriage":
                people = [p for p in people if p < 0 or not self._is_self(self.mention(p))]
            if people and row.kind == "marriage" and role == "object":
                people += self._role("subject", word, args, hit)[0]
            if people:
                return list(dict.fromkeys(people)), True
            others = others or (
                filled
                and role in ("object", "dative", "against", "subject")
                and not self._is_the_thing(role, row, args, hit)
            )
        noted = "object" in row.victim and not others and self._opens_a_note(word)
        if (word.block in self.lines and self.about is not None and not others) or noted:
            return [self._zero(word)], False
        return None

    def _opens_a_note(self, word: Word) -> bool:
        """ "*Extradited* 20.09.23, flight to Tashkent": of whom the note is about, as offices write it."""
        before = self.text.text[max(0, word.start - 3) : word.start].rstrip(" ")
        first = word.i == self.text.sentences[word.sentence][0] or before[-1:] in (".", ";", "\n")
        dated = any(
            word.end <= m.start < word.end + _BESIDE_IT and not m.length for m in self.moments
        )
        return first and word.tag in ("VBN", "VBD") and word.text[:1].isupper() and dated

    def _is_self(self, m: Mention) -> bool:
        """ "Deprived *himself* of sleep": done to nobody by anybody else."""
        return m.reflexive or self.text.text[m.start : m.end].casefold().endswith(
            ("self", "selves")
        )

    def _of_the_state(self, p: int) -> bool:
        """ "The *prosecutor's* appeal", "the *Secretary of State's* refusal": who acts for a state is not whom it befell."""
        if p < 0 or self.mention(p).sort is not Sort.ROLE:
            return False
        return self.mention(p).relation in WORDS["officials"] | WORDS["deciders"]

    def _is_the_thing(self, role: str, row: Row, args: Sequence[Argument], hit: int) -> bool:
        """Is a role filled by what the row asks for, or by a court, and by nobody? "*The court* gave *three months*":
        whom, is left out.
        """
        filled = [a.word for a in args if a.role == role]
        if role == "subject":
            return any(
                self.holds(i, ("court", "judge", "board", "committee", "tribunal")) for i in filled
            )
        return role == "object" and bool(row.arg) and filled == [hit]

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
