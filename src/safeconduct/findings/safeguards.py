"""What forbade removal, from when until when, and what does today; and the intervals in which nothing did.

May import: `when`, `law`, this room's values. The printed ends are the cautious ones: protection no longer than is sure
(conventions, 9, 11 and 13).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from safeconduct.findings import telling
from safeconduct.findings.finding import Safeguard
from safeconduct.findings.guards import SafeguardRow
from safeconduct.findings.intervals import Interval, interval_of, united
from safeconduct.findings.scene import Scene, unverified
from safeconduct.findings.telling import reason
from safeconduct.law import LANGUAGES, Words


def safeguards(scene: Scene, rows: tuple[SafeguardRow, ...]) -> Iterator[Safeguard]:
    """Each interval of each safeguard, the earliest first. A date told "about" or "probably" opens and closes none."""
    told, scene = scene, scene.sure or scene
    for row in rows:
        intervals = [interval_of(scene, row, i, fits) for i, fits in scene.matching(row.opened_by)]
        late = {i: why for interval in intervals for i, why in interval.late.items()}
        for interval in intervals:
            if interval.events[0] in late:
                interval.sure = False
                interval.reasons.append(late[interval.events[0]])
        for interval in united(intervals):
            _name_doubtful(told, interval)
            safeguard = _told(scene, row, interval)
            if safeguard is not None:
                yield safeguard


def _name_doubtful(told: Scene, interval: Interval) -> None:
    """Say of a date that it is doubtful, rather than that it is not on file."""
    doubtful = [i for i in interval.events if i in told.line.doubtful]
    if doubtful:
        unsaid = (reason("undated"), reason("undated_end"))
        interval.reasons = [r for r in interval.reasons if r not in unsaid]
        interval.reasons += [reason("doubt_about", event=_event(told, i)) for i in doubtful]


def _event(scene: Scene, point: int) -> Words:
    return Words(
        *(telling.event(scene.event(point), lang, scene.span(point)) for lang in LANGUAGES)
    )


def _told(scene: Scene, row: SafeguardRow, interval: Interval) -> Safeguard | None:
    """The interval cut to the days on which its law was in force."""
    as_of = scene.as_of
    first: date | None = interval.first
    first_outer, last, outer = interval.first_outer, interval.last, interval.outer
    reasons = list(interval.reasons)
    versions: dict[date, date | None] = {}
    lapsed = False
    force_now: bool | None = True
    for name in row.governed:
        rows = [p for p in scene.pack.provisions[name] if row.version in ("", p.version)]
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
        force = scene.in_force(name, as_of, row.version)
        force_now = force if force_now is True else (False if force is False else force_now)
    if first and last and first > last and not versions:
        return None
    if versions:
        reasons.append(reason("versions", days=tuple(versions)))
    if lapsed and not interval.closed and last is not None and last < as_of:
        reasons.append(row.after or reason("never_lifted"))
    if first_outer < interval.first and not interval.undated:
        reasons.append(reason("rough", day=first_outer))
    cited = scene.cited(row.provisions, as_of)
    doubts = [*unverified(cited), *([row.unsure] if row.unsure else [])]
    reasons.extend(doubts)
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
        firm=interval.sure and not doubts,
    )


def _now(
    scene: Scene,
    interval: Interval,
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
