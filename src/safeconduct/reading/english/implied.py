"""Kinds whose matter the words leave out: "he re-applied, and was turned down again", "lodged an appeal".

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.english.arguments import Argument, arguments
from safeconduct.reading.english.lexicon import Act, Matter, Row, lexicon
from safeconduct.reading.english.matching import Matching
from safeconduct.reading.english.predicates import is_passive
from safeconduct.reading.english.roles import OF_MANY
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Tense
from safeconduct.record import Mood

_APPEALS = {
    "extradition_order": "extradition_appeal", "expulsion_order": "expulsion_appeal", "asylum_refusal": "asylum_appeal",
    "conviction": "appeal", "sentence": "appeal", "asylum_loss": "asylum_appeal",
}  # fmt: skip


_LEAVE_UNDONE = re.compile(
    r"\b(?:refrain|not|suspend\w*|halt\w*|forbid\w*|prohibit\w*|bar(?:ring)?|against)\b"
)
_RULINGS = ("decision", "determination", "judgment", "ruling")
_PAPER_ACTS = ("ask", "refuse", "order", "appeal")
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
            if kind is None:
                return False
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
        """Against what an appeal goes: the kind of appeal against the decision last told, not too far back."""
        decision = self._decision_before(word, _APPEALS)
        return _APPEALS[decision.kind] if decision is not None else None

    def _paper(self, word: Word) -> bool:
        """ "The deportation order *of 4 August* was served on him": the order was made on that day."""
        acts = [a for a in lexicon().acts if word.lemma in a.nouns and a.name in _PAPER_ACTS]
        return bool(acts) and self._dated_paper(word, acts[0])

    def _dated_paper(self, word: Word, act: Act) -> bool:
        dated = [
            n
            for n in self._governors.get(word.i, ())
            if (day := self.moments[n].told) and day.month
        ]
        if not dated or word.lemma not in WORDS["paper"]:
            return False
        phrase = self._wide(word.i)
        for matter in lexicon().matters:
            kind = matter.kinds.get(act.name)
            if kind is None or not self._in(phrase, matter.terms, []):
                continue
            if any(c.kind == kind and c.moment == dated[0] for c in self.made):
                return True
            people = self.owner_of(word.i) or self._role("arg.any", word, (), word.i)[0]
            told = self.telling(word.i)
            if told.mood is not Mood.FACT and not any(
                self.text.words[k].low in ("no", "any") for k in word.kids
            ):
                told = replace(
                    told, mood=Mood.FACT
                )  # an order that might be quashed was made all the same
            row = Row(kind, flags=frozenset({"weak", "echo"}))
            self._emit(
                kind, word, (), told, people[:1] or [self._zero(word)], bool(people), row, word.i
            )
            return True
        return self._ruling_of(word)

    def _ruling_of(self, word: Word) -> bool:
        """ "The decision *of Judge Karlsen* promulgated on 10 May": a ruling of that day, whatever it decided."""
        if word.lemma not in _RULINGS or not self.holds(word.i, ("judge", "tribunal", "court")):
            return False
        row = Row("court_ruling", flags=frozenset({"weak", "echo"}))
        return self._emit(
            row.kind, word, (), self.telling(word.i), [self._zero(word)], False, row, word.i
        )

    def _dated_within(self, noun: Word, verb: Word) -> bool:
        """ "The rejection of his claim *on 3 May* was final": the noun phrase tells its own day."""
        a, b = noun.end, verb.start
        return any(
            m.told and m.told.month and not m.bound and a <= m.start < b for m in self.moments
        )

    def _standing_order(self, word: Word) -> None:
        """ "The prosecutor's decision *to extradite him*": made before, whatever is done with it now."""
        kids = [self.text.words[k] for k in word.kids]
        issuers = [k.i for k in kids if k.dep == "poss"] + [
            w.i for k in kids if k.low in ("of", "by") and (w := self.text.kid(k.i, "pobj"))
        ]
        if any(k.dep == "neg" for k in kids) or not any(
            self.holds(i, WORDS["officials"] | {"court", "minister"}) for i in issuers
        ):
            return
        low, high = self.text.sentences[word.sentence]
        a, b = self.text.words[low].start, self.text.words[high - 1].end
        for matter in lexicon().matters:
            if matter.name not in ("extradition", "expulsion") or not self._in(
                self._wide(word.i), matter.terms, []
            ):
                continue
            kind = matter.kinds["order"]
            if _LEAVE_UNDONE.search(self._wide(word.i)):
                kind = "interim_measure"  # "the Court's order to refrain from deporting him"
            if any(c.kind == kind and a <= c.at < b for c in self.made):
                return
            people = self.owner_of(word.i) or self._role("arg.any", word, (), word.i)[0]
            told = replace(self.telling(word.i), mood=Mood.FACT, tense=Tense.PLUPERFECT)
            row = Row(kind, flags=frozenset({"weak", "echo"}))
            self._emit(
                kind, word, (), told, people[:1] or [self._zero(word)], bool(people), row, word.i
            )
            return

    def _nominal(self, word: Word) -> None:
        """ "The request for his extradition reached your office": an act and its matter with no verb of their own."""
        lex = lexicon()
        act = next(
            (a for a in lex.acts if word.lemma in a.nouns and a.name in _PAPER_ACTS),
            None,
        )
        if act is None or word.dep not in ("nsubj", "nsubjpass", "dobj", "pobj"):
            return
        if act.name == "order":
            self._standing_order(word)
        verb = self.text.words[word.head]
        if word.dep == "pobj":
            verb = self.text.words[verb.head]
        carries = verb.pos == "VERB" and verb.lemma in WORDS["carries"]
        if not carries and not (
            word.dep in ("nsubj", "nsubjpass") and self._dated_within(word, verb)
        ):
            return
        for matter in lex.matters:
            kind = matter.kinds.get(act.name)
            if kind is None or not self._in(self._wide(word.i), matter.terms, []):
                continue
            low, high = self.text.sentences[word.sentence]
            a, b = self.text.words[low].start, self.text.words[high - 1].end
            if any(c.kind == kind and a <= c.at < b for c in self.made):
                return
            people = self.owner_of(word.i) or [
                p for j in self.text.subtree(word.i) for p in self.people_at(j) if j != word.i
            ]
            args = arguments(self.text, verb.i)
            told = self.telling(verb.i)
            self._emit(
                kind,
                verb,
                args,
                told,
                people[:1] or [self._zero(word)],
                bool(people),
                Row(kind, flags=frozenset({"weak"})),
                word.i,
            )
            return
