"""then: B follows A within D, attributes alike or different; any number of steps.

May import: this room's values.
"""

from __future__ import annotations

from safeconduct.findings.forms.drafting import Words
from safeconduct.findings.rule import Rule


def read(words: Words) -> Rule:
    """`steps` in order; the anchor is the first unless the row names another."""
    return words.rule(words.steps(words.row["steps"]))
