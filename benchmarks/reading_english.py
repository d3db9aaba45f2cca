"""English mentions against annotated texts and speed: ours beside spaCy md alone, in the same run.

    python benchmarks/reading_english.py [article|tab|wikigold|meantime|legal|speed …]     all of them without a name

Prints relaxed (overlapping) / strict (same span) F1 by mention; of times also the value. Titles, "the" and 's are left
out of the comparison on both sides. "times" compares dates, times of day, lengths and sets. Nothing is written.
"""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import resource
import subprocess
import sys
import time
from collections.abc import Iterable

import corpora
import yaml
from agreement import Agreement, Span
from corpora import Annotated, bare

from safeconduct.reading import read
from safeconduct.reading.english.words import analyse
from safeconduct.reading.tongue import paragraphs
from safeconduct.sources import Document

_SPACY = {
    "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation",
    "DATE": "time", "TIME": "time",
}  # fmt: skip
_TIMES = {"date", "time", "duration", "set"}
Found = dict[str, dict[Span, str]]


def ours(one: Annotated) -> Found:
    """What the reader offers a user: the mentions of a reading."""
    reading = read(Document("x", one.text, language="en"), published=one.published)
    found: Found = {}
    for m in reading.mentions:
        if one.dated and (m.what == "set" or m.value.endswith("_REF")):
            continue
        what = "time" if m.what in _TIMES else m.what
        span = (m.passage.start, m.passage.end)
        span = span if what == "time" else bare(one.text, *span)
        found.setdefault(what, {})[span] = m.value
    return found


def theirs(one: Annotated) -> Found:
    """spaCy's entities as they come, paragraph by paragraph."""
    text = analyse(one.text, paragraphs(one.text))
    found: Found = {}
    for e in text.entities:
        if e.label in _SPACY:
            what = _SPACY[e.label]
            span = text.words[e.first].start, text.words[e.last - 1].end
            span = span if what == "time" else bare(one.text, *span)
            found.setdefault(what, {})[span] = ""
    return found


def measure(name: str, texts: Iterable[Annotated], whats: Iterable[str]) -> None:
    """One line for each kind of mention and each reader; "place or organisation" asks for no type."""
    tables = {reader: {w: Agreement() for w in whats} for reader in (ours, theirs)}
    for one in texts:
        for reader, table in tables.items():
            found = reader(one)
            for what, agreement in table.items():
                kinds = what.split(" or ")
                gold = {(g.start, g.end): g.value for g in one.gold if g.what in kinds}
                mine = {
                    s: v
                    for k in kinds
                    for s, v in found.get(k, {}).items()
                    if s[1] <= one.reach and not any(s[0] < b and a < s[1] for a, b in one.apart)
                }
                agreement.add(list(gold), list(mine), (gold, mine))
    for what in whats:
        for reader, table in tables.items():
            value = (
                f"   value {table[what].value:.1f}"
                if name == "meantime" and what == "time" and reader is ours
                else ""
            )
            print(
                f"{name:9} {what:22} {'ours' if reader is ours else 'spaCy md':9} {table[what]}{value}",
                flush=True,
            )


def legal() -> None:
    """Articles of codes by id: all that our sentences name, nothing that they do not."""
    from safeconduct.reading.english import articles

    gold = found = right = 0
    for row in yaml.safe_load((corpora.GOLD / "legal-en.yaml").read_text("utf-8")):
        text, told = row["text"], [str(i) for i in row["ids"]]
        mine = [r.id for r in articles.find(text, [(0, len(text))])]
        gold, found = gold + len(told), found + len(mine)
        for i in mine:
            if i in told:
                told.remove(i)
                right += 1
    p, r = right / max(1, found), right / max(1, gold)
    print(
        f"legal     references, ids        ours      F1 {200 * p * r / (p + r):.1f}   (P {100 * p:.1f} R {100 * r:.1f}; {gold} gold)"
    )


def speed() -> None:
    """Words a second of one thread, the first reading's wait and the memory of a process of its own."""
    texts = [one.text for one in corpora.tab()][:25]
    words = sum(len(t.split()) for t in texts)
    start = time.process_time()
    read(Document("x", "Aziz Karimov was arrested in Samara on 10 June 2014.", language="en"))
    print(f"speed     load and first sentence          {time.process_time() - start:,.1f} s of CPU")
    for label, run in (
        ("everything, ours", lambda t: read(Document("x", t, language="en"))),
        ("analysis, spaCy md", lambda t: analyse(t, paragraphs(t))),
    ):
        start = time.process_time()
        for text in texts:
            run(text)
        print(f"speed     {label:32} {words / (time.process_time() - start):,.0f} words/s of CPU")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"speed     memory at most                   {peak:,.0f} MB")


_SETS = {
    "article": lambda: measure("article", corpora.article(), ("person", "place", "organisation")),
    "tab": lambda: measure(
        "tab", corpora.tab(), ("person", "place", "organisation", "place or organisation", "time")
    ),
    "wikigold": lambda: measure(
        "wikigold", corpora.wikigold(), ("person", "place", "organisation", "place or organisation")
    ),
    "meantime": lambda: measure(
        "meantime",
        corpora.meantime(),
        ("person", "place", "organisation", "place or organisation", "time"),
    ),
    "legal": legal,
    "speed": lambda: subprocess.run([sys.executable, __file__, "speed-here"], check=True),
}

if __name__ == "__main__":
    if sys.argv[1:] == ["speed-here"]:
        speed()
    else:
        for which in sys.argv[1:] or _SETS:
            _SETS[which]()
