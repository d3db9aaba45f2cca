"""Who may be whom: names compared across a case's documents. Proposals only; a person judges."""

from __future__ import annotations

from collections.abc import Mapping

from safeconduct.casework.access import case_for
from safeconduct.casework.actor import Actor
from safeconduct.casework.file import record_of
from safeconduct.casework.lines import AlikeLine
from safeconduct.casework.store import Store
from safeconduct.record import Decision, Referent
from safeconduct.record.views import standing


def note_alike(store: Store, case_id: str, fresh: set[str] | None = None) -> None:
    """Note which referents of different documents have names that say "same": they are shown as one person, not
    confirmed, until somebody judges. `fresh` limits it to pairs with these documents. To be called inside an act.
    """
    from safeconduct import names

    full: Mapping[str, Referent] = {
        r.id: r
        for reading in store.readings(case_id)
        for r in reading.referents
        if len(r.name.split()) > 1
    }
    pairs: dict[str, list[tuple[str, str]]] = {}
    for proposal in names.propose_merges([names.Known(r.id, (r.name,)) for r in full.values()]):
        left, right = full[proposal.left], full[proposal.right]
        if proposal.comparison.verdict is not names.Verdict.SAME or left.document == right.document:
            continue
        if left.sex and right.sex and left.sex != right.sex:
            continue
        for one, other in ((left, right), (right, left)):
            if fresh is None or one.document in fresh:
                pairs.setdefault(one.document, []).append((one.id, other.id))
                break
    for source_id, found in pairs.items():
        store.put_alike(source_id, found)


def alike(store: Store, actor: Actor, case_id: str) -> tuple[AlikeLine, ...]:
    """Pairs of people in a case who may be one, the surest first; what was judged already is left out.

    Raises NotFound.
    """
    from safeconduct import names

    case_for(store, actor, case_id)
    record = record_of(store, case_id)
    by_id = {p.id: p for p in record.people}
    whose = {r: p.id for p in record.people for r in p.referents}
    judged: list[tuple[str, str]] = []
    for judgement in standing(record.judgements):
        if judgement.decision in (Decision.NOT_SAME, Decision.CANNOT_TELL):
            about = [whose[r] for r in judgement.about if r in whose]
            judged.extend((a, b) for i, a in enumerate(about) for b in about[i + 1 :])
    known = [
        names.Known(
            p.id,
            p.spellings or (p.name,),
            p.born.earliest.isoformat() if p.born and p.born.is_exact and p.born.earliest else None,
            p.citizenship,
        )
        for p in record.people
        if p.name
    ]
    return tuple(
        AlikeLine(
            by_id[found.left],
            by_id[found.right],
            found.names,
            found.comparison.score,
            found.comparison.verdict is names.Verdict.SAME,
            tuple(str(reason) for reason in found.comparison.reasons),
        )
        for found in names.propose_merges(known, not_same=judged)
    )
