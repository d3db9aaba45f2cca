"""Which column of a register holds what: a small YAML file written by the one who brings the register.

May import: `when`, the shelf.

    person: person_id
    event: event_id            # left out: the row's number
    time: {earliest: time_lo, latest: time_hi}      # seconds since 1970 UTC, both inclusive; or
    time: {edtf: date}                              # one column of EDTF text
    kind: kind                 # or {column: type, values: {ARR: arrest, DET: detention}}
    attributes: {place: country, ground: ground}
    zone: Europe/Moscow        # whose days a date is
    origin: UZ                 # what rules mean by origin and refuge; left out: the pack's corridor
    refuge: RU
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from safeconduct.registers.errors import BrokenMapping
from safeconduct.shelf import read_yaml


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and what its values are called here."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Columns:
    """A register's columns."""

    person: str
    kind: Column
    earliest: str | None = None
    latest: str | None = None
    edtf: str | None = None
    event: str | None = None
    attributes: Mapping[str, Column] = field(default_factory=dict)
    zone: str = "UTC"
    origin: str | None = None
    refuge: str | None = None


# registers written by this product, and the synthetic one of the benchmarks
DEFAULT = Columns(
    person="person_id",
    kind=Column("kind"),
    earliest="time_lo",
    latest="time_hi",
    event="event_id",
    attributes={"place": Column("country"), "ground": Column("ground")},
)

_KEYS = {"person", "event", "time", "kind", "attributes", "zone", "origin", "refuge"}


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
            raise BrokenMapping(
                "unknown key",
                where=where,
                key=str(key),
                remedy="Known keys: " + ", ".join(sorted(_KEYS)),
            )
    for key in ("person", "time", "kind"):
        if key not in data:
            raise BrokenMapping(
                "a key is missing", where=where, key=key, remedy="Name the column that holds it"
            )
    time = data["time"]
    if isinstance(time, str):
        time = {"edtf": time}
    if "edtf" not in time and not {"earliest", "latest"} <= set(time):
        raise BrokenMapping(
            "time needs earliest and latest, or edtf", where=where, key="time", value=time,
            remedy="time: {earliest: COLUMN, latest: COLUMN} in seconds since 1970, or time: {edtf: COLUMN}",
        )  # fmt: skip
    return Columns(
        person=str(data["person"]),
        kind=_column(data["kind"], where, "kind"),
        earliest=time.get("earliest"),
        latest=time.get("latest"),
        edtf=time.get("edtf"),
        event=data.get("event"),
        attributes={
            str(k): _column(v, where, f"attributes.{k}")
            for k, v in (data.get("attributes") or {}).items()
        },
        zone=str(data.get("zone") or "UTC"),
        origin=data.get("origin"),
        refuge=data.get("refuge"),
    )


def _column(value: Any, where: str, key: str) -> Column:
    if isinstance(value, str):
        return Column(value)
    if isinstance(value, Mapping) and isinstance(value.get("column"), str):
        return Column(
            value["column"], {str(k): str(v) for k, v in (value.get("values") or {}).items()}
        )
    raise BrokenMapping(
        "not a column",
        where=where,
        key=key,
        value=value,
        remedy="Write a column's name, or {column: NAME, values: {…}}",
    )
