"""A register of a million rows: the six rules' verdicts by NumPy, DuckDB, Spark, and asked of each person in Python."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from safeconduct.findings.book import Book, book
from safeconduct.law import load
from safeconduct.registers.asking import Swept, ask
from safeconduct.registers.engines import DuckEngine, Engine, SparkEngine
from safeconduct.registers.fused import FusedEngine
from safeconduct.registers.intake import Table, take
from safeconduct.registers.mapping import DEFAULT
from safeconduct.registers.plan import Plan
from safeconduct.registers.question import Moment
from safeconduct.registers.singly import one_by_one
from safeconduct.registers.sweep import reader

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = ROOT.parent / "shared" / "score" / "rules" / "register.py"
TODAY = Moment.end_of(date(2025, 12, 31).toordinal())  # amid the register: some rows lie after it

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not GENERATOR.is_file(), reason="needs ../shared/score/rules beside the checkout"),
]  # fmt: skip


@pytest.fixture(scope="module")
def six() -> Book:
    return book(load("six", root=ROOT / "benchmarks" / "registers"))


@pytest.fixture(scope="module")
def table(six: Book, tmp_path_factory: pytest.TempPathFactory) -> Table:
    path = tmp_path_factory.mktemp("million") / "r.parquet"
    subprocess.run([sys.executable, str(GENERATOR), "1000000", str(path)], check=True)
    table = take(path, DEFAULT, reader(six, DEFAULT))
    table.load()
    return table


@pytest.fixture(scope="module")
def asked(six: Book, table: Table) -> Plan:
    """The sweep as users run it; its answers are the table `found`."""
    return ask(table, six, TODAY, FusedEngine(), Swept())


@pytest.fixture
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param is SparkEngine and shutil.which("java") is None:
        pytest.skip("no Java on this machine: Spark cannot start")
    engine = SparkEngine(tmp_path, master="local[2]") if request.param is SparkEngine else request.param()  # fmt: skip
    yield engine
    engine.close()


@pytest.mark.parametrize(
    "engine", [DuckEngine, pytest.param(SparkEngine, marks=pytest.mark.spark)], indirect=True
)
def test_each_engine_answers_and_leaves_open_the_same(
    asked: Plan, table: Table, engine: Engine
) -> None:
    queries = [a.queries[0] for a in asked.asked]
    c = table.connection
    mine = FusedEngine()
    mine.begin(table)
    mine.ask(queries, lambda _: None)
    for at in range(len(queries)):
        c.execute(f"CREATE OR REPLACE TABLE mine_{at} AS SELECT n, person, v, other FROM answers_{at}")  # fmt: skip
    engine.begin(table)
    engine.ask(queries, lambda _: None)
    for at, compiled in enumerate(queries):
        assert apart(table, f"mine_{at}", f"answers_{at}", "n, person, v, other") == 0, compiled.question.rule.id  # fmt: skip


def test_a_sweep_says_what_findings_says_of_every_person(
    six: Book, asked: Plan, table: Table
) -> None:
    c = table.connection
    c.execute("CREATE OR REPLACE TABLE everyone AS SELECT way, person FROM ways CROSS JOIN (SELECT DISTINCT person FROM coded)")  # fmt: skip
    c.execute("CREATE OR REPLACE TABLE singly AS SELECT * FROM found LIMIT 0")
    one_by_one(table, six, TODAY, asked, people="everyone", into="singly")
    rows = c.execute("SELECT count(*) FROM singly").fetchone()
    assert rows
    assert rows[0] > 150_000
    assert apart(table, "found", "singly", "way, n, person, v") == 0


def apart(table: Table, one: str, other: str, columns: str) -> int:
    """How many rows are in one of two tables only."""
    both = f"SELECT {columns} FROM {one}", f"SELECT {columns} FROM {other}"
    row = table.connection.execute(
        f"SELECT count(*) FROM (({both[0]} EXCEPT ALL {both[1]}) UNION ALL ({both[1]} EXCEPT ALL {both[0]}))"
    ).fetchone()
    assert row
    return int(row[0])
