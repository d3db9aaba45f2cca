"""A verb of doing something in a matter, as it stands; and what a trigger word was found to tell.

May import: this package's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.reading.russian.words import Sentence, Word


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb that does something in a matter: where it stands, the acts it can be, the lemmas of its clause."""

    number: int  # of the sentence
    sentence: Sentence
    word: Word
    acts: Sequence[str]
    lemmas: frozenset[str]
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger word and what it tells."""

    kind: str
    victim: tuple[str, ...]
    weak: bool = False
    echo: bool = False
    matter: str = ""
    act: str = ""
    since: bool = False
    absorbs: bool = False  # negation is part of the telling («не пропустили»)
    moment: int | None = (
        None  # its own day, of a paper («определение от 9 июля»): place in the document's moments
    )
    span: tuple[int, ...] = ()  # and the words that name the paper and what it decides
    decided: str = ""  # of a court's ruling: «for» or «against» the person
    within: bool = False  # named inside what a ruling deals with: the ruling's day is not its own
