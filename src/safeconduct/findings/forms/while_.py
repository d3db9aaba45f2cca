"""while: an act during a state that something opened and nothing has closed yet.

May import: this room's values. At one instant the opening counts, and so does the closing.
"""

from __future__ import annotations

from dataclasses import replace

from safeconduct.findings.forms.drafting import Draft
from safeconduct.findings.rule import ZERO, Between, Rule


def read(draft: Draft) -> Rule:
    """The act is the anchor: opened ≤ act, and no closing event in [opened, act]."""
    row = draft.row
    act = draft.step(row["act"], None)
    opened = draft.step(row["opened_by"], None)
    opened = replace(opened, between=(*opened.between, Between(opened.name, act.name, ZERO)))
    closed = [
        replace(
            step,
            between=(
                *step.between,
                Between(opened.name, step.name, ZERO),
                Between(step.name, act.name, ZERO),
            ),
        )
        for step in (draft.step(r, None, ordered=False) for r in row.get("closed_by") or ())
    ]
    return draft.rule([act, opened], absent=closed)
