"""Is everything there and as it was written? Walks key file, database, every sealed row, the audit chain, every blob.

Each fault is one sentence that says what is wrong and where; a note is what is odd but harms nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, connections
from django.db.models import Model, QuerySet

from safeconduct.record import Case, Claim, Figure, Judgement, Referent, Tie
from safeconduct.sources import Custody, Source
from safeconduct.store import accounts, models
from safeconduct.store.errors import BlobDamaged, SealBroken, StoreError
from safeconduct.store.holdings import Kept, bytes_id
from safeconduct.store.jobs import Told
from safeconduct.store.keyring import Keyring
from safeconduct.store.office import Office

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Verified:
    """`faults` and `notes` as sentences; `counted` says how many of each thing were looked at."""

    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)
    head: str = ""

    @property
    def sound(self) -> bool:
        """Is nothing wrong?"""
        return not self.faults


def verify(office: Office, progress: Progress = lambda _what, _done, _total: None) -> Verified:
    """Walk everything once. Raises nothing for what is damaged: it stands in the faults."""
    result = Verified()
    steps: tuple[tuple[str, Callable[[Office, Verified], Iterator[str]]], ...] = (
        ("the key file", _key_file),
        ("the database", _database),
        ("the rows", _rows),
        ("the audit chain", _chain),
        ("stored files", _blobs),
    )
    for number, (what, step) in enumerate(steps):
        progress(what, number, len(steps))
        try:
            result.faults.extend(step(office, result))
        except (DatabaseError, StoreError) as error:
            says = error.problem if isinstance(error, StoreError) else error.__class__.__name__
            result.faults.append(f"{what}: could not be walked to the end ({says})")
    progress("done", len(steps), len(steps))
    return result


def _key_file(office: Office, result: Verified) -> Iterator[str]:
    ring = Keyring.load(office.place.folder)
    slots = {slot.id for slot in ring.slots}
    known = {a.slot: a.name for a in accounts.accounts(office)}
    for slot in sorted(known.keys() - slots):
        yield f"keys: the account {known[slot]!r} has no slot in the key file and cannot log in"
    for slot in sorted(slots - known.keys()):
        yield f"keys: the slot {slot} in the key file belongs to no account: somebody could open the office unseen"
    if len(ring.holders) < 2:
        result.notes.append(
            "keys: fewer than two recovery holders; if every passphrase is lost, so is the office"
        )


def _database(office: Office, result: Verified) -> Iterator[str]:  # noqa: ARG001 (one shape for all steps)
    connection = connections[office.alias]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:

        def ask(pragma: str) -> list[tuple[Any, ...]]:
            cursor.execute(f"PRAGMA {pragma}")
            return list(cursor.fetchall())

        if connection.display_name == "SQLCipher":
            for (says,) in ask("cipher_integrity_check"):
                yield f"database: {says}"
        for (says,) in ask("integrity_check"):
            if says != "ok":
                yield f"database: {says}"
        for table, row, parent, _ in ask("foreign_key_check"):
            yield f"database: row {row} of {table} names a row of {parent} that is not there"


def _rows(office: Office, result: Verified) -> Iterator[str]:
    seal = office.seal

    def each(name: str, rows: QuerySet[Model], look: Callable[[Model], None]) -> Iterator[str]:
        count = 0
        for row in rows.order_by("pk").iterator(2000):
            count += 1
            try:
                look(row)
            except SealBroken:
                yield f"rows: number {row.pk} of the {name} was altered, moved or exchanged"
        result.counted[name] = count

    def own(ref: str, kind: str, key: str) -> None:
        if seal.ref(kind, key) != ref:
            raise SealBroken("", where=kind)

    def case(row: models.Case) -> None:
        own(row.ref, "case", seal.open(row.sealed, Case, f"case:{row.ref}").id)

    def source(row: models.Source) -> None:
        own(row.ref, "source", seal.open(row.sealed, Source, f"source:{row.ref}").id)
        if row.document is not None:
            seal.open(row.document, Kept, f"document:{row.ref}")

    def custody(row: models.Custody) -> None:
        seal.open(row.sealed, Custody, f"custody:{row.source.ref}")

    def run(row: models.Run) -> None:
        seal.open(row.sealed, tuple[str, ...], f"run:{row.source.ref}")

    types: dict[str, type] = {
        "referent": Referent, "claim": Claim, "tie": Tie, "figure": Figure, "alike": tuple[str, str],
    }  # fmt: skip

    def proposal(row: models.Proposal) -> None:
        value: Any = seal.open(
            row.sealed, types[row.what], f"{row.what}:{row.source.ref}:{row.ref}"
        )
        if row.what in ("referent", "claim", "figure"):
            own(row.ref, row.what, value.id)

    def judgement(row: models.Judgement) -> None:
        own(row.ref, "judgement", seal.open(row.sealed, Judgement, f"judgement:{row.ref}").id)

    def account(row: models.Account) -> None:
        seal.open(row.sealed, accounts.Profile, f"account:{row.slot}")

    def job(row: models.Job) -> None:
        seal.open(row.sealed, Told, "job")

    walks: tuple[tuple[str, type[Model], Callable[..., None]], ...] = (
        ("cases", models.Case, case),
        ("sources", models.Source, source),
        ("custody", models.Custody, custody),
        ("readings", models.Run, run),
        ("rows read", models.Proposal, proposal),
        ("judgements", models.Judgement, judgement),
        ("accounts", models.Account, account),
        ("jobs", models.Job, job),
    )
    for name, model, look in walks:
        rows: QuerySet[Any] = QuerySet(model, using=office.alias)
        if model in (models.Custody, models.Run, models.Proposal):
            rows = rows.select_related("source")
        yield from each(name, rows, look)


def _chain(office: Office, result: Verified) -> Iterator[str]:
    yield from office.chain.faults()
    result.counted["audit entries"] = models.Audit.objects.using(office.alias).count()
    last = models.Audit.objects.using(office.alias).order_by("-number").first()
    if last is not None:
        result.head = f"{last.number}-{last.mac[:16]}"


def _blobs(office: Office, result: Verified) -> Iterator[str]:
    wanted: dict[
        str, tuple[str, str | None]
    ] = {}  # name → (which source, the SHA-256 its bytes must have)
    for row in models.Source.objects.using(office.alias).order_by("pk").iterator(2000):
        try:
            source = office.seal.open(row.sealed, Source, f"source:{row.ref}")
            blob = bytes_id(source.id)
            wanted[office.blobs.name(blob)] = (blob, source.id)
            if row.document is not None:
                text = office.seal.open(row.document, Kept, f"document:{row.ref}").text
                wanted[office.blobs.name(text)] = (text, text.removeprefix("text:"))
        except SealBroken:
            continue  # told among the rows
    there = set(office.blobs.names())
    for name, (blob, digest) in sorted(wanted.items()):
        if name not in there:
            kind = (
                "the original of a source"
                if blob.startswith("bytes:")
                else "the text of a document"
            )
            yield f"files: {name} ({kind}) is missing"
            continue
        try:
            data = office.blobs.get(blob)
        except BlobDamaged as error:
            yield f"files: {name}: {error.problem}"
            continue
        if hashlib.sha256(data).hexdigest() != digest:
            yield f"files: {name} does not hold the bytes that were taken in"
    result.counted["stored files"] = len(wanted)
    strays = there - wanted.keys()
    if strays:
        result.notes.append(
            f"files: {len(strays)} stored file(s) belong to nothing (an interrupted act, or an older text): harmless"
        )
    parts = list(office.blobs.leftovers())
    if parts:
        result.notes.append(
            f"files: {len(parts)} half-written file(s) left by an interruption: harmless"
        )
