"""The list of cases, and one case: its papers, its people, its settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct import casework, law
from safeconduct.casework import NotFound, PersonLine
from safeconduct.desk import find, notices
from safeconduct.desk.access import Desk, member, voice
from safeconduct.desk.pages import page
from safeconduct.errors import SafeconductError
from safeconduct.shelf import read_yaml, shelf

_SHOWN = 12  # people on the case's own page; the rest are one click away


@member("GET", "POST")
def index(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every case they may open. A search is posted, so that what was looked for stands in no address."""
    lines = casework.cases(desk.office, desk.actor)
    sought = " ".join(request.POST.get("sought", "").split())
    found: list[tuple[casework.CaseLine, tuple[PersonLine, ...]]] = []
    for line in lines:
        people: tuple[PersonLine, ...] = ()
        if sought:
            needle = sought.casefold()
            people = tuple(
                p
                for p in casework.people(desk.office, desk.actor, line.case.id)
                if any(needle in s.casefold() for s in (p.person.name, *p.person.spellings))
            )
            if not people and needle not in f"{line.case.title} {line.case.note}".casefold():
                continue
        found.append((line, people))
    return page(
        request,
        desk,
        "cases.html",
        found=found,
        sought=sought,
        any=bool(lines),
        packs=packs(),
        usual=_usual(lines),
    )


@member()
def agenda(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What is to be done next in all open cases, the most urgent first; some cases at a time."""
    start = request.GET.get("from", "")
    as_of = desk.office.now().date()
    told = casework.agenda(
        desk.office, desk.actor, as_of, first=int(start) if start.isdecimal() else 0
    )
    language = desk.say.language
    nameless: dict[str, dict[str, str]] = {}
    rows = []
    for line in told.lines:
        person, case = line.person, line.case
        if not person.name and case.id not in nameless:
            nameless[case.id] = find.names(find.leaves(desk, case.id).values())
        name = person.name or nameless[case.id].get(person.referents[0], "")
        steps = dict.fromkeys(
            (s.deadline.title(language), s.says(language), s.at_once) for s in line.steps
        )
        rows.append((line, name or _("Someone without a name"), tuple(steps)))
    return page(request, desk, "agenda.html", rows=rows, told=told, as_of=as_of)


@member("POST")
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Open a case."""
    case = casework.open_case(
        desk.office,
        desk.actor,
        request.POST.get("title", ""),
        pack=_pack(request),
        note=request.POST.get("note", "").strip(),
        members=_members(request, desk),
    )
    return HttpResponseRedirect(reverse("case", args=[case.id]))


@member()
def case(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """A case: add papers, see how far reading is, go to people."""
    held = casework.case(desk.office, desk.actor, case)
    return page(
        request,
        desk,
        "case.html",
        case=held,
        packs=packs(),
        **papers_and_people(desk, case),
    )


def papers_and_people(desk: Desk, case_id: str) -> dict[str, Any]:
    """What the case's page shows and refreshes while papers are being read."""
    papers = casework.sources(desk.office, desk.actor, case_id)
    everyone = casework.people(desk.office, desk.actor, case_id)
    own = {p.id for p in casework.with_file(desk.office, desk.actor, case_id)}
    with_file = [p for p in everyone if p.person.id in own][:_SHOWN]
    names: dict[str, str] = {}
    if any(not p.person.name for p in with_file):  # only then are the papers themselves asked
        names = find.names(find.leaves(desk, case_id).values())
    return {
        "papers": papers,
        "read": any(p.document for p in papers),
        "unfinished": sum(1 for p in papers if p.job and p.job.state in ("waiting", "running")),
        "to_review": sum(p.to_review for p in papers),
        "with_file": [
            (p, p.person.name or names.get(p.person.referents[0], "")) for p in with_file
        ],
        "people_count": len(everyone),
    }


@member("POST")
def change(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Title, law, members, note, closed."""
    form = request.POST
    casework.change_case(
        desk.office,
        desk.actor,
        case,
        title=form.get("title"),
        pack=form.get("pack"),
        note=form.get("note", "").strip() if "note" in form else None,
        members=_members(request, desk) if "members" in form else None,
        closed=form.get("closed") == "on" if "settings" in form else None,
    )
    notices.put(request, _("The case was changed."))
    return HttpResponseRedirect(reverse("case", args=[case]))


def packs() -> list[tuple[str, str]]:
    """Law packs that can be chosen: those of a corridor first."""
    chosen = []
    for name in law.names():
        try:  # the head alone: loading a whole pack takes a second or two
            head = read_yaml(shelf("packs") / name / "pack.yaml")
        except SafeconductError:  # a pack that does not load is told of by `pack check`
            continue
        title = law.words(head.get("title"))(voice().language)
        corridor = head.get("corridor") or {}
        whole = bool(corridor.get("origin") and corridor.get("refuge"))
        chosen.append((not whole, title or name, name))
    return [(name, title) for _last, title, name in sorted(chosen)]


def _pack(request: HttpRequest) -> str | None:
    chosen = request.POST.get("pack", "")
    return chosen if chosen not in ("", "none") else None


def _usual(lines: Sequence[casework.CaseLine]) -> str:
    """The law most of the office's cases are under; none is taken for granted in an office without cases."""
    used = Counter(line.case.pack for line in lines if line.case.pack)
    return used.most_common(1)[0][0] if used else ""


def _members(request: HttpRequest, desk: Desk) -> tuple[str, ...]:
    """Names, comma between; whoever names others is a member as well, so that nobody locks themselves out."""
    from safeconduct.store.accounts import accounts

    known = {a.name.casefold(): a.name for a in accounts(desk.office)}
    asked = [n.strip() for n in request.POST.get("members", "").split(",") if n.strip()]
    for name in asked:
        if name.casefold() not in known:
            raise NotFoundMember(
                _("nobody of the office is called “%(name)s”") % {"name": name},
                remedy=_("Write names as they stand on the page of keys and people"),
            )
    names = [known[n.casefold()] for n in asked]
    if names and desk.actor.name not in names:
        names.append(desk.actor.name)
    return tuple(dict.fromkeys(names))


class NotFoundMember(SafeconductError):
    """A case was to be opened for somebody who has no account."""


__all__ = ["NotFound", "agenda", "case", "change", "index", "new", "packs", "papers_and_people"]
