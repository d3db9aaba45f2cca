"""The time a telling has come to, and what a date without a year is counted from.

May import: `when`, this room.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from safeconduct.reading.days.lengths import Length
from safeconduct.reading.marks import Anchor, Moment
from safeconduct.when import Basis, Precision, Span

_JUST_NOW = timedelta(10)
_FRESH = timedelta(60)
_ON = timedelta(180)


class Story:
    """The time the telling has come to."""

    def __init__(self, published: date | None, within: int | None = None) -> None:
        self.published = published
        self.within = within  # the year that stands over what is told: every month is of it
        self.now: Span | None = None
        self.aside = False  # whether `now` was told in passing
        self.fine: Span | None = None  # the last date told to the month or finer
        self.by_document: bool | None = (
            None  # do dates without a year count from the document? None: not known yet
        )
        self.coarse = False  # whether the story came to its time by a year alone
        self.year_told = False  # whether the last date told had its year beside it
        self.lapsed = False  # dates without a year count from the document again
        self.of_its_day = (
            False  # is it told from the document's own day ("on Tuesday", "last year")?
        )

    @staticmethod
    def _part_of_year(span: Span) -> bool:
        """ "Early 2022", "summer 2022": no month was told, so a month that follows goes on from no month."""
        return (
            span.last is not None
            and span.earliest is not None
            and (span.days or 0) > 62
            and span.last.year == span.earliest.year
        )

    def year_for(
        self, month: int, day: int | None, ahead: bool = False, fresh: bool = True
    ) -> tuple[int, Basis, str] | None:
        """The year of a date told without one: on from the story's time where there is one, else the last such
        day before the document's date. Going on by up to eight months is likelier than going back by four. `fresh`
        where one of the weeks before the document may be meant though the story is elsewhere.
        """
        if self.within is not None:
            return self.within, Basis.STORY, str(self.within)
        if ahead and self.published:
            past = (month, day or 31) < (self.published.month, self.published.day)
            return self.published.year + past, Basis.DOCUMENT, self.published.isoformat()
        if self.now and self.now.earliest and not self.lapsed:
            base = self.now.earliest
            on = (month - base.month) % 12
            year = base.year + (1 if base.month + on > 12 else 0)
            if self.now.precision is Precision.YEAR or self._part_of_year(self.now):
                year = base.year
            elif on > 8 and not (self.year_told and month > base.month):
                year -= 1  # "14 February 2023 … in December" goes on; "In February … in December" looks back
            if self.published and date(year, month, 1) > self.published:
                year -= 1
            if fresh and self.published and year == self._last(month, day or 1).year:
                return year, Basis.DOCUMENT, self.published.isoformat()  # counted either way
            if not fresh or self._goes_on(year, month, day):
                return year, Basis.STORY, self.now.words
        if self.published:
            return self._last(month, day or 1).year, Basis.DOCUMENT, self.published.isoformat()
        return None

    def _last(self, month: int, day: int) -> date:
        """The last such day before the document's own, or on it."""
        assert self.published is not None  # noqa: S101 (asked by those who call)
        day = min(day, monthrange(2001, month)[1])
        this = date(self.published.year, month, day)
        return this if this <= self.published else this.replace(year=this.year - 1)

    def _goes_on(self, year: int, month: int, day: int | None) -> bool:
        """Is a day or month without a year of the story's time, rather than of the weeks before the document's own?

        In a text told from its own day ("came in February 2012. On 23 January he was stopped", written in February
        2023) what is fresh is likelier told than what lies far from the story's time or behind it.
        """
        now = self.now
        if not self.of_its_day or self.published is None or now is None or now.earliest is None:
            return True
        if day is None and month == self.published.month:
            return True  # who means the month he writes in says "this month"
        fresh = self.published - self._last(month, day or 1)
        if fresh > _FRESH:
            return True
        days = now.days or 400
        there = date(year, month, min(day or 1, monthrange(year, month)[1]))
        on = timedelta(0) <= there - now.earliest <= _ON
        return (days == 1 and on) or (fresh > _JUST_NOW and (days > 31 or on))

    def come_to(self, moment: Moment, fresh: bool) -> None:
        """Before a moment is read; `fresh` where a new paragraph has begun since the last one."""
        # a bare year in passing is over with its paragraph: "… died in 2014. / On 14 September …"
        if self.aside and fresh and self.fine and self.now and _after(self.fine, self.now):
            self.now, self.aside = self.fine, False
        # "In 2012 his father was shot. He left that autumn. / His application, filed in December": in a text whose
        # dates count from its own day, a look back by years alone ends with its paragraph
        if fresh and self.coarse and self.by_document:
            self.lapsed = True
        if self.by_document is None and _must_be_counted(moment):
            self.by_document = self.now is None

    def begin_anew(self) -> None:
        """Behind a heading, a bulletin's next case: what the case before it told dates nothing here."""
        if self.by_document:
            self.lapsed = True

    def is_moved_by(self, moment: Moment) -> bool:
        """ "A year and a half ago" moves the story there; "yesterday" is the document's own time."""
        own = (
            moment.anchor is Anchor.DOCUMENT
            and moment.told is None
            and not Length.read(moment.least).months
        )
        to_come = moment.told is not None and moment.told.ahead
        return moment.sets_story and not own and not to_come

    def move(self, moment: Moment, there: Span) -> None:
        """The telling has come to this time."""
        if moment.told is not None and moment.told.year is not None:
            bare = moment.told.month is None and moment.told.season is None
            self.coarse = bare and not moment.holds
            if self.by_document is None and not self.coarse:
                self.by_document = _is_dateline(there, self.published)
        elif moment.anchor is Anchor.DOCUMENT and there.precision is Precision.YEAR:
            self.coarse = True  # "last year"
        self.year_told = moment.told is not None and moment.told.year is not None
        self.now, self.aside, self.lapsed = there, moment.aside, False
        if (there.days or 400) <= 92:
            self.fine = there


def _after(one: Span, other: Span) -> bool:
    return bool(one.earliest and other.earliest and one.earliest >= other.earliest)


def _is_dateline(span: Span, published: date | None) -> bool:
    """Is this the document's own date, as it stands at its head?"""
    if published is None or span.earliest is None or span.latest is None:
        return False
    return span.earliest - timedelta(3) <= published <= span.latest + timedelta(3)


def _must_be_counted(moment: Moment) -> bool:
    """Is this a date that must be counted from something: a month without a year, "on Tuesday", "yesterday"?"""
    if moment.anchor is Anchor.DOCUMENT:
        return moment.told is not None or not Length.read(moment.least).months
    told = moment.told
    return (
        told is not None
        and told.year is None
        and (told.month is not None or told.weekday is not None)
    )
