"""The corridor's own law over made registers: what SQL and the residue say is what findings says of each person."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from safeconduct.findings import Verdict, check
from safeconduct.findings.book import Book, book, book_for
from safeconduct.law import load
from safeconduct.record import Chronology
from safeconduct.record.chronology_file import read_chronology
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


def told(rng: random.Random, day: date, *, hours: bool) -> str:
    """The day, in one of the ways that registers tell days."""
    return rng.choice(
        (
            day.isoformat(), day.isoformat(), day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}",
            f"{day}T{rng.randint(0, 23):02}:30:00" if hours else day.isoformat(),
            f"{day}/{day + timedelta(rng.randint(1, 40))}", f"{day}?", "", f"{day}/..",
        )
    )  # fmt: skip


def made(path: Path, seed: int, people: int, *, hours: bool = True) -> None:
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
                out.writerow([n, f"k{person}", told(rng, day, hours=hours), kind, *(rng.choice(v) for v in VALUES.values())])  # fmt: skip


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


def as_chronology(rows: list[dict[str, str]]) -> Chronology:
    """The same rows, as one person's chronology told by hand."""
    events = []
    for row in rows:
        told: dict[str, object] = {"id": f"r{row['event']}", "kind": row["kind"]}
        for name in ("when", *VALUES):
            if row[name]:
                told[name] = row[name].split(";") if name in ("articles", "by") else row[name]
        if told.get("complete"):
            told["complete"] = True
        events.append(told)
    person = {"name": "A. B.", "citizenship": "UZ", "refuge": "RU"}
    return read_chronology({"person": person, "events": events}, where="test")


def swept(table: Table, day: date, engine: Engine) -> dict[tuple[str, str], Verdict]:
    """The strongest that a sweep says of a person under each rule that is asked whole."""
    plan = ask(table, book_for(load("russia-uzbekistan"), "UZ", "RU"), Moment.end_of(day.toordinal()), engine, Swept())  # fmt: skip
    ways = [a.rule.id for a in plan.asked]
    names = dict(table.connection.execute("SELECT person, word FROM people_").fetchall())
    found: dict[tuple[str, str], Verdict] = {}
    of_code = {code: verdict for verdict, code in CODE.items()}
    for way, person, v in table.connection.execute("SELECT way, person, v FROM found").fetchall():
        key, verdict = (names[person], ways[way]), of_code[v]
        if verdict.strength > found.get(key, Verdict.NO).strength:
            found[key] = verdict
    asked = {(n, rule) for n in names.values() for rule in set(ways) - set(plan.left_out)}
    return {key: found.get(key, Verdict.NO) for key in asked}


@pytest.mark.parametrize("seed", range(3))
def test_a_sweep_says_of_each_person_what_check_says(tmp_path: Path, seed: int) -> None:
    made(tmp_path / "r.csv", seed + 20, 150, hours=False)
    pack = load("russia-uzbekistan")
    table = opened(tmp_path / "r.csv", book_for(pack, "UZ", "RU"))
    lives: dict[str, list[dict[str, str]]] = {}
    with (tmp_path / "r.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            lives.setdefault(row["person"], []).append(row)
    day = date(2021, 6, 30)
    answers = {name: check(as_chronology(rows), pack, day) for name, rows in lives.items()}
    for (name, rule), verdict in swept(table, day, FusedEngine()).items():
        assert verdict is answers[name].verdict(rule), (rule, name, lives[name])


JOURNEYS = {
    # the arrest may have been before the way home, or after it: where, and by whose law, is open
    "open": ["entry,2014-03-10,UZ", "arrest,2014-03,"],
    # it was after the way home: in the state of origin
    "home": ["entry,2014-03-10,UZ", "arrest,2014-04-01,"],
    # before the first way into the refuge: in the state of origin
    "before": ["arrest,2014-01-05,", "entry,2014-03-10,RU"],
    # after it, and in the refuge
    "after": ["entry,2014-03-10,RU", "arrest,2014-04-01,"],
    # carried off in between: nothing follows
    "lost": ["entry,2014-03-10,UZ", "abduction,2014-03-20,", "arrest,2014-04-01,"],
    "stayed": ["arrest,2014-04-01,"],
}


@pytest.mark.parametrize("engine", [FusedEngine, DuckEngine])
def test_where_somebody_was_follows_from_their_journeys_as_check_has_it(
    tmp_path: Path, engine: type[Engine]
) -> None:
    """Held for extradition, no request: forty days under the Convention (E22), if it was in the state of refuge."""
    lines = ["event,person,when,kind," + ",".join(VALUES)]
    lives: dict[str, list[dict[str, str]]] = {}
    for name, journey in JOURNEYS.items():
        for one in journey:
            kind, when, place = one.split(",")
            ground = "extradition" if kind == "arrest" else ""
            row = dict.fromkeys(VALUES, "") | {"event": str(len(lines)), "person": name, "when": when, "kind": kind, "place": place, "ground": ground}  # fmt: skip
            lines.append(",".join(row[c] for c in ("event", "person", "when", "kind", *VALUES)))
            lives.setdefault(name, []).append(row)
    (tmp_path / "r.csv").write_text("\n".join(lines), "utf-8")
    pack = load("russia-uzbekistan")
    table = opened(tmp_path / "r.csv", book_for(pack, "UZ", "RU"))
    verdicts = swept(table, date(2016, 1, 1), engine())
    expected = {n: check(as_chronology(r), pack, date(2016, 1, 1)).verdict("E22") for n, r in lives.items()}  # fmt: skip
    assert {n: verdicts[n, "E22"] for n in lives} == expected
    assert expected["stayed"] is expected["after"] is Verdict.CERTAIN
    assert expected["home"] is expected["before"] is Verdict.NO
    assert expected["open"] is Verdict.CANNOT_TELL
