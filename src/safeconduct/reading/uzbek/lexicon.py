"""The Uzbek word list of vocabulary/triggers-uz.yaml as patterns over plain text.

May import: `record.kinds`, the shelf.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from safeconduct.reading.errors import BrokenLexicon
from safeconduct.record.kinds import kinds
from safeconduct.shelf import read_yaml, shelf

#: voice, negation, and tense of a verb after its stem
ENDING = (
    r"(?P<pass>il|in|n|l)?(?P<coop>i?sh)?(?P<neg>ma)?"
    r"(?P<tense>di\w*|gan\w*|ib\b|b\b|ilgan\w*|moqda\w*|yapti\w*|adi\w*|ydi\w*|moqchi\w*|sa\w*|ish\w*|r\b|ar\b)?(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One kind's pattern. `own`: the person acts or undergoes it as subject; `needs`: words that must be near."""

    kind: str
    pattern: re.Pattern[str]
    victim: tuple[str, ...]
    own: bool
    needs: tuple[str, ...]


@cache
def data() -> dict[str, Any]:
    """The file as it is."""
    loaded: dict[str, Any] = read_yaml(shelf("vocabulary") / "triggers-uz.yaml")
    return loaded


@cache
def rows() -> tuple[Row, ...]:
    """Patterns, longest stems first. Raises BrokenLexicon where a kind does not exist."""
    made = []
    for raw in data()["events"]:
        if raw["kind"] not in kinds():
            raise BrokenLexicon(
                "a trigger names a kind that does not exist",
                where="vocabulary/triggers-uz.yaml",
                key=raw["kind"],
            )
        stems = "|".join(sorted((re.escape(s) for s in raw["stems"]), key=len, reverse=True))
        made.append(
            Row(
                raw["kind"],
                re.compile(rf"\b(?:{stems}){ENDING}"),
                tuple(raw.get("victim", ("subject",) if raw.get("own") else ("object", "subject"))),
                bool(raw.get("own")),
                tuple(raw.get("needs", ())),
            )
        )
    return tuple(made)
