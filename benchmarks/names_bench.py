"""Names beside their peers in one run: pairs, grouping, search, speed, a long list, the first answer.

    python -m venv /tmp/peers && /tmp/peers/bin/pip install --group bench numpy rapidfuzz click PyYAML
    PYTHONPATH=src /tmp/peers/bin/python benchmarks/names_bench.py CORPORA [--long 1000000]

CORPORA is a folder with *_pairs.tsv (label, kind, name1, name2), ca_docs.jsonl, ofac_people.csv and
ofac_queries.tsv; without them only the made-up lists are run. Peers that are not installed are said to
be absent. Times are CPU seconds of this process (`time.process_time`), one core. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from hashlib import md5
from pathlib import Path

import names_made as made
import names_peers as peers

SETS = ("ca", "ofac", "wd", "nk")
Pairs = list[list[str]]


def read_pairs(path: Path) -> Pairs:
    """Rows of label, kind, name1, name2."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def half(row: list[str]) -> bool:
    """The half the weights were fitted on (True), or the one held out."""
    return md5("".join(row[2:4]).encode()).digest()[-1] % 2 == 0


def f1_at(scores: Sequence[float], truth: Sequence[bool], threshold: float) -> float:
    """F1 of calling everything from `threshold` on the same."""
    right = sum(s >= threshold and t for s, t in zip(scores, truth, strict=True))
    called = sum(s >= threshold for s in scores)
    return 2 * right / (called + sum(truth)) if called else 0.0


def curve(scores: Sequence[float], truth: Sequence[bool]) -> tuple[float, float, float]:
    """(best F1, its threshold, recall at precision 0.95)."""
    order = sorted(zip(scores, truth, strict=True), reverse=True)
    total, right, best, recall = sum(truth), 0, (0.0, 1.0), 0.0
    for n, (score, is_same) in enumerate(order, 1):
        right += is_same
        if n < len(order) and order[n][0] == score:
            continue
        f1 = 2 * right / (n + total)
        best = max(best, (f1, score))
        if right / n >= 0.95:
            recall = max(recall, right / total)
    return best[0], best[1], recall


def pairs(folder: Path) -> None:
    """Best F1 and recall at precision 0.95; thresholds carried from set to set; kinds; halves."""
    data = {
        s: read_pairs(folder / f"{s}_pairs.tsv")
        for s in SETS
        if (folder / f"{s}_pairs.tsv").exists()
    }
    for name, scorer in peers.scorers().items():
        print(f"\n## pairs: {name}")
        if scorer is None:
            print("absent")
            continue
        held: dict[str, tuple[list[float], list[bool], float]] = {}
        for key, rows in data.items():
            start = time.process_time()
            scores = scorer([r[2] for r in rows], [r[3] for r in rows])
            spent = time.process_time() - start
            truth = [r[0] == "1" for r in rows]
            best, threshold, recall = curve(scores, truth)
            held[key] = (scores, truth, threshold)
            print(
                f"{key:5} best F1 {best:.4f} at {threshold:.3f}, recall at P 0.95 {recall:.4f},"
                f" {len(rows) / spent:,.0f} pairs/s"
            )
            if name == "safeconduct":
                for label, chosen in (("fitted on", True), ("held out", False)):
                    at = [i for i, r in enumerate(rows) if half(r) is chosen]
                    f1, _, rec = curve([scores[i] for i in at], [truth[i] for i in at])
                    print(f"      {label} half: best F1 {f1:.4f}, recall at P 0.95 {rec:.4f}")
            kinds: dict[str, Counter[bool]] = defaultdict(Counter)
            for score, row, is_same in zip(scores, rows, truth, strict=True):
                kinds[row[1]][(score >= threshold) == is_same] += 1
            shares = {k: c[True] / sum(c.values()) for k, c in kinds.items()}
            worst = sorted(shares, key=lambda k: shares[k])[:3]
            print("      worst kinds: " + "; ".join(f"{shares[k]:.3f} {k}" for k in worst))
        print("threshold chosen on (row) → F1 on (column)")
        print("      " + "".join(f"{key:>8}" for key in held))
        for chosen in held:
            row_of = [f1_at(s, t, held[chosen][2]) for s, t, _ in held.values()]
            print(f"{chosen:6}" + "".join(f"{f:8.3f}" for f in row_of))


