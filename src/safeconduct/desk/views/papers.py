"""Papers: adding them, how far reading is, the document with its claims, the original."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeconduct import casework
from safeconduct.desk import find, notices
from safeconduct.desk.access import Desk, member
from safeconduct.desk.cards import cards, figure_rows, sure_ones
from safeconduct.desk.marks import stretches
from safeconduct.desk.pages import page
from safeconduct.desk.views.cases import papers_and_people


@member("POST")
def upload(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Take files in; each is kept first and read after, by the worker."""
    casework.case(desk.office, desk.actor, case)
    files = request.FILES.getlist("files")
    pasted = request.POST.get("pasted", "")
    obtained = " ".join(request.POST.get("obtained", "").split())
    known = {line.source.id for line in casework.sources(desk.office, desk.actor, case)}
    taken = 0
    for file in files:
        source = casework.take(
            desk.office, desk.actor, file.read(), name=file.name or "unnamed", case=case, obtained=obtained
        )  # fmt: skip
        taken += source.id not in known
    if pasted.strip():
        name = " ".join(request.POST.get("name", "").split()) or _("pasted text")
        source = casework.take(
            desk.office, desk.actor, pasted.encode(), name=name, case=case, obtained=obtained
        )
        taken += source.id not in known
    given = len(files) + bool(pasted.strip())
    if not given:
        notices.put(request, _("Choose a file, or paste a text."), wrong=True)
    elif taken < given:
        notices.put(
            request, _("%(new)d of %(given)d were new; the case had the others already.")
            % {"new": taken, "given": given},
        )  # fmt: skip
    else:
        notices.put(
            request,
            ngettext("%(n)d file was taken in.", "%(n)d files were taken in.", taken)
            % {"n": taken},
        )
    return HttpResponseRedirect(reverse("case", args=[case]) + "#papers")


@member()
def progress(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """The case's papers and people as they stand, for the page that asks every other second."""
    held = casework.case(desk.office, desk.actor, case)
    context = {"desk": desk, "case": held, **papers_and_people(desk, case)}
    return render(request, "desk/_papers.html", context)


@member()
def paper(request: HttpRequest, desk: Desk, case: str, ref: str) -> HttpResponse:
    """A document with its proposed claims marked in the text, and the claims as cards beside it."""
    line = find.paper(desk, case, ref)
    leaf = casework.leaf(desk.office, desk.actor, line.source.id)
    all_cards = cards(desk, leaf)
    shown = request.GET.get("show", "all")
    kept = {
        "open": [c for c in all_cards if c.open],
        "judged": [c for c in all_cards if not c.open],
    }.get(shown, list(all_cards))
    papers = casework.sources(desk.office, desk.actor, case)
    place = next(n for n, p in enumerate(papers) if p.source.id == line.source.id)
    following = [p for p in (*papers[place + 1 :], *papers[:place]) if p.to_review]
    return page(
        request,
        desk,
        "paper.html",
        case=casework.case(desk.office, desk.actor, case),
        ref=ref,
        line=line,
        source=leaf.source,
        document=leaf.document,
        custody=casework.custody(desk.office, desk.actor, line.source.id),
        stretches=stretches(leaf.document, leaf.claims) if leaf.document else (),
        cards=kept,
        shown=shown,
        total=len(all_cards),
        open=sum(c.open for c in all_cards),
        sure=len(sure_ones(all_cards)),
        figures=figure_rows(desk, leaf),
        unread=leaf.unread,
        next_ref=desk.ref("source", following[0].source.id) if following else "",
    )


@member("POST")
def original(request: HttpRequest, desk: Desk, case: str, ref: str) -> HttpResponse:  # noqa: ARG001
    """The bytes as they came, as a download: never shown by this page's own origin."""
    line = find.paper(desk, case, ref)
    data = casework.original(desk.office, desk.actor, line.source.id)
    response = HttpResponse(data, content_type="application/octet-stream")
    name = quote(line.source.custody.original_name.replace("/", "_"), safe="")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@member("POST")
def again(request: HttpRequest, desk: Desk, case: str, ref: str) -> HttpResponse:
    """Have it read anew; judgements stay."""
    line = find.paper(desk, case, ref)
    casework.read_again(desk.office, desk.actor, line.source.id)
    notices.put(request, _("It will be read again; what was judged stays."))
    return HttpResponseRedirect(reverse("case", args=[case]) + "#papers")
