"""In which rows each word stands, flat; and which rows gather the most of a query's words.

Imports numpy.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from safeconduct.names.words import Floats, Ints

Run = tuple[Ints, float]
_RARE = 50
"""A word standing in no more rows than this brings in all of them, whatever its companions say."""
_STEPS = (1.5, 3.0, 5.0, 8.0, 100.0)


class Postings:
    """Rows by word: word w stands in `rows[ends[w]:ends[w + 1]]`."""

    def __init__(self, words: Ints, rows: Ints, size: int) -> None:
        order = np.argsort(words, kind="stable")
        self.rows: Ints = rows[order]
        self.ends = np.zeros(size + 1, np.int32)
        np.cumsum(np.bincount(words, minlength=size), out=self.ends[1:])

    def runs(self, words: Ints, values: Floats) -> list[Run]:
        """The rows of each of the words that stands anywhere, with the word's value."""
        begin, end = self.ends[words].tolist(), self.ends[words + 1].tolist()
        return [
            (self.rows[s:e], v)
            for s, e, v in zip(begin, end, values.tolist(), strict=True)
            if e > s
        ]


class Tally:
    """Sums of words' values over rows. One array, made once and clean between queries."""

    def __init__(self, counts: npt.NDArray[np.int8]) -> None:
        self._sums = np.zeros(len(counts), np.float32)
        self._counts = counts
        self._log_rows = math.log(len(counts) + 2)

    def best(self, words: list[list[Run]], father: list[Run], most: int) -> Ints:
        """The `most` rows in which the query's words gather the highest sum, each row once.

        `words`: for every word of the query the rows of the words alike to it. A rare word counts
        for more; the patronymic only reorders what the others find.
        """
        sums = self._sums
        totals = [sum(len(run) for run, _ in runs) for runs in words]
        for runs, total in zip(words, totals, strict=True):
            weight = 1 - 0.6 * math.log(total + 1) / self._log_rows
            for run, value in runs:
                sums[run] += weight * value
        for run, value in father:
            sums[run] += 0.3 * value
        found = [run for runs in words for run, _ in runs]
        rows = self._highest(np.concatenate(found), most) if found else np.zeros(0, np.int32)
        rare = [run for runs, n in zip(words, totals, strict=True) if n <= _RARE for run, _ in runs]
        for run in found + [run for run, _ in father]:
            sums[run] = 0
        return np.unique(np.concatenate([rows, *rare])) if rare else rows

    def _highest(self, rows: Ints, most: int) -> Ints:
        held = self._sums[rows]
        if len(rows) > most:
            top = float(held.max())
            for below in _STEPS:
                chosen = held >= top - below
                if np.count_nonzero(chosen) >= most:
                    break
            rows, held = rows[chosen], held[chosen]
        rows, first = np.unique(rows, return_index=True)
        if len(rows) > most:
            # Among equals a shorter name leaves less unexplained.
            held = held[first] - 0.2 * self._counts[rows]
            rows = rows[np.argpartition(-held, most)[:most]]
        return rows
