"""Who may open the office: accounts, passphrases, recovery. Each change is an act, so it stands in the audit chain.

An account is a slot in the key file (`keyring`) and a sealed row with name, role and a quicker hash of the same
passphrase, so that logging in to an office that is open already takes 0.1 s instead of 0.4 s.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connections

from safeconduct.store import models, opened
from safeconduct.store.errors import (
    LastManager,
    Locked,
    NameTaken,
    UnknownAccount,
    WrongPassphrase,
)
from safeconduct.store.keyring import Keyring, login_name
from safeconduct.store.keys import LOGIN, Cost, check_passphrase, stretch
from safeconduct.store.office import Office


@dataclass(frozen=True, slots=True)
class Profile:
    """What of an account is sealed. `stamp` changes with the passphrase and ends older sessions."""

    name: str
    manager: bool
    added: datetime
    salt: bytes
    hash: bytes
    stamp: str
    cost: Cost = LOGIN


@dataclass(frozen=True, slots=True)
class Recovery:
    """A recovery holder's id and name."""

    id: str
    name: str


def accounts(office: Office) -> tuple[models.Account, ...]:
    """Everyone who can log in, by name."""
    rows = [_named(office, row) for row in models.Account.objects.using(office.alias).all()]
    return tuple(sorted(rows, key=lambda a: login_name(a.name)))


def find(office: Office, name: str) -> models.Account:
    """The account of this name. Raises UnknownAccount."""
    for account in accounts(office):
        if login_name(account.name) == login_name(name):
            return account
    raise UnknownAccount(
        "no account of this name", remedy="See `safeconduct user list` for those there are"
    )


def by_slot(office: Office, slot: str) -> models.Account | None:
    """The account of a slot."""
    row = models.Account.objects.using(office.alias).filter(slot=slot).first()
    return _named(office, row) if row else None


def add(
    office: Office, actor: str, name: str, passphrase: str, *, manager: bool = False
) -> models.Account:
    """A new user. Raises NameTaken, WeakPassphrase."""
    check_passphrase(passphrase)
    if any(login_name(a.name) == login_name(name) for a in accounts(office)):
        raise NameTaken("somebody of this name has an account", remedy="Choose another name")
    ring, slot = _ring(office).with_user(office.keys, name, passphrase)
    with office.act(actor, "add user", note=name):
        account = models.Account(slot=slot)
        profile = _profile(office, name, passphrase, ring, manager=manager)
        account.sealed = office.seal.seal(profile, f"account:{slot}")
        account.save(using=office.alias, force_insert=True)
        ring.save(office.place.folder)  # last: if this fails the row goes too
    return _named(office, account)


def check(office: Office, name: str, passphrase: str) -> models.Account:
    """The account, where the passphrase is theirs. Raises WrongPassphrase.

    Where the quick hash does not agree the slot decides, and the hash is made anew: an interrupted change of
    passphrase leaves the two apart.
    """
    account = next((a for a in accounts(office) if login_name(a.name) == login_name(name)), None)
    if account is not None:
        profile = _open(office, account)
        quick = stretch(passphrase, profile.salt, profile.cost)
        if hmac.compare_digest(quick, profile.hash):
            return account
    _, slot = _ring(office).open(name, passphrase)
    found = by_slot(office, slot)
    if found is None:
        raise WrongPassphrase
    _rehash(office, found, passphrase)
    return found


def change_passphrase(office: Office, actor: str, name: str, passphrase: str) -> None:
    """A new passphrase for this account; its other sessions end. Raises UnknownAccount, WeakPassphrase."""
    check_passphrase(passphrase)
    account = find(office, name)
    ring, _ = _ring(office).with_user(office.keys, account.name, passphrase, account.slot)
    with office.act(actor, "change passphrase", note=account.name):
        _rehash(office, account, passphrase)
        ring.save(office.place.folder)


