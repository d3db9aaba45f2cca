"""No case content in the clear anywhere on disk: words go in through every act and command, and the bytes of the data
folder, the temp folder, the backup, the logs and (where there is one) PostgreSQL's own files are searched for them.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from canaries import Canaries, encodings
from safeconduct import casework
from safeconduct.casework import Actor
from safeconduct.store import accounts, backup, door
from safeconduct.store.verify import verify

PASSPHRASE = "seven quiet herons at dusk"


@pytest.fixture
def temp(tmp_path, monkeypatch) -> Path:
    """The temp folder of everything this test does."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize("encoding", [name for name, _ in encodings("зимородок")])
def test_the_search_finds_what_it_should(tmp_path, encoding):
    """A search that cannot find proves nothing: each encoding is planted and found."""
    canaries = Canaries()
    word = canaries.slovo()
    for shift in range(3):
        needle = [n for e, n in encodings(word) if e == encoding]
        folder = tmp_path / str(shift)
        folder.mkdir()
        (folder / "file").write_bytes(b"x" * 5000 + needle[shift % len(needle)] + b"y")
        assert canaries.found_in([folder])


def letter(canaries: Canaries) -> str:
    return (
        f"Moscow, 3 July 2014\n\nRustam {canaries.word().capitalize()} was arrested in Samara on 10 June 2014 "
        f"because of {canaries.word()} and {canaries.slovo()}. He was released on 12 June 2014.\n"
    )


def every_act(office, canaries: Canaries) -> None:
    """Each act of casework once, with a canary wherever a person can write something."""
    word, slovo = canaries.word, canaries.slovo
    anna = Actor("Anna", manager=True)
    accounts.add(office, "Anna", word(), f"passphrase {word()}")
    accounts.add_holder(office, "Anna", slovo())
    accounts.change_passphrase(office, "Anna", "Anna", PASSPHRASE + word())
    case = casework.open_case(
        office,
        anna,
        f"{word()} {slovo()}",
        pack="russia-uzbekistan",
        note=slovo(),
        members=[word()],
    )
    casework.change_case(office, anna, case.id, title=slovo(), note=word())
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"{word()}@example.org", "o@example.org", word()
    mail.set_content(letter(canaries))
    mail.add_attachment(
        letter(canaries).encode("utf-16"),
        maintype="text",
        subtype="plain",
        filename=f"{word()}.txt",
    )
    papers = (mail.as_bytes(), letter(canaries).encode(), slovo().encode("cp1251") * 50, b"%PDF-1.4 " + word().encode())  # fmt: skip
    for data in papers:
        source = casework.take(
            office, anna, data, name=f"{slovo()}.txt", case=case.id, obtained=word()
        )
        while casework.read_next(office, "worker"):
            pass
    source = casework.take(
        office, anna, letter(canaries).encode(), name=word(), case=case.id, obtained=slovo()
    )
    while casework.read_next(office, "worker"):
        pass
    leaf = casework.leaf(office, anna, source.id)
    assert leaf.claims, "the letters are written so that the reader finds something"
    claim = leaf.claims[0].proposed.id
    casework.accept(office, anna, source.id, [claim], note=word())
    casework.correct(office, anna, source.id, claim, {"where": slovo(), "by": word()}, note=slovo())
    undone = casework.reject(office, anna, source.id, [claim], note=slovo())
    casework.undo(office, anna, case.id, undone.id, note=word())
    casework.add_claim(
        office, anna, source.id, 0, 20, kind="search", by=word(), where=slovo(), attributes={"ground": word()}, note=slovo(),
    )  # fmt: skip
    people = [line.person for line in casework.people(office, anna, case.id)]
    referents = [p.referents[0] for p in people[:2]]
    assert len(referents) == 2
    casework.cannot_tell(office, anna, case.id, referents, note=word())
    joined = casework.same(office, anna, case.id, referents, note=slovo())
    casework.split(office, anna, case.id, referents[0], [referents[1]], note=word())
    assert joined
    casework.describe(office, anna, case.id, referents[0], name=slovo(), note=word())
    casework.read_again(office, anna, source.id)
    while casework.read_next(office, "worker"):
        pass
    casework.original(office, anna, source.id)
    casework.alike(office, anna, case.id)
    for person in casework.with_file(office, anna, case.id):
        casework.check(office, anna, case.id, person.id, as_of=date(2014, 7, 3))
    for refused in (
        lambda: casework.correct(office, anna, source.id, claim, {"when": word()}),
        lambda: casework.add_claim(office, anna, source.id, 0, 5, kind=word()),
        lambda: casework.case(office, anna, word()),
    ):
        try:
            refused()
        except Exception:
            logging.getLogger("safeconduct").exception("refused")
    office.history()


