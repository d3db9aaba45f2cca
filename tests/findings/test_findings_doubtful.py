"""A date told "probably" or "about" (`?`, `~`) makes nothing certain, wherever in a rule it stands."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from test_findings_blurred import pairs

from safeconduct.findings import Deadline, Verdict, check
from safeconduct.law import load, names
from safeconduct.record import Chronology
from safeconduct.record.chronology_file import read_chronology
from safeconduct.when import parse_edtf

pytestmark = pytest.mark.skipif(
    "russia-uzbekistan" not in names(), reason="the corridor's pack is not here"
)


def chronology(*events: dict[str, Any], relations: list[Any] | None = None) -> Chronology:
    person = {"name": "A. B.", "citizenship": "UZ", "refuge": "RU"}
    data = {"person": person, "events": list(events), "relations": relations or []}
    return read_chronology(data, where="test")


def verdict(rule: str, case: Chronology, as_of: str) -> Verdict:
    return check(case, load("russia-uzbekistan"), date.fromisoformat(as_of)).verdict(rule)


HELD = {"id": "a", "kind": "arrest", "when": "2014-01-01", "place": "RU", "ground": "extradition"}
REQUEST = {"id": "r", "kind": "extradition_request", "place": "UZ", "complete": True}


def test_a_request_probably_late_may_have_come_in_time() -> None:
    """Forty days in custody end on 10 February; the papers came "probably on 20 February"."""
    late = {**REQUEST, "when": "2014-02-20"}
    assert verdict("E22", chronology(HELD, late), "2014-06-01") is Verdict.CERTAIN
    for told in ("2014-02-20?", "2014-02-20~"):
        doubtful = {**REQUEST, "when": told}
        assert verdict("E22", chronology(HELD, doubtful), "2014-06-01") is Verdict.POSSIBLE, told


def test_a_request_probably_in_time_may_have_come_late() -> None:
    in_time = {**REQUEST, "when": "2014-02-05"}
    assert verdict("E22", chronology(HELD, in_time), "2014-06-01") is Verdict.NO
    answers = check(
        chronology(HELD, {**REQUEST, "when": "2014-02-05?"}),
        load("russia-uzbekistan"),
        date(2014, 6, 1),
    )
    found = next(f for f in answers.findings if f.rule == "E22")
    assert found.verdict is Verdict.CANNOT_TELL
    assert "a sure date" in found.says("en"), found.says("en")
    assert "5 February 2014" in found.would_change("en")
    about = chronology(HELD, {**REQUEST, "when": "2014-02-05~"})  # some days before or after
    assert verdict("E22", about, "2014-06-01") is Verdict.POSSIBLE


def test_a_no_that_no_placement_of_the_doubtful_date_undoes_stays_no() -> None:
    """Held for twenty days, whenever that was: the forty days are not over. And a birthday decides nothing."""
    out = {"id": "d", "kind": "release", "when": "2014-01-21", "place": "RU"}
    born = {"id": "z", "kind": "birth", "when": "1980~"}
    assert verdict("E22", chronology(HELD, out, born), "2014-06-01") is Verdict.NO


def test_time_in_custody_by_a_doubtful_release_is_not_surely_under_the_cap() -> None:
    out = {"id": "d", "kind": "release", "place": "RU"}
    held = {**HELD, "articles": ["UZ-CC-159"], "class": "medium"}
    sure = chronology(held, {**out, "when": "2014-04-01"})
    assert verdict("E15", sure, "2016-01-01") is Verdict.NO
    doubtful = chronology(held, {**out, "when": "2014-04-01?"})
    assert verdict("E15", doubtful, "2016-01-01") is Verdict.CANNOT_TELL


def test_what_is_told_of_a_later_day_by_a_doubtful_date_may_have_been_before() -> None:
    """Asked of May; the arrest was "probably in September": whether forty days ran by then cannot be told."""
    held = {**HELD, "when": "2014-09-01?"}
    assert verdict("E22", chronology({**HELD, "when": "2014-09-01"}), "2014-05-01") is Verdict.NO
    assert verdict("E22", chronology(held), "2014-05-01") is Verdict.CANNOT_TELL
    capped = {**held, "class": "medium"}
    assert verdict("E15", chronology(capped), "2014-05-01") is Verdict.CANNOT_TELL


def test_the_finding_names_the_doubtful_date_it_rests_on() -> None:
    late = {**REQUEST, "when": "2014-02-20?"}
    answers = check(chronology(HELD, late), load("russia-uzbekistan"), date(2014, 6, 1))
    found = next(f for f in answers.findings if f.rule == "E22")
    assert any("request" in str(reason("en")) for reason in found.reasons), found.reasons


def test_a_date_told_only_by_its_distance_to_a_doubtful_one_is_doubtful_too() -> None:
    """The request came fifty days after the arrest's translation, whose own date is only probable."""
    paper = {"id": "n", "kind": "notification", "when": "2014-01-01?", "place": "RU"}
    request = {**REQUEST}
    told = [{"from": "n", "to": "r", "at_least": "P50D", "at_most": "P50D"}]
    case = chronology(HELD, paper, request, relations=told)
    assert verdict("E22", case, "2014-06-01") is not Verdict.CERTAIN


