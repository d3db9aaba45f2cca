# ruff: noqa: S608 (all that is put into the text are numbers, our own names, and quoted paths)
"""A pack's rules asked of a register of many people: verdict, rule, anchor, events and person, a row for each.

May import: `findings`, `law`, DuckDB. Engines settle what bounds settle; the rest is asked person by person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb
from sqlglot import exp

from safeconduct.findings import Finding, Verdict
from safeconduct.findings.book import Book, ReadyRule, book
from safeconduct.findings.selector import Reader
from safeconduct.law import Pack
from safeconduct.registers import residue
from safeconduct.registers.compiled import OPEN, Compiled
from safeconduct.registers.engines import DuckEngine, Engine
from safeconduct.registers.errors import NobodyThere
from safeconduct.registers.intake import Table, fill, take, too_little
from safeconduct.registers.mapping import Columns
from safeconduct.registers.plan import Asked, Plan, plan
from safeconduct.registers.question import Moment
from safeconduct.registers.residue import MOVEMENTS, Row
from safeconduct.registers.signature import among

Say = Callable[[str], None]

CODE = {Verdict.NO: 0, Verdict.POSSIBLE: 1, Verdict.CERTAIN: 2, Verdict.CANNOT_TELL: 3}
_FOUND = {"way": "INTEGER", "n": "BIGINT", "person": "BIGINT", "v": "INTEGER", "other": "BIGINT"}
ROWS_A_SHARE = 8_000_000  # what 1.5 GB hold while they are sorted and asked


@dataclass(slots=True)
class Swept:
    """What a sweep did: rows taken in and set aside, findings by rule and verdict, people asked one by one."""

    rows: int = 0
    bad: int = 0
    left_out: Mapping[str, Sequence[str]] = field(default_factory=dict)
    found: dict[tuple[str, str], int] = field(default_factory=dict)
    asked_singly: dict[str, int] = field(default_factory=dict)


def reader(ready: Book, columns: Columns) -> Reader:
    """What the pack's words mean for the people of a register."""
    pack = ready.pack
    return Reader(
        columns.origin or pack.origin, columns.refuge or pack.refuge, pack.groups, ready.bodies, person="p"
    )  # fmt: skip


