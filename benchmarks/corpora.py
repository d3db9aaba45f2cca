"""The annotated texts that the reading benchmarks measure on, each as text with typed mentions.

All stand outside the repository (../shared); only the offsets of gold/ are ours.
"""

from __future__ import annotations

import ast
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared"
GOLD = Path(__file__).parent / "gold"
_TITLES = (
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Miss",
    "Judge",
    "Sir",
    "Mr.",
    "Mrs.",
    "Dr.",
    "Ms.",
    "Professor",
    "Prof.",
)
_TAB = {"PERSON": "person", "LOC": "place", "ORG": "organisation", "DATETIME": "time"}
_WIKIGOLD = {"PER": "person", "LOC": "place", "ORG": "organisation"}
_MEANTIME = {"PER": "person", "LOC": "place", "ORG": "organisation"}


@dataclass(frozen=True, slots=True)
class Gold:
    """One mention: `[start, end)` in the text; `what` as above; `value` of times, where the corpus gives one."""

    start: int
    end: int
    what: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with its mentions. Nothing after `reach` or inside `apart` is annotated, nor counted.

    `dated` where times are "specific dates, times and durations" alone: "now" and "every day" are none of them.
    """

    text: str
    gold: tuple[Gold, ...]
    reach: int
    published: date | None = None
    apart: tuple[tuple[int, int], ...] = ()
    dated: bool = False


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a title or article before it and without 's after it: corpora differ in these."""
    for word in (*_TITLES, "the", "The"):
        if text.startswith(word + " ", start):
            start += len(word) + 1
            break
    for tail in ("'s", "’s", " 's"):
        if text[start:end].endswith(tail):
            end -= len(tail)
    return start, end


def article() -> Iterator[Annotated]:
    """The article, with gold/kidnap-trail.tsv."""
    text = (SHARED / "article" / "kidnap-trail.txt").read_text("utf-8")
    rows = [r.split("\t") for r in (GOLD / "kidnap-trail.tsv").read_text("utf-8").splitlines()]
    gold = tuple(Gold(int(a), int(b), what) for a, b, what in rows)
    yield Annotated(text, gold, text.index("Get oDR emails"), date(2018, 3, 21))


def tab() -> Iterator[Annotated]:
    """Judgments of the European Court, Text Anonymization Benchmark (72 of them)."""
    path = SHARED / "corpora" / "tab-144" / "tab_dev_72.jsonl"
    for row in path.read_text("utf-8").splitlines():
        data = json.loads(row)
        marked = data["entities"]
        marked = ast.literal_eval(marked) if isinstance(marked, str) else marked
        text = data["text"]
        gold = tuple(
            Gold(*bare(text, e["start_offset"], e["end_offset"]), _TAB[e["entity_type"]])
            for e in marked
            if e["entity_type"] in _TAB
        )
        yield Annotated(text, gold, len(text), dated=True)


def wikigold() -> Iterator[Annotated]:
    """Encyclopaedia articles, WikiGold."""
    whole = (SHARED / "corpora" / "wikigold" / "wikigold.conll.txt").read_text("utf-8")
    for part in whole.split("-DOCSTART- O"):
        text, gold, last = "", [], ""
        for row in part.splitlines():
            if not row.strip():
                text, last = text.rstrip() + "\n", ""
                continue
            word, tag = row.rsplit(" ", 1)
            start, kind = len(text), tag[-3:]
            text += word + " "
            if kind in _WIKIGOLD:
                if last == kind:
                    start = gold.pop().start
                gold.append(Gold(start, len(text) - 1, _WIKIGOLD[kind]))
            last = kind
        if text.strip():
            yield Annotated(text, tuple(gold), len(text))


def meantime() -> Iterator[Annotated]:
    """News, MEANTIME. Only the first six sentences of each text are annotated; the line of its date is set apart."""
    for path in sorted((SHARED / "corpora" / "meantime-en").rglob("*.xml")):
        root = ET.parse(path).getroot()
        text, at, sentence, reach = "", {}, "0", 0
        for token in root.iter("token"):
            if token.get("sentence") != sentence:
                text, sentence = text.rstrip() + "\n", token.get("sentence") or "0"
            at[token.get("t_id")] = (len(text), len(text) + len(token.text or ""))
            text += (token.text or "") + " "
            if int(sentence) <= 5:
                reach = len(text)

        def span(
            node: ET.Element, at: dict[str | None, tuple[int, int]] = at
        ) -> tuple[int, int] | None:
            ids = [t.get("t_id") for t in node.findall("token_anchor")]
            return (at[ids[0]][0], at[ids[-1]][1]) if ids else None

        kinds = {e.get("m_id"): e.get("ent_type") or "" for e in root.iter("ENTITY")}
        of: dict[str | None, str] = {}
        for node in root.iter("REFERS_TO"):
            target = node.find("target")
            if target is not None and target.get("m_id") in kinds:
                of.update(
                    (s.get("m_id"), kinds[target.get("m_id")]) for s in node.findall("source")
                )
        gold, apart, published = [], [], None
        for node in root.iter("ENTITY_MENTION"):
            what = _MEANTIME.get(of.get(node.get("m_id"), ""))
            where = span(node)
            if what and where and node.get("syntactic_type") in ("NAM", "PRE.NAM"):
                gold.append(Gold(*bare(text, *where), what))
        for node in root.iter("TIMEX3"):
            where, value = span(node), node.get("value") or ""
            if node.get("functionInDocument") == "CREATION_TIME":
                published = date.fromisoformat(value[:10])
                apart += [where] if where else []
            elif where:
                gold.append(Gold(*where, "time", value))
        inside = tuple(g for g in gold if g.end <= reach)
        yield Annotated(text[:reach], inside, reach, published, tuple(apart))
