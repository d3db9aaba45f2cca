"""Measures that points in time are told in, and the circle of points that cannot all be.

May import: `record`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safeconduct.record import Relation

DAY_TICKS = 86_400
EARLIEST_DAY, LATEST_DAY = 1, date.max.toordinal()
EPOCH = date(1970, 1, 1).toordinal()
FAR = 10**13  # beyond every difference of ticks
EARLIEST, LATEST = (EARLIEST_DAY - EPOCH - 2) * DAY_TICKS, (LATEST_DAY - EPOCH + 2) * DAY_TICKS
ZERO = -1  # the point from which days and ticks are counted
SHIFT = 3_600  # a day of one zone may be an hour longer or shorter
ZONES_APART = 14 * 3_600  # days of two places may lie so far apart

Limits = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Circle:
    """Events whose dates and relations cannot all be true, and the words of the relations."""

    events: tuple[str, ...]
    relations: tuple[Relation, ...]
