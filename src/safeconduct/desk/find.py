"""From the keyed references in an address back to what they name, within a case the person may open."""

from __future__ import annotations

from collections.abc import Iterable

from safeconduct import casework
from safeconduct.casework import ClaimLine, Leaf, NotFound, PersonLine, SourceLine
from safeconduct.desk.access import Desk
from safeconduct.desk.cards import called


def paper(desk: Desk, case_id: str, ref: str) -> SourceLine:
    """A source of the case. Raises NotFound."""
    for line in casework.sources(desk.office, desk.actor, case_id):
        if desk.ref("source", line.source.id) == ref:
            return line
    raise NotFound("document")


def someone(desk: Desk, case_id: str, ref: str) -> PersonLine:
    """A person of the case, by the reference of the person or of any of their referents. Raises NotFound."""
    everyone = casework.people(desk.office, desk.actor, case_id)
    for line in everyone:
        if desk.ref("person", line.person.id) == ref:
            return line
    for line in everyone:
        if any(desk.ref("person", r) == ref for r in line.person.referents):
            return line
    raise NotFound("person")


def claim(desk: Desk, leaf: Leaf, ref: str) -> ClaimLine:
    """A claim of a document. Raises NotFound."""
    for line in leaf.claims:
        if desk.ref("claim", line.claim.id) == ref:
            return line
    raise NotFound("claim")


def leaves(desk: Desk, case_id: str) -> dict[str, Leaf]:
    """Every paper of the case with its text and what was read in it, by source id."""
    lines = casework.sources(desk.office, desk.actor, case_id)
    return {
        line.source.id: casework.leaf(desk.office, desk.actor, line.source.id) for line in lines
    }


def names(held: Iterable[Leaf]) -> dict[str, str]:
    """What to call every referent of these papers: their name, or their tie to someone who has one."""
    return called(referent for leaf in held for referent in leaf.referents)
