"""What an event tells beside who and when: which kinds bear which particular, and patterns that read them.

`vocabulary/particulars.yaml` says which kinds of event bear an attribute (the same in every language);
`vocabulary/particulars-<language>.yaml` lists rows `{attribute, kinds, pattern, value}`: where the words of an event of
one of these kinds hold the pattern, the attribute has that value; of several rows for one attribute the first wins.

May import: `record`, the shelf, this room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from safeconduct.reading.lexicon import known, patterns
from safeconduct.reading.marks import Told
from safeconduct.record.kinds import kinds
from safeconduct.shelf import read_yaml, shelf


@cache
def bearers() -> Mapping[str, frozenset[str]]:
    """Attribute (or group of kinds) -> the kinds that bear it; "any": all but the handing over of a decision, which
    repeats the words of what it hands over. Raises BrokenLexicon on an unknown kind.
    """
    path = shelf("vocabulary") / "particulars.yaml"
    made = {str(name): frozenset(map(str, named)) for name, named in read_yaml(path).items()}
    for named in made.values():
        for kind in named:
            known(kind, str(path))
    return {**made, "any": frozenset(kinds()) - {"notification"}}


def bears(kind: str, attribute: str) -> bool:
    """Can an event of this kind have this attribute? KeyError for an attribute the file does not list."""
    return kind in bearers()[attribute]


@dataclass(frozen=True, slots=True)
class Particular:
    """One row: `near` says in which words the pattern is looked for ("clause", "sentence", "before", "around")."""

    attribute: str
    kinds: frozenset[str]
    pattern: re.Pattern[str]
    value: object
    without: re.Pattern[str] | None = None
    near: str = "clause"


@cache
def particulars(language: str) -> tuple[Particular, ...]:
    """The rows of one language in the order of its file. `kinds` may name a group of particulars.yaml ("@form")."""
    path = shelf("vocabulary") / f"particulars-{language}.yaml"
    made = []
    for attribute, rows in read_yaml(path).items():
        for raw in rows:
            named: set[str] = set()
            for kind in raw.get("kinds", [f"@{attribute}"]):
                named |= bearers()[kind[1:]] if kind.startswith("@") else {kind}
            for kind in named:
                known(kind, str(path))
            pattern, without = patterns(raw, attribute, str(path))
            made.append(
                Particular(
                    attribute,
                    frozenset(named),
                    pattern,
                    raw["value"],
                    without,
                    raw.get("near", "clause"),
                )
            )
    return tuple(made)


def told_by(
    kind: str, words: Mapping[str, str], rows: Sequence[Particular]
) -> Iterator[tuple[str, object]]:
    """`(attribute, value)` of an event of this kind; `words` are its clause, sentence and so on by name."""
    done: set[str] = set()
    for row in rows:
        if row.attribute in done or kind not in row.kinds:
            continue
        near = words.get(row.near, "")
        if row.pattern.search(near) and not (row.without and row.without.search(near)):
            done.add(row.attribute)
            yield row.attribute, row.value


#: words, what the body is called, its state: "" where the words must tell one, "-" for a body of no state, "UZ?" for
#: the state meant where none is told
Body = tuple[re.Pattern[str], str, str]


def bodies(words: str, states: Sequence[str], table: Sequence[Body]) -> list[str]:
    """Bodies named in some words, as STATE-body: the first of the table that fits, for each state told beside it."""
    for pattern, name, home in table:
        if not pattern.search(words):
            continue
        if home == "-":
            return [name]
        if home and not (home.endswith("?") and states):
            return [f"{home.rstrip('?')}-{name}"]
        return [f"{s}-{name}" for s in states] or [name]
    return []


def table(rows: Sequence[Sequence[str]]) -> tuple[Body, ...]:
    """The `bodies` of a lexicon, read."""
    return tuple((re.compile(p, re.IGNORECASE), name, home) for p, name, home in rows)


def edtf_of(told: Told) -> str:
    """EDTF level 0 of a date told with its year; "" without one."""
    if told.year is None:
        return ""
    text = f"{told.year:04d}"
    if told.season:
        return f"{text}-{told.season}"
    if told.month:
        text += f"-{told.month:02d}"
        if told.day:
            text += f"-{told.day:02d}"
    return text
