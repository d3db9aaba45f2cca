# ruff: noqa: S608 (all that is put into the text are numbers, our own names, and the user's, quoted)
"""All rules of a plan asked of the rows that are loaded: by an engine, and person by person where that leaves it open.

May import: `findings`, DuckDB. The answers are the table `found` (way, n, person, v, other).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from safeconduct.findings.book import Book
from safeconduct.registers.compiled import OPEN
from safeconduct.registers.engines import Engine
from safeconduct.registers.intake import Table
from safeconduct.registers.openness import any_open, depend, refine
from safeconduct.registers.plan import Plan, plan
from safeconduct.registers.question import Moment
from safeconduct.registers.singly import FOUND, one_by_one
from safeconduct.registers.source import Say
from safeconduct.registers.wording import fill


@dataclass(slots=True)
class Swept:
    """What a sweep did: rows taken in and set aside (why), findings by rule and verdict, people asked one by one."""

    rows: int = 0
    bad: Mapping[str, int] = field(default_factory=dict)  # by reason
    left_out: Mapping[str, Sequence[str]] = field(default_factory=dict)
    found: dict[tuple[str, str], int] = field(default_factory=dict)
    asked_singly: dict[str, int] = field(default_factory=dict)


def ask(
    table: Table, ready: Book, as_of: Moment, engine: Engine, done: Swept, say: Say = lambda _: None
) -> Plan:
    """Fill the table `found` (way, n, person, v, other) for the rows that are loaded; `ways` names the rules."""
    c = table.connection
    late = table.limit(as_of.tick)
    wanted = plan(ready, table.signatures, as_of, origin=table.columns.origin, late=late)
    done.left_out = wanted.left_out
    for name in ("found", "open_"):
        c.execute(f"DROP TABLE IF EXISTS {name}")
    fill(c, "found", FOUND, [])
    c.execute("CREATE TABLE open_ (way INTEGER, person BIGINT)")
    c.execute("CREATE OR REPLACE TABLE ways (way INTEGER, rule VARCHAR)")
    engine.begin(table)
    asked = [(way, compiled) for way, one in enumerate(wanted.asked) for compiled in one.queries]
    engine.ask([compiled for _, compiled in asked], say)
    for way, one in enumerate(wanted.asked):
        c.execute("INSERT INTO ways VALUES (?, ?)", [way, one.rule.id])
    for at, (way, compiled) in enumerate(asked):
        c.execute(f"DROP TABLE IF EXISTS answers; ALTER TABLE answers_{at} RENAME TO answers")
        capped = wanted.asked[way].capped
        refine(c, compiled)
        if not capped:
            depend(c, compiled)
        _keep(c, way, capped=capped)
    for way, number in c.execute("SELECT way, count(DISTINCT person) FROM open_ GROUP BY way").fetchall():  # fmt: skip
        rule = wanted.asked[way].rule.id
        done.asked_singly[rule] = done.asked_singly.get(rule, 0) + int(number)
    one_by_one(table, ready, as_of, wanted, say)
    return wanted


def _keep(c: duckdb.DuckDBPyConnection, way: int, *, capped: bool) -> None:
    """Settled answers into `found`; people with an open one into `open_`, with this rule."""
    c.execute(f"INSERT INTO open_ SELECT DISTINCT {way}, person FROM answers WHERE v = {OPEN}")
    v = "LEAST(v, 1)" if capped else "v"
    c.execute(
        f"INSERT INTO found SELECT {way}, n, person, {v}, other FROM answers WHERE v > 0"
        + (f" AND person NOT IN (SELECT person FROM answers WHERE v = {OPEN})" if any_open(c) else "")
    )  # fmt: skip
