"""Judging claims: accept, reject, correct, add, undo. The page's script asks for JSON and changes only the cards."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeconduct import casework
from safeconduct.casework import NothingJudged
from safeconduct.desk import find, notices
from safeconduct.desk.access import Desk, back, member, wants_json
from safeconduct.desk.cards import called, card, cards, snippet, sure_ones
from safeconduct.desk.pages import page
from safeconduct.desk.particulars import entered, fields
from safeconduct.record import Decision, Stance
from safeconduct.record.kinds import kinds, lanes
from safeconduct.when import write_edtf


@member("POST")
def judge(request: HttpRequest, desk: Desk, case: str, ref: str) -> HttpResponse:
    """Accept or reject the claims named, or accept every sure proposal of the document."""
    source = find.paper(desk, case, ref).source
    leaf = casework.leaf(desk.office, desk.actor, source.id)
    all_cards = cards(desk, leaf)
    verdict = request.POST.get("verdict", "")
    if verdict == "accept-sure":
        wanted = [c.id for c in sure_ones(all_cards)]
    else:
        refs = set(request.POST.getlist("claim"))
        wanted = [c.id for c in all_cards if c.ref in refs]
    if not wanted:
        raise NothingJudged(
            _("there is nothing left to judge here"), remedy=_("Load the page again")
        )
    act = casework.reject if verdict == "reject" else casework.accept
    judgement = act(desk.office, desk.actor, source.id, wanted)
    said = (
        ngettext("%(n)d claim rejected.", "%(n)d claims rejected.", len(wanted))
        if verdict == "reject"
        else ngettext("%(n)d claim accepted.", "%(n)d claims accepted.", len(wanted))
    ) % {"n": len(wanted)}
    if wants_json(request):
        return _changed(request, desk, case, ref, source.id, wanted, said, judgement.id)
    notices.put(request, said, case=case, undo=judgement.id)
    anchor = next((c.ref for c in all_cards if c.id == wanted[0]), "")
    return HttpResponseRedirect(reverse("paper", args=[case, ref]) + f"#c-{anchor}")


@member("POST")
def undo(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Close any judgement of the case; undoing the undoing brings it back."""
    judgement_id = request.POST.get("judgement", "")
    before = {
        line.judgement.id: line.judgement
        for line in casework.judgements(desk.office, desk.actor, case)
    }.get(judgement_id)
    undone = casework.undo(desk.office, desk.actor, case, judgement_id)
    brought_back = before is not None and before.decision is Decision.UNDO
    said = _("Done again.") if brought_back else _("Undone.")
    paper = request.POST.get("paper", "")
    if wants_json(request) and paper:
        source = find.paper(desk, case, paper).source
        ids = list(before.about) if before else []
        return _changed(request, desk, case, paper, source.id, ids, said, undone.id)
    notices.put(request, said, case=case, undo=undone.id)
    return back(request, reverse("case", args=[case]))


def _changed(
    request: HttpRequest, desk: Desk, case: str, ref: str, source_id: str, ids: list[str], said: str, undo_id: str
) -> JsonResponse:  # fmt: skip
    leaf = casework.leaf(desk.office, desk.actor, source_id)
    all_cards = cards(desk, leaf)
    context = {"desk": desk, "case": {"id": case}, "ref": ref}
    changed = [c for c in all_cards if c.id in ids] or list(all_cards)
    return JsonResponse(
        {
            "cards": {
                c.ref: {
                    "standing": c.standing,
                    "html": render_to_string("desk/_card.html", {**context, "card": c}, request),
                }
                for c in changed
            },
            "said": said,
            "undo": undo_id,
            "open": sum(c.open for c in all_cards),
            "sure": len(sure_ones(all_cards)),
        }
    )


@member("GET", "POST")
def correct(request: HttpRequest, desk: Desk, case: str, ref: str, claim: str) -> HttpResponse:
    """The claim as it should read."""
    source = find.paper(desk, case, ref).source
    leaf = casework.leaf(desk.office, desk.actor, source.id)
    line = find.claim(desk, leaf, claim)
    if request.method == "POST":
        changes = _changes(request, leaf, line)
        if changes:
            judgement = casework.correct(
                desk.office, desk.actor, source.id, line.claim.id, changes, _note(request)
            )
            notices.put(request, _("The claim was corrected."), case=case, undo=judgement.id)
        else:
            judgement = casework.accept(desk.office, desk.actor, source.id, [line.claim.id], _note(request))  # fmt: skip
            notices.put(
                request, _("Nothing was changed, so the claim was accepted as it stood."),
                case=case, undo=judgement.id,
            )  # fmt: skip
        return HttpResponseRedirect(reverse("paper", args=[case, ref]) + f"#c-{claim}")
    names = called(leaf.referents)
    said = line.claim
    return page(
        request,
        desk,
        "correct.html",
        case=casework.case(desk.office, desk.actor, case),
        ref=ref,
        claim_ref=claim,
        card=card(desk, line, 1, names),
        referents=_choices(leaf, names, said.persons),
        when=write_edtf(said.when) if said.when else "",
        articles=", ".join(map(str, _listed(said.attributes.get("articles")))),
        particulars=fields(desk, said.attributes),
        claim=said,
        **_lists(desk),
    )


