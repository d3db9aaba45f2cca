"""What the lexicons of all languages share: rows by kind, checked, their patterns, and the lemmas that tell them.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

from safeconduct.reading.errors import BrokenLexicon
from safeconduct.record.kinds import kinds

Row = TypeVar("Row")


def known(kind: str, where: str) -> None:
    """Raises BrokenLexicon where `kind` is none of vocabulary/event-kinds.yaml; `where` is the file."""
    if kind not in kinds():
        raise BrokenLexicon(
            "no such kind of event",
            where=where,
            key=kind,
            remedy="Use a kind of vocabulary/event-kinds.yaml",
        )


def patterns(
    raw: Mapping[str, Any], key: str, where: str
) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    """`pattern` and, where there is one, `without` of a row. Raises BrokenLexicon for what cannot be compiled."""
    try:
        without = re.compile(raw["without"], re.IGNORECASE) if "without" in raw else None
        return re.compile(raw["pattern"], re.IGNORECASE), without
    except re.error as error:
        raise BrokenLexicon(
            "a pattern cannot be read",
            where=where,
            key=key,
            value=error.pattern,
            remedy=str(error),
        ) from error


def index(
    told: Mapping[str, Sequence[Mapping[str, Any]]],
    keys: Collection[str],
    make: Callable[[str, Mapping[str, Any]], Row],
    where: str,
) -> tuple[dict[str, tuple[Row, ...]], dict[str, tuple[Row, ...]]]:
    """`(by verb, by noun)` of the rows of a lexicon, each made by `make(kind, row)`.

    Raises BrokenLexicon for an unknown kind, or for a key of a row that is none of `keys`.
    """
    verbs: dict[str, list[Row]] = defaultdict(list)
    nouns: dict[str, list[Row]] = defaultdict(list)
    for kind, rows in told.items():
        known(kind, where)
        for raw in rows:
            strange = set(raw) - set(keys)
            if strange:
                raise BrokenLexicon(
                    "a trigger has a key that means nothing",
                    where=where,
                    key=kind,
                    value=", ".join(sorted(strange)),
                    remedy="See the head of the file for the keys there are",
                )
            row = make(kind, raw)
            for lemma in raw.get("verb", ()):
                verbs[lemma].append(row)
            for lemma in raw.get("noun", ()):
                nouns[lemma].append(row)
    return _settled(verbs), _settled(nouns)


def _settled(rows: Mapping[str, Sequence[Row]]) -> dict[str, tuple[Row, ...]]:
    return {lemma: tuple(found) for lemma, found in rows.items()}
