"""Which events a rule means: kinds, places and attributes, answered yes, no or unknown for each event.

May import: `record`, `law`. A missing attribute is unknown, never a default; a condition may say that unknown counts
as possible. States and bodies are compared by their codes (`RU-police` takes `RU-police-samara`), articles by part
(`RU-CC-205.5` takes `RU-CC-205.5-1`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from safeconduct.findings.codes import (
    COMPARE,
    article,
    code_of,
    equal,
    fold,
    is_relatives,
    long_enough,
    said,
    same_article,
    state_of,
)
from safeconduct.record import Event

NO, YES, UNKNOWN, FREE = 0, 1, 2, 3  # free: not on file, and the rule takes that as "it may be so"


@dataclass(frozen=True, slots=True)
class Condition:
    """One attribute's test. `want` are values (any of them), `groups` names of groups; `negated` turns it round."""

    attribute: str
    want: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    negated: bool = False
    known: bool | None = None
    starts: tuple[str, ...] = ()
    at_least: str | None = None
    unknown: int = UNKNOWN


@dataclass(frozen=True, slots=True)
class Selector:
    """Events of these kinds that fulfil every condition; `whose`: the person's own, a relative's, or any."""

    kinds: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    whose: str = "self"
    of: Selector | None = None
    any_of: tuple[tuple[Condition, ...], ...] = ()
    some_in: tuple[tuple[Condition, ...], ...] = ()  # of each row: one that is on file holds
    none_in: tuple[
        tuple[Condition, ...], ...
    ] = ()  # of each row: those on file all hold, and one is on file


