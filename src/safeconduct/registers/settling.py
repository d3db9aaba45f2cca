"""People whose rows a query does not settle are asked one by one: the same rule, by the same room that asks one case.

May import: `findings`, `record`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from safeconduct.findings.book import ReadyRule
from safeconduct.findings.custody import add_up
from safeconduct.findings.evaluate import Asker
from safeconduct.findings.rule import Rule
from safeconduct.findings.selector import NO, YES, Reader
from safeconduct.findings.timeline import Timeline
from safeconduct.findings.verdict import Verdict, strongest
from safeconduct.record import Event

CODE = {Verdict.NO: 0, Verdict.POSSIBLE: 1, Verdict.CERTAIN: 2, Verdict.CANNOT_TELL: 3}
NAME = {code: verdict for verdict, code in CODE.items()}
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a register: ticks and days are first and last values, both possible."""

    event: int
    lo: int
    hi: int
    dlo: int
    dhi: int
    kind: str
    place: str | None
    attributes: Mapping[str, object]


def line(rows: Sequence[Row], as_of: int, as_of_day: int) -> Timeline:
    """The rows of one person as a timeline; rows after the day asked about are left out."""
    kept = [r for r in rows if r.lo <= as_of]
    events = [
        Event(
            str(r.event),
            r.kind,
            persons=("p",),
            place=r.place,
            by=_text(r.attributes.get("by")),
            attributes=r.attributes,
        )
        for r in kept
    ]
    n = len(kept)
    return Timeline(
        [*((r.lo, r.hi) for r in kept), (as_of, as_of)],
        [*((r.dlo, r.dhi) for r in kept), (as_of_day, as_of_day)],
        n,
        events=events,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def settle(
    rule: ReadyRule, rows: Sequence[Row], reader: Reader, as_of: int, as_of_day: int
) -> Iterator[tuple[int, int]]:
    """(event, verdict code) for each anchor of one person whose answer is not no."""
    timeline = line(rows, as_of, as_of_day)
    mine = Reader(
        reader.origin,
        reader.refuge,
        reader.groups,
        reader.bodies,
        {e.id: e for e in timeline.events},
        "p",
    )
    if rule.rule.cap is not None:
        yield from _total(rule.rule, timeline, mine)
        return
    asker = Asker(timeline, mine)
    best: dict[int, Verdict] = {}
    for _, governing in rule.readings:
        for outcome in asker.ask(rule.rule, governing):
            verdict = Verdict.POSSIBLE if outcome.jointly else outcome.verdict
            best[outcome.anchor] = strongest((verdict, best.get(outcome.anchor, Verdict.NO)))
    for anchor, verdict in best.items():
        if verdict is not Verdict.NO:
            yield int(timeline.events[anchor].id), CODE[verdict]


def _total(rule: Rule, timeline: Timeline, reader: Reader) -> Iterator[tuple[int, int]]:
    cap = rule.cap
    assert cap is not None  # noqa: S101 (the caller looked)
    limit = cap.otherwise
    opens: list[int] = []
    closes: list[int] = []
    doubt = False
    for steps, found in ((rule.steps, opens), (rule.absent, closes)):
        for i, event in enumerate(timeline.events):
            fits = [reader.match(s.select, event) for s in steps if event.kind in s.select.kinds]
            if YES in fits:
                found.append(i)
            elif any(f != NO for f in fits):
                doubt = True
    total = add_up(timeline, opens, closes, 0 if limit.unit == "tick" else 1)
    if total is None:
        return
    if total.most > limit.length:
        sure = total.least > limit.length and not total.order_open and not doubt
        yield (
            min(int(timeline.events[i].id) for i in opens),
            CODE[Verdict.CERTAIN if sure else Verdict.POSSIBLE],
        )
    elif doubt:
        yield min(int(timeline.events[i].id) for i in opens), CODE[Verdict.CANNOT_TELL]


def by_person(rows: Iterable[tuple[int, Row]]) -> Iterator[tuple[int, list[Row]]]:
    """Rows sorted by person, gathered."""
    person: int | None = None
    told: list[Row] = []
    for who, row in rows:
        if who != person:
            if person is not None:
                yield person, told
            person, told = who, []
        told.append(row)
    if person is not None:
        yield person, told
