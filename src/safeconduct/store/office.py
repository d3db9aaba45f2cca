"""An open office: the store that `casework` works on. Core values go in and come out, never rows.

What is written is written inside `act`: one transaction, one entry in the audit chain. Fits `casework.Store` by shape.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeVar

from django.db import connections, transaction
from django.db.models import Count, Model, Q, QuerySet

from safeconduct.record import Case, Claim, Figure, Judgement, Reading, Referent, Tie, content_id
from safeconduct.record.judgement import Decision
from safeconduct.sources import Custody, Document, Source
from safeconduct.store import models
from safeconduct.store.audit import Chain, Entry
from safeconduct.store.blobs import Blobs
from safeconduct.store.errors import Locked, NotInAct, StoreError
from safeconduct.store.jobs import Job, Jobs
from safeconduct.store.keys import Keys
from safeconduct.store.place import Place
from safeconduct.store.seal import Seal

T = TypeVar("T")
_IDENTITY = {Decision.SAME, Decision.NOT_SAME, Decision.CANNOT_TELL, Decision.DESCRIBE}
_ADVISORY_LOCK = 0x5AFEC0  # one writer of the chain at a time on PostgreSQL
_BATCH = 500  # values in one IN (…)


@dataclass(slots=True)
class Act:
    """What the audit entry will say besides who and what; may be added to until the act ends."""

    about: list[str] = field(default_factory=list)
    note: str = ""
    case: str | None = None


class Office:
    """One office's record: folder, database alias and keys."""

    def __init__(self, place: Place, keys: Keys, alias: str = "default") -> None:
        self.place = place
        self.alias = alias
        self.keys = keys
        self.seal = Seal(keys)
        self.blobs = Blobs(place.folder / "blobs", keys)
        self.chain = Chain(alias, keys, self.seal, place.folder)
        self.queue = Jobs(alias, self.seal)
        self._acting = threading.local()

    # -- acts ----------------------------------------------------------------------------------------------------

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
        new_blobs: list[str] = []
        try:
            with transaction.atomic(using=self.alias, durable=True):
                connection = connections[self.alias]
                if connection.vendor == "postgresql":
                    with connection.cursor() as cursor:
                        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_LOCK])
                self._acting.blobs = new_blobs
                yield act
                self.chain.append(
                    Entry(0, self.now(), actor, verb, tuple(act.about), act.note, act.case)
                )
        except BaseException:
            for blob in new_blobs:
                self.blobs.discard(blob)
            raise
        finally:
            self._acting.blobs = None
        self.chain.save_head()

    def _written(self) -> list[str]:
        blobs: list[str] | None = getattr(self._acting, "blobs", None)
        if blobs is None:
            raise NotInAct
        return blobs

    def _put_blob(self, blob_id: str, data: bytes) -> None:
        written = self._written()
        if self.blobs.put(blob_id, data):
            written.append(blob_id)

    # -- cases ---------------------------------------------------------------------------------------------------

    def put_case(self, case: Case) -> None:
        """Write a case, new or changed."""
        self._written()
        ref = self.seal.ref("case", case.id)
        self._of(models.Case).update_or_create(
            ref=ref, defaults={"sealed": self.seal.seal(case, f"case:{ref}")}
        )

    def case(self, case_id: str) -> Case | None:
        """One case."""
        row = self._of(models.Case).filter(ref=self.seal.ref("case", case_id)).first()
        return self._case(row) if row else None

    def cases(self) -> tuple[Case, ...]:
        """Every case, the newest first."""
        return tuple(self._case(row) for row in self._of(models.Case).order_by("-id"))

    def counts(self) -> dict[str, tuple[int, int, int]]:
        """Case id → how many sources it holds, how many claims wait for a judgement, how many jobs are unfinished.

        Three counts put together here: one query with three joins would count their product.
        """
        to_review = dict(
            self._of(models.Proposal)
            .filter(open=True)
            .values_list("source_id")
            .annotate(n=Count("id"))
            .order_by()
        )
        unfinished = dict(
            self._of(models.Job)
            .filter(state__in=("waiting", "running"))
            .values_list("source_id")
            .annotate(n=Count("id"))
            .order_by()
        )
        held: dict[int, list[int]] = {}
        pairs = self._of(models.Custody).values_list("case_id", "source_id").distinct().order_by()
        for case, source in pairs:
            held.setdefault(case, []).append(source)
        counts = {}
        for row in self._of(models.Case):
            sources = held.get(row.pk, [])
            counts[self._case(row).id] = (
                len(sources),
                sum(to_review.get(s, 0) for s in sources),
                sum(unfinished.get(s, 0) for s in sources),
            )
        return counts

    def _case(self, row: models.Case) -> Case:
        return self.seal.open(row.sealed, Case, f"case:{row.ref}")

    # -- sources -------------------------------------------------------------------------------------------------

    def put_source(self, source: Source, data: bytes, case_id: str) -> bool:
        """Keep a source's bytes and who brought them. False where the bytes were there already (custody is added)."""
        self._put_blob(bytes_id(source.id), data)
        ref = self.seal.ref("source", source.id)
        row, new = self._of(models.Source).get_or_create(
            ref=ref, defaults={"sealed": self.seal.seal(source, f"source:{ref}")}
        )
        self._of(models.Custody).create(
            source=row,
            case=self._of(models.Case).get(ref=self.seal.ref("case", case_id)),
            sealed=self.seal.seal(source.custody, f"custody:{ref}"),
        )
        return new

    def change_source(self, source: Source) -> None:
        """Write what was learnt of a source (its media type, its condition)."""
        self._written()
        row = self._source_row(source.id)
        row.sealed = self.seal.seal(source, f"source:{row.ref}")
        row.save(using=self.alias, update_fields=["sealed"])

    def source(self, source_id: str) -> Source | None:
        """One source."""
        row = self._of(models.Source).filter(ref=self.seal.ref("source", source_id)).first()
        return self._source(row) if row else None

    def sources(self, case_id: str) -> tuple[Source, ...]:
        """A case's sources in the order they came."""
        return tuple(self._source(row) for row in self._sources_of(case_id))

    def cases_of(self, source_id: str) -> tuple[str, ...]:
        """The ids of the cases that hold this source."""
        ref = self.seal.ref("source", source_id)
        rows = self._of(models.Case).filter(custody__source__ref=ref).distinct()
        return tuple(self._case(row).id for row in rows)

    def custody(self, source_id: str) -> tuple[Custody, ...]:
        """Every taking-in of these bytes, oldest first."""
        ref = self.seal.ref("source", source_id)
        rows = self._of(models.Custody).filter(source__ref=ref).order_by("id")
        return tuple(self.seal.open(row.sealed, Custody, f"custody:{ref}") for row in rows)

    def original(self, source_id: str) -> bytes:
        """The bytes as they came. Raises BlobDamaged."""
        return self.blobs.get(bytes_id(source_id))

    def put_document(self, document: Document) -> None:
        """Keep a source's text and its map; a text made anew takes the place of the old."""
        self._written()
        row = self._source_row(document.id)
        text = document.text.encode("utf-8", "surrogatepass")
        text_id = f"text:{hashlib.sha256(text).hexdigest()}"
        self._put_blob(text_id, text)
        kept = Kept(replace(document, text="", _starts=()), text_id)
        row.document = self.seal.seal(kept, f"document:{row.ref}")
        row.save(using=self.alias, update_fields=["document"])

    def document(self, source_id: str, *, text: bool = True) -> Document | None:
        """The document of a source, None where it was not converted; without its text where that is not needed."""
        row = self._of(models.Source).filter(ref=self.seal.ref("source", source_id)).first()
        if row is None or row.document is None:
            return None
        kept = self.seal.open(row.document, Kept, f"document:{row.ref}")
        if not text:
            return kept.document
        words = self.blobs.get(kept.text).decode("utf-8", "surrogatepass")
        return replace(kept.document, text=words, _starts=())

    def _source(self, row: models.Source) -> Source:
        return self.seal.open(row.sealed, Source, f"source:{row.ref}")

    def _source_row(self, source_id: str) -> models.Source:
        row = self._of(models.Source).filter(ref=self.seal.ref("source", source_id)).first()
        if row is None:
            raise StoreError("no such source", key="source", value=source_id[:12])
        return row

    def _sources_of(self, case_id: str) -> QuerySet[models.Source]:
        ref = self.seal.ref("case", case_id)
        return self._of(models.Source).filter(custody__case__ref=ref).distinct().order_by("id")

    # -- readings ------------------------------------------------------------------------------------------------

    def put_reading(self, reading: Reading, keep: Collection[str] = ()) -> None:
        """Write a reading in place of the document's last one; rows whose ids are in `keep` stay if it lacks them."""
        self._written()
        source = self._source_row(reading.document)
        run = self._of(models.Run).create(
            source=source, sealed=self.seal.seal(reading.unread, f"run:{source.ref}")
        )
        judged = {self.seal.ref("claim", k) for k in keep}
        rows = [
            self._proposal(source, run, what, key, value, ordinal, judged)
            for what, values in _said(reading)
            for ordinal, (key, value) in enumerate(values)
        ]
        self._of(models.Proposal).bulk_create(
            rows,
            batch_size=_BATCH,
            update_conflicts=True,
            unique_fields=["source", "what", "ref"],
            update_fields=["run", "sealed", "ordinal", "open"],
        )
        kept = {self.seal.ref(what, k) for k in keep for what in ("claim", "referent")}
        stale = self._of(models.Proposal).filter(source=source, run__isnull=False).exclude(run=run)
        for row in stale.only("id", "ref"):
            if row.ref not in kept:
                row.delete(using=self.alias)

    def reading(self, source_id: str) -> Reading | None:
        """What was proposed of a document, and added by people; None where it was never read."""
        return next(iter(self._readings([self._source_row(source_id)])), None)

    def readings(self, case_id: str) -> tuple[Reading, ...]:
        """The readings of a case's documents, in the order the sources came."""
        return self._readings(list(self._sources_of(case_id)))

    def put_alike(self, source_id: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Note that referents of this document may be those of others, going by their names: the newest run's."""
        self._written()
        source = self._source_row(source_id)
        run = self._of(models.Run).filter(source=source).order_by("-id").first()
        rows = [
            self._proposal(source, run, "alike", content_id(*pair), pair, 0, ()) for pair in pairs
        ]
        self._of(models.Proposal).bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)

    def alike(self, case_id: str) -> tuple[tuple[str, str], ...]:
        """The pairs of referents noted so for a case's documents."""
        rows = (
            self._of(models.Proposal)
            .filter(what="alike", source__custody__case__ref=self.seal.ref("case", case_id))
            .select_related("source")
            .order_by("id")
        )
        found = {
            self.seal.open(r.sealed, tuple[str, str], f"alike:{r.source.ref}:{r.ref}"): None
            for r in rows
        }
        return tuple(found)

    def put_claim(self, claim: Claim) -> None:
        """Write a claim that a person added."""
        self._written()
        source = self._source_row(claim.passage.document)
        row = self._proposal(
            source, None, "claim", claim.id, claim, 0, {self.seal.ref("claim", claim.id)}
        )
        row.save(using=self.alias, force_insert=True)

    def set_open(self, source_id: str, claim_ids: Iterable[str], open_: bool) -> None:
        """Note that claims wait for a judgement, or no longer do: an index for counting, never asked for its sense."""
        self._written()
        refs = [self.seal.ref("claim", c) for c in claim_ids]
        source = self._source_row(source_id)
        for start in range(0, len(refs), _BATCH):
            self._of(models.Proposal).filter(
                source=source, what="claim", ref__in=refs[start : start + _BATCH]
            ).update(open=open_)

    def open_claims(self, case_id: str) -> dict[str, int]:
        """Source id → how many of its claims wait for a judgement."""
        rows = self._sources_of(case_id).annotate(
            to_review=Count("proposals", filter=Q(proposals__open=True), distinct=True)
        )
        return {self._source(row).id: row.to_review for row in rows}

    def _proposal(
        self,
        source: models.Source,
        run: models.Run | None,
        what: str,
        key: str,
        value: object,
        ordinal: int,
        judged: Collection[str],
    ) -> models.Proposal:
        ref = self.seal.ref(what, key)
        return models.Proposal(
            source=source,
            run=run,
            what=what,
            ref=ref,
            ordinal=ordinal,
            open=what == "claim" and ref not in judged,
            sealed=self.seal.seal(value, f"{what}:{source.ref}:{ref}"),
        )

    def _readings(self, sources: list[models.Source]) -> tuple[Reading, ...]:
        parts: dict[int, dict[str, list[object]]] = {s.pk: {} for s in sources}
        by_pk = {s.pk: s for s in sources}
        pks = list(by_pk)
        runs: dict[int, models.Run] = {}
        for start in range(0, len(pks), _BATCH):
            some = pks[start : start + _BATCH]
            for run in self._of(models.Run).filter(source__in=some).order_by("id"):
                runs[run.source_id] = run
            for row in (
                self._of(models.Proposal)
                .filter(source__in=some)
                .exclude(what="alike")
                .order_by("ordinal", "id")
                .iterator(2000)
            ):
                place = f"{row.what}:{by_pk[row.source_id].ref}:{row.ref}"
                value: object = self.seal.open(row.sealed, _TYPES[row.what], place)
                parts[row.source_id].setdefault(row.what, []).append(value)
        result = []
        for pk, source in by_pk.items():
            run_ = runs.get(pk)
            if run_ is None and not parts[pk]:
                continue
            unread = (
                self.seal.open(run_.sealed, tuple[str, ...], f"run:{source.ref}") if run_ else ()
            )
            said = parts[pk]
            result.append(
                Reading(
                    self._source(source).id,
                    _only(said.get("referent", []), Referent),
                    tuple(
                        sorted(
                            _only(said.get("claim", []), Claim),
                            key=lambda c: (c.passage.start, c.passage.end),
                        )
                    ),
                    _only(said.get("tie", []), Tie),
                    _only(said.get("figure", []), Figure),
                    unread,
                )
            )
        return tuple(result)

    # -- judgements ----------------------------------------------------------------------------------------------

    def put_judgement(self, judgement: Judgement, documents: Iterable[str]) -> None:
        """Write a judgement, found again by the documents whose claims or referents it is about."""
        self._written()
        ref = self.seal.ref("judgement", judgement.id)
        row = self._of(models.Judgement).create(
            ref=ref,
            identity=judgement.decision in _IDENTITY or judgement.decision is Decision.UNDO,
            sealed=self.seal.seal(judgement, f"judgement:{ref}"),
        )
        through = models.Judgement.sources.through
        through.objects.using(self.alias).bulk_create(
            through(judgement_id=row.pk, source_id=self._source_row(d).pk)
            for d in dict.fromkeys(documents)
        )

    def judgement(self, judgement_id: str) -> Judgement | None:
        """One judgement."""
        ref = self.seal.ref("judgement", judgement_id)
        row = self._of(models.Judgement).filter(ref=ref).first()
        return self._judgement(row) if row else None

    def judged_documents(self, judgement_id: str) -> tuple[str, ...]:
        """The ids of the documents a judgement is about."""
        ref = self.seal.ref("judgement", judgement_id)
        rows = self._of(models.Source).filter(judgements__ref=ref).order_by("id")
        return tuple(self._source(row).id for row in rows)

    def judgements(self, documents: Iterable[str] | None = None) -> tuple[Judgement, ...]:
        """Every judgement about these documents, oldest first; without documents, all about who is who."""
        if documents is None:
            rows = self._of(models.Judgement).filter(identity=True).order_by("id")
            return tuple(self._judgement(row) for row in rows)
        refs = [self.seal.ref("source", d) for d in documents]
        found: dict[int, models.Judgement] = {}
        for start in range(0, len(refs), _BATCH):
            some = refs[start : start + _BATCH]
            for row in self._of(models.Judgement).filter(sources__ref__in=some).distinct():
                found[row.pk] = row
        return tuple(self._judgement(found[pk]) for pk in sorted(found))

    def _judgement(self, row: models.Judgement) -> Judgement:
        return self.seal.open(row.sealed, Judgement, f"judgement:{row.ref}")

    # -- jobs and history ----------------------------------------------------------------------------------------

    def enqueue(self, kind: str, source_id: str, actor: str) -> Job:
        """Queue work on a source."""
        self._written()
        return self.queue.put(kind, self._source_row(source_id), source_id, actor, self.now())

    def claim_job(self, worker: str) -> Job | None:
        """The next job, this worker's from now on."""
        return self.queue.claim(worker, self.now())

    def progress(self, job: int, worker: str, done: int, total: int, doing: str) -> bool:
        """Note how far a job is; False where it is no longer this worker's."""
        return self.queue.progress(job, worker, self.now(), done, total, doing)

    def finish_job(self, job: int) -> None:
        """A job came to its end."""
        self.queue.finish(job)

    def fail_job(self, job: int, explanation: str) -> None:
        """A job did not, and a person is told why."""
        self.queue.fail(job, explanation)

    def job(self, job: int) -> Job | None:
        """One job."""
        return self.queue.get(job)

    def jobs(self, case_id: str) -> tuple[Job, ...]:
        """The jobs about a case's sources, oldest first."""
        return self.queue.of([row.pk for row in self._sources_of(case_id)])

    def history(self, case: str | None = None, limit: int | None = 200) -> tuple[Entry, ...]:
        """Audit entries, the newest first: of a case, or of the office."""
        return self.chain.entries(case, limit)

    def _of(self, model: type[_M]) -> QuerySet[_M]:
        if self.keys.wiped:
            raise Locked
        return QuerySet(model, using=self.alias)


_M = TypeVar("_M", bound=Model)
_TYPES: dict[str, type] = {"referent": Referent, "claim": Claim, "tie": Tie, "figure": Figure}


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as its row keeps it: the text is the blob `text`."""

    document: Document
    text: str


def bytes_id(source_id: str) -> str:
    return f"bytes:{source_id}"


def _said(reading: Reading) -> Iterator[tuple[str, list[tuple[str, object]]]]:
    """The rows of a reading by kind, each under its id; a tie has none of its own."""
    yield "referent", [(r.id, r) for r in reading.referents]
    yield "claim", [(c.id, c) for c in reading.claims]
    yield "tie", list({_tie_id(t): t for t in reading.ties}.items())
    yield "figure", [(f.id, f) for f in reading.figures]


def _tie_id(tie: Tie) -> str:
    passage = tie.passage
    return content_id(
        tie.earlier,
        tie.later,
        tie.at_least,
        tie.at_most,
        passage.document,
        passage.start,
        passage.end,
    )


def _only(values: Iterable[object], type_: type[T]) -> tuple[T, ...]:
    return tuple(v for v in values if isinstance(v, type_))
