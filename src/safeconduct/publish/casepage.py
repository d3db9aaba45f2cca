"""One person's part of the page, as plain rows a template can set.

May import: `when`, `sources`, `record`, `law`, `findings`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from safeconduct.findings import telling
from safeconduct.publish.attributes import Detail, details
from safeconduct.publish.lawpage import law_page
from safeconduct.publish.lawrows import LawPage
from safeconduct.publish.passages import PassageRow, Teller, UntoldRow
from safeconduct.publish.people import Names
from safeconduct.publish.telling import Voice
from safeconduct.publish.trail import draw
from safeconduct.publish.values import CaseFile
from safeconduct.record import Claim, Event, Person, Tier
from safeconduct.record.views import happened


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line of the chronology."""

    anchor: str
    number: int
    date: str
    precision: str
    basis: str
    words: str
    counted_from: str
    kind: str
    says: str
    who: str  # the person's relative, where it happened to them
    where: str
    by: str
    others: tuple[tuple[str, str], ...]
    details: tuple[Detail, ...]
    passages: tuple[PassageRow, ...]
    confirmed: bool
    sure: bool
    findings: tuple[tuple[str, str, bool], ...]  # anchor, rule, certain


@dataclass(frozen=True, slots=True)
class Heading:
    """Who the case file is about. Every fact comes with what it rests on."""

    name: str
    spellings: tuple[str, ...]
    roles: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    kin: tuple[str, ...]
    files: tuple[str, ...]
    confirmed: bool
    assumed: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything of one case file."""

    anchor: str
    number: int
    heading: Heading
    picture: str
    events: tuple[EventRow, ...]
    untold: tuple[UntoldRow, ...]
    law: LawPage | None
    to_check: int


class _Rows:
    """Makes the rows of one case file."""

    def __init__(
        self, case: CaseFile, anchor: str, law: LawPage | None, tell: Teller, say: Voice
    ) -> None:
        self.chronology, self.anchor, self.tell, self.say = case.chronology, anchor, tell, say
        self.person = case.chronology.person
        self.flagged = law.flagged if law else {}
        self.order = {e.id: (n, e.kind) for n, e in enumerate(case.chronology.events, 1)}

    def events(self) -> tuple[EventRow, ...]:
        return tuple(self.event(e, n) for n, e in enumerate(self.chronology.events, 1))

    def event(self, event: Event, number: int) -> EventRow:
        say, span = self.say, event.when
        return EventRow(
            anchor=event_anchor(self.anchor, number),
            number=number,
            date=say.span(span),
            precision=say.precision(span),
            basis=say.basis(span),
            words=span.words if span else "",
            counted_from=span.anchor if span else "",
            kind=say.kind(event.kind),
            says=say.kind_says(event.kind),
            who=self.who(event),
            where=_place(event),
            by=say(event.by) if event.by else "",
            others=tuple(self.others(event)),
            details=details(event.attributes, say, self.named),
            passages=tuple(self.tell.passage(c) for c in event.claims),
            confirmed=event.confirmed,
            sure=event.confirmed or any(c.tier is Tier.SURE for c in event.claims),
            findings=self.flagged.get(event.id, ()),
        )

    def who(self, event: Event) -> str:
        """The relative, where it happened to one rather than to the person."""
        if not event.persons or self.person.id in event.persons:
            return ""
        if any(p in self.tell.names.people for p in event.persons):
            return ", ".join(self.tell.names.of(p) for p in event.persons)
        return self.say(str(event.attributes.get("relative") or "someone unnamed"))

    def others(self, event: Event) -> Iterator[tuple[str, str]]:
        """Others it happened to or happened for, each with the role."""
        also = event.persons if self.person.id in event.persons else ()
        for role, ids in (("also to", also), ("with", event.with_), ("because of", event.for_)):
            for who in ids:
                if who != self.person.id or role == "because of":
                    yield self.say(role), self.tell.names.of(who)

    def named(self, name: str) -> str:
        """An event of this chronology by its number and kind; else the words as they are."""
        if name in self.order:
            number, kind = self.order[name]
            return f"{number} {self.say.kind(kind)}"
        return self.say(name.replace("_", " "))

    def heading(self, assumed: Sequence[str]) -> Heading:
        say, person, names = self.say, self.person, self.tell.names
        facts = (
            (say("citizenship"), telling.place(person.citizenship or "", say.language)),
            (say("state of refuge"), telling.place(person.refuge or "", say.language)),
            (say("born"), say.span(person.born) if person.born else ""),
        )
        return Heading(
            name=names.person(person),
            spellings=tuple(s for s in person.spellings if s != person.name),
            roles=names.roles(person),
            facts=tuple(fact for fact in facts if fact[1]),
            kin=names.kin(person),
            files=tuple(self.tell.file(d) for d in names.documents(person)),
            confirmed=person.confirmed,
            assumed=tuple(say(a) for a in assumed),
            notes=self.chronology.notes,
        )


def case_page(
    case: CaseFile, number: int, tell: Teller, claims: Sequence[Claim], say: Voice, as_of: date
) -> CasePage:
    """The case file `number` (from 1). `claims` are all that were read, for what was told and did not happen."""
    chronology, anchor = case.chronology, f"c{number}"
    anchors = {e.id: event_anchor(anchor, n) for n, e in enumerate(chronology.events, 1)}
    law = law_page(chronology, case.answers, anchor, anchors, say) if case.answers else None
    rows = _Rows(case, anchor, law, tell, say)
    events = rows.events()

    def href(what: str, name: str) -> str:
        return f"#{anchors[name]}" if what == "event" else f"#{anchor}-{name}"

    return CasePage(
        anchor=anchor,
        number=number,
        heading=rows.heading(case.assumed),
        picture=draw(
            chronology,
            case.answers,
            translate=say.translate,
            language=say.language,
            as_of=as_of,
            href=href,
        ),
        events=events,
        untold=tuple(tell.untold(c) for c in claims if untold_of(c, chronology.person, tell.names)),
        law=law,
        to_check=sum(not row.sure for row in events),
    )


def event_anchor(case: str, number: int) -> str:
    """Where the event with this number of a case file stands on the page."""
    return f"{case}-e{number}"


def untold_of(claim: Claim, person: Person, names: Names) -> bool:
    """Does the claim tell of this person something that did not happen?"""
    return not happened(claim) and any(
        (p := names.whose.get(who)) and p.id == person.id for who in (*claim.persons, *claim.for_)
    )


def _place(event: Event) -> str:
    if event.where and event.place and event.place not in event.where:
        return f"{event.where} ({event.place})"
    return event.where or event.place or ""
