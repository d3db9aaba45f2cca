"""Which events a rule means: kinds, places and attributes, answered yes, no or unknown for each event.

May import: `record`, `law`. A missing attribute is unknown, never a default; a condition may say that unknown counts
as possible. States and bodies are compared by their codes (`RU-police` takes `RU-police-samara`), articles by part
(`RU-CC-205.5` takes `RU-CC-205.5-1`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from safeconduct.findings.errors import BrokenRule
from safeconduct.record import Event
from safeconduct.record.places import state_of as state_named

NO, YES, UNKNOWN, FREE = 0, 1, 2, 3  # free: not on file, and the rule takes that as "it may be so"
_UNKNOWN = {"possible": FREE, "cannot tell": UNKNOWN, "no": NO, "yes": YES}

STEP_KEYS = frozenset(
    ("as", "within", "at_least", "after", "before", "order", "same", "differs", "outstanding", "strict",
     "same_day", "tail", "tail_outer", "tail_from", "unless", "stated")
)  # fmt: skip
_PLAIN = frozenset(("kind", "whose", "of", "any_of"))


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
        if select.whose != "any" and _is_relatives(event, self.person) != (
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
            return YES if any(_long_enough(v, c.at_least) for v in values) else NO
        fits = _COMPARE.get(c.attribute, _equal)
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
        if attribute in ("to", "state") and isinstance(raw, str):
            raw = code_of(raw) or raw
        if raw is None or raw == "" or raw == []:
            return ()
        rows = raw if isinstance(raw, (list, tuple, set, frozenset)) else [raw]
        if attribute == "by":
            rows = [
                part for row in rows for part in re.split(r"[,;+&]\s*|\s+and\s+", str(row)) if part
            ]
        folded = tuple(fold(row) for row in rows)
        if attribute in ("body", "by"):
            folded = tuple(self.bodies.get(f, f) for f in folded)
        return folded

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
        return any(_article(value, fold(a)) for a in row.get("articles") or ()) or any(
            fold(w) in value for w in row.get("words") or ()
        )


_RANK = (NO, UNKNOWN, FREE, YES)


_BLANK = re.compile(r"[\s_]+")


def fold(value: object) -> str:
    """One spelling for comparing: lower case, one kind of space."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    return _BLANK.sub(" ", str(value)).strip().casefold()


@lru_cache(maxsize=4096)
def _named(words: str) -> str | None:
    return state_named(words)


def code_of(said: object) -> str | None:
    """A state's code, from a code or from a place in words; None where it is neither."""
    if not isinstance(said, str) or not said:
        return None
    return said if len(said) == 2 and said.isupper() else _named(said)


def state_of(event: Event) -> str | None:
    """The state whose law an event falls under: its place, else the state that acted, else the articles' state."""
    if event.place:
        return event.place
    for said in (event.attributes.get("state"), event.attributes.get("place"), event.where):
        code = code_of(said)
        if code:
            return code
    acted = event.by if isinstance(event.by, str) else None
    found = re.match(r"([A-Z]{2})-", acted or "")
    if found:
        return found[1]
    articles = event.attributes.get("articles")
    if isinstance(articles, (list, tuple)) and articles and event.kind != "extradition_request":
        states = {str(a)[:2] for a in articles}
        if len(states) == 1 and re.match(r"[A-Z]{2}-", str(articles[0])):
            return states.pop()
    return None


def _is_relatives(event: Event, person: str) -> bool:
    if event.attributes.get("relative"):
        return True
    return bool(person and event.persons and person not in event.persons)


def _equal(value: str, want: str) -> bool:
    return value == want


def _article(value: str, want: str) -> bool:
    return value == want or (value.startswith(want) and value[len(want)] in "-.(")


def _agent(value: str, want: str) -> bool:
    """`ru-police` takes `ru-police-samara`; `court` takes `ru-court`."""
    if value == want or value.startswith(want + "-"):
        return True
    return "-" not in want and want in value.split("-")[1:]


def _contains(value: str, want: str) -> bool:
    return want in value


_COMPARE: dict[str, Callable[[str, str], bool]] = {
    "articles": _article,
    "equivalent": _article,
    "by": _agent,
    "at": _contains,
    "accused_of": _contains,
    "offence": _contains,
    "where": _contains,
}


def _long_enough(value: str, least: str) -> bool:
    from safeconduct.when import parse_duration
    from safeconduct.when.errors import WhenError

    try:
        return (
            parse_duration(value.upper()).days_bounds()[0] >= parse_duration(least).days_bounds()[0]
        )
    except WhenError:
        return False


# -- from a pack's row -------------------------------------------------------------------------------------------------


def read_selector(row: Mapping[str, Any], *, where: str) -> Selector:
    """A selector from its YAML row. Raises BrokenRule."""
    read = _read_selector(row, where=where)
    one: Selector = _ONE.setdefault(read, read)
    return one


_ONE: dict[Any, Any] = {}  # equal selectors and conditions are one object


def _read_selector(row: Mapping[str, Any], *, where: str) -> Selector:
    kinds = row.get("kind")
    if not kinds:
        raise BrokenRule(
            "a selector needs a kind", where=where, remedy="Name one or a list of event kinds"
        )
    of = row.get("of")
    return Selector(
        kinds=(str(kinds),) if isinstance(kinds, str) else tuple(map(str, kinds)),
        conditions=_conditions(row),
        whose=str(row.get("whose", "any" if kinds == "reprisal" else "self")),
        of=read_selector(of, where=f"{where}, of") if isinstance(of, Mapping) else None,
        any_of=tuple(
            (
                *((Condition("kind", _strings(r["kind"], "kind")),) if "kind" in r else ()),
                *_conditions(r),
            )
            for r in row.get("any_of") or ()
        ),
    )


def _conditions(row: Mapping[str, Any]) -> tuple[Condition, ...]:
    return tuple(
        _ONE.setdefault(condition, condition)
        for key, value in row.items()
        if key not in STEP_KEYS and key not in _PLAIN
        for one in (value["all"] if isinstance(value, Mapping) and "all" in value else (value,))
        for condition in (_condition(key, one),)
    )


def _condition(attribute: str, value: object) -> Condition:
    if not isinstance(value, Mapping):
        return Condition(attribute, _strings(value, attribute))
    if "none_of" in value or "not" in value:
        return Condition(
            attribute,
            _strings(value.get("not", value.get("none_of")), attribute),
            negated=True,
            unknown=_unknown(value),
        )
    if "not_group" in value:
        return Condition(
            attribute, groups=_raw(value["not_group"]), negated=True, unknown=_unknown(value)
        )
    return Condition(
        attribute,
        want=_strings(value["is"], attribute) if "is" in value else (),
        groups=_raw(value["group"]) if "group" in value else (),
        known=value.get("known"),
        starts=_strings(value["starts"], "") if "starts" in value else (),
        at_least=str(value["at_least"]) if "at_least" in value else None,
        unknown=_unknown(value),
    )


def _unknown(value: Mapping[str, Any]) -> int:
    return _UNKNOWN[value.get("unknown", "cannot tell")]


def _raw(value: object) -> tuple[str, ...]:
    return (
        (value,)
        if isinstance(value, str)
        else tuple(map(str, value if isinstance(value, Sequence) else [value]))
    )


def _strings(value: object, attribute: str) -> tuple[str, ...]:
    rows = value if isinstance(value, (list, tuple)) else [value]
    if attribute in ("place", "to", "state"):
        return tuple(str(v) for v in rows)
    return tuple(fold(v) for v in rows)
