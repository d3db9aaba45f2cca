"""Screening: people against a list, ranked with reasons; and what is new on a list since last time.

The list is held in memory as an index and nothing leaves the machine. Imports numpy.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from safeconduct.names.circumstances import circumstances
from safeconduct.names.compare import Comparison, weighed
from safeconduct.names.fold import fold
from safeconduct.names.index import Index
from safeconduct.names.lists import Listed

Prints = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Match:
    """A person's name as asked, the entry it may be, and how sure and why."""

    asked: str
    listed: Listed
    name: str
    """The one of the entry's names that fits best."""
    comparison: Comparison


class Screen:
    """One list, made ready to be asked."""

    def __init__(self) -> None:
        self.index = Index()
        self._facts = bytearray()
        self._ends = array("I")

    @classmethod
    def of(
        cls, entries: Iterable[Listed], *, progress: Callable[[int], None] | None = None
    ) -> Screen:
        """Read the entries in; `progress` is told the count now and then."""
        screen = cls()

        def names() -> Iterator[tuple[str, ...]]:
            for entry in entries:
                screen._keep(entry)
                yield entry.names

        screen.index = Index.build(names(), progress=progress)
        return screen

    def __len__(self) -> int:
        return len(self._ends)

    def _keep(self, entry: Listed) -> None:
        facts = (entry.id, entry.born, entry.citizenship, entry.place)
        self._facts += "\x1f".join((f or "").replace("\x1f", " ") for f in facts).encode()
        self._ends.append(len(self._facts))

    def entry(self, number: int) -> Listed:
        """The entry with this number, in the list's order."""
        start = self._ends[number - 1] if number else 0
        facts = self._facts[start : self._ends[number]].decode()
        id_, born, citizenship, place = facts.split("\x1f")
        return Listed(
            self.index.names(number), id_, born or None, citizenship or None, place or None
        )

    def ask(
        self, people: Iterable[Listed], k: int = 10, *, at_least: float = 0.2
    ) -> Iterator[tuple[Listed, list[Match]]]:
        """For each person in order: the `k` likeliest entries by any of their names, best first.

        Birth date, citizenship and place join in where both sides have them. Streams: the first
        answers come before the last person is read.
        """
        waiting: list[Listed] = []

        def asked() -> Iterator[str]:
            for person in people:
                waiting.append(person)
                yield from person.names

        answers = self.index.search(asked(), max(k, 20), at_least=at_least)
        while True:
            first = next(answers, None)
            if first is None:
                return
            person = waiting.pop(0)
            found = [(person.names[0], first)]
            found += [(name, next(answers)) for name in person.names[1:]]
            best: dict[int, Match] = {}
            for name, hits in found:
                for hit in hits:
                    match = self._match(person, name, hit.number, hit.text, hit.comparison)
                    held = best.get(hit.number)
                    if held is None or match.comparison.score > held.comparison.score:
                        best[hit.number] = match
            ranked = sorted(best.values(), key=lambda m: -m.comparison.score)
            yield person, [m for m in ranked if m.comparison.score >= at_least][:k]

    def _match(
        self, person: Listed, asked: str, number: int, name: str, comparison: Comparison
    ) -> Match:
        entry = self.entry(number)
        known = circumstances(
            (person.born, entry.born),
            (person.citizenship, entry.citizenship),
            (person.place, entry.place),
        )
        return Match(asked, entry, name, weighed(comparison, known) if known else comparison)


def fingerprint(entry: Listed) -> int:
    """64 bits that stay the same while the entry says the same: names by their folds, and birth."""
    names = sorted(" ".join(sorted(fold(word).fine for word in n.split())) for n in entry.names)
    text = "\x1f".join([entry.id, entry.born or "", *names])
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def fingerprints(entries: Iterable[Listed]) -> Prints:
    """Sorted fingerprints of a whole list: what to keep until the next version comes. Holds no name."""
    return np.unique(np.fromiter((fingerprint(e) for e in entries), np.uint64))


def new_entries(entries: Iterable[Listed], before: Prints) -> Iterator[Listed]:
    """The entries that were not on the list whose fingerprints are given, or said something else."""
    for entry in entries:
        mark = np.uint64(fingerprint(entry))
        place = int(np.searchsorted(before, mark))
        if place == len(before) or before[place] != mark:
            yield entry
