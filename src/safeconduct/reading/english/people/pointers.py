"""The mentions of people made so far in an English text, and how they are tied to words and owners.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from safeconduct.reading.english.names.book import Found
from safeconduct.reading.english.words import Analysed, Word
from safeconduct.reading.marks import Mention

COMMITTEE = re.compile(r"\bState party\b|\bcommunication [Nn]o\b|\b(?:present|the) communication\b")


@dataclass(frozen=True, slots=True)
class Pointed:
    """Mentions in text order, and for a word's index the mention whose head or part it is."""

    mentions: tuple[Mention, ...]
    by_word: dict[int, int]


class Pointers:
    """One document's mentions in the making: `noise` are blocks that name people but tell nothing."""

    def __init__(
        self,
        text: Analysed,
        names: Sequence[Found],
        noise: frozenset[int],
        clause_of: Sequence[int],
    ) -> None:
        self.text = text
        self.noise = noise
        self.clause_of = clause_of
        self.named: dict[int, Found] = {i: f for f in names for i in range(f.first, f.last)}
        self.made: list[Mention] = []
        self.by_word: dict[int, int] = {}
        self.alias: dict[
            int, int
        ] = {}  # a role or relation told with a name: words -> a word of the name
        self.waiting: dict[int, int] = {}  # index of mention -> word index of its owner
        # "the appellant" appeals against a state, which is then "the respondent"
        self.appellate = "appellant" in text.text.casefold()
        self.committee = bool(COMMITTEE.search(text.text))

    def place(self, word: Word) -> dict[str, Any]:
        return {
            "subject": word.dep in ("nsubj", "nsubjpass") or self._joined_subject(word),
            "clause": self.clause_of[word.i],
            "possessive": word.dep == "poss",
        }

    def _joined_subject(self, word: Word) -> bool:
        head = self.text.words[word.head]
        return word.dep in ("conj", "appos") and head.dep in ("nsubj", "nsubjpass")

    def add(self, word: int, mention: Mention) -> int:
        self.made.append(mention)
        index = len(self.made) - 1
        self.by_word[word] = index
        return index

    def phrase(self, word: Word) -> str:
        inside = sorted(
            self.text.subtree(word.i, frozenset({"relcl", "punct", "acl", "cc", "conj", "advcl"}))
        )
        return self.text.phrase(inside[0], inside[-1] + 1)[:60] if inside else word.text

    def same_phrase(self, a: Word, b: Word) -> bool:
        words = self.text.words
        at = b
        for _ in range(4):
            if at.head == a.i or a.head == at.i:
                return True
            if at.head == at.i:
                break
            at = words[at.head]
        return False

    def owners(self) -> None:
        """Owners as indices of mentions, now that all mentions stand."""
        for index, word in self.waiting.items():
            owner = self.by_word.get(word)
            if owner is not None and owner != index:
                self.made[index] = replace(self.made[index], owner=owner)
