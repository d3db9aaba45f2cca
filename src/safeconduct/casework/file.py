"""A case's record as one value: what was read, what was judged, and the people and events that follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from safeconduct.casework.errors import NotFound
from safeconduct.casework.store import Store
from safeconduct.record import (
    Chronology,
    Claim,
    Decision,
    Event,
    Figure,
    Judgement,
    Person,
    Reading,
    Referent,
    Tie,
    views,
)
from safeconduct.when import parse_edtf


@dataclass(frozen=True)
class CaseRecord:
    """Rows of one case; the views are computed once each, on first use."""

    readings: tuple[Reading, ...]
    judgements: tuple[Judgement, ...]
    alike: tuple[tuple[str, str], ...] = ()

    @cached_property
    def referents(self) -> tuple[Referent, ...]:
        """Whoever the documents speak of."""
        return tuple(r for reading in self.readings for r in reading.referents)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, as it was proposed or added; one that a person added and took back is not among them."""
        taken_back = {c.id for r in self.readings for c in r.claims if c.reader == "person"}
        for judgement in views.standing(self.judgements):
            if judgement.decision is Decision.ADD:
                taken_back.difference_update(judgement.about)
        return tuple(c for r in self.readings for c in r.claims if c.id not in taken_back)

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """What the documents say of the order of things."""
        return tuple(t for reading in self.readings for t in reading.ties)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers the documents give."""
        return tuple(f for reading in self.readings for f in reading.figures)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everyone, as judged and described."""
        found = views.people(self.referents, self.judgements, self.alike)
        return described(found, self.judgements)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Everything that happened."""
        return views.events(self.claims, self.judgements, self.people)

    def person(self, person_id: str) -> Person:
        """By the person's id or that of any of their referents. Raises NotFound."""
        for one in self.people:
            if one.id == person_id or person_id in one.referents:
                return one
        raise NotFound("person")

    def chronology(self, person_id: str) -> Chronology:
        """One person's events in order. Raises NotFound."""
        return views.chronology(self.person(person_id), self.people, self.events, self.ties)


def record_of(store: Store, case_id: str) -> CaseRecord:
    """A case's record as it stands now."""
    documents = [s.id for s in store.sources(case_id)]
    return CaseRecord(store.readings(case_id), store.judgements(documents), store.alike(case_id))


def described(people: Iterable[Person], judgements: Iterable[Judgement]) -> tuple[Person, ...]:
    """People with what was said of them; the last word on each field counts."""
    said = [j for j in views.standing(judgements) if j.decision is Decision.DESCRIBE]
    result = []
    for person in people:
        fields: dict[str, object] = {}
        for judgement in said:
            if set(judgement.about) & set(person.referents):
                fields.update({k: v for k, v in judgement.changes.items() if k in _FIELDS})
        if fields.get("born"):
            fields["born"] = parse_edtf(str(fields["born"]))
        cleared = {k: v or ("" if k == "name" else None) for k, v in fields.items()}
        result.append(replace(person, **cleared) if cleared else person)  # type: ignore[arg-type]
    return tuple(result)


_FIELDS = ("name", "citizenship", "refuge", "born", "sex")
