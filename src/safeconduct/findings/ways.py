"""A way in which a rule can be fulfilled, what the bounds have left open of it, and what came of it.

May import: this room's values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from safeconduct.findings.limits import Atom
from safeconduct.findings.placing import Literal
from safeconduct.findings.points import FAR
from safeconduct.findings.verdict import Verdict


@dataclass(slots=True)
class Conjunction:
    """Conditions that must hold together, what of them the bounds have left open."""

    points: dict[str, int]
    open: list[Atom] = field(default_factory=list)
    facts: list[tuple[object, ...]] = field(default_factory=list)  # FREE: may or may not be so
    missing: list[tuple[int, str]] = field(default_factory=list)  # UNKNOWN: event, attribute
    barred: list[Conjunction] = field(
        default_factory=list
    )  # events that would spoil it, if they fit

    def copy(self) -> Conjunction:
        """The same so far, to be added to; what bars it is looked for only once all steps are filled."""
        return Conjunction(dict(self.points), self.open[:], self.facts[:], self.missing[:])

    @property
    def settled(self) -> bool:
        """Holds in every placement."""
        return not (self.open or self.facts or self.missing or self.barred)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict for one anchor: `steps` names the events of the fulfilment that carries it.

    `open` are the limits that the dates leave open, `missing` the (event, attribute) not on file, `lacking` the step
    that is not there yet, `spoiled` the events that would undo it if they lie right, `doubts` the events told "about"
    or only alleged.
    """

    anchor: int
    verdict: Verdict
    steps: Mapping[str, int]
    open: tuple[Atom, ...] = ()
    missing: tuple[tuple[int, str], ...] = ()
    lacking: str | None = None
    spoiled: tuple[int, ...] = ()
    doubts: tuple[int, ...] = ()
    barred_by: tuple[int, ...] = ()
    jointly: bool = False  # in every placement this or another of the rule's anchors fulfils it


def denials(atoms: Sequence[Atom]) -> Iterator[Sequence[Literal]]:
    """The ways in which at least one limit is broken."""
    for unit, x, y, _, _, sure_lo, sure_hi in atoms:
        if sure_hi < FAR:
            yield [(unit, x, y, sure_hi + 1, FAR)]
        if sure_lo > -FAR:
            yield [(unit, x, y, -FAR, sure_lo - 1)]


def atoms(way: Conjunction) -> Iterator[Atom]:
    yield from way.open
    for bar in way.barred:
        yield from bar.open


def barring(way: Conjunction) -> Iterator[int]:
    for bar in way.barred:
        yield from bar.points.values()


def has_unknown(way: Conjunction) -> bool:
    return bool(way.missing) or any(b.missing for b in way.barred)


def openness(way: Conjunction) -> tuple[int, int]:
    return (len(way.missing), len(way.open) + len(way.facts) + len(way.barred))
