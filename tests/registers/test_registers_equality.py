"""One definition of a rule, four ways to answer it: an engine's SQL, findings in Python, and every placement tried."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from worlds import (
    ANCHORED,
    FIRST_DAY,
    NOWS,
    SECOND_DAY,
    TOTALS,
    Person,
    people,
    truth,
    unordered,
    write,
)

from safeconduct.findings.book import Book, book
from safeconduct.law import load
from safeconduct.registers.asking import Swept, ask
from safeconduct.registers.compiled import OPEN
from safeconduct.registers.engines import DuckEngine, Engine, SparkEngine
from safeconduct.registers.fused import FusedEngine
from safeconduct.registers.intake import Table, take
from safeconduct.registers.mapping import DEFAULT
from safeconduct.registers.plan import Plan
from safeconduct.registers.question import Moment
from safeconduct.registers.residue import Residue
from safeconduct.registers.singly import CODE, people_rows
from safeconduct.registers.sweep import reader

PACKS = Path(__file__).parent / "packs"
Answers = dict[tuple[str, int], dict[int, int]]  # (rule, person) → event → code


@pytest.fixture(scope="module")
def small() -> Book:
    return book(load("small", root=PACKS))


def opened(register: Path, ready: Book) -> Table:
    table = take(register, DEFAULT, reader(ready, DEFAULT))
    table.load()
    return table


def answers(table: Table, ready: Book, day: date, engine: Engine) -> tuple[Answers, Plan]:
    """What the engine and the residue say."""
    plan = ask(table, ready, Moment.end_of(day.toordinal()), engine, Swept())
    told: Answers = {}
    for rule, person, event, v in table.connection.execute(
        "SELECT w.rule, f.person, c.event, f.v FROM found f JOIN ways w USING (way) JOIN coded c ON c.rowid = f.n"
    ).fetchall():
        told.setdefault((rule, person), {})[event] = v
    return told, plan


def in_python(table: Table, ready: Book, day: date) -> Answers:
    """What findings says of each person, asked one by one."""
    moment = Moment.end_of(day.toordinal())
    names = dict(table.connection.execute("SELECT rowid, event FROM coded").fetchall())
    told: Answers = {}
    for person, rows in people_rows(table, "SELECT person FROM coded"):
        alone = Residue(rows, ready, moment)
        scene = alone.scene()
        for one, finding in alone.ask(scene, ready.rules):
            outcome = finding.trace.outcome
            assert outcome is not None
            anchor = scene.line.events[outcome.anchor].id
            if one.rule.cap is not None:
                anchor = f"n{min(r.n for r in rows if r.signature.kind == 'detention')}"
            told.setdefault((one.rule.id, person), {})[names[int(anchor[1:])]] = CODE[finding.verdict]  # fmt: skip
    return told


DAYS = pytest.mark.parametrize("day", [FIRST_DAY, SECOND_DAY], ids=["in the midst", "long after"])


@DAYS
@pytest.mark.parametrize("seed", range(3))
def test_a_sweep_says_what_every_placement_says(
    small: Book, tmp_path: Path, seed: int, day: date
) -> None:
    by_placements(small, tmp_path / "r.parquet", people(seed, 700), day)


@pytest.mark.slow
@DAYS
def test_a_sweep_of_ten_thousand_says_what_every_placement_says(
    small: Book, tmp_path: Path, day: date
) -> None:
    by_placements(small, tmp_path / "r.parquet", people(30, 10_000), day)


def by_placements(ready: Book, register: Path, made: Mapping[int, Person], day: date) -> None:
    """Each rule of each person: the verdicts are those of all the placements of the dates."""
    write(register, made)
    told, _ = answers(opened(register, ready), ready, day, FusedEngine())
    for person, rows in made.items():
        for rule in (*ANCHORED, *TOTALS):
            true = truth(rule, rows, NOWS[day])
            mine = told.get((rule, person), {})
            if rule in TOTALS:
                want = max(true.anchors.values(), default=0)
                if unordered(rows, rule, NOWS[day]):
                    want = min(want, 1)  # never certain where the order of the spells is open
                assert max(mine.values(), default=0) == want, (rule, rows)
                continue
            raised = [e for e, v in mine.items() if v != true.anchors.get(e)]
            by_turns = true.jointly and 2 not in true.anchors.values()
            assert bool(raised) == by_turns, (rule, rows, mine, true)
            if raised:  # no anchor alone is certain, but in every placement one of them is it
                assert [mine[e] for e in raised] == [2]
            assert mine.keys() == true.anchors.keys(), (rule, rows, mine, true)


@DAYS
@pytest.mark.parametrize("seed", range(10, 13))
@pytest.mark.parametrize("engine", [FusedEngine, DuckEngine])
def test_an_engine_says_what_findings_says_of_each_person(
    small: Book, tmp_path: Path, seed: int, day: date, engine: type[Engine]
) -> None:
    write(tmp_path / "r.parquet", people(seed, 700, most=7))
    table = opened(tmp_path / "r.parquet", small)
    told, _ = answers(table, small, day, engine())
    assert strip(told) == strip(in_python(table, small, day))


def strip(told: Answers) -> Answers:
    """Totals are of a person, not of an event."""
    return {k: {0: max(v.values())} if k[0] in TOTALS else v for k, v in told.items()}


def test_most_people_are_settled_by_the_engine_alone(small: Book, tmp_path: Path) -> None:
    """The residue is what bounds cannot settle, not what the compiler did not bother with."""
    write(tmp_path / "r.parquet", people(3, 700))
    table = opened(tmp_path / "r.parquet", small)
    plan = ask(table, small, Moment.end_of(SECOND_DAY.toordinal()), DuckEngine(), Swept())
    shapes = {a.rule.id: a.queries[0].shape for a in plan.asked}
    assert {r for r, s in shapes.items() if s == "sieve"} == {"then_three"}
    for asked in plan.asked:
        if shapes[asked.rule.id] == "sieve":
            continue
        rows = table.connection.execute(asked.queries[0].sql("duckdb")).fetchall()
        open_ = [r for r in rows if r[2] == OPEN]
        assert len(open_) <= len(rows) * 0.35, asked.rule.id


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkEngine]:
    if shutil.which("java") is None:
        pytest.skip("no Java on this machine: Spark cannot start")
    engine = SparkEngine(tmp_path_factory.mktemp("spark"), master="local[2]")
    yield engine
    engine.close()


@pytest.mark.spark
@pytest.mark.slow
@DAYS
def test_spark_says_what_numpy_says(
    small: Book, spark: SparkEngine, tmp_path: Path, day: date
) -> None:
    write(tmp_path / "r.parquet", people(20, 700, most=7))
    table = opened(tmp_path / "r.parquet", small)
    by_numpy, plan = answers(table, small, day, FusedEngine())
    assert answers(table, small, day, spark)[0] == by_numpy
    assert alone(table, plan, spark) == alone(table, plan, FusedEngine())


@DAYS
@pytest.mark.parametrize("seed", range(20, 24))
def test_numpy_and_duckdb_answer_and_leave_open_the_same(
    small: Book, tmp_path: Path, seed: int, day: date
) -> None:
    """Not only in the end: the one definition of a rule is computed alike, row by row."""
    write(tmp_path / "r.parquet", people(seed, 700, most=7))
    table = opened(tmp_path / "r.parquet", small)
    _, plan = answers(table, small, day, DuckEngine())
    assert alone(table, plan, FusedEngine()) == alone(table, plan, DuckEngine())


def alone(table: Table, plan: Plan, engine: Engine) -> list[set[tuple[int, ...]]]:
    """What an engine says by itself, before anyone is asked one by one."""
    asked = [a.queries[0] for a in plan.asked]
    engine.begin(table)
    engine.ask(asked, lambda _: None)
    return [
        set(table.connection.execute(f"SELECT n, person, v, other FROM answers_{at}").fetchall())
        for at in range(len(asked))
    ]
