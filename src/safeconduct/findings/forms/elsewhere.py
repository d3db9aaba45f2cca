"""elsewhere: the act that a claim alleges falls in a time when the person was in another place.

May import: this room's values. The act's time is the claim's `alleged_act.when`. Home visits are absences of absence:
what closes the absence is any return.
"""

from __future__ import annotations

from dataclasses import replace

from safeconduct.findings.forms.drafting import Draft
from safeconduct.findings.rule import ACT, ZERO, Between, Rule


def read(draft: Draft) -> Rule:
    """The claim is the anchor: departure ≤ act, and no return in [departure, act]; or the same of the claim itself."""
    row = draft.row
    claim = draft.step(row["claim"], None)
    act = claim.name + ACT
    away = row["away"]
    steps = [claim]
    opened, *more = (
        replace(step, between=(*step.between, Between(step.name, act, ZERO)))
        for step in draft.steps(away["opened_by"], ordered=False)
    )
    steps = [claim, opened, *more]
    if row.get("claim_during") == "away":
        steps[1] = replace(
            opened, between=(*opened.between, Between(opened.name, claim.name, ZERO))
        )
    absent = [
        replace(
            step,
            between=(
                *step.between,
                Between(opened.name, step.name, ZERO),
                Between(step.name, act, ZERO),
            ),
        )
        for step in draft.steps(away.get("closed_by") or [], ordered=False)
    ]
    return draft.rule(steps, absent=absent)
