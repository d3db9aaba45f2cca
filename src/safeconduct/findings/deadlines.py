"""Running terms: what started them, the last safe day, and whether they were kept.

May import: `when`, `law`, this room's values. To the defence the earliest safe term; for a term of the state its last
lawful day (conventions, 14 to 16). Without service the clock has not started, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from safeconduct.findings.bounds import told_span
from safeconduct.findings.finding import Deadline
from safeconduct.findings.papers import TAKEN
from safeconduct.findings.points import EARLIEST_DAY
from safeconduct.findings.scene import UNKNOWN, YES, Scene, unverified
from safeconduct.findings.telling import reason
from safeconduct.findings.terms import TermRow
from safeconduct.law import Words
from safeconduct.when import (
    Doubt,
    Due,
    Span,
    Term,
    Unit,
    count,
    is_working_day,
    write_edtf,
)
from safeconduct.when.counting import last_day, roll_forward


def deadlines(scene: Scene, rows: tuple[TermRow, ...]) -> Iterator[Deadline]:
    """Every term that something on file has started, or that waits for service."""
    for row in rows:
        yield from _of_decisions(scene, row) if row.decision else _of_starts(scene, row)


def _of_decisions(scene: Scene, row: TermRow) -> Iterator[Deadline]:
    assert row.decision is not None  # noqa: S101 (the caller looked)
    decisions = list(scene.matching((row.decision,)))
    services = list(scene.matching((row.starts,)))
    for decision, fits in decisions:
        name = scene.event(decision).id
        mine = [
            i
            for i, _ in services
            if str(scene.event(i).attributes.get("of", name if len(decisions) == 1 else None))
            == name
        ]
        if row.decision.kinds == row.starts.kinds:
            mine = [decision]
        yield from _one(scene, row, mine, decision, fits)
    for i, fits in services:  # of a decision that is not on file itself
        if fits == YES and scene.event(i).attributes.get("of") in row.decision.kinds:
            yield from _one(scene, row, [i], None, fits)


def _of_starts(scene: Scene, row: TermRow) -> Iterator[Deadline]:
    for start, fits in scene.matching((row.starts,)):
        yield from _one(scene, row, [start], None, fits)


def _one(
    scene: Scene, row: TermRow, starts: list[int], decision: int | None, fits: int
) -> Iterator[Deadline]:
    about = decision if decision is not None else starts[0]
    unsure = (scene.sure or scene).line.undated  # a doubtful date starts no clock for sure
    told = [i for i in starts if i not in scene.line.undated]
    dated = [i for i in told if i not in unsure] or told
    doubtful = bool(dated) and dated[0] in unsure
    start = min(dated, key=lambda i: scene.line.ticks[i]) if dated else next(iter(starts), None)
    on = start if dated else about
    day = None if on is None or on in scene.line.undated else scene.days(on)[0]
    in_force = [
        (name, scene.in_force(name, day, row.version) if day else True) for name in row.governed
    ]
    if any(force is False for _, force in in_force):
        return
    cited = scene.cited(row.provisions, day)
    due, outer = Due(None, None), None
    reasons: list[Words] = []
    if decision is not None and any(i != decision and _is_unnamed(scene, i) for i in starts):
        reasons.append(reason("unnamed"))
    if fits == UNKNOWN:
        missing = scene.reader.unknown(row.decision or row.starts, scene.event(about))
        reasons.append(reason("may_have_started", missing=missing))
    if row.back_from is not None and start is not None:
        due = _back(scene, row, start)
        if due.last_safe is None:
            reasons.append(reason("undated_removal"))
    elif not starts:
        reasons.append(reason("no_service"))
    elif not dated or start is None:
        reasons.append(reason("undated_start" if decision is None else "undated_service"))
    else:
        due = _sooner(_due(scene.span(start), row, row.term), _stated(scene, row, start))
        outer = _due(scene.span(start), row, row.outer).last_safe if row.outer else None
        if doubtful:
            reasons.append(reason("doubtful_start", day=due.last_safe))
            alike = len(dated) == len(starts)
            due, outer = _from_surest(scene, row, start) if alike else Due(None, None), None
        elif len(dated) < len(starts):
            reasons.append(reason("another_undated", day=due.last_safe))
            due, outer = Due(None, None, doubts=due.doubts), None
    reasons.extend(reason("contested", provision=name) for name, force in in_force if force is None)
    reasons.extend(unverified(cited))
    if row.unsure:
        reasons.append(row.unsure)
    reasons.extend(reason(doubt.name, about=told) for doubt, told in due.doubts)
    last = None if doubtful else _last(scene, row, start, due, outer)
    done, state = _state(scene, row, decision, start, due, last)
    if fits == UNKNOWN and row.whose == "state":  # nobody is held to a term that may not have begun
        if state not in ("running", "missed", "past the safe day", "waiting", "start unknown"):
            return
        if due.last_safe:
            reasons.append(reason("if_started", day=due.last_safe))
        due, outer, state = Due(None, None), None, "cannot tell"
    end = due.last_safe
    yield Deadline(
        id=row.id,
        whose=row.whose,
        words=row.title,
        what=row.says,
        starts=_told(scene, start) if dated else None,
        starts_event=scene.event(start).id if start is not None else None,
        last_safe=due.last_safe_at or end,
        by_the_book=due.by_the_book,
        outer=outer,
        state=state,
        done_by=scene.event(done).id if done is not None else None,
        decision=scene.event(decision).id if decision is not None else None,
        provisions=cited,
        reasons=tuple(dict.fromkeys(reasons)),
        days_left=(end - scene.as_of).days if end and state == "running" else None,
        form=row.form,
        late=row.when_missed,
    )


def _is_unnamed(scene: Scene, service: int) -> bool:
    """Is it not told which decision was served?"""
    told = scene.event(service).attributes
    return told.get("of") is None or bool(told.get(TAKEN))


def _due(span: Span | None, row: TermRow, term: Term) -> Due:
    """The defence's earliest safe end; the state's last lawful one, counted from the latest day it can have begun."""
    if row.whose == "defence" or span is None or span.last is None:
        return count(span, term)
    if term.unit is Unit.HOURS:
        if span.at is not None:
            return count(span, term)
        days = -(-term.length // 24)
        return Due(span.last + timedelta(days), None, doubts=((Doubt.NO_HOUR_OF_STATE, ""),))
    end = last_day(span.last, term)
    if span.days == 1:
        return Due(end, end)
    return Due(end, None, doubts=((Doubt.LATEST_START, ""),))


def _from_surest(scene: Scene, row: TermRow, start: int) -> Due:
    """Counted from the earliest day that a start of doubtful date surely is not before: that of its decision, if known."""
    first = (scene.sure or scene).line.days[start][0]
    if row.whose != "defence" or first <= EARLIEST_DAY:
        return Due(None, None)
    return replace(count(Span.between(date.fromordinal(first), None), row.term), doubts=())


def _last(
    scene: Scene, row: TermRow, start: int | None, due: Due, outer: date | None
) -> date | None:
    """The last day on which an act may still be in time: of a start told roughly, counted from its latest day.

    None where nothing bounds it.
    """
    span = None if start is None else scene.span(start)
    if row.back_from is not None or span is None or span.days == 1:
        return outer or due.by_the_book or due.last_safe
    if span.last is None or due.last_safe is None:
        return None
    term = row.outer or row.term
    if term.unit is Unit.HOURS:
        return span.last + timedelta(-(-term.length // 24))
    last = last_day(span.last, term)
    return roll_forward(last, term.state)[0] if term.roll_forward else last


def _stated(scene: Scene, row: TermRow, start: int) -> date | None:
    """The last day by the length that the starting paper itself states, counted from its earliest day."""
    last = scene.stated_end(start, row.stated[0]) if row.stated else None
    return row.stated[1].before(last) if row.stated and last else None


def _sooner(due: Due, stated: date | None) -> Due:
    if stated is None or due.last_safe is None or due.last_safe <= stated:
        return due
    return Due(stated, stated, None, due.doubts)


def _back(scene: Scene, row: TermRow, start: int) -> Due:
    """The latest hour that leaves the whole term before a planned act: working days are not counted on its own day."""
    planned = told_span(scene.event(start).attributes.get(row.back_from or ""))
    if planned is None or planned.earliest is None:
        return Due(None, None)
    day = planned.earliest
    left = row.term.length
    while left:
        day -= timedelta(1)
        left -= row.term.unit is not Unit.WORKING_DAYS or is_working_day(day, row.term.state)
    day -= timedelta(1)
    while row.term.unit is Unit.WORKING_DAYS and not is_working_day(day, row.term.state):
        day -= timedelta(1)
    if row.until is None:
        return Due(day, day)
    at = datetime.combine(day, row.until, tzinfo=ZoneInfo(row.zone))
    return Due(day, day, at)


def _state(
    scene: Scene,
    row: TermRow,
    decision: int | None,
    start: int | None,
    due: Due,
    last: date | None,
) -> tuple[int | None, str]:
    """What has become of the term: the event that met it, and one word."""
    name = scene.event(decision).id if decision is not None else None
    perhaps: int | None = None
    for i, fits in sorted(
        scene.matching(row.done_by), key=lambda found: scene.line.ticks[found[0]]
    ):
        of = scene.event(i).attributes.get("of")
        if of is not None and name is not None and str(of) != name:
            continue
        since = decision if decision is not None else start
        if since is not None and not scene.possibly_after(since, i):
            continue
        sure, possible = _in_time(scene, i, row, due, last)
        if fits != YES:
            perhaps = i if possible and perhaps is None else perhaps
            continue
        if possible:
            return i, "met" if sure else "met, if in time"
        return i, "late"
    if perhaps is not None:
        return perhaps, "perhaps met"
    for i, fits in scene.matching(row.stopped_by):
        since = decision if decision is not None else start
        if fits == YES and (since is None or scene.surely_after(since, i)):
            return i, "stopped"
    if due.last_safe is None:
        return None, "waiting" if start is None else "start unknown"
    if scene.as_of <= due.last_safe:
        return None, "running"
    if last is None or scene.as_of <= last:
        return None, "past the safe day"
    return None, "missed"


def _in_time(scene: Scene, i: int, row: TermRow, due: Due, last: date | None) -> tuple[bool, bool]:
    """Was an act surely, and was it possibly, done by the end of the term?

    To the defence it surely was by the last safe day alone; to the state by its last lawful one, however counted.
    """
    if due.last_safe_at is not None and due.last_safe_at.tzinfo is not None:
        end = int(due.last_safe_at.timestamp())
        first, latest = scene.line.ticks[i]
        return latest <= end, first <= end
    safe = due.last_safe if row.whose == "defence" else last
    first_day, last_day = scene.days(i)
    if i in scene.line.undated:  # on file, so done by the day asked about
        first_day, last_day = date.min, scene.as_of
    return safe is not None and last_day <= safe, last is None or first_day <= last


def _told(scene: Scene, start: int | None) -> str | None:
    if start is None:
        return None
    span = scene.span(start)
    return write_edtf(span) if span is not None else None
