"""Rows as the database sees them: sealed bytes, and references that mean nothing without the key.

Every column that can hold case content is sealed by the data key on every database, so that PostgreSQL's files,
logs and dumps hold none, and a row moved or altered is noticed. Inside SQLCipher that is a second lock.
"""

from __future__ import annotations

import hmac
import os
from typing import TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safeconduct.store.errors import SealBroken
from safeconduct.store.keys import Keys

T = TypeVar("T")
_NONCE = 12


class Seal:
    """Seals values of the core as JSON (AES-256-GCM) and makes references (HMAC-SHA256, cut to 128 bits)."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._ciphers: dict[int, AESGCM] = {}

    def ref(self, kind: str, key: str) -> str:
        """A row's reference: the same for the same id, and telling nothing of it (32 hex digits)."""
        mac = hmac.new(self._keys.lasting("index"), digestmod="sha256")
        for part in (kind.encode(), key.encode()):
            mac.update(len(part).to_bytes(8, "big") + part)
        return mac.hexdigest()[:32]

    def seal(self, value: object, place: str) -> bytes:
        """Generation (1 byte), nonce (12), ciphertext. `place` (table and reference) is bound in, not stored."""
        generation = self._keys.newest
        nonce = os.urandom(_NONCE)
        plain = msgspec.json.encode(value)
        return (
            bytes([generation])
            + nonce
            + self._cipher(generation).encrypt(nonce, plain, place.encode())
        )

    def open(self, sealed: bytes | memoryview, type_: type[T], place: str) -> T:
        """The value again. Raises SealBroken naming the row, never its content."""
        data = bytes(sealed)
        try:
            plain = self._cipher(data[0]).decrypt(
                data[1 : 1 + _NONCE], data[1 + _NONCE :], place.encode()
            )
            return msgspec.json.decode(plain, type=type_)
        except (InvalidTag, IndexError, msgspec.MsgspecError):
            raise SealBroken(
                "a row was altered, moved, or belongs to another office",
                where=place,
                remedy="Run `safeconduct verify`, and restore the last good backup",
            ) from None

    def _cipher(self, generation: int) -> AESGCM:
        if self._keys.wiped:
            self._ciphers.clear()
        cipher = self._ciphers.get(generation)
        if cipher is None:
            cipher = self._ciphers[generation] = AESGCM(self._keys.get("rows", generation))
        return cipher
