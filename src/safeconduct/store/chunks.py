"""A stream of bytes sealed in 64 KiB chunks, none of which can be altered, dropped, repeated or moved unnoticed.

The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015) with AES-256-GCM: a fresh key for each stream, the
nonce is the chunk's number and whether it is the last. A cut-off stream lacks the last chunk and is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK = 64 * 1024
TAG = 16


class CutOff(Exception):
    """The stream ends before its last chunk."""


class Altered(Exception):
    """A chunk is not what was written there; `.number` counts from 0."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def seal_stream(pieces: Iterable[bytes], key: bytes, bound: bytes) -> Iterator[bytes]:
    """Sealed chunks of `pieces` (of any lengths) one after another; `bound` is authenticated with each."""
    cipher = AESGCM(key)
    buffer = bytearray()
    number = 0
    for piece in pieces:
        buffer += piece
        while len(buffer) > CHUNK:  # the last chunk is never empty unless the whole is
            yield cipher.encrypt(_nonce(number, False), bytes(buffer[:CHUNK]), bound)
            del buffer[:CHUNK]
            number += 1
    yield cipher.encrypt(_nonce(number, True), bytes(buffer), bound)


def open_stream(file: BinaryIO, key: bytes, bound: bytes) -> Iterator[bytes]:
    """The plain chunks again. Raises CutOff or Altered; what was yielded before is whole as far as it goes."""
    cipher = AESGCM(key)
    number = 0
    sealed = file.read(CHUNK + TAG)
    while True:
        following = file.read(CHUNK + TAG)
        last = not following
        try:
            plain = cipher.decrypt(_nonce(number, last), sealed, bound)
        except InvalidTag:
            if last and _opens(cipher, number, sealed, bound):
                raise CutOff from None
            raise Altered(number) from None
        yield plain
        if last:
            return
        sealed = following
        number += 1


def _opens(cipher: AESGCM, number: int, sealed: bytes, bound: bytes) -> bool:
    """Is this a chunk from the middle, so that the end is missing? A chunk cut in two is told as cut off as well."""
    if len(sealed) < CHUNK + TAG:
        return len(sealed) == 0
    try:
        cipher.decrypt(_nonce(number, False), sealed, bound)
    except InvalidTag:
        return False
    return True
