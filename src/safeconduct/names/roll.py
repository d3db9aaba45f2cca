"""Many parsed names as arrays: word numbers, roles, patronymic, sex, generation.

One row is one reading of one name. Imports numpy.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from safeconduct.names.parse import Name, Parts, read_parts
from safeconduct.names.words import NONE, Ints, Words

WIDTH = 6
"""Most given names and surnames of one name that are compared; what follows is left out."""
_SEX = {"": 0, "m": 1, "f": 2}
_GENERATION = {"": 0, "senior": 1, "junior": 2}


class Roll:
    """Names in rows, added one after another; the arrays are made when first asked for."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.parts: list[Parts] = []
        self._rows: list[tuple[int, ...]] = []
        self._known: dict[str, tuple[int, ...]] = {}
        self._table: Ints | None = None

    def add(self, name: str | Name) -> tuple[int, ...]:
        """Rows of the name's readings. The same text gives the same rows."""
        text = name if isinstance(name, str) else name.original
        rows = self._known.get(text)
        if rows is None:
            parts = read_parts(text) if isinstance(name, str) else name.readings or read_parts(text)
            rows = self._known[text] = tuple(self._append(p) for p in parts)
        return rows

    def add_all(self, names: Iterable[str | Name]) -> list[tuple[int, ...]]:
        """`add` for each."""
        return [self.add(name) for name in names]

    def _append(self, parts: Parts) -> int:
        words = self.words
        core = [words.core(t) for t in parts.core[:WIDTH]]
        n = len(core)
        blank = WIDTH - n
        father = words.father(parts.patronymic, parts.son_of) if parts.patronymic else NONE
        self._rows.append(
            (
                n,
                father,
                _SEX[parts.sex],
                parts.sure_sex,
                _GENERATION[parts.generation],
                *core,
                *((NONE,) * blank),
                *parts.roles[:WIDTH],
                *((0,) * blank),
            )
        )
        self.parts.append(parts)
        self._table = None
        return len(self._rows) - 1

    def table(self) -> Ints:
        """(rows, 5 + 2·WIDTH): count, patronymic, sex, sure of sex, generation, words, roles."""
        if self._table is None:
            self._table = np.array(self._rows, np.int32).reshape(-1, 5 + 2 * WIDTH)
        return self._table


COUNT, FATHER, SEX, SURE_SEX, GENERATION = range(5)
CORE = slice(5, 5 + WIDTH)
ROLES = slice(5 + WIDTH, 5 + 2 * WIDTH)


def meta_of(parts: Parts) -> int:
    """Sex, how sure, and generation in one small number, for big indexes."""
    return _SEX[parts.sex] | parts.sure_sex << 2 | _GENERATION[parts.generation] << 3


def set_meta(table: Ints, meta: npt.NDArray[np.uint8]) -> None:
    """Write what `meta_of` packed into the columns of table rows."""
    table[:, SEX] = meta & 3
    table[:, SURE_SEX] = meta >> 2 & 1
    table[:, GENERATION] = meta >> 3
