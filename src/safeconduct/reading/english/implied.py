"""Kinds whose matter the words leave out: "he re-applied, and was turned down again", "lodged an appeal".

May import: `record`, this room.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.english.arguments import Argument
from safeconduct.reading.english.lexicon import Act, Matter, Row, lexicon
from safeconduct.reading.english.matching import Matching
from safeconduct.reading.english.predicates import is_passive
from safeconduct.reading.english.roles import OF_MANY
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word

_APPEALS = {
    "extradition_order": "extradition_appeal", "expulsion_order": "expulsion_appeal", "asylum_refusal": "asylum_appeal",
    "conviction": "appeal", "sentence": "appeal", "asylum_loss": "asylum_appeal",
}  # fmt: skip


# "The second was rejected within a week": the one of those last spoken of.
_DISPUTED = {"it", "this", "that", "decision", "order", "ruling", "refusal", "judgment", "verdict"}
_THE_ONE = {"first", "second", "third", "one", "latter", "former"}


class Implied(Matching):
    """The matter is the one last spoken of, or stands in a noun that a verb only carries."""

    __slots__ = ()

    def _implied(self, word: Word, args: Sequence[Argument], acts: Sequence[Act], key: str) -> bool:
        """ "He re-applied, and was turned down again"; "lodged an appeal": the matter is the one last spoken of."""
        names = {a.name for a in acts}
        objects = [a.word for a in args if a.role == "object"]
        nouns = {self.text.words[o].lemma for o in objects}
        disputes = key == "appeal" or (key in ("challenge", "contest") and nouns & _DISPUTED)
        suit = nouns & {"action", "lawsuit", "suit", "cassation"} or (
            "case" in nouns and "court" in self.clause_string(word.i)
        )
        if "appeal" in names and (disputes or suit or "appeal" in nouns):
            kind = self._appealed(word)
            bodies = [a.word for a in args if a.role == "subject" and self._is_body(a.word)]
            if kind is None or (bodies and kind != "appeal"):
                return False  # an appeal by the Secretary of State is not his
            decision = self._decision_before(word, _APPEALS)
            people = [p for a in args if a.role == "subject" for p in self.people_at(a.word)]
            own = [p for o in objects for p in self.owner_of(o, ("of", "by"))]
            if own:
                people = own  # "Mr Mirzayev's appeal was lodged on 28 June"
            elif decision is not None and not any(self.mention(p).person == 1 for p in people):
                # whoever files it, it is his whom it was decided on
                people = list(decision.victims)
            return self._imply(kind, word, args, people)
        if self._last_matter is None or word.i - self._last_matter[0] > 150:
            self._last_matter = self._spoken_of(word)
        if self._last_matter is None:
            return False
        matter = self._last_matter[1]
        if matter.name not in ("asylum", "permit", "exit", "interim", "extradition"):
            return False
        if nouns & {"appeal", "complaint"}:
            return False
        if matter.name == "interim" and " migration " in self.clause_string(word.i):
            # no migration service decides on interim measures
            matter = next(m for m in lexicon().matters if m.name == "asylum")
        if any(self._of_its_own(o) for o in objects):
            return False  # "her request to reopen the proceedings": of another matter
        asked = bool(nouns & {"request", "application", "petition"})
        asked = asked or (
            "claim" in nouns and matter.name == "asylum" and word.i - self._last_matter[0] < 150
        )
        asked = asked or bool(nouns & _THE_ONE)
        if key in ("lodge", "file", "submit", "make", "reapply") and nouns & (
            {"application", "claim", "request"} | _THE_ONE
        ):
            kind = matter.kinds.get("ask") if matter.name in ("asylum", "permit") else None
            people = [p for a in args if a.role == "subject" for p in self.people_at(a.word)]
            return kind is not None and self._imply(kind, word, args, people)
        passive = is_passive(self.text, word.i)
        things = {self.text.words[o].lemma for o in objects if o > word.i and not self.people_at(o)}
        passive = passive and not things - {"it"}  # "has been refused visits"
        act = ""
        refusers = [p for a in args if a.role == "subject" for p in self.people_at(a.word)]
        alone = any(not self.mention(p).plural for p in refusers)
        bare = not objects and not alone and key == "refuse" and word.i - self._last_matter[0] < 60
        if key in ("turn down", "refuse", "reject", "deny", "dismiss") and (
            asked
            or (passive and key != "dismiss")
            or bare
            or ("it" in nouns and word.i - self._last_matter[0] < 60)
        ):
            act = "refuse"
        elif key in ("grant", "approve", "satisfy") and (asked or "it" in nouns):
            act = "grant"
        elif (
            matter.name == "interim"
            and "measure" in nouns
            and key in ("grant", "apply", "indicate", "refuse", "lift")
        ):
            act = {"refuse": "refuse", "lift": "lift"}.get(key, "grant")
            asked = True
        elif key in ("apply", "reapply", "re-apply") and not any(
            a.role in ("for", "to") for a in args
        ):
            act = "ask"
            objects = [a.word for a in args if a.role == "subject"]
        kind = matter.kinds.get(act)
        if kind is None:
            return False
        people = [p for o in objects for p in (self.people_at(o) or self.owner_of(o, ("of", "by")))]
        if not people and not asked and "it" not in nouns and not bare:
            return False
        return self._imply(kind, word, args, people)

    def _is_body(self, i: int) -> bool:
        """ "The Secretary of State", "the prosecutor": somebody who acts for a state."""
        return self.text.words[i].lemma in WORDS["officials"] | WORDS["deciders"]

    def _of_its_own(self, i: int) -> bool:
        """Does a request say what for?"""
        return any(
            (self.text.words[k].dep == "acl" and self.text.words[k].tag == "VB")
            or (self.text.words[k].dep == "prep" and self.text.words[k].low == "for")
            for k in self.text.words[i].kids
        )

    def _spoken_of(self, word: Word) -> tuple[int, Matter] | None:
        """The matter whose words stand nearest before, in this paragraph: "detained on an extradition warrant"."""
        for j in range(word.i - 1, max(0, word.i - 60), -1):
            before = self.text.words[j]
            if before.block != word.block:
                return None
            for matter in lexicon().matters:
                if matter.name in ("asylum", "extradition", "permit", "interim") and (
                    before.low in matter.terms or before.lemma in matter.terms
                ):
                    return j, matter
        return None

    def _imply(self, kind: str, word: Word, args: Sequence[Argument], people: list[int]) -> bool:
        if not people and OF_MANY.search(self.clause_string(word.i)):
            return False
        told = self.telling(word.i)
        row = Row(kind, flags=frozenset({"weak"}))
        return self._emit(
            kind, word, args, told, people or [self._zero(word)], bool(people), row, word.i
        )

    def _appealed(self, word: Word) -> str | None:
        """Against what an appeal goes: the kind of appeal against the decision last told, not too far back; else that of
        the body which the sentence names, where it decides on nothing but protection.
        """
        decision = self._decision_before(word, _APPEALS)
        if decision is not None:
            return _APPEALS[decision.kind]
        return "asylum_appeal" if self._in(self._whole(word), WORDS["asylum_bodies"], []) else None
