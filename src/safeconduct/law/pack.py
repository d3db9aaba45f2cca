"""A law pack: dated law, and the rows that ask a chronology about it, as one frozen value.

May import: this room's values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from safeconduct.law.errors import BrokenPack
from safeconduct.law.folder import situations
from safeconduct.law.provision import Provision, Words


@dataclass(frozen=True, slots=True)
class Pack:
    """A law pack with everything it includes. Rules and the like are the YAML rows, as checked by the schema.

    `where` tells for each row the file it stands in; `version` is a hash over all files, so that a finding can name
    the law it was made under.
    """

    name: str
    title: Words
    version: str
    includes: tuple[str, ...]
    corridor: Mapping[str, str]
    provisions: Mapping[str, tuple[Provision, ...]]
    rules: Mapping[str, Mapping[str, Any]]
    deadlines: Mapping[str, Mapping[str, Any]]
    safeguards: Mapping[str, Mapping[str, Any]]
    ways_out: Mapping[str, Mapping[str, Any]]
    forms: Mapping[str, Mapping[str, Any]]
    figures: Mapping[str, Any] = field(default_factory=dict)
    groups: Mapping[str, Any] = field(default_factory=dict)
    classes: Mapping[str, Any] = field(default_factory=dict)
    bodies: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, Any] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)
    situation_files: tuple[tuple[str, str], ...] = ()  # (member pack, path); read when asked for
    reference: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.name, self.version))

    @property
    def situations(self) -> tuple[Mapping[str, Any], ...]:
        """The situations of the pack and all it includes, each with its `_file` and `_pack`. Raises BrokenPack."""
        return situations(self.situation_files)

    @property
    def origin(self) -> str | None:
        """The state of origin of the pack's corridor."""
        return self.corridor.get("origin")

    @property
    def refuge(self) -> str | None:
        """The state of refuge of the pack's corridor."""
        return self.corridor.get("refuge")

    def provision(self, provision_id: str, day: date | None = None) -> Provision:
        """The version in force on `day`; where none is, the one nearest before it, else the first. Raises KeyError."""
        versions = self.provisions[provision_id]
        if day is not None:
            for version in versions:
                if version.in_force(day):
                    return version
            before = [v for v in versions if v.last is not None and v.last < day]
            if before:
                return before[-1]
        return versions[0] if day is not None else versions[-1]

    def in_force(self, provision_id: str, day: date) -> Provision | None:
        """The version of a provision in force on `day`, or None. Raises KeyError for an id the pack does not hold."""
        return next((v for v in self.provisions[provision_id] if v.in_force(day)), None)

    def figure(self, name: str) -> Any:
        """The value of a named figure of the pack. Raises BrokenPack."""
        try:
            return self.figures[name]["value"]
        except KeyError:
            raise BrokenPack(
                "a figure that the pack does not have",
                where=f"pack {self.name}",
                key=name,
                remedy="Add it under figures: with value and says",
            ) from None
