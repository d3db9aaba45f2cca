"""A list of up to a million names, made searchable in memory.

Every name becomes word numbers; every word keeps the flat list of rows it stands in. A query finds
the words alike to its own, adds their log-odds up over the rows they stand in, and the best few
hundred rows are compared in full with the same weights as any other pair. Imports numpy.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from safeconduct.names import evidence as ev
from safeconduct.names.compare import Comparison, explain
from safeconduct.names.lookup import ALIKE, Lookup
from safeconduct.names.parse import Name, Parts, read_parts
from safeconduct.names.postings import Postings, Tally
from safeconduct.names.roll import WIDTH, Rows, row_of, table_of, uncollected
from safeconduct.names.score import Scored, score_tables
from safeconduct.names.words import Bools, Floats, Ints, Words

CANDIDATES = 200
"""How many rows a query compares in full."""
CHUNK = 32
"""Queries worked on together."""


class Hit(NamedTuple):
    """An entry found: its number in the order added, its name that fits best, and how well and why."""

    number: int
    text: str
    comparison: Comparison


class _Found(NamedTuple):
    rows: Ints
    core: Floats
    father: Floats


class Index:
    """Searchable names. Made once by `build`; a changed list is a new index."""

    def __init__(self) -> None:
        self.words = Words()
        self._rows = Rows(self.words)
        self._text = bytearray()
        self._text_ends = array("I")
        self._owner = array("i")
        self._entry = array("i")
        self._entries = 0

    @classmethod
    def build(
        cls,
        names: Iterable[str | tuple[str, ...]],
        *,
        progress: Callable[[int], None] | None = None,
        every: int = 20_000,
    ) -> Index:
        """An index of entries in order, each a name or several names of one person.

        `progress` is told the count now and then.
        """
        index = cls()
        with uncollected():
            for count, name in enumerate(names, 1):
                index._add(name)
                if progress and count % every == 0:
                    progress(count)
            index._close()
        if progress:
            progress(len(index))
        return index

    def __len__(self) -> int:
        return self._entries

    def names(self, entry: int) -> tuple[str, ...]:
        """The names of an entry, as added."""
        first = bisect_left(self._entry, entry)
        last = bisect_right(self._entry, entry, first)
        return tuple(self._text_at(number) for number in range(first, last))

    def _text_at(self, number: int) -> str:
        start = self._text_ends[number - 1] if number else 0
        return self._text[start : self._text_ends[number]].decode()

    def _add(self, names: str | tuple[str, ...]) -> None:
        for name in (names,) if isinstance(names, str) else names:
            self._add_name(name)
            self._entry.append(self._entries)
        self._entries += 1

    def _add_name(self, name: str) -> None:
        number = len(self._text_ends)
        self._text += name.encode()
        self._text_ends.append(len(self._text))
        for _ in range(self._rows.add(name)):
            self._owner.append(number)

    def _close(self) -> None:
        """Turn what was gathered into arrays: rows of every word, and the lookup of words."""
        rows = len(self._rows)
        self._core, self._ends, self._fathers, self._shapes = self._rows.frozen()
        counts = np.diff(self._ends).astype(np.int64)
        self._counts = counts.astype(np.int8)
        row_of = np.repeat(np.arange(rows, dtype=np.int32), counts)
        self._posting = Postings(self._core, row_of, len(self.words))
        with_father = np.flatnonzero(self._fathers >= 0).astype(np.int32)
        self._father_posting = Postings(self._fathers[with_father], with_father, len(self.words))
        self.words.close()
        self._rows.close()
        self._lookup = Lookup(self.words)
        self._tally = Tally(self._counts)
        self._scratch = np.full((WIDTH + 1, len(self.words)), np.nan, np.float32)

    def search(
        self, names: Iterable[str | Name], k: int = 10, *, at_least: float = 0.0
    ) -> Iterator[list[Hit]]:
        """For each name in order: its best `k` hits with scores from `at_least` on, best first."""
        chunk: list[str | Name] = []
        for name in names:
            chunk.append(name)
            if len(chunk) == CHUNK:
                yield from self._search(chunk, k, at_least)
                chunk = []
        if chunk:
            yield from self._search(chunk, k, at_least)

    def _search(self, names: Sequence[str | Name], k: int, at_least: float) -> Iterator[list[Hit]]:
        asked = Words()
        asked_rows = Rows(asked)
        readings: list[tuple[int, Parts]] = []
        numbered: list[tuple[list[int], int]] = []
        for q, name in enumerate(names):
            for parts in name.readings if isinstance(name, Name) else read_parts(name):
                row = row_of(parts, asked)
                asked_rows.put(row)
                readings.append((q, parts))
                numbered.append(row[:2])
        alike = self._lookup.alike(asked)
        found = [self._find(core, father, alike, asked) for core, father in numbered]
        sizes = [len(f.rows) for f in found]
        scored, rows, reading = self._score(asked_rows.table(), found, sizes)
        owner = np.frombuffer(self._owner, np.int32)[rows]
        query = np.array([q for q, _ in readings], np.int32)[reading]
        order = np.lexsort((scored.doubt, query))
        bounds = np.searchsorted(query[order], np.arange(len(names) + 1))
        for q in range(len(names)):
            hits: list[Hit] = []
            seen: set[int] = set()
            for at in order[bounds[q] : bounds[q + 1]].tolist():
                number = int(owner[at])
                entry = self._entry[number]
                if entry in seen:
                    continue
                if len(hits) == k or 1 / (1 + float(scored.doubt[at])) < at_least:
                    break
                seen.add(entry)
                text = self._text_at(number)
                parts = readings[int(reading[at])][1]
                listed = self._parts(int(rows[at]), number, text)
                hits.append(Hit(entry, text, explain(scored, at, parts, listed)))
            yield hits

    def _parts(self, row: int, number: int, text: str) -> Parts:
        """The reading a row was made from."""
        first = row
        while first and self._owner[first - 1] == number:
            first -= 1
        return read_parts(text)[row - first]

    def _find(
        self, core: list[int], father: int, alike: list[tuple[Ints, Floats]], asked: Words
    ) -> _Found:
        """The most promising rows for one reading, and how its words stand to theirs."""
        scratch = self._scratch
        runs = []
        for i, word in enumerate(core):
            numbers, values = alike[word]
            scratch[i, numbers] = values
            runs.append(self._posting.runs(numbers, values - ALIKE))
        father_runs = []
        if father >= 0:
            numbers, values = alike[father]
            scratch[WIDTH, numbers] = values
            father_runs = self._father_posting.runs(numbers, values - ALIKE)
        rows = self._tally.best(runs, father_runs, CANDIDATES)
        starts = self._ends[rows].astype(np.int64)
        counts = self._counts[rows]
        places = starts[:, None] + np.arange(WIDTH)
        inside = np.arange(WIDTH) < counts[:, None]
        words = (
            self._core[np.where(inside, places, 0)] if len(rows) else np.zeros((0, WIDTH), np.int32)
        )
        values = scratch[: len(core)][:, words].transpose(1, 0, 2)
        theirs = self._fathers[rows]
        father_values = np.where(theirs >= 0, scratch[WIDTH, theirs], np.nan)
        if father >= 0:
            father_values = np.where(
                (theirs >= 0) & np.isnan(father_values),
                np.float32(ev.FATHER_AT_LEAST),
                father_values,
            )
        values = np.nan_to_num(values, nan=UNLIKE)
        self._initials(values, words, inside, asked, core)
        for i, word in enumerate(core):
            scratch[i, alike[word][0]] = np.nan
        if father >= 0:
            scratch[WIDTH, alike[father][0]] = np.nan
        return _Found(rows, values, father_values)

    def _initials(
        self, values: Floats, words: Ints, inside: Bools, asked: Words, core: list[int]
    ) -> None:
        """Initials are not looked up; where a row or the query has one, first letters are compared."""
        cols, theirs = asked.columns(), self.words.columns()
        listed = theirs.initial[words] & inside
        for i, word in enumerate(core):
            at = np.ones_like(listed) if cols.initial[word] else listed
            if at.any():
                agree = theirs.first[words] == cols.first[word]
                told = np.where(agree, np.float32(ev.INITIAL), np.float32(ev.OTHER_INITIAL))
                values[:, i][at] = told[at]

    def _score(
        self, asked: Ints, found: list[_Found], sizes: list[int]
    ) -> tuple[Scored, Ints, Ints]:
        """Score every reading asked for against the rows found for it; (scored, rows, readings)."""
        total = sum(sizes)
        rows = np.concatenate([f.rows for f in found]) if total else np.zeros(0, np.int32)
        reading = np.repeat(np.arange(len(found), dtype=np.int32), sizes)
        b = table_of(self._core, self._ends, self._fathers, self._shapes, rows)
        core = np.full((total, WIDTH, WIDTH), UNLIKE, np.float32)
        at = 0
        for f, size in zip(found, sizes, strict=True):
            core[at : at + size, : f.core.shape[1]] = f.core
            at += size
        father = np.concatenate([f.father for f in found]) if found else np.zeros(0, np.float32)

        def values(some: Ints, na: int, nb: int) -> Floats:
            v: Floats = core[some, :na, :nb]
            return v

        return score_tables(asked[reading], b, values, father), rows, reading


UNLIKE = -4.5
"""Log-odds taken for words the lookup did not find alike."""
