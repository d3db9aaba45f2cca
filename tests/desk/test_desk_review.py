"""A document with its claims: marked in the text, accepted, rejected, corrected, added, each undone again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from offices import on_file
from safeconduct import casework
from safeconduct.casework import Actor, Standing
from safeconduct.record import Case
from safeconduct.store.office import Office

ANNA = Actor("Anna", manager=True)


def refs(page: str) -> list[str]:
    return re.findall(r'id="c-(\w+)"', page)


def standings(office: Office, case: Case) -> list[Standing]:
    source = casework.sources(office, ANNA, case.id)[0].source
    leaf = casework.leaf(office, ANNA, source.id)
    return [c.standing for c in sorted(leaf.claims, key=lambda c: c.claim.passage.start)]


def test_claims_are_marked_where_they_stand_and_listed_beside(
    anna: Client, paper: str, read: Any
) -> None:
    page = read(anna, paper)
    first, second = refs(page)
    assert page.index(f'id="p-{first}"') < page.index(f'id="p-{second}"')
    assert "Rustam Yusupov was arrested in Samara on 10 June 2014</a></mark>" in page
    assert "10 June 2014" in page
    assert "Custody and original" in page


def test_accepting_without_a_script_returns_to_the_claim_with_an_undo(
    anna: Client, paper: str, office: Office, case: Case, read: Any
) -> None:
    first = refs(read(anna, paper))[0]
    answer = anna.post(f"{paper}judge/", {"claim": first, "verdict": "accept"})
    assert answer.headers["Location"] == f"{paper}#c-{first}"
    assert standings(office, case) == [Standing.ACCEPTED, Standing.PROPOSED]
    page = read(anna, paper)
    assert "1 claim accepted." in page
    undo = re.search(r'name="judgement" value="(\w+)"', page)
    assert undo
    anna.post(f"/case/{case.id}/undo/", {"judgement": undo[1], "back": paper})
    assert standings(office, case) == [Standing.PROPOSED, Standing.PROPOSED]


def test_the_script_is_given_only_what_changed(anna: Client, paper: str, read: Any) -> None:
    first = refs(read(anna, paper))[0]
    answer = anna.post(f"{paper}judge/", {"claim": first, "verdict": "reject"}, headers={"accept": "application/json"})  # fmt: skip
    told = answer.json()
    assert list(told["cards"]) == [first]
    assert told["cards"][first]["standing"] == "rejected"
    assert told["open"] == 1
    again = anna.post(
        re.sub(r"paper/.*", "undo/", paper), {"judgement": told["undo"], "paper": paper.split("/")[-2]},
        headers={"accept": "application/json"},
    )  # fmt: skip
    assert again.json()["open"] == 2


def test_all_sure_proposals_are_accepted_at_once_and_undone_at_once(
    anna: Client, office: Office, read: Any
) -> None:
    case = casework.open_case(office, ANNA, "B", pack="russia-uzbekistan")
    text = b"Aziz Tursunov was arrested in Moscow on 3 May 2015.\n\nAziz Tursunov was released on 9 May 2015.\n"
    casework.take(office, ANNA, text, name="a.txt", case=case.id)
    casework.read_next(office, "w")
    line = casework.sources(office, ANNA, case.id)[0]
    leaf = casework.leaf(office, ANNA, line.source.id)
    sure = [c for c in leaf.claims if c.claim.tier.value == "sure"]
    if not sure:
        pytest.skip("the reader is sure of nothing here")
    page = read(anna, f"/case/{case.id}/")
    paper = re.search(r'href="(/case/\w+/paper/\w+/)"', page)
    assert paper
    anna.post(f"{paper[1]}judge/", {"verdict": "accept-sure"})
    assert standings(office, case).count(Standing.ACCEPTED) == len(sure)
    undo = re.search(r'name="judgement" value="(\w+)"', read(anna, paper[1]))
    assert undo
    anna.post(f"/case/{case.id}/undo/", {"judgement": undo[1]})
    assert standings(office, case).count(Standing.ACCEPTED) == 0


def test_a_claim_is_corrected_in_date_and_person(
    anna: Client, paper: str, office: Office, case: Case, read: Any
) -> None:
    first = refs(read(anna, paper))[0]
    form = read(anna, f"{paper}claim/{first}/")
    assert 'value="2014-06-10"' in form
    people = dict(re.findall(r'name="person" value="(\d+)"(?: checked)?> ([^<]+)<', form))
    brother = next(n for n, name in people.items() if name != "Rustam Yusupov")
    anna.post(
        f"{paper}claim/{first}/",
        {"kind": "detention", "when": "2014-06", "where": "Kazan", "by": "", "stance": "stated", "person": brother, "articles": "RU-CAO-18.8-3"},
    )  # fmt: skip
    assert standings(office, case)[0] is Standing.CORRECTED
    page = read(anna, paper)
    assert "June 2014" in page
    assert "Kazan" in page


def test_an_impossible_date_is_refused_and_nothing_is_changed(
    anna: Client, paper: str, office: Office, case: Case, read: Any
) -> None:
    first = refs(read(anna, paper))[0]
    form = f"{paper}claim/{first}/"
    answer = anna.post(form, {"kind": "arrest", "when": "sometime in spring", "where": "Samara", "person": "0", "articles": "RU-CAO-18.8-3", "back": form})  # fmt: skip
    assert "Not done" in read(anna, answer.headers["Location"])
    assert standings(office, case)[0] is Standing.PROPOSED


def test_saving_an_unchanged_form_accepts(
    anna: Client, paper: str, office: Office, case: Case, read: Any
) -> None:
    first = refs(read(anna, paper))[0]
    anna.post(f"{paper}claim/{first}/", {"kind": "arrest", "when": "2014-06-10", "where": "Samara", "person": "0", "stance": "stated", "articles": "RU-CAO-18.8-3"})  # fmt: skip
    assert standings(office, case)[0] is Standing.ACCEPTED


def test_a_claim_the_reader_missed_is_added_from_the_text(
    anna: Client, paper: str, office: Office, case: Case, read: Any
) -> None:
    start = 79
    form = read(anna, f"{paper}add/", start=str(start), end=str(start + 20))
    assert "Add the claim" in form
    answer = anna.post(f"{paper}add/", {"start": start, "end": start + 20, "kind": "threat", "when": "2014", "person": "0"})  # fmt: skip
    page = read(anna, answer.headers["Location"].partition("#")[0])
    assert "threat" in page
    assert Standing.ADDED in standings(office, case)


def test_marking_nothing_is_said(anna: Client, paper: str, read: Any) -> None:
    answer = anna.get(f"{paper}add/")
    assert "Mark the words" in read(anna, answer.headers["Location"])


def test_what_a_document_says_is_text_and_never_code(
    anna: Client, office: Office, read: Any
) -> None:
    case = casework.open_case(office, ANNA, "<script>alert(1)</script>", pack="russia-uzbekistan")
    text = 'Rustam Yusupov was arrested in Samara on 10 June 2014. The next day he was released. His brother fears <img src=x onerror="alert(1)">.'
    on_file(office, case.id, name="<b>letter</b>.txt", text=text)
    page = read(anna, f"/case/{case.id}/")
    assert "<script>alert" not in page
    assert "<b>letter" not in page
    paper = re.search(r'href="(/case/\w+/paper/\w+/)"', page)
    assert paper
    assert "<img" not in read(anna, paper[1])


def test_the_original_comes_out_as_a_download_and_that_is_noted(
    anna: Client, paper: str, office: Office, case: Case
) -> None:
    answer = anna.post(f"{paper}original/")
    assert answer.content.startswith(b"Rustam Yusupov was arrested")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert casework.history(office, ANNA, case.id)[0].verb == "hand out original"
    assert anna.get(f"{paper}original/").status_code == 405


def test_what_a_finding_asks_for_can_be_entered_and_taken_out_again(
    anna: Client, paper: str, office: Office, case: Case, read: Any
) -> None:
    """Form of protection, the decision it concerns, in whose favour, whether the papers were complete."""
    first = refs(read(anna, paper))[0]
    form = f"{paper}claim/{first}/"
    page = read(anna, form)
    for name in ("of", "form", "body", "decided", "complete", "term", "ground"):
        assert f'name="{name}"' in page, name
    told = {"kind": "extradition_request", "when": "2014-06-10", "where": "Samara", "person": "0", "stance": "stated", "articles": "RU-CAO-18.8-3"}  # fmt: skip
    anna.post(form, {**told, "complete": "yes", "term": " P2M ", "of": "", "ground": ""})
    claim = next(
        line.claim
        for line in casework.leaf(
            office, ANNA, casework.sources(office, ANNA, case.id)[0].source.id
        ).claims
        if line.claim.kind == "extradition_request"
    )
    assert claim.attributes == {"articles": ["RU-CAO-18.8-3"], "complete": True, "term": "P2M"}
    page = read(anna, form)
    assert '<option value="yes" selected>' in page
    anna.post(form, {**told, "complete": "", "term": "P2M"})
    line = casework.leaf(office, ANNA, casework.sources(office, ANNA, case.id)[0].source.id)
    attributes = next(
        one.claim.attributes for one in line.claims if one.claim.kind == "extradition_request"
    )
    assert attributes == {"articles": ["RU-CAO-18.8-3"], "term": "P2M"}


def test_a_service_added_by_hand_says_which_decision_it_is_of(
    anna: Client, paper: str, office: Office, case: Case, read: Any
) -> None:
    anna.post(f"{paper}add/", {"start": 79, "end": 99, "kind": "notification", "when": "2014-06-12", "person": "0", "of": "extradition_order"})  # fmt: skip
    leaf = casework.leaf(office, ANNA, casework.sources(office, ANNA, case.id)[0].source.id)
    added = next(line.claim for line in leaf.claims if line.claim.kind == "notification")
    assert added.attributes == {"of": "extradition_order"}
