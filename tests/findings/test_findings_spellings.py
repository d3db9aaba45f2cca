"""The same thing in other words: ids with and without parts, names of bodies, forms, places, hours."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from safeconduct.findings import Answers, Verdict, check
from safeconduct.findings.codes import article
from safeconduct.law import load
from safeconduct.record.chronology_file import read_chronology

PERSON = {"name": "Olim Test", "citizenship": "UZ", "refuge": "RU"}


def answers(*events: dict[str, Any], day: str = "2024-12-31", **person: str) -> Answers:
    rows = [{"id": f"e{n}", **event} for n, event in enumerate(events, 1)]
    told = read_chronology({"person": {**PERSON, **person}, "events": rows}, where="a test")
    return check(told, load("russia-uzbekistan"), date.fromisoformat(day))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ru-cao-18.8", "ru-cao-18.8"),
        ("ru cao 18.8(1.1)", "ru-cao-18.8-1.1"),
        ("ru-cc-205.5 part 2", "ru-cc-205.5-2"),
        ("cao 18.8", "ru-cao-18.8"),
        ("cc 159", None),
        ("18.8", None),
    ],
)
def test_articles_are_read_as_people_write_them(written: str, read: str | None) -> None:
    """A number that names no code decides nothing: it is not taken for another article."""
    assert article(written) == read


def test_an_article_that_cannot_be_read_is_not_another_article() -> None:
    found = answers(
        {"kind": "release", "when": "2017-04-10T12:00", "place": "RU"},
        {"kind": "arrest", "when": "2017-04-10T12:20", "place": "RU", "articles": ["18.8"]},
        {"kind": "expulsion_order", "when": "2017-04-11", "place": "RU"},
    )
    assert found.verdict("P1") is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    "body", ["ECtHR", "ECHR", "European Court of Human Rights (ECtHR)", "ЕСПЧ", "ECtHR Rule 39"]
)
def test_the_court_by_any_of_its_names(body: str) -> None:
    found = answers(
        {"kind": "interim_measure", "when": "2020-01-01", "body": body}, day="2020-06-01"
    )
    assert [s.id for s in found.safeguards if s.in_force] == ["H7"]


@pytest.mark.parametrize("body", ["HRC", "UN HRC", "CCPR", "UN Human Rights Committee", "КПЧ"])
def test_the_committee_by_any_of_its_names(body: str) -> None:
    found = answers({"kind": "interim_measure", "when": "2023-01-01", "body": body})
    assert [s.id for s in found.safeguards if s.in_force] == ["U1"]


@pytest.mark.parametrize("form", ["refugee_status", "refugee status", "Refugee-status", "refugee"])
def test_refugee_status_in_any_spelling(form: str) -> None:
    found = answers(
        {"kind": "asylum_application", "when": "2024-01-01", "place": "RU", "form": form}
    )
    assert "R8" in {s.id for s in found.safeguards}


@pytest.mark.parametrize(
    ("by", "verdict"),
    [
        ("police", Verdict.CERTAIN),
        ("RU-police", Verdict.CERTAIN),
        ("Moscow police", Verdict.CERTAIN),
        ("head of the migration department", Verdict.CERTAIN),
        ("RU-court", Verdict.NO),
        ("Tverskoy District Court of Moscow", Verdict.NO),
        (None, Verdict.CANNOT_TELL),
    ],
)
def test_who_signed_the_expulsion(by: str | None, verdict: Verdict) -> None:
    order = {"kind": "expulsion_order", "when": "2024-03-01", "place": "RU", "by": by}
    assert answers(order).verdict("A5") is verdict


@pytest.mark.parametrize("place", ["RU", "Moscow", "Москва", "Russia", "ru"])
def test_a_place_by_code_or_name(place: str) -> None:
    found = answers(
        {"kind": "release", "when": "2017-04-10T12:00", "place": place},
        {"kind": "arrest", "when": "2017-04-10 12:20", "place": place, "articles": ["RU-CAO-18.8"]},
        {"kind": "expulsion_order", "when": "2017-04-11", "place": place},
    )
    assert found.verdict("P1") is Verdict.CERTAIN


@pytest.mark.parametrize("complete", [True, "yes", "complete"])
def test_a_whole_request(complete: object) -> None:
    """YAML 1.2: `yes` is a word, and it means what it says."""
    found = answers(
        {"kind": "arrest", "when": "2014-06-10", "place": "RU", "ground": "wanted by Uzbekistan"},
        {"kind": "extradition_request", "when": "2014-07-01", "by": "UZ-PGO", "complete": complete},
    )
    assert found.verdict("E22") is Verdict.NO


def test_states_of_the_person_by_name() -> None:
    found = answers(
        {"kind": "unhcr_recognition", "when": "2017-05"},
        {"kind": "exit_refusal", "when": "2017-09-01", "place": "RU", "ground": "no exit permit"},
        citizenship="Uzbekistan",
        refuge="ru",
    )
    assert found.verdict("P14") is Verdict.CERTAIN


def test_every_rule_asked_is_answered() -> None:
    """A rule that is not for this citizenship says no, and why; none is passed over in silence."""
    found = answers({"kind": "arrest", "when": "2014-06-10", "place": "RU"}, citizenship="TJ")
    pack = load("russia-uzbekistan")
    assert {f.rule for f in found.findings} == set(pack.rules)
    row = next(f for f in found.findings if f.rule == "P14")
    assert row.verdict is Verdict.NO
    assert "Uzbekistan" in row.says()
