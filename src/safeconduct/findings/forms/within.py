"""within: after A there is no B within D, and D has run out.

May import: this room's values. A limit in days or months has run out when the day after its last day has come (the
state has the whole last day); one in hours, to the second.
"""

from __future__ import annotations

from dataclasses import replace

from safeconduct.findings.forms.drafting import Draft
from safeconduct.findings.rule import AS_OF, ZERO, Between, Limit, Rule


def read(draft: Draft) -> Rule:
    """`start` is the anchor; any of `no` within `limit` after it (or before it, where `earlier: counts`) spoils it."""
    row = draft.row
    start = draft.step(row["start"], None)
    limit = Limit.of(draft.length(row["limit"], "limit"))
    start = replace(start, between=(*start.between, _run_out(start.name, limit)))
    least = None if row.get("earlier") == "counts" else ZERO
    absent = []
    for r in (*row["no"], *(row.get("excuse") or ())):
        step = draft.step(r, None, ordered=False)
        own_limit = any(start.name in (b.earlier, b.later) for b in step.between)
        between = (
            step.between
            if own_limit
            else (*step.between, Between(start.name, step.name, least, limit))
        )
        absent.append(replace(step, between=between))
    return draft.rule([start], absent=absent)


def _run_out(start: str, limit: Limit) -> Between:
    if limit.unit == "day":
        limit = Limit("day", limit.length + 1)
    elif limit.unit == "month":
        limit = Limit("month", limit.length, limit.days + 1)
    return Between(start, AS_OF, limit)