@dataclass(frozen=True, slots=True)
class Reader:
    """What the words of a pack mean for one person: their states, and the pack's groups and bodies.

    `events` finds the event that a `notification` is of.
    """

    origin: str | None = None
    refuge: str | None = None
    groups: Mapping[str, Any] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(
        default_factory=dict
    )  # any name, folded → the pack's key, folded
    events: Mapping[str, Event] = field(default_factory=dict)
    person: str = ""
    places: Mapping[str, str] = field(
        default_factory=dict
    )  # event → state, where it follows from movements
    _matched: dict[tuple[int, str], int] = field(default_factory=dict, repr=False, compare=False)
    _tested: dict[tuple[int, str], int] = field(default_factory=dict, repr=False, compare=False)
    _unknowns: dict[tuple[int, str], tuple[str, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _values: dict[tuple[str, str], tuple[str, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _wants: dict[int, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def match(self, select: Selector, event: Event) -> int:
        """NO, YES, UNKNOWN or FREE. Kinds are not looked at: the caller has found the event by its kind.

        Selectors live as long as the pack, so that their identity serves as a key.
        """
        key = (id(select), event.id)
        answer = self._matched.get(key)
        if answer is None:
            answer = self._matched[key] = self._match(select, event)
        return answer

    def _match(self, select: Selector, event: Event) -> int:
        if select.whose != "any" and is_relatives(event, self.person) != (
            select.whose == "relative"
        ):
            return NO
        answer = YES
        for condition in select.conditions:
            one = self.test(condition, event)
            if one == NO:
                return NO
            if one != YES:
                answer = one if answer == YES else UNKNOWN if UNKNOWN in (one, answer) else FREE
        if select.of is not None:
            one = self._of(select.of, event)
            if one == NO:
                return NO
            if one != YES:
                answer = one if answer == YES else UNKNOWN
        if select.any_of:
            one = max(
                (min((self.test(c, event) for c in row), key=_RANK.index) for row in select.any_of),
                key=_RANK.index,
            )
            if one == NO:
                return NO
            if one != YES:
                answer = one if answer == YES else UNKNOWN
        for row, every in (
            *((r, False) for r in select.some_in),
            *((r, True) for r in select.none_in),
        ):
            one = self._on_file(row, event, every=every)
            if one == NO:
                return NO
            if one != YES:
                answer = one if answer == YES else UNKNOWN
        return answer

    def _on_file(self, row: tuple[Condition, ...], event: Event, *, every: bool) -> int:
        """Do the conditions whose attributes are on file hold, every or any of them?"""
        told = [self.test(c, event) == YES for c in row if self.values(c.attribute, event)]
        if not told:
            return UNKNOWN
        return YES if (all(told) if every else any(told)) else NO

    def unknown(self, select: Selector, event: Event) -> tuple[str, ...]:
        """The attributes that are not on file and would decide."""
        key = (id(select), event.id)
        told = self._unknowns.get(key)
        if told is None:
            told = self._unknowns[key] = self._not_on_file(select, event)
        return told

    def _not_on_file(self, select: Selector, event: Event) -> tuple[str, ...]:
        missing = [c.attribute for c in select.conditions if self.test(c, event) in (UNKNOWN, FREE)]
        if select.of is not None and self._of(select.of, event) in (UNKNOWN, FREE):
            missing.append("of")
        if select.any_of:
            missing.extend(
                c.attribute
                for row in select.any_of
                for c in row
                if self.test(c, event) in (UNKNOWN, FREE)
            )
        missing.extend(
            row[0].attribute
            for row in (*select.some_in, *select.none_in)
            if self._on_file(row, event, every=True) == UNKNOWN
        )
        return tuple(dict.fromkeys(missing))

    def _of(self, select: Selector, event: Event) -> int:
        name = event.attributes.get("of")
        if name is None:
            return UNKNOWN
        other = self.events.get(str(name))
        if other is None:
            return UNKNOWN
        if other.kind not in select.kinds:
            return NO
        return self.match(select, other)

    def test(self, c: Condition, event: Event) -> int:
        """One condition on one event. Conditions of a pack that are equal are one object, so most are asked once."""
        key = (id(c), event.id)
        answer = self._tested.get(key)
        if answer is None:
            answer = self._tested[key] = self._test(c, event)
        return answer

    def _test(self, c: Condition, event: Event) -> int:
        values = self.values(c.attribute, event)
        if not values:
            return (YES if not c.known else NO) if c.known is not None else c.unknown
        if c.known is not None:
            return YES if c.known else NO
        if c.at_least is not None:
            return YES if any(long_enough(v, c.at_least) for v in values) else NO
        fits = COMPARE.get(c.attribute, equal)
        found = any(fits(v, w) for v in values for w in self._wanted(c))
        found = found or any(v.startswith(self._beginning(s)) for v in values for s in c.starts)
        found = found or any(self._in_group(v, g) for v in values for g in c.groups)
        if c.attribute in ("place", "to", "state") and "elsewhere" in c.want:
            found = found or all(
                v not in (self.origin, self.refuge) for v in map(str.upper, values)
            )
        return YES if found != c.negated else NO

    def values(self, attribute: str, event: Event) -> tuple[str, ...]:
        """An attribute's values, folded for comparing; () where it is not on file."""
        key = (attribute, event.id)
        told = self._values.get(key)
        if told is None:
            told = self._values[key] = self._read(attribute, event)
        return told

    def _read(self, attribute: str, event: Event) -> tuple[str, ...]:
        raw: object
        if attribute == "place":
            raw = state_of(event) or self.places.get(event.id)
        elif attribute == "by":
            raw = event.by if event.by is not None else event.attributes.get("by")
        elif attribute == "where":
            raw = event.where or None
        elif attribute == "kind":
            raw = event.kind
        elif attribute == "with":
            raw = event.with_ or None
        else:
            raw = event.attributes.get(attribute)
            if raw is None and attribute in ("form", "body"):
                raw = self._inherited(attribute, event)
        if attribute in ("to", "state") and isinstance(raw, str):
            raw = code_of(raw) or raw
        if raw is None or raw == "" or raw == []:
            return ()
        rows = raw if isinstance(raw, (list, tuple, set, frozenset)) else [raw]
        if attribute == "by":
            rows = [
                part for row in rows for part in re.split(r"[,;+&]\s*|\s+and\s+", str(row)) if part
            ]
        folded = tuple(said(attribute, fold(row)) for row in rows)
        if attribute in ("body", "by"):
            folded = tuple(self._body(f) for f in folded)
        if attribute in ("articles", "equivalent"):  # one that names no code decides nothing
            folded = tuple(a for a in map(article, folded) if a is not None)
        return folded

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

    def _wanted(self, c: Condition) -> tuple[str, ...]:
        wants = self._wants.get(id(c))
        if wants is None:
            wants = self._wants[id(c)] = self._mean(c)
        return wants

    def _mean(self, c: Condition) -> tuple[str, ...]:
        """What the rule's words mean for this person: states for origin and refuge, one name for each body."""
        if c.attribute in ("place", "to", "state"):
            named = {"origin": self.origin, "refuge": self.refuge}
            return tuple(fold(named.get(w, w) or "?") for w in c.want)
        if c.attribute in ("body", "by"):
            return tuple(self.bodies.get(w, w) for w in c.want)
        return c.want

    def _beginning(self, start: str) -> str:
        state = {"origin": self.origin, "refuge": self.refuge}.get(start)
        return f"{fold(state)}-" if state else start

    def _in_group(self, value: str, group: str) -> bool:
        row = self.groups.get(group) or {}
        return any(same_article(value, fold(a)) for a in row.get("articles") or ()) or any(
            fold(w) in value for w in row.get("words") or ()
        )


_CODED = re.compile(r"[a-z]{2}-")
_RANK = (NO, UNKNOWN, FREE, YES)