def groups(path: Path) -> None:
    """Grouping the mentions of documents: ours, and WRatio with single links."""
    from rapidfuzz import fuzz

    from safeconduct.names import cluster

    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def linked(mentions: list[str]) -> list[int]:
        number = list(range(len(mentions)))
        names = [peers.plain(m) for m in mentions]
        for i in range(len(names)):
            for j in range(i):
                if fuzz.WRatio(names[i], names[j]) >= 88:
                    number = [number[j] if n == number[i] else n for n in number]
        return number

    for name, group in (("safeconduct", cluster), ("rapidfuzz WRatio, single links", linked)):
        start = time.process_time()
        answers = [group(d["mentions"]) for d in documents]
        spent = time.process_time() - start
        precision = recall = mentions = clean = 0.0
        for got, document in zip(answers, documents, strict=True):
            gold = document["person"]
            found, true = defaultdict(set), defaultdict(set)
            for i, (g, p) in enumerate(zip(got, gold, strict=True)):
                found[g].add(i)
                true[p].add(i)
            clean += {frozenset(x) for x in found.values()} == {frozenset(x) for x in true.values()}
            for g, p in zip(got, gold, strict=True):
                both = len(found[g] & true[p])
                precision += both / len(found[g])
                recall += both / len(true[p])
                mentions += 1
        p, r = precision / mentions, recall / mentions
        print(
            f"{name:32} B-cubed F1 {2 * p * r / (p + r):.4f}, documents without error"
            f" {clean / len(documents):.3f}, {spent / len(documents) * 1e3:.1f} ms a document"
        )


def search(folder: Path) -> None:
    """Recorded variants searched among listed people: recall at 1, false alerts at 90 % recall."""
    with (folder / "ofac_people.csv").open(encoding="utf-8") as file:
        people = [row["name"] for row in csv.DictReader(file)]
    with (folder / "ofac_queries.tsv").open(encoding="utf-8") as file:
        asked = [(r["query"], r["person"]) for r in csv.DictReader(file, delimiter="\t")]

    def turned(name: str) -> str:
        surname, _, given = name.partition(", ")
        return f"{given} {surname}".strip()

    for name, (searcher, needs) in peers.SEARCHERS.items():
        if not peers.installed(*needs):
            print(f"{name}: absent")
            continue
        ready = searcher(people)
        for order, way in (("as written", str), ("given name first", turned)):
            start = time.process_time()
            found = ready.search([way(q) for q, _ in asked], 20)
            spent = time.process_time() - start
            first = sum(
                bool(h) and people[h[0][0]] == p for h, (_, p) in zip(found, asked, strict=True)
            )
            scores = sorted(
                max((s for i, s in h if people[i] == p), default=0.0)
                for h, (_, p) in zip(found, asked, strict=True)
            )
            threshold = scores[int(len(scores) * 0.1)]
            false = sum(
                s >= threshold and people[i] != p
                for h, (_, p) in zip(found, asked, strict=True)
                for i, s in h
            )
            print(
                f"{name:26} {order:17} recall@1 {first / len(asked):.4f}, false alerts a query"
                f" {false / len(asked):.3f}, {spent / len(asked) * 1e3:.2f} ms a query"
            )


def speed(count: int = 60_000) -> None:
    """Pairs a second on made-up names, every name written anew; one core."""
    from safeconduct.names import Comparer

    rng = random.Random(3)
    everyone = made.people(count, 5, surnames=6_000)
    left = [made.write(p, rng) for p in everyone]
    right = [made.write(p, rng) for p in everyone]
    for label, other in (("same people", right), ("other people", right[1:] + right[:1])):
        comparer = Comparer()
        start = time.process_time()
        rows = comparer.rows(left, other)
        parsed = time.process_time()
        comparer.score_rows(*rows)
        end = time.process_time()
        print(
            f"safeconduct (batched), {label}: raw {count / (end - start):,.0f} pairs/s,"
            f" pre-parsed {count / (end - parsed):,.0f} pairs/s"
        )
    for name, scorer in peers.scorers().items():
        if name == "safeconduct":
            continue
        if scorer is None:
            print(f"{name}: absent")
            continue
        start = time.process_time()
        scorer(left[:2000], right[:2000])
        print(f"{name}: raw {2000 / (time.process_time() - start):,.0f} pairs/s")


