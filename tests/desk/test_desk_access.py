"""Who sees what: nobody without a passphrase, strangers nothing at all, and addresses tell nothing to anyone."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from offices import PASSPHRASE, TEXT
from safeconduct import casework
from safeconduct.casework import Actor
from safeconduct.record import Case
from safeconduct.store import vault
from safeconduct.store.office import Office

WORDS = {w.casefold() for w in re.findall(r"\w{4,}", TEXT)} | {
    "yusupov",
    "rustam",
    "samara",
    "letter",
}


def pages(client: Client, case: Case) -> list[str]:
    """Every page one can click to from the list of cases, forms apart."""
    seen: dict[str, None] = {"/": None}
    waiting = ["/"]
    while waiting:
        answer = client.get(waiting.pop())
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        for link in re.findall(r'href="(/[^"#]*)', answer.content.decode()):
            if link not in seen and not link.startswith("/static/"):
                seen[link] = None
                waiting.append(link)
    assert any("/paper/" in s for s in seen)
    assert any("/person/" in s for s in seen)
    return list(seen)


def test_without_a_login_every_page_leads_to_the_login(
    anna: Client, visitor: Client, case: Case
) -> None:
    for address in pages(anna, case):
        if address != "/login/":
            answer = visitor.get(address)
            assert answer.status_code == 302, address
            assert answer.headers["Location"].startswith("/login/?next=/")


def test_a_locked_office_shows_the_login_only(anna: Client, case: Case) -> None:
    addresses = pages(anna, case)
    assert anna.post("/lock/").status_code == 302
    assert not vault.is_open()
    for address in addresses:
        assert anna.get(address).status_code == 302


def test_a_wrong_passphrase_is_told_in_a_sentence(office: Office, visitor: Client) -> None:
    answer = visitor.post("/login/", {"name": "Anna", "passphrase": "something else altogether"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Wrong name or passphrase" in page
    assert "something else altogether" not in page


@pytest.mark.parametrize(
    "to", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org"]
)
def test_the_login_sends_nobody_elsewhere(office: Office, visitor: Client, to: str) -> None:
    answer = visitor.post("/login/", {"name": "Anna", "passphrase": PASSPHRASE, "next": to})
    assert answer.headers["Location"] == "/"


def test_to_a_stranger_a_restricted_case_is_not_there(
    anna: Client, clara: Client, case: Case
) -> None:
    for address in pages(anna, case):
        if case.id in address:
            assert clara.get(address).status_code == 404, address
    assert case.title not in clara.get("/").content.decode()
    found = clara.post("/", {"sought": "Yusupov"}).content.decode()
    assert "Rustam" not in found


def test_a_stranger_can_do_nothing_either(
    clara: Client, anna: Client, case: Case, paper: str
) -> None:
    for address in (f"{paper}judge/", f"{paper}original/", f"{paper}again/", f"/case/{case.id}/undo/",
                    f"/case/{case.id}/upload/", f"/case/{case.id}/change/", f"/case/{case.id}/people/judge/"):  # fmt: skip
        assert clara.post(address, {"verdict": "accept-sure"}).status_code == 404, address


def test_a_part_of_one_case_is_not_reached_through_another(
    office: Office, clara: Client, case: Case, paper: str
) -> None:
    mine = casework.open_case(office, Actor("Clara"), "Hers")
    assert clara.get(paper.replace(case.id, mine.id)).status_code == 404


def test_only_managers_see_the_offices_history(anna: Client, clara: Client) -> None:
    assert anna.get("/history/").status_code == 200
    assert clara.get("/history/").status_code == 403


def test_no_address_and_no_window_title_holds_a_word_of_a_case(anna: Client, case: Case) -> None:
    for address in pages(anna, case):
        page = anna.get(address).content.decode()
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        assert title
        for shown in (*re.findall(r'(?:href|action|src)="([^"]*)"', page), title[1]):
            held = set(re.findall(r"\w{4,}", unquote(shown).casefold()))
            assert not held & WORDS, (address, shown)


def test_pages_ask_nothing_of_other_machines_and_carry_no_inline_code(
    anna: Client, case: Case
) -> None:
    for address in pages(anna, case):
        answer = anna.get(address)
        page = answer.content.decode()
        assert not re.findall(r"""(?:src|href|action|url\()\s*=?\s*["']?(?:https?:)?//""", page), (
            address
        )
        assert not re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page), address
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "no-store" in answer.headers["Cache-Control"]


def test_forms_without_their_token_change_nothing(office: Office, case: Case) -> None:
    strict = Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1")
    strict.get("/login/")
    answer = strict.post("/login/", {"name": "Anna", "passphrase": PASSPHRASE})
    assert answer.status_code == 403
    assert "open too long" in answer.content.decode()


def test_logging_out_ends_the_session_and_leaves_the_office_open(
    anna: Client, office: Office, read: Any
) -> None:
    assert anna.post("/logout/").status_code == 302
    assert anna.get("/").status_code == 302
    assert vault.is_open()
