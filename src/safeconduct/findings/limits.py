"""A rule's limits as numbers, between the points of one timeline.

May import: `when`, this room's values.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from safeconduct.findings.points import FAR
from safeconduct.findings.rule import Between, Limit
from safeconduct.findings.timeline import Timeline
from safeconduct.when import Duration, parse_duration
from safeconduct.when.errors import WhenError

# a limit on two points: measure, x, y, the widest reading [lo, hi] and the surest [sure_lo, sure_hi]
Atom = tuple[int, int, int, int, int, int, int]


def limits(
    line: Timeline, between: Between, x: int, y: int, points: Mapping[str, int]
) -> list[Atom]:
    """A limit between two points as numbers: one for each measure it is told in. `points` are the steps so far."""
    if between.plain is not None:
        return [(unit, x, y, lo, hi, lo, hi) for unit, lo, hi in between.plain]
    atoms: dict[int, list[int]] = {}
    for limit, is_most in ((between.at_least, False), (between.at_most, True)):
        if limit is None:
            continue
        unit, least, most = _length(line, limit, x, points)
        row = atoms.setdefault(unit, [-FAR, FAR, -FAR, FAR])
        if is_most:
            row[1], row[3] = most, least
        else:
            row[0], row[2] = least, most
    return [(unit, x, y, *row) for unit, row in atoms.items()]  # type: ignore[misc]


def _length(
    line: Timeline, limit: Limit, start: int, points: Mapping[str, int]
) -> tuple[int, int, int]:
    """Measure, and the least and most that a length can be, counted from a point."""
    if limit.unit == "tick":
        return 0, limit.length, limit.length
    if limit.unit == "day":
        return 1, limit.length, limit.length
    first, last = line.days[start]
    if limit.step:
        told = line.events[points[limit.step]].attributes.get(limit.attribute)
        if told is None:  # it states none: no limit
            return 1, FAR, FAR
        try:
            length = parse_duration(str(told))
        except WhenError:
            return 1, -FAR, FAR  # not a length: nothing is settled by it
        if limit.unit == "stated term":  # counted by the calendar from the day it starts
            least, most = months(length.calendar_months, first, last)
            return 1, least + length.whole_days, most + length.whole_days
        n = length.days_bounds()[limit.unit == "stated most"] + limit.length
        return 1, n, n
    least, most = months(limit.length, first, last)
    return 1, least + limit.days, most + limit.days


@lru_cache(maxsize=4096)
def months(length: int, first: int, last: int) -> tuple[int, int]:
    """Fewest and most days in so many calendar months begun between two days (proleptic ordinals)."""
    if length < 0:
        least, most = months(-length, first, last)
        return -most, -least
    term = Duration(months=length)
    if last - first > 400 or first < 400:
        return term.days_bounds()
    lengths = [term.after(date.fromordinal(d)).toordinal() - d for d in range(first, last + 1)]
    return min(lengths), max(lengths)
