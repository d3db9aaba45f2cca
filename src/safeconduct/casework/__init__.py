"""What a case-worker does: each act is one function, one transaction, one audit entry; views write nothing.

Every function takes the store (`store.Store`, a protocol) and the `Actor` first, so that desk, command line and
worker cannot drift apart. May import every room of the core; never Django, `store`, `desk` or `cli`.
"""

from __future__ import annotations

from safeconduct.casework.access import may_open
from safeconduct.casework.actor import Actor
from safeconduct.casework.agenda import Agenda, AgendaLine, agenda
from safeconduct.casework.alike import alike
from safeconduct.casework.cases import case, cases, change_case, history, open_case
from safeconduct.casework.checking import check, chronology, trail
from safeconduct.casework.claims import accept, add_claim, claim, correct, reject
from safeconduct.casework.errors import (
    AlreadyUndone,
    BadPassage,
    CaseworkError,
    Contradiction,
    NoPack,
    NotAllowed,
    NotFound,
    NothingJudged,
    UnknownKind,
)
from safeconduct.casework.identity import (
    cannot_tell,
    describe,
    judgements,
    not_same,
    people,
    person,
    same,
    split,
    undo,
    with_file,
)
from safeconduct.casework.lines import (
    AlikeLine,
    CaseLine,
    Checked,
    ClaimLine,
    JudgementLine,
    Leaf,
    PersonLine,
    SourceLine,
    Standing,
)
from safeconduct.casework.papers import (
    custody,
    jobs,
    leaf,
    original,
    read_again,
    read_next,
    sources,
    take,
)
from safeconduct.casework.store import Store

__all__ = [
    "Actor",
    "Agenda",
    "AgendaLine",
    "AlikeLine",
    "AlreadyUndone",
    "BadPassage",
    "CaseLine",
    "CaseworkError",
    "Checked",
    "ClaimLine",
    "Contradiction",
    "JudgementLine",
    "Leaf",
    "NoPack",
    "NotAllowed",
    "NotFound",
    "NothingJudged",
    "PersonLine",
    "SourceLine",
    "Standing",
    "Store",
    "UnknownKind",
    "accept",
    "add_claim",
    "agenda",
    "alike",
    "cannot_tell",
    "case",
    "cases",
    "change_case",
    "check",
    "chronology",
    "claim",
    "correct",
    "custody",
    "describe",
    "history",
    "jobs",
    "judgements",
    "leaf",
    "may_open",
    "not_same",
    "open_case",
    "original",
    "people",
    "person",
    "read_again",
    "read_next",
    "reject",
    "same",
    "sources",
    "split",
    "take",
    "trail",
    "undo",
    "with_file",
]
