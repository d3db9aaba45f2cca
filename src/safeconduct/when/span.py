"""An uncertain date: the earliest and the latest day something can have been, and the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from safeconduct.when.errors import ImpossibleSpan

ONE_DAY = timedelta(days=1)


class Answer(StrEnum):
    """What a comparison of uncertain dates can say."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot tell"


class Precision(StrEnum):
    """How finely the date was told."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    INTERVAL = "interval"  # one moment somewhere between two ends; never a length
    UNKNOWN = "unknown"  # both ends open


class Basis(StrEnum):
    """What the reading of a date rests on."""

    STATED = "stated"  # the words give the whole date
    DOCUMENT = "document"  # counted from the document's own date ("a year and a half ago")
    STORY = "story"  # the year or month taken from what was told before ("on 10 June")
    COMPUTED = "computed"  # follows from another event or from tightening


@dataclass(frozen=True, slots=True)
class Span:
    """`[earliest, latest)` in civil days of the place where it happened; either end may be open (None).

    `at` is the moment where a time of day is stated (aware where the zone is stated, else local); the days then
    enclose it. `approximate` ("about") and `uncertain` ("probably") are EDTF's `~` and `?`: such a span never
    makes anything certain. `words` are those it was read from; `anchor` names what it was counted from, in words.
    `written` is the EDTF text it was parsed from, kept so that the round trip is exact.
    """

    earliest: date | None
    latest: date | None
    at: datetime | None = None
    precision: Precision = Precision.INTERVAL
    basis: Basis = Basis.STATED
    words: str = ""
    anchor: str = ""
    approximate: bool = False
    uncertain: bool = False
    written: str = ""

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest >= self.latest:
            raise ImpossibleSpan(
                "a date span must begin before it ends",
                value=f"{self.earliest}..{self.latest}",
                remedy="The end is the day after the last possible day",
            )

    # -- making --------------------------------------------------------------------------------------------------

    @classmethod
    def unknown(cls, words: str = "") -> Span:
        """Any day at all: told, but not when."""
        return cls(None, None, precision=Precision.UNKNOWN, words=words)

    @classmethod
    def day(cls, day: date, **more: object) -> Span:
        """Exactly one day."""
        return cls(day, day + ONE_DAY, precision=Precision.DAY, **more)  # type: ignore[arg-type]

    @classmethod
    def month(cls, year: int, month: int, **more: object) -> Span:
        """Some day of one month."""
        after = date(year + month // 12, month % 12 + 1, 1)
        return cls(date(year, month, 1), after, precision=Precision.MONTH, **more)  # type: ignore[arg-type]

    @classmethod
    def year(cls, year: int, **more: object) -> Span:
        """Some day of one year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1), precision=Precision.YEAR, **more)  # type: ignore[arg-type]

    @classmethod
    def moment(cls, at: datetime, **more: object) -> Span:
        """A stated time of day."""
        day = at.date()
        return cls(day, day + ONE_DAY, at=at, precision=Precision.MINUTE, **more)  # type: ignore[arg-type]

    @classmethod
    def between(cls, first: date | None, last: date | None, **more: object) -> Span:
        """One moment somewhere from `first` to `last`, both days possible; None is an open end."""
        return cls(first, last + ONE_DAY if last else None, **more)  # type: ignore[arg-type]

    # -- asking --------------------------------------------------------------------------------------------------

    @property
    def last(self) -> date | None:
        """The last day it can have been (inclusive), None where open."""
        return self.latest - ONE_DAY if self.latest else None

    @property
    def days(self) -> int | None:
        """How many days are possible; None where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days

    @property
    def is_exact(self) -> bool:
        """Told to the day (or finer), and without "about" or "probably"."""
        return self.days == 1 and not self.is_doubtful

    @property
    def is_doubtful(self) -> bool:
        """Told with "about" or "probably": no comparison with it is sure."""
        return self.approximate or self.uncertain

    def before(self, other: Span) -> Answer:
        """Was this on an earlier day than `other`? On one and the same day with hours unknown: cannot tell.

        Where both carry a time of day (and both or neither a zone) the times decide. A doubtful span cannot tell.
        """
        if self.is_doubtful or other.is_doubtful:
            return Answer.CANNOT_TELL
        if self.at and other.at and (self.at.tzinfo is None) == (other.at.tzinfo is None):
            return Answer.YES if self.at < other.at else Answer.NO
        if self.latest and other.earliest and self.latest <= other.earliest:
            return Answer.YES
        if self.earliest and other.latest and other.latest <= self.earliest:
            return Answer.NO
        return Answer.CANNOT_TELL

    def after(self, other: Span) -> Answer:
        """Was this on a later day than `other`?"""
        return other.before(self)

    def within(self, other: Span) -> Answer:
        """Does this lie inside `other`, whichever of its days it was? A doubtful span cannot tell."""
        if self.is_doubtful or other.is_doubtful:
            return Answer.CANNOT_TELL
        if self.intersect(other) is None:
            return Answer.NO
        starts = other.earliest is None or (
            self.earliest is not None and self.earliest >= other.earliest
        )
        ends = other.latest is None or (self.latest is not None and self.latest <= other.latest)
        return Answer.YES if starts and ends else Answer.CANNOT_TELL

    def intersect(self, other: Span) -> Span | None:
        """The days possible under both, or None where there are none. Keeps this one's words."""
        earliest = max((d for d in (self.earliest, other.earliest) if d), default=None)
        latest = min((d for d in (self.latest, other.latest) if d), default=None)
        if earliest and latest and earliest >= latest:
            return None
        if (earliest, latest) == (self.earliest, self.latest):
            return self
        return replace(
            self, earliest=earliest, latest=latest, precision=Precision.INTERVAL, written=""
        )
