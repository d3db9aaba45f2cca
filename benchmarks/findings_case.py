"""How long one case takes: rules, tightening and traces, for a chronology of 40 events.

    .venv/bin/python benchmarks/findings_case.py [--pack NAME] [--rounds N]

Prints, of many rounds, the shortest and (in brackets) the median processor time of: the whole check, the same for
findings alone, per rule, and the timeline with its tightening; then all the sentences told in one language. The
shortest is what the work itself takes; the median carries what else the machine does (caches, clock, neighbours).
Nothing is kept from one round to the next but the pack. No peer does uncertain dates under dated law; the sketch
measured before building took 9 to 18 µs a rule (issue 5). On a quiet machine: a rule with its trace 26.8 µs, fifty
rules with the timeline 1.65 ms, the whole check 3.9 ms.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

from safeconduct.findings import check
from safeconduct.findings.book import book_for
from safeconduct.findings.check import asker, findings, stage
from safeconduct.law import load
from safeconduct.record import Chronology
from safeconduct.record.chronology_file import read_chronology

KINDS = [
    "departure",
    "entry",
    "criminal_charge",
    "wanted_listing",
    "extradition_request",
    "arrest",
    "detention",
    "court_ruling",
    "release",
    "asylum_application",
    "asylum_refusal",
    "notification",
    "asylum_appeal",
    "interim_measure",
    "expulsion_order",
    "detention_extension",
    "extradition_order",
    "extradition_appeal",
    "summons",
    "threat",
    "permit_refusal",
    "media_accusation",
    "conviction",
    "sentence",
    "reprisal",
]


def case(rng: random.Random, events: int) -> Chronology:
    """A file as they come: most dates to the day, some to the month or year, an order told here and there."""
    day = date(2012, 1, 10)
    rows, relations = [], []
    for n in range(events):
        kind = KINDS[n % len(KINDS)]
        day += timedelta(rng.randint(1, 60))
        told = rng.choice(
            [day.isoformat()] * 6
            + [day.isoformat()[:7]] * 2
            + [str(day.year), f"{day.isoformat()}T10:30"]
        )
        row: dict[str, object] = {
            "id": f"e{n}",
            "kind": kind,
            "when": told,
            "place": "UZ" if kind in ("criminal_charge", "wanted_listing") else "RU",
        }
        if kind in ("arrest", "detention", "criminal_charge", "conviction"):
            row["articles"] = ["RU-CC-228-1"] if n % 2 else ["UZ-CC-159"]
        if kind == "interim_measure":
            row["body"] = "ECtHR"
        if kind.startswith("asylum"):
            row["form"] = "refugee_status"
        if kind == "notification":
            row["of"] = f"e{n - 1}"
        if kind == "criminal_charge":
            row["alleged_act"] = {"when": "2011", "place": "UZ"}
        rows.append(row)
        if n % 8 == 7:
            relations.append(
                {"from": f"e{n - 1}", "to": f"e{n}", "at_least": "P0D", "at_most": "P90D"}
            )
    return read_chronology(
        {
            "person": {"name": "A. B.", "citizenship": "UZ", "refuge": "RU"},
            "events": rows,
            "relations": relations,
        },
        where="benchmark",
    )


def spent(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Shortest and median milliseconds of processor time."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times) * 1000, statistics.median(times) * 1000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pack", default="russia-uzbekistan")
    options.add_argument("--rounds", type=int, default=500)
    options.add_argument("--events", type=int, default=40)
    asked = options.parse_args()
    chronology = case(random.Random(1), asked.events)
    pack = load(asked.pack)
    ready = book_for(pack, "UZ", "RU")
    day = date(2018, 1, 1)

    def told() -> object:
        scene = stage(chronology, ready, day)
        return findings(scene, ready, asker(scene))

    answers = check(chronology, pack, day)
    whole = spent(lambda: check(chronology, pack, day), asked.rounds)
    staged = spent(lambda: stage(chronology, ready, day), asked.rounds)
    both = spent(told, asked.rounds)
    said = spent(lambda: [f.says() for f in answers.findings], max(3, asked.rounds // 10))
    rules = len(ready.rules)
    alone = tuple(b - s for b, s in zip(both, staged, strict=True))
    fifty = tuple(s + a / rules * 50 for s, a in zip(staged, alone, strict=True))
    shown = sum(f.verdict != "no" for f in answers.findings)
    print(
        f"{asked.events} events, {rules} rules (ways counted), {shown} findings shown, pack {asked.pack}"
    )
    for name, (least, middle), target in (
        ("timeline with tightening, ms", staged, ""),
        ("rules with traces, ms", alone, ""),
        ("  a rule, µs", tuple(a / rules * 1000 for a in alone), "target 40"),
        ("50 rules and the timeline, ms", fifty, "target 2"),
        ("whole check, ms", whole, "with deadlines, safeguards, ways out"),
        ("all sentences, English, ms", said, ""),
    ):
        print(f"{name:<30} {least:7.2f}  ({middle:.2f})   {target}".rstrip())


if __name__ == "__main__":
    main()
