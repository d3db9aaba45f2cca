"""The seven forms a rule can be written in; each module makes a `Rule` of a pack's row.

May import: `law`, `when`, this room's values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from safeconduct.findings.errors import BrokenRule
from safeconduct.findings.forms import differs, elsewhere, then, total, while_, within, without
from safeconduct.findings.forms.drafting import Draft
from safeconduct.findings.rule import Rule
from safeconduct.law import Pack

FORMS: dict[str, Callable[[Draft], Rule]] = {
    "within": within.read,
    "while": while_.read,
    "then": then.read,
    "total": total.read,
    "without": without.read,
    "elsewhere": elsewhere.read,
    "differs": differs.read,
}


def read_rule(rule_id: str, row: Mapping[str, Any], pack: Pack) -> Rule:
    """The rule of a pack's row. Raises BrokenRule naming pack, rule, key and value."""
    form = str(row.get("form"))
    where = f"{pack.where.get(f'rules/{rule_id}', f'pack {pack.name}')}, rule {rule_id}"
    if form not in FORMS:
        raise BrokenRule(
            "no such form of rule",
            where=where,
            key="form",
            value=form,
            remedy="Use " + ", ".join(FORMS),
        )
    return FORMS[form](Draft(rule_id, row, pack, where))
