"""The list of cases and a case's page: empty states, search, settings, papers coming in."""

from __future__ import annotations

import io
from typing import Any

from django.test import Client

from safeconduct import casework
from safeconduct.record import Case
from safeconduct.store.office import Office


def test_an_office_without_cases_says_what_to_do(anna: Client, read: Any) -> None:
    page = read(anna, "/")
    assert "No case yet" in page
    assert "Open the case" in page


def test_a_case_is_opened_and_leads_to_its_page(anna: Client, read: Any) -> None:
    answer = anna.post("/new/", {"title": " Brothers  of Kazan ", "pack": "russia-uzbekistan"})
    page = read(anna, answer.headers["Location"])
    assert "Brothers of Kazan" in page
    assert "No papers yet" in page


def test_a_case_without_a_title_is_refused_with_the_remedy(anna: Client, read: Any) -> None:
    answer = anna.post("/new/", {"title": "  "})
    page = read(anna, answer.headers["Location"])
    assert "a case needs a title" in page
    assert "Give it a word or two" in page


def test_people_are_found_in_any_spelling_and_the_search_stands_in_no_address(
    anna: Client, case: Case
) -> None:
    answer = anna.post("/", {"sought": "yusupOV"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Rustam Yusupov" in page
    assert "/person/" in page
    assert "Nothing was found" in anna.post("/", {"sought": "Nobody"}).content.decode()


def test_a_case_is_restricted_renamed_and_closed(
    anna: Client, case: Case, office: Office, read: Any
) -> None:
    change = f"/case/{case.id}/change/"
    anna.post(change, {"settings": "1", "title": "Renamed", "pack": "russia-uzbekistan", "members": "boris", "note": "n", "closed": "on"})  # fmt: skip
    changed = casework.case(office, casework.Actor("Anna", manager=True), case.id)
    assert (changed.title, changed.closed, changed.note) == ("Renamed", True, "n")
    assert set(changed.members) == {"Anna", "Boris"}  # who restricts it is a member too
    answer = anna.post(change, {"members": "Nobody", "back": f"/case/{case.id}/"})
    assert "nobody of the office is called" in read(anna, answer.headers["Location"])


def test_a_file_is_kept_queued_and_read_by_the_worker(
    anna: Client, office: Office, read: Any
) -> None:
    case = anna.post("/new/", {"title": "A"}).headers["Location"]
    letter = io.BytesIO(
        b"Aziz Tursunov was arrested in Moscow on 3 May 2015.\n\nHe was released the next day.\n"
    )
    letter.name = "letter.txt"
    answer = anna.post(f"{case}upload/", {"files": letter, "obtained": "by hand"})
    page = read(anna, answer.headers["Location"].partition("#")[0])
    assert "1 file was taken in." in page
    assert "waiting to be read" in page
    assert 'data-unfinished="1"' in read(anna, f"{case}progress/")
    job = casework.read_next(office, "worker")
    assert job is not None
    assert job.state == "done", job.explanation
    page = read(anna, f"{case}progress/")
    assert 'data-unfinished="0"' in page
    assert "Aziz Tursunov" in page


def test_the_same_file_again_is_said(anna: Client, read: Any) -> None:
    case = anna.post("/new/", {"title": "A"}).headers["Location"]
    for _ in range(2):
        answer = anna.post(f"{case}upload/", {"pasted": "He was taken.", "name": "note"})
    assert "the case had the others already" in read(
        anna, answer.headers["Location"].partition("#")[0]
    )


def test_a_broken_file_is_kept_named_and_explained(anna: Client, office: Office, read: Any) -> None:
    case = anna.post("/new/", {"title": "A"}).headers["Location"]
    torn = io.BytesIO(b"%PDF-1.7\n1 0 obj <<")
    torn.name = "приказ.pdf"
    anna.post(f"{case}upload/", {"files": torn})
    while casework.read_next(office, "worker"):
        pass
    page = read(anna, case)
    assert "приказ.pdf" in page
    assert "damaged" in page
    assert "Ask for it to be sent again" in page
    assert "tell of nothing that happened" not in page
    assert "No paper has been read yet" in page
    anna.defaults["HTTP_ACCEPT_LANGUAGE"] = "ru"
    assert "PDF повреждён или обрезан и не открывается. Попросите прислать ещё раз." in read(
        anna, case
    )


def test_nothing_chosen_is_said(anna: Client, read: Any) -> None:
    case = anna.post("/new/", {"title": "A"}).headers["Location"]
    answer = anna.post(f"{case}upload/", {})
    assert "Choose a file, or paste a text" in read(
        anna, answer.headers["Location"].partition("#")[0]
    )
