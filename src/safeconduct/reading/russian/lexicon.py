"""The Russian trigger words of vocabulary/triggers-ru.yaml, indexed by lemma.

May import: `reading.lexicon`, the shelf.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import product
from typing import Any

from safeconduct.reading.lexicon import index, known
from safeconduct.shelf import read_yaml, shelf

_KEYS = {
    "verb", "noun", "with", "without", "victim", "weak", "echo", "inf", "negative", "since",
    "subject", "cop",
}  # fmt: skip

# Lists of words beside the rows; what each is for stands at the list in the file.
_LISTS = (
    "says", "on_word_of", "alleges", "denies", "fears", "plans", "courts", "generic", "real", "subjects", "prospects",
    "absent", "awaited", "predicates", "proves", "deals", "ahead", "quashes", "against", "gets", "authorities", "came", "foreseen", "suffered", "accounts", "contests", "makes", "strives", "mere", "papers", "closed", "later", "tries", "befalls", "is_said",
    "stays", "times",
)  # fmt: skip

#: a phrase is the lemmas that must all stand in the clause
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One way of telling a kind; the keys are described at the head of the file."""

    kind: str
    with_: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()
    victim: tuple[str, ...] = ()
    weak: bool = False
    echo: bool = False
    inf: str = ""
    negative: bool = False
    since: bool = False
    cop: bool = False
    subject: tuple[Phrase, ...] = ()  # words one of which the subject must hold


@dataclass(frozen=True, slots=True)
class Act:
    """What can be done in a matter: its verbs, and the nouns that name it."""

    name: str
    verbs: frozenset[str]
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Matter:
    """What is asked for, decided, refused: its words, and the kind each act makes of it."""

    name: str
    terms: tuple[Phrase, ...]
    without: tuple[Phrase, ...]
    victim: tuple[str, ...]
    kinds: Mapping[str, str]
    negated: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Rows by verb and by noun, matters in order, acts by verb and noun, and lists of governing words."""

    verbs: Mapping[str, tuple[Row, ...]]
    nouns: Mapping[str, tuple[Row, ...]]
    matters: tuple[Matter, ...]
    act_verbs: Mapping[str, tuple[str, ...]]
    act_nouns: Mapping[str, tuple[str, ...]]
    words: Mapping[str, frozenset[str]]
    bodies: tuple[tuple[re.Pattern[str], str, str], ...]


@cache
def lexicon() -> Lexicon:
    """The Russian lexicon. Raises BrokenLexicon where a row names an unknown kind or key."""
    path = shelf("vocabulary") / "triggers-ru.yaml"
    data = read_yaml(path)
    lists = data["lists"]

    def choice(part: str) -> list[list[str]]:
        """«@forum @removal» is every pair of a word of the one list and a word of the other; «-@forum» is none of it."""
        if part.startswith("-@"):
            return [[f"-{word}" for w in lists[part[2:]] for word in str(w).split()]]
        if part.startswith("@") and part != "@place":
            return [str(w).split() for w in lists[part[1:]]]
        return [[part]]

    def phrases(raw: Any) -> tuple[Phrase, ...]:
        made: list[Phrase] = []
        for text in raw or ():
            choices = [choice(part) for part in str(text).split()]
            made.extend(tuple(w for words in one for w in words) for one in product(*choices))
        return tuple(made)

    def made(kind: str, raw: Mapping[str, Any]) -> Row:
        if raw.get("inf"):
            known(raw["inf"], str(path))
        return Row(
            kind,
            phrases(raw.get("with")),
            phrases(raw.get("without")),
            tuple(raw.get("victim", ())),
            bool(raw.get("weak")),
            bool(raw.get("echo")),
            raw.get("inf", ""),
            bool(raw.get("negative")),
            bool(raw.get("since")),
            bool(raw.get("cop")),
            phrases(raw.get("subject")),
        )

    verbs, nouns = index(data["kinds"], _KEYS, made, str(path))
    matters = []
    for name, raw in data["matters"].items():
        for kind in (*raw["kinds"].values(), *raw.get("negated", {}).values()):
            known(kind, str(path))
        matters.append(
            Matter(
                name,
                phrases(raw["terms"]),
                phrases(raw.get("without")),
                tuple(raw["victim"]),
                raw["kinds"],
                raw.get("negated", {}),
            )
        )
    act_verbs: dict[str, list[str]] = defaultdict(list)
    act_nouns: dict[str, list[str]] = defaultdict(list)
    for name, raw in data["acts"].items():
        for lemma in raw["verbs"]:
            act_verbs[lemma].append(name)
        for lemma in raw.get("nouns", ()):
            act_nouns[lemma].append(name)
    return Lexicon(
        verbs,
        nouns,
        tuple(matters),
        {k: tuple(v) for k, v in act_verbs.items()},
        {k: tuple(v) for k, v in act_nouns.items()},
        {key: frozenset(str(w) for w in data[key]) for key in _LISTS},
        tuple((re.compile(p, re.IGNORECASE), name, state) for p, name, state in data["bodies"]),
    )


@lru_cache(maxsize=1024)
def _stems(lemmas: frozenset[str]) -> frozenset[str]:
    """What a word of a phrase may begin with to mean one of these lemmas: all but its last letter, three more at most."""
    return frozenset(
        lemma[:n]
        for lemma in lemmas
        for n in range(max(4, len(lemma) - 3), len(lemma) + 1)
        if n > 4 or len(lemma) < 7
    )


def meets(phrase: Phrase, lemmas: frozenset[str]) -> bool:
    """Do all words of a phrase stand among these lemmas, and none behind a «-»? Long words also match by their stem."""
    for word in phrase:
        if word in lemmas:
            continue
        if word[0] == "-":
            if word[1:] in lemmas:
                return False
            continue
        if len(word) < 5 or word[:-1] not in _stems(lemmas):
            return False
    return True
