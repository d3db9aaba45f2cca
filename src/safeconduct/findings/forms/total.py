"""total: the time spent in a state adds up to more than a limit.

May import: this room's values. How it is added up is `findings.custody`'s business.
"""

from __future__ import annotations

from collections.abc import Mapping

from safeconduct.findings.forms.drafting import Words
from safeconduct.findings.rule import Cap, Limit, Rule
from safeconduct.law import words as texts


def read(words: Words) -> Rule:
    """`opened_by` become the steps, `closed_by` the absent; `limit` the cap."""
    row = words.row
    limit = row["limit"]
    if isinstance(limit, Mapping):
        cap = Cap(
            Limit.of(words.length(limit["otherwise"], "limit.otherwise")),
            {
                str(k): Limit.of(words.length(v, "limit.by_class"))
                for k, v in limit["by_class"].items()
            },
            texts(limit.get("unsure")),
        )
    else:
        cap = Cap(Limit.of(words.length(limit, "limit")))
    opened = words.steps(row["opened_by"], ordered=False)
    closed = words.steps(row["closed_by"], ordered=False)
    return words.rule(opened, absent=closed, cap=cap)
