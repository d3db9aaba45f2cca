"""A matched trigger becomes a candidate: mood, time, place, attributes, doubts.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.english.arguments import Argument
from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.days import LASTING, Days
from safeconduct.reading.english.lexicon import Row
from safeconduct.reading.english.mood import Telling
from safeconduct.reading.english.predicates import is_passive
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Candidate, Sort, Tense, Told
from safeconduct.record import Mood, Stance

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
_ASYLUM = {"asylum_application", "asylum_refusal", "asylum_appeal", "asylum_grant", "asylum_loss"}


_PLANS = re.compile(
    r"\s*(?:To[- ]do|Next steps?|Actions?|Plans?|Risks?|Still to do|Tasks?)\s*:", re.IGNORECASE
)
_ANYBODY = {"you", "one", "anyone", "anybody", "someone", "people"}
# Kinds that have a length of their own.
_MEASURED = {
    "detention", "imprisonment", "illness", "work", "extradition_request", "disappearance", "surveillance",
}  # fmt: skip
_STILL_SPOKEN_OF = 1500  # characters back that an application is still the one decided on
_RESPECTIVELY = re.compile(r"[^.;]*\brespectively\b")
_FURTHER = 90  # characters within which a further day of the same verb stands
_UNTIL = len(" until the ")
_AND_AGAIN = re.compile(
    r"\s*(?:[,;]|,?\s*and\b)?\s*(?:again\s+|then\s+|finally\s+|once more\s+)?(?:(?:on|in)\s*)?",
    re.IGNORECASE,
)
_UNVERIFIED = re.compile(
    r"\b(?:not verified|unverified|unconfirmed|not confirmed|rumou?rs?)\b", re.IGNORECASE
)
_SECOND_SERVICE = re.compile(
    r"\s*,?\s*(?:and|but)\s+(?:on|to)\s+(?P<who>[\w\s'’.,]{2,50}?),?\s+(?:only\s+)?(?:on\s*)?(?:the\s*)?"
)
_COUNSEL = re.compile(r"\b(?:me|lawyer|counsel|representative|advocate|attorney)\b", re.IGNORECASE)


def _runs_on(one: Told | None, next_one: Told) -> bool:
    """Two months in a row, without days."""
    if one is None or one.day or next_one.day or not one.month or not next_one.month:
        return False
    return (next_one.month - one.month) % 12 == 1


class Tellings(Days):
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

    def _may_be_of(self, word: Word, n: int) -> bool:
        """Is a moment not another verb's? "Arrested on 3 May, on 5 May the court …"."""
        _, high = self.text.sentences[word.sentence]
        if self.moments[n].start >= self.text.words[high - 1].end:
            return False
        owner = self._governor_of.get(n)
        return owner is None or owner == word.i or self.text.words[owner].pos not in ("VERB", "AUX")

    def _further(self, word: Word, kind: str, moment: int) -> None:
        """ "Arrested in 2015, in 2017 and in May 2019"; "served on him on 7 August and on his lawyer on 21 August": the
        same once more, on each further day.
        """
        told = self.made[-1]
        first = len(self.made) - 1
        end = self.moments[moment].end
        dealt = _RESPECTIVELY.match(self.text.text, end, end + _FURTHER) is not None
        following = sorted(
            (self.moments[n].start, n)
            for n in self.moments_between(end + 1, end + _FURTHER)
            if self._may_be_of(word, n)
        )
        for start, n in following:
            m = self.moments[n]
            between = self.text.text[end:start]
            if m.bound == "until" and len(between) <= _UNTIL:
                end = (
                    m.end
                )  # "extended on 3 May until 5 July and on 1 July until …": the end of a term
                continue
            service = kind == "notification" and _SECOND_SERVICE.fullmatch(between)
            attributes = dict(told.attributes)
            if service:
                attributes.pop("to", None)
                if self.made[-1] is told:
                    told = self.made[-1] = replace(told, attributes=attributes)
                if _COUNSEL.search(service["who"]):
                    attributes = {**attributes, "to": "counsel"}
            elif not (m.told and not m.bound and _AND_AGAIN.fullmatch(between)) or (
                kind in LASTING or not (m.told.day or m.told.year or dealt)
            ):
                break
            elif _runs_on(self.moments[moment].told, m.told) and not dealt:
                break  # "at her trial in July and August 2018": one
            else:
                attributes["again"] = True
            self.made.append(replace(told, moment=n, at=start, attributes=attributes))
            end = m.end
        if dealt:
            self._deal_out(first)

    def _deal_out(self, first: int) -> None:
        """ "Karimov and Saidov were deported in 2017 and 2021, *respectively*": to each his own day, or none surely."""
        several = self.made[first:]
        whose = several[0].victims
        for n, c in enumerate(several):
            dealt = len(whose) == len(several)
            attributes = {k: v for k, v in c.attributes.items() if k != "again"}
            self.made[first + n] = replace(
                c,
                victims=(whose[n],) if dealt else whose,
                strong=c.strong and dealt,
                attributes=attributes,
            )

    def _mood(
        self, row: Row, word: Word, args: Sequence[Argument], told: Telling, people: Sequence[int]
    ) -> Mood:
        """The telling's mood, as the row and the people it is told of settle it."""
        mood = told.mood
        known = [self.mention(p) for p in people if p >= 0]
        if mood is Mood.FACT and (told.generic or (told.habit and told.tense is Tense.PRESENT)):
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
        if "acts" in row and mood in (Mood.PLANNED, Mood.FEARED):
            mood = Mood.FACT
        if mood is Mood.FACT and not known and self._of_anybody(args):
            mood = Mood.GENERIC
        return mood

    def _of_anybody(self, args: Sequence[Argument]) -> bool:
        """The reader "you" is anybody, unless a witness tells of herself."""
        objects = [self.text.words[a.word] for a in args if a.role == "object"]
        return any(w.low in _ANYBODY and not w.kids for w in objects)

    def _at_arms_length(self, word: Word) -> bool:
        """Does the word stand alone in quotation marks?"""
        before = self.text.text[max(0, word.start - 1) : word.start]
        after = self.text.text[word.end : word.end + 1]
        return bool(before and after) and after in "'’\"”" and before in "'‘\"“"

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
        first, last = bounds(self.text, word.i, hit)
        start, end = self.text.words[first].start, self.text.words[last - 1].end
        moment, length = self._when(word)
        if moment is None and length is None and mood is Mood.FACT:
            self._framed(word)
        if kind in _PRESSURE:
            people = self._with_owner(people)
        others = self._together(args, people)
        if self._at_arms_length(word):
            return False
        reportedly = any(self.text.words[k].low in WORDS["allegedly"] for k in word.kids)
        claimed = (
            word.pos == "NOUN" and told.stance is Stance.ALLEGED
        )  # "a complaint about his beating"
        if claimed or reportedly or self._since_undone(word) or self._disputed(word):
            row = replace(row, flags=row.flags | {"weak"})
        if self._state_says(kind, word) and told.stance is Stance.STATED:
            told = replace(told, stance=Stance.ALLEGED)
            row = replace(row, flags=row.flags | {"weak"})
        if self._known_time(word):
            row = replace(row, flags=row.flags | {"echo"})
        echo = "echo" in row and not self._is_news(word, moment)
        more = self.attributes.of(kind, word, args, length)
        opening = self.text.words[self.text.blocks[word.block][0]].start
        if _UNVERIFIED.search(self._sentence(word)) or _UNVERIFIED.match(self.text.text, opening):
            more.doubts.append("the text itself says that it is not verified")
        if kind in _ASYLUM and "form" not in more.values:
            more.values.update(self._form_asked_for(word))
        victims = tuple(dict.fromkeys(people))
        doers = {"agent"}
        if not is_passive(self.text, word.i) and kind != "marriage":
            doers.add("subject")
        agents = [
            p for a in args if a.role in doers for p in self.people_at(a.word) if p not in victims
        ]
        sayers = tuple(dict.fromkeys(p for s in told.sayers for p in self.people_at(s)))
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