def test_no_act_leaves_a_word_of_a_case_on_disk(office, engine, temp, tmp_path, capfd, request):
    if engine == "memory":
        pytest.skip("nothing of the rows is on disk")
    from safeconduct.store import quiet

    quiet.configure()
    canaries = Canaries()
    every_act(office, canaries)
    backup.backup(office, "Anna", tmp_path / "office.backup")
    assert verify(office).faults == []
    folders = [office.place.folder, temp]
    if engine == "postgres":
        from django.db import connections

        connections[office.alias].cursor().execute("CHECKPOINT")
        folders.append(Path(request.getfixturevalue("postgres")))
    assert canaries.found_in([*folders, tmp_path]) == []
    out = capfd.readouterr()
    assert "refused" in out.err  # the log was written
    assert canaries.found_in_text(out.out + out.err) == []
    assert len(canaries.made) > 40


def run(
    *arguments: str, home: Path, temp: Path, lines: list[str]
) -> subprocess.CompletedProcess[str]:
    """A command as a helper would type it."""
    program = [sys.executable, "-c", "from safeconduct.cli import main; main()"]
    return subprocess.run(
        [*program, *arguments],
        input="".join(line + "\n" for line in lines),
        env={**os.environ, "SAFECONDUCT_HOME": str(home), "TMPDIR": str(temp), "HOME": str(temp)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_no_command_leaves_a_word_of_a_case_on_disk(temp, tmp_path):
    """init, user, worker, verify, backup, restore, lock: real processes, one after another."""
    canaries = Canaries()
    home, file = tmp_path / "office", tmp_path / "b.backup"
    said = []

    def must(*arguments: str, lines: list[str], status: int = 0) -> str:
        done = run(*arguments, home=home, temp=temp, lines=lines)
        said.append(done.stdout + done.stderr)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    me = ["--name", "Anna", "--passphrase-stdin"]
    secret, other = f"passphrase {canaries.word()}", f"passphrase {canaries.slovo()}"
    out = must("init", *me, "--recovery", "Olga,Pavel", lines=[secret])
    codes = [line.strip() for line in out.splitlines() if line.count("-") == 7]
    assert len(codes) == 2
    must("user", "add", "Boris", *me, lines=[secret, other])

    office = door.open_office(_place(home), "Anna", secret, alias="commands")
    anna = Actor("Anna", manager=True)
    case = casework.open_case(office, anna, canaries.slovo())
    for _ in range(2):
        casework.take(office, anna, letter(canaries).encode(), name=canaries.word(), case=case.id)
    door.close(office)

    assert "done" in must("worker", "--once", *me, lines=[secret])
    assert "Boris" in must("user", "list", *me, lines=[secret])
    must("user", "passphrase", "--name", "Boris", "--passphrase-stdin", lines=[other, other + "2"])
    must("user", "recover", "Boris", "--passphrase-stdin", lines=[*codes, other + "3"])
    assert "Everything is there" in must("verify", *me, lines=[secret])
    must("backup", str(file), *me, lines=[secret])
    assert "whole" in must("verify", "--backup", str(file), *me, lines=[secret])
    must("restore", str(file), "--to", str(tmp_path / "again"), *me, lines=[secret])
    must("user", "remove", "Boris", "--yes", *me, lines=[secret])
    must("verify", "--name", "Boris", "--passphrase-stdin", lines=[other + "3"], status=1)
    must("lock", lines=[])
    assert "wrong name or passphrase" in said[-2]
    assert canaries.found_in([tmp_path]) == []
    assert canaries.found_in_text("".join(said)) == []


def _place(home: Path):
    from safeconduct.store.place import Place

    return Place(home)
