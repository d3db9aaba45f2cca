"""What a part of a chronology's line tells without a verb: the rows of vocabulary/entries-<language>.yaml.

A row: kind, pattern (tried in order on the part after its date and after an office's name and a colon), without: a
pattern that must not be there, matter: the matter it speaks of; act: what is done in the matter last spoken of
(refuse, grant, appeal), which gives the kind; beside: told beside another ("detained at home (search, phones seized)").

May import: the shelf, this room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from safeconduct.reading.lexicon import known, patterns
from safeconduct.shelf import read_yaml, shelf


@dataclass(frozen=True, slots=True)
class Nominal:
    """One row."""

    kind: str
    pattern: re.Pattern[str]
    without: re.Pattern[str] | None = None
    matter: str = ""
    act: str = ""
    beside: bool = False


@cache
def nominals(language: str) -> tuple[Nominal, ...]:
    """The rows of a language in order. Raises BrokenLexicon for an unknown kind or a pattern that cannot be read."""
    path = shelf("vocabulary") / f"entries-{language}.yaml"
    made = []
    for raw in read_yaml(path):
        known(raw["kind"], str(path))
        pattern, without = patterns(raw, raw["kind"], str(path))
        made.append(
            Nominal(
                raw["kind"],
                pattern,
                without,
                raw.get("matter", ""),
                raw.get("act", ""),
                bool(raw.get("beside")),
            )
        )
    return tuple(made)


def told_in(run: str, language: str) -> Iterator[tuple[Nominal, int]]:
    """The rows that the words of a part fit and where each does: one, and what may be told beside it."""
    kinds: set[str] = set()
    for row in nominals(language):
        if row.kind in kinds or (kinds and not row.beside):
            continue
        found = row.pattern.search(run)
        if found and not (row.without and row.without.search(run)):
            kinds.add(row.kind)
            yield row, found.start()
