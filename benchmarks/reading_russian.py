#!/usr/bin/env python3
"""Russian reading measured: persons and dates on public corpora beside the bare names model, articles, events, speed.

    python benchmarks/reading_russian.py [SHARED]

SHARED (default ../shared beside the checkout) holds `corpora/factrueval-ru` and `corpora/nerel-ru`. Events are
measured on tests/reading/gold. The peer for persons runs in this same process: slovnet's names model as natasha
ships it. Speed is counted in processor time of this one process, so that a busy machine does not blur it.
"""

from __future__ import annotations

import os
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # waiting threads would count as work

from safeconduct.reading import read
from safeconduct.reading.measure.evaluate import score
from safeconduct.reading.measure.gold import load
from safeconduct.reading.measure.scores import Score
from safeconduct.reading.russian.articles import references
from safeconduct.reading.russian.dates.finding import moments
from safeconduct.reading.russian.names.finding import names
from safeconduct.reading.russian.weights import dictionary, weights
from safeconduct.reading.russian.words import parse
from safeconduct.sources import Block, Document

ROOT = Path(__file__).resolve().parent.parent
Spans = set[tuple[int, int]]


def blocks(text: str) -> tuple[Block, ...]:
    made, at = [], 0
    for gap in re.finditer(r"\n\s*\n|\Z", text):
        if gap.start() > at:
            made.append(Block(at, gap.start()))
        at = gap.end()
    return tuple(made)


def factrueval(folder: Path) -> Iterator[tuple[str, Spans]]:
    for path in sorted(folder.glob("*.txt")):
        spans = {}
        for line in path.with_suffix(".spans").read_text(encoding="utf-8").splitlines():
            cells = line.split()
            if len(cells) > 4 and cells[1] in ("name", "surname", "patronymic", "nickname"):
                spans[cells[0]] = (int(cells[2]), int(cells[2]) + int(cells[3]))
        gold: Spans = set()
        for line in path.with_suffix(".objects").read_text(encoding="utf-8").splitlines():
            cells = line.split("#")[0].split()
            if cells and cells[1] == "Person":
                parts = [spans[c] for c in cells[2:] if c in spans]
                if parts:
                    gold.add((min(a for a, _ in parts), max(b for _, b in parts)))
        yield path.read_text(encoding="utf-8"), gold


def nerel(folder: Path, kinds: tuple[str, ...]) -> Iterator[tuple[str, Spans]]:
    for path in sorted(folder.glob("*.ann")):
        gold: Spans = set()
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if cells[0].startswith("T") and cells[1].split()[0] in kinds:
                numbers = cells[1].split()
                gold.add((int(numbers[1]), int(numbers[-1])))
        outer = {g for g in gold if not any(h != g and h[0] <= g[0] and g[1] <= h[1] for h in gold)}
        yield path.with_suffix(".txt").read_text(encoding="utf-8"), outer


def f1(rows: Iterable[tuple[str, Spans]], find: Callable[[str], Spans]) -> str:
    hit = got_all = gold_all = near_got = near_gold = 0
    for text, gold in rows:
        got = find(text)
        hit += len(gold & got)
        got_all += len(got)
        gold_all += len(gold)
        near_got += sum(any(a < d and c < b for c, d in gold) for a, b in got)
        near_gold += sum(any(a < d and c < b for c, d in got) for a, b in gold)
    relaxed = 2 * near_got * near_gold / max(1, near_got * gold_all + near_gold * got_all)
    strict = 2 * hit / max(1, got_all + gold_all)
    return f"relaxed {100 * relaxed:5.1f}  strict {100 * strict:5.1f}"


def model_alone(text: str) -> Spans:
    return {(s.start, s.stop) for s in weights().names(text).spans if s.type == "PER"}


def ours(text: str) -> Spans:
    return {(n.start, n.end) for n in names(text, parse(text, blocks(text)))}


def dates(text: str) -> Spans:
    return {(m.start, m.end) for m in moments(text, None)}


def law_recall(folder: Path) -> str:
    told = found = 0
    for part in ("dev", "train"):
        for text, gold in nerel(folder / part, ("LAW",)):
            refs = references(text)
            for a, b in gold:
                if re.search(r"\bст(?:\.|ать)", text[a:b], re.IGNORECASE) and re.search(
                    r"\d", text[a:b]
                ):
                    told += 1
                    found += any(r.start < b and a < r.end for r in refs)
    return f"{found}/{told} = {100 * found / max(1, told):.1f}"


def events() -> Score:
    total: Score | None = None
    for path in sorted((ROOT / "tests/reading/gold").glob("ru-*.txt")):
        text = path.read_text(encoding="utf-8")
        gold = load(path.with_suffix(".yaml"), text)
        document = Document(
            path.stem, text, language="ru", published=gold.published, blocks=blocks(text)
        )
        got = score(text, read(document, published=gold.published), gold)
        total = got if total is None else total + got
    assert total is not None
    return total


def main() -> None:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
    start = time.perf_counter()
    weights()
    dictionary()
    print(f"load                      {time.perf_counter() - start:.2f} s")
    corpora = shared / "corpora"
    if corpora.is_dir():
        fact, ner = corpora / "factrueval-ru/devset", corpora / "nerel-ru"
        print(
            f"persons factRuEval        ours {f1(factrueval(fact), ours)}   model alone {f1(factrueval(fact), model_alone)}"
        )
        people = ("PERSON",)
        print(
            f"persons NEREL dev         ours {f1(nerel(ner / 'dev', people), ours)}   model alone {f1(nerel(ner / 'dev', people), model_alone)}"
        )
        print(f"dates NEREL dev (spans)   ours {f1(nerel(ner / 'dev', ('DATE', 'TIME')), dates)}")
        print(f"articles NEREL, recall    ours {law_recall(ner)}")
    else:
        print(f"{corpora} is absent: persons, dates and articles not measured")
    got = events()
    for name, tally in (
        ("kind", got.kind),
        ("+ victim", got.victim),
        ("+ date", got.date),
        ("both", got.both),
    ):
        print(
            f"events gold {name:12} F1 {tally.f1:.3f}  precision {tally.precision:.3f}  recall {tally.recall:.3f}"
        )
    print(f"sure {got.sure}, of them wrong {got.sure_and_wrong}")
    text = "\n\n".join(
        p.read_text(encoding="utf-8")
        for p in sorted((ROOT / "tests/reading/gold").glob("ru-*.txt"))
        if "chat" not in p.name
    )
    count = len(re.findall(r"\w+", text)) * 5
    start = time.process_time()
    for n in range(5):
        read(Document(str(n), text, language="ru", blocks=blocks(text)))
    print(f"speed, everything         {count / (time.process_time() - start):,.0f} words/s")
    print(
        f"memory, peak              {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )


if __name__ == "__main__":
    main()
