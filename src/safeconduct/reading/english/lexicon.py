"""The trigger words of vocabulary/triggers-en.yaml, indexed by lemma.

May import: this room, the shelf.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from safeconduct.reading.claims.particulars import Body, table
from safeconduct.reading.lexicon import index, known
from safeconduct.shelf import read_yaml, shelf

_FLAGS = {
    "weak", "echo", "enters", "moves", "duress", "film", "accuses", "acts", "moment", "lasts", "case", "term",
    "unsuccessful", "media_says", "stranger",
    "since",
    "past", "bare", "negative", "bars", "lived", "reached", "menaces", "freed", "gone", "never", "days", "years", "whole", "paper", "lasting", "termed", "men", "held", "allowed", "shielded", "sought",
    "placed", "abroad", "defied", "joins", "kin", "lengthy", "head", "petitioned", "thrown", "ground",
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
    without: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()  # words that turn an order into a refusal ("inadmissible")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Rows by verb and by noun, the matters, the acts."""

    verbs: Mapping[str, tuple[Row, ...]]
    nouns: Mapping[str, tuple[Row, ...]]
    matters: tuple[Matter, ...]
    acts: tuple[Act, ...]
    act_verbs: Mapping[str, tuple[Act, ...]] = field(default_factory=dict)
    bodies: tuple[Body, ...] = ()
    offices: re.Pattern[str] = re.compile(r"(?!)")


@cache
def lexicon() -> Lexicon:
    """The English lexicon. Raises BrokenLexicon where a row names an unknown kind or key."""
    path = shelf("vocabulary") / "triggers-en.yaml"
    data = read_yaml(path)
    verbs, nouns = index(data["kinds"], _KEYS | _FLAGS, _row, str(path))
    matters = []
    for raw in data["matters"]:
        made = {
            act: kind
            for act, kind in raw.items()
            if act not in ("name", "terms", "without", "turned")
        }
        for kind in made.values():
            known(kind, str(path))
        matters.append(
            Matter(
                raw["name"],
                tuple(raw["terms"]),
                made,
                tuple(raw.get("without", ())),
                tuple(raw.get("turned", ())),
            )
        )
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
        verbs,
        nouns,
        tuple(matters),
        acts,
        {k: tuple(v) for k, v in by_verb.items()},
        table(data["bodies"]),
        re.compile(rf"\b(?:{data['offices']})\b", re.IGNORECASE),
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
