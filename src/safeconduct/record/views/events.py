"""Claims joined to happenings: one event with every passage that tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from safeconduct.record.chronology import Event, Person
from safeconduct.record.claim import Claim, Stance, content_id
from safeconduct.record.judgement import Judgement
from safeconduct.record.places import state_of
from safeconduct.record.views.standing import Judged, happened, judged
from safeconduct.when import Span
from safeconduct.when.span import ONE_DAY

# The weight of what is told where several passages tell one happening: fact before hearsay before accusation.
_STANCES = (Stance.STATED, Stance.REPORTED, Stance.ALLEGED, Stance.DENIED, Stance.FEARED)


def events(
    claims: Iterable[Claim],
    judgements: Iterable[Judgement] = (),
    people: Sequence[Person] = (),
) -> tuple[Event, ...]:
    """What happened, each event with every passage that tells it.

    Claims are one event where the reader gave them one `event` key, where they tell the same kind of the same people
    on the same exact day, and where each of several documents tells just one such thing within days that fit together.
    """
    whose = {r: p for p in people for r in p.referents}
    told = [item for item in judged(claims, judgements) if happened(item.claim)]
    common = _in_common([item.claim for item in told], whose)
    groups: list[list[Judged]] = []
    group_of: dict[object, list[Judged]] = {}
    for item in told:
        keys = (_own(item.claim), *common.get(item.claim.id, ()))
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


@dataclass(frozen=True, slots=True)
class _Telling:
    """A dated claim as one document's telling of a happening (`own`)."""

    claim: str
    document: str
    own: tuple[object, ...]
    first: date
    end: date  # the day after the last


def _in_common(
    claims: Iterable[Claim], whose: Mapping[str, Person]
) -> dict[str, tuple[object, ...]]:
    """Claim id → what it shares with the tellings of the same happening in other documents.

    Of one kind and the same people, an exact day is always one happening. Tellings that overlap ("in June", "on 10
    June") are one where they all have a day in common and no document tells two of them: with two there is no saying
    which is meant.
    """
    alike: dict[tuple[object, ...], list[_Telling]] = {}
    for claim in claims:
        when = claim.when
        if when is None or when.earliest is None or when.latest is None or not claim.persons:
            continue
        if when.days is None or when.days > _MONTH or when.approximate or when.uncertain:
            continue
        what: tuple[object, ...] = (claim.kind, frozenset(_ids(claim.persons, whose)))
        alike.setdefault(what, []).append(
            _Telling(claim.id, claim.passage.document, _own(claim), when.earliest, when.latest)
        )
    shared: dict[str, tuple[object, ...]] = {}
    for what, tellings in alike.items():
        for run in _overlapping(tellings):
            if _one_happening(run):
                shared.update({t.claim: ((*what, run[0].first),) for t in run})
            else:
                shared.update(
                    {t.claim: ((*what, t.first),) for t in run if t.end - t.first == ONE_DAY}
                )
    return shared


def _overlapping(tellings: Iterable[_Telling]) -> list[list[_Telling]]:
    """Runs of tellings, each overlapping with some other of its run."""
    runs: list[list[_Telling]] = []
    end = date.min
    for telling in sorted(tellings, key=lambda t: (t.first, t.end, t.claim)):
        if not runs or telling.first >= end:
            runs.append([])
        runs[-1].append(telling)
        end = max(end, telling.end)
    return runs


def _one_happening(run: Sequence[_Telling]) -> bool:
    told: dict[str, set[tuple[object, ...]]] = {}
    for telling in run:
        told.setdefault(telling.document, set()).add(telling.own)
    meet = max(t.first for t in run) < min(t.end for t in run)
    return meet and all(len(own) == 1 for own in told.values())


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
