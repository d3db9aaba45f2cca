"""The same file with exact days and with blurred ones, under the whole pack: what is sure of the blurred one is so.

Certain stays certain, no stays no, a term of ours never ends later than it truly does, a term of the state never
earlier, and what is said to protect protects.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from safeconduct.findings import Answers, Deadline, Verdict, check
from safeconduct.law import load, names
from safeconduct.record import Chronology
from safeconduct.record.chronology_file import read_chronology

pytestmark = pytest.mark.skipif(
    "russia-uzbekistan" not in names(), reason="the corridor's pack is not here"
)

PAIRS = 150
KINDS = [
    "departure",
    "criminal_charge",
    "wanted_listing",
    "extradition_request",
    "arrest",
    "detention",
    "release",
    "asylum_application",
    "asylum_refusal",
    "asylum_appeal",
    "asylum_grant",
    "asylum_loss",
    "notification",
    "court_ruling",
    "interim_measure",
    "interim_measure_lifted",
    "expulsion_order",
    "expulsion_appeal",
    "extradition_order",
    "extradition_appeal",
    "extradition",
    "expulsion",
    "transfer_abroad",
    "imprisonment",
    "abduction",
    "disappearance",
    "undesirability_order",
    "conviction",
    "sentence",
    "entry",
    "move",
    "reprisal",
    "complaint",
    "complaint_refusal",
    "interim_measure_request",
    "interim_measure_refusal",
]
PAPERS = ("notification", "court_ruling", "asylum_appeal", "complaint_refusal", "complaint")
ATTRIBUTES: dict[str, list[Any]] = {
    "place": ["RU", "RU", "UZ"],
    "articles": [["RU-CAO-18.8"], ["UZ-CC-159"], ["RU-CC-205.5-1"]],
    "body": ["ECtHR", "HRC"],
    "form": ["refugee_status", "temporary_asylum"],
    "decided": ["for", "against"],
    "by": ["RU-police", "RU-court", "UZ-SNB"],
    "ground": ["extradition", "lure", "expulsion"],
    "to": ["UZ", "RU"],
    "term": ["none", "P6M", "P1Y"],
    "at": ["migration service"],
}


def blurred(rng: random.Random, day: date) -> str:
    """The day itself, its month or year, or some days about it."""
    match rng.randint(0, 9):
        case 0 | 1:
            return day.isoformat()[:7]
        case 2:
            return str(day.year)
        case 3 | 4 | 5:
            first, last = day - timedelta(rng.randint(0, 12)), day + timedelta(rng.randint(1, 12))
            return f"{first}/{last}"
        case _:
            return day.isoformat()


def pairs(rng: random.Random) -> Iterator[tuple[Chronology, Chronology, date]]:
    while True:
        base = date(rng.choice([2003, 2012, 2016, 2018, 2021, 2022, 2024]), 1, 1)
        days: list[date] = []
        rows: list[dict[str, Any]] = []
        for i in range(rng.randint(2, 9)):
            day = base + timedelta(rng.choice([rng.randint(0, 60), rng.randint(0, 900)]))
            row: dict[str, Any] = {"id": f"e{i}", "kind": rng.choice(KINDS)}
            row |= {k: rng.choice(v) for k, v in ATTRIBUTES.items() if rng.random() < 0.45}
            named = rng.randrange(i) if i and row["kind"] in PAPERS else None
            if named is not None and days[named] <= day:
                row["of"] = f"e{named}"
            if row["kind"] == "criminal_charge":
                row["alleged_act"] = {"when": str(day - timedelta(rng.randint(0, 900)))}
            rows.append(row)
            days.append(day)
        relations = []
        for a, b in [rng.sample(range(len(rows)), 2) for _ in range(rng.choice([0, 0, 1, 2]))]:
            apart = (days[b] - days[a]).days
            if apart >= 0:
                least, most = max(0, apart - rng.randint(0, 3)), apart + rng.randint(0, 3)
                relations.append(
                    {
                        "from": f"e{a}",
                        "to": f"e{b}",
                        "at_least": f"P{least}D",
                        "at_most": f"P{most}D",
                    }
                )

        def told(whens: list[str], rows: Any = rows, relations: Any = relations) -> Chronology:
            person = {"name": "A. B.", "citizenship": "UZ", "refuge": "RU"}
            events = [{**row, "when": when} for row, when in zip(rows, whens, strict=True)]
            data = {"person": person, "events": events, "relations": relations}
            return read_chronology(data, where="test")

        exact = told([day.isoformat() for day in days])
        yield (
            exact,
            told([blurred(rng, day) for day in days]),
            base + timedelta(rng.randint(0, 1000)),
        )


def named(deadline: Deadline) -> tuple[str, str | None, str | None]:
    return deadline.id, deadline.decision, None if deadline.decision else deadline.starts_event


def protects(answers: Answers, name: str) -> set[str]:
    return {s.now for s in answers.safeguards if s.id == name and s.in_force}


@pytest.mark.parametrize("seed", range(2))
def test_what_is_sure_of_blurred_dates_is_so_of_the_true_ones(seed: int) -> None:
    rng = random.Random(seed)
    pack = load("russia-uzbekistan")
    seen = dict.fromkeys(Verdict, 0)
    source = pairs(rng)
    for _ in range(PAIRS):
        exact, rough, as_of = next(source)
        true, told = check(exact, pack, as_of), check(rough, pack, as_of)
        if true.contradictions or told.contradictions:
            continue
        about = (rough, as_of)
        for rule in {f.rule for f in told.findings}:
            was, said = true.verdict(rule), told.verdict(rule)
            seen[said] += 1
            assert said is not Verdict.CERTAIN or was is Verdict.CERTAIN, (rule, about)
            assert said is not Verdict.NO or was in (Verdict.NO, Verdict.CANNOT_TELL), (rule, about)
        truly = {named(d): d for d in true.deadlines}
        for d in told.deadlines:
            other = truly.get(named(d))
            if other is None or not other.last_safe or not d.last_safe:
                continue
            late = (d.last_safe > other.last_safe) if d.whose == "defence" else False
            early = (d.last_safe < other.last_safe) if d.whose == "state" else False
            assert not late, (d.id, about)
            assert not early, (d.id, about)
        for name in {s.id for s in told.safeguards}:
            assert "yes" not in protects(told, name) or "yes" in protects(true, name), (name, about)
            assert protects(told, name) != {"no"} or "yes" not in protects(true, name), (
                name,
                about,
            )
    assert min(seen[v] for v in Verdict) > 20, seen
