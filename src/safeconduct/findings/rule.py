"""What every rule form comes down to: steps, limits between their times, and events that must not be there.

May import: `when`, `law`. A rule's author writes a form (within, while, then, without, elsewhere, differs; total is
apart); its module makes a `Rule` of it: for an anchor event, there are events for the other steps such that every limit
`lo ≤ t(later) - t(earlier) ≤ hi` holds, every likeness holds, and no event fits any of the `absent`. The certain and the
possible reading follow from the bounds of the dates; the same value is written as SQL by `registers`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from safeconduct.findings.points import FAR
from safeconduct.findings.selector import Selector
from safeconduct.law import NOTHING, Words
from safeconduct.when import Duration

AS_OF = "as_of"  # the name of the point "end of the day asked about", beside the steps' own names
ACT = ".act"  # behind a step's name: the time of the act it alleges, rather than its own


@dataclass(frozen=True, slots=True)
class Limit:
    """A length in the law's own unit: "tick" (seconds), "day" (calendar days) or "month" (calendar months, and `days`).

    "stated least" and "stated most" are counted from the length in days that the `attribute` of the event at `step`
    states; "stated term" is that length itself by the calendar, no limit where none is stated.
    """

    unit: str
    length: int
    days: int = 0  # beside months: P2Y10D
    step: str = ""
    attribute: str = ""

    @classmethod
    def of(cls, duration: Duration) -> Limit:
        """Hours are ticks (with any days beside them); days and weeks are days; months and years are months."""
        sign = -1 if duration.negative else 1
        if duration.clock_seconds:
            return cls("tick", sign * (duration.whole_days * 86_400 + duration.clock_seconds))
        if duration.calendar_months:
            return cls("month", sign * duration.calendar_months, sign * duration.whole_days)
        return cls("day", sign * duration.whole_days)


ZERO = Limit("tick", 0)


@dataclass(frozen=True, slots=True)
class Between:
    """`at_least ≤ t(later) - t(earlier) ≤ at_most` between two named points; None is no limit on that side."""

    earlier: str
    later: str
    at_least: Limit | None = None
    at_most: Limit | None = None
    # (measure, least, most) for each measure, where the limits do not depend on the dates: most do not
    plain: tuple[tuple[int, int, int], ...] | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", _plain(self.at_least, self.at_most))


def _plain(least: Limit | None, most: Limit | None) -> tuple[tuple[int, int, int], ...] | None:
    measures: dict[str, list[int]] = {}
    for limit, end in ((least, 0), (most, 1)):
        if limit is None:
            continue
        if limit.unit not in ("tick", "day"):
            return None
        measures.setdefault(limit.unit, [-FAR, FAR])[end] = limit.length
    return tuple((0 if unit == "tick" else 1, lo, hi) for unit, (lo, hi) in measures.items())


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two steps' attributes are equal (or have nothing in common). `of`: the first's `of` is the second's id."""

    step: str
    attribute: str
    other: str
    equal: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """An event the rule looks for. `outstanding`: while it is not there yet the answer is at most possible."""

    name: str
    select: Selector
    between: tuple[Between, ...] = ()
    likeness: tuple[Likeness, ...] = ()
    outstanding: bool = False


@dataclass(frozen=True, slots=True)
class Governed:
    """The provision that must be in force on the day of a step. `negated`: that must not be."""

    provision: str
    step: str
    version: str = ""
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Cap:
    """The most time a state may last: by the class of the article where that is known, else `otherwise`, unsure."""

    otherwise: Limit
    by_class: Mapping[str, Limit] = field(default_factory=dict)
    unsure: Words = NOTHING


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a pack, ready to be asked. `steps[0]` is the anchor: each of its events is a finding of its own.

    For the `total` form `cap` is set: then `steps` are what opens the state and `absent` what closes it.
    """

    id: str
    form: str
    steps: tuple[Step, ...]
    absent: tuple[Step, ...] = ()
    governed: tuple[Governed, ...] = ()
    cap: Cap | None = None
    provisions: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    family: str = "pattern"
    title: Words = NOTHING
    says: Words = NOTHING
    says_no: Words = NOTHING
    after: Words = NOTHING  # of a state never ended, which the law no longer governed
    would_change: Words = NOTHING
    unsure: Words = NOTHING
    note: Words = NOTHING
    citizenship: tuple[str, ...] = ()
    order: tuple[str, ...] = ()  # the steps as the author wrote them, for telling the story
    together: bool = False  # all anchors are told as one finding
    row: Mapping[str, Any] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.id, self.form, self.steps))
