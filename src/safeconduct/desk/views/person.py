"""A person: what protects them on a day, the trail picture, what the law says, the chronology with its passages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct import casework, publish
from safeconduct.casework import NoPack, NothingJudged
from safeconduct.desk import find, notices
from safeconduct.desk.access import Desk, member
from safeconduct.desk.pages import page
from safeconduct.desk.templatetags.desk import state
from safeconduct.desk.views.cases import packs
from safeconduct.law import BrokenPack, PackNotFound
from safeconduct.publish.attributes import Detail, details
from safeconduct.publish.lawpage import law_page
from safeconduct.publish.lawrows import LawPage
from safeconduct.publish.quote import Quote, quote
from safeconduct.record import Chronology, Event, Person
from safeconduct.sources import Document
from safeconduct.when import write_edtf


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage with the address of its place in the document."""

    quote: Quote | None
    file: str
    address: str
    speakers: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line of the chronology."""

    anchor: str
    number: int
    date: str
    words: str
    basis: str
    kind: str
    who: str
    where: str
    by: str
    with_: str
    stance: str
    details: tuple[Detail, ...]
    passages: tuple[PassageRow, ...]
    confirmed: bool
    findings: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One document's way of speaking of the person, to be split off or confirmed."""

    ref: str
    name: str
    spellings: str
    file: str
    address: str
    count: int


@member()
def show(request: HttpRequest, desk: Desk, case: str, ref: str) -> HttpResponse:
    """The person as of a day (today where none is given) under the case's law."""
    line = find.someone(desk, case, ref)
    held = casework.case(desk.office, desk.actor, case)
    this_day = desk.office.now().date()
    as_of = _day(request.GET.get("as_of")) or this_day
    checked, no_law = None, ""
    try:
        checked = casework.check(desk.office, desk.actor, case, line.person.id, as_of=as_of)
    except NoPack:
        no_law = _(
            "This case has no law pack yet. Choose one in the case’s settings to see findings, deadlines and safeguards."
        )
    except (PackNotFound, BrokenPack) as error:
        no_law = str(error)
    told = (
        checked.chronology
        if checked
        else casework.chronology(desk.office, desk.actor, case, line.person.id)
    )
    papers = find.leaves(desk, case)
    names = find.names(papers.values())
    anchors = {event.id: f"e{n}" for n, event in enumerate(told.events, 1)}
    law = law_page(told, checked.answers, "law", anchors, desk.say) if checked else None
    return page(
        request,
        desk,
        "person.html",
        case=held,
        ref=ref,
        person=told.person,
        name=line.person.name or names.get(line.person.referents[0]) or _("Someone without a name"),
        others=[s for s in told.person.spellings if s != line.person.name],
        line=line,
        as_of=as_of,
        today=this_day,
        checked=checked,
        no_law=no_law,
        assumed=_assumed(line.person, told.person),
        law=law,
        law_title=checked.pack.title(desk.say.language) if checked else "",
        ended=[d for d in law.deadlines if not d.running and not d.urgent] if law else [],
        picture=_picture(desk, told, checked, as_of, anchors),
        events=_events(desk, case, told, papers, names, law, anchors),
        mentions=_mentions(desk, case, line.person, names, papers),
        born=write_edtf(line.person.born) if line.person.born else "",
        packs=packs(),
    )


def _assumed(known: Person, taken: Person) -> list[str]:
    """What the check takes for granted of the person because nobody said it."""
    words = []
    if taken.citizenship and not known.citizenship:
        words.append(
            _("Taken for a citizen of %(state)s: nobody has said otherwise.")
            % {"state": state(taken.citizenship)}
        )
    if taken.refuge and not known.refuge:
        words.append(
            _("Taken to have sought refuge in %(state)s: nobody has said otherwise.")
            % {"state": state(taken.refuge)}
        )
    return words


def _picture(
    desk: Desk, told: Chronology, checked: casework.Checked | None, as_of: date, anchors: dict[str, str]
) -> str:  # fmt: skip
    def href(what: str, name: str) -> str:
        return f"#{anchors.get(name, '')}" if what == "event" else f"#law-{name}"

    if not told.events:
        return ""
    answers = checked.answers if checked else None
    return publish.draw(told, answers, language=desk.say.language, as_of=as_of, href=href)


