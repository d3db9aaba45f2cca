"""Everyone the case's papers speak of; saying who is who, with undo."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from safeconduct import casework
from safeconduct.casework import NothingJudged
from safeconduct.desk import find, notices
from safeconduct.desk.access import Desk, member
from safeconduct.desk.pages import page


@member()
def index(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """People with a file of their own first, then everyone else who is spoken of."""
    everyone = casework.people(desk.office, desk.actor, case)
    own = {p.id for p in casework.with_file(desk.office, desk.actor, case)}
    names = find.names(find.leaves(desk, case).values())
    named = [(p, p.person.name or names.get(p.person.referents[0], "")) for p in everyone]
    return page(
        request,
        desk,
        "people.html",
        case=casework.case(desk.office, desk.actor, case),
        groups=[
            (_("With a file of their own"), [row for row in named if row[0].person.id in own]),
            (_("Also spoken of"), [row for row in named if row[0].person.id not in own]),
        ],
        any=bool(everyone),
        judged=[
            line
            for line in casework.judgements(desk.office, desk.actor, case)
            if line.judgement.decision.value in ("same", "not the same", "cannot tell")
        ][:20],
    )


@member("POST")
def judge(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """The people ticked are the same, are not, or it cannot be told."""
    ticked = set(request.POST.getlist("person"))
    chosen = [
        line.person
        for line in casework.people(desk.office, desk.actor, case)
        if desk.ref("person", line.person.id) in ticked
    ]
    verdict = request.POST.get("verdict", "")
    note = " ".join(request.POST.get("note", "").split())
    if len(chosen) < 2:
        raise NothingJudged(_("it takes two to be compared"), remedy=_("Tick at least two people"))
    if verdict == "same":
        every = [r for person in chosen for r in person.referents]
        judgement = casework.same(desk.office, desk.actor, case, every, note)
        said = _("They are one person now.")
    elif verdict == "not-same":
        one_each = [person.referents[0] for person in chosen]
        judgement = casework.not_same(desk.office, desk.actor, case, one_each, note)
        said = _("They are kept apart from now on.")
    else:
        one_each = [person.referents[0] for person in chosen]
        judgement = casework.cannot_tell(desk.office, desk.actor, case, one_each, note)
        said = _("It is noted that this cannot be told.")
    notices.put(request, said, case=case, undo=judgement.id)
    return HttpResponseRedirect(reverse("people", args=[case]))
