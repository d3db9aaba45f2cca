"""Making an office, opening it, and closing it again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from safeconduct.store import engine
from safeconduct.store.errors import NoOffice, OfficeExists
from safeconduct.store.keyring import FILE_NAME, Keyring
from safeconduct.store.keys import Cost, Keys, calibrated, check_passphrase
from safeconduct.store.place import CONFIG_FILE, Place

# `store.office` and `store.accounts` load Django's models, so they are imported once Django runs.
if TYPE_CHECKING:
    from safeconduct.store.office import Office


def init(
    place: Place,
    name: str,
    passphrase: str,
    *,
    cost: Cost | None = None,
    alias: str = "default",
) -> Office:
    """A new, empty office with one manager, open. Raises OfficeExists, WeakPassphrase.

    `cost` is what a try at a passphrase costs; measured on this machine where not given.
    """
    check_passphrase(passphrase)
    folder = place.folder
    if folder.exists() and any(p.name != CONFIG_FILE for p in folder.iterdir()):
        there = "an office" if (folder / FILE_NAME).exists() else "something else"
        raise OfficeExists(
            f"there is {there} in this folder already",
            where=str(folder),
            remedy="Choose an empty folder",
        )
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    keys = Keys.fresh()
    ring = Keyring.fresh(cost or calibrated())
    ring.save(folder)  # nobody can open it yet; `add` below gives the first slot
    office = _start(place, keys, alias)
    engine.migrate(alias)
    from safeconduct.store import accounts

    accounts.add(office, name, name, passphrase, manager=True)
    return office


def open_office(place: Place, name: str, passphrase: str, *, alias: str = "default") -> Office:
    """Open an office with a user's passphrase. Raises NoOffice, WrongPassphrase, KeyFileDamaged, DatabaseDamaged."""
    keys, _ = ring_of(place).open(name, passphrase)
    return open_with(place, keys, alias=alias)


def open_with(place: Place, keys: Keys, *, alias: str = "default") -> Office:
    """Open an office with its keys (a worker that was handed them, a recovery)."""
    office = _start(place, keys, alias)
    engine.migrate(alias)
    return office


def recover_office(place: Place, codes: Sequence[str], *, alias: str = "default") -> Office:
    """Open an office with two recovery codes. Raises WrongCode."""
    return open_with(place, ring_of(place).recover(codes), alias=alias)


def close(office: Office) -> None:
    """Wipe the keys and let go of the database."""
    engine.disconnect(office.alias)


def ring_of(place: Place) -> Keyring:
    """The key file of the office in this folder. Raises NoOffice, KeyFileDamaged."""
    if not (place.folder / FILE_NAME).exists():
        raise NoOffice(
            "there is no office in this folder",
            where=str(place.folder),
            remedy="Make one with `safeconduct init`, or name its folder with --home",
        )
    return Keyring.load(place.folder)


def folder_of(home: Path | str | None) -> Place:
    """The office's place as named by a person or by the environment."""
    return Place.named(home)


def _start(place: Place, keys: Keys, alias: str) -> Office:
    engine.connect(place, keys, alias)
    from safeconduct.store.office import Office

    return Office(place, keys, alias)
