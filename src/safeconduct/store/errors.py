"""What can be wrong with an office on disk. No message carries case content."""

from __future__ import annotations

from safeconduct.errors import SafeconductError


class StoreError(SafeconductError):
    """Something is wrong with the office's folder or database."""


class WrongPassphrase(StoreError):
    """Name and passphrase open no slot of the key file; which of the two is wrong cannot be told."""

    def __init__(self, where: str | None = None) -> None:
        super().__init__(
            "wrong name or passphrase",
            where=where,
            remedy="Type both again; capital letters count in the passphrase",
        )


class TooManyTries(StoreError):
    """Wrong passphrases were tried for this name, and the next try must wait."""


class WrongCode(StoreError):
    """A recovery code is not one of this office's, or the two are the same."""


class WeakPassphrase(StoreError):
    """The passphrase is too easy to try out."""


class Locked(StoreError):
    """The office is locked: nobody has opened it, or it was locked again."""

    def __init__(self) -> None:
        super().__init__(
            "the office is locked", remedy="Log in with your name and passphrase to open it"
        )


class NoOffice(StoreError):
    """There is no office in this folder."""


class OfficeExists(StoreError):
    """There is an office here already, or files that are not ours."""


class KeyFileDamaged(StoreError):
    """keys.json is missing, cut off, or of a version not known here."""


class DatabaseDamaged(StoreError):
    """The database cannot be read with the office's key."""


class BlobDamaged(StoreError):
    """A stored file is missing, cut off or altered."""


class SealBroken(StoreError):
    """A row was altered, moved, or sealed by another key."""


class BackupDamaged(StoreError):
    """A backup is cut off, altered, or no backup at all."""


class NotInAct(StoreError):
    """A row was about to be written outside an act, so without an entry in the audit chain."""

    def __init__(self) -> None:
        super().__init__(
            "rows are written inside an act only", remedy="Wrap the call in `with store.act(...)`"
        )


class NameTaken(StoreError):
    """An account of this name is there already."""


class UnknownAccount(StoreError):
    """No account of this name."""


class LastManager(StoreError):
    """The last manager cannot be removed: nobody could add or remove people after that."""


class AlreadyServed(StoreError):
    """Another process serves this office."""


class PortTaken(StoreError):
    """The address cannot be listened on: another program has the port, or the address is not this machine's."""


class MemoryTooSmall(StoreError):
    """The machine has not the memory that opening the office takes."""
