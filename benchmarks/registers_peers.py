"""Rules over a register: ours beside Polars, plain Python, pm4py, Declare4Py and MonPoly, in one run.

    BENCH/bin/python benchmarks/registers_peers.py [N=1000000] [--declare N=100000]

BENCH is a virtual environment with `pip install --group bench` beside the product; peers that it lacks are said to be
absent. Each is a process of its own, so that its memory is its own. Polars and plain Python get the six rules by hand.
pm4py's temporal profile, Declare4Py's timed Response and MonPoly are asked the first rule only (a ruling within 96 hours
of a detention), on first moments, since they know no uncertain dates; ours is given both ways. MonPoly is looked for on
the PATH. What takes less than seconds is the best of three.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import duckdb
from registers_sweep import RULES, by_hand, most_memory, opened, register, timed

from safeconduct.registers.fused import FusedEngine

SIX = ("R1", "R2", "R3", "R4", "R5", "R6")


def ours(path: Path) -> dict[str, float]:
    table, wanted, ingest = opened(path)
    engine = FusedEngine()
    engine.begin(table)
    told = {"ingest": ingest[0]}
    for name, rules in (("six", SIX), ("R1", SIX[:1])):
        queries = [a.queries[0] for a in wanted.asked if a.rule.id in rules]
        told[name], _ = timed(partial(engine.ask, queries, lambda _: None))
    return told


def polars(path: Path) -> dict[str, float]:
    import polars as pl  # noqa: F401

    hand = by_hand()
    return {"six": timed(lambda: [hand.pl_rule(str(path), rule) for rule in SIX])[0]}


def plain_python(path: Path) -> dict[str, float]:
    hand, start = by_hand(), time.perf_counter()
    by = hand.py_load(str(path))
    loaded = time.perf_counter()
    hand.py_rule(by, "R1")
    first = time.perf_counter()
    for rule in SIX[1:]:
        hand.py_rule(by, rule)
    return {"ingest": loaded - start, "R1": first - loaded, "six": time.perf_counter() - loaded}


def _frame(path: Path):  # type: ignore[no-untyped-def]
    """The register as process miners have it: one moment for each event."""
    return duckdb.connect().execute(
        f"""SELECT CAST(person_id AS VARCHAR) AS "case:concept:name", kind AS "concept:name",
              make_timestamp(time_lo * 1000000) AS "time:timestamp" FROM '{path}' ORDER BY person_id, time_lo"""
    ).df()  # fmt: skip


def pm4py(path: Path) -> dict[str, float]:
    import pm4py as peer

    start = time.perf_counter()
    frame = _frame(path)
    made = time.perf_counter()
    two_days = 2 * 86_400.0
    peer.conformance_temporal_profile(frame, {("detention", "court_ruling"): (two_days, two_days)}, zeta=1.0)  # fmt: skip
    return {"ingest": made - start, "R1": time.perf_counter() - made}


def declare4py(path: Path) -> dict[str, float]:
    import pm4py as peer
    from Declare4Py.D4PyEventLog import D4PyEventLog
    from Declare4Py.ProcessMiningTasks.ConformanceChecking.MPDeclareAnalyzer import (
        MPDeclareAnalyzer,  # fmt: skip
    )
    from Declare4Py.ProcessModels.DeclareModel import DeclareModel

    start = time.perf_counter()
    log = peer.convert_to_event_log(peer.format_dataframe(_frame(path)))
    log._properties.update({"pm4py:param:timestamp_key": "time:timestamp", "pm4py:param:activity_key": "concept:name"})  # noqa: SLF001 (its parsers do so)  # fmt: skip
    made = time.perf_counter()
    model = DeclareModel().parse_from_string(
        "activity detention\nactivity court_ruling\nResponse[detention, court_ruling] | | |0,96,h\n"
    )
    MPDeclareAnalyzer(D4PyEventLog(log=log), model, consider_vacuity=True).run()
    return {"ingest": made - start, "R1": time.perf_counter() - made}


def monpoly(path: Path) -> dict[str, float]:
    binary = shutil.which("monpoly")
    if binary is None:
        raise ImportError(
            "not in the package indexes of Python or Debian; build it with OCaml and put it on the PATH"
        )
    folder, start = path.parent, time.perf_counter()
    (folder / "m.sig").write_text("detention(int)\ncourt_ruling(int)\n", encoding="utf-8")
    (folder / "m.mfotl").write_text("detention(p) AND NOT EVENTUALLY[0,345600] court_ruling(p)\n", encoding="utf-8")  # fmt: skip
    duckdb.connect().execute(
        f"COPY (SELECT '@' || time_lo || ' ' || kind || '(' || person_id || ')' FROM '{path}' "
        f"WHERE kind IN ('detention', 'court_ruling') ORDER BY time_lo) TO '{folder}/m.log' (HEADER false, QUOTE '')"
    )
    made = time.perf_counter()
    subprocess.run([binary, "-sig", "m.sig", "-formula", "m.mfotl", "-log", "m.log"], cwd=folder, check=True, stdout=subprocess.DEVNULL)  # fmt: skip
    return {"ingest": made - start, "R1": time.perf_counter() - made}


ALL = {f.__name__: f for f in (ours, polars, plain_python, pm4py, declare4py, monpoly)}


def asked(name: str, path: Path) -> dict[str, float]:
    """One of them in a process of its own; its figures are printed too."""
    child = subprocess.run([sys.executable, __file__, "--child", name, str(path)], capture_output=True, text=True, check=False)  # fmt: skip
    if child.returncode:
        why = (child.stderr.strip().splitlines() or ["?"])[-1][:160]
        print(f"{name:14} absent or failed: {why}", flush=True)
        return {}
    told: dict[str, float] = json.loads(child.stdout.splitlines()[-1])
    figures = ", ".join(f"{k} {v:.3f} s" for k, v in told.items() if k != "MB")
    print(f"{name:14} {figures}; most memory {told['MB']:.0f} MB", flush=True)
    return told


def main() -> None:
    if "--child" in sys.argv:
        name, path = sys.argv[-2:]
        told = ALL[name](Path(path))
        print(json.dumps({**told, "MB": most_memory()}))
        return
    if not RULES.is_dir():
        sys.exit("needs ../shared/score/rules beside the checkout")
    number = next((int(a) for a in sys.argv[1:2] if a.isdigit()), 1_000_000)
    fewer = int(sys.argv[sys.argv.index("--declare") + 1]) if "--declare" in sys.argv else 100_000
    for n, names in ((number, tuple(n for n in ALL if n not in ("ours", "declare4py"))), (fewer, ("declare4py",))):  # fmt: skip
        with tempfile.TemporaryDirectory(prefix="safeconduct-bench-") as folder:
            path = register(n, Path(folder))
            mine = asked("ours", path)
            for name in names:
                theirs = asked(name, path)
                for what in ("six", "R1"):
                    if what in theirs and what in mine:
                        whole = (theirs.get("ingest", 0) + theirs[what]) / (
                            mine["ingest"] + mine[what]
                        )
                        print(f"    {what}: {theirs[what] / mine[what]:.0f} times ours once both have their table; from Parquet {whole:.1f} times")  # fmt: skip


if __name__ == "__main__":
    main()
