"""Six rules over a register: our engines beside SQL by hand and DuckDB's own sort of the same rows.

    .venv/bin/python benchmarks/registers_sweep.py [N=1000000] [--spark] [--command] [--equal]

Rules by hand and the generator of registers are those of ../shared/score/rules (left out where that is absent). All
engines get the same rows: those before 2026. The rules by hand say "certain" of R4 and R6 where the order of
overlapping spells is open; ours must not, so these are counted apart. Each figure is the best of three, wall seconds
and (processor seconds): where others use the machine, the latter tell more.

`--command`: the whole of `safeconduct sweep` in a process of its own, with its memory. `--equal`: a million rows, the
engines against one another and against Python asked of each person. Peers are in `registers_peers.py`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb

from safeconduct.findings.book import book
from safeconduct.law import load
from safeconduct.registers import sweep as sweeping
from safeconduct.registers.fused import FusedEngine
from safeconduct.registers.intake import Table, take
from safeconduct.registers.mapping import DEFAULT
from safeconduct.registers.plan import Plan, plan
from safeconduct.registers.question import Moment

HERE = Path(__file__).resolve().parent
RULES = HERE.parent.parent / "shared" / "score" / "rules"
AS_OF = date(2025, 12, 31)
MOMENT = Moment.end_of(AS_OF.toordinal())
LAST_TICK = 1767225599  # the last second of that day, since 1970

Took = tuple[float, float]  # wall and processor seconds


def by_hand() -> ModuleType:
    """The rules by hand, as of the same second."""
    text = (RULES / "by_hand.py").read_text(encoding="utf-8")
    module = ModuleType("by_hand")
    exec(text.replace("ASOF = 1767225600", f"ASOF = {LAST_TICK}"), module.__dict__)
    return module


def timed(ask: Callable[[], Any], times: int = 3) -> Took:
    """The best of a few runs: the machine may be busy with others."""
    wall, spent = float("inf"), float("inf")
    for _ in range(times):
        start, used = time.perf_counter(), time.process_time()
        ask()
        wall, spent = min(wall, time.perf_counter() - start), min(spent, time.process_time() - used)
    return wall, spent


def told(took: Took) -> str:
    return f"{took[0]:7.3f} ({took[1]:6.3f})"


def most_memory() -> float:
    """Of this process, in MB. (What wait4 tells of a child counts its parent's pages before the exec, too.)"""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def register(n: int, folder: Path) -> Path:
    """A register of about N events before 2026."""
    whole, cut = folder / "whole.parquet", folder / "register.parquet"
    subprocess.run([sys.executable, str(RULES / "register.py"), str(n), str(whole)], check=True)
    duckdb.connect().execute(
        f"COPY (SELECT * FROM '{whole}' WHERE time_hi <= {LAST_TICK}) TO '{cut}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 1048576)"
    )
    whole.unlink()
    return cut


def opened(path: Path) -> tuple[Table, Plan, Took]:
    """The register as a sorted table, and the six rules compiled."""
    ready = book(load("six", root=HERE / "registers"))
    found: list[Table] = []

    def ingest() -> None:
        found[:] = [take(path, DEFAULT, sweeping.reader(ready, DEFAULT), memory="6GB")]
        found[0].load()

    took = timed(ingest, 2)
    (table,) = found
    late = table.limit(MOMENT.tick)
    return table, plan(ready, table.signatures, MOMENT, origin=None, late=late), took


def main() -> None:
    n = next((int(a) for a in sys.argv[1:] if a.isdigit()), 1_000_000)
    if not RULES.is_dir():
        sys.exit("needs ../shared/score/rules beside the checkout")
    if "--equal" in sys.argv:
        test = HERE.parent / "tests" / "registers" / "test_registers_million.py"
        sys.exit(subprocess.call([sys.executable, "-m", "pytest", "-v", "-m", "slow", str(test)]))
    with tempfile.TemporaryDirectory(prefix="safeconduct-bench-") as name:
        path = register(n, Path(name))
        if "--command" in sys.argv:
            command(path)
            return
        table, wanted, ingest = opened(path)
        print(f"\n{table.rows:,} rows; seconds: wall (processor); load average {os.getloadavg()[0]:.1f}")  # fmt: skip
        parquet = compiled(table, wanted, path)
        print(f"\nfrom Parquet: words and sorting {told(ingest)}; DuckDB's own sort of the same rows {told(own_sort(table, path))}")  # fmt: skip
        whole = passed(table, wanted)
        print(f"all six in one pass of the sorted table (numpy) {told(whole)}; from Parquet {ingest[0] + whole[0]:.2f} s, each by hand from Parquet {parquet:.2f} s")  # fmt: skip
        if "--spark" in sys.argv:
            spark(table, wanted, Path(name))


def compiled(table: Table, wanted: Plan, path: Path) -> float:
    """Our SQL beside that by hand, on DuckDB; the seconds that the rules by hand take from Parquet."""
    c, hand = table.connection, by_hand()
    c.execute(f"CREATE VIEW parquet AS SELECT * FROM '{path}'")
    c.execute("CREATE TABLE by_person AS SELECT event_id, person_id, time_lo, time_hi, kind, country, ground FROM parquet ORDER BY person_id, time_lo")  # fmt: skip
    print("rule   ours on DuckDB     by hand, sorted    ratio wall (cpu)   open people     certain, possible by us · by hand")  # fmt: skip
    sums = [0.0] * 5

    def run(query: str) -> Callable[[], Any]:
        return lambda: c.execute(query).fetchone()

    for asked in wanted.asked:
        rule = asked.rule.id
        ours = f"FROM ({asked.queries[0].sql('duckdb')})"
        theirs = hand.DUCK[rule].replace("FROM ev", "FROM by_person")
        mine = timed(run(f"SELECT sum(v = 2), sum(v = 1), sum(n * v) {ours}"))
        his = timed(run(theirs))
        flat = timed(run(hand.DUCK[rule].replace("FROM ev", "FROM parquet")), 1)
        sums = [a + b for a, b in zip(sums, (*mine, *his, flat[0]), strict=True)]
        counts = c.execute(f"SELECT sum(v = 2), sum(v = 1), count(DISTINCT person) FILTER (v = -1) {ours}").fetchone()  # fmt: skip
        other = c.execute(theirs).fetchone()
        assert counts
        assert other
        apart = " (order of spells)" if rule in ("R4", "R6") else ""
        print(f"{rule}  {told(mine)}   {told(his)}      {mine[0] / his[0]:.2f} ({mine[1] / his[1]:.2f})      {counts[2]:>8,}     {counts[:2]} · {other[:2]}{apart}")  # fmt: skip
    print(f"six  {sums[0]:7.3f} ({sums[1]:6.3f})   {sums[2]:7.3f} ({sums[3]:6.3f})      {sums[0] / sums[2]:.2f} ({sums[1] / sums[3]:.2f})")  # fmt: skip
    c.execute("DROP TABLE by_person")
    return sums[4]


def passed(table: Table, wanted: Plan) -> Took:
    """All rules in one pass."""
    engine = FusedEngine()
    engine.begin(table)
    return timed(lambda: engine.ask([a.queries[0] for a in wanted.asked], lambda _: None))


def own_sort(table: Table, path: Path) -> Took:
    query = f"CREATE OR REPLACE TEMP TABLE s AS SELECT person_id, time_lo, time_hi, kind, country, ground FROM '{path}' ORDER BY person_id, time_lo"
    took = timed(lambda: table.connection.execute(query), 2)
    table.connection.execute("DROP TABLE s")
    return took


def command(path: Path) -> None:
    """`safeconduct sweep` as users call it: progress on the screen, then time and memory."""
    start = time.perf_counter()
    pack = ["--pack", "six", "--pack-folder", str(HERE / "registers"), "--as-of", str(AS_OF)]
    told = ["-o", str(path.with_name("found.parquet")), "--summary", str(path.with_name("summary.csv"))]  # fmt: skip
    run = "import registers_sweep as b, time; from safeconduct.cli import main; main(); print(f'processor {time.process_time():.1f} s, most memory {b.most_memory():.0f} MB')"
    subprocess.run([sys.executable, "-c", run, "sweep", str(path), *pack, *told], check=True, cwd=HERE)  # fmt: skip
    print(f"the whole command: {time.perf_counter() - start:.1f} s")


def spark(table: Table, wanted: Plan, folder: Path) -> None:
    """The same tree on Spark, beside the rules by hand on the same rows."""
    from safeconduct.registers.engines import SparkEngine

    hand = by_hand()
    engine = SparkEngine(folder, master="local[2]")
    engine.begin(table)
    s = engine.session
    table.connection.execute(
        f"COPY (SELECT event_id, person_id, time_lo, time_hi, kind, country, ground FROM parquet ORDER BY person_id, time_lo) TO '{folder}/by_person.parquet' (FORMAT parquet)"
    )
    rows = s.read.parquet(f"{folder}/by_person.parquet")
    for asked in wanted.asked:
        sql = asked.queries[0].sql("spark")
        mine = timed(lambda q=sql: s.sql(f"SELECT sum(v), sum(n * v) FROM ({q})").collect())
        s.sql("SELECT * FROM ev").createOrReplaceTempView("coded")
        rows.createOrReplaceTempView("ev")
        theirs = timed(lambda r=asked.rule.id: s.sql(hand.JOIN[r]).collect())
        s.table("coded").createOrReplaceTempView("ev")
        print(f"Spark {asked.rule.id}: {mine[0]:.2f} s, by hand {theirs[0]:.2f} s, ratio {mine[0] / theirs[0]:.2f}")  # fmt: skip
    engine.close()


if __name__ == "__main__":
    main()
