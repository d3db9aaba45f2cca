"""The timeline of a chronology as of a day: the bounds of every date, tightened by what was told of their order.

May import: `when`, `record`, this room's values. Events after the day are left out; an undated event that is on file
lies before it (conventions, 2). A contradictory circle is named and its events count as undated, so that the rest can
go on (conventions, 8).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from safeconduct.findings.clocks import midnight, zone_at
from safeconduct.findings.codes import state_of
from safeconduct.findings.papers import named
from safeconduct.findings.points import (
    DAY_TICKS,
    EARLIEST,
    EARLIEST_DAY,
    LATEST,
    LATEST_DAY,
    SHIFT,
    ZONES_APART,
    Circle,
    Limits,
)
from safeconduct.findings.tightening import tighten
from safeconduct.findings.timeline import Timeline
from safeconduct.record import Chronology, Event, Relation, Stance
from safeconduct.when import Duration, Span, instants, parse_duration, parse_edtf
from safeconduct.when.errors import WhenError

_NOWHERE = ZoneInfo("UTC")


def timeline(
    chronology: Chronology, as_of: date, refuge: str | None = None, *, doubted: bool = True
) -> Timeline:
    """The points of a chronology as of the end of `as_of`.

    With `doubted` false, dates told "about" or "probably" count as not on file: what holds even so, holds by the other
    dates and the relations alone.

    An event without a place goes by the clock of the capital of `refuge`; so do all where no hour is on file, so that
    a later calendar day is a later day wherever it was. Where the refuge is not known, their clock is UTC, and hours
    are compared as those of places far apart.
    """
    told = [e for e in chronology.events if e.stance not in (Stance.DENIED, Stance.FEARED)]
    events = named(told)
    home = zone_at(refuge, "")
    bounds = _Bounds(as_of, home or _NOWHERE, doubted=doubted)
    hours = any(e.when is not None and e.when.at is not None for e in chronology.events)
    places = [bounds.home] * len(events)
    if hours:
        places = [zone_at(state_of(e), e.where) or bounds.home for e in events]
    for i, (event, zone) in enumerate(zip(events, places, strict=True)):
        span = event.when
        if span is not None and span.at is not None and span.at.tzinfo is not None:
            here = _here(span, zone)
            if here is not span:
                span, events[i] = here, replace(event, when=here)
        bounds.add(span, zone)
    act_of = {
        i: bounds.add_act(event, hours=hours)
        for i, event in enumerate(events)
        if event.attributes.get("alleged_act") is not None
    }
    end_of = {
        i: bounds.add_end(i, length)
        for i, event in enumerate(events)
        if event.kind in _LASTS and _is_dated(event.when) and (length := _stated(event))
    }
    ticks, days = bounds.ticks, bounds.days
    end = bounds.point((bounds.end, bounds.end), (bounds.today, bounds.today))
    circles: tuple[Circle, ...] = ()
    poisoned: set[int] = set()
    related = None
    index = {e.id: i for i, e in enumerate(events)}
    relations = [r for r in chronology.relations if r.earlier in index and r.later in index]
    relations += _named(events, index)
    relations = [  # what is told of an event that is still to come is ignored with it
        r
        for r in relations
        if max(days[index[r.earlier]][0], days[index[r.later]][0]) <= bounds.today
    ]
    if relations:
        related, circles, poisoned = tighten(
            ticks, days, relations, index, events, bounds.end, bounds.undated, places
        )
    one_clock = home is not None and len(set(map(id, places))) <= 1
    apart = SHIFT if one_clock else ZONES_APART
    return Timeline(
        ticks, days, end, events=events, undated=bounds.undated,
        unsure={i for i, e in enumerate(events) if e.stance is Stance.ALLEGED}, doubtful=bounds.doubtful,
        act_of=act_of, end_of=end_of, related=related, circles=circles, poisoned=poisoned, apart=apart,
    )  # fmt: skip


@dataclass(slots=True)
class _Bounds:
    """First and last tick and day of each point, as they are added."""

    as_of: date
    home: ZoneInfo
    doubted: bool
    ticks: list[Limits] = field(default_factory=list)
    days: list[Limits] = field(default_factory=list)
    undated: set[int] = field(default_factory=set)
    doubtful: set[int] = field(default_factory=set)
    end: int = 0  # the last tick of the day asked about
    today: int = 0

    def __post_init__(self) -> None:
        self.end = midnight(self.as_of, self.home) + DAY_TICKS - 1
        self.today = self.as_of.toordinal()

    def point(self, tick: Limits, day: Limits) -> int:
        self.ticks.append(tick)
        self.days.append(day)
        return len(self.ticks) - 1

    def _any(self) -> int:
        """A point of which nothing is known but that it lies before the end of the day asked about."""
        return self.point((EARLIEST, self.end), (EARLIEST_DAY, self.today))

    def _is_told(self, span: Span) -> bool:
        return _is_dated(span) and (self.doubted or not span.is_doubtful)

    def add(self, span: Span | None, zone: ZoneInfo) -> int:
        """An event's date."""
        if span is None or not self._is_told(span):
            point = self._any()
            self.undated.add(point)
            return point
        tick, day = _limits(span, zone)
        if span.latest is None:  # open towards now: on file, so by the day asked about
            tick = (tick[0], max(tick[0], self.end))
            day = (day[0], max(day[0], self.today))
        point = self.point(tick, day)
        if span.is_doubtful:
            self.doubtful.add(point)
        return point

    def add_act(self, event: Event, *, hours: bool) -> int:
        """The act that an event alleges: not later than the day asked about, unless it is told to be."""
        act = event.attributes["alleged_act"]
        place = act.get("place") if isinstance(act, Mapping) else None
        state = place if isinstance(place, str) and len(place) == 2 else state_of(event)
        span = told_span(act.get("when") if isinstance(act, Mapping) else act)
        zone = (zone_at(state, "") if hours else None) or self.home
        if span is None or not self._is_told(span):
            return self.add(None, zone)
        (first, last), (first_day, last_day) = _limits(span, zone)
        point = self.point(
            (first, min(last, max(self.end, first))),
            (first_day, min(last_day, max(self.today, first_day))),
        )
        if span.is_doubtful:
            self.doubtful.add(point)
        return point

    def add_end(self, begun: int, length: Duration) -> int:
        """The end of what began at a point and lasted so long; a length in days is no finer than a day."""
        (least, most), (least_days, most_days) = length.seconds_bounds(), length.days_bounds()
        if length.in_days:
            least, most = max(0, least - DAY_TICKS), most + DAY_TICKS
        tick, day = self.ticks[begun], self.days[begun]
        return self.point(
            (tick[0] + least, tick[1] + most), (day[0] + least_days, day[1] + most_days)
        )


