"""Logging in: what stands in the audit chain, and wrong passphrases that slow down the next try."""

from __future__ import annotations

import pytest

from offices import PASSPHRASE
from safeconduct.store import accounts, tries, vault
from safeconduct.store.errors import TooManyTries, WrongPassphrase


@pytest.fixture
def clock(monkeypatch):
    """A clock the test winds on."""
    now = [1000.0]
    monkeypatch.setattr(tries, "clock", lambda: now[0])
    monkeypatch.setattr(tries, "_wrong", {})
    return now


@pytest.fixture
def opened(office):
    vault.hold(office)
    yield office
    vault.lock()


def test_five_slips_cost_nothing_and_the_sixth_try_waits(clock):
    for _ in range(tries.FREE):
        tries.refuse_early("Anna")
        tries.wrong("Anna")
    with pytest.raises(TooManyTries, match="Wait 15 seconds"):
        tries.refuse_early(" ANNA")
    tries.refuse_early("Boris")  # nobody else waits
    clock[0] += 15
    tries.refuse_early("Anna")
    tries.wrong("Anna")
    with pytest.raises(TooManyTries, match="Wait 30 seconds"):
        tries.refuse_early("Anna")


def test_the_wait_has_an_end_and_a_right_one_forgives_all(clock):
    for _ in range(60):
        tries.wrong("Anna")
    with pytest.raises(TooManyTries, match="Wait 900 seconds"):
        tries.refuse_early("Anna")
    tries.right("anna")
    tries.refuse_early("Anna")


def test_logins_and_refusals_stand_in_the_chain(opened, clock):
    with pytest.raises(WrongPassphrase):
        vault.enter("Anna", "wrong wrong wrong")
    with pytest.raises(WrongPassphrase):
        vault.enter("a passphrase typed into the wrong field", "x")
    assert opened.history()[0].note == ""
    assert vault.enter("anna", PASSPHRASE).name == "Anna"
    said = [(e.actor, e.verb, e.note) for e in opened.history()[:3]]
    assert said == [
        ("Anna", "log in", ""),
        ("nobody", "refuse login", ""),
        ("nobody", "refuse login", "Anna"),
    ]


def test_a_right_passphrase_is_not_even_looked_at_while_the_wait_lasts(opened, clock):
    for _ in range(tries.FREE):
        with pytest.raises(WrongPassphrase):
            vault.enter("Anna", "wrong wrong wrong")
    with pytest.raises(TooManyTries):
        vault.enter("Anna", PASSPHRASE)
    clock[0] += 15
    assert vault.enter("Anna", PASSPHRASE)


def test_django_is_told_nobody_where_the_passphrase_is_wrong(opened, clock):
    backend = accounts.OfficeBackend()
    assert backend.authenticate(None, name="Anna", passphrase="wrong wrong wrong") is None
    assert backend.authenticate(None) is None
    account = backend.authenticate(None, name="Anna", passphrase=PASSPHRASE)
    assert backend.get_user(account.slot).name == "Anna"
    assert backend.get_user("nobody") is None
    vault.lock()
    assert backend.get_user(account.slot) is None
