"""One person's part of the page, as plain rows a template can set.

May import: `when`, `sources`, `record`, `law`, `findings`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from safeconduct.publish.attributes import Detail, details
from safeconduct.publish.lawpage import LawPage, law_page
from safeconduct.publish.people import Names
from safeconduct.publish.quote import Quote, quote
from safeconduct.publish.telling import Voice
from safeconduct.publish.trail import draw
from safeconduct.publish.values import CaseFile, ReadFile
from safeconduct.record import Claim, Event, Mood, Person, Stance, Tier
from safeconduct.record.kinds import kinds
from safeconduct.record.views import happened
from safeconduct.sources import Passage


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A quoted passage with its source, its speakers and how far the reader vouches for it."""

    quote: Quote | None
    file: str
    speakers: str
    stance: str  # "" where told as fact
    sure: bool
    doubts: tuple[str, ...]
    reader: str


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
    lane: str
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
class UntoldRow:
    """Told, and did not happen as far as the passage goes."""

    why: str
    kind: str
    date: str
    passage: PassageRow


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


_WHY = {
    Mood.NEGATED: "denied or negated",
    Mood.CONDITIONAL: "only under a condition",
    Mood.FEARED: "feared or threatened",
    Mood.PLANNED: "planned or intended",
    Mood.GENERIC: "told in general",
    Mood.QUESTION: "asked, not told",
}


class Shelf:
    """The report's files by document id, for quoting."""

    def __init__(self, files: Sequence[ReadFile]) -> None:
        self._files: Mapping[str, ReadFile] = {f.source.id: f for f in files}

    def name(self, document: str) -> str:
        """What the file was called when it was taken in."""
        file = self._files.get(document)
        return (file.source.part or file.source.custody.original_name) if file else ""

    def passage(self, passage: Passage) -> Quote | None:
        """The passage as it is quoted, or None where its text is not here."""
        file = self._files.get(passage.document)
        return quote(file.document, passage) if file and file.document else None


def case_page(
    case: CaseFile,
    number: int,
    names: Names,
    shelf: Shelf,
    claims: Sequence[Claim],
    say: Voice,
    as_of: date,
) -> CasePage:
    """The case file `number` (from 1). `claims` are all that were read, for what was told and did not happen."""
    chronology, anchor = case.chronology, f"c{number}"
    event_anchor = {e.id: f"{anchor}-e{n}" for n, e in enumerate(chronology.events, 1)}
    law = law_page(chronology, case.answers, anchor, event_anchor, say) if case.answers else None
    flagged = law.flagged if law else {}
    rows = tuple(
        _event(
            e, n, event_anchor[e.id], names, shelf, chronology.person, flagged.get(e.id, ()), say
        )
        for n, e in enumerate(chronology.events, 1)
    )

    def href(what: str, name: str) -> str:
        return "#" + (
            event_anchor.get(name, "") if what == "event" else law.anchor(name) if law else ""
        )

    return CasePage(
        anchor=anchor,
        number=number,
        heading=_heading(case, names, shelf, say),
        picture=draw(
            chronology,
            case.answers,
            translate=say.translate,
            language=say.language,
            as_of=as_of,
            href=href,
        ),
        events=rows,
        untold=tuple(
            untold_row(c, names, shelf, say)
            for c in claims
            if _is_untold(c, chronology.person, names)
        ),
        law=law,
        to_check=sum(not row.sure for row in rows),
    )


def passage_row(claim: Claim, names: Names, shelf: Shelf, say: Voice) -> PassageRow:
    """A claim's passage, ready to be set."""
    return PassageRow(
        quote=shelf.passage(claim.passage),
        file=shelf.name(claim.passage.document),
        speakers=names.chain(claim.said_by) if claim.said_by else "",
        stance="" if claim.stance is Stance.STATED else say(claim.stance.value),
        sure=claim.tier is Tier.SURE,
        doubts=tuple(say(d) for d in claim.doubts),
        reader=claim.reader,
    )


def _event(
    event: Event, number: int, anchor: str, names: Names, shelf: Shelf, person: Person,
    findings: Sequence[tuple[str, str, bool]], say: Voice,
) -> EventRow:  # fmt: skip
    span = event.when
    kind = kinds().get(event.kind)
    who = ""
    if event.persons and person.id not in event.persons:
        who = ", ".join(names.of(p) for p in event.persons)
        if who == say("someone unnamed"):
            who = say(str(event.attributes.get("relative") or who))
    others = [(say(role), names.of(p)) for role, ids in (("with", event.with_), ("because of", event.for_)) for p in ids]  # fmt: skip
    others += [(say("also to"), names.of(p)) for p in event.persons if p != person.id and person.id in event.persons]  # fmt: skip
    return EventRow(
        anchor=anchor,
        number=number,
        date=say.span(span),
        precision=say.precision(span),
        basis=say.basis(span),
        words=span.words if span else "",
        counted_from=span.anchor if span else "",
        kind=say.kind(event.kind),
        says=say.kind_says(event.kind),
        lane=kind.lane if kind else "",
        who=who,
        where=_place(event),
        by=say(event.by) if event.by else "",
        others=tuple(others),
        details=details(event.attributes, say),
        passages=tuple(passage_row(c, names, shelf, say) for c in event.claims),
        confirmed=event.confirmed and bool(event.claims),
        sure=event.confirmed or any(c.tier is Tier.SURE for c in event.claims),
        findings=tuple(findings),
    )


def _place(event: Event) -> str:
    if event.where and event.place and event.place not in event.where:
        return f"{event.where} ({event.place})"
    return event.where or event.place or ""


def _is_untold(claim: Claim, person: Person, names: Names) -> bool:
    return not happened(claim) and any(
        (w := names.whose.get(p)) and w.id == person.id for p in (*claim.persons, *claim.for_)
    )


def untold_row(claim: Claim, names: Names, shelf: Shelf, say: Voice) -> UntoldRow:
    """What was told and did not happen, with the reason."""
    why = _WHY.get(claim.mood) or {
        Stance.DENIED: "denied or negated",
        Stance.FEARED: "feared or threatened",
    }.get(claim.stance, "not a fact")
    return UntoldRow(
        why=say(why),
        kind=say.kind(claim.kind),
        date=say.span(claim.when) if claim.when else "",
        passage=passage_row(claim, names, shelf, say),
    )


def _heading(case: CaseFile, names: Names, shelf: Shelf, say: Voice) -> Heading:
    person = case.chronology.person
    name = names.person(person)
    facts: list[tuple[str, str]] = []
    if person.citizenship:
        facts.append((say("citizenship"), person.citizenship))
    if person.refuge:
        facts.append((say("state of refuge"), person.refuge))
    if person.born:
        facts.append((say("born"), say.span(person.born)))
    return Heading(
        name=name,
        spellings=tuple(s for s in person.spellings if s != person.name),
        roles=names.roles(person),
        facts=tuple(facts),
        kin=tuple(names.person(k) for k in names.kin(person)),
        files=tuple(shelf.name(d) for d in names.documents(person)),
        confirmed=person.confirmed,
        assumed=tuple(say(a) for a in case.assumed),
        notes=tuple(case.chronology.notes),
    )
