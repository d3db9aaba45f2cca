"""From claims and judgements to people, events and chronologies.

Nothing here is stored: the same rows give the same views, so undoing a judgement is leaving it out.

1. `standing` closes what was undone; 2. `people` unites referents judged the same; 3. `judged` applies accept,
reject and correct to claims; 4. `events` joins claims that tell one happening; 5. `chronology` picks one person's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from safeconduct.record.chronology import Chronology, Event, Person, Relation
from safeconduct.record.claim import Claim, Mood, Referent, Stance, Tie, content_id
from safeconduct.record.errors import UnknownJudgementTarget
from safeconduct.record.judgement import Decision, Judgement
from safeconduct.record.places import state_of
from safeconduct.sources import Passage
from safeconduct.when import Span
from safeconduct.when.edtf import parse_edtf

# The weight of what is told where several passages tell one happening: fact before hearsay before accusation.
_STANCES = (Stance.STATED, Stance.REPORTED, Stance.ALLEGED, Stance.DENIED, Stance.FEARED)


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements in force, oldest first: an undo closes those it names, and may itself be undone."""
    ordered = sorted(judgements, key=lambda j: (j.at, j.id))
    closed: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.id not in closed and judgement.decision is Decision.UNDO:
            closed.update(judgement.about)
    return tuple(j for j in ordered if j.id not in closed and j.decision is not Decision.UNDO)


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


def events(
    claims: Iterable[Claim],
    judgements: Iterable[Judgement] = (),
    people: Sequence[Person] = (),
) -> tuple[Event, ...]:
    """What happened, each event with every passage that tells it.

    Claims are one event where the reader gave them one `event` key, where they tell the same kind of the same people
    on the same exact day, and where each of several documents tells just one such thing within the same days of a month.
    """
    whose = {r: p for p in people for r in p.referents}
    told = [item for item in judged(claims, judgements) if happened(item.claim)]
    once = _told_once([item.claim for item in told], whose)
    groups: list[list[Judged]] = []
    group_of: dict[object, list[Judged]] = {}
    for item in told:
        keys = (_own(item.claim), *(k for k in _shared(item.claim, whose) if k in once))
        meets = list({id(g): g for k in keys if (g := group_of.get(k)) is not None}.values())
        group = meets[0] if meets else []
        if not meets:
            groups.append(group)
        group.append(item)
        for other in meets[1:]:  # this claim is what shows the two groups to be one happening
            group.extend(other)
            other.clear()
            group_of.update({k: group for k, g in group_of.items() if g is other})
        group_of.update(dict.fromkeys(keys, group))
    happenings = (part for group in groups if group for part in _parted(group))
    return tuple(sorted((_event(part, whose) for part in happenings), key=_order))


def _parted(group: Sequence[Judged]) -> list[list[Judged]]:
    """Tellings whose dates exclude one another are two happenings, unless both dates are told outright.

    Two outright dates of one happening stay together: that is a contradiction for a person to see. A date that is only
    inherited from the words around is no ground for one.
    """
    parts: list[list[Judged]] = []
    for item in group:
        for part in parts:
            if all(_agree(item.claim.when, other.claim.when) for other in part):
                part.append(item)
                break
        else:
            parts.append([item])
    return parts


def _agree(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None or one.intersect(other) is not None:
        return True
    return not any(s.approximate or s.uncertain for s in (one, other))


_MONTH = 31  # days; wider than a month, two documents may well tell two things


def _own(claim: Claim) -> tuple[object, ...]:
    return claim.passage.document, claim.event or claim.id


def _shared(claim: Claim, whose: Mapping[str, Person]) -> list[tuple[object, ...]]:
    """What two documents would have in common if they told one happening: kind, people and days."""
    when = claim.when
    if when is None or when.days is None or when.days > _MONTH or not claim.persons:
        return []
    if when.approximate or when.uncertain:
        return []
    return [(claim.kind, when.earliest, when.latest, frozenset(_ids(claim.persons, whose)))]


def _told_once(
    claims: Iterable[Claim], whose: Mapping[str, Person]
) -> frozenset[tuple[object, ...]]:
    """The shared keys that show one happening: an exact day always does, a month only where no document tells two."""
    tellings: dict[tuple[object, ...], dict[str, set[object]]] = {}
    exact: set[tuple[object, ...]] = set()
    for claim in claims:
        for key in _shared(claim, whose):
            tellings.setdefault(key, {}).setdefault(claim.passage.document, set()).add(_own(claim))
            if claim.when and claim.when.is_exact:
                exact.add(key)
    single = {k for k, by in tellings.items() if all(len(own) == 1 for own in by.values())}
    return frozenset(exact | single)


def _ids(referents: Iterable[str], whose: Mapping[str, Person]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(whose[r].id if r in whose else r for r in referents))


def _event(group: Sequence[Judged], whose: Mapping[str, Person]) -> Event:
    told = sorted(
        group, key=lambda j: (not j.accepted, _STANCES.index(j.claim.stance), j.claim.passage.start)
    )
    claims = [j.claim for j in told]
    lead = claims[0]
    attributes: dict[str, object] = {}
    for claim in reversed(claims):
        attributes.update(claim.attributes)
    persons = _ids((r for c in claims for r in c.persons), whose)
    if lead.persons:
        persons = _ids(lead.persons, whose)
    own = any(r in whose and _stands_alone(whose[r]) for r in lead.persons)
    tie = next((t for r in lead.persons if r in whose and (t := whose[r].described)), None)
    if tie and not own and "relative" not in attributes:
        attributes["relative"] = tie.relation
    where = next((c.where for c in claims if c.where), "") or ""
    state = attributes.get("state")
    return Event(
        id=content_id("event", sorted(j.original.id for j in group)),
        kind=lead.kind,
        persons=persons,
        when=_when([c.when for c in claims]),
        place=str(state) if state else (state_of(where) if where else None),
        where=where,
        by=next((c.by for c in claims if c.by), None),
        with_=_ids((r for c in claims for r in c.with_), whose),
        for_=_ids((r for c in claims for r in c.for_), whose),
        stance=min((c.stance for c in claims), key=_STANCES.index),
        attributes=attributes,
        claims=tuple(claims),
        confirmed=any(j.accepted for j in group),
    )


def _stands_alone(person: Person) -> bool:
    """Someone with a name, or known only as what they are ("a client"), rather than as someone's relative."""
    return person.described is None or person.described.of is None


def _when(spans: Sequence[Span | None]) -> Span | None:
    """The days all tellings allow; where they exclude one another, the first telling's (a contradiction is a finding)."""
    result: Span | None = None
    for span in spans:
        if span is None:
            continue
        if result is None:
            result = span
            continue
        narrower = span.intersect(result)
        if narrower is not None:
            result = narrower if narrower == span else result.intersect(span) or result
    return result


def _order(event: Event) -> tuple[date, date, str, int]:
    """Earlier dates first; what has no date after what has; then the order of telling."""
    earliest = (event.when and event.when.earliest) or date.min
    latest = (event.when and event.when.latest) or date.max
    if event.when is None or (event.when.earliest is None and event.when.latest is None):
        earliest = date.max
    elif event.when.earliest is None:
        earliest = latest
    first = min(
        (c.passage for c in event.claims), key=lambda p: (p.document, p.start), default=None
    )
    return earliest, latest, first.document if first else "", first.start if first else 0


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
