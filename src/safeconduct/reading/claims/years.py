"""Whether a day told without its year has it beyond doubt from the telling before.

"On 10 March 2016 he was arrested. On 19 April he was convicted": one man, one story, the days in order. The year of a
state, of a look back ("had served two years in 2014"), of a relative clause or of somebody else's fate is no such year.

May import: `record`, `when`, this room.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from safeconduct.reading.claims.dating import Dated
from safeconduct.reading.days.moments import from_its_day
from safeconduct.reading.marks import Marks, Tense
from safeconduct.record import Mood
from safeconduct.when import Basis


class Years:
    """The years that a text tells, and the dated claims that tell them."""

    def __init__(self, marks: Marks, kept: Sequence[Dated]) -> None:
        self._marks = marks
        self._told = sorted((m.start, m.told.year) for m in marks.moments if m.told and m.told.year)
        self._headed = {
            start for start, _ in self._told if any(a <= start < b for a, b in marks.headings)
        }
        self._from_its_day = from_its_day(marks.moments)
        self._tellers = sorted((t for t in kept if self._tells(t)), key=lambda t: self._at(t))
        self._places = [self._at(t) for t in self._tellers]

    def sure(self, d: Dated) -> bool:
        """Is the year of this claim's day told with it, or by a claim on the same people in the same breath?"""
        if d.when is None or not d.own or d.candidate.moment is None:
            return True
        moment = self._marks.moments[d.candidate.moment]
        told = moment.told
        if told is not None and told.year is not None:
            return True
        day = d.when.earliest
        start = self._paragraph_before(moment.start)
        n = bisect_left(self._told, (moment.start, 0)) - 1
        if d.when.basis is not Basis.STORY:
            # the document's year, where another year was the last one told
            near = (
                told is not None and told.month is not None and n >= 0 and self._told[n][0] >= start
            )
            return not (near and day is not None and self._told[n][1] != day.year)
        if day is None or n < 0 or self._told[n][1] != day.year:
            return False
        if self._told[n][0] in self._headed:
            return True
        return any(
            set(t.persons) & set(d.persons)
            and t.when is not None
            and t.when.earliest is not None
            and t.when.earliest.year == day.year
            and t.when.earliest <= day
            for t in self._tellers[
                bisect_left(self._places, start) : bisect_left(self._places, moment.start)
            ]
        )

    def _tells(self, t: Dated) -> bool:
        c = t.candidate
        if c.moment is None or not t.own or c.mood is not Mood.FACT or c.tense is not Tense.PAST:
            return False
        told = self._marks.moments[c.moment].told
        if told is None or told.year is None or told.month is None:
            return False
        return told.day is not None or not self._from_its_day  # "in August 2005", in the news

    def _at(self, t: Dated) -> int:
        return self._marks.moments[t.candidate.moment].start  # type: ignore[index]

    def _paragraph_before(self, offset: int) -> int:
        paragraphs = self._marks.paragraphs
        at = bisect_right(paragraphs, offset, key=lambda p: p[0]) - 1
        return paragraphs[max(0, at - 1)][0] if paragraphs else 0
