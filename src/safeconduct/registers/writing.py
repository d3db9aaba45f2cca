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
        ) TO {quoted(out)} (FORMAT parquet, COMPRESSION zstd)"""
    )


def _plain(value: object) -> str | None:
    return None if value is None else ";".join(value) if isinstance(value, list) else str(value)


def join(c: duckdb.DuckDBPyConnection, parts: Sequence[Path], out: Path) -> None:
    c.execute("DROP TABLE IF EXISTS coded CASCADE")
    listed = ", ".join(quoted(p) for p in parts)
    c.execute(f"COPY (SELECT * FROM read_parquet([{listed}])) TO {quoted(out)} (FORMAT parquet, COMPRESSION zstd)")  # fmt: skip


def summarise(c: duckdb.DuckDBPyConnection, out: Path, summary: Path) -> None:
    """Findings and people by rule, year, place and verdict."""
    c.execute(
        f"""COPY (SELECT rule, year, place, verdict, count(*) AS findings, count(DISTINCT person) AS people
          FROM read_parquet({quoted(out)}) GROUP BY ALL ORDER BY ALL) TO {quoted(summary)} (FORMAT csv, HEADER)"""
    )


def quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
