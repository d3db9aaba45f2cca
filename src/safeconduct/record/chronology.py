"""People, events and chronologies: views over claims and judgements, computed anew and never edited in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from safeconduct.record.claim import Claim, Described, Stance
from safeconduct.when import Span


@dataclass(frozen=True, slots=True)
class Person:
    """One human being as the record knows them: referents of one or many documents that were judged the same.

    `citizenship` and `refuge` are ISO 3166 alpha-2 codes, `born` a span; None where not known.
    """

    id: str
    name: str
    spellings: tuple[str, ...] = ()
    referents: tuple[str, ...] = ()
    described: Described | None = None
    citizenship: str | None = None
    refuge: str | None = None
    born: Span | None = None
    sex: str | None = None
    confirmed: bool = False  # a person judged its referents the same, or there is but one


@dataclass(frozen=True, slots=True)
class Event:
    """One happening. `claims` are the passages it rests on (none in a chronology written by hand).

    `confirmed` where a person accepted at least one of its claims; `stance` the strongest of its claims.
    `when` is None where nothing at all was told of the time. `place` is a state code (UZ, RU) where the law turns
    on it, with the words in `where`. `attributes` as in event-kinds.md: articles, alleged_act, term, duration,
    ground, form, body, of, to, at, decided, complete …
    """

    id: str
    kind: str
    persons: tuple[str, ...] = ()
    when: Span | None = None
    place: str | None = None
    where: str = ""
    by: str | None = None
    with_: tuple[str, ...] = ()
    for_: tuple[str, ...] = ()
    stance: Stance = Stance.STATED
    attributes: Mapping[str, object] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Relation:
    """`at_least ≤ time(later) - time(earlier) ≤ at_most`, ISO 8601 durations; None is no limit on that side.

    `words` is the passage it rests on, for naming a contradictory circle.
    """

    earlier: str
    later: str
    at_least: str | None = None
    at_most: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Chronology:
    """One person's events, those with earlier dates first where the dates tell, with the relations between them."""

    person: Person
    events: tuple[Event, ...]
    relations: tuple[Relation, ...] = ()
    notes: tuple[str, ...] = ()  # what was written but could not be used, for a person to read

    def event(self, event_id: str) -> Event:
        """The event with this id. Raises KeyError."""
        for event in self.events:
            if event.id == event_id:
                return event
        raise KeyError(event_id)