def _events(
    desk: Desk,
    case: str,
    told: Chronology,
    papers: dict[str, casework.Leaf],
    names: dict[str, str],
    law: LawPage | None,
    anchors: dict[str, str],
) -> tuple[EventRow, ...]:
    say = desk.say
    rows = []
    for number, event in enumerate(told.events, 1):
        span = event.when
        rows.append(
            EventRow(
                anchor=anchors[event.id],
                number=number,
                date=say.span(span),
                words=span.words if span else "",
                basis=say.basis(span),
                kind=say.kind(event.kind),
                who=say(str(event.attributes.get("relative") or "")),
                where=event.where or event.place or "",
                by=say(event.by) if event.by else "",
                with_=", ".join(names[w] for w in event.with_ if w in names),
                stance="" if event.stance.value == "stated" else say(event.stance.value),
                details=details(event.attributes, say),
                passages=_passages(desk, case, event, papers, names),
                confirmed=event.confirmed,
                findings=law.flagged.get(event.id, ()) if law else (),
            )
        )
    return tuple(rows)


def _passages(
    desk: Desk, case: str, event: Event, papers: dict[str, casework.Leaf], names: dict[str, str]
) -> tuple[PassageRow, ...]:  # fmt: skip
    rows = []
    for claim in event.claims:
        line = papers.get(claim.passage.document)
        document: Document | None = line.document if line else None
        address = ""
        if line:
            address = reverse("paper", args=[case, desk.ref("source", line.source.id)])
            address += f"#p-{desk.ref('claim', claim.id)}"
        rows.append(
            PassageRow(
                quote=quote(document, claim.passage) if document else None,
                file=line.source.custody.original_name if line else "",
                address=address,
                speakers=", ".join(names[s] for s in claim.said_by if s in names),
            )
        )
    return tuple(rows)


def _mentions(
    desk: Desk, case: str, person: Person, names: dict[str, str], papers: dict[str, casework.Leaf]
) -> tuple[MentionRow, ...]:  # fmt: skip
    by_id = {r.id: r for leaf in papers.values() for r in leaf.referents}
    rows = []
    for rid in person.referents:
        one = by_id.get(rid)
        if one is None:
            continue
        line = papers[one.document]
        rows.append(
            MentionRow(
                ref=desk.ref("person", rid),
                name=names[rid],
                spellings=", ".join(s for s in one.spellings if s != one.name),
                file=line.source.custody.original_name,
                address=reverse("paper", args=[case, desk.ref("source", one.document)]),
                count=len(one.mentions),
            )
        )
    return tuple(rows)


@member("POST")
def describe(request: HttpRequest, desk: Desk, case: str, ref: str) -> HttpResponse:
    """Name, citizenship, state of refuge, birth, sex: what a person of the office knows. Unchanged fields stay."""
    person = find.someone(desk, case, ref).person
    form = request.POST
    had: dict[str, Any] = {
        "name": person.name,
        "citizenship": person.citizenship or "",
        "refuge": person.refuge or "",
        "born": write_edtf(person.born) if person.born else "",
        "sex": person.sex or "",
    }
    given = {k: " ".join(form[k].split()) for k in had if k in form}
    for key in ("citizenship", "refuge"):
        given[key] = given.get(key, "").upper()
    changes = {k: v for k, v in given.items() if v != had[k]}
    judgement = casework.describe(
        desk.office, desk.actor, case, person.id, note=" ".join(form.get("note", "").split()), **changes
    )  # fmt: skip
    notices.put(request, _("Noted."), case=case, undo=judgement.id)
    return HttpResponseRedirect(reverse("person", args=[case, ref]))


@member("POST")
def split(request: HttpRequest, desk: Desk, case: str, ref: str) -> HttpResponse:
    """Take the ticked mentions out of this person, or confirm that all of them are one."""
    person = find.someone(desk, case, ref).person
    note = " ".join(request.POST.get("note", "").split())
    if request.POST.get("verdict") == "same":
        judgement = casework.same(desk.office, desk.actor, case, person.referents, note)
        said = _("It is confirmed that all of these are one person.")
    else:
        ticked = set(request.POST.getlist("mention"))
        out = [r for r in person.referents if desk.ref("person", r) in ticked]
        if not out:
            raise NothingJudged(
                _("nothing was ticked"), remedy=_("Tick the mentions that are somebody else")
            )
        judgement = casework.split(desk.office, desk.actor, case, person.id, out, note)
        said = _("They are two people now.")
    notices.put(request, said, case=case, undo=judgement.id)
    return HttpResponseRedirect(reverse("person", args=[case, ref]))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
