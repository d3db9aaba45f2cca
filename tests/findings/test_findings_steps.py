"""What the defence is told to do next: what no day is safe for comes first, and says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from safeconduct.findings import Step, Today, check, today
from safeconduct.law import load, names
from safeconduct.record.chronology_file import read_chronology

pytestmark = pytest.mark.skipif(
    "russia-uzbekistan" not in names(), reason="the corridor's pack is not here"
)

EXPULSION = {"id": "x", "kind": "expulsion_order", "when": "2021-08-10", "place": "RU"}
EXPULSION_SERVED = {"id": "xn", "kind": "notification", "of": "x", "when": "2021-08-17"}
SURRENDER = {"id": "o", "kind": "extradition_order", "place": "RU"}  # its day is not on file
SURRENDER_SERVED = {"id": "n", "kind": "notification", "of": "o", "to": "person"}


def stand(as_of: str, *events: Mapping[str, Any]) -> Today:
    person = {"name": "Jasur Qodirov", "citizenship": "UZ", "refuge": "RU"}
    told = read_chronology({"person": person, "events": list(events)}, where="test")
    return today(told, check(told, load("russia-uzbekistan"), date.fromisoformat(as_of)))


def step(picture: Today, name: str) -> Step:
    return next(s for s in picture.next_steps if s.deadline.id == name)


@pytest.mark.parametrize("when", [None, "2021-08-12~", "2021-08-12?"])
def test_a_term_from_a_service_of_unknown_or_doubtful_day_stands_first_and_is_at_once(
    when: str | None,
) -> None:
    served = {**SURRENDER_SERVED, **({"when": when} if when else {})}
    picture = stand("2021-08-20", EXPULSION, EXPULSION_SERVED, SURRENDER, served)
    first = picture.next_steps[0]
    assert (first.deadline.id, first.by, first.at_once) == ("E3", None, True)
    assert first.says("en").startswith("at once: ")
    assert first.says("ru").startswith("сразу: ")
    assert not any(c.isdigit() for c in first.says("en")), "no day of it may look safe"
    assert step(picture, "A8").by == date(2021, 8, 27)


def test_a_term_past_its_safe_day_is_at_once_whatever_the_longer_reading_leaves() -> None:
    """Refusal of status served on 5 March: one month by one text, three by another (R10)."""
    refused = {"id": "r", "kind": "asylum_refusal", "when": "2018-03-01", "form": "refugee_status", "place": "RU"}  # fmt: skip
    served = {"id": "n", "kind": "notification", "of": "r", "when": "2018-03-05"}
    r10 = step(stand("2018-04-20", refused, served), "R10")
    assert (r10.at_once, r10.by) == (True, date(2018, 6, 4))
    assert r10.says("en") == (
        "at once: the last safe day, 4 April 2018, has passed;"
        " by a longer reading the term ends on 4 June 2018"
    )
    in_time = step(stand("2018-04-01", refused, served), "R10")
    assert (in_time.at_once, in_time.says("en")) == (False, "not after 4 April 2018 (3 days left)")
    assert step(stand("2018-04-04", refused, served), "R10").says("ru").startswith("сегодня: ")


def test_a_decision_without_service_on_file_is_asked_after_before_terms_that_still_run() -> None:
    order = {**SURRENDER, "when": "2021-08-02"}
    picture = stand("2021-08-20", EXPULSION, EXPULSION_SERVED, order)
    assert [s.deadline.id for s in picture.next_steps][:2] == ["E3", "A8"]
    assert "find out today whether and when" in picture.next_steps[0].says("en")
    assert not picture.next_steps[0].at_once


def test_an_appeal_that_is_only_alleged_leaves_the_term_to_be_made_sure_of() -> None:
    appeal = {"id": "p", "kind": "expulsion_appeal", "of": "x", "when": "2021-08-19", "stance": "alleged"}  # fmt: skip
    a8 = step(stand("2021-08-20", EXPULSION, EXPULSION_SERVED, appeal), "A8")
    assert a8.deadline.state == "perhaps met"
    assert a8.by == date(2021, 8, 27)
    assert "make sure" in a8.says("en")
    later = stand("2021-09-20", EXPULSION, EXPULSION_SERVED, appeal)
    assert "A8" not in {s.deadline.id for s in later.next_steps}
    assert "A8" in {d.id for d in later.overdue}


def test_an_undated_appeal_on_file_is_in_time_while_the_term_still_runs() -> None:
    appeal = {"id": "p", "kind": "expulsion_appeal", "of": "x"}
    events = (EXPULSION, EXPULSION_SERVED, appeal)
    person = {"name": "Jasur Qodirov", "citizenship": "UZ", "refuge": "RU"}
    told = read_chronology({"person": person, "events": list(events)}, where="test")
    for as_of, state in ((date(2021, 8, 27), "met"), (date(2021, 9, 20), "met, if in time")):
        answers = check(told, load("russia-uzbekistan"), as_of)
        assert next(d for d in answers.deadlines if d.id == "A8").state == state


def test_no_duty_of_the_state_is_waiting_for_service_when_its_start_has_no_day() -> None:
    order = {k: v for k, v in SURRENDER.items() if k != "when"}
    told = read_chronology(
        {"person": {"name": "J. Q.", "citizenship": "UZ", "refuge": "RU"}, "events": [order]},
        where="test",
    )
    answers = check(told, load("russia-uzbekistan"), date(2021, 8, 20))
    states = {d.id: d.state for d in answers.deadlines if d.whose == "state"}
    assert states["E2"] == "start unknown"


@pytest.mark.parametrize(
    ("lodged", "state", "now"),
    [
        ("2018-12-07", "met", "yes"),
        ("2018-12-08", "met", "yes"),
        ("2018-12-10", "met, if in time", "cannot tell"),
        ("2018-12-11", "late", "cannot tell"),
    ],
)
def test_an_appeal_on_the_monday_after_a_saturday_is_not_surely_in_time(
    lodged: str, state: str, now: str
) -> None:
    """Ten sutki from 28 November end on Saturday, 8 December; only the code's rolling makes it Monday."""
    order = {**SURRENDER, "when": "2018-11-20"}
    served = {**SURRENDER_SERVED, "when": "2018-11-28"}
    appeal = {"id": "p", "kind": "extradition_appeal", "of": "o", "when": lodged}
    person = {"name": "Jasur Qodirov", "citizenship": "UZ", "refuge": "RU"}
    told = read_chronology({"person": person, "events": [order, served, appeal]}, where="test")
    answers = check(told, load("russia-uzbekistan"), date(2018, 12, 20))
    assert next(d for d in answers.deadlines if d.id == "E3").state == state
    assert {s.now for s in answers.safeguards if s.id == "E3"} == {now}
    if state == "met, if in time":
        assert all("8 December 2018" in str(s.unsure("en")) for s in answers.safeguards)


def test_an_appeal_against_a_decision_served_some_day_of_the_month_is_not_surely_in_time() -> None:
    order = {**SURRENDER, "when": "2018-11-01"}
    served = {**SURRENDER_SERVED, "when": "2018-11"}
    appeal = {"id": "p", "kind": "extradition_appeal", "of": "o", "when": "2018-11-25"}
    person = {"name": "Jasur Qodirov", "citizenship": "UZ", "refuge": "RU"}
    told = read_chronology({"person": person, "events": [order, served, appeal]}, where="test")
    answers = check(told, load("russia-uzbekistan"), date(2018, 12, 20))
    assert next(d for d in answers.deadlines if d.id == "E3").state == "met, if in time"
    assert {s.now for s in answers.safeguards if s.id == "E3"} == {"cannot tell"}
