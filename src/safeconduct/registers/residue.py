"""The people whom bounds do not settle: each is asked by the same code that answers for one case.

May import: `findings`, `record`. A row becomes an event with numeric bounds; nothing of a rule is read a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from safeconduct.findings import Finding, Verdict
from safeconduct.findings.book import Book, ReadyRule
from safeconduct.findings.check import asker, findings_of, merged
from safeconduct.findings.places import open_places, places
from safeconduct.findings.scene import Scene
from safeconduct.findings.selector import Reader
from safeconduct.findings.timeline import Timeline
from safeconduct.record import Chronology, Event, Person
from safeconduct.registers.limits import DAY
from safeconduct.registers.question import Moment
from safeconduct.registers.signature import DOUBTFUL, OPEN_ENDED, PERSON, UNDATED, Signature
from safeconduct.registers.source import EPOCH
from safeconduct.when import Span


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a person: its number in the table, its bounds in ticks (both possible), what it says."""

    n: int
    lo: int
    hi: int
    signature: Signature
    name: str = ""  # the register's own name for the event

    def may_be_by(self, tick: int) -> bool:
        """Can it have happened by then? What is told "about" or "probably" always can."""
        return self.lo <= tick or self.signature.time == DOUBTFUL


@dataclass(slots=True)
class Residue:
    """One person's rows as `findings` asks of them. Rows after the day asked about are left out."""

    rows: Sequence[Row]
    ready: Book
    as_of: Moment
    origin: str | None = None
    refuge: str | None = None

    def scene(self, *, told: bool = True, doubted: bool = True) -> Scene:
        """`told`: the events carry dates to be told of; verdicts need only the bounds. `doubted`: as in `timeline`."""
        end = self.as_of.tick
        ticks: list[tuple[int, int]] = []
        events: list[Event] = []
        undated, doubtful = [], []
        kept = [r for r in self.rows if r.may_be_by(end)]
        for i, row in enumerate(kept):
            lo, hi = row.lo, row.hi
            time = row.signature.time
            if time == UNDATED or (time == DOUBTFUL and not doubted):
                undated.append(i)
                lo, hi = 0, end
            elif time == OPEN_ENDED:
                hi = min(hi, max(lo, end))
            elif time == DOUBTFUL:
                doubtful.append(i)
            ticks.append((lo, hi))
            event = row.signature.event(f"n{row.n}")
            if told and time != UNDATED:
                event = replace(event, when=_span(lo, hi, time))
            events.append(event)
        line = Timeline(
            [(lo - EPOCH, hi - EPOCH) for lo, hi in (*ticks, (end, end))],
            [(lo // DAY + 1, hi // DAY + 1) for lo, hi in (*ticks, (end, end))],
            len(kept),
            events=events,
            undated=undated,
            doubtful=doubtful,
        )
        person = Person(PERSON, "", citizenship=self.origin, refuge=self.refuge)
        pack = self.ready.pack
        origin, refuge = self.origin or pack.origin, self.refuge or pack.refuge
        reader = Reader(
            origin, refuge, pack.groups, self.ready.bodies, {e.id: e for e in events}, PERSON,
            places(line, origin, refuge), open_places(line, origin, refuge),
        )  # fmt: skip
        day = date.fromordinal(self.as_of.day)
        sure = self.scene(told=False, doubted=False) if doubtful else None
        return Scene(Chronology(person, tuple(events)), pack, day, line, reader, sure)

    def ask(self, scene: Scene, rules: Iterable[ReadyRule]) -> Iterator[tuple[ReadyRule, Finding]]:
        """The findings of some rules, but those whose answer is no."""
        asking = asker(scene)
        for ready in rules:
            for finding in findings_of(scene, ready, asking):
                if finding.verdict is not Verdict.NO:
                    yield ready, finding

    def findings(self, scene: Scene, rules: Mapping[str, Sequence[ReadyRule]]) -> list[Finding]:
        """All findings, as `check` tells them: strongest first."""
        asking = asker(scene)
        found = []
        for ways in rules.values():
            found.extend(merged([f for ready in ways for f in findings_of(scene, ready, asking)]))
        return sorted(found, key=lambda f: -f.verdict.strength)


def _span(lo: int, hi: int, told: int) -> Span:
    """How the bounds are told of: a moment where they are one, else the days they lie in."""
    if lo == hi:
        return Span.moment(datetime(1, 1, 1) + timedelta(seconds=lo))  # noqa: DTZ001 (the register's own clock)
    return Span.between(
        date.fromordinal(lo // DAY + 1), date.fromordinal(hi // DAY + 1), uncertain=told == DOUBTFUL
    )
