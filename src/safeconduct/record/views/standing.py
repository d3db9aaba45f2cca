"""The judgements in force, and the claims as people left them: accepted, corrected, or still open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from safeconduct.record.claim import Claim, Mood, Stance
from safeconduct.record.errors import UnknownJudgementTarget
from safeconduct.record.judgement import Decision, Judgement
from safeconduct.sources import Passage
from safeconduct.when.edtf import parse_edtf


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements in force, oldest first: an undo closes those it names, and may itself be undone."""
    ordered = sorted(judgements, key=lambda j: (j.at, j.id))
    closed: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.id not in closed and judgement.decision is Decision.UNDO:
            closed.update(judgement.about)
    return tuple(j for j in ordered if j.id not in closed and j.decision is not Decision.UNDO)


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim as a person left it: corrected where they corrected it, accepted or still open."""

    claim: Claim
    accepted: bool
    original: Claim


def judged(claims: Iterable[Claim], judgements: Iterable[Judgement] = ()) -> tuple[Judged, ...]:
    """The claims that stand: rejected ones left out, corrected ones as corrected; the last judgement decides."""
    last: dict[str, Judgement] = {}
    changes: dict[str, dict[str, object]] = defaultdict(dict)
    for judgement in standing(judgements):
        if judgement.decision in (Decision.ACCEPT, Decision.REJECT, Decision.CORRECT, Decision.ADD):
            for claim_id in judgement.about:
                last[claim_id] = judgement
                if judgement.decision is Decision.CORRECT:
                    changes[claim_id].update(judgement.changes)
    result = []
    for claim in claims:
        decision = last[claim.id].decision if claim.id in last else None
        if decision is Decision.REJECT:
            continue
        result.append(
            Judged(corrected(claim, changes.get(claim.id, {})), decision is not None, claim)
        )
    return tuple(result)


_TUPLES = ("persons", "with_", "for_", "said_by", "doubts")


def corrected(claim: Claim, changes: Mapping[str, object]) -> Claim:
    """The claim with a judgement's changes: plain JSON values by field name, `when` as EDTF or None.

    Raises UnknownJudgementTarget for a field a claim does not have.
    """
    if not changes:
        return claim
    fields: dict[str, object] = {}
    for key, value in changes.items():
        if key not in Claim.__dataclass_fields__ or key in ("id", "reader"):
            raise UnknownJudgementTarget(
                "a correction names something a claim does not have", key=key,
                remedy="Correct one of: " + ", ".join(Claim.__dataclass_fields__),
            )  # fmt: skip
        if key == "when":
            words = claim.when.words if claim.when else ""
            fields[key] = parse_edtf(str(value), words=words) if value else None
        elif key == "passage":
            fields[key] = _passage(claim.passage.document, value)
        elif key == "stance":
            fields[key] = Stance(str(value))
        elif key == "mood":
            fields[key] = Mood(str(value))
        elif key in _TUPLES:
            fields[key] = tuple(value)  # type: ignore[arg-type]
        else:
            fields[key] = value
    return replace(claim, **fields)  # type: ignore[arg-type]


def _passage(document: str, value: object) -> Passage:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise UnknownJudgementTarget(
            "a passage is corrected by its first and last character", key="passage", value=value,
            remedy="Give two numbers: [start, end]",
        )  # fmt: skip
    return Passage(document, int(value[0]), int(value[1]))


def happened(claim: Claim) -> bool:
    """Can this claim stand in a chronology? What is denied, feared, planned or told in general cannot."""
    return claim.mood is Mood.FACT and claim.stance not in (Stance.DENIED, Stance.FEARED)
