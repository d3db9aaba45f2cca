# ruff: noqa: S608 (all that is put into the text are numbers, our own names, and the user's, quoted)
"""Findings as Parquet with the register's own names, and their summary.

May import: this room's values, DuckDB.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from safeconduct.registers.intake import Table
from safeconduct.registers.wording import fill


def write(table: Table, out: Path) -> None:
    """Findings of a share with the register's own names: one for an anchor and a rule, the strongest of its ways.

    `year` is that of the anchor, empty where its dates do not lie in one year or are only probable.
    """
    c = table.connection
    signs = [(s.number, s.kind, _plain(s.attributes.get("place"))) for s in table.signatures.rows]
    c.execute("DROP TABLE IF EXISTS signs_")
    fill(c, "signs_", {"sig": "INTEGER", "kind": "VARCHAR", "place": "VARCHAR"}, signs)  # fmt: skip
    c.execute(
        """CREATE OR REPLACE TEMP TABLE told_ AS
           WITH strong AS (SELECT *, CASE v WHEN 2 THEN 3 WHEN 1 THEN 2 ELSE 1 END AS strength FROM found),
             rules AS (SELECT way, min(way) OVER (PARTITION BY rule) AS rule FROM ways),
             f AS (SELECT rule, n, person, max(strength) AS strength, arg_max(other, strength) AS other
               FROM strong JOIN rules USING (way) GROUP BY ALL)
           SELECT f.rule, f.n, f.person, f.strength, a.event, b.event AS other, a.lo, a.hi, a.sig
           FROM f JOIN coded a ON a.rowid = f.n LEFT JOIN coded b ON b.rowid = f.other ORDER BY f.person, f.rule, f.n"""
    )
    # words come last: sorting, joining and counting are of numbers
    who = "CAST(t.person AS VARCHAR)" if not table.source.people else "p.word"
    join = " JOIN people_ p ON p.person = t.person" if table.source.people else ""
    verdict = "CASE strength WHEN 3 THEN 'certain' WHEN 2 THEN 'possible' ELSE 'cannot tell' END"
    first, last = (
        f"year(DATE '0001-01-01' + CAST({end} // 86400 AS INTEGER))" for end in ("lo", "hi")
    )
    year = f"CASE WHEN {first} = {last} THEN {first} END"
    named = "told_ t JOIN ways w ON w.way = t.rule JOIN signs_ s USING (sig)"
    c.execute(
        f"""COPY (
          SELECT {who} AS person, w.rule, {verdict} AS verdict, CAST(event AS VARCHAR) AS event,
            CASE WHEN other IS NULL THEN [CAST(event AS VARCHAR)] ELSE [CAST(event AS VARCHAR), CAST(other AS VARCHAR)] END AS events,
            s.kind, {year} AS year, s.place
          FROM {named}{join}
        ) TO {quoted(out)} (FORMAT parquet, COMPRESSION zstd)"""
    )
    c.execute("CREATE TABLE IF NOT EXISTS sums_ (rule VARCHAR, year INTEGER, place VARCHAR, verdict VARCHAR, findings BIGINT, people BIGINT)")  # fmt: skip
    c.execute(f"INSERT INTO sums_ SELECT w.rule, {year} AS year, s.place, {verdict} AS verdict, count(*), count(DISTINCT person) FROM {named} GROUP BY ALL")  # fmt: skip
    c.execute("DROP TABLE told_")


def _plain(value: object) -> str | None:
    return None if value is None else ";".join(value) if isinstance(value, list) else str(value)


def join(c: duckdb.DuckDBPyConnection, parts: Sequence[Path], out: Path) -> None:
    c.execute("DROP TABLE IF EXISTS coded CASCADE")
    listed = ", ".join(quoted(p) for p in parts)
    c.execute(f"COPY (SELECT * FROM read_parquet([{listed}])) TO {quoted(out)} (FORMAT parquet, COMPRESSION zstd)")  # fmt: skip


def summarise(c: duckdb.DuckDBPyConnection, summary: Path) -> None:
    """Findings and people by rule, year, place and verdict: of all shares, which have no person in common."""
    c.execute(
        f"""COPY (SELECT rule, year, place, verdict, CAST(sum(findings) AS BIGINT) AS findings, CAST(sum(people) AS BIGINT) AS people
          FROM sums_ GROUP BY ALL ORDER BY ALL) TO {quoted(summary)} (FORMAT csv, HEADER)"""
    )


def counted(c: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], int]:
    """Findings by rule and verdict."""
    rows = c.execute("SELECT rule, verdict, CAST(sum(findings) AS BIGINT) FROM sums_ GROUP BY ALL ORDER BY ALL").fetchall()  # fmt: skip
    return {(rule, verdict): n for rule, verdict, n in rows}


def quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
