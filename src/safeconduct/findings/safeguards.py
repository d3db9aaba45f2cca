"""What forbade removal, from when until when, and what does today; and the intervals in which nothing did.

May import: `when`, `law`, this room's values. The printed ends are the cautious ones: protection no longer than is sure
(conventions, 9, 11 and 13).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from safeconduct.findings.finding import Safeguard
from safeconduct.findings.scene import UNKNOWN, YES, Scene, unverified
from safeconduct.findings.terms import Closing, SafeguardRow
from safeconduct.law import Words
from safeconduct.when import Term, count

UNKNOWN_OPENING = Words("not on file: {}", "нет в деле: {}")
NO_SERVICE = Words(
    "no dated service of the decision is on file; the time to appeal is counted from the decision itself",
    "датированного вручения решения в деле нет; срок обжалования считается от самого решения",
)
ROUGH = Words("it may have begun earlier, from {}", "могло начаться раньше, с {}")
OUTER = Words("by the longer reading until {}", "по более длинному чтению до {}")
VERSIONS = Words(
    "the law's last day is asserted as {}", "последний день действия нормы указывают по-разному: {}"
)
NEVER_LIFTED = Words(
    "the measure was never lifted; the body no longer binds the state",
    "мера не отменена; решения органа государство более не связывают",
)
UNDATED_END = Words(
    "the day it ended is not on file: count on it no longer",
    "день окончания неизвестен: не рассчитывать",
)
LATE = Words(
    "the appeal was lodged after its term: it protects only if the term was restored",
    "жалоба подана после срока: она защищает, только если срок восстановлен",
)
UNDATED = Words("its beginning has no date on file", "начало не датировано")


@dataclass(slots=True)
class _Interval:
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
    late: set[int] = field(
        default_factory=set
    )  # appeals lodged after the term they would have had to keep


def safeguards(scene: Scene, rows: tuple[SafeguardRow, ...]) -> Iterator[Safeguard]:
    """Each interval of each safeguard, the earliest first."""
    for row in rows:
        if scene.applies(row.citizenship):
            intervals = [
                _interval(scene, row, i, fits) for i, fits in scene.matching(row.opened_by)
            ]
            late = {i for interval in intervals for i in interval.late}
            for interval in intervals:
                if interval.events[0] in late:
                    interval.sure = False
                    interval.reasons.append(LATE)
            for interval in _united(intervals):
                told = _told(scene, row, interval)
                if told is not None:
                    yield told


def _interval(scene: Scene, row: SafeguardRow, opened: int, fits: int) -> _Interval:
    first_outer, first = scene.days(opened)
    interval = _Interval(
        min(first, scene.as_of), first_outer, None, None, [opened], sure=fits == YES
    )
    if fits == UNKNOWN:
        select = next(s for s in row.opened_by if scene.event(opened).kind in s.kinds)
        missing = scene.reader.unknown(select, scene.event(opened))
        interval.reasons.append(_fill(UNKNOWN_OPENING, ", ".join(missing)))
    if opened in scene.line.undated:
        interval.undated = True
        interval.sure = False
        interval.reasons.append(UNDATED)
    if row.term is not None:
        due = count(scene.span(opened), row.term)
        interval.last = interval.outer = due.last_safe
        told = scene.stated_end(opened, "term")
        if told is not None and (interval.last is None or told < interval.last):
            interval.last = interval.outer = told
    ends: list[tuple[date, date | None, int, list[Words]]] = []
    for closing in row.closed_by:
        for c, closes in scene.matching((closing.select,)):
            itself = c == opened  # a decision that holds for a while after it was served
            if closing.tail is None if itself else not scene.possibly_after(opened, c):
                continue
            if not itself and opened in scene.line.undated and c in scene.line.undated:
                continue
            if c in scene.line.undated and scene.days(c)[0] < first_outer:
                interval.reasons.append(UNDATED_END)
                interval.events.append(c)
                interval.sure = False
                continue
            same = closing.select.of is None and _of_another(scene, c, opened)
            if same:
                continue
            end = _end(scene, closing, c, interval.late)
            if end is not None:
                doubt = (
                    []
                    if closes == YES
                    else [
                        _fill(
                            UNKNOWN_OPENING,
                            ", ".join(scene.reader.unknown(closing.select, scene.event(c))),
                        )
                    ]
                )
                if closes == YES:
                    ends.append((*end[:2], c, [*end[2], *doubt]))
                else:
                    interval.reasons.extend(doubt)
                    interval.sure = False
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
    scene: Scene, closing: Closing, c: int, late: set[int]
) -> tuple[date, date | None, list[Words]] | None:
    """Earliest last day, the last day by the longer reading, and doubts; None where it does not close.

    What would keep it open, and came after the term it had to keep, is added to `late`.
    """
    first, last = scene.days(c)
    if closing.tail is None:
        return first, last, []
    reasons: list[Words] = []
    name = scene.event(c).id
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
    start = min(served, key=lambda i: scene.line.ticks[i])
    end = _count(scene, start, closing.tail)
    outer = _count(scene, start, closing.tail_outer)
    widest = outer or end
    for i, fits in scene.matching((closing.unless,) if closing.unless else ()):
        of = scene.event(i).attributes.get("of")
        if fits != YES or not scene.possibly_after(c, i) or (of is not None and str(of) != name):
            continue
        if widest is None or NO_SERVICE in reasons or scene.days(i)[0] <= widest:
            return None
        late.add(i)
        reasons.append(LATE)
    if end is None:
        return None if start in scene.line.undated else (first, last, reasons)
    if outer is not None and outer != end:
        reasons.append(_fill(OUTER, outer.isoformat()))
    return end, outer, reasons


def _count(scene: Scene, start: int, term: Term | None) -> date | None:
    return count(scene.span(start), term).last_safe if term else None


def _united(intervals: list[_Interval]) -> list[_Interval]:
    """Intervals that overlap or touch are one; a safeguard opened twice is open once."""
    joined: list[_Interval] = []
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
            if before.last is not None and (one.last is None or one.last > before.last):
                before.last, before.outer, before.closed = one.last, one.outer, one.closed
        else:
            joined.append(one)
    return joined


def _told(scene: Scene, row: SafeguardRow, interval: _Interval) -> Safeguard | None:
    """The interval cut to the days on which its law was in force."""
    as_of = scene.as_of
    first: date | None = interval.first
    first_outer, last, outer = interval.first_outer, interval.last, interval.outer
    reasons = list(interval.reasons)
    versions: dict[date, date | None] = {}
    lapsed = False
    force_now: bool | None = True
    for name in row.governed:
        rows = scene.pack.provisions[name]
        begins = [p.first_sure for p in rows]
        ends = [p.last_sure for p in rows]
        wide_ends = [p.last for p in rows]
        law_first = None if None in begins else min(d for d in begins if d)
        law_last = None if None in ends else max(d for d in ends if d)
        law_widest = None if None in wide_ends else max(d for d in wide_ends if d)
        if law_first and (first is None or law_first > first):
            first = law_first
        if law_widest and first and first > law_widest:
            return None
        for p in rows:
            for a in p.asserted:
                if a.last and (last is None or a.last < last):
                    versions[a.date] = a.last
        if law_last and (last is None or law_last < last):
            last, outer, lapsed = law_last, law_widest, True
        force = scene.in_force(name, as_of)
        force_now = force if force_now is True else (False if force is False else force_now)
    if first and last and first > last:
        if not versions:
            return None
        reasons.append(_fill(VERSIONS, " / ".join(d.isoformat() for d in versions)))
    elif versions:
        reasons.append(_fill(VERSIONS, " / ".join(d.isoformat() for d in versions)))
    if lapsed and not interval.closed and row.after:
        reasons.append(row.after)
    elif lapsed and not interval.closed and versions:
        reasons.append(NEVER_LIFTED)
    if first_outer < interval.first and not interval.undated:
        reasons.append(_fill(ROUGH, first_outer.isoformat()))
    cited = scene.cited(row.provisions, as_of)
    reasons.extend(unverified(cited))
    if row.unsure:
        reasons.append(row.unsure)
    return Safeguard(
        id=row.id,
        words=row.title,
        first=None if interval.undated else first,
        last=last,
        in_force=row.in_force,
        now=_now(scene, interval, first, last, outer, force_now),
        events=tuple(scene.event(i).id for i in interval.events),
        outer=outer if outer != last else None,
        versions=versions,
        provisions=cited,
        reasons=tuple(dict.fromkeys(reasons)),
        note=row.says,
        against=row.against,
    )


def _now(
    scene: Scene,
    interval: _Interval,
    first: date | None,
    last: date | None,
    outer: date | None,
    force: bool | None,
) -> str:
    as_of = scene.as_of
    if (
        force is False
        or (last is not None and max(last, outer or last) < as_of and not interval.may_go_on)
        or interval.first_outer > as_of
    ):
        return "no"
    if not interval.sure or force is None:
        return "cannot tell"
    if first is not None and first <= as_of and (last is None or as_of <= last):
        opened = interval.events[0]
        return "yes" if scene.line.happened(opened) else "cannot tell"
    return "cannot tell"


def _fill(text: Words, value: str) -> Words:
    return Words(text.en.format(value), text.ru.format(value))
