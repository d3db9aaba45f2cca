"""differs: two events' attributes disagree, whatever their order.

May import: this room's values.
"""

from __future__ import annotations

from dataclasses import replace

from safeconduct.findings.forms.drafting import Draft
from safeconduct.findings.rule import Likeness, Rule
from safeconduct.findings.selector import Condition


def read(draft: Draft) -> Rule:
    """Either one attribute of both with nothing in common, or one event in a group of offences and the other not."""
    row, on = draft.row, draft.row["on"]
    one = draft.step(row["one"], None)
    other = draft.step(row["other"], None)
    if "attribute" in on:
        other = replace(
            other,
            likeness=(
                *other.likeness,
                Likeness(other.name, on["attribute"], one.name, equal=False),
            ),
        )
        return draft.rule([one, other], anchor=other.name)
    group = str(on["group"])
    # in the group: any of the attributes says so; not in it: those that are on file all say otherwise
    inside = tuple(Condition(a, groups=(group,)) for a in on.get("one") or ("articles",))
    outside = tuple(on.get("other") or ("articles",))
    one = replace(one, select=replace(one.select, some_in=(*one.select.some_in, inside)))
    conditions = tuple(Condition(a, groups=(group,), negated=True) for a in outside)
    other = replace(
        other, select=replace(other.select, none_in=(*other.select.none_in, conditions))
    )
    return draft.rule([one, other], anchor=other.name)
