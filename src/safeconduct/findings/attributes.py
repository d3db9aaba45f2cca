"""What is on file of an attribute of an event, folded for comparing with what the words of a pack mean for one person.

May import: `record`, this room's values. States and bodies are told by their codes; a body by the longest of its names
that the words contain; the form and body of an appeal, a refusal or a lifting by the paper it is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from safeconduct.findings.codes import article, code_of, fold, said, state_of
from safeconduct.record import Event

_CODED = re.compile(r"[a-z]{2}-")
_SEVERAL = re.compile(r"[,;+&]\s*|\s+and\s+")
_STATES = ("place", "to", "state")
_BODIES = ("body", "by")


@dataclass(frozen=True, slots=True)
class Attributes:
    """The attributes of one `person`'s events. `origin` and `refuge` are their states, `bodies` and `groups` the pack's.

    `events` finds the paper that an event is `of`, `places` the state that follows from movements. Answers are kept:
    events are told apart by their ids, a pack's words by their identity, which lasts as long as the pack.
    """

    origin: str | None = None
    refuge: str | None = None
    groups: Mapping[str, Any] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)  # any name, folded → its key, folded
    events: Mapping[str, Event] = field(default_factory=dict)
    person: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
    open_places: frozenset[str] = frozenset()  # events that may have been in the state of origin
    _values: dict[tuple[str, str], tuple[str, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _meanings: dict[tuple[str, int], frozenset[str]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def values(self, attribute: str, event: Event) -> tuple[str, ...]:
        """An attribute's values, folded for comparing; () where it is not on file."""
        key = (attribute, event.id)
        told = self._values.get(key)
        if told is None:
            told = self._values[key] = self._read(attribute, event)
        return told

    def meaning(self, attribute: str, words: tuple[str, ...]) -> frozenset[str]:
        """What a pack's words for an attribute mean for this person: states for origin and refuge, keys for bodies."""
        key = (attribute, id(words))
        meant = self._meanings.get(key)
        if meant is None:
            meant = self._meanings[key] = frozenset(self._mean(attribute, words))
        return meant

    def beginning(self, word: str) -> str:
        """The code that authorities of a state begin with, for `origin` and `refuge`; another word as it is."""
        state = {"origin": self.origin, "refuge": self.refuge}.get(word)
        return f"{fold(state)}-" if state else word

    def elsewhere(self, states: tuple[str, ...]) -> bool:
        """Is none of them the state of origin or of refuge?"""
        return all(s.upper() not in (self.origin, self.refuge) for s in states)

    def _mean(self, attribute: str, words: tuple[str, ...]) -> list[str]:
        if attribute in _STATES:
            named = {"origin": self.origin, "refuge": self.refuge}
            return [fold(named.get(w, w) or "?") for w in words]
        if attribute in _BODIES:
            return [self.bodies.get(w, w) for w in words]
        return list(words)

    def _read(self, attribute: str, event: Event) -> tuple[str, ...]:
        raw = self._told(attribute, event)
        if attribute in _STATES and isinstance(raw, str):
            raw = code_of(raw) or raw
        if raw is None or raw == "" or raw == []:
            return ()
        rows = raw if isinstance(raw, (list, tuple, set, frozenset)) else [raw]
        if attribute == "by":
            rows = [part for row in rows for part in _SEVERAL.split(str(row)) if part]
        folded = tuple(said(attribute, fold(row)) for row in rows)
        if attribute in _BODIES:
            return tuple(self._body(f) for f in folded)
        if attribute in ("articles", "equivalent"):  # one that names no code decides nothing
            return tuple(a for a in map(article, folded) if a is not None)
        return folded

    def _told(self, attribute: str, event: Event) -> object:
        match attribute:
            case "place":
                return state_of(event) or self.places.get(event.id)
            case "by":
                return event.by if event.by is not None else event.attributes.get("by")
            case "where":
                return event.where or None
            case "with":
                return event.with_ or None
        told = event.attributes.get(attribute)
        return (
            self._inherited(attribute, event) if told is None and attribute in _OF_PAPERS else told
        )

    def _body(self, told: str) -> str:
        """The pack's key for a body, by a name of it; or by the longest name that its words contain."""
        known = self.bodies.get(told)
        if known is not None or _CODED.match(told):
            return known or told
        state = code_of(told)
        if state is not None and state != self.refuge:
            return told
        found = [
            name
            for name in self.bodies
            if len(name) > 2 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told)
        ]
        return self.bodies[max(found, key=len)] if found else told

    def _inherited(self, attribute: str, event: Event) -> object:
        """What an appeal, a refusal or a lifting does not say itself: as in the paper it is `of`, and that one's."""
        seen = {event.id}
        while (other := self.events.get(str(event.attributes.get("of")))) is not None:
            if other.id in seen:
                return None
            seen.add(other.id)
            event = other
            if event.attributes.get(attribute) is not None:
                return event.attributes[attribute]
        return None


_OF_PAPERS = ("form", "body")
