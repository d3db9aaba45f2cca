"""Which events a rule means: kinds, places and attributes, answered yes, no or unknown for each event.

May import: `record`, this room's values. A missing attribute is unknown, never a default; a condition may say that
unknown counts as possible. States and bodies are compared by their codes (`RU-police` takes `RU-police-samara`),
articles by part (`RU-CC-205.5` takes `RU-CC-205.5-1`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from safeconduct.findings.attributes import Attributes
from safeconduct.findings.codes import COMPARE, fold, is_relatives, long_enough, same_article
from safeconduct.record import Event
from safeconduct.record.kinds import kinds

# in the order of what they leave: of several that must hold the least decides, of several ways the greatest
NO, UNKNOWN, FREE, YES = range(4)  # free: not on file, and the rule takes that as "it may be so"


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


Conditions = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Selector:
    """Events of these kinds that fulfil every condition; `whose`: the person's own, a relative's, or any."""

    kinds: tuple[str, ...]
    conditions: Conditions = ()
    whose: str = "self"
    of: Selector | None = None
    any_of: tuple[Conditions, ...] = ()
    some_in: tuple[Conditions, ...] = ()  # of each row: one that is on file holds
    none_in: tuple[Conditions, ...] = ()  # of each row: those on file all hold, and one is on file


@dataclass(frozen=True, slots=True)
class Reader(Attributes):
    """Asks selectors of one person's events. Answers are kept, as those of attributes are."""

    _matched: dict[tuple[int, str], int] = field(default_factory=dict, repr=False, compare=False)
    _tested: dict[tuple[int, str], int] = field(default_factory=dict, repr=False, compare=False)
    _unknowns: dict[tuple[int, str], tuple[str, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def match(self, select: Selector, event: Event) -> int:
        """NO, UNKNOWN, FREE or YES. Kinds are not looked at: the caller has found the event by its kind.

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
        answer = self._every(select.conditions, event)
        if answer and select.of is not None:
            answer = min(answer, self._of(select.of, event))
        if answer and select.any_of:
            answer = min(answer, max(self._every(row, event) for row in select.any_of))
        for row in select.some_in:
            answer = min(answer, self._on_file(row, event, every=False))
        for row in select.none_in:
            answer = min(answer, self._on_file(row, event, every=True))
        return answer

    def _every(self, row: Conditions, event: Event) -> int:
        least = YES
        for condition in row:
            one = self.test(condition, event)
            if one < least:
                if one == NO:
                    return NO
                least = one
        return least

    def _on_file(self, row: Conditions, event: Event, *, every: bool) -> int:
        """Do the conditions whose attributes are on file hold, every or any of them?"""
        told = [self.test(c, event) == YES for c in row if self.values(c.attribute, event)]
        if not told:
            return UNKNOWN
        return YES if (all(told) if every else any(told)) else NO

    def _of(self, select: Selector, event: Event) -> int:
        of = str(event.attributes.get("of"))
        other = self.events.get(of)
        if other is None:  # a kind alone names what is not on file itself
            if of not in kinds():
                return UNKNOWN
            plain = not (select.conditions or select.of or select.any_of)
            return NO if of not in select.kinds else YES if plain else UNKNOWN
        return self.match(select, other) if other.kind in select.kinds else NO

    def test(self, c: Condition, event: Event) -> int:
        """One condition on one event. Conditions of a pack that are equal are one object, so most are asked once."""
        if c.attribute == "kind":
            return YES if event.kind in c.want else NO
        key = (id(c), event.id)
        answer = self._tested.get(key)
        if answer is None:
            answer = self._tested[key] = self._test(c, event)
        return answer

    def _test(self, c: Condition, event: Event) -> int:
        values = self.values(c.attribute, event)
        if c.known is not None:
            return YES if bool(values) == c.known else NO
        if not values:
            away = c.attribute == "place" and event.id in self.open_places
            return UNKNOWN if away and c.unknown == YES else c.unknown
        if c.at_least is not None:
            return YES if any(long_enough(v, c.at_least) for v in values) else NO
        return YES if self._fits(c, values) != c.negated else NO

    def _fits(self, c: Condition, values: tuple[str, ...]) -> bool:
        """Is any of the values one that the condition names?"""
        if c.want:
            wanted = self.meaning(c.attribute, c.want)
            compare = COMPARE.get(c.attribute)
            if compare is None:
                if not wanted.isdisjoint(values):
                    return True
            elif any(compare(v, w) for v in values for w in wanted):
                return True
            if "elsewhere" in c.want and self.elsewhere(values):
                return True
        if c.starts and any(v.startswith(self.beginning(s)) for v in values for s in c.starts):
            return True
        return bool(c.groups) and any(self._in_group(v, g) for v in values for g in c.groups)

    def _in_group(self, value: str, group: str) -> bool:
        row = self.groups.get(group) or {}
        return any(same_article(value, fold(a)) for a in row.get("articles") or ()) or any(
            fold(w) in value for w in row.get("words") or ()
        )

    def unknown(self, select: Selector, event: Event) -> tuple[str, ...]:
        """The attributes that are not on file and would decide."""
        key = (id(select), event.id)
        told = self._unknowns.get(key)
        if told is None:
            told = self._unknowns[key] = tuple(dict.fromkeys(self._not_on_file(select, event)))
        return told

    def _not_on_file(self, select: Selector, event: Event) -> list[str]:
        rows = (select.conditions, *select.any_of)
        missing = [
            c.attribute for row in rows for c in row if self.test(c, event) in (UNKNOWN, FREE)
        ]
        if select.of is not None and self._of(select.of, event) in (UNKNOWN, FREE):
            missing.insert(len(select.conditions), "of")
        missing.extend(
            row[0].attribute
            for row in (*select.some_in, *select.none_in)
            if self._on_file(row, event, every=True) == UNKNOWN
        )
        return missing
