"""What people judged, as rows that are never changed."""

from __future__ import annotations

from collections.abc import Iterable

from safeconduct.record import Decision, Judgement
from safeconduct.store import models
from safeconduct.store.acting import BATCH
from safeconduct.store.holdings import Holdings

# An undo may close a judgement about who is who, so it is looked at with them.
_IDENTITY = {
    Decision.SAME,
    Decision.NOT_SAME,
    Decision.CANNOT_TELL,
    Decision.DESCRIBE,
    Decision.UNDO,
}


class Rulings(Holdings):
    """Judgements."""

    def put_judgement(self, judgement: Judgement, documents: Iterable[str]) -> None:
        """Write a judgement, found again by the documents whose claims or referents it is about."""
        self.written()
        ref = self.seal.ref("judgement", judgement.id)
        row = self.rows(models.Judgement).create(
            ref=ref,
            identity=judgement.decision in _IDENTITY,
            sealed=self.seal.seal(judgement, f"judgement:{ref}"),
        )
        through = models.Judgement.sources.through
        through.objects.using(self.alias).bulk_create(
            through(judgement_id=row.pk, source_id=self.source_row(d).pk)
            for d in dict.fromkeys(documents)
        )

    def judgement(self, judgement_id: str) -> Judgement | None:
        """One judgement."""
        ref = self.seal.ref("judgement", judgement_id)
        row = self.rows(models.Judgement).filter(ref=ref).first()
        return self._judgement(row) if row else None

    def judged_documents(self, judgement_id: str) -> tuple[str, ...]:
        """The ids of the documents a judgement is about."""
        ref = self.seal.ref("judgement", judgement_id)
        rows = self.rows(models.Source).filter(judgements__ref=ref).order_by("id")
        return tuple(self.source_of(row).id for row in rows)

    def judgements(self, documents: Iterable[str] | None = None) -> tuple[Judgement, ...]:
        """Every judgement about these documents, oldest first; without documents, all about who is who."""
        if documents is None:
            rows = self.rows(models.Judgement).filter(identity=True).order_by("id")
            return tuple(self._judgement(row) for row in rows)
        refs = [self.seal.ref("source", d) for d in documents]
        found: dict[int, models.Judgement] = {}
        for start in range(0, len(refs), BATCH):
            some = refs[start : start + BATCH]
            for row in self.rows(models.Judgement).filter(sources__ref__in=some).distinct():
                found[row.pk] = row
        return tuple(self._judgement(found[pk]) for pk in sorted(found))

    def _judgement(self, row: models.Judgement) -> Judgement:
        return self.seal.open(row.sealed, Judgement, f"judgement:{row.ref}")
