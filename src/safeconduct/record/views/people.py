"""Referents united to people: those judged the same, and those a machine takes for the same until someone says otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from safeconduct.record.chronology import Person
from safeconduct.record.claim import Referent
from safeconduct.record.judgement import Decision, Judgement
from safeconduct.record.views.standing import standing
from safeconduct.when.edtf import parse_edtf


def people(
    referents: Sequence[Referent],
    judgements: Iterable[Judgement] = (),
    proposals: Iterable[tuple[str, str]] = (),
) -> tuple[Person, ...]:
    """Everyone the record speaks of, those named most often first.

    Referents judged the same are one person. `proposals` are pairs a machine takes for the same: they unite too,
    unless a person said otherwise, and leave the person unconfirmed. A pair judged "not the same" never meets in
    one person by way of a proposal.
    """
    by_id = {r.id: r for r in referents}
    parent = {r.id: r.id for r in referents}

    def root(x: str) -> str:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    in_force = standing(judgements)
    judged: set[str] = set()
    for judgement in in_force:
        if judgement.decision is Decision.SAME:
            here = [r for r in judgement.about if r in by_id]
            judged.update(here)
            for other in here[1:]:
                parent[root(other)] = root(here[0])
    apart = [
        (a, b)
        for j in in_force
        if j.decision is Decision.NOT_SAME
        for i, a in enumerate(j.about)
        for b in j.about[i + 1 :]
        if a in by_id and b in by_id
    ]
    for a, b in proposals:
        if a in by_id and b in by_id and root(a) != root(b):
            meets = {root(a), root(b)}
            if not any({root(x), root(y)} == meets for x, y in apart):
                parent[root(b)] = root(a)
    groups: dict[str, list[Referent]] = defaultdict(list)
    for referent in referents:
        groups[root(referent.id)].append(referent)
    told = [j for j in in_force if j.decision is Decision.DESCRIBE]
    result = [_person(group, judged, told) for group in groups.values()]
    weight = {p.id: sum(len(by_id[r].mentions) for r in p.referents) for p in result}
    return tuple(sorted(result, key=lambda p: (p.described is not None, -weight[p.id], p.id)))


def _person(group: Sequence[Referent], judged: set[str], told: Sequence[Judgement]) -> Person:
    """One person of these referents. The id is that of the first referent, so that it outlives further merges.

    What someone told of the person (`told`: name, citizenship, refuge, born, sex) goes before what was read.
    """
    ids = {r.id for r in group}
    known: dict[str, object] = {}
    for judgement in told:
        if ids & set(judgement.about):
            known.update(judgement.changes)
    born = known.get("born")
    named = [r for r in group if r.name]
    fullest = max(named, key=lambda r: (len(r.name.split()), len(r.mentions))) if named else None
    spellings: dict[str, None] = {}
    for referent in group:
        spellings.update(
            dict.fromkeys(
                (referent.name, *referent.spellings) if referent.name else referent.spellings
            )
        )
    first = min(group, key=lambda r: r.id)
    return Person(
        id=first.id,
        name=str(known.get("name") or (fullest.name if fullest else "")),
        spellings=tuple(spellings),
        referents=tuple(sorted(r.id for r in group)),
        described=None if fullest else next((r.described for r in group if r.described), None),
        citizenship=_text(known.get("citizenship")),
        refuge=_text(known.get("refuge")),
        born=parse_edtf(str(born)) if born else None,
        sex=_text(known.get("sex")) or next((r.sex for r in group if r.sex), None),
        confirmed=len(group) == 1 or all(r.id in judged for r in group),
    )


def _text(value: object) -> str | None:
    return str(value) if value else None
