"""English persons and dates on public corpora and speed: ours beside spaCy md alone, in the same run.

    python benchmarks/reading_english.py [FOLDER of corpora, default ../shared/corpora] [--speed]

Prints relaxed (overlapping) and strict (same boundaries) F1 by mention; nothing is written.
"""

from __future__ import annotations

import ast
import json
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from safeconduct.reading import read
from safeconduct.reading.english import dates, names
from safeconduct.reading.english.words import Analysed, analyse
from safeconduct.reading.tongue import paragraphs
from safeconduct.sources import Document

Span = tuple[int, int]
_TITLES = ("Mr ", "Mrs ", "Ms ", "Dr ", "Miss ", "Judge ", "Mr. ", "Mrs. ", "Sir ", "Dr. ", "Ms. ")


def scores(gold: list[Span], found: list[Span]) -> tuple[int, int, int, int]:
    """`(overlapping found, overlapped gold, exact, …)` counts of one document."""
    relaxed_found = sum(any(a < y and x < b for x, y in gold) for a, b in found)
    relaxed_gold = sum(any(a < y and x < b for x, y in found) for a, b in gold)
    return relaxed_found, relaxed_gold, len(set(gold) & set(found)), 0


def f1(p: float, r: float) -> float:
    return 200 * p * r / (p + r) if p + r else 0.0


def line(name: str, rows: list[tuple[list[Span], list[Span]]]) -> str:
    rf = rg = ex = g = f = 0
    for gold, found in rows:
        a, b, c, _ = scores(gold, found)
        rf, rg, ex, g, f = rf + a, rg + b, ex + c, g + len(gold), f + len(found)
    relaxed = f1(rf / max(1, f), rg / max(1, g))
    strict = f1(ex / max(1, f), ex / max(1, g))
    return f"{name:42} relaxed {relaxed:5.1f}  strict {strict:5.1f}  (P {100 * rf / max(1, f):.1f} R {100 * rg / max(1, g):.1f}, {g} gold)"


def without_title(text: str, a: int, b: int) -> Span:
    for title in _TITLES:
        if text.startswith(title, a):
            return a + len(title), b
    return a, b


def ours(text: Analysed) -> list[Span]:
    w = text.words
    return [(w[f.first].start, w[f.last - 1].end) for f in names.find(text)]


def theirs(text: Analysed, labels: set[str]) -> list[Span]:
    w = text.words
    found = []
    for e in text.entities:
        if e.label in labels:
            last = (
                e.last - 1 if w[e.last - 1].low in ("'s", "’s") and e.last - e.first > 1 else e.last
            )
            found.append((w[e.first].start, w[last - 1].end))
    return found


def tab(folder: Path) -> Iterator[tuple[str, list[Span], list[Span]]]:
    for row in (folder / "tab-144" / "tab_dev_72.jsonl").read_text("utf-8").splitlines():
        data = json.loads(row)
        entities = data["entities"]
        if isinstance(entities, str):
            entities = ast.literal_eval(entities)
        people = [
            (e["start_offset"], e["end_offset"]) for e in entities if e["entity_type"] == "PERSON"
        ]
        times = [
            (e["start_offset"], e["end_offset"]) for e in entities if e["entity_type"] == "DATETIME"
        ]
        yield data["text"], people, times


def wikigold(folder: Path) -> Iterator[tuple[str, list[Span]]]:
    for part in (
        (folder / "wikigold" / "wikigold.conll.txt").read_text("utf-8").split("-DOCSTART- O")
    ):
        text, spans, last = "", [], None
        for row in part.splitlines():
            if not row.strip():
                text, last = text.rstrip() + "\n", None
                continue
            word, tag = row.rsplit(" ", 1)
            start = len(text)
            text += word + " "
            if tag.endswith("PER"):
                if last == "PER":
                    spans[-1] = (spans[-1][0], start + len(word))
                else:
                    spans.append((start, start + len(word)))
            last = tag[-3:]
        if text.strip():
            yield text, spans


def meantime(folder: Path) -> Iterator[tuple[str, list[Span]]]:
    for path in sorted((folder / "meantime-en").rglob("*.xml")):
        root = ET.parse(path).getroot()
        text, at, sentence = "", {}, "0"
        for token in root.iter("token"):
            if token.get("sentence") != sentence:
                text, sentence = text.rstrip() + "\n", token.get("sentence") or "0"
            at[token.get("t_id")] = (len(text), len(text) + len(token.text or ""))
            text += (token.text or "") + " "
        people: set[str] = set()
        entities = {}
        for markable in root.iter("Markables"):
            for node in markable:
                if node.tag == "ENTITY" and node.get("ent_type") == "PER":
                    people.add(node.get("m_id") or "")
        for node in root.iter("REFERS_TO"):
            target = node.find("target")
            if target is not None and target.get("m_id") in people:
                entities.update({s.get("m_id"): True for s in node.findall("source")})
        spans = []
        for node in root.iter("ENTITY_MENTION"):
            if node.get("m_id") in entities and node.get("syntactic_type") == "NAM":
                ids = [t.get("t_id") for t in node.findall("token_anchor")]
                spans.append((at[ids[0]][0], at[ids[-1]][1]))
        # only the first sentences of each article are annotated: read no further than the last mark
        reach = max(
            (
                at[t.get("t_id")][1]
                for n in root.iter("ENTITY_MENTION")
                for t in n.findall("token_anchor")
            ),
            default=0,
        )
        yield text[:reach], spans


def persons(name: str, documents: list[tuple[str, list[Span]]]) -> None:
    mine, peer = [], []
    for text, gold in documents:
        analysed = analyse(text, paragraphs(text))
        gold = [without_title(text, a, b) for a, b in gold]
        mine.append((gold, [without_title(text, a, b) for a, b in ours(analysed)]))
        peer.append((gold, [without_title(text, a, b) for a, b in theirs(analysed, {"PERSON"})]))
    print(line(f"persons {name}: ours", mine))
    print(line(f"persons {name}: spaCy md", peer))


def main(folder: Path, speed: bool) -> None:
    judgments = list(tab(folder))
    persons("tab-144", [(t, p) for t, p, _ in judgments])
    persons("wikigold", list(wikigold(folder)))
    persons("meantime", list(meantime(folder)))
    mine, peer = [], []
    for text, _, times in judgments:
        blocks = paragraphs(text)
        mine.append(
            (
                times,
                [(m.start, m.end) for m in dates.find(text, [(b.start, b.end) for b in blocks])],
            )
        )
        peer.append((times, theirs(analyse(text, blocks), {"DATE", "TIME"})))
    print(line("dates tab-144: ours", mine))
    print(line("dates tab-144: spaCy md", peer))
    if speed:
        texts = [t for t, _, _ in judgments[:25]]
        words = sum(len(t.split()) for t in texts)
        for label, run in (
            (
                "everything, ours",
                lambda t: read(Document("x", t, language="en", blocks=paragraphs(t))),
            ),
            ("analysis alone, spaCy md", lambda t: analyse(t, paragraphs(t))),
        ):
            start = time.process_time()
            for text in texts:
                run(text)
            print(f"{label:42} {words / (time.process_time() - start):,.0f} words/s of CPU")


if __name__ == "__main__":
    where = [a for a in sys.argv[1:] if not a.startswith("-")]
    main(
        Path(where[0]) if where else Path(__file__).parents[2] / "shared" / "corpora",
        "--speed" in sys.argv,
    )
