"""The clock of a place, and the days and seconds it tells.

May import: `when`.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from safeconduct.findings.points import EARLIEST_DAY, LATEST_DAY
from safeconduct.when import zone_of
from safeconduct.when.errors import UnknownState


@lru_cache(maxsize=1024)
def _named_zone(state: str, where: str) -> ZoneInfo | None:
    try:
        return zone_of(state, where)
    except UnknownState:
        return None


def zone_at(state: str | None, where: str) -> ZoneInfo | None:
    """The clock of a place in a state; None where the state is not told, or none of ours."""
    return _named_zone(state, where or "") if state else None


@lru_cache(maxsize=8192)
def midnight(day: date, zone: ZoneInfo) -> int:
    return int(datetime.combine(day, time(), tzinfo=zone).timestamp())


def civil_day(tick: int, zone: ZoneInfo) -> int:
    try:
        return datetime.fromtimestamp(tick, tz=zone).toordinal()
    except (OverflowError, ValueError, OSError):
        return EARLIEST_DAY if tick < 0 else LATEST_DAY
