"""Cases: open, change, list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from safeconduct.casework.access import case_for, manager_only, may_open
from safeconduct.casework.actor import Actor
from safeconduct.casework.errors import NothingJudged
from safeconduct.casework.lines import CaseLine
from safeconduct.casework.store import Entry, Store
from safeconduct.record import Case, content_id


def open_case(
    store: Store,
    actor: Actor,
    title: str,
    *,
    pack: str | None = None,
    note: str = "",
    members: Sequence[str] = (),
) -> Case:
    """Act: a new case. `pack` names the law it is checked under; `members` closes it to everyone else."""
    with store.act(actor.name, "open case") as act:
        at = store.now()
        case = Case(
            id=content_id("case", title, at.isoformat(), actor.name),
            title=_titled(title),
            opened=at,
            opened_by=actor.name,
            pack=pack,
            pack_version=_version(pack),
            members=tuple(members),
            note=note,
        )
        store.put_case(case)
        act.about.append(case.id)
    return case


def change_case(
    store: Store,
    actor: Actor,
    case_id: str,
    *,
    title: str | None = None,
    pack: str | None = None,
    note: str | None = None,
    members: Sequence[str] | None = None,
    closed: bool | None = None,
) -> Case:
    """Act: change what is given, leave the rest. Naming a pack pins it as it is today. Raises NotFound."""
    with store.act(actor.name, "change case", case=case_id, about=[case_id]):
        case = case_for(store, actor, case_id)
        if title is not None:
            case = replace(case, title=_titled(title))
        if pack is not None:
            case = replace(case, pack=pack or None, pack_version=_version(pack))
        if note is not None:
            case = replace(case, note=note)
        if members is not None:
            case = replace(case, members=tuple(members))
        if closed is not None:
            case = replace(case, closed=closed)
        store.put_case(case)
    return case


def cases(store: Store, actor: Actor) -> tuple[CaseLine, ...]:
    """The cases they may open, open ones first, the newest first."""
    counts = store.counts()
    lines = [CaseLine(c, *counts.get(c.id, (0, 0, 0))) for c in store.cases() if may_open(actor, c)]
    return tuple(sorted(lines, key=lambda line: line.case.closed))


def case(store: Store, actor: Actor, case_id: str) -> Case:
    """One case. Raises NotFound."""
    return case_for(store, actor, case_id)


def history(
    store: Store, actor: Actor, case_id: str | None = None, limit: int | None = 200
) -> tuple[Entry, ...]:
    """What was done, the newest first: in a case, or (managers) in the whole office. Raises NotFound, NotAllowed."""
    if case_id is None:
        manager_only(actor)
    else:
        case_for(store, actor, case_id)
    return tuple(store.history(case_id, limit))


def _titled(title: str) -> str:
    words = " ".join(title.split())
    if not words:
        raise NothingJudged("a case needs a title", key="title", remedy="Give it a word or two")
    return words


def _version(pack: str | None) -> str:
    if not pack:
        return ""
    from safeconduct import law

    return law.load(pack).version
