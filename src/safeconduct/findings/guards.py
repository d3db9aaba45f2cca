"""Safeguards as a pack writes them: what opens and closes each, and what it forbids.

May import: `when`, `law`, this room's selectors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from safeconduct.findings.rows import calendar_of, citizenship, ids, known, selectors, term
from safeconduct.findings.selecting import read_selector
from safeconduct.findings.selector import Selector
from safeconduct.law import NOTHING, Pack, Words, words
from safeconduct.when import Term


@dataclass(frozen=True, slots=True)
class Closing:
    """What ends a safeguard: at once, or after a tail (an appeal term) unless something comes in time."""

    select: Selector
    tail: Term | None = None
    tail_outer: Term | None = None
    from_service: bool = True
    unless: Selector | None = None
    state: str = ""  # whose days of rest the tail knows


@dataclass(frozen=True, slots=True)
class SafeguardRow:
    """A state that forbids removal, or (`in_force` false) one in which nothing does."""

    id: str
    title: Words
    says: Words
    opened_by: tuple[Selector, ...]
    closed_by: tuple[Closing, ...]
    term: Term | None
    in_force: bool
    against: tuple[str, ...]
    governed: tuple[str, ...]
    provisions: tuple[str, ...]
    unsure: Words
    after: Words
    citizenship: tuple[str, ...]
    ask: Words = NOTHING  # what to file so that it opens; empty where that is not for us to do
    asked_by: tuple[Selector, ...] = ()
    form: str | None = None
    version: str = ""  # the text of the governing provisions that opens it, where there are several


def read_safeguard(name: str, row: Mapping[str, Any], pack: Pack) -> SafeguardRow:
    """A safeguard's row. Raises BrokenRule."""
    where = f"{pack.where.get(f'safeguards/{name}', pack.name)}, safeguard {name}"
    known(row, pack, where)
    state = calendar_of(row, pack, name)
    closings = []
    for closing in row.get("closed_by") or ():
        plain = {
            k: v
            for k, v in closing.items()
            if k not in ("tail", "tail_outer", "tail_from", "unless")
        }
        closings.append(
            Closing(
                read_selector(plain, where=where),
                term(closing["tail"], where) if closing.get("tail") else None,
                term(closing["tail_outer"], where) if closing.get("tail_outer") else None,
                closing.get("tail_from", "notification") == "notification",
                read_selector(closing["unless"], where=where) if closing.get("unless") else None,
                state,
            )
        )
    return SafeguardRow(
        id=name,
        title=words(row.get("title")),
        says=words(row.get("says")),
        opened_by=selectors(row["opened_by"], where),
        closed_by=tuple(closings),
        term=term(row["term"], where) if row.get("term") else None,
        in_force=row.get("in_force", True) is not False,
        against=ids(row.get("against")),
        governed=ids(row.get("governed")),
        provisions=ids(row.get("provisions"))
        or ids(row.get("governed"))
        or ((name,) if name in pack.provisions else ()),
        unsure=words(row.get("unsure")),
        after=words(row.get("after")),
        citizenship=citizenship(row),
        ask=words(row.get("ask")),
        asked_by=selectors(row.get("asked_by"), where),
        form=row.get("form"),
        version=str(row.get("version") or ""),
    )
