# ruff: noqa: S608 (all that is put into the text are numbers)
"""All rules in one pass over the sorted table, block by block of people, each rule computed over the block's columns.

May import: this room's values, DuckDB, numpy. The same `forms` that are written as SQL are asked here, with the same
tests and values, so that there is one definition of a rule. Memory is a few blocks and the answers, however long the
table is; what has no form is asked by DuckDB.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np

from safeconduct.registers.blocks import Answers, Block
from safeconduct.registers.compiled import Compiled
from safeconduct.registers.engines import DuckEngine
from safeconduct.registers.forms import Form
from safeconduct.registers.intake import Table
from safeconduct.registers.source import Say

ROWS = 131_072  # a block: its columns, and those that a rule makes of them, stay in the processor's caches


class FusedEngine(DuckEngine):
    """NumPy over blocks of the coded table."""

    def ask(self, asked: Sequence[Compiled], say: Say) -> None:
        connection = self.table.connection
        passed = iter(_passed(self.table, [c.form for c in asked if c.form is not None], say))
        for at, compiled in enumerate(asked):
            if compiled.form is None:
                self.write(compiled, at)
                continue
            connection.register(
                "passed_", dict(zip(("n", "person", "v", "other"), next(passed), strict=True))
            )
            connection.execute(f"CREATE OR REPLACE TABLE answers_{at} AS SELECT * FROM passed_")
            connection.unregister("passed_")


def _passed(table: Table, forms: Sequence[Form], say: Say) -> Iterator[Answers]:
    """The answers to each form, from one pass."""
    connection = table.connection
    threads = int(connection.execute("SELECT current_setting('threads')").fetchall()[0][0])
    starts = [n for (n,) in connection.execute(
        f"SELECT min(rowid) FROM coded WHERE person IN (SELECT person FROM coded WHERE rowid % {ROWS} = 0) GROUP BY person ORDER BY 1"
    ).fetchall()]  # fmt: skip
    codes = {f"c_{a}": np.array(numbers) for a, numbers in table.signatures.codes.items()}

    def answer(first: int, end: int) -> list[Answers]:
        """Of the people whose rows are from a number on, up to another."""
        rows = connection.cursor().execute(
            f"SELECT person, lo, hi, sig FROM coded WHERE rowid BETWEEN {first} AND {end - 1}"
        )
        columns = {name: np.asarray(column) for name, column in rows.fetchnumpy().items()}
        columns["n"] = np.arange(first, end)
        if table.until is not None:
            may = np.flatnonzero(columns["lo"] <= table.until)
            columns = {name: column[may] for name, column in columns.items()}
        block = Block(columns, codes)
        return [block.answers(form) for form in forms]

    none = np.zeros(0, np.int64)
    found: list[list[Answers]] = [[(none, none, none, none)] for _ in forms]
    pool = ThreadPoolExecutor(threads)
    try:
        blocks = [pool.submit(answer, *cut) for cut in pairwise([*starts, table.rows])]
        tenth = max(10, len(blocks) // 10)
        for done, block in enumerate(blocks, 1):
            for answers, more in zip(found, block.result(), strict=True):
                answers.append(more)
            if done % tenth == 0:
                say(f"asked {done * 100 // len(blocks)} % of the people")
    finally:
        pool.shutdown(
            cancel_futures=True
        )  # whoever stops the sweep does not wait for the blocks that are left
    for answers in found:
        yield tuple(np.concatenate(column) for column in zip(*answers, strict=True))  # type: ignore[misc]
