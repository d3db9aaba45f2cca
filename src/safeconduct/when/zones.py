"""Which clock a place keeps, and the seconds in which something told in civil days can have happened.

May import: the standard library and the shelf. Zones are the IANA database's (package tzdata, so that no machine's
own copy is asked); which place keeps which is vocabulary/zones.yaml.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from safeconduct.shelf import read_yaml, shelf
from safeconduct.when.errors import UnknownState
from safeconduct.when.span import Span

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=4096)
def zone_of(state: str, place: str = "") -> ZoneInfo:
    """The zone of a place in a state (ISO 3166 alpha-2): its own where the table knows it, else the capital's.

    `place` is in words, Latin or Cyrillic, in any case: "Samara", "в Самарской области". Raises UnknownState.
    """
    code = state.strip().upper()
    told = place.casefold()
    if told:
        for beginning, zone in _beginnings(code):
            if re.search(rf"(?<!\w){re.escape(beginning)}", told):
                return _zone(zone)
    capital = _capitals().get(code)
    if capital is None:
        raise UnknownState(
            "no time zone is known for this state",
            value=state,
            remedy="Use an ISO 3166 code of two letters, such as RU or UZ; see vocabulary/zones.yaml",
        )
    return _zone(capital)


def instants(span: Span, zone: ZoneInfo) -> tuple[int | None, int | None]:
    """First and last second (seconds since 1970 UTC, both inclusive) in which it can have been; None is an open end.

    A time of day stated with its own zone is one second, whatever `zone`. An hour that the clocks passed twice gives
    both. Days are those of `zone`, 23 to 25 hours long where the clocks were changed.
    """
    if span.at and not span.is_doubtful:
        if span.at.tzinfo is not None:
            second = _seconds(span.at)
            return second, second
        both = [_seconds(span.at.replace(tzinfo=zone, fold=fold)) for fold in (0, 1)]
        return min(both), max(both)
    first = _midnight(span.earliest, zone) if span.earliest else None
    last = _midnight(span.latest, zone) - 1 if span.latest else None
    return first, last


def days(first: int | None, last: int | None, zone: ZoneInfo) -> Span:
    """The civil days of `zone` that hold the seconds from `first` to `last`; the way back from `instants`."""
    return Span.between(_day(first, zone), _day(last, zone))


def moment(second: int, zone: ZoneInfo) -> datetime:
    """A second since 1970 UTC as civil time of `zone`."""
    return (_EPOCH + timedelta(seconds=second)).astimezone(zone)


def _day(second: int | None, zone: ZoneInfo) -> date | None:
    return None if second is None else moment(second, zone).date()


@lru_cache(maxsize=65536)
def _midnight(day: date, zone: ZoneInfo) -> int:
    return _seconds(datetime.combine(day, time(), tzinfo=zone))


def _seconds(at: datetime) -> int:
    passed = at - _EPOCH
    return passed.days * 86_400 + passed.seconds


@cache
def _zone(name: str) -> ZoneInfo:
    folder = resources.files("tzdata") / "zoneinfo"
    with folder.joinpath(*name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


@cache
def _table() -> dict[str, dict[str, object]]:
    table: dict[str, dict[str, object]] = read_yaml(shelf("vocabulary") / "zones.yaml")
    return table


@cache
def _capitals() -> dict[str, str]:
    """The capital's zone of every state: the only one it has, or the one the vocabulary names."""
    zones: dict[str, list[str]] = defaultdict(list)
    text = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            state, _, name, *_ = line.split("\t")
            zones[state].append(name)
    single = {state: names[0] for state, names in zones.items() if len(names) == 1}
    return single | {state: str(zone) for state, zone in _table()["states"].items()}


@cache
def _beginnings(state: str) -> tuple[tuple[str, str], ...]:
    """Beginnings of place names of a state with their zones, the longest first."""
    places = _table()["places"].get(state, {})
    rows = [(b, zone) for zone, names in places.items() for b in names]  # type: ignore[attr-defined]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
