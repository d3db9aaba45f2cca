# ruff: noqa: S608 (all that is put into the text are numbers and paths of our own)
"""Where the queries run: DuckDB in this process, or Spark. Both are given the same expression tree.

May import: this room's values; pyspark only where it is asked for.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from safeconduct.registers.compiled import Compiled
from safeconduct.registers.errors import EngineMissing
from safeconduct.registers.intake import Table
from safeconduct.registers.source import Say


class Engine(Protocol):
    """Asks queries of the table's view `ev`."""

    def begin(self, table: Table) -> None:
        """The view has rows (again)."""

    def ask(self, asked: Sequence[Compiled], say: Say) -> None:
        """Write n, person, v, other of each into tables of the table's connection: answers_0, answers_1 …"""

    def close(self) -> None:
        """Nothing more is asked."""


class DuckEngine:
    """The connection that holds the table."""

    def __init__(self) -> None:
        self._table: Table | None = None

    @property
    def table(self) -> Table:
        assert self._table is not None  # noqa: S101 (begin comes first)
        return self._table

    def begin(self, table: Table) -> None:
        self._table = table

    def ask(self, asked: Sequence[Compiled], say: Say) -> None:
        for at, compiled in enumerate(asked):
            say(f"rule {compiled.question.rule.id} ({compiled.shape})")
            self.write(compiled, at)

    def write(self, compiled: Compiled, at: int) -> None:
        self.table.connection.execute(f"CREATE OR REPLACE TABLE answers_{at} AS {compiled.sql('duckdb')}")  # fmt: skip

    def close(self) -> None:
        pass


class SparkEngine:
    """Spark reads the coded table (numbers only) from a folder that every worker sees, and writes its answers there."""

    def __init__(self, folder: Path, master: str = "local[*]", session: Any = None) -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            raise EngineMissing(
                "Spark is not installed", remedy="Install it (pip install 'safeconduct[spark]', with Java 17), or use --engine duckdb"
            ) from None  # fmt: skip
        self._own = session is None
        try:
            self.session = session or (
                SparkSession.builder.master(master).appName("safeconduct sweep")
                .config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false").config("spark.sql.shuffle.partitions", "8")
                .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.log.level", "ERROR").getOrCreate()
            )  # fmt: skip
        except Exception as error:
            raise EngineMissing(
                f"Spark does not start ({type(error).__name__})", remedy="It needs Java 17: set JAVA_HOME"
            ) from None  # fmt: skip
        self._folder = folder / "safeconduct-sweep"
        self._table: Table | None = None

    def begin(self, table: Table) -> None:
        self._table = table
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        rows = self._folder / "rows.parquet"
        codes = "".join(f", CAST(c_{a} AS INTEGER) AS c_{a}" for a in table.signatures.attributes)
        table.connection.execute(
            f"COPY (SELECT n, person, lo, hi, CAST(sig AS INTEGER) AS sig{codes} FROM ev) TO '{_escaped(rows)}' (FORMAT parquet)"
        )
        self.session.read.parquet(str(rows)).createOrReplaceTempView("ev")

    def ask(self, asked: Sequence[Compiled], say: Say) -> None:
        for at, compiled in enumerate(asked):
            say(f"rule {compiled.question.rule.id} ({compiled.shape})")
            self._write(compiled, f"answers_{at}")

    def _write(self, compiled: Compiled, into: str) -> None:
        assert self._table is not None  # noqa: S101 (begin comes first)
        answers = self._folder / into
        self.session.sql(compiled.sql("spark")).write.mode("overwrite").parquet(str(answers))
        files = f"'{_escaped(answers)}/*.parquet'"
        self._table.connection.execute(
            f"CREATE OR REPLACE TABLE {into} AS SELECT CAST(n AS BIGINT) AS n, CAST(person AS BIGINT) AS person, "
            f"CAST(v AS INTEGER) AS v, CAST(other AS BIGINT) AS other FROM read_parquet({files})"
        )
        shutil.rmtree(answers, ignore_errors=True)

    def close(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        if self._own:
            self.session.stop()


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")
