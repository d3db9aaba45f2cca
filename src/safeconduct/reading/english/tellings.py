"""A matched trigger becomes a candidate: mood, time, place, attributes, doubts.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.claims import sides
from safeconduct.reading.english.arguments import Argument
from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.lexicon import Row
from safeconduct.reading.english.mood import Telling
from safeconduct.reading.english.predicates import is_passive
from safeconduct.reading.english.repeats import Repeats
from safeconduct.reading.english.rulings import SIDES, side
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Candidate, Sort, Tense
from safeconduct.record import Mood

_PRESSURE = {"harassment", "threat", "blacklisting", "surveillance"}

# What a lawyer does for another: told of the lawyer, it is the client's.
_BY_COUNSEL = {
    "complaint", "asylum_application", "asylum_appeal", "extradition_appeal", "expulsion_appeal", "appeal", "notification",
    "interim_measure_request", "permit_application", "exit_request",
}  # fmt: skip

_NOT_DONE_BY_RULING = {
    "extradition",
    "expulsion",
    "transfer_abroad",
    "arrest",
    "departure",
    "ill_treatment",
    "abduction",
}  # a ruling orders these; it does not do them
# Done by deciding to do it: "the court decided to uphold the order".
_BY_DECIDING = {
    "court_ruling", "asylum_refusal", "asylum_grant", "asylum_loss", "detention_extension", "extradition_refusal", "extradition_dropped",
    "complaint_refusal", "permit_refusal", "interim_measure_lifted", "interim_measure_refusal", "undesirability_order", "exit_refusal",
}  # fmt: skip
_ASYLUM = {"asylum_application", "asylum_refusal", "asylum_appeal", "asylum_grant", "asylum_loss"}


_PLANS = re.compile(
    r"\s*(?:To[- ]do|Next steps?|Actions?|Plans?|Risks?|Still to do|Tasks?)\s*:", re.IGNORECASE
)
# Kinds that have a length of their own.
_MEASURED = {
    "detention", "imprisonment", "illness", "work", "extradition_request", "disappearance", "surveillance",
}  # fmt: skip
_STILL_OPEN = 900  # characters back that a decision is still the one dealt with
_STILL_SPOKEN_OF = 1500  # characters back that an application is still the one decided on
_UNVERIFIED = re.compile(
    r"\b(?:not verified|unverified|unconfirmed|not confirmed|rumou?rs?)\b", re.IGNORECASE
)


class Tellings(Repeats):
    """A matched trigger becomes a candidate: mood, time, place, attributes, doubts."""

    __slots__ = ()

    def _add(self, row: Row, word: Word, args: Sequence[Argument], hit: int) -> bool:
        found = self._victims(row, word, args, hit)
        told = self.telling(word.i)
        if not self._suits(row, word, args, hit, told):
            return False
        if found is None:
            if told.generic or told.mood is not Mood.FACT:
                self._emit(row.kind, word, args, told, [], False, row, hit)
            return False
        people, explicit = found
        return self._emit(row.kind, word, args, told, people, explicit, row, hit)

    def _mood(
        self, row: Row, word: Word, args: Sequence[Argument], told: Telling, people: Sequence[int]
    ) -> Mood:
        """The telling's mood, as the row and the people it is told of settle it."""
        mood = told.mood
        known = [self.mention(p) for p in people if p >= 0]
        general = told.generic or (told.habit and told.tense is Tense.PRESENT)
        if mood is Mood.FACT and general and not self._performs(row, args):
            specific = any(
                m.sort in (Sort.NAME, Sort.RELATIVE, Sort.FAMILY)
                or (m.person == 1 and not m.plural)
                or (m.sort is Sort.PRONOUN and m.sex)
                or (m.sort is Sort.ROLE and not m.again)
                for m in known
            )
            if not specific:
                mood = Mood.GENERIC
        opening = self.text.words[self.text.blocks[word.block][0]].start
        if mood is Mood.FACT and _PLANS.match(self.text.text, opening):
            mood = Mood.PLANNED
        if ("negative" in row or "never" in row) and mood is Mood.NEGATED:
            mood = Mood.FACT
        if mood in (Mood.CONDITIONAL, Mood.PLANNED) and self._granted(word, told):
            mood = Mood.FACT
        if mood is Mood.PLANNED and row.kind in _BY_DECIDING and self._decided(word):
            mood = Mood.FACT
        if "acts" in row and mood in (Mood.PLANNED, Mood.FEARED):
            mood = Mood.FACT
        if mood is Mood.FACT and not known and self._of_anybody(args):
            mood = Mood.GENERIC
        return mood

    def _performs(self, row: Row, args: Sequence[Argument]) -> bool:
        """ "I dismiss the appeal", "We refuse leave": whoever decides does it by saying so."""
        doers = [p for a in args if a.role == "subject" for p in self.people_at(a.word)]
        return row.kind == "court_ruling" and any(self.mention(p).person == 1 for p in doers)

    def _of_anybody(self, args: Sequence[Argument]) -> bool:
        """The reader "you" is anybody, unless a witness tells of herself."""
        objects = [self.text.words[a.word] for a in args if a.role == "object"]
        return any(w.low in WORDS["anybody"] and not w.kids for w in objects)

    def _is_of_none(self, i: int) -> bool:
        """ "There were *no charges* against him"."""
        return any(self.text.words[k].low == "no" for k in self.text.words[i].kids)

    def _at_arms_length(self, word: Word) -> bool:
        """Does the word stand alone in quotation marks?"""
        before = self.text.text[max(0, word.start - 1) : word.start]
        after = self.text.text[word.end : word.end + 1]
        return bool(before and after) and after in "'’\"”" and before in "'‘\"“"

    def _older_than(self, word: Word, moment: int) -> bool:
        """ "On 5 May he received the decision *refusing* him asylum": refused some day before."""
        paper = self.text.words[word.head]
        return (
            word.dep == "acl"
            and word.tag == "VBG"
            and paper.lemma in WORDS["paper"]
            and self.moments[moment].start < paper.start
            and moment not in self._governors.get(paper.i, ())
        )

    def _stands(self, word: Word) -> int:
        """On whose side the decision last told of stands: 1 for the person, -1 against, 0 where none was told."""
        for c in reversed(self.made):
            if not 0 <= word.start - c.at < _STILL_OPEN:
                continue
            decided = sides.side(c.kind, str(c.attributes.get("decided")))
            if decided:
                return decided
        return 0

    def _form_asked_for(self, word: Word) -> dict[str, object]:
        """ "He was turned down": what he had asked for."""
        before = next(
            (
                c
                for c in reversed(self.made)
                if c.kind in _ASYLUM and 0 <= word.start - c.at < _STILL_SPOKEN_OF
            ),
            None,
        )
        form = before.attributes.get("form") if before is not None else None
        return {"form": form} if form is not None else {}

    def _emit(
        self,
        kind: str,
        word: Word,
        args: Sequence[Argument],
        told: Telling,
        people: list[int],
        explicit: bool,
        row: Row,
        hit: int,
    ) -> bool:
        if kind == "abduction" and "weak" in row and self._by_police(args):
            kind = "arrest"
        mood = self._mood(row, word, args, told, people)
        if mood is Mood.FACT and kind == "criminal_charge" and self._is_of_none(hit):
            mood = Mood.NEGATED
        first, last = bounds(self.text, word.i, hit)
        start, end = self.text.words[first].start, self.text.words[last - 1].end
        moment, length = self._when(word)
        if "ground" in row and kind == "criminal_charge":
            moment = None  # what an arrest rests on was before it
        if moment is not None and self._older_than(word, moment):
            moment = None
        if "defied" in row:
            moment = next(iter(self._governors.get(word.i, ())), None)
        if moment is None and length is None and mood is Mood.FACT:
            self._framed(word)
        if kind in _PRESSURE:
            people = self._with_owner(people)
        others = self._together(args, people)
        if self._at_arms_length(word):
            return False
        told, apart = self._on_whose_word(kind, word, told)
        apart = apart or (moment is not None and self._is_of_a_paper_before(word, moment))
        if apart or self._since_undone(word) or self._disputed(word):
            row = replace(row, flags=row.flags | {"weak"})
        if self._known_time(word):
            row = replace(row, flags=row.flags | {"echo"})
        echo = "echo" in row and not self._is_news(word, moment)
        more = self.attributes.of(kind, word, args, length)
        if kind == "court_ruling" and (decided := side(self.text, word, self._stands(word))):
            more.values["decided"] = SIDES[decided]
        opening = self.text.words[self.text.blocks[word.block][0]].start
        if _UNVERIFIED.search(self._sentence(word)) or _UNVERIFIED.match(self.text.text, opening):
            more.doubts.append("the text itself says that it is not verified")
        if kind in _ASYLUM and "form" not in more.values:
            more.values.update(self._form_asked_for(word))
        sayers = tuple(dict.fromkeys(p for s in told.sayers for p in self.people_at(s)))
        # "according to the lawyer, A, B and C were beaten": the parser makes a list of them
        victims = tuple(dict.fromkeys([p for p in people if p not in sayers] or people))
        doers = {"agent"}
        if not is_passive(self.text, word.i) and kind != "marriage":
            doers.add("subject")
        agents = [
            p for a in args if a.role in doers for p in self.people_at(a.word) if p not in victims
        ]
        if self._told_later(kind, word, told, moment):
            row = replace(row, flags=row.flags | {"weak"})
        moment, length, onset = self._day_of(kind, word, told, moment, length)
        if mood is Mood.GENERIC and word.block in self.lines:
            mood = Mood.FACT  # "moves to Kazan": the present of chronologies
        instead = self._zero(word) if kind in _BY_COUNSEL and explicit else None
        if (
            moment is None
            and word.start > self.operative
            and mood in (Mood.FACT, Mood.PLANNED)
            and kind not in _NOT_DONE_BY_RULING
        ):
            moment, mood = self.heading, Mood.FACT
        self.told.add(hit)
        self.made.append(
            Candidate(
                onset=onset,
                instead=instead,
                kind=kind,
                start=start,
                end=end,
                at=word.start,
                trigger=word.lemma,
                victims=victims,
                agents=tuple(agents),
                by=more.by,
                with_=others,
                moment=moment,
                length=length if kind in _MEASURED and "term" not in more.values else None,
                where=more.where,
                mood=mood,
                stance=told.stance,
                sayers=sayers,
                tense=told.tense,
                explicit=explicit,
                strong="weak" not in row,
                echo=echo,
                attributes=more.values,
                doubts=tuple(more.doubts),
            )
        )
        if moment is not None and moment < len(self.moments):
            self._further(word, kind, moment)
        return True
