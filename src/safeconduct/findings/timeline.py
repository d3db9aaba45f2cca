"""A chronology as points in time with the bounds that are left after tightening, as of a day.

May import: `when`, `record`. Every event is one point, known in two measures: ticks (seconds since 1970 UTC) for orders
and limits in hours, and calendar days (proleptic ordinal, of the place's own zone) for limits in days. An alleged act
is a point of its own. The end of the day asked about is the point `as_of`. Events after it are left out; an undated
event that is on file lies before it (conventions, 2). A contradictory circle is named and its events count as undated,
so that the rest can go on (conventions, 8).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from safeconduct.findings.selector import state_of
from safeconduct.record import Chronology, Event, Relation, Stance
from safeconduct.when import (
    Constraint,
    Contradiction,
    Duration,
    Network,
    Span,
    instants,
    parse_duration,
    parse_edtf,
    zone_of,
)
from safeconduct.when.errors import UnknownState, WhenError

DAY_TICKS = 86_400
EARLIEST_DAY, LATEST_DAY = 1, date.max.toordinal()
EPOCH = date(1970, 1, 1).toordinal()
FAR = 10**13  # beyond every difference of ticks
EARLIEST, LATEST = (EARLIEST_DAY - EPOCH - 2) * DAY_TICKS, (LATEST_DAY - EPOCH + 2) * DAY_TICKS
ZERO = -1  # the point from which days and ticks are counted
_SHIFT = 3_600  # a day of one zone may be an hour longer or shorter
_ZONES_APART = 14 * 3_600  # days of two places may lie so far apart

Limits = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Circle:
    """Events whose dates and relations cannot all be true, and the words of the relations."""

    events: tuple[str, ...]
    relations: tuple[Relation, ...]


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
    home = _zone(refuge, "")
    hours = any(e.when is not None and e.when.at is not None for e in chronology.events)
    end_tick = _midnight(as_of, home) + DAY_TICKS - 1
    events = [e for e in chronology.events if e.stance not in (Stance.DENIED, Stance.FEARED)]
    ticks: list[Limits] = []
    days: list[Limits] = []
    undated: set[int] = set()
    doubtful: set[int] = set()
    unsure = {i for i, e in enumerate(events) if e.stance is Stance.ALLEGED}
    places: list[ZoneInfo] = []
    for i, event in enumerate(events):
        state = state_of(event)
        zone = _zone(state, event.where) if state and hours else home
        places.append(zone)
        span = event.when
        if span is None or (span.earliest is None and span.latest is None):
            undated.add(i)
            ticks.append((EARLIEST, end_tick))
            days.append((EARLIEST_DAY, as_of.toordinal()))
            continue
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
        zone = _zone(
            place if isinstance(place, str) and len(place) == 2 else state_of(event),
            "",
            home,
        )
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
    if relations:
        related, circles, poisoned = _tighten(
            ticks, days, relations, index, events, end_tick, undated, places
        )
    apart = _ZONES_APART if len(set(map(id, places))) > 1 else _SHIFT
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


def _limits(span: Span, zone: ZoneInfo) -> tuple[Limits, Limits]:
    first, last = instants(span, zone)
    tick = (EARLIEST if first is None else first, LATEST if last is None else last)
    day = (
        EARLIEST_DAY if span.earliest is None else span.earliest.toordinal(),
        LATEST_DAY if span.latest is None else span.latest.toordinal() - 1,
    )
    return tick, day


@lru_cache(maxsize=1024)
def _named_zone(state: str, where: str) -> ZoneInfo | None:
    try:
        return zone_of(state, where)
    except UnknownState:
        return None


def _zone(state: str | None, where: str, other: ZoneInfo | None = None) -> ZoneInfo:
    found = _named_zone(state, where or "") if state else None
    return found or other or _named_zone("RU", "") or ZoneInfo("UTC")


@lru_cache(maxsize=8192)
def _midnight(day: date, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, time(), tzinfo=zone).timestamp())


# -- relations ---------------------------------------------------------------------------------------------------------


def _constraints(
    relations: Sequence[Relation],
    index: Mapping[str, int],
    events: Sequence[Event],
    days: Sequence[Limits],
) -> tuple[list[Constraint], list[Constraint]]:
    """The relations in ticks and in days. A day between dates without hours is the next calendar day (conventions, 4)."""
    by_tick: list[Constraint] = []
    by_day: list[Constraint] = []
    for relation in relations:
        a, b = index[relation.earlier], index[relation.later]
        hours = _has_hours(events[a]) and _has_hours(events[b])
        least = parse_duration(relation.at_least) if relation.at_least else None
        most = parse_duration(relation.at_most) if relation.at_most else None
        low_t, low_d = _least(least, hours, days[a])
        high_t, high_d = _most(most, hours, days[a])
        by_tick.append(Constraint(a, b, low_t, high_t, relation))
        by_day.append(Constraint(a, b, low_d, high_d, relation))
    return by_tick, by_day


def _has_hours(event: Event) -> bool:
    return event.when is not None and event.when.at is not None


def _in_days(length: Duration, start: Limits) -> Limits:
    if length.calendar_months and start[0] == start[1] and length.in_days and not length.negative:
        begun = date.fromordinal(start[0])
        exact = length.after(begun).toordinal() - start[0]
        return exact, exact
    return length.days_bounds()


def _least(length: Duration | None, hours: bool, start: Limits) -> tuple[int | None, int | None]:
    if length is None:
        return None, None
    low_d = _in_days(length, start)[0]
    if not length.in_days or hours:
        seconds = length.seconds_bounds()[0]
        return seconds, (
            seconds - DAY_TICKS + 1 - _ZONES_APART
        ) // DAY_TICKS + 1 if seconds else None
    if low_d == 0:
        return 0, 0
    return (low_d - 1) * DAY_TICKS + 1 - (_ZONES_APART if low_d > 1 else 0), low_d


def _most(length: Duration | None, hours: bool, start: Limits) -> tuple[int | None, int | None]:
    if length is None:
        return None, None
    high_d = _in_days(length, start)[1]
    if not length.in_days or hours:
        seconds = length.seconds_bounds()[1]
        return seconds, (seconds + DAY_TICKS - 1 + _ZONES_APART) // DAY_TICKS
    return (high_d + 1) * DAY_TICKS - 1 + _ZONES_APART, high_d


def _tighten(
    ticks: list[Limits],
    days: list[Limits],
    relations: list[Relation],
    index: Mapping[str, int],
    events: Sequence[Event],
    end_tick: int,
    undated: set[int],
    places: Sequence[ZoneInfo],
) -> tuple[
    tuple[dict[tuple[int, int], int], dict[tuple[int, int], int]], tuple[Circle, ...], set[int]
]:
    """Tighten `ticks` and `days` in place; circles are taken out one by one until the rest agrees."""
    circles: list[Circle] = []
    poisoned: set[int] = set()
    left = list(relations)
    while True:
        by_tick, by_day = _constraints(left, index, events, days)
        touched = sorted({p for c in by_day for p in (c.earlier, c.later)})
        found = _both(ticks, days, touched, by_tick, by_day, places)
        if isinstance(found, Contradiction):
            said = {id(c.said): c.said for c in found.circle}
            points = [p for p in found.points if isinstance(p, int)]
            broken = tuple(r for r in left if id(r) in said)
            circles.append(Circle(tuple(events[p].id for p in points), broken))
            poisoned.update(points)
            for p in points:
                ticks[p], days[p] = (
                    (EARLIEST, end_tick),
                    (EARLIEST_DAY, end_tick // DAY_TICKS + EPOCH + 1),
                )
                undated.add(p)
            left = [
                r
                for r in left
                if index[r.earlier] not in poisoned and index[r.later] not in poisoned
            ]
            if not left:
                return ({}, {}), tuple(circles), poisoned
            continue
        new_ticks, new_days = found
        for p in touched:
            ticks[p], days[p] = new_ticks[p], new_days[p]
        _date(undated, by_day, poisoned)
        by_tick, by_day = _constraints(left, index, events, days)
        return (
            (_closure(touched, ticks, by_tick), _closure(touched, days, by_day)),
            tuple(circles),
            poisoned,
        )


def _date(undated: set[int], constraints: Sequence[Constraint], poisoned: set[int]) -> None:
    """A told distance to a dated event ("the day after his arrest") is a date; a mere order is not."""
    near = [(c.earlier, c.later) for c in constraints if c.at_most is not None]
    moved = True
    while moved:
        moved = False
        for pair in near:
            for p, other in (pair, pair[::-1]):
                if p in undated and other not in undated and p not in poisoned:
                    undated.discard(p)
                    moved = True


def _both(
    ticks: Sequence[Limits],
    days: Sequence[Limits],
    touched: Sequence[int],
    by_tick: list[Constraint],
    by_day: list[Constraint],
    places: Sequence[ZoneInfo],
) -> Contradiction | tuple[dict[Any, Limits], dict[Any, Limits]]:
    """Tighten days, then ticks within those days, until neither moves the other."""
    t = {p: ticks[p] for p in touched}
    d = {p: days[p] for p in touched}
    for _ in range(4):
        before = dict(t), dict(d)
        tight = Network(d, by_day).tightened()
        if isinstance(tight, Contradiction):
            return tight
        d = {
            p: (lo or EARLIEST_DAY, LATEST_DAY if hi is None else hi)
            for p, (lo, hi) in tight.bounds.items()
        }
        for p in touched:
            first, last = d[p]
            lo = _midnight(date.fromordinal(first), places[p]) if first > EARLIEST_DAY else EARLIEST
            hi = (
                _midnight(date.fromordinal(last + 1), places[p]) - 1
                if last < LATEST_DAY
                else LATEST
            )
            t[p] = (max(t[p][0], lo), min(t[p][1], hi))
        tight = Network(t, by_tick).tightened()
        if isinstance(tight, Contradiction):
            return tight
        t = {
            p: (EARLIEST if lo is None else lo, LATEST if hi is None else hi)
            for p, (lo, hi) in tight.bounds.items()
        }
        for p in touched:
            first = _civil(t[p][0], places[p]) if t[p][0] > EARLIEST else EARLIEST_DAY
            last = _civil(t[p][1], places[p]) if t[p][1] < LATEST else LATEST_DAY
            d[p] = (max(d[p][0], first), min(d[p][1], last))
        if (t, d) == before:
            break
    return t, d


def _civil(tick: int, zone: ZoneInfo) -> int:
    try:
        return datetime.fromtimestamp(tick, tz=zone).toordinal()
    except (OverflowError, ValueError, OSError):
        return EARLIEST_DAY if tick < 0 else LATEST_DAY


def _closure(
    touched: Sequence[int], bounds: Sequence[Limits], constraints: Iterable[Constraint]
) -> dict[tuple[int, int], int]:
    """All shortest distances among points that relations tie, chain by chain (Floyd and Warshall)."""
    constraints = list(constraints)
    chain = {p: {p} for p in touched}
    for c in constraints:
        a, b = chain[c.earlier], chain[c.later]
        if a is not b:
            a |= b
            for p in b:
                chain[p] = a
    far: dict[tuple[int, int], int] = {}
    for points in {id(members): members for members in chain.values()}.values():
        for a_point in points:
            for b_point in points:
                if a_point != b_point:
                    far[a_point, b_point] = bounds[b_point][1] - bounds[a_point][0]
    for c in constraints:
        pair = (c.earlier, c.later)
        if c.at_most is not None and c.at_most < far[pair]:
            far[pair] = c.at_most
        if c.at_least is not None and -c.at_least < far[pair[::-1]]:
            far[pair[::-1]] = -c.at_least
    for points in {id(members): members for members in chain.values()}.values():
        for k in points:
            for i in points:
                if i == k:
                    continue
                ik = far[i, k]
                for j in points:
                    if j not in (i, k) and ik + far[k, j] < far[i, j]:
                        far[i, j] = ik + far[k, j]
    return far
