"""A case: the papers an office keeps together because they bear on one person's or family's danger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Case:
    """`pack` is the law pack the case is checked under, `pack_version` the content it had when that was decided
    (so that a changed pack is noticed). `members` are the names of those who may open it; nobody named: the whole
    office may.
    """

    id: str
    title: str
    opened: datetime
    opened_by: str
    pack: str | None = None
    pack_version: str = ""
    members: tuple[str, ...] = ()
    note: str = ""
    closed: bool = False
