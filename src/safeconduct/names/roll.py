"""Many parsed names as arrays: word numbers, roles, patronymic, sex, generation.

One row is one reading of one name. Imports numpy.
"""

from __future__ import annotations

import gc
from array import array
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

from safeconduct.names.parse import Name, Parts, read_parts
from safeconduct.names.quick import MOST, QuickReader, Row
from safeconduct.names.words import NONE, Ints, Words

WIDTH = MOST
COUNT, FATHER, SEX, SURE_SEX, GENERATION = range(5)
CORE = slice(5, 5 + WIDTH)
ROLES = slice(5 + WIDTH, 5 + 2 * WIDTH)
_SEX = {"": 0, "m": 1, "f": 2}
_GENERATION = {"": 0, "senior": 1, "junior": 2}
_NO_WORDS = [(NONE,) * n for n in range(WIDTH + 1)]
_NO_ROLES = [(0,) * n for n in range(WIDTH + 1)]


class Roll:
    """Names in rows, added one after another; the table is made when first asked for."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._quick = QuickReader(words)
        self._cells = array("i")
        self._known: dict[str, tuple[int, ...]] = {}
        self._text: list[str] = []
        self._first: list[int] = []
        self._table: Ints | None = None

    def add(self, name: str | Name) -> tuple[int, ...]:
        """Rows of the name's readings. The same text gives the same rows."""
        text = name if isinstance(name, str) else name.original
        rows = self._known.get(text)
        if rows is None:
            first = len(self._text)
            if row := self._quick.row(text):
                self._append(row, 0)
                rows = (first,)
            else:
                readings = read_parts(text)
                for parts in readings:
                    self._append(row_of(parts, self.words), _GENERATION[parts.generation])
                rows = tuple(range(first, first + len(readings)))
            for _ in rows:
                self._text.append(text)
                self._first.append(first)
            self._known[text] = rows
            self._table = None
        return rows

    def parts(self, row: int) -> Parts:
        """The reading a row was made from."""
        return read_parts(self._text[row])[row - self._first[row]]

    def _append(self, row: Row, generation: int) -> None:
        core = row.core
        n = len(core)
        self._cells.extend(
            (
                n,
                row.father,
                _SEX[row.sex],
                row.sure_sex,
                generation,
                *core,
                *_NO_WORDS[WIDTH - n],
                *row.roles,
                *_NO_ROLES[WIDTH - n],
            )
        )

    def table(self) -> Ints:
        """(rows, 5 + 2·WIDTH): count, patronymic, sex, sure of sex, generation, words, roles."""
        if self._table is None:
            self._table = np.array(self._cells, np.int32).reshape(-1, ROLES.stop)
        return self._table


def row_of(parts: Parts, words: Words) -> Row:
    """A reading in numbers."""
    father = parts.patronymic
    return Row(
        [words.core(token) for token in parts.core[:WIDTH]],
        parts.roles[:WIDTH],
        words.father(father, parts.son_of) if father else NONE,
        parts.sex,
        parts.sure_sex,
    )


def meta_of(row: Row | Parts, generation: str = "") -> int:
    """Sex, how sure, and generation in one small number, for big indexes."""
    return _SEX[row.sex] | row.sure_sex << 2 | _GENERATION[generation] << 3


def set_meta(table: Ints, meta: npt.NDArray[np.uint8]) -> None:
    """Write what `meta_of` packed into the columns of table rows."""
    table[:, SEX] = meta & 3
    table[:, SURE_SEX] = meta >> 2 & 1
    table[:, GENERATION] = meta >> 3


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection inside: parsing makes no cycles, and walking what it keeps costs a third."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
