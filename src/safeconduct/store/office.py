"""An open office: the store that `casework` works on. Core values go in and come out, never rows.

What is written is written inside `act`: one transaction, one entry in the audit chain (`acting`). What it holds stands
in `holdings` (cases, sources, documents), `readings` and `rulings`. Fits `casework.Store` by shape.
"""

from __future__ import annotations

from safeconduct.store.audit import Entry
from safeconduct.store.jobs import Job, Jobs
from safeconduct.store.readings import Readings
from safeconduct.store.rulings import Rulings


class Office(Readings, Rulings):
    """One office's record, with its work and its history."""

    @property
    def queue(self) -> Jobs:
        """What waits to be done."""
        return Jobs(self.alias, self.seal)

    def enqueue(self, kind: str, source_id: str, actor: str) -> Job:
        """Queue work on a source."""
        self.written()
        return self.queue.put(kind, self.source_row(source_id), source_id, actor, self.now())

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
        return self.queue.of([row.pk for row in self.sources_of(case_id)])

    def history(self, case: str | None = None, limit: int | None = 200) -> tuple[Entry, ...]:
        """Audit entries, the newest first: of a case, or of the office."""
        return self.chain.entries(case, limit)
