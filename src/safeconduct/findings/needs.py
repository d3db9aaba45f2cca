"""Ways out as a pack writes them: what each needs, and which provision asks for it.

May import: `when`, `law`, this room's selectors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from safeconduct.findings.errors import BrokenRule
from safeconduct.findings.rows import citizenship, ids, known, selectors
from safeconduct.findings.selector import Selector
from safeconduct.law import Pack, Words, words


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One thing a way out needs."""

    id: str
    what: Words
    met_by: tuple[Selector, ...]
    undone_by: tuple[Selector, ...]
    provision: str | None
    through: str | None  # the provision by which another state's border applies it
    citizenship: tuple[str, ...]
    first: date | None
    last: date | None
    opened_by: Words
    unsure: Words


@dataclass(frozen=True, slots=True)
class WayRow:
    """A way out."""

    id: str
    title: Words
    needs: tuple[NeedRow, ...]
    offered_when: tuple[Selector, ...]
    closed_once: tuple[Selector, ...]
    governed: tuple[str, ...]
    citizenship: tuple[str, ...]
    unsure: Words
    warning: Words


def read_way(name: str, row: Mapping[str, Any], pack: Pack) -> WayRow:
    """A way out's row. Raises BrokenRule."""
    where = f"{pack.where.get(f'ways_out/{name}', pack.name)}, way out {name}"
    known(row, pack, where)
    needs = []
    for n, need in enumerate(row["needs"], 1):
        for key in ("provision", "through"):
            if need.get(key) is not None and need[key] not in pack.provisions:
                raise BrokenRule(
                    "a provision that the pack does not hold",
                    where=where,
                    key=key,
                    value=need[key],
                )
        needs.append(
            NeedRow(
                id=str(need.get("id") or n),
                what=words(need["what"]),
                met_by=selectors(need.get("met_by"), where),
                undone_by=selectors(need.get("undone_by"), where),
                provision=need.get("provision"),
                through=need.get("through"),
                citizenship=citizenship(need),
                first=date.fromisoformat(need["from"]) if need.get("from") else None,
                last=date.fromisoformat(need["to"]) if need.get("to") else None,
                opened_by=words(need.get("opened_by")),
                unsure=words(need.get("unsure")),
            )
        )
    return WayRow(
        id=name,
        title=words(row.get("title")),
        needs=tuple(needs),
        offered_when=selectors(row.get("offered_when"), where),
        closed_once=selectors(row.get("closed_once"), where),
        governed=ids(row.get("governed")),
        citizenship=citizenship(row),
        unsure=words(row.get("unsure")),
        warning=words(row.get("warning")),
    )
