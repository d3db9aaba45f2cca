"""What the law says of one chronology, as plain rows a template can set.

May import: the standard library. `lawpage` makes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

EventLink = tuple[str, int, str]  # anchor, number, kind in words


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """A provision with its citation, what it says, when it was in force and how well it is known.

    `full` where it is set out; further down the same case file it is cited, with a link to `anchor`.
    """

    id: str
    anchor: str
    full: bool
    citation: str
    says: str
    force: str
    confidence: str
    confidence_says: str
    addresses: tuple[str, ...]
    sources: tuple[str, ...]
    unsure: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as a lawyer reads it."""

    anchor: str
    rule: str
    title: str
    verdict: str
    verdict_says: str
    says: str
    events: tuple[EventLink, ...]
    provisions: tuple[ProvisionRow, ...]
    would_change: str
    unsure: str
    versions: tuple[tuple[str, str], ...]
    confirmed: bool
    steps: tuple[str, ...]  # what was consulted, line by line
    again: bool  # the same rule as the finding before


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A fact the file lacks, with the rules that cannot tell without it: (id, title), and the events they are asked of.

    `anchors` are the places of the findings gathered here.
    """

    lacks: str
    rules: tuple[tuple[str, str], ...]
    events: tuple[EventLink, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A term: from when, to when at the safest, and what is unsure about it."""

    anchor: str
    id: str
    title: str
    says: str
    whose: str
    starts: str
    last_safe: str
    by_the_book: str
    outer: str
    state: str
    left: str
    ours: bool  # of the defence, or of a body it asks
    running: bool
    urgent: bool  # the defence's, and neither met nor stopped
    unsure: str
    events: tuple[EventLink, ...]
    provisions: tuple[ProvisionRow, ...]
    again: bool  # the same term as the one before, begun by another event


@dataclass(frozen=True, slots=True)
class SafeguardRow:
    """A time in which removal was forbidden, or (`protects` false) in which nothing forbade it."""

    anchor: str
    id: str
    title: str
    says: str
    protects: bool
    opens: str
    closes: str
    outer: str
    state: str  # on the day asked about, in words
    sign: str  # how strong that looks: guards, certain (without protection), cannot-tell, over
    versions: tuple[tuple[str, str], ...]
    unsure: str
    events: tuple[EventLink, ...]
    provisions: tuple[ProvisionRow, ...]


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One thing a way out needs: there, not there, or not known."""

    what: str
    met: str  # yes, no, cannot tell
    asked: bool
    opened_by: str
    events: tuple[EventLink, ...]
    provision: ProvisionRow | None


@dataclass(frozen=True, slots=True)
class WayRow:
    """A way out and what blocks it."""

    anchor: str
    id: str
    title: str
    open: str  # open, blocked, cannot tell, taken
    needs: tuple[NeedRow, ...]
    warning: str
    unsure: str


@dataclass(frozen=True, slots=True)
class CircleRow:
    """Dates that cannot all be true."""

    anchor: str
    says: str
    events: tuple[EventLink, ...]


Pointer = tuple[str, str, str, str]  # anchor, id, title, and a day or length in words


@dataclass(frozen=True, slots=True)
class GapRow:
    """Days on which nothing surely barred removal. `anchor` is the pack's own row for them, "" for none."""

    anchor: str
    first: str
    last: str
    past: bool  # over by the day asked about


@dataclass(frozen=True, slots=True)
class TodayRow:
    """Where the person stands on the day asked about. `level`: yes, in part, cannot tell, no."""

    level: str
    says: str
    until: str  # the last day on which that is sure; "" where it is open
    caveats: tuple[str, ...]
    confirmed: bool
    holding: tuple[Pointer, ...]
    maybe: tuple[Pointer, ...]
    lapsing: tuple[Pointer, ...]
    steps: tuple[Pointer, ...]
    state_terms: tuple[Pointer, ...]
    gaps: tuple[GapRow, ...]
    overdue: tuple[Pointer, ...] = ()  # ran out, and what can still be done
    remedies: tuple[
        tuple[str, str, str], ...
    ] = ()  # what can be filed to be protected: id, title, what it does


@dataclass(frozen=True, slots=True)
class LawPage:
    """All of it. `flagged`: for an event's id the findings that rest on it (anchor, rule, certain)."""

    today: TodayRow
    findings: tuple[FindingRow, ...]
    questions: tuple[QuestionRow, ...]  # what rules that cannot tell are waiting for
    deadlines: tuple[DeadlineRow, ...]
    safeguards: tuple[SafeguardRow, ...]
    ways_out: tuple[WayRow, ...]
    contradictions: tuple[CircleRow, ...]
    flagged: Mapping[str, tuple[tuple[str, str, bool], ...]] = field(default_factory=dict)

    @property
    def ours(self) -> tuple[DeadlineRow, ...]:
        """Terms of the defence."""
        return tuple(d for d in self.deadlines if d.ours)

    @property
    def theirs(self) -> tuple[DeadlineRow, ...]:
        """Terms of the state."""
        return tuple(d for d in self.deadlines if not d.ours)

    @property
    def certain(self) -> int:
        """How many findings are certain."""
        return sum(f.verdict == "certain" for f in self.findings)

    @property
    def possible(self) -> int:
        """How many are possible."""
        return sum(f.verdict == "possible" for f in self.findings)
