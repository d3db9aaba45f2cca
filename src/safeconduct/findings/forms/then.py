"""then: B follows A within D, attributes alike or different; any number of steps.

May import: this room's values.
"""

from __future__ import annotations

from safeconduct.findings.forms.drafting import Draft
from safeconduct.findings.rule import Rule


def read(draft: Draft) -> Rule:
    """`steps` in order; the anchor is the first unless the row names another."""
    return draft.rule(draft.steps(draft.row["steps"]))
