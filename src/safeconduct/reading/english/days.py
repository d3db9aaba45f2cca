"""Which day a telling is of: that of a chronology's line, of "until D, when he was released", of what lasts.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.english.arguments import Argument
from safeconduct.reading.english.conditions import Conditions
from safeconduct.reading.english.mood import Telling
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Anchor, Moment, Tense

_TO = re.compile(r"\b(?:to|until|till|through)\s*$")
# What lasts: "since August" is its beginning; of anything else it is the day.
LASTING = {
    "harassment",
    "threat",
    "surveillance",
    "work",
    "illness",
    "ill_treatment",
    "media_accusation",
    "reprisal",
}
# What is done by being announced.
_ANNOUNCED = {"sentence", "conviction", "acquittal", "court_ruling", "notification"}
# "Arrested several times since 2016": in 2016 and later, nobody knows when.
_OFTEN = re.compile(r" (?:times|repeatedly|regularly|twice|constantly) ")
_STILL = ("be", "remain", "stay")
# Papers that an arrest rests on: older than the arrest.
_GROUNDS = {"extradition_request", "wanted_listing"}
_LOOKS_BACK = (Tense.PLUPERFECT, Tense.PAST)


class Days(Conditions):
    """Days that grammar alone does not give."""

    __slots__ = ()

    def _on_that_day(self, word: Word, moment: int | None) -> bool:
        """ "Held until 20 March, *when he was released*": on that very day."""
        if moment is None or moment >= len(self.moments) or word.dep not in ("relcl", "advcl"):
            return False
        kids = [self.text.words[k].low for k in word.kids]
        return "when" in kids and self.moments[moment].start < word.start

    def _is_of_the_line(self, moment: int | None, bound: str) -> bool:
        """Is what a part of a chronology's line tells of the line's own date? "Extended to 14.07.2020" is."""
        if moment is None or moment >= len(self.moments) or bound in ("until", "by", "before"):
            return True
        m = self.moments[moment]
        return (
            m.anchor is Anchor.STORY
            or _TO.search(self.text.text[m.start - 12 : m.start]) is not None
        )

    def _first_day(self, n: int, kind: str) -> int:
        """ "2014–2019 – residence permit": what does not last happened at the beginning."""
        m = self.moments[n]
        if m.until is None or kind in LASTING:
            return n
        return self._frame(replace(m, until=None))

    def _frame(self, m: Moment) -> int:
        """The number of a moment that the words give, beside those that stand there."""
        self.frames.append(replace(m, sets_story=False))
        return len(self.moments) + len(self.frames) - 1

    def _told_later(self, kind: str, word: Word, told: Telling, moment: int | None) -> bool:
        """ "It emerged on 5 May that he had been deported": is the day that of the learning, and not of what was learnt?"""
        if moment is None or moment >= len(self.moments):
            return False
        if self.moments[moment].bound:
            return False
        words = self.text.words
        at = word
        while at.dep in ("conj", "xcomp") and words[at.head].pos == "VERB":
            at = words[at.head]
        prep = words[at.head]
        if at.dep == "pcomp" and prep.low == "after":
            return (
                self._governor_of.get(moment) == prep.head
            )  # "was killed in May after being threatened"
        if kind in _GROUNDS and word.pos == "NOUN" and word.dep == "pobj":
            return self._governor_of.get(moment) != word.i  # "was arrested in May after a request"
        if at.pos == "NOUN" and at.dep == "pobj" and prep.low in ("after", "following"):
            return self._governor_of.get(moment) == prep.head  # "after his release he left in May"
        over = words[at.head]
        if self._governor_of.get(moment) != over.i:
            return False
        if at.pos == "NOUN":
            about = at.dep in ("nsubjpass", "dobj") and over.lemma in WORDS["learnt"]
            return about and kind not in _ANNOUNCED
        said = over.lemma in WORDS["say"] | WORDS["learnt"] and told.tense is Tense.PLUPERFECT
        return at.dep in ("ccomp", "advcl") and (
            said or over.lemma in ("emerge", "learn", "transpire")
        )

    def _day_of(
        self, kind: str, word: Word, told: Telling, moment: int | None, length: int | None
    ) -> tuple[int | None, int | None, bool]:
        """`(moment, length, onset)` of a telling, out of the day and the length that stand in its clause."""
        if moment is not None and self._told_later(kind, word, told, moment):
            bound = ""
            if (
                self.moments[moment].anchor is Anchor.NONE
            ):  # "the next day" counts from where it stands
                moment = self._frame(replace(self.moments[moment], approximate=True))
        elif moment is None and length is None:
            moment, bound = self.framed.get(word.i), ""
        else:
            bound = self._bound(moment)
        if length is not None and kind == "wanted_listing" and told.tense in _LOOKS_BACK:
            # "had been on the list for four months": listed four months before
            m = self.moments[length]
            self.moments[length] = replace(m, length="", least=m.length, most=m.length, back=True, sets_story=False,
                           anchor=Anchor.STORY if told.tense is Tense.PLUPERFECT else Anchor.DOCUMENT)  # fmt: skip
            moment, length = length, None
        often = _OFTEN.search(self.clause_string(word.i)) is not None
        onset = kind not in LASTING and bound == "since" and not often
        if kind == "disappearance" and word.lemma in _STILL and bound != "since":
            moment = None  # "as of Tuesday his whereabouts remained unknown"
        line = self.lines.get(word.block)
        if line is not None and line.moment is not None and self._is_of_the_line(moment, bound):
            moment, bound = self._first_day(line.moment, kind), ""
        if self._on_that_day(word, moment):
            onset = True
        elif bound in ("until", "by", "before") and moment is not None:
            onset = late = any(self.text.words[k].dep == "neg" for k in word.kids)
            if (bound == "until" and not late and kind not in LASTING) or (
                bound == "by" and kind.endswith("_order")
            ):
                moment = None  # how long, not when; until when what was ordered is to be done
        return moment, length, onset

    def _bound(self, moment: int | None) -> str:
        inside = moment is not None and moment < len(self.moments)
        return self.moments[moment].bound if moment is not None and inside else ""

    def _by_police(self, args: Sequence[Argument]) -> bool:
        """Whoever the police put into a car is arrested, as far as the words go."""
        return any(
            self.holds(a.word, ("police", "policeman", "gendarme", "patrol"))
            for a in args
            if a.role in ("subject", "agent")
        )