def remove(office: Office, actor: str, name: str) -> None:
    """Take away an account and renew the data keys, so that copies of the old ones open nothing written later.

    Steps: 1. the account's row goes, with its audit entry; 2. the key file loses the slot and gets a new generation
    of data keys, wrapped for everyone who stays; 3. the database file is encrypted anew. Interrupted after 2, the
    next opening does 3. Raises UnknownAccount, LastManager.
    """
    account = find(office, name)
    managers = [a for a in accounts(office) if a.manager]
    if account.manager and len(managers) == 1:
        raise LastManager(
            "this is the last manager",
            remedy="Make somebody else a manager first (`user add --manager`)",
        )
    with office.act(actor, "remove user", note=account.name):
        models.Account.objects.using(office.alias).filter(slot=account.slot).delete()
    renewed = office.keys.next_generation()
    _ring(office).without_user(account.slot).rewrapped(renewed).save(office.place.folder)
    office.keys.adopt(renewed)
    connection = connections[office.alias]
    if connection.display_name == "SQLCipher":
        from safeconduct.store.sqlcipher.base import rekey

        connection.ensure_connection()
        rekey(connection.connection, opened.keys(office.alias).get("database"))
        connection.close()


# -- recovery: two of n ------------------------------------------------------------------------------------------


def holders(office: Office) -> tuple[Recovery, ...]:
    """Who holds a recovery code."""
    return tuple(
        Recovery(h.id, office.seal.open(h.label, str, "holder:label"))
        for h in _ring(office).holders
    )


def add_holder(office: Office, actor: str, name: str) -> str:
    """One more recovery holder; gives the code to be written on paper. It is stored nowhere."""
    label = office.seal.seal(name, "holder:label")
    ring, _, code = _ring(office).with_holder(office.keys, label)
    with office.act(actor, "add recovery holder", note=name):
        ring.save(office.place.folder)
    return code


def remove_holder(office: Office, actor: str, name: str) -> None:
    """Take away a recovery holder. Raises UnknownAccount."""
    held = next((h for h in holders(office) if login_name(h.name) == login_name(name)), None)
    if held is None:
        raise UnknownAccount("nobody of this name holds a recovery code")
    with office.act(actor, "remove recovery holder", note=held.name):
        _ring(office).without_holder(held.id).save(office.place.folder)


def recover(
    office: Office, name: str, passphrase: str, *, by: Sequence[str] = ()
) -> models.Account:
    """A new passphrase for `name` in an office that two recovery codes opened; a new manager where there is no such
    account, since whoever holds two codes could open everything anyway.
    """
    actor = "recovery: " + (" and ".join(by) or "two holders")
    try:
        account = find(office, name)
    except UnknownAccount:
        return add(office, actor, name, passphrase, manager=True)
    change_passphrase(office, actor, account.name, passphrase)
    return account


# -- Django's side -----------------------------------------------------------------------------------------------


class OfficeBackend:
    """Django's authentication: `authenticate(request, name=…, passphrase=…)` opens the office where it is locked."""

    def authenticate(
        self,
        request: Any,  # noqa: ARG002
        name: str | None = None,
        passphrase: str | None = None,
    ) -> models.Account | None:
        """The account, or None where name or passphrase is wrong."""
        from safeconduct.store import vault

        if name is None or passphrase is None:
            return None
        try:
            return vault.enter(name, passphrase)
        except WrongPassphrase:
            return None

    def get_user(self, slot: str) -> models.Account | None:
        """The account of a session; None where the office is locked."""
        from safeconduct.store import vault

        try:
            return by_slot(vault.office(), slot)
        except Locked:
            return None


# -- parts -------------------------------------------------------------------------------------------------------


def _ring(office: Office) -> Keyring:
    return Keyring.load(office.place.folder)


def _open(office: Office, account: models.Account) -> Profile:
    return office.seal.open(account.sealed, Profile, f"account:{account.slot}")


def _named(office: Office, account: models.Account) -> models.Account:
    profile = _open(office, account)
    account.name, account.manager, account.stamp = profile.name, profile.manager, profile.stamp
    return account


def _profile(
    office: Office, name: str, passphrase: str, ring: Keyring, *, manager: bool
) -> Profile:
    cost = min(LOGIN, ring.cost, key=lambda c: c.memory_kib * c.time)  # tests make both trivial
    salt = secrets.token_bytes(16)
    return Profile(
        " ".join(name.split()),
        manager,
        office.now(),
        salt,
        stretch(passphrase, salt, cost),
        secrets.token_hex(16),
        cost,
    )


def _rehash(office: Office, account: models.Account, passphrase: str) -> None:
    old = _open(office, account)
    salt = secrets.token_bytes(16)
    profile = replace(
        old, salt=salt, hash=stretch(passphrase, salt, old.cost), stamp=secrets.token_hex(16)
    )
    account.sealed = office.seal.seal(profile, f"account:{account.slot}")
    account.save(using=office.alias, update_fields=["sealed"])
