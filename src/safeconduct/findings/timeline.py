"""A chronology as points in time with the bounds that are left after tightening, as of a day.

May import: `when`, `record`. Every event is one point, known in two measures: ticks (seconds since 1970 UTC) for orders
and limits in hours, and calendar days (proleptic ordinal, of the place's own zone) for limits in days. An alleged act
is a point of its own. The end of the day asked about is the point `as_of`. Events after it are left out; an undated
event that is on file lies before it (conventions, 2). A contradictory circle is named and its events count as undated,
so that the rest can go on (conventions, 8).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from safeconduct.findings.clocks import midnight, zone_at
from safeconduct.findings.codes import state_of
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
from safeconduct.record import Chronology, Event, Relation, Stance
from safeconduct.when import Duration, Span, instants, parse_duration, parse_edtf
from safeconduct.when.errors import WhenError


class Timeline:
    """Points with bounds in ticks and days, and the distances that relations force.

    `ticks[i]`, `days[i]` are the first and last value of point i, both possible. `related` holds for ordered pairs of
    points that relations tie the most that the second can lie after the first, by measure. Made by `timeline`, or
    directly from numbers (tests, registers).
    """

    __slots__ = (
        "act_of",
        "apart",
        "as_of",
        "as_of_day",
        "by_kind",
        "circles",
        "day_ticks",
        "days",
        "doubtful",
        "end_of",
        "events",
        "poisoned",
        "related",
        "sums",
        "ticks",
        "undated",
        "unsure",
    )

    def __init__(
        self,
        ticks: Sequence[Limits],
        days: Sequence[Limits],
        as_of: int,
        *,
        events: Sequence[Event] = (),
        undated: Iterable[int] = (),
        unsure: Iterable[int] = (),
        doubtful: Iterable[int] = (),
        act_of: Mapping[int, int] | None = None,
        end_of: Mapping[int, int] | None = None,
        related: tuple[dict[tuple[int, int], int], dict[tuple[int, int], int]] | None = None,
        circles: tuple[Circle, ...] = (),
        poisoned: Iterable[int] = (),
        day_ticks: int = DAY_TICKS,
        apart: int = 0,
    ) -> None:
        self.ticks = [*ticks, (0, 0)]  # the last is also [-1]: the point ZERO
        self.days = [*days, (0, 0)]
        self.as_of = as_of
        self.as_of_day = self.days[as_of][0]
        self.events = tuple(events)
        self.undated = frozenset(undated)
        self.unsure = frozenset(unsure)  # alleged: whether it happened is open
        self.doubtful = frozenset(doubtful)  # "about", "probably"
        self.act_of = dict(act_of or {})
        self.end_of = dict(
            end_of or {}
        )  # custody of a stated length → the point at which it was over
        self.related = related
        self.circles = circles
        self.poisoned = frozenset(poisoned)
        self.day_ticks = day_ticks
        self.apart = apart
        self.sums: dict[Any, Any] = {}  # custody added up already, by what opened and closed it
        self.by_kind: dict[str, list[int]] = {}
        for i, event in enumerate(self.events):
            if self.days[i][0] <= self.as_of_day:
                self.by_kind.setdefault(event.kind, []).append(i)

    def distance(self, unit: int, x: int, y: int) -> Limits:
        """Least and most of t(y) - t(x), in ticks (unit 0) or days (unit 1)."""
        bounds = self.days if unit else self.ticks
        (xlo, xhi), (ylo, yhi) = bounds[x], bounds[y]
        most, least = yhi - xlo, ylo - xhi
        if self.related is not None:
            pairs = self.related[unit]
            known = pairs.get((x, y))
            if known is not None and known < most:
                most = known
            known = pairs.get((y, x))
            if known is not None and -known > least:
                least = -known
        return least, most

    def happened(self, i: int) -> bool:
        """Surely by the day asked about (an event whose span reaches beyond may be still to come)."""
        return self.days[i][1] <= self.as_of_day


def timeline(
    chronology: Chronology, as_of: date, refuge: str | None = None, *, doubted: bool = True
) -> Timeline:
    """The points of a chronology as of the end of `as_of`.

    With `doubted` false, dates told "about" or "probably" are not relied on at all: what holds even so, holds by the
    other dates and the relations alone.

    An event without a place goes by the clock of the capital of `refuge`; so do all where no hour is on file, so that
    a later calendar day is a later day wherever it was.
    """
    home = zone_at(refuge, "")
    hours = any(e.when is not None and e.when.at is not None for e in chronology.events)
    end_tick = midnight(as_of, home) + DAY_TICKS - 1
    events = [e for e in chronology.events if e.stance not in (Stance.DENIED, Stance.FEARED)]
    ticks: list[Limits] = []
    days: list[Limits] = []
    undated: set[int] = set()
    doubtful: set[int] = set()
    unsure = {i for i, e in enumerate(events) if e.stance is Stance.ALLEGED}
    places: list[ZoneInfo] = []
    for i, event in enumerate(events):
        state = state_of(event)
        zone = zone_at(state, event.where) if state and hours else home
        places.append(zone)
        span = event.when
        if span is None or (span.earliest is None and span.latest is None):
            undated.add(i)
            ticks.append((EARLIEST, end_tick))
            days.append((EARLIEST_DAY, as_of.toordinal()))
            continue
        if span.at is not None and span.at.tzinfo is not None:
            span = _here(span, zone)
            if span is not event.when:
                events[i] = replace(event, when=span)
        if span.is_doubtful and not doubted:
            ticks.append((EARLIEST, end_tick))
            days.append((EARLIEST_DAY, as_of.toordinal()))
            continue
        tick, day = _limits(span, zone)
        if span.latest is None:  # open towards now: on file, so by the day asked about
            tick = (tick[0], max(tick[0], end_tick))
            day = (day[0], max(day[0], as_of.toordinal()))
        if span.is_doubtful:
            doubtful.add(i)
        ticks.append(tick)
        days.append(day)
    act_of: dict[int, int] = {}
    for i, event in enumerate(events):
        act = event.attributes.get("alleged_act")
        if act is None:
            continue
        point = len(ticks)
        act_of[i] = point
        told = act.get("when") if isinstance(act, Mapping) else act
        span = told_span(told)
        place = act.get("place") if isinstance(act, Mapping) else None
        state = place if isinstance(place, str) and len(place) == 2 else state_of(event)
        zone = zone_at(state, "", home) if hours else home
        if span is None or (span.earliest is None and span.latest is None):
            undated.add(point)
            ticks.append((EARLIEST, end_tick))
            days.append((EARLIEST_DAY, as_of.toordinal()))
        else:
            tick, day = _limits(span, zone)
            ticks.append((tick[0], min(tick[1], max(end_tick, tick[0]))))
            days.append((day[0], min(day[1], max(as_of.toordinal(), day[0]))))
            if span.is_doubtful:
                doubtful.add(point)
    end_of: dict[int, int] = {}
    for i, event in enumerate(events):
        length = _stated(event) if event.kind in _LASTS else None
        if length is None or i in undated:
            continue
        (least_t, most_t), (least_d, most_d) = length.seconds_bounds(), length.days_bounds()
        if length.in_days:  # a length in days is no finer than a day
            least_t, most_t = max(0, least_t - DAY_TICKS), most_t + DAY_TICKS
        end_of[i] = len(ticks)
        ticks.append((ticks[i][0] + least_t, ticks[i][1] + most_t))
        days.append((days[i][0] + least_d, days[i][1] + most_d))
    end = len(ticks)
    ticks.append((end_tick, end_tick))
    days.append((as_of.toordinal(), as_of.toordinal()))
    circles: tuple[Circle, ...] = ()
    poisoned: set[int] = set()
    related = None
    index = {e.id: i for i, e in enumerate(events)}
    relations = [r for r in chronology.relations if r.earlier in index and r.later in index]
    relations += _named(events, index)
    here = as_of.toordinal()  # what is told of an event that is still to come is ignored with it
    relations = [
        r for r in relations if max(days[index[r.earlier]][0], days[index[r.later]][0]) <= here
    ]
    if relations:
        related, circles, poisoned = tighten(
            ticks, days, relations, index, events, end_tick, undated, places
        )
    apart = ZONES_APART if len(set(map(id, places))) > 1 else SHIFT
    return Timeline(
        ticks, days, end, events=events, undated=undated, unsure=unsure, doubtful=doubtful, act_of=act_of, end_of=end_of,
        related=related, circles=circles, poisoned=poisoned, apart=apart,
    )  # fmt: skip


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