def sweep(
    register: Path,
    pack: Pack,
    as_of: date,
    out: Path,
    *,
    columns: Columns,
    engine: Engine | None = None,
    memory: str = "1500MB",
    spill: Path | None = None,
    threads: int | None = None,
    shares: int | None = None,
    summary: Path | None = None,
    say: Say = lambda _: None,
) -> Swept:
    """Write the findings of all rules to `out` (Parquet) and bad rows to OUT.bad.csv.

    Columns of `out`: person, rule, verdict, event (the anchor's name in the register), events, kind, year, place.
    Raises UnreadableRegister, TooLittleMemory, EngineMissing, BrokenRule.
    """
    ready = book(pack)
    table = take(register, columns, reader(ready, columns), memory=memory, spill=spill, threads=threads, say=say)  # fmt: skip
    engine = engine or DuckEngine()
    done = Swept()
    many = shares or max(1, -(-table.count() // ROWS_A_SHARE))
    parts = []
    try:
        for k in range(many):
            if many > 1:
                say(f"share {k + 1} of {many}")
            say("sorting rows by person")
            done.rows += table.load((k, many))
            ask(table, ready, Moment.end_of(as_of.toordinal()), engine, done, say)
            part = out if many == 1 else out.with_name(f"{out.name}.{k}")
            parts.append(part)
            say("writing")
            _write(table, part)
        if many > 1:
            _join(table.connection, parts, out)
        if summary is not None:
            _summarise(table.connection, out, summary)
        if table.source.csv or table.count() != done.rows:
            done.bad = table.set_aside(out.with_name(f"{out.name}.bad.csv"))
    except duckdb.OutOfMemoryException:
        raise too_little(register, table.connection) from None
    finally:
        engine.close()
        if many > 1:
            for part in parts:
                part.unlink(missing_ok=True)
    for rule, verdict, n in table.connection.execute(
        f"SELECT rule, verdict, count(*) FROM read_parquet({_path(out)}) GROUP BY 1, 2 ORDER BY 1, 2"
    ).fetchall():
        done.found[rule, verdict] = int(n)
    return done


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
    for way, asked in enumerate(wanted.asked):
        say(f"rule {asked.rule.id} ({asked.queries[0].shape})")
        c.execute("INSERT INTO ways VALUES (?, ?)", [way, asked.rule.id])
        for compiled in asked.queries:
            engine.ask(compiled, "answers")
            _refine(c, compiled)
            if not asked.capped:
                _depend(c, compiled)
            _keep(c, way, capped=asked.capped)
    settle(table, ready, as_of, wanted, done, say)
    return wanted


def _keep(c: duckdb.DuckDBPyConnection, way: int, *, capped: bool) -> None:
    """Settled answers into `found`; people with an open one into `open_`, with this rule."""
    c.execute(f"INSERT INTO open_ SELECT DISTINCT {way}, person FROM answers WHERE v = {OPEN}")
    v = "LEAST(v, 1)" if capped else "v"
    c.execute(
        f"INSERT INTO found SELECT {way}, n, person, {v}, other FROM answers WHERE v > 0"
        + (f" AND person NOT IN (SELECT person FROM answers WHERE v = {OPEN})" if _any_open(c) else "")
    )  # fmt: skip


def _any_open(c: duckdb.DuckDBPyConnection) -> bool:
    return bool(c.execute(f"SELECT 1 FROM answers WHERE v = {OPEN} LIMIT 1").fetchall())


def _depend(c: duckdb.DuckDBPyConnection, compiled: Compiled) -> None:
    """Anchors of one person that are each possible may be certain jointly: in every placement one of them holds.

    They are not where no two of them hang on one row, or where all of them fail in one placement that is easily told:
    all rows at their first or last moments, or each row where it spoils all anchors that hang on it. The people who
    are left are open.
    """
    if compiled.pairs is None:
        return
    c.execute(
        "CREATE OR REPLACE TEMP TABLE several_ AS SELECT person FROM answers GROUP BY person HAVING count(*) > 1 AND min(v) = 1 AND max(v) = 1"
    )
    if compiled.failing is not None:
        failing = _few(c, compiled.failing)
        c.execute(
            f"""CREATE OR REPLACE TEMP TABLE several_ AS SELECT f.person FROM ({failing}) f
                SEMI JOIN answers a ON a.n = f.n GROUP BY f.person HAVING bit_and(f.m) = 0"""
        )
    c.execute(f"CREATE OR REPLACE TEMP TABLE pairs_ AS SELECT p.* FROM ({_few(c, compiled.pairs)}) p SEMI JOIN answers a ON a.n = p.anchor")  # fmt: skip
    c.execute(
        """CREATE OR REPLACE TEMP TABLE tied_ AS
           WITH g AS (SELECT person, other, count(*) AS anchors, coalesce(max(lo) <= min(hi), false) AS meets FROM pairs_ GROUP BY person, other),
             shared AS (SELECT DISTINCT person FROM g WHERE anchors > 1
               UNION SELECT p.person FROM pairs_ p SEMI JOIN answers a ON a.n = p.other)
           SELECT DISTINCT person FROM (
             SELECT p.person, p.anchor FROM pairs_ p JOIN g USING (person, other) SEMI JOIN shared s ON s.person = p.person
             GROUP BY p.person, p.anchor HAVING NOT bool_or(g.meets) AND max(p.cut) = 0) q"""
    )
    c.execute(f"UPDATE answers SET v = {OPEN} WHERE person IN (SELECT person FROM tied_)")


def _refine(c: duckdb.DuckDBPyConnection, compiled: Compiled) -> None:
    """Ask once more, moment by moment, of the anchors that are left open."""
    if compiled.refine is None or not _any_open(c):
        return
    c.execute(f"CREATE OR REPLACE TEMP TABLE several_ AS SELECT DISTINCT person FROM answers WHERE v = {OPEN}")  # fmt: skip
    c.execute(
        f"CREATE OR REPLACE TEMP TABLE refined_ AS SELECT r.* FROM ({_few(c, compiled.refine)}) r SEMI JOIN (SELECT n FROM answers WHERE v = {OPEN}) a USING (n)"
    )
    c.execute(f"DELETE FROM answers WHERE v = {OPEN}")
    c.execute("INSERT INTO answers SELECT n, person, v, other FROM refined_ WHERE v <> 0")


def _few(c: duckdb.DuckDBPyConnection, query: exp.Expr) -> str:
    """A query asked of the people in `several_` only."""
    c.execute("CREATE OR REPLACE TEMP TABLE few_ AS SELECT * FROM ev SEMI JOIN several_ USING (person)")  # fmt: skip
    return query.transform(
        lambda node: exp.to_table("few_") if isinstance(node, exp.Table) and node.name == "ev" else node
    ).sql("duckdb")  # fmt: skip


# -- person by person ------------------------------------------------------------------------------------------------


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


# -- one person, told ------------------------------------------------------------------------------------------------


def explain(
    register: Path,
    pack: Pack,
    as_of: date,
    person: str,
    *,
    columns: Columns,
    memory: str = "1500MB",
) -> tuple[list[Finding], dict[str, str]]:
    """All findings of one person of the register, as the single case has them, and the register's names of the events.

    Raises NobodyThere, UnreadableRegister.
    """
    ready = book(pack)
    table = take(register, columns, reader(ready, columns), memory=memory)
    if not table.load(person=person):
        raise NobodyThere("no sound row of the register is about this person", where=str(register), key="explain")  # fmt: skip
    moment = Moment.end_of(as_of.toordinal())
    late = table.limit(moment.tick)
    wanted = plan(ready, table.signatures, moment, origin=columns.origin, late=late)
    ((_, rows),) = people_rows(table, "SELECT person FROM coded")
    stage = residue.scene(rows, ready, moment, columns.origin, columns.refuge)
    by_rule: dict[str, list[ReadyRule]] = defaultdict(list)
    for asked in wanted.asked:
        by_rule[asked.rule.id].append(asked.ready)
    names = {f"n{n}": str(e) for n, e in table.connection.execute("SELECT rowid, event FROM coded").fetchall()}  # fmt: skip
    return residue.findings(stage, by_rule), names


# -- out -------------------------------------------------------------------------------------------------------------


def _write(table: Table, out: Path) -> None:
    """Findings with the register's own names: one for an anchor and a rule, the strongest of its ways."""
    c = table.connection
    signs = [
        (s.number, s.kind, _plain(s.attributes.get("place")), s.time) for s in table.signatures.rows
    ]
    c.execute("DROP TABLE IF EXISTS signs_")
    fill(c, "signs_", {"sig": "INTEGER", "kind": "VARCHAR", "place": "VARCHAR", "time": "INTEGER"}, signs)  # fmt: skip
    who = "CAST(f.person AS VARCHAR)" if not table.source.people else "p.word"
    join = " JOIN people_ p ON p.person = f.person" if table.source.people else ""
    c.execute(
        f"""COPY (
          SELECT {who} AS person, f.rule, CASE f.v WHEN 3 THEN 'certain' WHEN 2 THEN 'possible' ELSE 'cannot tell' END AS verdict,
            CAST(a.event AS VARCHAR) AS event,
            CASE WHEN b.event IS NULL THEN [CAST(a.event AS VARCHAR)] ELSE [CAST(a.event AS VARCHAR), CAST(b.event AS VARCHAR)] END AS events,
            s.kind, CASE WHEN s.time = 1 THEN NULL ELSE year(DATE '0001-01-01' + CAST(a.lo // 86400 AS INTEGER)) END AS year, s.place
          FROM (SELECT w.rule, f.n, f.person, max(CASE f.v WHEN 2 THEN 3 WHEN 1 THEN 2 ELSE 1 END) AS v,
                  arg_max(f.other, CASE f.v WHEN 2 THEN 3 WHEN 1 THEN 2 ELSE 1 END) AS other
                FROM found f JOIN ways w USING (way) GROUP BY ALL) f
          JOIN coded a ON a.rowid = f.n LEFT JOIN coded b ON b.rowid = f.other JOIN signs_ s ON s.sig = a.sig{join}
          ORDER BY f.person, f.rule, f.n
        ) TO {_path(out)} (FORMAT parquet, COMPRESSION zstd)"""
    )


def _plain(value: object) -> str | None:
    return None if value is None else ";".join(value) if isinstance(value, list) else str(value)


def _join(c: duckdb.DuckDBPyConnection, parts: Sequence[Path], out: Path) -> None:
    c.execute("DROP TABLE IF EXISTS coded CASCADE")
    listed = ", ".join(_path(p) for p in parts)
    c.execute(f"COPY (SELECT * FROM read_parquet([{listed}])) TO {_path(out)} (FORMAT parquet, COMPRESSION zstd)")  # fmt: skip


def _summarise(c: duckdb.DuckDBPyConnection, out: Path, summary: Path) -> None:
    """Findings and people by rule, year, place and verdict."""
    c.execute(
        f"""COPY (SELECT rule, year, place, verdict, count(*) AS findings, count(DISTINCT person) AS people
          FROM read_parquet({_path(out)}) GROUP BY ALL ORDER BY ALL) TO {_path(summary)} (FORMAT csv, HEADER)"""
    )


def _path(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _one(c: duckdb.DuckDBPyConnection, query: str) -> int:
    row = c.execute(query).fetchone()
    return int(row[0]) if row else 0
