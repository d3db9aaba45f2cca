"""What casework shows: a value for each line and page of a desk, computed from the record and never stored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from safeconduct.casework.store import Job
from safeconduct.record import Case, Chronology, Claim, Figure, Judgement, Person, Referent
from safeconduct.sources import Document, Source

if TYPE_CHECKING:  # a desk that only lists cases loads neither
    from safeconduct.findings import Answers
    from safeconduct.law import Pack


class Standing(StrEnum):
    """Where a claim stands after what people judged."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in the list: how many sources it holds, claims wait for a judgement, jobs are unfinished."""

    case: Case
    sources: int
    to_review: int
    unfinished: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in a case. `document` (without its text) is None where it was not, or could not be,
    converted; `job` the latest."""

    source: Source
    document: Document | None
    job: Job | None
    to_review: int


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim as it reads now, as it was proposed, where it stands, on which standing judgements (oldest first)."""

    claim: Claim
    proposed: Claim
    standing: Standing
    judgements: tuple[Judgement, ...]
    document: str
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """One source as a page: its text, what was read in it, and what could not be read."""

    source: Source
    document: Document | None
    claims: tuple[ClaimLine, ...] = ()
    referents: tuple[Referent, ...] = ()
    figures: tuple[Figure, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a case: in how many documents, with how many claims, how many of them nobody has judged."""

    person: Person
    documents: int
    claims: int
    to_review: int


@dataclass(frozen=True, slots=True)
class AlikeLine:
    """Two people of a case who may be one: by which spellings, how near (0 to 1), whether the names alone say "same",
    and why, part by part in words.
    """

    left: Person
    right: Person
    names: tuple[str, str]
    score: float
    same: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """A judgement and whether it was undone."""

    judgement: Judgement
    undone: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A chronology under a law pack. `pin_changed`: the pack is not as it was when the case was given it.

    `assumed` says in words what was taken for granted about the person and may be wrong.
    """

    chronology: Chronology
    answers: Answers
    pack: Pack
    pin_changed: bool = False
    assumed: tuple[str, ...] = ()
