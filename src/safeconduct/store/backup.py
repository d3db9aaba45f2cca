"""One sealed file that holds an office: key file, rows, stored files. Restored to a new folder, on either database.

Layout: a line that names the format; a header (4-byte length, JSON: version, office, made, migration, generation,
salt, and the key file, which is itself sealed for its users); then one stream in sealed chunks (see `chunks`) of
frames: 4-byte length, MessagePack. Frames are {"table", "rows"}, {"blob", "size"} followed by the bytes, and at last
{"end": counts}. Written beside and renamed when whole, and without the last chunk refused: an interrupted backup
never passes for one.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from safeconduct.store import engine
from safeconduct.store.chunks import Altered, CutOff, open_stream, seal_stream
from safeconduct.store.errors import BackupDamaged, OfficeExists
from safeconduct.store.keyring import Keyring, sync_folder
from safeconduct.store.keys import Keys, derive
from safeconduct.store.place import CONFIG_FILE, Place

if TYPE_CHECKING:
    from safeconduct.store.office import Office

MAGIC = b"safeconduct backup 1\n"
UNFINISHED = "restore.unfinished"
_BATCH = 500
_LARGEST_HEADER = 64 * 1024 * 1024
# In an order in which no row names one that is yet to come.
_TABLES = ("Case", "Source", "Custody", "Run", "Proposal", "Judgement", "Judgement_sources", "Account", "Audit", "Job")  # fmt: skip

Progress = Callable[[str, int, int], None]


def _silent(_what: str, _done: int, _total: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the sealed stream, in the clear: nothing of a case, no name."""

    office: str
    made: datetime
    migration: str
    generation: int
    salt: bytes
    keys: bytes  # keys.json


# -- writing -----------------------------------------------------------------------------------------------------


def backup(office: Office, actor: str, path: Path, progress: Progress = _silent) -> Header:
    """Write a backup to a new file. An act: it carries everything out. Raises OfficeExists where the file is there."""
    if path.exists():
        raise OfficeExists(
            "there is such a file already", where=str(path), remedy="Give another name"
        )
    with office.act(actor, "backup"):
        pass
    header = Header(
        Keyring.load(office.place.folder).office,
        office.now(),
        _newest_migration(office.alias),
        office.keys.newest,
        os.urandom(32),
        Keyring.load(office.place.folder).to_bytes(),
    )
    head = _head(header)
    key = derive(office.keys.get("backup", header.generation), "backup", salt=header.salt)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(head)
            bound = hashlib.sha256(head).digest()
            for chunk in seal_stream(_frames(office, progress), key, bound):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        os.link(part, path)  # unlike a rename, never over a file that came in the meantime
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.absolute().parent)
    return header


def _frames(office: Office, progress: Progress) -> Iterator[bytes]:
    counts: dict[str, int] = {}
    apps = _models_at(office.alias, _newest_migration(office.alias))
    with _snapshot(office.alias):
        for number, table in enumerate(_TABLES):
            progress("rows", number, len(_TABLES))
            model = apps.get_model("store", table)
            columns = [f.attname for f in model._meta.concrete_fields]  # noqa: SLF001 (Django's documented API)
            counts[table] = 0
            rows = model.objects.using(office.alias).order_by("pk").values_list(*columns)
            for batch in _batches(rows.iterator(_BATCH)):
                counts[table] += len(batch)
                plain = [
                    [bytes(v) if isinstance(v, memoryview) else v for v in row] for row in batch
                ]
                yield _frame({"table": table, "columns": columns, "rows": plain})
        names = list(office.blobs.names())
    for number, name in enumerate(names):
        progress("files", number, len(names))
        data = (office.blobs.folder / name).read_bytes()
        yield _frame({"blob": name, "size": len(data)})
        yield data
    yield _frame({"end": {**counts, "blobs": len(names)}})
    progress("done", 1, 1)


