"""What a report is made of: values of the other rooms, put together by whoever read and checked.

May import: `sources`, `record`, `law`, `findings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from safeconduct.findings.finding import Answers
from safeconduct.law import Pack
from safeconduct.record import Chronology, Person, Reading
from safeconduct.sources import Document, Source


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was taken in: its source, its text where one was had, and what a reader proposed of it."""

    source: Source
    document: Document | None = None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One person's chronology and what the law says of it (None: not checked).

    `assumed` tells in whole sentences what was taken for granted where the file is silent.
    """

    chronology: Chronology
    answers: Answers | None = None
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page. `cases` in the order to print; `people` are all that the record speaks of.

    `made` is shown where given; without it two runs over the same files give the same page, byte by byte.
    """

    files: tuple[ReadFile, ...]
    people: tuple[Person, ...]
    cases: tuple[CaseFile, ...]
    as_of: date
    pack: Pack | None = None
    made: datetime | None = None
