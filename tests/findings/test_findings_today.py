"""Deadlines, safeguards, ways out and the day's picture, as the conventions settle them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from safeconduct.findings import Answers, Deadline, Safeguard, Verdict, check, today, with_event
from safeconduct.law import load, names
from safeconduct.record import Chronology, Event
from safeconduct.record.chronology_file import read_chronology
from safeconduct.when import Span

pytestmark = pytest.mark.skipif(
    "russia-uzbekistan" not in names(), reason="the corridor's pack is not here"
)


def chronology(
    *events: Mapping[str, Any], relations: list[Mapping[str, Any]] | None = None
) -> Chronology:
    person = {"name": "A. B.", "citizenship": "UZ", "refuge": "RU"}
    return read_chronology(
        {"person": person, "events": list(events), "relations": relations or []}, where="test"
    )


def ask(c: Chronology, day: str) -> Answers:
    return check(c, load("russia-uzbekistan"), date.fromisoformat(day))


def deadline(answers: Answers, name: str) -> Deadline:
    return next(d for d in answers.deadlines if d.id == name)


def safeguard(answers: Answers, name: str) -> Safeguard:
    return next(s for s in answers.safeguards if s.id == name)


ORDER = {"id": "o", "kind": "extradition_order", "when": "2014-06-11", "place": "RU"}


def test_ten_sutki_from_service_the_day_of_service_not_counted() -> None:
    served = {
        "id": "n",
        "kind": "notification",
        "of": "o",
        "when": "2014-06-12T10:30+04:00",
        "to": "person",
    }
    e3 = deadline(ask(chronology(ORDER, served), "2014-06-15"), "E3")
    assert e3.starts == "2014-06-12T10:30+04:00"
    assert e3.last_safe == date(2014, 6, 22)  # a Sunday: rolled forward only by the book
    assert e3.by_the_book == date(2014, 6, 23)
    assert e3.state == "running"
    assert e3.days_left == 7


def test_the_earlier_of_two_services_starts_the_clock() -> None:
    to_counsel = {
        "id": "n1",
        "kind": "notification",
        "of": "o",
        "when": "2014-06-16",
        "to": "counsel",
    }
    to_client = {
        "id": "n2",
        "kind": "notification",
        "of": "o",
        "when": "2014-06-12",
        "to": "person",
    }
    assert deadline(
        ask(chronology(ORDER, to_counsel, to_client), "2014-06-20"), "E3"
    ).last_safe == date(2014, 6, 22)


def test_without_service_the_clock_has_not_started_and_that_is_said() -> None:
    e3 = deadline(ask(chronology(ORDER), "2014-07-20"), "E3")
    assert e3.last_safe is None
    assert "no service" in (e3.unsure() or "")
    assert "вручение" in (e3.unsure("ru") or "")


def test_an_undated_service_gives_no_safe_day() -> None:
    e3 = deadline(
        ask(chronology(ORDER, {"id": "n", "kind": "notification", "of": "o"}), "2014-07-20"), "E3"
    )
    assert e3.last_safe is None
    assert e3.unsure()


def test_a_month_ends_on_the_eve_for_the_cautious() -> None:
    refusal = {
        "id": "r",
        "kind": "asylum_refusal",
        "when": "2014-01-30",
        "place": "RU",
        "form": "refugee_status",
    }
    served = {"id": "n", "kind": "notification", "of": "r", "when": "2014-01-31"}
    r10 = deadline(ask(chronology(refusal, served), "2014-02-10"), "R10")
    assert r10.last_safe == date(2014, 2, 28)  # a short month ends on its last day
    assert r10.outer == date(2014, 4, 30)


def test_an_appeal_in_time_is_told_as_kept_and_a_late_one_as_late() -> None:
    served = {"id": "n", "kind": "notification", "of": "o", "when": "2014-06-12"}
    in_time = {
        "id": "a",
        "kind": "extradition_appeal",
        "of": "o",
        "when": "2014-06-20",
        "place": "RU",
    }
    late = {**in_time, "when": "2014-06-30"}
    assert deadline(ask(chronology(ORDER, served, in_time), "2014-07-20"), "E3").state == "met"
    assert deadline(ask(chronology(ORDER, served, late), "2014-07-20"), "E3").state == "late"
    assert deadline(ask(chronology(ORDER, served), "2014-07-20"), "E3").state == "missed"


MEASURE = {"id": "m", "kind": "interim_measure", "when": "2019-03-01", "body": "ECtHR"}


def test_a_measure_protects_from_the_day_it_is_indicated_until_lifted() -> None:
    assert safeguard(ask(chronology(MEASURE), "2019-03-01"), "H7").now == "yes"
    lifted = {"id": "l", "kind": "interim_measure_lifted", "when": "2020-05-05", "body": "ECtHR"}
    h7 = safeguard(ask(chronology(MEASURE, lifted), "2021-01-01"), "H7")
    assert (h7.first, h7.last, h7.now) == (date(2019, 3, 1), date(2020, 5, 5), "no")


def test_two_asserted_ends_are_both_shown_and_the_earlier_is_the_cautious_one() -> None:
    between = safeguard(ask(chronology(MEASURE), "2022-06-01"), "H7")
    assert between.last == date(2022, 3, 16)
    assert set(between.versions) == {date(2022, 3, 16), date(2022, 9, 16)}
    assert between.now == "cannot tell"
    after = safeguard(ask(chronology(MEASURE), "2023-01-01"), "H7")
    assert after.now == "no"
    assert "never lifted" in (after.unsure() or "")


@pytest.mark.parametrize(("day", "by_russia", "by_council"), [
    ("2022-03-16", "certain", "certain"), ("2022-03-17", "no", "certain"), ("2022-09-16", "no", "certain"), ("2022-09-17", "no", "no"),
])  # fmt: skip
def test_removal_under_a_measure_is_checked_under_each_end(
    day: str, by_russia: str, by_council: str
) -> None:
    removal = {"id": "x", "kind": "expulsion", "when": day, "place": "RU", "to": "UZ"}
    found = next(
        f for f in ask(chronology(MEASURE, removal), "2024-01-01").findings if f.rule == "P7"
    )
    assert {d.isoformat(): str(v) for d, v in found.versions.items()} == {
        "2022-03-16": by_russia,
        "2022-09-16": by_council,
    }
    assert str(found.verdict) == (by_council if by_council == "certain" else by_russia)
    assert bool(found.unsure()) == (by_russia != by_council)


def test_the_unprotected_interval_of_temporary_asylum_is_shown_as_such() -> None:
    refusal = {
        "id": "r",
        "kind": "asylum_refusal",
        "when": "2016-03-01",
        "place": "RU",
        "form": "temporary_asylum",
    }
    appeal = {
        "id": "a",
        "kind": "asylum_appeal",
        "when": "2016-03-10",
        "place": "RU",
        "form": "temporary_asylum",
        "of": "r",
    }
    c = chronology(refusal, appeal)
    r18 = safeguard(ask(c, "2016-04-01"), "R18")
    assert r18.in_force is False
    picture = today(c, ask(c, "2016-04-01"))
    assert picture.protected == "in part"  # R12: lawful stay bars expulsion, not extradition
    assert not picture.firm, "that lawful stay bars expulsion is an inference"
    assert any(g.row is not None and g.row.id == "R18" for g in picture.gaps)


def test_the_next_step_is_the_nearest_term_of_ours() -> None:
    served = {"id": "n", "kind": "notification", "of": "o", "when": "2014-06-12"}
    c = chronology(
        ORDER,
        served,
        {
            "id": "q",
            "kind": "asylum_application",
            "when": "2014-05-01",
            "place": "RU",
            "form": "refugee_status",
        },
    )
    picture = today(c, ask(c, "2014-06-15"))
    assert picture.protected == "yes"
    assert picture.next_steps[0].deadline.id == "E3"
    assert picture.next_steps[0].by == date(2014, 6, 22)
    assert picture.next_steps[0].days_left == 7


def test_what_if_leaves_the_chronology_untouched_and_changes_the_answer() -> None:
    removal = {"id": "x", "kind": "extradition", "when": "2019-06-01", "place": "RU", "to": "UZ"}
    c = chronology(removal)
    assert ask(c, "2019-07-01").verdict("P7") is Verdict.NO
    supposed = with_event(
        c,
        Event(
            "if", "interim_measure", when=Span.day(date(2019, 5, 1)), attributes={"body": "ECtHR"}
        ),
    )
    assert ask(supposed, "2019-07-01").verdict("P7") is Verdict.CERTAIN
    assert len(c.events) == 1


TRAPPED = (
    {"id": "u", "kind": "unhcr_recognition", "when": "2017-05-10", "place": "RU"},
    {"id": "t", "kind": "travel_document", "when": "2017-06-10", "place": "RU"},
    {"id": "r", "kind": "resettlement_offer", "when": "2017-06-20"},
)


@pytest.mark.parametrize(("day", "blocked"), [("2018-12-31", True), ("2019-01-01", False)])
def test_the_exit_permission_blocks_until_its_last_day(day: str, blocked: bool) -> None:
    answers = ask(chronology(*TRAPPED), day)
    ways = [
        w for w in answers.ways_out if any(n.provision and n.provision.id == "X3" for n in w.needs)
    ]
    assert ways, [w.id for w in answers.ways_out]
    assert ("X3" in ways[0].blocked_by) == blocked
    if blocked:
        assert ways[0].open is False
        assert ways[0].opened_by()


def test_a_contradictory_file_is_named_and_the_rest_goes_on() -> None:
    c = chronology(
        {"id": "a", "kind": "arrest", "when": "2014-06-10", "place": "RU"},
        {"id": "b", "kind": "release", "when": "2014-06-01", "place": "RU"},
        MEASURE,
        {"id": "x", "kind": "expulsion", "when": "2019-05-01", "place": "RU", "to": "UZ"},
        relations=[
            {"from": "a", "to": "b", "at_least": "P0D", "words": "after his arrest he was released"}
        ],
    )
    answers = ask(c, "2020-01-01")
    assert [set(f.events) for f in answers.contradictions] == [{"a", "b"}]
    assert "after his arrest" in answers.contradictions[0].says()
    assert answers.verdict("P7") is Verdict.CERTAIN
    for f in answers.findings:
        if {"a", "b"} & set(f.events) and f.verdict is not Verdict.NO:
            assert f.verdict is Verdict.CANNOT_TELL


def test_an_allegation_makes_nothing_certain() -> None:
    removal = {"id": "x", "kind": "expulsion", "when": "2019-05-01", "place": "RU", "to": "UZ"}
    assert ask(chronology(MEASURE, removal), "2020-01-01").verdict("P7") is Verdict.CERTAIN
    assert (
        ask(chronology(MEASURE, {**removal, "stance": "alleged"}), "2020-01-01").verdict("P7")
        is Verdict.POSSIBLE
    )
    assert (
        ask(chronology({**MEASURE, "when": "2019-03~"}, removal), "2020-01-01").verdict("P7")
        is Verdict.POSSIBLE
    )


def test_every_finding_tells_itself_in_both_languages() -> None:
    removal = {"id": "x", "kind": "expulsion", "when": "2019-05-01", "place": "RU", "to": "UZ"}
    answers = ask(chronology(MEASURE, removal, *TRAPPED), "2020-01-01")
    for f in answers.findings:
        for language in ("en", "ru"):
            assert f.says(language)
            assert f.would_change(language)
            assert "{" not in f.says(language) + f.would_change(language)
            assert f.steps(language)


def test_a_doubtful_date_does_not_spoil_what_does_not_rest_on_it() -> None:
    """Television and conviction disagree whatever the dates; an order that is told holds whatever the dates."""
    shown = {
        "id": "m",
        "kind": "media_accusation",
        "when": "2017-06?",
        "accused_of": "recruiting for Islamic State",
    }
    conviction = {
        "id": "c",
        "kind": "conviction",
        "when": "2017?",
        "place": "RU",
        "articles": ["RU-CC-222-1"],
    }
    assert ask(chronology(shown, conviction), "2018-12-31").verdict("P9") is Verdict.CERTAIN
    ruling = {"id": "r", "kind": "court_ruling", "when": "2014?", "place": "RU", "decided": "for"}
    taken = {"id": "a", "kind": "abduction", "when": "2014?", "place": "RU"}
    told = [{"from": "r", "to": "a", "at_least": "P5D", "at_most": "P10D"}]
    assert (
        ask(chronology(ruling, taken, relations=told), "2018-12-31").verdict("P5")
        is Verdict.CERTAIN
    )
    assert ask(chronology(ruling, taken), "2018-12-31").verdict("P5") is Verdict.POSSIBLE


def test_a_term_counted_back_from_a_planned_removal_ends_in_registry_hours() -> None:
    """A removal planned for Monday 10 May 2021 at 9: one whole working day before it is Friday; so Thursday, 16:00."""
    from dataclasses import replace
    from types import MappingProxyType

    row = {
        "title": "Rule 39 in time", "whose": "defence", "starts": {"kind": "expulsion_order", "scheduled": {"known": True}},
        "back_from": "scheduled", "term": {"working_days": 1, "state": "FR"}, "hours": {"until": "16:00", "zone": "Europe/Paris"},
    }  # fmt: skip
    pack = load("russia-uzbekistan")
    pack = replace(pack, version="back", deadlines=MappingProxyType({"T": row}))
    order = {
        "id": "o",
        "kind": "expulsion_order",
        "when": "2021-05-01",
        "place": "RU",
        "scheduled": "2021-05-10T09:00+03:00",
    }
    found = check(chronology(order), pack, date(2021, 5, 3)).deadlines
    assert [d.last_safe.isoformat() for d in found if d.last_safe] == ["2021-05-06T16:00:00+02:00"]
    undated = check(chronology({**order, "scheduled": "soon"}), pack, date(2021, 5, 3)).deadlines
    assert undated[0].last_safe is None
    assert undated[0].unsure()


def test_the_law_of_a_state_the_person_is_not_in_is_not_asked() -> None:
    events = [
        {"id": "a", "kind": "extradition_appeal", "when": "2018-10-08"},
        {"id": "x", "kind": "extradition", "when": "2018-10-15", "to": "UZ"},
        {"id": "p", "kind": "imprisonment", "when": "2018-11-01", "place": "UZ"},
    ]

    def asked(refuge: str) -> Answers:
        person = {"name": "A. B.", "citizenship": "UZ", "refuge": refuge}
        told = read_chronology({"person": person, "events": events}, where="test")
        return check(told, load("russia-uzbekistan"), date(2018, 12, 1))

    assert asked("RU").verdict("E3") is Verdict.POSSIBLE
    elsewhere = asked("KZ")
    e3 = next(f for f in elsewhere.findings if f.rule == "E3")
    assert (e3.verdict, e3.says()) == (
        Verdict.NO,
        "Handed over before the extradition appeal was done: no. It rests on the law of another state (Russia).",
    )
    assert "E3" not in {s.id for s in elsewhere.safeguards}
    assert "U1" not in {r.id for r in elsewhere.remedies}


@pytest.mark.parametrize(
    ("came", "verdict"),
    [
        ("2018-01-17", Verdict.NO),  # held before he ever came to Russia: in Uzbekistan
        ("2018-01-17T08:30", Verdict.NO),
        ("2018-01", Verdict.CANNOT_TELL),
        ("2018-01-02", Verdict.CERTAIN),
    ],
)
def test_who_was_held_before_coming_was_held_at_home(came: str, verdict: Verdict) -> None:
    c = chronology(
        {"id": "d", "kind": "detention", "when": "2018-01-06", "term": "none"},
        {"id": "e", "kind": "entry", "when": came, "place": "RU"},
    )
    assert ask(c, "2018-03-01").verdict("P12") is verdict


def test_a_journey_on_file_need_not_be_the_first() -> None:
    c = chronology(
        {"id": "w", "kind": "work", "when": "2011", "place": "RU"},
        {"id": "d", "kind": "detention", "when": "2018-01-06", "term": "none"},
        {"id": "e", "kind": "entry", "when": "2018-06-17", "place": "RU"},
    )
    assert ask(c, "2018-12-01").verdict("P12") is Verdict.CERTAIN


SOUGHT = {"id": "w", "kind": "wanted_listing", "when": "2014-02-01", "place": "UZ"}


@pytest.mark.parametrize(
    "more", [{"stance": "denied"}, {"stance": "feared"}, {"relative": "brother"}]
)
def test_what_is_denied_feared_or_a_relatives_is_no_risk_of_the_person(
    more: dict[str, str],
) -> None:
    """Nobody seeks the person themselves: no day is told as one without protection, nothing need be filed."""
    c = chronology({**SOUGHT, **more})
    picture = today(c, ask(c, "2014-06-01"))
    assert picture.gaps == ()
    assert picture.remedies == ()


@pytest.mark.parametrize("more", [{}, {"stance": "alleged"}])
def test_a_wanted_notice_even_only_alleged_is_a_risk_from_its_first_day(
    more: dict[str, str],
) -> None:
    c = chronology({**SOUGHT, **more})
    picture = today(c, ask(c, "2014-06-01"))
    assert [(g.first, g.last) for g in picture.gaps] == [(date(2014, 2, 1), None)]
    assert picture.remedies


def test_a_wanted_notice_without_a_date_still_asks_for_protection() -> None:
    c = chronology({k: v for k, v in SOUGHT.items() if k != "when"})
    picture = today(c, ask(c, "2014-06-01"))
    assert [(g.first, g.last) for g in picture.gaps] == [(date(2014, 6, 1), None)]
    assert picture.remedies


def test_days_that_may_have_been_protected_are_not_called_unprotected() -> None:
    """The interim measure is on file, its day is not: whether it protects cannot be told, nor that nothing does."""
    measure = {k: v for k, v in MEASURE.items() if k != "when"}
    c = chronology(SOUGHT, measure)
    picture = today(c, ask(c, "2019-06-01"))
    assert picture.protected == "cannot tell"
    assert [g for g in picture.gaps if g.first <= date(2019, 6, 1)] == []


@pytest.mark.parametrize(
    ("as_of", "newest"),
    [("2014-06-30", None), ("2014-07-11", None), ("2014-07-12", date(2014, 6, 11))],
)
def test_a_file_in_which_nothing_is_new_for_a_month_is_said_to_be_silent(
    as_of: str, newest: date | None
) -> None:
    c = chronology(ORDER)
    picture = today(c, ask(c, as_of))
    assert picture.newest == newest
    told = any("11 June 2014" in words for words in picture.caveats("en"))
    assert told is (newest is not None)


def test_protection_by_rows_that_are_not_sure_is_said_to_rest_on_them() -> None:
    """The extradition order is not carried out in its appeal term: that is from memory (E3)."""
    c = chronology(ORDER)
    picture = today(c, ask(c, "2014-06-12"))
    assert picture.protected == "in part"
    assert any("not sure" in words for words in picture.caveats("en"))
    assert any("не твёрд" in words or "не тверд" in words for words in picture.caveats("ru"))


def test_who_was_handed_over_is_said_to_be_gone_before_anything_that_still_bars_removal() -> None:
    claim = {"id": "q", "kind": "asylum_application", "when": "2014-05-01", "form": "refugee_status", "place": "RU"}  # fmt: skip
    gone = {"id": "x", "kind": "extradition", "when": "2014-06-20", "place": "RU", "to": "UZ"}
    c = chronology(claim, ORDER, gone)
    picture = today(c, ask(c, "2014-06-25"))
    assert picture.protected == "yes", "the claim was never decided"
    first = picture.caveats("en")[0]
    assert "no longer in the state of refuge: extradition of 20 June 2014" in first
    assert "уже нет в государстве пребывания" in picture.caveats("ru")[0]
    assert today(c, ask(c, "2014-06-19")).caveats("en") == ()
