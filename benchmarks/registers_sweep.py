"""Six rules over a register: our compiled SQL beside SQL by hand, plain Python, Polars and DuckDB's own sort.

    .venv/bin/python benchmarks/registers_sweep.py [N=1000000] [--no-python] [--spark]

Rules by hand and the generator of registers are those of ../shared/score/rules (left out where that is absent). All
engines get the same rows: those before 2026. Peers that are not installed are reported as absent. The rules by hand
say "certain" of R4 and R6 where the order of overlapping spells is open; ours must not, so these are counted apart.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb

from safeconduct.findings.book import book
from safeconduct.law import load
from safeconduct.registers import asking
from safeconduct.registers import sweep as sweeping
from safeconduct.registers.engines import DuckEngine, SparkEngine
from safeconduct.registers.intake import take
from safeconduct.registers.mapping import DEFAULT
from safeconduct.registers.plan import plan
from safeconduct.registers.question import Moment

HERE = Path(__file__).resolve().parent
RULES = HERE.parent.parent / "shared" / "score" / "rules"
AS_OF = date(2025, 12, 31)
LAST_TICK = 1767225599  # the last second of that day


def by_hand() -> ModuleType:
    """The rules by hand, as of the same second."""
    text = (RULES / "by_hand.py").read_text(encoding="utf-8")
    module = ModuleType("by_hand")
    exec(text.replace("ASOF = 1767225600", f"ASOF = {LAST_TICK}"), module.__dict__)
    return module


def timed(ask: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """The best of a few runs: the machine may be busy with others."""
    best, answer = float("inf"), None
    for _ in range(times):
        start = time.perf_counter()
        answer = ask()
        best = min(best, time.perf_counter() - start)
    return best, answer


def register(n: int, folder: Path) -> Path:
    """A register of about N events before 2026."""
    whole, cut = folder / "whole.parquet", folder / "register.parquet"
    subprocess.run([sys.executable, str(RULES / "register.py"), str(n), str(whole)], check=True)
    duckdb.connect().execute(
        f"COPY (SELECT * FROM '{whole}' WHERE time_hi <= {LAST_TICK}) TO '{cut}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 1048576)"
    )
    whole.unlink()
    return cut


def main() -> None:
    n = next((int(a) for a in sys.argv[1:] if a.isdigit()), 1_000_000)
    if not RULES.is_dir():
        sys.exit("needs ../shared/score/rules beside the checkout")
    hand = by_hand()
    ready = book(load("six", root=HERE / "registers"))
    with tempfile.TemporaryDirectory(prefix="safeconduct-bench-") as name:
        path = register(n, Path(name))
        start = time.perf_counter()
        table = take(path, DEFAULT, sweeping.reader(ready, DEFAULT), memory="6GB")
        words = time.perf_counter() - start
        start = time.perf_counter()
        rows = table.load()
        print(f"\n{rows:,} rows; ours: words {words:.2f} s, sort into the coded table {time.perf_counter() - start:.2f} s")  # fmt: skip
        c = table.connection
        moment = Moment.end_of(AS_OF.toordinal())
        late = table.limit(moment.tick)
        wanted = plan(ready, table.signatures, moment, origin=None, late=late)

        c.execute(f"CREATE VIEW parquet AS SELECT * FROM '{path}'")
        sort, _ = timed(lambda: c.execute("CREATE OR REPLACE TEMP TABLE s AS SELECT person_id, time_lo, time_hi, kind, country, ground FROM parquet ORDER BY person_id, time_lo"), 1)  # fmt: skip
        print(f"DuckDB's own sort of the same rows: {sort:.2f} s\n")
        c.execute("DROP TABLE s")
        # by hand over the same sorted rows, words as they are
        c.execute("CREATE TABLE by_person AS SELECT event_id, person_id, time_lo, time_hi, kind, country, ground FROM parquet ORDER BY person_id, time_lo")  # fmt: skip

        print("rule   ours s  (open people)   by hand, sorted s  from Parquet s   ratio")
        total = hand_total = parquet_total = 0.0
        for asked in wanted.asked:
            rule, compiled = asked.rule.id, asked.queries[0]
            sql = compiled.sql("duckdb")
            counted = f"SELECT sum(v = 2), sum(v = 1), sum(n * v) FROM ({sql})"  # as much as by hand is asked for
            told = hand.DUCK[rule]
            mine, _ = timed(lambda q=counted: c.execute(q).fetchone())
            theirs, _ = timed(lambda q=told: c.execute(q.replace("FROM ev", "FROM by_person")).fetchone())  # fmt: skip
            flat, _ = timed(lambda q=told: c.execute(q.replace("FROM ev", "FROM parquet")).fetchone(), 1)  # fmt: skip
            open_ = c.execute(f"SELECT count(DISTINCT person) FROM ({sql}) WHERE v = -1").fetchone()
            total, hand_total, parquet_total = (
                total + mine,
                hand_total + theirs,
                parquet_total + flat,
            )
            print(f"{rule}    {mine:7.3f}  {open_[0] if open_ else 0:>9,}      {theirs:9.3f}        {flat:9.3f}      {mine / theirs:5.2f}")  # fmt: skip
        print(f"six    {total:7.3f}                 {hand_total:9.3f}        {parquet_total:9.3f}      {total / hand_total:5.2f}\n")  # fmt: skip

        done = asking.Swept()
        spent, _ = timed(lambda: asking.ask(table, ready, moment, DuckEngine(), done), 1)
        print(f"whole sweep of the sorted table, residue and joint anchors too: {spent:.2f} s; asked singly {done.asked_singly}")  # fmt: skip
        compare(c, hand, wanted)

        if "--no-python" not in sys.argv:
            start = time.perf_counter()
            by = hand.py_load(str(path))
            print(f"\nplain Python: load {time.perf_counter() - start:.1f} s", end="")
            for asked in wanted.asked:
                took, _ = timed(lambda r=asked.rule.id: hand.py_rule(by, r), 1)
                print(f", {asked.rule.id} {took:.2f}", end="")
            print(" s")
            del by
        polars(hand, path, wanted)
        for peer in ("pm4py", "Declare4Py"):
            with suppress(ImportError):
                __import__(peer)
                print(
                    f"{peer}: installed; its temporal profile has no uncertain dates and is not compared here"
                )
                continue
            print(f"{peer}: absent (only in the optional group `bench`)")
        if "--spark" in sys.argv:
            spark(table, hand, wanted, Path(name))
    print(
        f"most memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


def compare(c: duckdb.DuckDBPyConnection, hand: ModuleType, wanted: Any) -> None:
    """Our final verdicts beside those by hand: by anchor, or by person for a total."""
    print("\nverdicts: certain, possible by us; by hand")
    for way, asked in enumerate(wanted.asked):
        rule = asked.rule.id
        ours = c.execute(f"SELECT count(*) FILTER (v = 2), count(*) FILTER (v = 1) FROM found WHERE way = {way}").fetchone()  # fmt: skip
        theirs = c.execute(hand.DUCK[rule].replace("FROM ev", "FROM by_person")).fetchone()
        apart = " (counted apart: order of spells)" if rule in ("R4", "R6") else ""
        print(f"{rule}: {ours}; {tuple(int(x or 0) for x in (theirs or ())[:2])}{apart}")


def polars(hand: ModuleType, path: Path, wanted: Any) -> None:
    try:
        import polars as pl  # noqa: F401
    except ImportError:
        print("Polars: absent (only in the optional group `bench`)")
        return
    for asked in wanted.asked:
        took, _ = timed(lambda r=asked.rule.id: hand.pl_rule(str(path), r), 1)
        print(f"Polars {asked.rule.id}: {took:.3f} s")


def spark(table: Any, hand: ModuleType, wanted: Any, folder: Path) -> None:
    """The same tree on Spark, beside the rules by hand on the same rows."""
    engine = SparkEngine(folder, master="local[2]")
    engine.begin(table)
    s = engine.session
    table.connection.execute(f"COPY by_person TO '{folder}/by_person.parquet' (FORMAT parquet)")
    rows = s.read.parquet(f"{folder}/by_person.parquet")
    for asked in wanted.asked:
        sql = asked.queries[0].sql("spark")
        mine, _ = timed(lambda q=sql: s.sql(f"SELECT sum(v), sum(n * v) FROM ({q})").collect(), 2)
        s.sql("SELECT * FROM ev").createOrReplaceTempView("coded")
        rows.createOrReplaceTempView("ev")
        theirs, _ = timed(lambda r=asked.rule.id: s.sql(hand.JOIN[r]).collect(), 2)
        s.table("coded").createOrReplaceTempView("ev")
        print(
            f"Spark {asked.rule.id}: {mine:.2f} s, by hand {theirs:.2f} s, ratio {mine / theirs:.2f}"
        )
    engine.close()


if __name__ == "__main__":
    main()
