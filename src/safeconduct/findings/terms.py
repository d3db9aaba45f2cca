"""Deadlines as a pack writes them.

May import: `when`, `law`, this room's selectors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from safeconduct.findings.rows import calendar_of, citizenship, ids, known, length, selectors, term
from safeconduct.findings.selecting import read_selector
from safeconduct.findings.selector import Selector
from safeconduct.law import NOTHING, Pack, Words, words
from safeconduct.when import Duration, Term


@dataclass(frozen=True, slots=True)
class TermRow:
    """A deadline. `decision` is what must be served for the clock to start; None where the start is no service."""

    id: str
    title: Words
    says: Words
    whose: str
    starts: Selector
    decision: Selector | None
    done_by: tuple[Selector, ...]
    stopped_by: tuple[Selector, ...]
    term: Term
    outer: Term | None
    governed: tuple[str, ...]
    provisions: tuple[str, ...]
    unsure: Words
    form: str | None
    citizenship: tuple[str, ...]
    when_missed: Words = NOTHING
    version: str = ""  # the text of the governing provisions that sets it, where there are several
    stated: tuple[str, Duration] | None = (
        None  # the attribute whose length counts where it is shorter, and what is taken off
    )
    back_from: str | None = None  # counted back from the moment this attribute of the start names
    until: time | None = None  # the body takes papers until this hour …
    zone: str = ""  # … of this zone


def read_term(name: str, row: Mapping[str, Any], pack: Pack) -> TermRow:
    """A deadline's row. Raises BrokenRule."""
    where = f"{pack.where.get(f'deadlines/{name}', pack.name)}, deadline {name}"
    known(row, pack, where)
    count = row.get("count") or {}
    make = {
        "exclude_start": count.get("exclude_start", True),
        "roll_forward": count.get("roll_forward", False),
        "state": calendar_of(row, pack, name),
    }
    return TermRow(
        id=name,
        title=words(row.get("title")),
        says=words(row.get("says")),
        whose=str(row["whose"]),
        starts=read_selector(row["starts"], where=where),
        decision=read_selector(row["decision"], where=where) if row.get("decision") else None,
        done_by=selectors(row.get("done_by"), where),
        stopped_by=selectors(row.get("stopped_by"), where),
        term=term(row["term"], where, **make),
        outer=term(row["outer"], where, **make) if row.get("outer") else None,
        governed=ids(row.get("governed")),
        provisions=ids(row.get("provisions"))
        or ids(row.get("governed"))
        or ((name,) if name in pack.provisions else ()),
        unsure=words(row.get("unsure")),
        form=row.get("form"),
        citizenship=citizenship(row),
        version=str(row.get("version") or ""),
        when_missed=words(row.get("when_missed")),
        stated=_stated(row["stated"], where) if row.get("stated") else None,
        back_from=row.get("back_from"),
        until=time.fromisoformat(row["hours"]["until"]) if row.get("hours") else None,
        zone=str((row.get("hours") or {}).get("zone") or ""),
    )


def _stated(row: Mapping[str, Any], where: str) -> tuple[str, Duration]:
    return str(row.get("attribute", "term")), length(row.get("less", "P0D"), where, "stated.less")
