"""The people whom bounds do not settle: each is asked by the same code that answers for one case.

May import: `findings`, `record`. A row becomes an event with numeric bounds; nothing of a rule is read a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from safeconduct.findings import Finding, Verdict
from safeconduct.findings.book import Book, ReadyRule
from safeconduct.findings.check import findings_of, merged
from safeconduct.findings.evaluate import Asker
from safeconduct.findings.places import places
from safeconduct.findings.scene import Scene
from safeconduct.findings.selector import Reader
from safeconduct.findings.timeline import Timeline
from safeconduct.record import Chronology, Event, Person
from safeconduct.registers.limits import DAY
from safeconduct.registers.question import Moment
from safeconduct.registers.signature import DOUBTFUL, OPEN_ENDED, PERSON, UNDATED, Signature
from safeconduct.registers.source import EPOCH
from safeconduct.when import Span

# from these follows where a person was, where no place is told
MOVEMENTS = frozenset(("departure", "entry", "move", "transfer_abroad", "extradition", "expulsion", "resettlement"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a person: its number in the table, its bounds in ticks (both possible), what it says."""

    n: int
    lo: int
    hi: int
    signature: Signature
    name: str = ""  # the register's own name for the event


def scene(
    rows: Sequence[Row],
    ready: Book,
    as_of: Moment,
    origin: str | None,
    refuge: str | None,
    *,
    told: bool = True,
) -> Scene:
    """One person's rows as `findings` asks of them. Rows after the day asked about are left out.

    `told`: the events carry dates to be told of; verdicts need only the bounds.
    """
    kept = [r for r in rows if r.lo <= as_of.tick]
    ticks: list[tuple[int, int]] = []
    events: list[Event] = []
    undated, doubtful = [], []
    for i, row in enumerate(kept):
        lo, hi = row.lo, row.hi
        time = row.signature.time
        if time == UNDATED:
            undated.append(i)
            lo, hi = 0, as_of.tick
        elif time == OPEN_ENDED:
            hi = min(hi, max(lo, as_of.tick))
        elif time == DOUBTFUL:
            doubtful.append(i)
        ticks.append((lo, hi))
        event = row.signature.event(f"n{row.n}")
        if told and time != UNDATED:
            event = replace(event, when=_span(lo, hi, time))
        events.append(event)
    end = (as_of.tick, as_of.tick)
    line = Timeline(
        [(lo - EPOCH, hi - EPOCH) for lo, hi in (*ticks, end)],
        [(lo // DAY + 1, hi // DAY + 1) for lo, hi in (*ticks, end)],
        len(kept),
        events=events,
        undated=undated,
        doubtful=doubtful,
    )
    person = Person(PERSON, "", citizenship=origin, refuge=refuge)
    pack = ready.pack
    reader = Reader(
        origin or pack.origin, refuge or pack.refuge, pack.groups, ready.bodies,
        {e.id: e for e in events}, PERSON, places(line),
    )  # fmt: skip
    return Scene(Chronology(person, tuple(events)), pack, date.fromordinal(as_of.day), line, reader)


def _span(lo: int, hi: int, told: int) -> Span:
    """How the bounds are told of: a moment where they are one, else the days they lie in."""
    if lo == hi:
        return Span.moment(datetime(1, 1, 1) + timedelta(seconds=lo))  # noqa: DTZ001 (the register's own clock)
    return Span.between(
        date.fromordinal(lo // DAY + 1), date.fromordinal(hi // DAY + 1), uncertain=told == DOUBTFUL
    )


def ask(scene: Scene, rules: Iterable[ReadyRule]) -> Iterator[tuple[ReadyRule, Finding]]:
    """The findings of some rules, but those whose answer is no."""
    asker = Asker(scene.line, scene.reader)
    for ready in rules:
        for finding in findings_of(scene, ready, asker):
            if finding.verdict is not Verdict.NO:
                yield ready, finding


def findings(scene: Scene, rules: Mapping[str, Sequence[ReadyRule]]) -> list[Finding]:
    """All findings of one person, as `check` tells them: strongest first."""
    asker = Asker(scene.line, scene.reader)
    found = []
    for ways in rules.values():
        found.extend(merged([f for ready in ways for f in findings_of(scene, ready, asker)]))
    return sorted(found, key=lambda f: -f.verdict.strength)
