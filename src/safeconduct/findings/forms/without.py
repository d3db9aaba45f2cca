"""without: B with no A before it (and, where asked, with something else before it).

May import: this room's values.
"""

from __future__ import annotations

from dataclasses import replace

from safeconduct.findings.forms.drafting import Draft
from safeconduct.findings.rule import ZERO, Between, Rule


def read(draft: Draft) -> Rule:
    """`act` is the anchor; none of `no_earlier` at or before it; each of `preceded_by` at or before it."""
    row = draft.row
    act = draft.step(row["act"], None)
    before = [
        replace(step, between=(*step.between, Between(step.name, act.name, ZERO)))
        for step in (draft.step(r, None) for r in row.get("preceded_by") or ())
    ]
    absent = [
        replace(step, between=(*step.between, Between(step.name, act.name, ZERO)))
        for step in (draft.step(r, None, ordered=False) for r in row["no_earlier"])
    ]
    return draft.rule([act, *before], absent=absent)
