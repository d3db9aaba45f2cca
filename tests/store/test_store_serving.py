"""The desk's server as a real process: login opens the office, a child does the work, locking ends both."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
from visitor import *  # noqa: F403 (fixtures)
from visitor import MAIN, Browser, wait_for

from canaries import Canaries
from offices import PASSPHRASE
from safeconduct.store import door, serving


def hands(server: Browser) -> list[psutil.Process]:
    """The children that do the waiting work."""
    found = []
    for child in psutil.Process(server.process.pid).children(recursive=True):
        with contextlib.suppress(psutil.Error):  # it may end while it is looked at
            if "--keys-on-stdin" in child.cmdline():
                found.append(child)
    return found


def test_from_login_through_an_upload_to_a_lock(server, place, tmp_path, environment):
    canaries = Canaries()
    assert server.ask("state/")[0] == 302  # locked: to the login
    assert serving.Serving(place.folder).ask()[1] == "locked"
    assert server.log_in(passphrase="wrong wrong wrong") == (403, "wrong name or passphrase")
    assert server.log_in() == (200, "hello Anna")
    wait_for(lambda: serving.served_open(place))

    # a file larger than what Django would put into the temp folder, and a letter, read by the child
    paper = f"Rustam {canaries.word()} was arrested in Samara on 10 June 2014.\n".encode()
    scan = b"%PDF-1.7\n" + canaries.word().encode() + bytes(3_000_000)
    assert server.upload("scan.pdf", scan) == (200, "taken")
    assert server.upload("second.txt", paper) == (200, "taken")
    assert len(hands(server)) == 1
    wait_for(lambda: server.ask("state/")[1] == "done done")

    # a page that fails says so in the log, with its place and without its words
    word = canaries.word()
    assert server.ask(f"fails/?name={word}")[0] == 500
    log = (tmp_path / "log").read_text()
    assert "ValueError" in log
    assert "served_urls.py" in log
    assert word not in log

    # a second visitor is nobody until they log in
    stranger = Browser(server.address)
    assert stranger.ask("state/") == (403, "who are you?")
    assert stranger.log_in(passphrase="wrong wrong wrong")[0] == 403

    done = subprocess.run(
        [sys.executable, "-c", MAIN, "lock"], env=environment, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.stdout.strip() == "The office is locked."
    assert server.ask("state/")[0] == 302
    assert hands(server) == []
    assert server.log_in() == (200, "hello Anna")
    assert server.ask("state/") == (200, "done done")
    assert canaries.found_in([tmp_path]) == []


def test_a_session_of_before_the_lock_is_over(server, place):
    server.log_in()
    other = Browser(server.address)
    other.log_in()
    wait_for(lambda: serving.served_open(place))
    assert serving.lock_served(place)
    server.log_in()
    assert other.ask("state/")[0] == 403


def test_a_child_that_dies_is_started_again(server, place):
    server.log_in()
    wait_for(lambda: len(hands(server)) == 1)
    first = hands(server)[0]
    first.kill()
    wait_for(lambda: [h.pid for h in hands(server)] not in ([], [first.pid]))
    assert server.upload("letter.txt", b"Rustam Yusupov was arrested on 10 June 2014.\n")[0] == 200
    wait_for(lambda: server.ask("state/")[1] == "done")


def test_one_office_is_served_once(server, environment):
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "serve", "--no-browser", "--port", "0"],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "served already" in done.stderr


def test_a_port_that_is_taken_is_told_with_what_to_do(place, environment):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-c", MAIN, "serve", "--no-browser", "--port", str(port)],
            env=environment, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert f"127.0.0.1:{port}" in done.stderr
    assert "--port 0" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_nobody_is_removed_while_the_office_is_open(server, place, environment):
    server.log_in()
    wait_for(lambda: serving.served_open(place))
    done = subprocess.run(
        [sys.executable, "-c", MAIN, "user", "remove", "Boris", "--name", "Anna", "--passphrase-stdin"],
        input=PASSPHRASE + "\n", env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "safeconduct lock" in done.stderr


def test_the_key_is_neither_in_the_arguments_nor_in_the_environment_of_any_process(server, place):
    server.log_in()
    wait_for(lambda: len(hands(server)) == 1)
    keys, _ = door.ring_of(place).open("Anna", PASSPHRASE)
    wanted = [key.hex() for key in keys.generations()] + [PASSPHRASE]
    for process in (psutil.Process(server.process.pid), *hands(server)):
        seen = " ".join(process.cmdline())
        with contextlib.suppress(PermissionError):  # not even by ourselves: so much the better
            seen += Path(f"/proc/{process.pid}/environ").read_text(errors="replace")
        assert not [w for w in wanted if w in seen]


def test_idle_time_locks(place, environment, tmp_path, monkeypatch):
    """The watch is asked directly: waiting an hour is not a test."""
    from safeconduct.store import vault

    office = door.open_office(place, "Anna", PASSPHRASE)
    monkeypatch.setattr(vault, "_touched", 0.0)
    vault.hold(office)
    assert not vault.lock_if_idle(60)
    monkeypatch.setattr(vault, "_touched", time.monotonic() - 3601)
    assert vault.lock_if_idle(60)
    assert not vault.is_open()
    assert not vault.lock_if_idle(60)


def test_locking_goes_on_past_a_step_that_fails_and_the_log_says_so(place, monkeypatch, capsys):
    from safeconduct.store import quiet, vault

    stopped = []

    def fails() -> None:
        raise OSError("Nilufar Ergasheva")

    monkeypatch.setattr(vault, "_on_lock", [fails, lambda: stopped.append("child")])
    monkeypatch.setattr(vault, "_after_lock", [lambda: stopped.append("told")])
    quiet.configure()
    vault.hold(door.open_office(place, "Anna", PASSPHRASE))
    vault.lock()
    assert not vault.is_open()
    assert stopped == ["child", "told"]
    said = capsys.readouterr().err
    assert "a step of locking failed" in said
    assert "OSError" in said
    assert "Ergasheva" not in said


def test_where_nobody_serves_there_is_nothing_to_lock(place):
    assert serving.Serving(place.folder).ask() is None
    assert not serving.lock_served(place)
