"""A person's decision about claims or identities: a new row with its author, never an edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Decision(StrEnum):
    """What a judgement says. The first four are about claims, the next three about who is who."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"  # with `changes`: the fields of the claim as they should read
    ADD = "add"  # a claim a person wrote from a passage
    SAME = "same"
    NOT_SAME = "not the same"
    CANNOT_TELL = "cannot tell"
    DESCRIBE = (
        "describe"  # who the person is: name, citizenship, refuge, born (EDTF), sex in `changes`
    )
    UNDO = "undo"  # closes the judgement named in `about`


@dataclass(frozen=True, slots=True)
class Judgement:
    """`about`: claim ids (accept, reject, correct), two or more referent ids (same, not the same, cannot tell),
    the referent ids of one person (describe), or judgement ids (undo). `changes` holds a corrected claim's fields as plain JSON values.
    """

    id: str
    decision: Decision
    about: tuple[str, ...]
    by: str
    at: datetime
    changes: Mapping[str, object] = field(default_factory=dict)
    note: str = ""
