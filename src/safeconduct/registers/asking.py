# ruff: noqa: S608 (all that is put into the text are numbers, our own names, and the user's, quoted)
"""All rules of a plan asked of the rows that are loaded: by an engine, and person by person where that leaves it open.

May import: `findings`, DuckDB. The answers are the table `found` (way, n, person, v, other).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from safeconduct.findings import Finding, Verdict
from safeconduct.findings.book import Book
from safeconduct.registers import residue
from safeconduct.registers.compiled import OPEN
from safeconduct.registers.engines import Engine
from safeconduct.registers.intake import Table
from safeconduct.registers.openness import any_open, depend, refine
from safeconduct.registers.plan import Asked, Plan, plan
from safeconduct.registers.question import Moment
from safeconduct.registers.residue import MOVEMENTS, Row
from safeconduct.registers.signature import among
from safeconduct.registers.source import Say
from safeconduct.registers.wording import fill

CODE = {Verdict.NO: 0, Verdict.POSSIBLE: 1, Verdict.CERTAIN: 2, Verdict.CANNOT_TELL: 3}
_FOUND = {"way": "INTEGER", "n": "BIGINT", "person": "BIGINT", "v": "INTEGER", "other": "BIGINT"}


@dataclass(slots=True)
class Swept:
    """What a sweep did: rows taken in and set aside, findings by rule and verdict, people asked one by one."""

    rows: int = 0
    bad: int = 0
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
    fill(c, "found", _FOUND, [])
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
    settle(table, ready, as_of, wanted, done, say)
    return wanted


def _keep(c: duckdb.DuckDBPyConnection, way: int, *, capped: bool) -> None:
    """Settled answers into `found`; people with an open one into `open_`, with this rule."""
    c.execute(f"INSERT INTO open_ SELECT DISTINCT {way}, person FROM answers WHERE v = {OPEN}")
    v = "LEAST(v, 1)" if capped else "v"
    c.execute(
        f"INSERT INTO found SELECT {way}, n, person, {v}, other FROM answers WHERE v > 0"
        + (f" AND person NOT IN (SELECT person FROM answers WHERE v = {OPEN})" if any_open(c) else "")
    )  # fmt: skip


def settle(
    table: Table, ready: Book, as_of: Moment, wanted: Plan, done: Swept, say: Say = lambda _: None
) -> None:
    """Ask the people in `open_`, each of the rules that are open for them; add the answers to `found`."""
    c = table.connection
    for way, number in c.execute("SELECT way, count(DISTINCT person) FROM open_ GROUP BY way").fetchall():  # fmt: skip
        rule = wanted.asked[way].rule.id
        done.asked_singly[rule] = done.asked_singly.get(rule, 0) + int(number)
    total = _one(c, "SELECT count(DISTINCT person) FROM open_")
    if not total:
        return
    say(f"asking {total:,} people one by one")
    open_ = c.cursor().execute("SELECT person, list(DISTINCT way ORDER BY way) FROM open_ GROUP BY person ORDER BY person")  # fmt: skip
    rows: list[tuple[int, int, int, int, int | None]] = []
    ways_open = [int(w) for (w,) in c.execute("SELECT DISTINCT way FROM open_").fetchall()]
    needed = _needed(table, [wanted.asked[w] for w in ways_open])
    people = zip(people_rows(table, "SELECT person FROM open_", needed), _ways(open_), strict=True)
    for asked, ((person, told), ways) in enumerate(people, 1):
        stage = residue.scene(told, ready, as_of, table.columns.origin, table.columns.refuge, told=False)  # fmt: skip
        by_rule = {id(wanted.asked[w].ready): w for w in ways}
        for one, finding in residue.ask(stage, [wanted.asked[w].ready for w in ways]):
            way = by_rule[id(one)]
            n, others = _rows_of(wanted.asked[way], finding, told, stage.line.events)
            rows.append((way, n, person, CODE[finding.verdict], others))
        if len(rows) >= 50_000:
            fill(c, "found", _FOUND, rows)
            rows.clear()
        if asked % 20_000 == 0:
            say(f"asked {asked:,} of {total:,}")
    fill(c, "found", _FOUND, rows)


def _needed(table: Table, asked: Sequence[Asked]) -> frozenset[int]:
    """The signatures that these rules look at, and the movements from which places follow."""
    kinds = {k for a in asked for s in (*a.rule.steps, *a.rule.absent) for k in s.select.kinds}
    return frozenset(s.number for s in table.signatures.rows if s.kind in kinds | MOVEMENTS)


def _ways(cursor: duckdb.DuckDBPyConnection) -> Iterator[list[int]]:
    while batch := cursor.fetchmany(10_000):
        for _, ways in batch:
            yield ways


def _rows_of(
    asked: Asked, finding: Finding, rows: Sequence[Row], events: Sequence[object]
) -> tuple[int, int | None]:
    """The table's numbers of the anchor (for a total, the first row that opens the state) and of another event."""
    n_of = {f"n{r.n}": r.n for r in rows}
    if asked.rule.cap is not None:
        question = asked.queries[0].question
        opens = question.fits(asked.rule.steps).all
        return min(r.n for r in rows if r.signature.number in opens and r.lo <= question.as_of.tick), None  # fmt: skip
    outcome = finding.trace.outcome
    anchor = n_of[events[outcome.anchor].id]  # type: ignore[union-attr, attr-defined]
    other = next((n_of[e] for e in finding.events if n_of[e] != anchor), None)
    return anchor, other


def people_rows(
    table: Table, people: str, needed: frozenset[int] | None = None
) -> Iterator[tuple[int, list[Row]]]:
    """The rows of the people a query names (column person), in the order of their numbers; of some signatures only."""
    signatures = table.signatures.rows
    cursor = table.connection.cursor()
    which = "" if needed is None else f" WHERE {among('c.sig', needed)}"
    cursor.execute(
        f"SELECT c.person, c.rowid, c.lo, c.hi, c.sig FROM coded c SEMI JOIN ({people}) s ON c.person = s.person{which} ORDER BY c.rowid"
    )
    who: int | None = None
    told: list[Row] = []
    while batch := cursor.fetchmany(50_000):
        for person, n, lo, hi, sig in batch:
            if person != who:
                if who is not None:
                    yield who, told
                who, told = person, []
            told.append(Row(n, lo, hi, signatures[sig]))
    if who is not None:
        yield who, told


def _one(c: duckdb.DuckDBPyConnection, query: str) -> int:
    row = c.execute(query).fetchone()
    return int(row[0]) if row else 0
