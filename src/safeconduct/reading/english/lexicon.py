"""The trigger words of vocabulary/triggers-en.yaml, indexed by lemma.

May import: `record.kinds`, the shelf.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from safeconduct.reading.errors import BrokenLexicon
from safeconduct.record.kinds import kinds
from safeconduct.shelf import read_yaml, shelf

_FLAGS = {
    "weak", "echo", "leaves", "enters", "moves", "duress", "film", "accuses", "acts", "moment", "lasts", "case", "term", "told",
    "notice", "ruling", "media", "unsuccessful", "media_says", "stranger",
    "since",
    "past", "bare", "negative", "bars",
}  # fmt: skip
_KEYS = {"verb", "noun", "victim", "arg", "in", "without", "subject", "only", "also"}


@dataclass(frozen=True, slots=True)
class Row:
    """One way of telling a kind; the keys are described at the head of the file."""

    kind: str
    victim: tuple[str, ...] = ()
    arg: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    only: str = ""
    flags: frozenset[str] = frozenset()

    def __contains__(self, flag: str) -> bool:
        return flag in self.flags


@dataclass(frozen=True, slots=True)
class Act:
    """What can be done in a matter: its verbs, the nouns that name it, and the verbs that only carry the noun."""

    name: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    light: frozenset[str]


@dataclass(frozen=True, slots=True)
class Matter:
    """What is asked for, decided, refused: its words, and the kind each act makes of it."""

    name: str
    terms: tuple[str, ...]
    kinds: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Rows by verb and by noun, the matters, the acts."""

    verbs: Mapping[str, tuple[Row, ...]]
    nouns: Mapping[str, tuple[Row, ...]]
    matters: tuple[Matter, ...]
    acts: tuple[Act, ...]
    act_verbs: Mapping[str, tuple[Act, ...]] = field(default_factory=dict)


@cache
def lexicon() -> Lexicon:
    """The English lexicon. Raises BrokenLexicon where a row names an unknown kind or key."""
    path = shelf("vocabulary") / "triggers-en.yaml"
    data = read_yaml(path)
    verbs: dict[str, list[Row]] = defaultdict(list)
    nouns: dict[str, list[Row]] = defaultdict(list)
    for kind, rows in data["kinds"].items():
        _known(kind, str(path))
        for raw in rows:
            strange = set(raw) - _KEYS - _FLAGS
            if strange:
                raise BrokenLexicon(
                    "a trigger has a key that means nothing",
                    where=str(path),
                    key=kind,
                    value=", ".join(sorted(strange)),
                    remedy="See the head of the file for the keys there are",
                )
            row = _row(kind, raw)
            for lemma in raw.get("verb", ()):
                verbs[lemma].append(row)
            for lemma in raw.get("noun", ()):
                nouns[lemma].append(row)
    matters = []
    for raw in data["matters"]:
        made = {act: kind for act, kind in raw.items() if act not in ("name", "terms")}
        for kind in made.values():
            _known(kind, str(path))
        matters.append(Matter(raw["name"], tuple(raw["terms"]), made))
    acts = tuple(
        Act(
            name,
            frozenset(raw.get("verb", ())),
            frozenset(raw.get("noun", ())),
            frozenset(raw.get("light", ())),
        )
        for name, raw in data["acts"].items()
    )
    by_verb: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        for verb in act.verbs | act.light:
            by_verb[verb].append(act)
    return Lexicon(
        {k: tuple(v) for k, v in verbs.items()},
        {k: tuple(v) for k, v in nouns.items()},
        tuple(matters),
        acts,
        {k: tuple(v) for k, v in by_verb.items()},
    )


def _known(kind: str, where: str) -> None:
    if kind not in kinds():
        raise BrokenLexicon(
            "no such kind of event",
            where=where,
            key=kind,
            remedy="Use a kind of vocabulary/event-kinds.yaml",
        )


def _row(kind: str, raw: Mapping[str, Any]) -> Row:
    return Row(
        kind,
        victim=tuple(raw.get("victim", ())),
        arg=tuple(raw.get("arg", ())),
        roles=tuple(raw.get("in", ())),
        without=tuple(raw.get("without", ())),
        subject=tuple(raw.get("subject", ())),
        also=tuple(raw.get("also", ())),
        only=raw.get("only", ""),
        flags=frozenset(f for f in _FLAGS if raw.get(f)),
    )
