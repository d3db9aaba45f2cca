"""total: the time spent in a state adds up to more than a limit.

May import: this room's values. How it is added up is `findings.custody`'s business.
"""

from __future__ import annotations

from collections.abc import Mapping

from safeconduct.findings.forms.drafting import Draft
from safeconduct.findings.rule import Cap, Limit, Rule
from safeconduct.law import words as texts


def read(draft: Draft) -> Rule:
    """`opened_by` become the steps, `closed_by` the absent; `limit` the cap."""
    row = draft.row
    limit = row["limit"]
    if isinstance(limit, Mapping):
        cap = Cap(
            Limit.of(draft.length(limit["otherwise"], "limit.otherwise")),
            {
                str(k): Limit.of(draft.length(v, "limit.by_class"))
                for k, v in limit["by_class"].items()
            },
            texts(limit.get("unsure")),
        )
    else:
        cap = Cap(Limit.of(draft.length(limit, "limit")))
    opened = draft.steps(row["opened_by"], ordered=False)
    closed = draft.steps(row["closed_by"], ordered=False)
    return draft.rule(opened, absent=closed, cap=cap)
