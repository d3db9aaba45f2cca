"""What the rows of a register look like to a rule: each distinct combination of words is one signature, with a number.

May import: `findings`' rule values and places, `record`. A register of millions of rows has few signatures (kind, place, ground …),
so that whether a row fits a selector is answered once for each by the same `Reader` that answers for one case, and the
engines compare numbers. Nothing of what a selector means is written a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from safeconduct.findings.codes import state_of
from safeconduct.findings.places import destination
from safeconduct.findings.selector import NO, YES, Reader, Selector
from safeconduct.record import Event

DATED, UNDATED, OPEN_ENDED, DOUBTFUL = 0, 1, 2, 3  # what is told of the time

NOT_ON_FILE = 0  # among the codes of an attribute's values

PERSON = "p"


@dataclass(frozen=True, slots=True)
class Signature:
    """One combination of words: the kind, the attributes (absent where not on file), and what is told of the time.

    `moved`: no state is told, and the register holds movements of the person, from which it may follow.
    """

    number: int
    kind: str
    attributes: Mapping[str, object]
    time: int = DATED
    moved: bool = False

    def event(self, name: str) -> Event:
        """A row of this signature as the record knows events."""
        told = dict(self.attributes)
        place, by, where = told.pop("place", None), told.pop("by", None), told.pop("where", "")
        return Event(
            name, self.kind, persons=(PERSON,),
            place=None if place is None else str(place), by=None if by is None else str(by), where=str(where or ""),
            attributes=told,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fit:
    """The signatures that surely fit a selector, and those that may (something is not on file, or is in doubt)."""

    sure: frozenset[int]
    maybe: frozenset[int]

    @property
    def all(self) -> frozenset[int]:
        return self.sure | self.maybe


@dataclass
class Signatures:
    """All signatures of a register, in the order of their numbers: by kind, then by attributes."""

    rows: Sequence[Signature]
    reader: Reader
    codes: Mapping[str, Sequence[int]]  # of each attribute's values, by the signature's number
    many: frozenset[str] = frozenset()  # attributes that hold several values in one row
    _fits: dict[int, tuple[Selector, Fit]] = field(default_factory=dict)
    _events: list[Event] = field(default_factory=list)

    def fit(self, select: Selector) -> Fit:
        """Which signatures a selector means."""
        known = self._fits.get(id(select))
        if known is not None:
            return known[1]
        if not self._events:
            self._events = [s.event(f"s{s.number}") for s in self.rows]
        sure, maybe = set(), set()
        for s, event in zip(self.rows, self._events, strict=True):
            if s.kind not in select.kinds:
                continue
            fits = {self.reader.match(select, event)}
            if s.moved:
                fits |= {self._elsewhere.match(select, e) for e in self._placed(event)}
            if fits == {YES} and s.time == DATED:
                sure.add(s.number)
            elif fits != {NO}:
                maybe.add(s.number)
        fit = Fit(frozenset(sure), frozenset(maybe))
        self._fits[id(select)] = (select, fit)
        return fit

    @cached_property
    def _states(self) -> tuple[str, ...]:
        """The states that somebody of this register may have been in."""
        told = {state for e in self._events for state in (state_of(e), destination(e)) if state}
        return tuple(sorted(told | {s for s in (self.reader.origin, self.reader.refuge) if s}))

    @cached_property
    def _elsewhere(self) -> Reader:
        """The same reader for events whose state is not told, and may be the state of origin."""
        names = frozenset(f"s{s.number}-" for s in self.rows if s.moved)
        return replace(self.reader, open_places=names, _values={}, _matched={}, _tested={})

    def _placed(self, event: Event) -> Iterator[Event]:
        """The event in each state that may follow for it, and in one that is open."""
        yield replace(event, id=f"{event.id}-")
        for state in self._states:
            yield replace(event, id=f"{event.id}-{state}", place=state)

    @property
    def attributes(self) -> tuple[str, ...]:
        return tuple(self.codes)

    def lacking(self, attribute: str) -> frozenset[int]:
        """The signatures in which an attribute is not on file."""
        return frozenset(s.number for s in self.rows if s.attributes.get(attribute) is None)


def among(column: str, numbers: Iterable[int]) -> str:
    """SQL: is the number in a column one of these? Neighbours are joined into ranges."""
    ranges: list[list[int]] = []
    for n in sorted(numbers):
        if ranges and n == ranges[-1][1] + 1:
            ranges[-1][1] = n
        else:
            ranges.append([n, n])
    if not ranges:
        return "FALSE"
    if len(ranges) > 12:
        return f"{column} IN ({', '.join(map(str, sorted(numbers)))})"
    tests = [f"{column} = {a}" if a == b else f"{column} BETWEEN {a} AND {b}" for a, b in ranges]
    return tests[0] if len(tests) == 1 else f"({' OR '.join(tests)})"
