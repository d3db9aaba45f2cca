"""A person's page: what is told, each date with its passage one click away, what the law says, who is who."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from offices import on_file
from safeconduct import casework
from safeconduct.casework import Actor
from safeconduct.record import Case
from safeconduct.store.office import Office

ANNA = Actor("Anna", manager=True)


@pytest.fixture
def person(anna: Client, case: Case, read: Any) -> str:
    page = read(anna, f"/case/{case.id}/people/")
    found = re.search(r'<a href="(/case/\w+/person/\w+/)">Rustam Yusupov', page)
    assert found
    return found[1]


def test_every_line_of_the_chronology_leads_to_its_passage(
    anna: Client, person: str, read: Any
) -> None:
    page = read(anna, person)
    assert "10 June 2014" in page
    links = re.findall(r'<blockquote><a href="(/case/\w+/paper/\w+/)#(p-\w+)"', page)
    assert len(links) >= 2
    for address, anchor in links:
        assert f'id="{anchor}"' in read(anna, address)
    assert "<mark>he was released</mark>" in page


def test_the_trail_picture_leads_to_the_chronology(anna: Client, person: str, read: Any) -> None:
    page = read(anna, person)
    assert "<svg" in page
    for anchor in set(re.findall(r'<a href="#(e\d+)"', page)):
        assert f'id="{anchor}"' in page


def test_findings_stand_with_verdict_and_events_and_say_they_are_not_confirmed(
    anna: Client, person: str, read: Any
) -> None:
    page = read(anna, person)
    assert 'id="findings"' in page
    assert "not confirmed" in page
    assert "Taken for a citizen of Uzbekistan" in page
    for target in set(re.findall(r'href="#(law-\w+|e\d+)"', page)):
        assert f'id="{target}"' in page, target


def test_another_day_is_asked_for_and_events_after_it_do_not_count(
    anna: Client, person: str, read: Any
) -> None:
    page = read(anna, person, as_of="2014-06-10")
    assert 'value="2014-06-10"' in page
    assert read(anna, person, as_of="nonsense")  # falls back on today


def test_a_case_without_law_shows_the_chronology_and_says_why_no_findings(
    anna: Client, office: Office, read: Any
) -> None:
    case = casework.open_case(office, ANNA, "No law")
    on_file(office, case.id)
    page = read(anna, f"/case/{case.id}/people/")
    found = re.search(r'<a href="(/case/\w+/person/\w+/)">Rustam', page)
    assert found
    page = read(anna, found[1])
    assert "has no law pack yet" in page
    assert "10 June 2014" in page


def test_the_office_describes_a_person_and_takes_it_back(
    anna: Client, person: str, case: Case, read: Any
) -> None:
    anna.post(f"{person}describe/", {"name": "Rustam Yusupov", "citizenship": "tj", "refuge": "", "born": "1985-03", "sex": "m"})  # fmt: skip
    page = read(anna, person)
    assert "<dd>Tajikistan</dd>" in page
    assert "March 1985" in page
    assert "Taken for a citizen" not in page
    undo = re.search(r'name="judgement" value="(\w+)"', page)
    assert undo
    anna.post(f"/case/{case.id}/undo/", {"judgement": undo[1]})
    assert "<dd>TJ</dd>" not in read(anna, person)


def test_two_are_judged_one_then_split_again(
    anna: Client, person: str, case: Case, office: Office, read: Any
) -> None:
    people = read(anna, f"/case/{case.id}/people/")
    both = re.findall(r'name="person" value="(\w+)"', people)
    before = len(both)
    anna.post(
        f"/case/{case.id}/people/judge/",
        {"person": both[:2], "verdict": "same", "note": "their passports"},
    )
    people = read(anna, f"/case/{case.id}/people/")
    assert len(re.findall(r'name="person" value="(\w+)"', people)) == before - 1
    assert "their passports" in people
    address = re.search(r'<a href="(/case/\w+/person/\w+/)">Rustam', people)
    assert address
    mentions = re.findall(r'name="mention" value="(\w+)"', read(anna, address[1]))
    assert len(mentions) == 2
    anna.post(f"{address[1]}split/", {"mention": mentions[1], "verdict": "split"})
    people = read(anna, f"/case/{case.id}/people/")
    assert len(re.findall(r'name="person" value="(\w+)"', people)) == before
    # What stands is "not the same": joining them now is refused, with who said so.
    both = re.findall(r'name="person" value="(\w+)"', people)[:2]
    answer = anna.post(f"/case/{case.id}/people/judge/", {"person": both, "verdict": "same", "back": f"/case/{case.id}/people/"})  # fmt: skip
    assert "Anna judged on" in read(anna, answer.headers["Location"])


def test_one_alone_cannot_be_compared(anna: Client, case: Case, read: Any) -> None:
    answer = anna.post(
        f"/case/{case.id}/people/judge/", {"verdict": "same", "back": f"/case/{case.id}/people/"}
    )
    assert "Tick at least two people" in read(anna, answer.headers["Location"])


def test_the_history_shows_each_judgement_with_its_undo(
    anna: Client, person: str, case: Case, paper: str, read: Any
) -> None:
    claim = re.search(r'id="c-(\w+)"', read(anna, paper))
    assert claim
    anna.post(f"{paper}judge/", {"claim": claim[1], "verdict": "accept"})
    page = read(anna, f"/case/{case.id}/history/")
    assert "accepted a claim" in page
    undo = re.search(r'name="judgement" value="(\w+)"', page.split("Judgements")[1])
    assert undo
    anna.post(f"/case/{case.id}/undo/", {"judgement": undo[1], "back": f"/case/{case.id}/history/"})
    page = read(anna, f"/case/{case.id}/history/")
    assert "undid: accepted a claim" in page


def test_the_day_says_that_it_rests_on_claims_nobody_confirmed_and_how_old_the_file_is(
    anna: Client, person: str, read: Any
) -> None:
    """The example's newest event is of June 2014; asked years later, that is said beside what protects."""
    page = read(anna, f"{person}?as_of=2019-06-01")
    panel = page.partition('id="today"')[2].partition("</section>")[0]
    assert "It rests on claims nobody has confirmed." in panel or "Nothing on file" in panel
    assert "what happened since is not on file" in panel
    near = read(anna, f"{person}?as_of=2014-06-20").partition('id="today"')[2]
    assert "what happened since is not on file" not in near.partition("</section>")[0]