@member("GET", "POST")
def add(request: HttpRequest, desk: Desk, case: str, ref: str) -> HttpResponse:
    """A claim the reader missed, from a passage of the text."""
    source = find.paper(desk, case, ref).source
    leaf = casework.leaf(desk.office, desk.actor, source.id)
    form = request.POST if request.method == "POST" else request.GET
    start, end = _number(form.get("start")), _number(form.get("end"))
    if leaf.document is None or not 0 <= start < end <= len(leaf.document.text):
        notices.put(request, _("Mark the words in the text first, then press “n”."), wrong=True)
        return HttpResponseRedirect(reverse("paper", args=[case, ref]))
    if request.method == "POST":
        articles = _articles(request)
        attributes = entered(form, {"articles": articles} if articles else {})
        line = casework.add_claim(
            desk.office, desk.actor, source.id, start, end,
            kind=form.get("kind", ""), persons=_persons(request, leaf), by=form.get("by", "").strip() or None,
            when=form.get("when", "").strip() or None, where=form.get("where", "").strip() or None,
            stance=form.get("stance", "stated"), attributes=attributes, note=_note(request),
        )  # fmt: skip
        undo_id = line.judgements[-1].id if line.judgements else ""
        notices.put(request, _("The claim was added."), case=case, undo=undo_id)
        anchor = desk.ref("claim", line.claim.id)
        return HttpResponseRedirect(reverse("paper", args=[case, ref]) + f"#c-{anchor}")
    names = called(leaf.referents)
    return page(
        request, desk, "correct.html",
        case=casework.case(desk.office, desk.actor, case), ref=ref, start=start, end=end,
        quote=snippet(leaf.document, start, end), referents=_choices(leaf, names, ()), when="", articles="",
        particulars=fields(desk, {}), claim=None, **_lists(desk),
    )  # fmt: skip


# -- the form ----------------------------------------------------------------------------------------------------


def _lists(desk: Desk) -> dict[str, Any]:
    by_lane: dict[str, list[tuple[str, str]]] = {lane: [] for lane in lanes()}
    for kind in kinds().values():
        by_lane[kind.lane].append((kind.name, desk.say.kind(kind.name)))
    return {
        "kinds": [(desk.say(lane), rows) for lane, rows in by_lane.items()],
        "stances": [
            (Stance.STATED.value, _("told as a fact")),
            (Stance.ALLEGED.value, _("alleged")),
            (Stance.REPORTED.value, _("told on another’s word")),
            (Stance.DENIED.value, _("denied")),
            (Stance.FEARED.value, _("feared or expected")),
        ],
        "moods": [
            ("fact", _("it happened")),
            ("negated", _("it did not happen")),
            ("conditional", _("only under a condition")),
            ("feared", _("feared or threatened")),
            ("planned", _("planned or intended")),
            ("generic", _("told in general")),
            ("question", _("asked, not told")),
        ],
    }


def _choices(
    leaf: casework.Leaf, names: dict[str, str], chosen: tuple[str, ...]
) -> list[tuple[str, str, bool]]:
    """(index, name, chosen): referents by their place in the document's list, named persons first."""
    rows = [(str(n), names[r.id], r.id in chosen) for n, r in enumerate(leaf.referents)]
    return sorted(rows, key=lambda row: (not row[2], row[1]))


def _persons(request: HttpRequest, leaf: casework.Leaf) -> list[str]:
    picked = {_number(n) for n in request.POST.getlist("person")}
    return [r.id for n, r in enumerate(leaf.referents) if n in picked]


def _changes(
    request: HttpRequest, leaf: casework.Leaf, line: casework.ClaimLine
) -> dict[str, object]:
    """Fields of the claim that the form changed, as plain values."""
    form, said = request.POST, line.claim
    picked = _persons(request, leaf)
    same_people = set(picked) == set(said.persons)
    given: dict[str, object] = {
        "kind": form.get("kind", said.kind),
        "persons": list(said.persons) if same_people else picked,
        "when": form.get("when", "").strip() or None,
        "where": form.get("where", "").strip() or None,
        "by": form.get("by", "").strip() or None,
        "stance": form.get("stance", said.stance.value),
        "mood": form.get("mood", said.mood.value),
    }
    had: dict[str, object] = {
        "kind": said.kind,
        "persons": list(said.persons),
        "when": write_edtf(said.when) if said.when else None,
        "where": said.where or None,
        "by": said.by or None,
        "stance": said.stance.value,
        "mood": said.mood.value,
    }
    changes = {k: v for k, v in given.items() if v != had[k]}
    attributes = entered(form, said.attributes)
    articles = _articles(request)
    if articles != _listed(said.attributes.get("articles")):
        attributes["articles"] = articles
    if attributes != dict(said.attributes):
        changes["attributes"] = attributes
    return changes


def _articles(request: HttpRequest) -> list[str]:
    return [a.strip() for a in request.POST.get("articles", "").split(",") if a.strip()]


def _listed(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, (list, tuple)) else []


def _note(request: HttpRequest) -> str:
    return " ".join(request.POST.get("note", "").split())


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else -1
