"""Lawful ways to safety on a day: open, or blocked by which provision, and the least that would open them.

May import: `law`, this room's values.
"""

from __future__ import annotations

from collections.abc import Iterator

from safeconduct.findings.finding import Need, WayOut
from safeconduct.findings.needs import NeedRow, WayRow
from safeconduct.findings.scene import YES, Scene, unverified
from safeconduct.findings.telling import reason


def ways_out(scene: Scene, rows: tuple[WayRow, ...]) -> Iterator[WayOut]:
    """Each way that is to be thought of for this person on this day."""
    for row in rows:
        if row.governed and all(
            scene.in_force(name, scene.as_of) is False for name in row.governed
        ):
            continue
        if row.offered_when and not any(True for _ in scene.matching(row.offered_when)):
            continue
        if any(fits == YES for _, fits in scene.matching(row.closed_once)):
            continue
        yield _way(scene, row)


def _way(scene: Scene, row: WayRow) -> WayOut:
    needs = tuple(_need(scene, need) for need in row.needs)
    asked = [n for n in needs if n.asked]
    reasons = [reason("need_not_known", what=n.what) for n in asked if n.met is None]
    if any(n.citizenship for n in row.needs) and scene.chronology.person.citizenship is None:
        reasons.append(reason("no_citizenship"))
    blocking = [n for n in asked if n.met is False]
    reasons.extend(unverified(n.provision for n in blocking if n.provision))
    reasons.extend(n.unsure for n in row.needs if n.unsure)
    if row.unsure:
        reasons.append(row.unsure)
    is_open: bool | None = (
        False if blocking else None if any(n.met is None for n in asked) else True
    )
    return WayOut(
        id=row.id,
        words=row.title,
        open=is_open,
        needs=needs,
        blocked_by=tuple(dict.fromkeys(n.provision.id for n in blocking if n.provision)),
        reasons=tuple(dict.fromkeys(reasons)),
        warning=row.warning,
    )


def _need(scene: Scene, row: NeedRow) -> Need:
    as_of = scene.as_of
    asked = scene.applies(row.citizenship)
    asked = (
        asked
        and (row.first is None or row.first <= as_of)
        and (row.last is None or as_of <= row.last)
    )
    if row.provision is not None:
        asked = asked and scene.in_force(row.provision, as_of) is not False
    if row.through is not None:
        asked = asked and scene.concerns(row.through)
    met: bool | None = False
    by: int | None = None
    order = scene.sure or scene  # a date told "about" or "probably" settles no order
    for i, fits in scene.matching(row.met_by):
        undoing = [(j, f) for j, f in scene.matching(row.undone_by) if order.possibly_after(i, j)]
        if any(f == YES and order.surely_after(i, j) for j, f in undoing):
            continue
        if fits == YES and not undoing and scene.line.happened(i):
            met, by = True, i
            break
        met, by = None, i
    return Need(
        id=row.id,
        what=row.what,
        met=met,
        asked=asked,
        event=scene.event(by).id if by is not None else None,
        provision=scene.pack.provision(row.provision, as_of) if row.provision else None,
        opened_by=row.opened_by,
    )
