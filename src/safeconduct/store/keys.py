"""From a passphrase to a key, and from the office's data keys to the keys each use has of its own.

Argon2id (RFC 9106) stretches passphrases; HKDF-SHA256 (RFC 5869) derives; nothing here touches the disk.

The office has a list of data keys, one a *generation*: removing a user adds a generation, so that what is written
afterwards is out of reach of a key they may have kept. Row, blob and backup name the generation they were sealed by.
"""

from __future__ import annotations

import ctypes
import secrets
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from safeconduct.store.errors import Locked, MemoryTooSmall, WeakPassphrase

KEY_BYTES = 32
SHORTEST_PASSPHRASE = 12


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try at a passphrase costs: passes over memory, KiB of memory, lanes."""

    time: int
    memory_kib: int
    lanes: int


# About 0.4 s and 0.1 s on the two-core machine this was written on (benchmarks/office.py prints both).
VAULT = Cost(time=2, memory_kib=256 * 1024, lanes=2)
LOGIN = Cost(time=2, memory_kib=64 * 1024, lanes=1)
# For tests only: thousands of offices are made there.
TRIVIAL = Cost(time=1, memory_kib=64, lanes=1)


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """32 bytes from a passphrase by Argon2id. Raises MemoryTooSmall where the memory is not to be had."""
    text = unicodedata.normalize("NFKC", passphrase)
    try:
        return hash_secret_raw(
            text.encode(), salt, cost.time, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
        )
    except (HashingError, MemoryError) as error:
        raise MemoryTooSmall(
            "there is not enough free memory to try a passphrase",
            value=f"{cost.memory_kib // 1024} MiB",
            remedy="Close other programs and try again",
        ) from error


def calibrated(target: float = 0.4, memory_kib: int = VAULT.memory_kib) -> Cost:
    """The vault's cost on this machine: memory fixed, passes raised until one try takes about `target` seconds.

    Never below two passes, so that an office made on a slow machine is not weak on a fast attacker's.
    """
    one_pass = Cost(1, memory_kib, VAULT.lanes)
    start = time.perf_counter()
    stretch("measure", secrets.token_bytes(16), one_pass)
    taken = max(time.perf_counter() - start, 1e-3)
    return Cost(max(2, min(12, round(target / taken))), memory_kib, VAULT.lanes)


def check_passphrase(passphrase: str) -> None:
    """Refuse what a machine guesses at once. Raises WeakPassphrase."""
    if len(passphrase) < SHORTEST_PASSPHRASE or len(set(passphrase)) < 6:
        raise WeakPassphrase(
            f"the passphrase is shorter than {SHORTEST_PASSPHRASE} characters or repeats a few",
            remedy="Take five or six words that nobody would put together, or let one be made with --generate",
        )


def make_passphrase() -> str:
    """125 random bits as five groups of five letters and digits that are not mistaken for one another."""
    return "-".join(
        "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(5))
        for _ in range(5)
    )


def derive(key: bytes | bytearray, purpose: str, salt: bytes = b"") -> bytes:
    """A 32-byte key for one purpose: HKDF-SHA256 with the purpose as info."""
    info = b"safeconduct/1/" + purpose.encode()
    return HKDF(SHA256(), KEY_BYTES, salt or None, info).derive(bytes(key))


class Keys:
    """The office's data keys in memory, newest last, and what is derived from them.

    `wipe` overwrites them; after that every use raises Locked. Copies that Python or OpenSSL made on the way cannot
    be overwritten from here: docs/security.md says what that means.
    """

    def __init__(self, generations: Sequence[bytes]) -> None:
        self._data = [bytearray(key) for key in generations]
        self._derived: dict[tuple[str, int], bytes] = {}
        for key in self._data:
            _keep_out_of_swap(key)

    @classmethod
    def fresh(cls) -> Keys:
        """A new office's first data key."""
        return cls([secrets.token_bytes(KEY_BYTES)])

    def next_generation(self) -> Keys:
        """These keys and a new one, with which everything is sealed from now on."""
        return Keys([*self.generations(), secrets.token_bytes(KEY_BYTES)])

    @property
    def newest(self) -> int:
        """The number of the newest generation, from 0."""
        if not self._data:
            raise Locked
        return len(self._data) - 1

    def generations(self) -> list[bytes]:
        """The data keys themselves, for wrapping."""
        if not self._data:
            raise Locked
        return [bytes(key) for key in self._data]

    def get(self, purpose: str, generation: int | None = None) -> bytes:
        """The key for one purpose ("rows", "blobs", "database", "backup"); of the newest generation if not said."""
        if not self._data:
            raise Locked
        number = len(self._data) - 1 if generation is None else generation
        if not 0 <= number < len(self._data):
            raise Locked
        found = self._derived.get((purpose, number))
        if found is None:
            found = derive(self._data[number], purpose)
            self._derived[purpose, number] = found
        return found

    def lasting(self, purpose: str) -> bytes:
        """A key that never changes with the generations ("index", "names", "audit"): always of the first."""
        return self.get(purpose, 0)

    def adopt(self, renewed: Keys) -> None:
        """Go on with these keys: whoever shares this object shares them. What was derived stays right."""
        self._data = renewed._data
        for purpose in {p for p, _ in self._derived}:
            self._derived.pop((purpose, self.newest), None)

    @property
    def wiped(self) -> bool:
        """Has the office been locked?"""
        return not self._data

    def wipe(self) -> None:
        """Overwrite the data keys and forget what was derived."""
        for key in self._data:
            for i in range(len(key)):
                key[i] = 0
        self._data.clear()
        self._derived.clear()


def _keep_out_of_swap(key: bytearray) -> None:
    """mlock the page that holds the key, where the system lets us; a refusal is no error."""
    try:
        address = ctypes.addressof(ctypes.c_char.from_buffer(key))
        ctypes.CDLL(None, use_errno=True).mlock(ctypes.c_void_p(address), ctypes.c_size_t(len(key)))
    except (OSError, AttributeError, TypeError):
        return


def no_core_dumps() -> None:
    """Forbid core dumps and tracing of this process by others of the same user (Linux), since memory holds keys."""
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        pr_set_dumpable = 4
        ctypes.CDLL(None, use_errno=True).prctl(pr_set_dumpable, 0, 0, 0, 0)
    except (OSError, ValueError, AttributeError):
        return
