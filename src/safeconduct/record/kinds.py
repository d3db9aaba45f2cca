"""The closed list of event kinds, read from vocabulary/event-kinds.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from safeconduct.shelf import read_yaml, shelf


@dataclass(frozen=True, slots=True)
class Kind:
    """What can happen to a person. `lane` is its row in the trail picture, `cape` its CAPE stage (1-3) or None."""

    name: str
    lane: str
    says: str
    huridocs: str | None = None
    cape: int | None = None


@cache
def kinds() -> dict[str, Kind]:
    """Every kind by name, in the order of the lanes."""
    data = read_yaml(shelf("vocabulary") / "event-kinds.yaml")
    return {
        name: Kind(name, row["lane"], row["is"], row.get("huridocs"), row.get("cape"))
        for name, row in data["kinds"].items()
    }


@cache
def lanes() -> tuple[str, ...]:
    """The rows of the trail picture from top to bottom."""
    return tuple(read_yaml(shelf("vocabulary") / "event-kinds.yaml")["lanes"])