def _frame(value: dict[str, Any]) -> bytes:
    data = msgspec.msgpack.encode(value)
    return len(data).to_bytes(4, "big") + data


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    batch: list[tuple[Any, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def _snapshot(alias: str) -> Iterator[None]:
    """See the database as it is at one moment, without holding up those who write."""
    from django.db import connections, transaction

    connection = connections[alias]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
        return
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


# -- reading -----------------------------------------------------------------------------------------------------


def header_of(path: Path) -> Header:
    """What a backup says of itself in the clear. Raises BackupDamaged."""
    with path.open("rb") as file:
        return _read_head(file, path)[0]


def check(path: Path, keys: Keys, progress: Progress = _silent) -> dict[str, int]:
    """Read a backup to its end, writing nothing; gives what it holds. Raises BackupDamaged."""
    for value, _ in _contents(path, keys):
        if "blob" in value:
            progress("files", 0, 0)
        if "end" in value:
            return dict(value["end"])
    raise _damaged(path, "has no end")


def keys_of(path: Path, name: str, passphrase: str) -> Keys:
    """The data keys, by a user's passphrase as it was when the backup was made. Raises WrongPassphrase."""
    return Keyring.from_bytes(header_of(path).keys, str(path)).open(name, passphrase)[0]


def recovered_keys_of(path: Path, codes: Sequence[str]) -> Keys:
    """The data keys, by two recovery codes. Raises WrongCode."""
    return Keyring.from_bytes(header_of(path).keys, str(path)).recover(codes)


def restore(
    path: Path, keys: Keys, place: Place, *, alias: str = "default", progress: Progress = _silent
) -> Office:
    """An office anew from a backup, open. The folder must be empty or absent, the database without tables.

    While the file `restore.unfinished` stands in the folder the office is not whole; the key file comes last, so
    that nobody can open it before. Raises OfficeExists, BackupDamaged.
    """
    folder = place.folder
    if folder.exists() and any(p.name != CONFIG_FILE for p in folder.iterdir()):
        raise OfficeExists(
            "the folder to restore to is not empty", where=str(folder), remedy="Name a new folder"
        )
    check(path, keys, progress)  # a damaged backup is found before anything is written
    header = header_of(path)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    (folder / UNFINISHED).touch()
    engine.connect(place, keys, alias)
    _refuse_full(alias, place)
    _migrate_to(alias, header.migration, path)
    from safeconduct.store.office import Office

    office = Office(place, keys, alias)
    _load(path, keys, office, header.migration, progress)
    engine.migrate(alias)
    office.chain.save_head()
    Keyring.from_bytes(header.keys, str(path)).save(folder)
    (folder / UNFINISHED).unlink()
    return office


def _load(path: Path, keys: Keys, office: Office, migration: str, progress: Progress) -> None:
    from django.core.management.color import no_style
    from django.db import connections, transaction

    apps = _models_at(office.alias, migration)
    connection = connections[office.alias]
    with transaction.atomic(using=office.alias):
        for value, data in _contents(path, keys):
            if "table" in value:
                model = apps.get_model("store", value["table"])
                progress(f"rows of {value['table']}", 0, 0)
                model.objects.using(office.alias).bulk_create(
                    [
                        model(**dict(zip(value["columns"], row, strict=True)))
                        for row in value["rows"]
                    ],
                    batch_size=_BATCH,
                )
            elif "blob" in value:
                progress("files", 0, 0)
                _put_file(office.blobs.folder, value["blob"], data)
        models = [apps.get_model("store", table) for table in _TABLES]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)


def _put_file(folder: Path, name: str, data: bytes) -> None:
    first, _, rest = name.partition("/")
    if not (len(first) == 2 and len(rest) == 40 and (first + rest).isalnum()):
        raise BackupDamaged("a stored file in the backup has an impossible name")
    path = folder / first / rest
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _contents(path: Path, keys: Keys) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Each frame with the bytes that follow it. Raises BackupDamaged."""
    with path.open("rb") as file:
        header, head = _read_head(file, path)
        key = derive(keys.get("backup", header.generation), "backup", salt=header.salt)
        chunks = open_stream(file, key, hashlib.sha256(head).digest())
        buffer = bytearray()

        def need(count: int) -> bytes:
            while len(buffer) < count:
                buffer.extend(next(chunks))
            taken = bytes(buffer[:count])
            del buffer[:count]
            return taken

        try:
            while True:
                value = msgspec.msgpack.decode(need(int.from_bytes(need(4), "big")))
                yield value, need(value["size"]) if "blob" in value else b""
                if "end" in value:
                    return
        except CutOff:
            raise _damaged(path, "is cut off: it was not written to its end") from None
        except Altered as error:
            raise _damaged(
                path, f"was altered or belongs to other keys (chunk {error.number + 1})"
            ) from None
        except (StopIteration, RuntimeError, msgspec.MsgspecError, KeyError, TypeError):
            raise _damaged(path, "ends too early") from None


def _head(header: Header) -> bytes:
    data = msgspec.json.encode(header)
    return MAGIC + len(data).to_bytes(4, "big") + data


def _read_head(file: BinaryIO, path: Path) -> tuple[Header, bytes]:
    start = file.read(len(MAGIC) + 4)
    length = int.from_bytes(start[len(MAGIC) :], "big")
    if start[: len(MAGIC)] != MAGIC or len(start) < len(MAGIC) + 4 or length > _LARGEST_HEADER:
        raise _damaged(path, "is not a backup, or its beginning is damaged")
    data = file.read(length)
    try:
        return msgspec.json.decode(data, type=Header), start + data
    except msgspec.MsgspecError:
        raise _damaged(path, "has a damaged beginning") from None


def _damaged(path: Path, what: str) -> BackupDamaged:
    return BackupDamaged(f"the backup {what}", where=str(path), remedy="Use another backup")


# -- the shape of the tables -------------------------------------------------------------------------------------


def _newest_migration(alias: str) -> str:
    from django.db import connections
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connections[alias])
    return max(name for app, name in loader.disk_migrations if app == "store")


def _models_at(alias: str, migration: str) -> Any:
    """The models as they were at a migration, so that old backups fit."""
    from django.db import connections
    from django.db.migrations.loader import MigrationLoader

    return MigrationLoader(connections[alias]).project_state([("store", migration)]).apps


def _migrate_to(alias: str, migration: str, path: Path) -> None:
    from django.core.management.base import CommandError

    try:
        engine.migrate(alias, migration)
    except CommandError:
        raise BackupDamaged(
            "the backup was made by a newer version",
            where=str(path),
            remedy="Update safeconduct first",
        ) from None


def _refuse_full(alias: str, place: Place) -> None:
    from django.db import connections

    if connections[alias].introspection.table_names():
        raise OfficeExists(
            "the database to restore to holds tables already",
            where=place.database_url and place.database_url.partition("@")[2],
            remedy="Name an empty database",
        )
