"""Judging claims: accept, reject, correct, add. Every one can be undone (`people.undo`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from safeconduct.casework.access import source_for
from safeconduct.casework.actor import Actor
from safeconduct.casework.errors import BadPassage, NotFound, NothingJudged, UnknownKind
from safeconduct.casework.lines import ClaimLine, Standing
from safeconduct.casework.store import Store
from safeconduct.record import Claim, Decision, Judgement, Stance, Tier, content_id
from safeconduct.record.kinds import kinds
from safeconduct.record.views import corrected, standing
from safeconduct.sources import Document, Passage
from safeconduct.when import parse_edtf

ABOUT_CLAIMS = (Decision.ACCEPT, Decision.REJECT, Decision.CORRECT, Decision.ADD)
_STANDING = {
    Decision.ACCEPT: Standing.ACCEPTED,
    Decision.REJECT: Standing.REJECTED,
    Decision.CORRECT: Standing.CORRECTED,
    Decision.ADD: Standing.ADDED,
}


def accept(
    store: Store, actor: Actor, source_id: str, claim_ids: Sequence[str], note: str = ""
) -> Judgement:
    """Act: these claims, one or many, are what the passage says. Raises NotFound, NothingJudged."""
    return _judge(store, actor, source_id, Decision.ACCEPT, claim_ids, note=note)


def reject(
    store: Store, actor: Actor, source_id: str, claim_ids: Sequence[str], note: str = ""
) -> Judgement:
    """Act: these claims are not what the passage says. Raises NotFound, NothingJudged."""
    return _judge(store, actor, source_id, Decision.REJECT, claim_ids, note=note)


def correct(
    store: Store,
    actor: Actor,
    source_id: str,
    claim_id: str,
    changes: Mapping[str, object],
    note: str = "",
) -> Judgement:
    """Act: the claim as it should read; fields of a Claim by name as plain JSON values, `when` as EDTF or None.

    Raises NotFound, NothingJudged, UnknownKind, UnreadableDate, UnknownJudgementTarget.
    """
    if not changes:
        raise NothingJudged("the correction changes nothing", remedy="Accept the claim instead")
    return _judge(store, actor, source_id, Decision.CORRECT, [claim_id], changes, note)


def add_claim(
    store: Store,
    actor: Actor,
    source_id: str,
    start: int,
    end: int,
    *,
    kind: str,
    persons: Sequence[str] = (),
    by: str | None = None,
    when: str | None = None,
    where: str | None = None,
    stance: str = "stated",
    attributes: Mapping[str, object] | None = None,
    note: str = "",
) -> ClaimLine:
    """Act: a claim that the reader missed, from characters `[start, end)` of the document; `when` is EDTF.

    Raises NotFound, BadPassage, UnknownKind, UnreadableDate.
    """
    _known_kind(kind)
    _, held = source_for(store, actor, source_id)
    document = store.document(source_id)
    if document is None or not 0 <= start < end <= len(document.text):
        raise BadPassage("the passage does not lie in the document", value=f"{start}-{end}")
    span = parse_edtf(when, words=document.text[start:end]) if when else None
    with store.act(actor.name, "add claim", case=held[0]) as act:
        at = store.now()
        claim = Claim(
            id=content_id("person", source_id, start, end, kind, list(persons), at.isoformat()),
            passage=Passage(source_id, start, end),
            kind=kind,
            persons=tuple(persons),
            by=by,
            when=span,
            where=where,
            stance=Stance(stance),
            tier=Tier.SURE,
            attributes=dict(attributes or {}),
            reader="person",
        )
        judgement = new_judgement(store, actor, Decision.ADD, [claim.id], {}, note)
        store.put_claim(claim)
        store.put_judgement(judgement, [source_id])
        act.about.extend((claim.id, source_id))
    return claim_lines([claim], [judgement], {source_id: document})[0]


def claim(store: Store, actor: Actor, claim_id: str, source_id: str) -> ClaimLine:
    """One claim as it stands. Raises NotFound."""
    source_for(store, actor, source_id)
    reading = store.reading(source_id)
    found = [c for c in reading.claims if c.id == claim_id] if reading else []
    lines = claim_lines(
        found, store.judgements([source_id]), {source_id: store.document(source_id)}
    )
    if not lines:
        raise NotFound("claim")
    return lines[0]


def claim_lines(
    claims: Iterable[Claim],
    judgements: Iterable[Judgement],
    documents: Mapping[str, Document | None],
) -> tuple[ClaimLine, ...]:
    """Claims with where they stand, in the order given; the last standing judgement decides."""
    judged: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in standing(judgements):
        if judgement.decision in ABOUT_CLAIMS:
            for about in judgement.about:
                judged[about].append(judgement)
    lines = []
    for proposed in claims:
        decided = judged.get(proposed.id, [])
        if proposed.reader == "person" and all(j.decision is not Decision.ADD for j in decided):
            continue  # whoever added it took it back
        changes: dict[str, object] = {}
        for judgement in decided:
            if judgement.decision is Decision.CORRECT:
                changes.update(judgement.changes)
        now = corrected(proposed, changes)
        document = documents.get(proposed.passage.document)
        start, end = now.passage.start, now.passage.end
        lines.append(
            ClaimLine(
                claim=now,
                proposed=proposed,
                standing=_STANDING[decided[-1].decision] if decided else Standing.PROPOSED,
                judgements=tuple(decided),
                document=proposed.passage.document,
                quote=document.text[start:end] if document else "",
                place=document.where(start) if document else "",
            )
        )
    return tuple(lines)


def _judge(
    store: Store,
    actor: Actor,
    source_id: str,
    decision: Decision,
    claim_ids: Sequence[str],
    changes: Mapping[str, object] | None = None,
    note: str = "",
) -> Judgement:
    about = list(dict.fromkeys(claim_ids))
    if not about:
        raise NothingJudged("no claim was chosen", remedy="Choose at least one")
    _, held = source_for(store, actor, source_id)
    with store.act(actor.name, f"{decision} claim", case=held[0], about=[*about, source_id]):
        reading = store.reading(source_id)
        known = {c.id: c for c in reading.claims} if reading else {}
        for claim_id in about:
            if claim_id not in known:
                raise NotFound("claim")
            if changes:
                if "kind" in changes:
                    _known_kind(str(changes["kind"]))
                corrected(known[claim_id], changes)  # raises where a change cannot be read
        judgement = new_judgement(store, actor, decision, about, changes or {}, note)
        store.put_judgement(judgement, [source_id])
        store.set_open(source_id, about, open_=False)
    return judgement


def new_judgement(
    store: Store,
    actor: Actor,
    decision: Decision,
    about: Sequence[str],
    changes: Mapping[str, object],
    note: str,
) -> Judgement:
    """A judgement of this moment, with an id of its own."""
    at = store.now()
    return Judgement(
        id=content_id("judgement", decision, list(about), actor.name, at.isoformat()),
        decision=decision,
        about=tuple(about),
        by=actor.name,
        at=at,
        changes=dict(changes),
        note=note,
    )


def _known_kind(kind: str) -> None:
    if kind not in kinds():
        raise UnknownKind(
            "there is no such kind of event",
            key="kind",
            value=kind,
            remedy="Choose one of vocabulary/event-kinds.yaml",
        )
