"""What an office holds: cases, sources with their custody, documents."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from django.db.models import Count, QuerySet

from safeconduct.record import Case
from safeconduct.sources import Custody, Document, Source
from safeconduct.store import models
from safeconduct.store.acting import Acting
from safeconduct.store.errors import StoreError


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as its row keeps it: the text is the blob `text`."""

    document: Document
    text: str


class Holdings(Acting):
    """Cases and papers."""

    def put_case(self, case: Case) -> None:
        """Write a case, new or changed."""
        self.written()
        ref = self.seal.ref("case", case.id)
        self.rows(models.Case).update_or_create(
            ref=ref, defaults={"sealed": self.seal.seal(case, f"case:{ref}")}
        )

    def case(self, case_id: str) -> Case | None:
        """One case."""
        row = self.rows(models.Case).filter(ref=self.seal.ref("case", case_id)).first()
        return self._case(row) if row else None

    def cases(self) -> tuple[Case, ...]:
        """Every case, the newest first."""
        return tuple(self._case(row) for row in self.rows(models.Case).order_by("-id"))

    def counts(self) -> dict[str, tuple[int, int, int]]:
        """Case id → how many sources it holds, how many claims wait for a judgement, how many jobs are unfinished.

        Three counts put together here: one query with three joins would count their product.
        """
        to_review = dict(
            self.rows(models.Proposal)
            .filter(open=True)
            .values_list("source_id")
            .annotate(n=Count("id"))
            .order_by()
        )
        unfinished = dict(
            self.rows(models.Job)
            .filter(state__in=("waiting", "running"))
            .values_list("source_id")
            .annotate(n=Count("id"))
            .order_by()
        )
        held: dict[int, list[int]] = {}
        pairs = self.rows(models.Custody).values_list("case_id", "source_id").distinct().order_by()
        for case, source in pairs:
            held.setdefault(case, []).append(source)
        counts = {}
        for row in self.rows(models.Case):
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
        self.put_blob(bytes_id(source.id), data)
        ref = self.seal.ref("source", source.id)
        row, new = self.rows(models.Source).get_or_create(
            ref=ref, defaults={"sealed": self.seal.seal(source, f"source:{ref}")}
        )
        self.rows(models.Custody).create(
            source=row,
            case=self.rows(models.Case).get(ref=self.seal.ref("case", case_id)),
            sealed=self.seal.seal(source.custody, f"custody:{ref}"),
        )
        return new

    def change_source(self, source: Source) -> None:
        """Write what was learnt of a source (its media type, its condition)."""
        self.written()
        row = self.source_row(source.id)
        row.sealed = self.seal.seal(source, f"source:{row.ref}")
        row.save(using=self.alias, update_fields=["sealed"])

    def source(self, source_id: str) -> Source | None:
        """One source."""
        row = self.rows(models.Source).filter(ref=self.seal.ref("source", source_id)).first()
        return self.source_of(row) if row else None

    def sources(self, case_id: str) -> tuple[Source, ...]:
        """A case's sources in the order they came."""
        return tuple(self.source_of(row) for row in self.sources_of(case_id))

    def cases_of(self, source_id: str) -> tuple[str, ...]:
        """The ids of the cases that hold this source."""
        ref = self.seal.ref("source", source_id)
        rows = self.rows(models.Case).filter(custody__source__ref=ref).distinct()
        return tuple(self._case(row).id for row in rows)

    def custody(self, source_id: str) -> tuple[Custody, ...]:
        """Every taking-in of these bytes, oldest first."""
        ref = self.seal.ref("source", source_id)
        rows = self.rows(models.Custody).filter(source__ref=ref).order_by("id")
        return tuple(self.seal.open(row.sealed, Custody, f"custody:{ref}") for row in rows)

    def original(self, source_id: str) -> bytes:
        """The bytes as they came. Raises BlobDamaged."""
        return self.blobs.get(bytes_id(source_id))

    def put_document(self, document: Document) -> None:
        """Keep a source's text and its map; a text made anew takes the place of the old."""
        self.written()
        row = self.source_row(document.id)
        text = document.text.encode("utf-8", "surrogatepass")
        text_id = f"text:{hashlib.sha256(text).hexdigest()}"
        self.put_blob(text_id, text)
        kept = Kept(replace(document, text="", _starts=()), text_id)
        row.document = self.seal.seal(kept, f"document:{row.ref}")
        row.save(using=self.alias, update_fields=["document"])

    def document(self, source_id: str, *, text: bool = True) -> Document | None:
        """The document of a source, None where it was not converted; without its text where that is not needed."""
        row = self.rows(models.Source).filter(ref=self.seal.ref("source", source_id)).first()
        if row is None or row.document is None:
            return None
        kept = self.seal.open(row.document, Kept, f"document:{row.ref}")
        if not text:
            return kept.document
        words = self.blobs.get(kept.text).decode("utf-8", "surrogatepass")
        return replace(kept.document, text=words, _starts=())

    def source_of(self, row: models.Source) -> Source:
        """The value of a row."""
        return self.seal.open(row.sealed, Source, f"source:{row.ref}")

    def source_row(self, source_id: str) -> models.Source:
        """The row of a source that is known to be there."""
        row = self.rows(models.Source).filter(ref=self.seal.ref("source", source_id)).first()
        if row is None:
            raise StoreError("no such source", key="source", value=source_id[:12])
        return row

    def sources_of(self, case_id: str) -> QuerySet[models.Source]:
        """The rows of a case's sources."""
        ref = self.seal.ref("case", case_id)
        return self.rows(models.Source).filter(custody__case__ref=ref).distinct().order_by("id")


def bytes_id(source_id: str) -> str:
    """The id of the stored file that holds a source's bytes."""
    return f"bytes:{source_id}"
