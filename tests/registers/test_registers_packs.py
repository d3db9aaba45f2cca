"""The corridor's own law over made registers: what SQL and the residue say is what findings says of each person."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from safeconduct.findings.book import Book, book
from safeconduct.law import load
from safeconduct.registers.asking import Swept, ask
from safeconduct.registers.engines import DuckEngine, Engine
from safeconduct.registers.fused import FusedEngine
from safeconduct.registers.intake import Table, take
from safeconduct.registers.mapping import Column, Columns
from safeconduct.registers.question import Moment
from safeconduct.registers.residue import Residue
from safeconduct.registers.singly import CODE, people_rows
from safeconduct.registers.sweep import reader

PACKS = Path(__file__).parent / "packs"
COLUMNS = Columns(
    person="person", kind=Column("kind"), edtf="when", event="event",
    attributes={n: Column(n, split=";" if n in ("articles", "by") else None)
                for n in ("place", "ground", "articles", "by", "form", "decided", "to", "complete", "body", "term")},
)  # fmt: skip
KINDS = (
    "arrest", "detention", "release", "court_ruling", "extradition_request", "extradition_order", "criminal_charge",
    "asylum_application", "asylum_refusal", "asylum_grant", "expulsion_order", "expulsion", "interim_measure",
    "interim_measure_lifted", "departure", "entry", "move", "abduction", "disappearance", "imprisonment", "conviction",
    "wanted_listing", "exit_refusal", "notification", "extradition", "permit_refusal", "unhcr_recognition", "sentence",
)  # fmt: skip
VALUES = {
    "place": ("RU", "UZ", "RU", "KG", ""),
    "ground": ("extradition", "wanted", "18.8", "", ""),
    "articles": ("RU-CC-205.5-1", "UZ-CC-159", "RU-CAO-18.8", "RU-CC-282.2;RU-CC-205.1", "", ""),
    "by": ("RU-police", "RU-court", "UZ-police", ""),
    "form": ("refugee_status", "temporary_asylum", "", ""),
    "decided": ("for", "against", ""),
    "to": ("UZ", "RU", ""),
    "complete": ("true", "", ""),
    "body": ("ECtHR", "UN-HRC", ""),
    "term": ("none", "P1M", ""),
}


def told(rng: random.Random, day: date) -> str:
    """The day, in one of the ways that registers tell days."""
    return rng.choice(
        (
            day.isoformat(), day.isoformat(), day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", f"{day}T{rng.randint(0, 23):02}:30:00",
            f"{day}/{day + timedelta(rng.randint(1, 40))}", f"{day}?", "", f"{day}/..",
        )
    )  # fmt: skip


def made(path: Path, seed: int, people: int) -> None:
    rng = random.Random(seed)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["event", "person", "when", "kind", *VALUES])
        n = 0
        for person in range(people):
            day = date(2012, 1, 1) + timedelta(rng.randint(0, 4500))
            few = rng.sample(KINDS, 6)
            for _ in range(rng.randint(2, 8)):
                day += timedelta(rng.choice((0, 1, 2, 5, 20, 60, 400)))
                kind = rng.choice(few if rng.random() < 0.8 else KINDS)
                n += 1
                out.writerow([n, f"k{person}", told(rng, day), kind, *(rng.choice(v) for v in VALUES.values())])  # fmt: skip


def opened(path: Path, ready: Book) -> Table:
    table = take(path, COLUMNS, reader(ready, COLUMNS))
    table.load()
    return table


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("pack", ["russia-uzbekistan", "wide"])
@pytest.mark.parametrize("engine", [FusedEngine, DuckEngine])
def test_a_pack_over_a_register_says_what_it_says_of_each_person(
    tmp_path: Path, pack: str, seed: int, engine: type[Engine]
) -> None:
    made(tmp_path / "r.csv", seed, 250)
    ready = book(load("wide", root=PACKS) if pack == "wide" else load(pack))
    table = opened(tmp_path / "r.csv", ready)
    moment = Moment.end_of(date(2021, 6, 30).toordinal())
    plan = ask(table, ready, moment, engine(), Swept())
    assert len(plan.asked) > 10
    swept: dict[tuple[int, int], dict[int, int]] = {}
    for way, person, n, v in table.connection.execute("SELECT way, person, n, max_by(v, CASE v WHEN 3 THEN 0 ELSE v END) FROM found GROUP BY ALL").fetchall():  # fmt: skip
        swept.setdefault((way, person), {})[n] = v
    single: dict[tuple[int, int], dict[int, int]] = {}
    ways = {id(a.ready): w for w, a in enumerate(plan.asked)}
    for person, rows in people_rows(table, "SELECT person FROM coded"):
        alone = Residue(rows, ready, moment)
        scene = alone.scene()
        for one, finding in alone.ask(scene, [a.ready for a in plan.asked]):
            outcome = finding.trace.outcome
            assert outcome is not None
            n = 0 if one.rule.cap is not None else int(scene.line.events[outcome.anchor].id[1:])
            single.setdefault((ways[id(one)], person), {})[n] = CODE[finding.verdict]
    for way, asked in enumerate(plan.asked):
        mine = {p: a for (w, p), a in swept.items() if w == way}
        theirs = {p: a for (w, p), a in single.items() if w == way}
        if asked.rule.cap is not None:
            mine = {p: {0: max(a.values())} for p, a in mine.items()}
        assert mine == theirs, (asked.rule.id, asked.queries[0].shape)
