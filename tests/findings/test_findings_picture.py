"""The day's picture of five invented people: what protects, what can be filed, what ran out, what falls away by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from safeconduct.findings import Answers, Today, check, today
from safeconduct.law import load, names
from safeconduct.record.chronology_file import read_chronology

pytestmark = pytest.mark.skipif(
    "russia-uzbekistan" not in names(), reason="the corridor's pack is not here"
)

WANTED = {"id": "w", "kind": "wanted_listing", "when": "2017-11-02", "place": "UZ"}
HELD = {"id": "h", "kind": "arrest", "when": "2018-03-12", "place": "RU", "ground": "extradition"}
SERVED = {"id": "n", "kind": "notification", "of": "o", "when": "2018-09-03"}
ORDER = {"id": "o", "kind": "extradition_order", "when": "2018-08-31", "place": "RU"}


def picture(day: str, *events: Mapping[str, Any]) -> tuple[Today, Answers]:
    person = {"name": "A. B.", "citizenship": "UZ", "refuge": "RU"}
    told = read_chronology({"person": person, "events": list(events)}, where="test")
    answers = check(told, load("russia-uzbekistan"), date.fromisoformat(day))
    return today(told, answers), answers


def test_somebody_held_with_nothing_filed_is_told_what_can_be_filed_the_domestic_bar_first() -> (
    None
):
    seen, _ = picture("2018-03-20", WANTED, HELD)
    assert seen.protected == "no"
    by_id = {r.id: r for r in seen.remedies}
    assert seen.remedies[0].id == "R8"
    assert set(by_id) == {"R8", "H7", "U1", "U4"}
    assert "refugee status" in by_id["R8"].says()
    assert by_id["H7"].form == "rule-39"


def test_the_european_court_is_no_longer_named_once_it_cannot_deal_with_russia() -> None:
    seen, _ = picture("2022-09-17", WANTED)
    assert "H7" not in [r.id for r in seen.remedies]
    seen, _ = picture("2022-09-16", WANTED)  # by one of the two asserted dates it still could
    assert "H7" in [r.id for r in seen.remedies]


def test_a_measure_asked_for_and_not_answered_is_said_to_be_so() -> None:
    asked = {"id": "q", "kind": "interim_measure_request", "when": "2018-03-15", "body": "ECtHR"}
    seen, _ = picture("2018-03-20", WANTED, HELD, asked)
    assert {r.id: r.asked for r in seen.remedies}["H7"] == "q"


def test_a_measure_told_with_another_state_says_what_is_missing_and_protects_nobody_surely() -> (
    None
):
    told_of_ukraine = {"id": "m", "kind": "interim_measure", "when": "2018-03-13", "body": "ECtHR", "place": "UA"}  # fmt: skip
    seen, answers = picture("2018-03-20", WANTED, HELD, told_of_ukraine)
    assert (seen.protected, seen.exposed) == ("cannot tell", True)
    (measure,) = [s for s in answers.safeguards if s.id == "H7"]
    assert any("which state it is addressed to" in r("en") for r in measure.reasons)


def test_nobody_is_urged_who_is_not_sought() -> None:
    at_work = {"id": "j", "kind": "work", "when": "2018", "place": "RU"}
    seen, _ = picture("2018-03-20", at_work)
    assert seen.protected == "no"
    assert seen.remedies == ()
    assert not seen.exposed


def test_protection_that_rests_on_memory_alone_is_not_called_firm() -> None:
    held_by = {"id": "g", "kind": "asylum_grant", "when": "2018-05-07", "form": "temporary_asylum"}
    seen, _ = picture("2018-09-10", WANTED, held_by)
    assert (seen.protected, seen.firm) == ("yes", False)
    assert seen.remedies
    measure = {"id": "m", "kind": "interim_measure", "when": "2018-06-01", "body": "ECtHR"}
    seen, _ = picture("2018-09-10", WANTED, held_by, measure)
    assert (seen.protected, seen.firm) == ("yes", True)
    assert seen.remedies == ()


@pytest.mark.parametrize(
    ("day", "protected", "until"),
    [
        ("2018-09-10", "in part", date(2018, 9, 13)),
        ("2018-09-13", "in part", date(2018, 9, 13)),
        ("2018-09-14", "no", None),
    ],
)
def test_an_extradition_order_is_not_carried_out_in_the_ten_sutki(
    day: str, protected: str, until: date | None
) -> None:
    seen, _ = picture(day, HELD, ORDER, SERVED)
    assert (seen.protected, seen.until) == (protected, until)


def test_a_term_of_ours_that_ran_out_is_shown_with_what_can_still_be_done() -> None:
    seen, _ = picture("2018-09-20", HELD, ORDER, SERVED)
    assert [d.id for d in seen.overdue] == ["E3"]
    assert "restoration" in seen.overdue[0].when_missed()
    assert "восстановить" in seen.overdue[0].when_missed("ru")


def test_what_blocks_a_way_out_and_falls_away_by_itself_is_dated() -> None:
    papers = (
        {"id": "u", "kind": "unhcr_recognition", "when": "2018-02-12", "place": "RU"},
        {"id": "t", "kind": "travel_document", "when": "2018-06-01", "body": "ICRC"},
        {"id": "s", "kind": "resettlement_offer", "when": "2018-07-20", "place": "SE"},
    )
    _, answers = picture("2018-12-20", *papers)
    way = next(w for w in answers.ways_out if w.id == "third-state")
    assert (way.open, way.blocked_until) == (False, date(2018, 12, 31))
    _, answers = picture("2019-01-01", *papers)
    way = next(w for w in answers.ways_out if w.id == "third-state")
    assert (way.open, way.blocked_until) == (True, None)


def test_nobody_is_urged_to_file_where_the_person_no_longer_is() -> None:
    sent = {"id": "x", "kind": "expulsion", "when": "2018-05-02", "place": "RU", "to": "UZ"}
    seen, _ = picture("2018-05-01", WANTED, HELD, sent)
    assert (seen.gone, bool(seen.remedies)) == (None, True)
    seen, _ = picture("2018-05-02", WANTED, HELD, sent)
    assert (seen.gone, seen.remedies) == ("x", ())
    back = {"id": "y", "kind": "entry", "when": "2018-09", "place": "RU"}
    seen, _ = picture("2018-12-01", WANTED, HELD, sent, back)
    assert (seen.gone, bool(seen.remedies)) == (None, True)
    some_day = {**sent, "when": "2018-04/2018-06"}
    seen, _ = picture("2018-05-15", WANTED, HELD, some_day)
    assert seen.gone is None  # it may be still to come
