"""The durable tables: few, and nearly blank to whoever reads them without the key.

`ref` is a keyed hash of an id (`Seal.ref`), `sealed` the value itself (`Seal.seal`). In the clear stand only what
finding a row takes: references, order, how many, and the state of jobs. Do not add a table per kind of fact.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Case(models.Model):
    """A `record.Case`."""

    ref = models.CharField(max_length=32, unique=True)
    sealed = models.BinaryField()


class Source(models.Model):
    """A `sources.Source`, and its `Document` (all but the text) once it was converted. Bytes and text are blobs."""

    ref = models.CharField(max_length=32, unique=True)
    sealed = models.BinaryField()
    document = models.BinaryField(null=True)


class Custody(models.Model):
    """One taking-in of a source for a case: who, when, how obtained, under what name."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="custody")
    case = models.ForeignKey(Case, models.PROTECT, related_name="custody")
    sealed = models.BinaryField()


class Run(models.Model):
    """One reading of a document: what could not be read, sealed. The newest counts."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="runs")
    sealed = models.BinaryField()


class Proposal(models.Model):
    """A row of a reading: referent, claim, tie or figure; or a pair of referents whose names are alike. `open` marks a claim nobody has judged yet.

    `ordinal` is its place in the reading; a claim that a person added has no run.
    """

    WHAT: ClassVar = [(w, w) for w in ("referent", "claim", "tie", "figure", "alike")]
    source = models.ForeignKey(Source, models.PROTECT, related_name="proposals")
    run = models.ForeignKey(Run, models.PROTECT, related_name="proposals", null=True)
    what = models.CharField(max_length=8, choices=WHAT)
    ref = models.CharField(max_length=32)
    ordinal = models.PositiveIntegerField(default=0)
    open = models.BooleanField(default=False)
    sealed = models.BinaryField()

    class Meta:
        """One row for each thing said; the order is that of reading."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "what", "ref"], name="said_once")
        ]
        indexes: ClassVar = [models.Index(fields=["source", "open"], name="to_review")]


class Judgement(models.Model):
    """A `record.Judgement`. `identity` where it is about who is who."""

    ref = models.CharField(max_length=32, unique=True)
    identity = models.BooleanField(default=False, db_index=True)
    sealed = models.BinaryField()
    sources = models.ManyToManyField(Source, related_name="judgements")


class Account(models.Model):
    """A user: `slot` is their slot in the key file; name, role and the login's hash are sealed.

    Django's user model in as much as sessions need one. `name` and `manager` are set by `accounts` on loading.
    """

    slot = models.CharField(max_length=16, primary_key=True)
    sealed = models.BinaryField()

    USERNAME_FIELD = "slot"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    is_authenticated = True
    is_anonymous = False
    is_active = True
    name = ""
    manager = False
    stamp = ""

    def get_session_auth_hash(self) -> str:
        """Ends the account's other sessions when the passphrase changes."""
        return self.stamp

    def get_session_auth_fallback_hash(self) -> tuple[str, ...]:
        """None: a changed secret ends every session."""
        return ()

    def get_username(self) -> str:
        """The name shown."""
        return self.name


class Audit(models.Model):
    """One entry of the chain (see `audit`). `case_ref` finds a case's entries."""

    number = models.PositiveBigIntegerField(primary_key=True)
    case_ref = models.CharField(max_length=32, blank=True, db_index=True)
    sealed = models.BinaryField()
    mac = models.CharField(max_length=64)


class Job(models.Model):
    """Work that waits or is being done; a worker claims it by a conditional update."""

    STATES: ClassVar = [(s, s) for s in ("waiting", "running", "done", "failed")]
    kind = models.CharField(max_length=16)
    source = models.ForeignKey(Source, models.PROTECT, related_name="jobs")
    state = models.CharField(max_length=8, choices=STATES, default="waiting", db_index=True)
    worker = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    beat = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField()
