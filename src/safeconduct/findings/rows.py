"""What rows of a pack that are not rules have in common: provisions they name, selectors, lengths and terms.

May import: `when`, `law`, this room's selectors.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from safeconduct.findings.errors import BrokenRule
from safeconduct.findings.selecting import read_selector
from safeconduct.findings.selector import Selector
from safeconduct.law import Pack
from safeconduct.when import Duration, Term, Unit, parse_duration
from safeconduct.when.errors import WhenError


def known(row: Mapping[str, Any], pack: Pack, where: str) -> None:
    """Every provision the row names is there. Raises BrokenRule."""
    for key in ("governed", "provisions", "see"):
        for name in row.get(key) or ():
            if name not in pack.provisions:
                raise BrokenRule(
                    "a provision that the pack does not hold", where=where, key=key, value=name,
                    remedy="Add the provision, or include the pack that has it",
                )  # fmt: skip


def selectors(rows: Any, where: str) -> tuple[Selector, ...]:
    """One row or a list of rows as selectors."""
    if not rows:
        return ()
    return tuple(
        read_selector(r, where=where) for r in (rows if isinstance(rows, (list, tuple)) else [rows])
    )


def ids(value: Any) -> tuple[str, ...]:
    """One name or a list of names."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def citizenship(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The citizens a row is for; () for everybody."""
    return ids((row.get("only_for") or {}).get("citizenship"))


def calendar_of(row: Mapping[str, Any], pack: Pack, name: str) -> str:
    """The state whose days of rest a row's terms know: that of its provisions, else the state of refuge; "" for none."""
    cited = ids(row.get("provisions")) or ids(row.get("governed")) or (name,)
    state = next((pack.provision(p).state for p in cited if p in pack.provisions), "")
    return state if len(state) == 2 else pack.refuge or ""


def length(value: Any, where: str, key: str) -> Duration:
    """A duration of a row. Raises BrokenRule."""
    try:
        return parse_duration(str(value))
    except WhenError as error:
        raise BrokenRule(
            error.problem, where=where, key=key, value=value, remedy=error.remedy
        ) from None


def term(value: Any, where: str, **make: Any) -> Term:
    """A term of law: a length in one unit, or so many working days of a state. Raises BrokenRule."""
    if isinstance(value, Mapping):
        return Term(
            int(value["working_days"]), Unit.WORKING_DAYS, **{**make, "state": value["state"]}
        )
    told = length(value, where, "term")
    if told.clock_seconds:
        if told.clock_seconds % 3600 or told.whole_days or told.calendar_months:
            raise BrokenRule(
                "a term in hours is whole hours alone", where=where, key="term", value=value
            )
        return Term(told.clock_seconds // 3600, Unit.HOURS, **make)
    if told.calendar_months and told.whole_days:
        raise BrokenRule("a term is in one unit", where=where, key="term", value=value)
    if told.calendar_months:
        return Term(told.calendar_months, Unit.MONTHS, **make)
    return Term(told.whole_days, Unit.DAYS, **make)
