"""Which column of a register holds what: a small YAML file written by the one who brings the register.

May import: the shelf, `record`'s kinds.

    person: person_id
    event: event_id                                 # left out: the row's number
    time: {earliest: time_lo, latest: time_hi}      # seconds since 1970 UTC, both inclusive; or
    time: date                                      # one column of EDTF text (2014-06-10, 2014-06, 2014-06?, 2013/2014)
    kind: kind                                      # or {column: type, values: {ARR: arrest, DET: detention}}
    attributes:                                     # as in event-kinds.md
      place: country                                # the state whose law applies
      ground: {column: basis, values: {X: extradition}}
      articles: {column: articles, split: ";"}      # several values in one cell
    zone: Europe/Moscow                             # whose days the dates are (its standard time); left out: UTC
    origin: UZ                                      # what rules mean by origin and refuge; left out: the pack's corridor
    refuge: RU
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from safeconduct.record.kinds import kinds
from safeconduct.registers.errors import BrokenMapping
from safeconduct.shelf import read_yaml, shelf


@dataclass(frozen=True, slots=True)
class Column:
    """A column, what its values are called here, and what stands between several values of one cell."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)
    split: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """A register's columns. `shift`: seconds that its clock is ahead of UTC."""

    person: str
    kind: Column
    earliest: str | None = None
    latest: str | None = None
    edtf: str | None = None
    event: str | None = None
    attributes: Mapping[str, Column] = field(default_factory=dict)
    shift: int = 0
    origin: str | None = None
    refuge: str | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The columns of the register that are read."""
        all_ = (self.person, self.event, self.earliest, self.latest, self.edtf, self.kind.name)
        return tuple(dict.fromkeys(n for n in (*all_, *(c.name for c in self.attributes.values())) if n))  # fmt: skip


# registers written by this product, and the synthetic one of the benchmarks
DEFAULT = Columns(
    person="person_id",
    kind=Column("kind"),
    earliest="time_lo",
    latest="time_hi",
    event="event_id",
    attributes={"place": Column("country"), "ground": Column("ground")},
)

_KEYS = ("person", "event", "time", "kind", "attributes", "zone", "origin", "refuge")


def read_mapping(path: Path | None) -> Columns:
    """The mapping in a YAML file; the columns of our own registers where there is none. Raises BrokenMapping."""
    if path is None:
        return DEFAULT
    data = read_yaml(path)
    where = str(path)
    if not isinstance(data, Mapping):
        raise BrokenMapping("a mapping is keys with column names", where=where)
    for key in data:
        if key not in _KEYS:
            raise BrokenMapping("unknown key", where=where, key=str(key), remedy="Known keys: " + ", ".join(_KEYS))  # fmt: skip
    for key in ("person", "time", "kind"):
        if not data.get(key):
            raise BrokenMapping("a key is missing", where=where, key=key, remedy="Name the column that holds it")  # fmt: skip
    earliest, latest, edtf = _time(data["time"], where)
    attributes = data.get("attributes") or {}
    if not isinstance(attributes, Mapping):
        raise BrokenMapping("attributes are names with columns", where=where, key="attributes", value=attributes)  # fmt: skip
    kind = _column(data["kind"], where, "kind")
    for word in kind.values.values():
        _known(word, kinds(), where, "kind.values", "no such kind of event")
    for name in attributes:  # packs may ask for others than these: only slips are wrong
        if get_close_matches(str(name), _attributes(), 1, 0.8):
            _known(str(name), _attributes(), where, "attributes", "no such attribute")
    return Columns(
        person=str(data["person"]),
        kind=kind,
        earliest=earliest,
        latest=latest,
        edtf=edtf,
        event=_text(data.get("event")),
        attributes={str(k): _column(v, where, f"attributes.{k}") for k, v in attributes.items()},
        shift=_shift(str(data.get("zone") or "UTC"), where),
        origin=_text(data.get("origin")),
        refuge=_text(data.get("refuge")),
    )


def _attributes() -> tuple[str, ...]:
    return (*read_yaml(shelf("vocabulary") / "event-kinds.yaml")["attributes"], "where", "with")


def _known(word: str, known: Collection[str], where: str, key: str, problem: str) -> None:
    if word not in known:
        like = get_close_matches(word, known, 3)
        hint = f"Perhaps {' or '.join(like)}. " if like else ""
        raise BrokenMapping(problem, where=where, key=key, value=word, remedy=f"{hint}vocabulary/event-kinds.yaml has them all")  # fmt: skip


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _time(value: Any, where: str) -> tuple[str | None, str | None, str | None]:
    if isinstance(value, str):
        return None, None, value
    if isinstance(value, Mapping):
        if set(value) == {"edtf"}:
            return None, None, str(value["edtf"])
        if set(value) == {"earliest", "latest"}:
            return str(value["earliest"]), str(value["latest"]), None
    raise BrokenMapping(
        "time needs one column of dates, or earliest and latest", where=where, key="time", value=value,
        remedy="time: COLUMN with dates like 2014-06-10, or time: {earliest: COLUMN, latest: COLUMN} in seconds since 1970 UTC",
    )  # fmt: skip


def _column(value: Any, where: str, key: str) -> Column:
    if isinstance(value, str):
        return Column(value)
    known = {"column", "values", "split"}
    if isinstance(value, Mapping) and isinstance(value.get("column"), str) and set(value) <= known:
        values = value.get("values") or {}
        if isinstance(values, Mapping):
            return Column(value["column"], {str(k): str(v) for k, v in values.items()}, _text(value.get("split")))  # fmt: skip
    raise BrokenMapping(
        "not a column", where=where, key=key, value=value,
        remedy="Write a column's name, or {column: NAME, values: {…}, split: …}",
    )  # fmt: skip


def _shift(zone: str, where: str) -> int:
    """The standard offset of a zone: one clock for the whole register, so that a day is always 24 hours."""
    try:
        winter = datetime(2015, 1, 15, tzinfo=ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BrokenMapping("no such zone", where=where, key="zone", value=zone, remedy="Write it like Europe/Moscow or Asia/Tashkent") from None  # fmt: skip
    return int((winter.utcoffset() or timedelta()).total_seconds())
