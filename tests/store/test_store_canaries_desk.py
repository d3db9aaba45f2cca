"""No word of a case on disk after a day at the desk: the product's own server, pages and worker, driven over HTTP."""

from __future__ import annotations

import html
import re
import urllib.parse
from pathlib import Path

import pytest
from visitor import *  # noqa: F403 (fixtures)
from visitor import wait_for

from canaries import Canaries
from offices import PASSPHRASE
from safeconduct.store import door
from safeconduct.store.place import Place


@pytest.fixture
def pages():
    """The product's own settings and pages."""
    return {}


def links(page: str) -> set[str]:
    """Addresses a page leads to on this desk."""
    found = (html.unescape(a).split("#")[0] for a in re.findall(r'(?:href|src)="(/[^"]*)"', page))
    return {a.lstrip("/") for a in found if a and not a.startswith(("//", "/static/"))}


def test_no_page_of_the_desk_leaves_a_word_on_disk_or_in_an_address(server, tmp_path):
    canaries = Canaries()
    word, slovo = canaries.word, canaries.slovo
    status, _ = server.post("login/", "login/", name="Anna", passphrase=PASSPHRASE)
    assert status == 302
    status, _ = server.post(
        "new/", "", title=f"{word()} {slovo()}", note=slovo(), pack="russia-uzbekistan"
    )
    assert status == 302
    case = server.sent_to.lstrip("/")
    name = word().capitalize()
    letter = (
        f"Moscow, 3 July 2014\n\nRustam {name}, a citizen of Uzbekistan, was arrested in Samara on 10 June 2014 "
        f"because of {word()}. Rustam {name} was released on 12 June 2014. {slovo()}\n"
    )
    for text in (letter, letter + slovo()):
        status, _ = server.upload(
            f"{word()}.txt", text.encode(), to=f"{case}upload/", field="files",
            obtained=slovo(), csrfmiddlewaretoken=server.token(case),
        )  # fmt: skip
        assert status == 302
    wait_for(lambda: "/paper/" in server.ask(case)[1] and not unfinished(server))

    seen: dict[str, str] = {}
    waiting = [case, "", "history/", "keys/"]
    while waiting and len(seen) < 80:
        address = waiting.pop(0)
        if address in seen or address.startswith(("logout", "lock")):
            continue
        status, page = server.ask(address)
        assert status in (200, 302, 405), f"{status} at {address}"
        seen[address] = page
        waiting += sorted(links(page))
    shown = "".join(seen.values())
    assert name in shown, sorted(seen)  # the words do go through the pages
    assert any("/person/" in a for a in seen)
    assert any("/paper/" in a for a in seen)
    addresses = urllib.parse.unquote(" ".join(seen))
    assert canaries.found_in_text(addresses) == []

    server.post("", "", sought=name)
    server.ask(f"case/{word()}/")  # an address that leads nowhere
    server.post("login/", "login/", name=word(), passphrase=word())
    assert canaries.found_in([tmp_path]) == []
    log = Path(tmp_path / "log").read_text()
    assert canaries.found_in_text(log) == []


def unfinished(server) -> bool:
    """Does a paper still wait to be read?"""
    office = door.open_office(Place(Path(server.home)), "Anna", PASSPHRASE, alias="looking")
    try:
        return any(waiting for _, _, waiting in office.counts().values())
    finally:
        door.close(office)
