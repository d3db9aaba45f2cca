"""One person's chronology: their own events, and those of people known only by a tie to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from safeconduct.record.chronology import Chronology, Event, Person, Relation
from safeconduct.record.claim import Tie


def chronology(
    person: Person,
    people: Sequence[Person],
    events: Sequence[Event],
    ties: Iterable[Tie] = (),
) -> Chronology:
    """One person's events and those of people described only by a tie to them ("brother of …"), in order."""
    kin = {p.id for p in people if p.described and p.described.of in person.referents}
    mine = {person.id} | kin
    chosen = tuple(e for e in events if mine & set(e.persons) or person.id in e.for_)
    event_of = {c.id: e.id for e in chosen for c in e.claims}
    relations = tuple(
        Relation(event_of[t.earlier], event_of[t.later], t.at_least, t.at_most)
        for t in ties
        if t.earlier in event_of
        and t.later in event_of
        and event_of[t.earlier] != event_of[t.later]
    )
    return Chronology(person, chosen, relations)
