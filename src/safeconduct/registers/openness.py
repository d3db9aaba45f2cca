# ruff: noqa: S608 (all that is put into the text are numbers, our own names, and the user's, quoted)
"""What engines left open, asked again in numbers: moment by moment, and of all the anchors of a person at once.

May import: this room's values, DuckDB. It works on the table `answers` (n, person, v, other) of one rule.
"""

from __future__ import annotations

import duckdb
from sqlglot import exp

from safeconduct.registers.compiled import OPEN, Compiled


def any_open(c: duckdb.DuckDBPyConnection) -> bool:
    return bool(c.execute(f"SELECT 1 FROM answers WHERE v = {OPEN} LIMIT 1").fetchall())


def depend(c: duckdb.DuckDBPyConnection, compiled: Compiled) -> None:
    """Anchors of one person that are each possible may be certain jointly: in every placement one of them holds.

    They are not where no two of them hang on one row, or where all of them fail in one placement that is easily told:
    all rows at their first or last moments, or each row where it spoils all anchors that hang on it. They are where
    two of them fail by one row alone, and never at one moment of it: then the first possible anchor is told as certain,
    as `findings` does. The people who are left are open.
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
    c.execute(
        """CREATE OR REPLACE TEMP TABLE sure_ AS SELECT DISTINCT person FROM (
             SELECT person, other FROM pairs_ SEMI JOIN (SELECT anchor FROM pairs_ GROUP BY anchor HAVING count(*) = 1) s USING (anchor)
             WHERE cut = 0 GROUP BY person, other HAVING max(lo) > min(hi)) q"""
    )
    c.execute("UPDATE answers SET v = 2 WHERE n IN (SELECT min(n) FROM answers SEMI JOIN sure_ USING (person) GROUP BY person)")  # fmt: skip
    c.execute(f"UPDATE answers SET v = {OPEN} WHERE person IN (SELECT person FROM tied_ ANTI JOIN sure_ USING (person))")  # fmt: skip


def refine(c: duckdb.DuckDBPyConnection, compiled: Compiled) -> None:
    """Ask once more, moment by moment, of the anchors that are left open."""
    if compiled.refine is None or not any_open(c):
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
