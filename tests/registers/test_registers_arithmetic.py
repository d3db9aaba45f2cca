"""The scalars of rules mean the same in DuckDB and over NumPy columns; blocks of people may be cut anywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import people, write

from safeconduct.findings.book import book
from safeconduct.law import load
from safeconduct.registers import fused
from safeconduct.registers.arithmetic import Sheet, read
from safeconduct.registers.engines import DuckEngine, Engine
from safeconduct.registers.intake import take
from safeconduct.registers.mapping import DEFAULT
from safeconduct.registers.plan import plan
from safeconduct.registers.question import Moment
from safeconduct.registers.sweep import reader

SCALARS = (
    "a.lo",
    "17",
    "-a.lo",
    "a.lo + 3 - b.hi",
    "a.lo - a.lo % 86400 >= b.hi - b.hi % 86400 + 2 * 86400",
    "a.lo <= b.hi AND (a.lo <> 5 OR NOT b.hi > 7) AND TRUE",
    "b.sig BETWEEN 2 AND 5 OR b.sig IN (0, 7, 9)",
    "GREATEST(a.lo, b.hi, 40) - LEAST(b.hi, 100)",
    "CASE WHEN a.lo < b.hi THEN 1 ELSE 0 END + CASE WHEN b.sig = 3 THEN 64 ELSE 0 END",
    "CASE WHEN a.lo < b.hi THEN b.hi ELSE -1 END",
    "CASE WHEN a.lo < b.hi THEN 70000000000 ELSE 0 END",
    "CASE WHEN b.sig = 1 THEN 0 WHEN a.lo = b.hi THEN a.lo ELSE b.hi - 1 END",
    "(b.sig & 6) <> 0 AND (b.sig & 256) = 0",
)
TICKS = st.one_of(st.integers(0, 200), st.integers(0, 315_537_897_599))  # any tick of the calendar


@pytest.mark.parametrize("text", SCALARS)
@given(rows=st.lists(st.tuples(TICKS, TICKS, st.integers(0, 11)), min_size=1, max_size=12))
def test_a_scalar_is_the_same_in_both(text: str, rows: list[tuple[int, int, int]]) -> None:
    lo, hi, sig = (np.array(column) for column in zip(*rows, strict=True))
    columns = {"a.lo": lo, "b.hi": hi, "b.sig": sig.astype(np.uint8)}
    mine = Sheet(len(rows), columns.__getitem__).all(text)
    with duckdb.connect() as c:
        values = ", ".join(f"({x}::BIGINT, {y}::BIGINT, {z}::INTEGER)" for x, y, z in rows)
        plain = text.replace("a.lo", "lo").replace("b.hi", "hi").replace("b.sig", "sig")
        theirs = c.execute(f"SELECT {plain} FROM (VALUES {values}) v(lo, hi, sig)").fetchall()
    assert [int(v) for v in mine] == [int(v) for (v,) in theirs]


def test_what_no_form_uses_is_refused_rather_than_guessed() -> None:
    with pytest.raises(NotImplementedError):
        read("COALESCE(a.lo, 0)")


@pytest.mark.parametrize("rows", [1, 7, 64])
def test_people_are_never_cut_in_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    ready = book(load("small", root=Path(__file__).parent / "packs"))
    write(tmp_path / "r.parquet", people(5, 120))
    table = take(tmp_path / "r.parquet", DEFAULT, reader(ready, DEFAULT))
    table.load()
    moment = Moment.end_of(date(2010, 3, 2).toordinal())
    late = table.limit(moment.tick)
    asked = [a.queries[0] for a in plan(ready, table.signatures, moment, origin=None, late=late).asked]  # fmt: skip

    def answers(engine: Engine) -> list[list[tuple[int, ...]]]:
        engine.begin(table)
        engine.ask(asked, lambda _: None)
        return [
            table.connection.execute(f"SELECT n, person, v, other FROM answers_{at} ORDER BY ALL").fetchall()
            for at in range(len(asked))
        ]  # fmt: skip

    monkeypatch.setattr(fused, "ROWS", rows)
    assert answers(fused.FusedEngine()) == answers(DuckEngine())


def test_a_register_of_nobody_is_answered_with_nothing(tmp_path: Path) -> None:
    ready = book(load("small", root=Path(__file__).parent / "packs"))
    write(tmp_path / "r.parquet", people(5, 3))
    table = take(tmp_path / "r.parquet", DEFAULT, reader(ready, DEFAULT))
    assert table.load(person="999") == 0
    moment = Moment.end_of(date(2010, 3, 2).toordinal())
    late = table.limit(moment.tick)
    asked = [a.queries[0] for a in plan(ready, table.signatures, moment, origin=None, late=late).asked]  # fmt: skip
    engine = fused.FusedEngine()
    engine.begin(table)
    engine.ask(asked, lambda _: None)
    assert table.connection.execute("SELECT count(*) FROM answers_0").fetchone() == (0,)