def test_a_release_only_probably_so_late_leaves_open_how_long_somebody_was_held() -> None:
    """Eighteen months held in all: three, and then fifteen to a release "probably in April 2015"."""
    held = [
        {**HELD, "articles": ["UZ-CC-159"], "class": "medium"},
        {"id": "b", "kind": "release", "when": "2014-04-01", "place": "RU"},
    ]
    again = {**HELD, "id": "c", "when": "2014-06-01", "class": "medium"}
    out = {"id": "d", "kind": "release", "place": "RU"}
    sure = chronology(*held, again, {**out, "when": "2015-04-01"})
    assert verdict("E15", sure, "2016-01-01") is Verdict.CERTAIN
    doubtful = chronology(*held, again, {**out, "when": "2015-04-01?"})
    assert verdict("E15", doubtful, "2016-01-01") is Verdict.POSSIBLE


def test_a_release_told_by_its_distance_to_a_doubtful_day_is_no_surer_than_that_day() -> None:
    hearing = {"id": "h", "kind": "court_ruling", "when": "2015-03-31?", "place": "RU"}
    out = {"id": "d", "kind": "release", "place": "RU"}
    told = [{"from": "h", "to": "d", "at_least": "P1D", "at_most": "P1D"}]
    case = chronology({**HELD, "class": "medium"}, hearing, out, relations=told)
    assert verdict("E15", case, "2016-01-01") is not Verdict.CERTAIN
    told = [{"from": "a", "to": "d", "at_least": "P455D", "at_most": "P455D"}]
    held = chronology({**HELD, "class": "medium", "when": "2014-01-01?"}, out, relations=told)
    assert verdict("E15", held, "2016-01-01") is Verdict.CERTAIN, "however that day was, 455 days"


MEASURE = {"id": "m", "kind": "interim_measure", "body": "ECtHR"}
LIFTED = {"id": "l", "kind": "interim_measure_lifted", "body": "ECtHR", "of": "m"}


@pytest.mark.parametrize(
    ("indicated", "lifted", "now"),
    [
        ("2019-03-01", None, "yes"),
        ("2019-03-01", "2019-05-01", "no"),
        ("2019-03-01", "2019-05-01?", "cannot tell"),
        ("2019-03-01", "2019-02-01?", "cannot tell"),
        ("2019-03-01?", "2019-05-01", "no"),  # lifted after it was indicated, whenever that was
        ("2019-03-01~", None, "cannot tell"),
    ],
)
def test_no_protection_is_sure_or_surely_over_by_a_doubtful_date(
    indicated: str, lifted: str | None, now: str
) -> None:
    rows = [{**MEASURE, "when": indicated}, *([{**LIFTED, "when": lifted}] if lifted else [])]
    answers = check(chronology(*rows), load("russia-uzbekistan"), date(2019, 6, 1))
    found = [s for s in answers.safeguards if s.id == "H7"]
    assert {s.now for s in found} <= {now}, [(s.now, s.first, s.last) for s in found]
    assert found or now == "no"
    if now == "cannot tell":
        assert any("probably" in str(s.unsure("en")) for s in found)


