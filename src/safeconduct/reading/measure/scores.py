"""Counts of how well a reading agrees with what was expected: tallies, what was missed, and their sums.

May import: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tally:
    """Expected, proposed, and how many of each agree."""

    expected: int = 0
    proposed: int = 0
    found: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.expected + other.expected,
            self.proposed + other.proposed,
            self.found + other.found,
        )

    @property
    def precision(self) -> float:
        """Of what was proposed, the share that was expected; 1 where nothing was proposed."""
        return self.found / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """Of what was expected, the share that was proposed; 1 where nothing was expected."""
        return self.found / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """Something for a person to look at: what was wrong with one quote or passage."""

    what: str  # missed, victim, date, extra, not an event
    kind: str
    quote: str
    expected: str = ""
    got: str = ""
    sure: bool = False  # the claim that is wrong was shown as sure


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of one or several documents."""

    language: str = ""
    documents: int = 1
    people: Tally = Tally()
    kind: Tally = Tally()
    victim: Tally = Tally()
    date: Tally = Tally()
    both: Tally = Tally()
    speakers: Tally = Tally()
    figures: Tally = Tally()
    by_kind: dict[str, Tally] = field(default_factory=dict)
    mixed: int = 0  # found people whose spellings are of two expected ones
    sure: int = 0
    sure_and_wrong: int = 0
    misses: tuple[Miss, ...] = ()

    def __add__(self, other: Score) -> Score:
        kinds = dict(self.by_kind)
        for name, tally in other.by_kind.items():
            kinds[name] = kinds.get(name, Tally()) + tally
        return Score(
            self.language if self.language == other.language else "all",
            self.documents + other.documents,
            self.people + other.people,
            self.kind + other.kind,
            self.victim + other.victim,
            self.date + other.date,
            self.both + other.both,
            self.speakers + other.speakers,
            self.figures + other.figures,
            kinds,
            self.mixed + other.mixed,
            self.sure + other.sure,
            self.sure_and_wrong + other.sure_and_wrong,
            self.misses + other.misses,
        )
