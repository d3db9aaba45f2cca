"""An encrypted office with three people, served to Django's test client. Passphrases cost next to nothing here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from offices import PASSPHRASE, _databases, on_file

__all__ = ["_databases"]

from django.test import Client

from safeconduct import casework
from safeconduct.casework import Actor
from safeconduct.record import Case
from safeconduct.store import accounts, door, vault
from safeconduct.store.keys import TRIVIAL
from safeconduct.store.office import Office
from safeconduct.store.place import Place

ANNA = Actor("Anna", manager=True)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Anna manages, Boris and Clara work there."""
    made = door.init(Place(tmp_path / "office"), "Anna", PASSPHRASE, cost=TRIVIAL)
    for name in ("Boris", "Clara"):
        accounts.add(made, "Anna", name, PASSPHRASE)
    vault.hold(made)
    yield made
    vault.lock()


@pytest.fixture
def visitor() -> Client:
    """Somebody who has not logged in."""
    return Client(SERVER_NAME="127.0.0.1")


def logged_in(name: str) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    assert client.post("/login/", {"name": name, "passphrase": PASSPHRASE}).status_code == 302
    return client


@pytest.fixture
def anna(office: Office) -> Client:
    """The manager's browser."""
    return logged_in("Anna")


@pytest.fixture
def clara(office: Office) -> Client:
    """The browser of somebody who is in on nobody's restricted case."""
    return logged_in("Clara")


@pytest.fixture
def case(office: Office) -> Case:
    """A case of Anna and Boris with one letter that was read: an arrest, and the release the next day."""
    made = casework.open_case(
        office, ANNA, "Family Yusupov", pack="russia-uzbekistan", members=("Anna", "Boris")
    )
    on_file(office, made.id)
    return made


@pytest.fixture
def paper(anna: Client, case: Case) -> str:
    """The address of the letter's page."""
    import re

    page = anna.get(f"/case/{case.id}/").content.decode()
    found = re.search(rf'href="(/case/{case.id}/paper/\w+/)"', page)
    assert found
    return found[1]


@pytest.fixture
def read() -> Any:
    """`read(client, address)` → the page as text, which must be there."""

    def get(client: Client, address: str, **query: str) -> str:
        answer = client.get(address, query)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    return get