ORDER = {"id": "o", "kind": "extradition_order", "when": "2014-06-02", "place": "RU"}
SERVED = {"id": "n", "kind": "notification", "of": "o", "to": "person"}


def appeal(as_of: str, *events: dict[str, Any]) -> Deadline:
    answers = check(chronology(*events), load("russia-uzbekistan"), date.fromisoformat(as_of))
    return next(d for d in answers.deadlines if d.id == "E3")


def test_a_term_from_a_probable_service_is_counted_from_the_order_and_says_what_was_told() -> None:
    """Ten sutki; ordered on 2 June, served "probably on the 12th": not before the 2nd, so safe is the 12th."""
    e3 = appeal("2014-06-12", ORDER, {**SERVED, "when": "2014-06-12?"})
    assert e3.last_safe == date(2014, 6, 12)
    assert "22 June 2014" in e3.unsure("en")
    assert e3.state == "running"


def test_a_term_from_a_probable_service_is_never_called_missed() -> None:
    e3 = appeal("2014-08-01", ORDER, {**SERVED, "when": "2014-06-12?"})
    assert e3.state == "past the safe day"


def test_a_term_with_nothing_sure_to_count_from_has_no_safe_day() -> None:
    order = {k: v for k, v in ORDER.items() if k != "when"}
    e3 = appeal("2014-06-20", order, {**SERVED, "when": "2014-06-12?"})
    assert (e3.last_safe, e3.state) == (None, "start unknown")
    assert "22 June 2014" in e3.unsure("en")


@pytest.mark.parametrize(
    ("as_of", "state"),
    [("2014-06-12", "running"), ("2014-06-20", "past the safe day"), ("2014-07-12", "missed")],
)
def test_a_term_from_some_day_of_a_month_is_missed_only_when_the_latest_reading_is(
    as_of: str, state: str
) -> None:
    """Ordered on the 2nd, served some day in June: safe is the 12th of June, missed is after the 10th of July."""
    assert appeal(as_of, ORDER, {**SERVED, "when": "2014-06"}).state == state


def shaken(rng: random.Random, case: Chronology) -> Chronology:
    """Some dates told wrongly by some days or years, and told as only probable."""
    events = []
    for event in case.events:
        if event.when is not None and event.when.earliest and rng.random() < 0.35:
            wrong = event.when.earliest + timedelta(rng.choice([-900, -40, -3, 2, 30, 700]))
            event = replace(event, when=parse_edtf(f"{wrong}{rng.choice('?~')}"))
        events.append(event)
    return replace(case, events=tuple(events))


@pytest.mark.parametrize("seed", range(3))
def test_what_is_certain_or_no_holds_whatever_the_doubtful_dates_truly_were(seed: int) -> None:
    rng = random.Random(seed)
    pack = load("russia-uzbekistan")
    source = pairs(rng)
    certain = no = 0
    for _ in range(150):
        exact, _, as_of = next(source)
        # what is on file has happened, whenever that was
        as_of = max([as_of, *(e.when.latest for e in exact.events if e.when and e.when.latest)])
        told = shaken(rng, exact)
        true, said = check(exact, pack, as_of), check(told, pack, as_of)
        if true.contradictions or said.contradictions:
            continue
        for rule in {f.rule for f in said.findings if f.verdict is Verdict.CERTAIN}:
            certain += 1
            assert true.verdict(rule) is Verdict.CERTAIN, (rule, told, as_of)
        for rule in {f.rule for f in said.findings}:
            if said.verdict(rule) is Verdict.NO:
                no += 1
                assert true.verdict(rule) is Verdict.NO, (rule, told, as_of)
        for s in said.safeguards:
            if s.in_force and s.now == "yes":
                held = {x.now for x in true.safeguards if x.id == s.id and x.in_force}
                assert "yes" in held, (s.id, told, as_of)
    assert certain > 20, certain
    assert no > 500, no
