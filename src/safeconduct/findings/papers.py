"""Which decision a service, an appeal or a ruling is about (`of`), as events name it: by its id, or by its kind alone.

May import: `record`. A document says "the extradition order was handed to him"; which event that order is follows from
the chronology, where one on file can be it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from safeconduct.record import Event
from safeconduct.record.kinds import kinds

TAKEN = (
    "of_taken"  # several decisions of the kind are on file: the latest that can be meant was taken
)

# a complaint against a decision is its appeal
_APPEALS = {
    "asylum_refusal": "asylum_appeal",
    "extradition_order": "extradition_appeal",
    "expulsion_order": "expulsion_appeal",
}


def named(events: Sequence[Event]) -> list[Event]:
    """The events with every `of` that is a kind made the id of the decision meant, and complaints as the appeals they are.

    A kind of which no decision on file can be meant stays: that a paper was served is known even so.
    """
    of_kind: dict[str, list[Event]] = {}
    for event in events:
        of_kind.setdefault(event.kind, []).append(event)
    ids = {event.id: event.kind for event in events}
    return [_as_appeal(_of_one(event, of_kind, ids), ids) for event in events]


def _of_one(event: Event, of_kind: Mapping[str, list[Event]], ids: Mapping[str, str]) -> Event:
    of = event.attributes.get("of")
    if not isinstance(of, str) or of in ids or of not in kinds():
        return event
    meant = [e for e in of_kind.get(of, ()) if e.id != event.id and _may_be_about(event, e)]
    if not meant:
        return event
    latest = max(meant, key=lambda e: (e.when.earliest if e.when else None) or date.min)
    taken = {"of": latest.id, **({TAKEN: True} if len(meant) > 1 else {})}
    return replace(event, attributes={**event.attributes, **taken})


def _may_be_about(paper: Event, decision: Event) -> bool:
    """Of the same person, and not surely later than the paper."""
    if paper.attributes.get("relative") != decision.attributes.get("relative"):
        return False
    made = decision.when.earliest if decision.when else None
    last = paper.when.last if paper.when else None
    return made is None or last is None or made <= last


def _as_appeal(event: Event, ids: Mapping[str, str]) -> Event:
    """A complaint that names such a decision, as the appeal it is."""
    if event.kind != "complaint":
        return event
    of = str(event.attributes.get("of"))
    meant = _APPEALS.get(ids.get(of, of))
    return replace(event, kind=meant) if meant else event
