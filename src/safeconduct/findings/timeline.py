"""A chronology as points in time with the bounds that are left after tightening, as of a day.

May import: `record`, this room's values. Every event is one point, known in two measures: ticks (seconds since 1970
UTC) for orders and limits in hours, and calendar days (proleptic ordinal, of the place's own zone) for limits in days.
An alleged act is a point of its own; so is the end of custody of a stated length, and the end of the day asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from safeconduct.findings.points import DAY_TICKS, Circle, Limits
from safeconduct.record import Event


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
