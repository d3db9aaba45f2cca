"""An act on an open office: one transaction, one entry in the audit chain, and nothing written outside of one."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from django.db import connections, transaction
from django.db.models import Model, QuerySet

from safeconduct.store.audit import Chain, Entry
from safeconduct.store.blobs import Blobs
from safeconduct.store.errors import Locked, NotInAct
from safeconduct.store.keys import Keys
from safeconduct.store.place import Place
from safeconduct.store.seal import Seal

M = TypeVar("M", bound=Model)
BATCH = 500  # values in one IN (…)
_ADVISORY_LOCK = 0x5AFEC0  # one writer of the chain at a time on PostgreSQL


@dataclass(slots=True)
class Act:
    """What the audit entry will say besides who and what; may be added to until the act ends."""

    about: list[str] = field(default_factory=list)
    note: str = ""
    case: str | None = None


class Acting:
    """Folder, database alias and keys of an office, and its acts. The rooms of the store below build on it."""

    def __init__(self, place: Place, keys: Keys, alias: str = "default") -> None:
        self.place = place
        self.alias = alias
        self.keys = keys
        self.seal = Seal(keys)
        self.blobs = Blobs(place.folder / "blobs", keys)
        self.chain = Chain(alias, keys, self.seal, place.folder)
        self._here = threading.local()

    def now(self) -> datetime:
        """The clock, in UTC: the core rooms have none of their own."""
        return datetime.now(UTC)

    @contextmanager
    def act(
        self,
        actor: str,
        verb: str,
        *,
        case: str | None = None,
        about: Sequence[str] = (),
        note: str = "",
    ) -> Iterator[Act]:
        """One transaction and one audit entry, both or neither."""
        act = Act(list(about), note, case)
        fresh: list[str] = []
        try:
            with transaction.atomic(using=self.alias, durable=True):
                connection = connections[self.alias]
                if connection.vendor == "postgresql":
                    with connection.cursor() as cursor:
                        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_LOCK])
                self._here.blobs = fresh
                try:
                    yield act
                    entry = Entry(0, self.now(), actor, verb, tuple(act.about), act.note, act.case)
                    self.chain.append(entry)
                except BaseException:
                    # While others still wait: once they may write, they could rely on these very files.
                    for blob in fresh:
                        self.blobs.discard(blob)
                    raise
        finally:
            self._here.blobs = None
        with contextlib.suppress(OSError):  # done is done; an older note is no fault
            self.chain.save_head()

    def written(self) -> list[str]:
        """The files this act has put so far. Raises NotInAct outside of one."""
        blobs: list[str] | None = getattr(self._here, "blobs", None)
        if blobs is None:
            raise NotInAct
        return blobs

    def put_blob(self, blob_id: str, data: bytes) -> None:
        """Store bytes; if the act fails and they were new, they go again."""
        fresh = self.written()
        if self.blobs.put(blob_id, data):
            fresh.append(blob_id)

    def rows(self, model: type[M]) -> QuerySet[M]:
        """A table of this office. Raises Locked."""
        if self.keys.wiped:
            raise Locked
        return QuerySet(model, using=self.alias)