_LASTS = frozenset(("arrest", "detention", "imprisonment"))


def _stated(event: Event) -> Duration | None:
    """How long an event says it lasted."""
    told = event.attributes.get("duration")
    if not isinstance(told, str):
        return None
    try:
        return parse_duration(told)
    except WhenError:
        return None


def _named(events: Sequence[Event], index: Mapping[str, int]) -> list[Relation]:
    """What is done about a decision is not earlier than the decision: service, appeal, ruling."""
    found = []
    for event in events:
        other = event.attributes.get("of")
        if isinstance(other, str) and other in index and other != event.id and event.kind in _ABOUT:
            found.append(Relation(other, event.id, "P0D", None))
    return found


_ABOUT = frozenset(
    ("notification", "extradition_appeal", "expulsion_appeal", "asylum_appeal", "appeal", "court_ruling",
     "complaint", "complaint_refusal", "interim_measure_lifted", "detention_extension")
)  # fmt: skip


def _is_dated(span: Span | None) -> bool:
    return span is not None and (span.earliest is not None or span.latest is not None)


def told_span(value: object) -> Span | None:
    if isinstance(value, Span):
        return value
    if value is None or value == "":
        return None
    try:
        return parse_edtf(str(value))
    except WhenError:
        return None


def _here(span: Span, zone: ZoneInfo) -> Span:
    """A moment told by another place's clock, by the clock of the place itself: its day is the day there."""
    assert span.at is not None  # noqa: S101 (the caller looked)
    at = span.at.astimezone(zone)
    if at.date() == span.at.date() or span.is_doubtful:
        return span
    return replace(span, at=at, earliest=at.date(), latest=at.date() + timedelta(1), written="")


def _limits(span: Span, zone: ZoneInfo) -> tuple[Limits, Limits]:
    first, last = instants(span, zone)
    tick = (EARLIEST if first is None else first, LATEST if last is None else last)
    day = (
        EARLIEST_DAY if span.earliest is None else span.earliest.toordinal(),
        LATEST_DAY if span.latest is None else span.latest.toordinal() - 1,
    )
    return tick, day
