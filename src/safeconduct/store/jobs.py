"""Work to be done, as rows that a worker claims by a conditional update; progress stands on the row.

A worker that dies leaves its job `running` with an old `beat`; the next worker takes it over, at most `TRIES` times.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from safeconduct.store import models
from safeconduct.store.seal import Seal

SILENT = timedelta(minutes=2)  # a worker beats every few seconds; after this it is taken for dead
TRIES = 3


@dataclass(frozen=True, slots=True)
class Job:
    """`state`: waiting, running, done or failed. `doing` and `explanation` are for a person to read."""

    id: int
    kind: str
    source: str
    state: str
    actor: str
    queued: datetime
    done: int = 0
    total: int = 0
    doing: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What of a job is sealed."""

    source: str
    actor: str
    queued: datetime
    doing: str = ""
    explanation: str = ""


class Jobs:
    """The queue of one office."""

    def __init__(self, alias: str, seal: Seal) -> None:
        self._alias = alias
        self._seal = seal

    def put(
        self, kind: str, source: models.Source, source_id: str, actor: str, at: datetime
    ) -> Job:
        """Queue a job; one that waits for the same thing already is returned instead."""
        waiting = self._rows().filter(kind=kind, source=source, state="waiting").first()
        if waiting is not None:
            return self._job(waiting)
        told = Told(source_id, actor, at)
        row = self._rows().create(kind=kind, source=source, sealed=self._seal.seal(told, "job"))
        return self._job(row)

    def claim(self, worker: str, now: datetime) -> Job | None:
        """The oldest job that waits or whose worker fell silent, now this worker's; None where there is none."""
        free = Q(state="waiting") | Q(state="running", beat__lt=now - SILENT)
        for row in self._rows().filter(free).order_by("id")[:20]:
            if row.attempts >= TRIES:
                self._end(row.id, "failed", "it was begun three times and never came to an end")
                continue
            won = (
                self._rows()
                .filter(free, id=row.id, attempts=row.attempts)
                .update(
                    state="running", worker=worker, beat=now, attempts=F("attempts") + 1, done=0
                )
            )
            if won:
                return self.get(row.id)
        return None

    def get(self, job_id: int) -> Job | None:
        """One job, None where it is not there."""
        row = self._rows().filter(id=job_id).first()
        return self._job(row) if row else None

    def progress(
        self, job_id: int, worker: str, now: datetime, done: int, total: int, doing: str
    ) -> bool:
        """Note progress. False where the job is no longer this worker's (it was thought dead)."""
        row = self._rows().filter(id=job_id).first()
        if row is None:
            return False
        told = replace(self._seal.open(row.sealed, Told, "job"), doing=doing)
        changed = (
            self._rows()
            .filter(id=job_id, worker=worker, state="running")
            .update(beat=now, done=done, total=total, sealed=self._seal.seal(told, "job"))
        )
        return bool(changed)

    def finish(self, job_id: int) -> None:
        """It came to its end."""
        self._end(job_id, "done", "")

    def fail(self, job_id: int, explanation: str) -> None:
        """It did not, and a person is told why."""
        self._end(job_id, "failed", explanation)

    def of(self, sources: list[int]) -> tuple[Job, ...]:
        """All jobs about these sources (primary keys), oldest first."""
        rows = self._rows().filter(source__in=sources).order_by("id")
        return tuple(self._job(row) for row in rows)

    def _end(self, job_id: int, state: str, explanation: str) -> None:
        row = self._rows().get(id=job_id)
        told = replace(self._seal.open(row.sealed, Told, "job"), doing="", explanation=explanation)
        self._rows().filter(id=job_id).update(
            state=state, worker="", sealed=self._seal.seal(told, "job")
        )

    def _rows(self) -> QuerySet[models.Job]:
        return models.Job.objects.using(self._alias)

    def _job(self, row: models.Job) -> Job:
        told = self._seal.open(row.sealed, Told, "job")
        return Job(
            row.id,
            row.kind,
            told.source,
            row.state,
            told.actor,
            told.queued,
            row.done,
            row.total,
            told.doing,
            told.explanation,
        )
