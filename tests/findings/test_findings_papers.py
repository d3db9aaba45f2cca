"""A paper that names the kind of decision it is about ("the extradition order was handed to him") finds that decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from safeconduct.findings import Answers, Deadline, check
from safeconduct.law import load, names
from safeconduct.record.chronology_file import read_chronology

pytestmark = pytest.mark.skipif(
    "russia-uzbekistan" not in names(), reason="the corridor's pack is not here"
)

ORDER = {"id": "o", "kind": "extradition_order", "when": "2021-06-02", "place": "RU"}
REFUSAL = {"id": "r", "kind": "asylum_refusal", "when": "2021-03-01", "form": "refugee_status", "place": "RU"}  # fmt: skip
SERVED = {"id": "n", "kind": "notification", "of": "extradition_order", "when": "2021-06-12"}


def ask(*events: Mapping[str, Any], as_of: str = "2021-06-20") -> Answers:
    person = {"name": "Timur Sobirov", "citizenship": "UZ", "refuge": "RU"}
    told = read_chronology({"person": person, "events": list(events)}, where="test")
    return check(told, load("russia-uzbekistan"), date.fromisoformat(as_of))


def terms(answers: Answers, name: str) -> list[Deadline]:
    return [d for d in answers.deadlines if d.id == name]


def test_the_service_of_the_extradition_order_starts_its_clock_and_no_other() -> None:
    answers = ask(ORDER, REFUSAL, SERVED)
    (e3,) = terms(answers, "E3")
    assert (e3.last_safe, e3.state, e3.decision) == (date(2021, 6, 22), "running", "o")
    (r10,) = terms(answers, "R10")
    assert (r10.last_safe, r10.state) == (None, "waiting")


def test_of_two_orders_the_latest_that_can_be_meant_is_taken_and_that_is_said() -> None:
    older = {**ORDER, "id": "p", "when": "2020-01-10"}
    newer = {**ORDER, "id": "q", "when": "2021-08-01"}
    found = {d.decision: d for d in terms(ask(older, ORDER, newer, SERVED), "E3")}
    assert found["o"].last_safe == date(2021, 6, 22)
    assert "which decision was served is not on file" in (found["o"].unsure() or "")
    assert found["p"].last_safe is None


def test_a_service_of_an_order_that_is_not_on_file_itself_starts_the_clock_all_the_same() -> None:
    (e3,) = terms(ask(SERVED), "E3")
    assert (e3.last_safe, e3.state, e3.decision) == (date(2021, 6, 22), "running", None)
    assert terms(ask(SERVED), "A8") == terms(ask(SERVED), "R10") == []


def test_a_service_before_the_only_order_on_file_is_of_another_one() -> None:
    early = {**SERVED, "when": "2021-05-01"}
    answers = ask(ORDER, early, as_of="2021-06-05")
    assert not answers.contradictions
    assert {d.decision: d.last_safe for d in terms(answers, "E3")} == {
        "o": None,
        None: date(2021, 5, 11),
    }


def test_a_relatives_order_is_not_the_one_that_was_served() -> None:
    brothers = {**ORDER, "id": "b", "when": "2021-06-10", "relative": "brother"}
    (e3,) = [d for d in terms(ask(ORDER, brothers, SERVED), "E3") if d.decision == "o"]
    assert e3.last_safe == date(2021, 6, 22)


@pytest.mark.parametrize("of", ["asylum_refusal", "r"])
def test_a_complaint_against_a_refusal_is_its_appeal_by_kind_and_by_id(of: str) -> None:
    served = {"id": "m", "kind": "notification", "of": of, "when": "2021-03-05"}
    complaint = {"id": "c", "kind": "complaint", "of": of, "when": "2021-03-20"}
    (r10,) = terms(ask(REFUSAL, served, complaint), "R10")
    assert (r10.state, r10.done_by) == ("met", "c")
