"""Permission, asked once and in one place, before anything is handed over. Outsiders are told that nothing is there."""

from __future__ import annotations

from safeconduct.casework.actor import Actor
from safeconduct.casework.errors import NotAllowed, NotFound
from safeconduct.casework.store import Store
from safeconduct.record import Case
from safeconduct.sources import Source


def may_open(actor: Actor, case: Case) -> bool:
    """Managers open every case; others those of the whole office and those they are members of."""
    if actor.manager or not case.members:
        return True
    return actor.name.casefold() in {m.casefold() for m in case.members}


def case_for(store: Store, actor: Actor, case_id: str) -> Case:
    """The case, if it is theirs to open. Raises NotFound."""
    case = store.case(case_id)
    if case is None or not may_open(actor, case):
        raise NotFound("case")
    return case


def source_for(store: Store, actor: Actor, source_id: str) -> tuple[Source, tuple[str, ...]]:
    """The source, if a case they may open holds it, with the ids of those cases. Raises NotFound."""
    source = store.source(source_id)
    if source is not None:
        held = [store.case(c) for c in store.cases_of(source_id)]
        theirs = tuple(c.id for c in held if c is not None and may_open(actor, c))
        if theirs:
            return source, theirs
    raise NotFound("document")


def manager_only(actor: Actor) -> None:
    """Raises NotAllowed."""
    if not actor.manager:
        raise NotAllowed("only a manager may see or do this", remedy="Ask a manager of the office")
