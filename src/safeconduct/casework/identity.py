"""Who is who: the same, not the same, cannot tell; split; describe; and undoing any judgement.

A judgement that contradicts a standing one is refused, naming it: of two people judged "not the same" no chain of
"same" may make one, and the other way round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from safeconduct.casework.access import case_for
from safeconduct.casework.actor import Actor
from safeconduct.casework.claims import ABOUT_CLAIMS, new_judgement
from safeconduct.casework.errors import AlreadyUndone, Contradiction, NotFound, NothingJudged
from safeconduct.casework.file import CaseRecord, record_of
from safeconduct.casework.lines import JudgementLine, PersonLine
from safeconduct.casework.store import Store
from safeconduct.record import Decision, Judgement, Person
from safeconduct.record.views import standing
from safeconduct.when import parse_edtf


def people(store: Store, actor: Actor, case_id: str) -> tuple[PersonLine, ...]:
    """Everyone the case's documents speak of, those named most often first. Raises NotFound."""
    case_for(store, actor, case_id)
    record = record_of(store, case_id)
    document_of = {r.id: r.document for r in record.referents}
    told: dict[str, set[str]] = defaultdict(set)
    open_: dict[str, set[str]] = defaultdict(set)
    whose = {r: p.id for p in record.people for r in p.referents}
    judged = {
        about
        for j in standing(record.judgements)
        if j.decision in ABOUT_CLAIMS
        for about in j.about
    }
    for claim in record.claims:
        for referent in claim.persons:
            if referent in whose:
                told[whose[referent]].add(claim.id)
                if claim.id not in judged:
                    open_[whose[referent]].add(claim.id)
    return tuple(
        PersonLine(
            person,
            len({document_of[r] for r in person.referents if r in document_of}),
            len(told[person.id]),
            len(open_[person.id]),
        )
        for person in record.people
    )


def person(store: Store, actor: Actor, case_id: str, person_id: str) -> Person:
    """A person by their id or that of any of their referents. Raises NotFound."""
    case_for(store, actor, case_id)
    return record_of(store, case_id).person(person_id)


def with_file(store: Store, actor: Actor, case_id: str) -> tuple[Person, ...]:
    """The people who have a chronology of their own: something happened to them. Raises NotFound."""
    case_for(store, actor, case_id)
    from safeconduct.casework.dossier import has_case

    record = record_of(store, case_id)
    return tuple(p for p in record.people if has_case(p, record.people, record.events))


def same(
    store: Store, actor: Actor, case_id: str, referent_ids: Sequence[str], note: str = ""
) -> Judgement:
    """Act: these are one person. Raises NotFound, Contradiction."""
    return _judge(store, actor, case_id, Decision.SAME, referent_ids, note)


def not_same(
    store: Store, actor: Actor, case_id: str, referent_ids: Sequence[str], note: str = ""
) -> Judgement:
    """Act: no two of these are one person. Raises NotFound, Contradiction."""
    return _judge(store, actor, case_id, Decision.NOT_SAME, referent_ids, note)


def cannot_tell(
    store: Store, actor: Actor, case_id: str, referent_ids: Sequence[str], note: str = ""
) -> Judgement:
    """Act: whether these are one person cannot be told from what is on file. Raises NotFound."""
    return _judge(store, actor, case_id, Decision.CANNOT_TELL, referent_ids, note)


def split(
    store: Store,
    actor: Actor,
    case_id: str,
    person_id: str,
    referent_ids: Sequence[str],
    note: str = "",
) -> Judgement:
    """Act: take these referents out of a person and keep them apart from the rest.

    Judgements that held the two sides together are undone and said again for each side; undoing the judgement that
    is returned undoes all of it. Raises NotFound, NothingJudged.
    """
    with store.act(actor.name, "split person", case=case_id) as act:
        case_for(store, actor, case_id)
        record = record_of(store, case_id)
        whole = set(record.person(person_id).referents)
        out = set(referent_ids)
        rest = whole - out
        if not out <= whole:
            raise NotFound("person")
        if not out or not rest:
            raise NothingJudged(
                "a split leaves somebody on both sides",
                remedy="Choose some of the mentions, not all",
            )
        together: list[Judgement] = []
        for judgement in standing(store.judgements()):
            about = set(judgement.about)
            if judgement.decision is Decision.SAME and about & out and about - out:
                undone = new_judgement(store, actor, Decision.UNDO, [judgement.id], {}, note)
                store.put_judgement(undone, store.judged_documents(judgement.id))
                together.append(undone)
                for side in (about & out, about - out):
                    if len(side) > 1:
                        again = new_judgement(store, actor, Decision.SAME, sorted(side), {}, note)
                        store.put_judgement(again, _documents(record, side))
                        together.append(again)
        changes = {"with": [j.id for j in together]}
        apart = [min(out), min(rest)]
        judgement = new_judgement(store, actor, Decision.NOT_SAME, apart, changes, note)
        store.put_judgement(judgement, _documents(record, apart))
        act.about.extend((*sorted(out), judgement.id))
    return judgement


def describe(
    store: Store,
    actor: Actor,
    case_id: str,
    person_id: str,
    *,
    name: str | None = None,
    citizenship: str | None = None,
    refuge: str | None = None,
    born: str | None = None,
    sex: str | None = None,
    note: str = "",
) -> Judgement:
    """Act: who the person is, in as much as it is given; `born` is EDTF, states are ISO 3166 alpha-2 codes.

    Raises NotFound, NothingJudged, UnreadableDate.
    """
    given = {"name": name, "citizenship": citizenship, "refuge": refuge, "born": born, "sex": sex}
    changes = {key: value for key, value in given.items() if value is not None}
    if not changes:
        raise NothingJudged("nothing was said of the person", remedy="Fill in at least one field")
    if born:
        parse_edtf(born)
    with store.act(actor.name, "describe person", case=case_id) as act:
        case_for(store, actor, case_id)
        record = record_of(store, case_id)
        about = record.person(person_id).referents
        judgement = new_judgement(store, actor, Decision.DESCRIBE, about, changes, note)
        store.put_judgement(judgement, _documents(record, about))
        act.about.extend(about)
    return judgement