def long_list(name: str, count: int, queries: int) -> None:
    """One searcher on a made-up list; run in a process of its own so that its memory is its own."""
    searcher, _ = peers.SEARCHERS[name]
    names = made.made_list(count)
    asked = made.made_queries(queries, count)
    before = _resident("VmRSS")
    start = time.process_time()
    ready = searcher(names)
    built = time.process_time() - start
    del names
    start = time.process_time()
    found = ready.search([q for q, _ in asked], 10)
    spent = time.process_time() - start
    right = sum(n in [i for i, _ in h] for h, (_, n) in zip(found, asked, strict=True))
    print(
        f"{name:26} {count:,} names: build {built:.1f} s, {spent / queries * 1e3:.2f} ms CPU a query,"
        f" recall@10 {right / queries:.3f}, memory {_resident('VmRSS'):.0f} MB"
        f" (before {before:.0f} MB, with the list as Python strings; peak {_resident('VmHWM'):.0f} MB)"
    )


def _resident(line_of: str) -> float:
    """MB this process holds now (VmRSS) or held at most (VmHWM, which unlike ru_maxrss starts anew here)."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(line_of):
            return int(line.split()[1]) / 1024
    return 0.0


def first_answer() -> None:
    """From starting the interpreter to the first comparison, in processes of their own."""
    codes = {
        "safeconduct": "from safeconduct.names import compare; compare('Баҳодир Каримов', 'Karimov Bakhodir')",
        "nomenklatura logic-v2": "import names_peers as p; p.nomenklatura_logic()(['Баҳодир Каримов'], ['Karimov Bakhodir'])",
    }
    for name, code in codes.items():
        if name != "safeconduct" and not peers.installed("nomenklatura"):
            print(f"{name}: absent")
            continue
        program = (
            "import time, sys; sys.path.insert(0, sys.argv[1]); " + code + "; "
            "held = [x for x in open('/proc/self/status') if x.startswith('VmHWM')]; "
            "print(time.process_time(), int(held[0].split()[1]) / 1024)"
        )
        here = str(Path(__file__).parent)
        runs = []
        for _ in range(3):
            start = time.perf_counter()
            out = subprocess.run(
                [sys.executable, "-c", program, here], capture_output=True, text=True, check=True
            ).stdout.split()
            runs.append((time.perf_counter() - start, float(out[0]), float(out[1])))
        wall, cpu, memory = min(runs)
        print(f"{name:26} first answer {wall:.2f} s ({cpu:.2f} s CPU), {memory:.0f} MB")


def main() -> None:
    """Everything, in order."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path, nargs="?", default=Path("../shared/corpora/names"))
    parser.add_argument("--long", type=int, default=200_000, help="length of the long list")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--only-long", choices=list(peers.SEARCHERS), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.only_long:
        long_list(chosen.only_long, chosen.long, chosen.queries)
        return
    if chosen.corpora.is_dir():
        pairs(chosen.corpora)
        print("\n## mentions grouped")
        groups(chosen.corpora / "ca_docs.jsonl")
        print("\n## listed people searched")
        search(chosen.corpora)
    else:
        print(f"{chosen.corpora} is not here: only made-up lists are run")
    print("\n## speed")
    speed()
    print("\n## first answer")
    first_answer()
    print("\n## long list")
    for name, (_, needs) in peers.SEARCHERS.items():
        if not peers.installed(*needs):
            print(f"{name}: absent")
            continue
        queries = 40 if name == "rapidfuzz cdist" else chosen.queries
        subprocess.run(
            [
                sys.executable,
                __file__,
                "--only-long",
                name,
                "--long",
                str(chosen.long),
                "--queries",
                str(queries),
            ],
            check=False,
        )


if __name__ == "__main__":
    main()
