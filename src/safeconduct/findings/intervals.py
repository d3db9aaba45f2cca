"""When each safeguard was open: from what opened it to what closed it, or to the end of its term or its tail.

May import: `when`, `law`, this room's values. Ends are the cautious ones: protection no longer than is sure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from safeconduct.findings.guards import Closing, SafeguardRow
from safeconduct.findings.scene import UNKNOWN, YES, Scene
from safeconduct.findings.telling import reason
from safeconduct.law import Words
from safeconduct.when import Term, count
from safeconduct.when.counting import roll_forward

NO_SERVICE = reason("served_late")
LATE = reason("late_appeal")


@dataclass(slots=True)
class Interval:
    """The days between which a safeguard was open, with what opened and closed it, and why its ends are not sure."""

    first: date  # the latest day it can have begun
    first_outer: date
    last: date | None  # the earliest day it can have ended, inclusive
    outer: date | None
    events: list[int]
    sure: bool = True
    reasons: list[Words] = field(default_factory=list)
    closed: bool = False
    may_go_on: bool = (
        False  # its end is not sure: no service on file, or a late appeal that may have been let in
    )
    undated: bool = False
    late: dict[int, Words] = field(
        default_factory=dict
    )  # appeals after the safe end of their term, and why


def interval_of(scene: Scene, row: SafeguardRow, opened: int, fits: int) -> Interval:
    first_outer, first = scene.days(opened)
    interval = Interval(
        min(first, scene.as_of), first_outer, None, None, [opened], sure=fits == YES
    )
    if fits == UNKNOWN:
        event = scene.event(opened)
        select = next(
            s
            for s in row.opened_by
            if event.kind in s.kinds and scene.reader.match(s, event) == fits
        )
        missing = scene.reader.unknown(select, event)
        interval.reasons.append(reason("not_on_file", missing=missing))
    if opened in scene.line.undated:
        interval.undated = True
        interval.sure = False
        interval.reasons.append(reason("undated"))
    if row.term is not None:
        told = scene.stated_end(opened, "term")
        interval.last = _sooner(_count(scene, [opened], row.term), told)
        told = scene.stated_end(opened, "term", latest=True)
        interval.outer = _sooner(_count(scene, [opened], row.term, latest=True), told)
    ends: list[tuple[date, date | None, int, list[Words]]] = []
    for closing in row.closed_by:
        for c, closes in scene.matching((closing.select,)):
            itself = c == opened  # a decision that holds for a while after it was served
            if closing.tail is None if itself else not scene.possibly_after(opened, c):
                continue
            if not itself and opened in scene.line.undated and c in scene.line.undated:
                continue
            if c in scene.line.undated and scene.days(c)[0] < first_outer:
                interval.reasons.append(reason("undated_end"))
                interval.events.append(c)
                interval.sure = False
                continue
            same = closing.select.of is None and _of_another(scene, c, opened)
            if same:
                continue
            end = _end(scene, closing, c, interval)
            if end is None:
                continue
            if closes != YES:
                missing = scene.reader.unknown(closing.select, scene.event(c))
                interval.reasons.append(reason("not_on_file", missing=missing))
                interval.sure = False
            elif not itself and not scene.after(opened, c):
                interval.reasons.append(reason("order_unknown"))
                interval.sure = False
            else:
                ends.append((*end[:2], c, end[2]))
    if ends:
        last, outer, c, reasons = min(ends, key=lambda e: e[0])
        if interval.last is None or last < interval.last:
            interval.last, interval.outer = last, outer
        interval.events.append(c)
        interval.reasons.extend(reasons)
        interval.closed = True
        interval.may_go_on = NO_SERVICE in reasons or LATE in reasons
    return interval


def _of_another(scene: Scene, closing: int, opened: int) -> bool:
    """A closing event that names another event than this one (`of`), and none that hangs on it."""
    of = scene.event(closing).attributes.get("of")
    if of is None or str(of) == scene.event(opened).id:
        return False
    chain = {scene.event(opened).id}
    for i in range(len(scene.line.events)):
        event = scene.line.events[i]
        if str(event.attributes.get("of")) in chain:
            chain.add(event.id)
    opening_kind = scene.event(opened).kind
    named = next((e for e in scene.line.events if e.id == str(of)), None)
    return named is not None and named.kind == opening_kind and str(of) not in chain


def _end(
    scene: Scene, closing: Closing, c: int, interval: Interval
) -> tuple[date, date | None, list[Words]] | None:
    """Earliest last day, the last day by the longer reading, and doubts; None where it does not close.

    What would keep it open, and came after the term it had to keep, is added to the interval's `late`; where that, or
    whether it came after the decision at all, is not sure, neither is the interval.
    """
    first, last = scene.days(c)
    name = scene.event(c).id
    if closing.tail is None:
        if not _is_appealed(scene, closing, name):
            return first, last, []
        interval.reasons.append(reason("further_appeal"))
        interval.sure = False
        return None
    reasons: list[Words] = []
    served = [c]
    if closing.from_service:
        served = [
            i
            for i in scene.line.by_kind.get("notification", ())
            if str(scene.event(i).attributes.get("of")) == name and i not in scene.line.undated
        ]
        if not served:
            served = [c]
            reasons.append(NO_SERVICE)
    end = _count(scene, served, closing.tail)
    outer = _count(scene, served, closing.tail_outer or closing.tail, latest=True)
    for i, fits in scene.matching((closing.unless,) if closing.unless else ()):
        of = scene.event(i).attributes.get("of")
        if fits != YES or not scene.possibly_after(c, i) or (of is not None and str(of) != name):
            continue
        earliest, latest = scene.days(i)
        # a last day of rest may count to the next working day: until then it is not known to be late
        if (
            outer is not None
            and NO_SERVICE not in reasons
            and earliest > roll_forward(outer, closing.state)[0]
        ):
            interval.late[i] = LATE
            reasons.append(LATE)
            continue
        in_time = end is None or latest <= end or NO_SERVICE in reasons
        if not in_time:
            interval.late[i] = reason("perhaps_late", day=end)
            interval.reasons.append(interval.late[i])
        elif not (scene.after(c, i) and scene.line.happened(i)):
            interval.reasons.append(reason("order_unknown"))
        else:
            return None
        interval.sure = False
        return None
    if end is None:
        return None if served[0] in scene.line.undated else (first, last, reasons)
    if closing.tail_outer is not None and outer is not None and outer != end:
        reasons.append(reason("outer", day=outer))
    return end, outer, reasons


def _is_appealed(scene: Scene, closing: Closing, name: str) -> bool:
    """Is something on file that may keep open what this decision closed? It names the decision it is against."""
    further = scene.matching((closing.unless,) if closing.unless else ())
    return any(str(scene.event(i).attributes.get("of")) == name for i, _ in further)


def _count(
    scene: Scene, starts: list[int], term: Term | None, *, latest: bool = False
) -> date | None:
    """The last day of a term that the first of several events starts, from its earliest or its latest day."""
    if term is None:
        return None
    if not latest:
        return count(scene.span(min(starts, key=lambda i: scene.line.ticks[i])), term).last_safe
    if any(i in scene.line.undated for i in starts):
        return None
    return count(min(scene.days(i)[1] for i in starts), term).last_safe


def _sooner(one: date | None, other: date | None) -> date | None:
    return min((d for d in (one, other) if d), default=None)


def _later(one: date | None, other: date | None) -> date | None:
    """The later of two ends, of which None is none at all."""
    return None if one is None or other is None else max(one, other)


def united(intervals: list[Interval]) -> list[Interval]:
    """Intervals that overlap or touch are one; a safeguard opened twice is open once."""
    joined: list[Interval] = []
    for one in sorted(intervals, key=lambda i: (i.first, i.first_outer)):
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.sure == one.sure
            and before.undated == one.undated
            and (before.last is None or one.first <= before.last + timedelta(1))
        ):
            before.events.extend(e for e in one.events if e not in before.events)
            before.reasons.extend(one.reasons)
            before.may_go_on = before.may_go_on or one.may_go_on
            before.outer = _later(before.outer or before.last, one.outer or one.last)
            if before.last is not None and (one.last is None or one.last > before.last):
                before.last, before.closed = one.last, one.closed
        else:
            joined.append(one)
    return joined
