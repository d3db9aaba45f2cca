"""Original bytes and texts of documents as sealed files whose names and sizes tell next to nothing.

A file's name is a keyed hash of its id, its length a whole number of 64 KiB chunks. Files are never changed: written
beside, flushed, renamed.

Layout: "SCB1", generation (1 byte), salt (16), then chunks (see `chunks`) of: length (8), the bytes, zeroes.
"""

from __future__ import annotations

import hmac
import io
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from safeconduct.store.chunks import CHUNK, TAG, Altered, CutOff, open_stream, seal_stream
from safeconduct.store.errors import BlobDamaged, Locked
from safeconduct.store.keyring import sync_folder
from safeconduct.store.keys import Keys, derive

MAGIC = b"SCB1"
_HEADER = len(MAGIC) + 1 + 16


class Blobs:
    """Sealed files under one folder, by id."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self.folder = folder
        self._keys = keys

    def name(self, blob_id: str) -> str:
        """The file's path below the folder, with / between: a keyed hash that tells nothing of the id."""
        digest = hmac.new(self._keys.lasting("names"), blob_id.encode(), "sha256").hexdigest()
        return f"{digest[:2]}/{digest[2:42]}"

    def __contains__(self, blob_id: str) -> bool:
        return (self.folder / self.name(blob_id)).exists()

    def put(self, blob_id: str, data: bytes) -> bool:
        """Store bytes under an id. False where they are there already; a file is never overwritten."""
        path = self.folder / self.name(blob_id)
        if path.exists():
            return False
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        generation = self._keys.newest
        header = MAGIC + bytes([generation]) + os.urandom(16)
        part = path.with_name(f".{secrets.token_hex(8)}.part")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(header)
                for chunk in seal_stream(
                    _padded(data), self._key(header), header + path.name.encode()
                ):
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
        return True

    def get(self, blob_id: str) -> bytes:
        """The bytes again. Raises BlobDamaged."""
        name = self.name(blob_id)
        try:
            sealed = (self.folder / name).read_bytes()
        except OSError as error:
            raise self._damaged(name, f"is not there ({error.__class__.__name__})") from error
        plain = b"".join(self._plain(name, sealed))
        length = int.from_bytes(plain[:8], "big")
        if length > len(plain) - 8:
            raise self._damaged(name, "has a wrong length inside")
        return plain[8 : 8 + length]

    def discard(self, blob_id: str) -> None:
        """Take away a file whose act did not come to its end."""
        (self.folder / self.name(blob_id)).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """Every stored file's name, in order; leftovers of interrupted writing are not among them."""
        for path in sorted(self.folder.glob("??/*")):
            if not path.name.startswith("."):
                yield f"{path.parent.name}/{path.name}"

    def leftovers(self) -> Iterator[Path]:
        """What interrupted writing left behind."""
        yield from sorted(self.folder.glob("??/.*.part"))

    def _plain(self, name: str, sealed: bytes) -> Iterator[bytes]:
        header, body = sealed[:_HEADER], io.BytesIO(sealed[_HEADER:])
        if len(header) < _HEADER or header[:4] != MAGIC:
            raise self._damaged(name, "is not one of our files, or its beginning is gone")
        try:
            bound = header + name.rpartition("/")[2].encode()
            yield from open_stream(body, self._key(header), bound)
        except CutOff:
            raise self._damaged(name, "is cut off") from None
        except Altered as error:
            where = f"chunk {error.number + 1} of {-(-(len(sealed) - _HEADER) // (CHUNK + TAG))}"
            raise self._damaged(name, f"was altered in {where}") from None

    def _key(self, header: bytes) -> bytes:
        try:
            return derive(self._keys.get("blobs", header[4]), "blob", salt=header[5:])
        except Locked:
            if self._keys.wiped:
                raise
            raise BlobDamaged(
                "a stored file names a key this office does not have", where=str(self.folder)
            ) from None

    def _damaged(self, name: str, what: str) -> BlobDamaged:
        return BlobDamaged(
            f"the stored file {what}",
            where=str(self.folder / name),
            remedy="Run `safeconduct verify` to see what else is touched, then restore the last good backup",
        )


def _padded(data: bytes) -> Iterator[bytes]:
    yield len(data).to_bytes(8, "big")
    for start in range(0, len(data), CHUNK):
        yield data[start : start + CHUNK]
    yield bytes(-(len(data) + 8) % CHUNK)