def undo(store: Store, actor: Actor, case_id: str, judgement_id: str, note: str = "") -> Judgement:
    """Act: close a judgement, about claims or people; undoing the undo brings it back.

    Raises NotFound, AlreadyUndone, Contradiction.
    """
    with store.act(actor.name, "undo", case=case_id, about=[judgement_id]):
        case_for(store, actor, case_id)
        held = {s.id for s in store.sources(case_id)}
        judgement = store.judgement(judgement_id)
        documents = store.judged_documents(judgement_id)
        if judgement is None or not held & set(documents):
            raise NotFound("judgement")
        before = store.judgements(documents)
        if judgement_id in _closed(before):
            raise AlreadyUndone("it was undone before", remedy="Undo the undoing to bring it back")
        with_it = judgement.changes.get("with")
        about = [judgement_id, *(map(str, with_it) if isinstance(with_it, list) else ())]
        undone = new_judgement(store, actor, Decision.UNDO, about, {}, note)
        reached = dict.fromkeys(d for j in about for d in store.judged_documents(j))
        store.put_judgement(undone, reached)
        _refuse_contradiction(store.judgements())
        _reopen(store, documents)
    return undone


def judgements(store: Store, actor: Actor, case_id: str) -> tuple[JudgementLine, ...]:
    """Everything people judged in a case, the newest first. Raises NotFound."""
    case_for(store, actor, case_id)
    all_ = store.judgements([s.id for s in store.sources(case_id)])
    closed = _closed(all_)
    return tuple(JudgementLine(j, j.id in closed) for j in reversed(all_))


def _judge(
    store: Store,
    actor: Actor,
    case_id: str,
    decision: Decision,
    referent_ids: Sequence[str],
    note: str,
) -> Judgement:
    about = list(dict.fromkeys(referent_ids))
    if len(about) < 2:
        raise NothingJudged("it takes two to be compared", remedy="Choose at least two people")
    with store.act(actor.name, f"judge people {decision}", case=case_id, about=about):
        case_for(store, actor, case_id)
        record = record_of(store, case_id)
        known = {r.id for r in record.referents}
        if not known.issuperset(about):
            raise NotFound("person")
        judgement = new_judgement(store, actor, decision, about, {}, note)
        _refuse_contradiction([*store.judgements(), judgement])
        store.put_judgement(judgement, _documents(record, about))
    return judgement


def _refuse_contradiction(all_: Iterable[Judgement]) -> None:
    """Raises Contradiction where people judged not the same are joined by judgements that say they are."""
    in_force = standing(all_)
    parent: dict[str, str] = {}

    def root(x: str) -> str:
        while parent.get(x, x) != x:
            parent[x] = parent.get(parent[x], parent[x])
            x = parent[x]
        return x

    newest: dict[str, Judgement] = {}
    for judgement in in_force:
        if judgement.decision is Decision.SAME:
            first, *others = judgement.about
            for other in others:
                parent[root(other)] = root(first)
                newest[other] = newest[first] = judgement
    for judgement in in_force:
        if judgement.decision is not Decision.NOT_SAME:
            continue
        for i, a in enumerate(judgement.about):
            for b in judgement.about[i + 1 :]:
                if root(a) == root(b):
                    raise _contradiction(judgement, newest.get(a) or newest[b], in_force)


def _contradiction(
    apart: Judgement, joined: Judgement, in_force: Sequence[Judgement]
) -> Contradiction:
    """Worded for whichever of the two came first: the other is what is being refused."""
    if in_force.index(apart) < in_force.index(joined):
        return Contradiction(
            f"{apart.by} judged on {apart.at:%Y-%m-%d} that they are not the same person"
            + (f' ("{apart.note}")' if apart.note else ""),
            judgement=apart.id,
            remedy="Undo that judgement first if it was wrong",
        )
    return Contradiction(
        f"{joined.by} judged on {joined.at:%Y-%m-%d} that they are the same person"
        + (f' ("{joined.note}")' if joined.note else ""),
        judgement=joined.id,
        remedy="Split the person, or undo that judgement first if it was wrong",
    )


def _closed(all_: Iterable[Judgement]) -> set[str]:
    """The ids of judgements that were undone (undos that were themselves undone among them)."""
    ordered = sorted(all_, key=lambda j: (j.at, j.id))
    closed: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.id not in closed and judgement.decision is Decision.UNDO:
            closed.update(judgement.about)
    return closed


def _documents(record: CaseRecord, referents: Iterable[str]) -> list[str]:
    wanted = set(referents)
    return list(dict.fromkeys(r.document for r in record.referents if r.id in wanted))


def _reopen(store: Store, documents: Iterable[str]) -> None:
    """Bring the index of claims that wait for a judgement up to date."""
    for source_id in documents:
        reading = store.reading(source_id)
        if reading is None:
            continue
        in_force = standing(store.judgements([source_id]))
        judged = {a for j in in_force if j.decision in ABOUT_CLAIMS for a in j.about}
        every = [c.id for c in reading.claims]
        store.set_open(source_id, [c for c in every if c in judged], open_=False)
        store.set_open(source_id, [c for c in every if c not in judged], open_=True)
