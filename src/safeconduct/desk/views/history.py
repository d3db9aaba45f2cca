"""What was done, by whom: a case's judgements with undo, and the audit chain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeconduct import casework
from safeconduct.desk.access import Desk, member
from safeconduct.desk.cards import called
from safeconduct.desk.pages import page
from safeconduct.record import Decision, Judgement


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement in words."""

    id: str
    at: Any
    by: str
    says: str
    about: str
    note: str
    undone: bool


@member()
def case(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Judgements of a case, the newest first, each with its undo; and the case's audit entries."""
    told: dict[str, str] = {}
    for paper in casework.sources(desk.office, desk.actor, case):
        leaf = casework.leaf(desk.office, desk.actor, paper.source.id)
        told.update(called(leaf.referents))
        for line in leaf.claims:
            words = f"{desk.say.kind(line.claim.kind)}: “{_short(line.quote)}”"
            told[line.claim.id] = words
    lines = casework.judgements(desk.office, desk.actor, case)
    by_id = {line.judgement.id: line.judgement for line in lines}
    rows = [
        JudgementRow(
            id=line.judgement.id,
            at=line.judgement.at,
            by=line.judgement.by,
            says=_verb(line.judgement, by_id),
            about=_about(line.judgement, by_id, told),
            note=line.judgement.note,
            undone=line.undone,
        )
        for line in lines
    ]
    return page(
        request,
        desk,
        "history.html",
        case=casework.case(desk.office, desk.actor, case),
        rows=rows,
        entries=_named(casework.history(desk.office, desk.actor, case)),
    )


@member()
def office(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The whole office's audit chain, for managers."""
    entries = _named(casework.history(desk.office, desk.actor))
    return page(request, desk, "history.html", case=None, rows=(), entries=entries)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 90 else line[:88] + "…"


def _verb(judgement: Judgement, by_id: dict[str, Judgement]) -> str:
    n = len(judgement.about)
    if judgement.decision is Decision.UNDO:
        first = by_id.get(judgement.about[0])
        return (
            _("undid: %(what)s") % {"what": _verb(first, by_id)}
            if first
            else _("undid a judgement")
        )
    return {
        Decision.ACCEPT: ngettext("accepted a claim", "accepted %(n)d claims", n) % {"n": n},
        Decision.REJECT: ngettext("rejected a claim", "rejected %(n)d claims", n) % {"n": n},
        Decision.CORRECT: _("corrected a claim"),
        Decision.ADD: _("added a claim"),
        Decision.SAME: _("judged to be the same person"),
        Decision.NOT_SAME: _("judged not to be the same person"),
        Decision.CANNOT_TELL: _("judged that it cannot be told whether they are the same"),
        Decision.DESCRIBE: _("described a person"),
    }[judgement.decision]


def _about(judgement: Judgement, by_id: dict[str, Judgement], told: dict[str, str]) -> str:
    if judgement.decision is Decision.UNDO:
        first = by_id.get(judgement.about[0])
        return _about(first, by_id, told) if first else ""
    words = list(dict.fromkeys(told[a] for a in judgement.about if a in told))
    shown = "; ".join(words[:3])
    return shown + (f" … (+{len(words) - 3})" if len(words) > 3 else "")


def _named(entries: Iterable[Any]) -> list[tuple[Any, str]]:
    """Each entry with what was done, in words."""
    verbs = {
        "open case": _("opened the case"),
        "change case": _("changed the case"),
        "take in": _("took a paper in"),
        "read": _("had a paper read"),
        "read again": _("asked for a new reading"),
        "hand out original": _("took the original out"),
        "accept claim": _("accepted claims"),
        "reject claim": _("rejected claims"),
        "correct claim": _("corrected a claim"),
        "judge people same": _("judged to be the same person"),
        "judge people not the same": _("judged not to be the same person"),
        "judge people cannot tell": _("judged that it cannot be told whether they are the same"),
        "add claim": _("added a claim"),
        "split person": _("split a person"),
        "describe person": _("described a person"),
        "undo": _("undid a judgement"),
        "add user": _("gave somebody an account"),
        "remove user": _("took an account away"),
        "change passphrase": _("changed a passphrase"),
        "add recovery holder": _("gave somebody a recovery code"),
        "remove recovery holder": _("made a recovery code worthless"),
        "backup": _("made a backup"),
        "log in": _("logged in"),
        "refuse login": _("refused a login"),
    }
    return [(entry, verbs.get(entry.verb, entry.verb)) for entry in entries]
