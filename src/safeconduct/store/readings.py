"""What was read in an office's documents: referents, claims, ties and figures, as rows that judgements leave alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from django.db.models import Count, Q

from safeconduct.record import Claim, Figure, Reading, Referent, Tie, content_id
from safeconduct.store import models
from safeconduct.store.acting import BATCH
from safeconduct.store.holdings import Holdings

T = TypeVar("T")
_TYPES: dict[str, type] = {"referent": Referent, "claim": Claim, "tie": Tie, "figure": Figure}


class Readings(Holdings):
    """Readings of documents."""

    def put_reading(self, reading: Reading, keep: Collection[str] = ()) -> None:
        """Write a reading in place of the document's last one; rows whose ids are in `keep` stay if it lacks them."""
        self.written()
        source = self.source_row(reading.document)
        run = self.rows(models.Run).create(
            source=source, sealed=self.seal.seal(reading.unread, f"run:{source.ref}")
        )
        judged = {self.seal.ref("claim", k) for k in keep}
        rows = [
            self._proposal(source, run, what, key, value, ordinal, judged)
            for what, values in _said(reading)
            for ordinal, (key, value) in enumerate(values)
        ]
        self.rows(models.Proposal).bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["source", "what", "ref"],
            update_fields=["run", "sealed", "ordinal", "open"],
        )
        kept = {self.seal.ref(what, k) for k in keep for what in ("claim", "referent")}
        stale = self.rows(models.Proposal).filter(source=source, run__isnull=False).exclude(run=run)
        for row in stale.only("id", "ref"):
            if row.ref not in kept:
                row.delete(using=self.alias)

    def reading(self, source_id: str) -> Reading | None:
        """What was proposed of a document, and added by people; None where it was never read."""
        return next(iter(self._readings([self.source_row(source_id)])), None)

    def readings(self, case_id: str) -> tuple[Reading, ...]:
        """The readings of a case's documents, in the order the sources came."""
        return self._readings(list(self.sources_of(case_id)))

    def put_alike(self, source_id: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Note that referents of this document may be those of others, going by their names: the newest run's."""
        self.written()
        source = self.source_row(source_id)
        run = self.rows(models.Run).filter(source=source).order_by("-id").first()
        rows = [
            self._proposal(source, run, "alike", content_id(*pair), pair, 0, ()) for pair in pairs
        ]
        self.rows(models.Proposal).bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)

    def alike(self, case_id: str) -> tuple[tuple[str, str], ...]:
        """The pairs of referents noted so for a case's documents."""
        rows = (
            self.rows(models.Proposal)
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
        self.written()
        source = self.source_row(claim.passage.document)
        row = self._proposal(
            source, None, "claim", claim.id, claim, 0, {self.seal.ref("claim", claim.id)}
        )
        row.save(using=self.alias, force_insert=True)

    def set_open(self, source_id: str, claim_ids: Iterable[str], open_: bool) -> None:
        """Note that claims wait for a judgement, or no longer do: an index for counting, never asked for its sense."""
        self.written()
        refs = [self.seal.ref("claim", c) for c in claim_ids]
        source = self.source_row(source_id)
        for start in range(0, len(refs), BATCH):
            self.rows(models.Proposal).filter(
                source=source, what="claim", ref__in=refs[start : start + BATCH]
            ).update(open=open_)

    def open_claims(self, case_id: str) -> dict[str, int]:
        """Source id → how many of its claims wait for a judgement."""
        rows = self.sources_of(case_id).annotate(
            to_review=Count("proposals", filter=Q(proposals__open=True), distinct=True)
        )
        return {self.source_of(row).id: row.to_review for row in rows}

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
        for start in range(0, len(pks), BATCH):
            some = pks[start : start + BATCH]
            for run in self.rows(models.Run).filter(source__in=some).order_by("id"):
                runs[run.source_id] = run
            for row in (
                self.rows(models.Proposal)
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
                    self.source_of(source).id,
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
