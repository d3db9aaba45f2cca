"""Rows of a pack that are not rules: terms of law, safeguards and ways out, read into values.

May import: `when`, `law`, this room's selectors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from safeconduct.findings.errors import BrokenRule
from safeconduct.findings.selecting import read_selector
from safeconduct.findings.selector import Selector
from safeconduct.law import NOTHING, Pack, Words, words
from safeconduct.when import Duration, Term, Unit, parse_duration
from safeconduct.when.errors import WhenError


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
    stated: tuple[str, Duration] | None = (
        None  # the attribute whose length counts where it is shorter, and what is taken off
    )
    back_from: str | None = None  # counted back from the moment this attribute of the start names
    until: time | None = None  # the body takes papers until this hour …
    zone: str = ""  # … of this zone


@dataclass(frozen=True, slots=True)
class Closing:
    """What ends a safeguard: at once, or after a tail (an appeal term) unless something comes in time."""

    select: Selector
    tail: Term | None = None
    tail_outer: Term | None = None
    from_service: bool = True
    unless: Selector | None = None


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


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One thing a way out needs."""

    id: str
    what: Words
    met_by: tuple[Selector, ...]
    undone_by: tuple[Selector, ...]
    provision: str | None
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


def read_term(name: str, row: Mapping[str, Any], pack: Pack) -> TermRow:
    """A deadline's row. Raises BrokenRule."""
    where = f"{pack.where.get(f'deadlines/{name}', pack.name)}, deadline {name}"
    known(row, pack, where)
    count = row.get("count") or {}
    state = next(
        (pack.provision(p).state for p in row.get("provisions") or [name] if p in pack.provisions),
        "",
    )
    state = state if len(state) == 2 else pack.refuge or ""
    make = {
        "exclude_start": count.get("exclude_start", True),
        "roll_forward": count.get("roll_forward", False),
        "state": state,
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
        term=_term(row["term"], where, **make),
        outer=_term(row["outer"], where, **make) if row.get("outer") else None,
        governed=_ids(row.get("governed")),
        provisions=_ids(row.get("provisions"))
        or _ids(row.get("governed"))
        or ((name,) if name in pack.provisions else ()),
        unsure=words(row.get("unsure")),
        form=row.get("form"),
        citizenship=_citizenship(row),
        when_missed=words(row.get("when_missed")),
        stated=_stated(row["stated"], where) if row.get("stated") else None,
        back_from=row.get("back_from"),
        until=time.fromisoformat(row["hours"]["until"]) if row.get("hours") else None,
        zone=str((row.get("hours") or {}).get("zone") or ""),
    )


def read_safeguard(name: str, row: Mapping[str, Any], pack: Pack) -> SafeguardRow:
    """A safeguard's row. Raises BrokenRule."""
    where = f"{pack.where.get(f'safeguards/{name}', pack.name)}, safeguard {name}"
    known(row, pack, where)
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
                _term(closing["tail"], where) if closing.get("tail") else None,
                _term(closing["tail_outer"], where) if closing.get("tail_outer") else None,
                closing.get("tail_from", "notification") == "notification",
                read_selector(closing["unless"], where=where) if closing.get("unless") else None,
            )
        )
    return SafeguardRow(
        id=name,
        title=words(row.get("title")),
        says=words(row.get("says")),
        opened_by=selectors(row["opened_by"], where),
        closed_by=tuple(closings),
        term=_term(row["term"], where) if row.get("term") else None,
        in_force=row.get("in_force", True) is not False,
        against=_ids(row.get("against")),
        governed=_ids(row.get("governed")),
        provisions=_ids(row.get("provisions"))
        or _ids(row.get("governed"))
        or ((name,) if name in pack.provisions else ()),
        unsure=words(row.get("unsure")),
        after=words(row.get("after")),
        citizenship=_citizenship(row),
        ask=words(row.get("ask")),
        asked_by=selectors(row.get("asked_by"), where),
        form=row.get("form"),
    )


def read_way(name: str, row: Mapping[str, Any], pack: Pack) -> WayRow:
    """A way out's row. Raises BrokenRule."""
    where = f"{pack.where.get(f'ways_out/{name}', pack.name)}, way out {name}"
    known(row, pack, where)
    needs = []
    for n, need in enumerate(row["needs"], 1):
        provision = need.get("provision")
        if provision is not None and provision not in pack.provisions:
            raise BrokenRule(
                "a provision that the pack does not hold",
                where=where,
                key="provision",
                value=provision,
            )
        needs.append(
            NeedRow(
                id=str(need.get("id") or n),
                what=words(need["what"]),
                met_by=selectors(need.get("met_by"), where),
                undone_by=selectors(need.get("undone_by"), where),
                provision=provision,
                citizenship=_citizenship(need),
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
        governed=_ids(row.get("governed")),
        citizenship=_citizenship(row),
        unsure=words(row.get("unsure")),
        warning=words(row.get("warning")),
    )


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


def _ids(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _citizenship(row: Mapping[str, Any]) -> tuple[str, ...]:
    return _ids((row.get("only_for") or {}).get("citizenship"))


def _stated(row: Mapping[str, Any], where: str) -> tuple[str, Duration]:
    return str(row.get("attribute", "term")), length(row.get("less", "P0D"), where, "stated.less")


def length(value: Any, where: str, key: str) -> Duration:
    """A duration of a row. Raises BrokenRule."""
    try:
        return parse_duration(str(value))
    except WhenError as error:
        raise BrokenRule(
            error.problem, where=where, key=key, value=value, remedy=error.remedy
        ) from None


def _term(value: Any, where: str, **make: Any) -> Term:
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
