"""Papers told by their nouns: "the prosecutor's decision to extradite him", "his request of 3 May reached your office".

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.english.arguments import arguments
from safeconduct.reading.english.implied import Implied
from safeconduct.reading.english.lexicon import Act, Matter, Row, lexicon
from safeconduct.reading.english.mood import Telling
from safeconduct.reading.english.phrases import NOUN_PHRASE
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Tense
from safeconduct.record import Mood

_LEAVE_UNDONE = re.compile(
    r"\b(?:refrain|not|suspend\w*|halt\w*|forbid\w*|prohibit\w*|bar(?:ring)?|against)\b"
)
_REFUSES = re.compile(r"\b(?:refus|reject|deny|dismiss)\w*|\bnot to\b")
_GRANTS = re.compile(
    r"\b(?:grant|recogni[sz]|positive|favou?rable|giv)\w*|^ (?:the )?decision (?:refugee status|asylum|temporary asylum) "
)
_RULINGS = ("decision", "determination", "judgment", "ruling")
_FAR_WORDS = 30  # after a noun that what it says still belongs to it
_PAPER_ACTS = ("ask", "refuse", "order", "appeal")


def _says(matter: Matter, act: Act, phrase: str) -> str | None:
    """What a paper of this act says in a matter; a decision on asylum says yes or no, or nobody knows which."""
    kind = matter.kinds.get(act.name)
    if act.name != "order":
        return kind
    if "refuse" in matter.kinds and _REFUSES.search(phrase):
        return matter.kinds["refuse"]  # "the decision of 5 May to refuse his claim"
    return kind if matter.name != "asylum" or _GRANTS.search(phrase) else None


class Papers(Implied):
    """Decisions, refusals, requests and appeals that a noun tells, whatever verb carries it."""

    __slots__ = ()

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
            kind = _says(matter, act, phrase)
            if kind is None or not self._in(phrase, matter.terms, []):
                continue
            if any(c.kind == kind and c.moment == dated[0] for c in self.made):
                return True
            people = [p for p in self.owner_of(word.i) if not self._of_the_state(p)]
            people = people or self._role("arg.any", word, (), word.i)[0]
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
            row.kind,
            word,
            (),
            self._given(word),
            [self._zero(word)],
            False,
            row,
            word.i,
        )

    def _given(self, word: Word) -> Telling:
        """How a dated ruling is told: as given, though somebody appeals against it."""
        told = replace(self.telling(word.i), generic=False)
        feared = told.mood is Mood.FEARED and not self._still_to_come(word)
        return replace(told, mood=Mood.FACT) if feared else told

    def _dated_within(self, noun: Word, verb: Word) -> bool:
        """ "The rejection of his claim *on 3 May* was final": the noun phrase tells its own day."""
        a, b = noun.end, verb.start
        return any(
            m.told and m.told.month and not m.bound and a <= m.start < b for m in self.moments
        )

    def _without(self, word: Word, issuers: Sequence[int]) -> str:
        """What a paper says, less the name of who gave it ("the Extradition Division's decision")."""
        names = {j for i in issuers for j in self.text.subtree(i, NOUN_PHRASE)}
        run = [
            self.text.words[j]
            for j in sorted(self.text.subtree(word.i, frozenset({"relcl"})))
            if j not in names and j - word.i < _FAR_WORDS
        ]
        return f" {' '.join(w.low for w in run)} | {' '.join(w.lemma for w in run)} "

    def _standing(self, word: Word, act: Act) -> None:
        """ "The prosecutor's decision *to extradite him*": made before, whatever is done with it now."""
        issuers = self._issuers(word) if act.name in ("order", "refuse", "ask") else []
        if act.name == "ask":  # "the Committee's request not to deport him"
            issuers = [i for i in issuers if self.holds(i, ("committee", "court", "rapporteur"))]
        if not issuers or self._still_to_come(word):
            return
        low, high = self.text.sentences[word.sentence]
        a, b = self.text.words[low].start, self.text.words[high - 1].end
        phrase = self._without(word, issuers)
        for matter in lexicon().matters:
            if not self._in(phrase, matter.terms, []):
                continue
            kind = matter.kinds.get(act.name)
            if act.name == "order" and matter.name not in ("extradition", "expulsion"):
                kind = matter.kinds.get("refuse") if _REFUSES.search(phrase) else None
            elif act.name in ("order", "ask") and _LEAVE_UNDONE.search(phrase):
                kind = "interim_measure"  # "the Court's order to refrain from deporting him"
            elif act.name == "ask":
                kind = None
            if kind is None:
                continue
            refused = kind == matter.kinds.get("refuse")
            if any(c.kind == kind and (refused or a <= c.at < b) for c in self.made):
                return
            people = [p for p in self.owner_of(word.i) if not self._of_the_state(p)]
            people = people or self._role("arg.any", word, (), word.i)[0]
            told = replace(self.telling(word.i), mood=Mood.FACT, tense=Tense.PLUPERFECT)
            row = Row(kind, flags=frozenset({"weak", "echo"}))
            self._emit(
                kind, word, (), told, people[:1] or [self._zero(word)], bool(people), row, word.i
            )
            return

    def _this_appeal(self, word: Word, act: Act) -> bool:
        """ "This is an appeal by Mr Yusupov against …": the paper says of itself what it is."""
        be = self.text.words[word.head]
        this = self.text.kid(be.i, "nsubj")
        return (
            act.name == "appeal"
            and word.dep == "attr"
            and be.lemma == "be"
            and this is not None
            and this.low in ("this", "it")
            and any(self.text.words[k].low in ("by", "against", "of") for k in word.kids)
        )

    def _nominal(self, word: Word) -> None:
        """ "The request for his extradition reached your office": an act and its matter with no verb of their own."""
        lex = lexicon()
        act = next(
            (a for a in lex.acts if word.lemma in a.nouns and a.name in _PAPER_ACTS),
            None,
        )
        itself = act is not None and self._this_appeal(word, act)
        if act is None or not (itself or word.dep in ("nsubj", "nsubjpass", "dobj", "pobj")):
            return
        self._standing(word, act)
        verb = self.text.words[word.head]
        if word.dep == "pobj":
            verb = self.text.words[verb.head]
        carries = itself or (verb.pos == "VERB" and verb.lemma in WORDS["carries"])
        if not carries and not (
            word.dep in ("nsubj", "nsubjpass") and self._dated_within(word, verb)
        ):
            return
        for matter in lex.matters:
            kind = _says(matter, act, self._wide(word.i))
            before = matter.name == "asylum" and self._in(
                self._wide(word.i), WORDS["asylum_bodies"], []
            )
            if kind is None or not (before or self._in(self._wide(word.i), matter.terms, [])):
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
