"""Who is who on a page: names for referents, kin told by a tie, and those who only speak or act in office.

May import: `record`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from safeconduct.publish.telling import Voice
from safeconduct.record import Claim, Described, Figure, Person, Reading, Referent


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who appears only as a speaker or in an office. `said` counts passages told on their word."""

    name: str
    spellings: tuple[str, ...]
    roles: tuple[str, ...]
    said: int


class Names:
    """How to call every referent and person of a report."""

    def __init__(self, people: Sequence[Person], readings: Iterable[Reading], say: Voice) -> None:
        self.people = {p.id: p for p in people}
        self.whose: Mapping[str, Person] = {r: p for p in people for r in p.referents}
        self.referents: dict[str, Referent] = {
            r.id: r for reading in readings for r in reading.referents
        }
        self._say = say

    def of(self, name: str) -> str:
        """The name of a person or referent by id; told by their tie where they have none."""
        person = self.people.get(name) or self.whose.get(name)
        if person:
            return self.person(person)
        referent = self.referents.get(name)
        if referent and referent.name:
            return referent.name
        return self._say("someone unnamed")

    def person(self, person: Person, seen: frozenset[str] = frozenset()) -> str:
        """A person's name, or "brother of Sherzod Yunusov"."""
        if person.name:
            return person.name
        described = person.described
        if described is None:
            return self._say("someone unnamed")
        relation = self.tie(described)
        owner = self.whose.get(described.of or "") or self.people.get(described.of or "")
        if owner is None or owner.id in seen or owner.id == person.id:
            return relation
        name = self.person(owner, seen | {person.id})
        return self._say("{relation} of {name}").format(relation=relation, name=name)

    def tie(self, described: Described) -> str:
        """The tie alone: "mother", "brother (2)"."""
        relation = self._say(described.relation)
        if described.count == 1:
            return relation
        return f"{relation} ({described.count or self._say('several')})"

    def chain(self, speakers: Sequence[str]) -> str:
        """On whose word: "Olim Karimov, as told by his lawyer", the first to have said it last."""
        return f", {self._say('as told by')} ".join(self.of(s) for s in reversed(speakers))

    def roles(self, person: Person) -> tuple[str, ...]:
        """The words the documents give for what the person is, each once."""
        found = (
            r for i in person.referents if i in self.referents for r in self.referents[i].roles
        )
        return tuple(dict.fromkeys(found))

    def documents(self, person: Person) -> tuple[str, ...]:
        """Ids of the documents that name the person."""
        found = (self.referents[i].document for i in person.referents if i in self.referents)
        return tuple(dict.fromkeys(found))

    def kin(self, person: Person) -> tuple[str, ...]:
        """The ties of people told only by a tie to this one, each once: "mother", "brother (several)"."""
        return tuple(
            dict.fromkeys(
                self.tie(p.described)
                for p in self.people.values()
                if p.described
                and p.id != person.id
                and p.described.of in (*person.referents, person.id)
            )
        )


def speakers(
    names: Names, told: Iterable[str], claims: Sequence[Claim], figures: Sequence[Figure]
) -> tuple[Speaker, ...]:
    """Everyone with a name who has no case file and to whom nothing happened in one; those who said most first.

    `told` are the ids of people with a case file or an event in one.
    """
    known = set(told)
    said: dict[str, int] = {}
    words: list[Claim | Figure] = [*claims, *figures]
    for one in words:
        for who in dict.fromkeys(names.whose[s].id for s in one.said_by if s in names.whose):
            said[who] = said.get(who, 0) + 1
    others = [p for p in names.people.values() if p.id not in known and p.name]
    rows = [
        Speaker(
            p.name,
            tuple(s for s in p.spellings if s != p.name),
            names.roles(p),
            said.get(p.id, 0),
        )
        for p in others
    ]
    return tuple(sorted(rows, key=lambda row: (-row.said, row.name)))
