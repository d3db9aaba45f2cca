"""Offices for the tests of store and casework: the same tests run over an encrypted file, a real PostgreSQL started
for the run, and SQLite in memory. Passphrases cost next to nothing here; everything else is the real thing.

Use in a conftest: `from offices import *`.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from safeconduct.casework import Actor
from safeconduct.record import Claim, Reading, Referent, Tie
from safeconduct.sources import Block, Document, Passage, take
from safeconduct.store import door
from safeconduct.store import engine as _engine
from safeconduct.store.keys import TRIVIAL
from safeconduct.store.place import IN_MEMORY, Place
from safeconduct.when import Span

_engine.start()

from safeconduct.store.office import Office  # noqa: E402 (Django's models need Django started)

__all__ = ["_databases", "anna", "boris", "clara", "engine", "new_place", "office", "postgres"]

PASSPHRASE = "seven quiet herons at dusk"
ENGINES = ("sqlcipher", "postgres", "memory")
_number = itertools.count()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL of this test run on a unix socket; gives the folder of the socket. Skips where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [
        Path(p) for p in [shutil.which("initdb")] if p
    ]
    if not found:
        pytest.skip("needs PostgreSQL's server binaries (sudo apt install postgresql)")
    binaries = found[-1].parent
    home = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path may have 107 characters
    as_other: list[str] = []
    if os.geteuid() == 0:  # initdb refuses root
        user = next((u for u in ("postgres", "nobody") if _has_user(u)), None)
        if user is None or shutil.which("runuser") is None:
            pytest.skip(
                "PostgreSQL refuses to run as root, and there is no other user to run it as"
            )
        as_other = ["runuser", "-u", user, "--"]
        shutil.chown(home, user)
    data = home / "data"

    def run(*command: str) -> None:
        done = subprocess.run(
            [*as_other, *command], cwd=home, capture_output=True, text=True, check=False
        )
        if done.returncode:
            pytest.fail(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")

    run(str(binaries / "initdb"), "-D", str(data), "-U", "safeconduct", "-A", "trust", "-E", "UTF8",
        "--no-sync", "--locale=C")  # fmt: skip
    options = (
        f"-c listen_addresses= -c unix_socket_directories={home} -c fsync=off -c log_statement=all"
    )
    run(
        str(binaries / "pg_ctl"),
        "-D",
        str(data),
        "-w",
        "-l",
        str(home / "log"),
        "-o",
        options,
        "start",
    )
    yield str(home)
    run(str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    shutil.rmtree(home, ignore_errors=True)


def _has_user(name: str) -> bool:
    import pwd

    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


@pytest.fixture(autouse=True)
def _databases(django_db_blocker: Any) -> Iterator[None]:
    """These tests make databases of their own, outside the one pytest-django keeps."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(
    params=[
        pytest.param(e, marks=[pytest.mark.postgres] if e == "postgres" else []) for e in ENGINES
    ]
)
def engine(request: pytest.FixtureRequest) -> str:
    """Which database: an encrypted file, PostgreSQL, or SQLite in memory."""
    return str(request.param)


@pytest.fixture
def new_place(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Callable[[str], Place]:
    """A place for an office that is not there yet, on the engine of the test."""

    def make(name: str = "office") -> Place:
        folder = tmp_path / name
        if engine == "sqlcipher":
            return Place(folder)
        if engine == "memory":
            return Place(folder, IN_MEMORY)
        socket = request.getfixturevalue("postgres")
        database = f"office_{os.getpid()}_{next(_number)}"
        with psycopg.connect(
            host=socket, user="safeconduct", dbname="postgres", autocommit=True
        ) as c:
            c.execute(f"CREATE DATABASE {database}")
        return Place(folder, f"postgresql://safeconduct@/{database}?host={socket}")

    return make


@pytest.fixture
def office(new_place: Callable[[str], Place]) -> Iterator[Office]:
    """An open office with one manager, Anna."""
    alias = f"test{next(_number)}"
    made = door.init(new_place("office"), "Anna", PASSPHRASE, cost=TRIVIAL, alias=alias)
    yield made
    door.close(made)


@pytest.fixture
def anna() -> Actor:
    """The manager."""
    return Actor("Anna", manager=True)


@pytest.fixture
def boris() -> Actor:
    """A lawyer of the office."""
    return Actor("Boris")


@pytest.fixture
def clara() -> Actor:
    """A lawyer of the office who is in on nobody's restricted case."""
    return Actor("Clara")


# -- a small story of invented people ----------------------------------------------------------------------------

TEXT = (
    "Rustam Yusupov was arrested in Samara on 10 June 2014. "
    "The next day he was released. "
    "His brother fears that Rustam will be extradited."
)


def told(
    name: str = "letter.txt", text: str = TEXT, by: str = "Anna"
) -> tuple[bytes, Document, Reading]:
    """A letter, its document and a reading of it, as a reader would make it."""
    data = text.encode()
    source = take(
        data, name=name, by=by, at=datetime(2026, 1, 5, 9, tzinfo=UTC), obtained="by hand"
    )
    key = source.id[:12]
    document = Document(
        source.id, text, "en", ("en",), blocks=(Block(0, len(text)),), published=date(2014, 7, 1)
    )

    def passage(words: str) -> Passage:
        start = text.index(words)
        return Passage(source.id, start, start + len(words))

    rustam = Referent(
        f"{key}-r1", source.id, "Rustam Yusupov", ("Rustam Yusupov", "Rustam"), (passage("Rustam Yusupov"),), sex="m"
    )  # fmt: skip
    brother = Referent(f"{key}-r2", source.id, "", (), (passage("His brother"),))
    arrest = Claim(
        f"{key}-c1", passage("Rustam Yusupov was arrested in Samara on 10 June 2014"), "arrest", (rustam.id,),
        when=Span.day(date(2014, 6, 10), words="on 10 June 2014"), where="Samara",
        attributes={"articles": ["RU-CAO-18.8-3"]}, event="e1", reader="rules/en",
    )  # fmt: skip
    release = Claim(
        f"{key}-c2", passage("he was released"), "release", (rustam.id,),
        when=Span.day(date(2014, 6, 11), words="The next day"), event="e2", reader="rules/en",
    )  # fmt: skip
    tie = Tie(arrest.id, release.id, "P1D", "P1D", passage("The next day"))
    return (
        data,
        document,
        Reading(source.id, (rustam, brother), (arrest, release), (tie,), (), ("page 2",)),
    )


def on_file(office: Office, case_id: str, *, name: str = "letter.txt", text: str = TEXT) -> Reading:
    """Put that letter into a case as if a worker had read it."""
    data, document, reading = told(name, text)
    source = take(data, name=name, by="Anna", at=office.now())
    with office.act("Anna", "take in", case=case_id):
        office.put_source(source, data, case_id)
        office.put_document(document)
        office.put_reading(reading)
    return reading
