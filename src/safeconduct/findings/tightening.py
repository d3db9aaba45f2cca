"""What relations leave of the dates: bounds narrowed in days and in ticks, and the circles that cannot be.

May import: `when`, `record`, this room's values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from safeconduct.findings.clocks import civil_day, midnight
from safeconduct.findings.points import (
    DAY_TICKS,
    EARLIEST,
    EARLIEST_DAY,
    EPOCH,
    LATEST,
    LATEST_DAY,
    ZONES_APART,
    Circle,
    Limits,
)
from safeconduct.record import Event, Relation
from safeconduct.when import Constraint, Contradiction, Duration, Network, parse_duration


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
            seconds - DAY_TICKS + 1 - ZONES_APART
        ) // DAY_TICKS + 1 if seconds else None
    if low_d == 0:
        return 0, 0
    return (low_d - 1) * DAY_TICKS + 1 - (ZONES_APART if low_d > 1 else 0), low_d


def _most(length: Duration | None, hours: bool, start: Limits) -> tuple[int | None, int | None]:
    if length is None:
        return None, None
    high_d = _in_days(length, start)[1]
    if not length.in_days or hours:
        seconds = length.seconds_bounds()[1]
        return seconds, (seconds + DAY_TICKS - 1 + ZONES_APART) // DAY_TICKS
    return (high_d + 1) * DAY_TICKS - 1 + ZONES_APART, high_d


def tighten(
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
        before = {p: days[p] for p in touched}
        for p in touched:
            ticks[p], days[p] = new_ticks[p], new_days[p]
        _date(undated, by_day, poisoned)
        if any(new_days[p] != before[p] for p in touched):  # a month's days are known better
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
            lo = midnight(date.fromordinal(first), places[p]) if first > EARLIEST_DAY else EARLIEST
            hi = (
                midnight(date.fromordinal(last + 1), places[p]) - 1 if last < LATEST_DAY else LATEST
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
            first = civil_day(t[p][0], places[p]) if t[p][0] > EARLIEST else EARLIEST_DAY
            last = civil_day(t[p][1], places[p]) if t[p][1] < LATEST else LATEST_DAY
            d[p] = (max(d[p][0], first), min(d[p][1], last))
        if (t, d) == before:
            break
    return t, d


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
