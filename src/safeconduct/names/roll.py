"""Many parsed names as arrays: word numbers, roles, patronymic, sex, generation.

One row is one reading of one name. `Rows` keeps them compactly, `Roll` with the texts they come from.
Imports numpy.
"""

from __future__ import annotations

import gc
from array import array
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

from safeconduct.names.parse import Name, Parts, read_parts
from safeconduct.names.quick import MOST, QuickReader, Row, shape_number, shapes
from safeconduct.names.words import NONE, Ints, Words

WIDTH = MOST
_AT_HAND = 20_000
COUNT, FATHER, SEX, SURE_SEX, GENERATION = range(5)
CORE = slice(5, 5 + WIDTH)
ROLES = slice(5 + WIDTH, 5 + 2 * WIDTH)
_SEX = {"": 0, "m": 1, "f": 2}
_GENERATION = {"": 0, "senior": 1, "junior": 2}


class Rows:
    """Readings of names in numbers, appended one after another; about 25 bytes each."""

    def __init__(self, words: Words, *, remember: bool = False) -> None:
        self.words = words
        self._quick = QuickReader(words, remember=remember)
        self._core = array("i")
        self._ends = array("I", [0])
        self._father = array("i")
        self._shape = array("i")

    def __len__(self) -> int:
        return len(self._father)

    def add(self, text: str) -> int:
        """Append the readings of a name; how many there are."""
        row = self._quick.row(text)
        if row is not None:
            self.put(row)
            return 1
        readings = read_parts(text)
        for parts in readings:
            self.put(row_of(parts, self.words))
        return len(readings)

    def put(self, row: Row) -> None:
        """Append one reading."""
        core, father, shape = row
        self._core.extend(core)
        self._ends.append(len(self._core))
        self._father.append(father)
        self._shape.append(shape)

    def close(self) -> None:
        """Give back the memory needed only while rows are added."""
        self._quick = QuickReader(self.words)

    def frozen(self) -> tuple[Ints, npt.NDArray[np.uint32], Ints, Ints]:
        """Word numbers, flat; where each row's end (rows + 1); patronymics; shapes. Copies nothing,
        and nothing can be added afterwards."""
        core = np.frombuffer(self._core, np.int32) if self._core else np.zeros(0, np.int32)
        ends = np.frombuffer(self._ends, np.uint32)
        if not self._father:
            return core, ends, np.zeros(0, np.int32), np.zeros(0, np.int32)
        return (
            core,
            ends,
            np.frombuffer(self._father, np.int32),
            np.frombuffer(self._shape, np.int32),
        )

    def table(self) -> Ints:
        """(rows, 5 + 2·WIDTH): count, patronymic, sex, sure of sex, generation, words, roles."""
        columns = (self._core, self._ends, self._father, self._shape)
        core, ends, fathers, shape_of = (np.array(column, np.int64) for column in columns)
        return table_of(
            core.astype(np.int32), ends, fathers.astype(np.int32), shape_of.astype(np.int32)
        )


def table_of(
    core: Ints,
    ends: npt.NDArray[np.integer],
    fathers: Ints,
    shape_of: Ints,
    some: Ints | None = None,
) -> Ints:
    """Rows of the table from columns as `Rows` keeps them."""
    rows = np.arange(len(fathers), dtype=np.int32) if some is None else some
    starts = ends[rows].astype(np.int64)
    counts = (ends[rows + 1] - ends[rows]).astype(np.int64)
    table = np.zeros((len(rows), ROLES.stop), np.int32)
    table[:, COUNT] = counts
    table[:, FATHER] = fathers[rows]
    table[:, CORE] = NONE
    if len(core):
        inside = np.arange(WIDTH) < counts[:, None]
        places = np.where(inside, starts[:, None] + np.arange(WIDTH), 0)
        table[:, CORE] = np.where(inside, core[places], NONE)
    told, roles = _shape_columns()
    table[:, SEX : GENERATION + 1] = told[shape_of[rows]]
    table[:, ROLES] = roles[shape_of[rows]]
    return table


def _shape_columns() -> tuple[Ints, Ints]:
    """(sex, sure, generation) and roles of every shape there is."""
    known = shapes()
    told = [(_SEX[s.sex], s.sure_sex, _GENERATION[s.generation]) for s in known]
    roles = [(*s.roles, *(0,) * (WIDTH - len(s.roles))) for s in known]
    return (
        np.array(told, np.int32).reshape(-1, 3),
        np.array(roles, np.int32).reshape(-1, WIDTH),
    )


def row_of(parts: Parts, words: Words) -> Row:
    """A reading in numbers."""
    father = parts.patronymic
    return (
        [words.core(token) for token in parts.core[:WIDTH]],
        words.father(father, parts.son_of) if father else NONE,
        shape_number(parts.roles[:WIDTH], parts.sex, parts.sure_sex, parts.generation),
    )


class Roll:
    """Names in rows, each different text once."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._rows = Rows(words, remember=True)
        self._known: dict[str, tuple[int, ...]] = {}
        self._text: list[str] = []
        self._parts: dict[int, Parts] = {}
        self._table: Ints | None = None

    def add(self, name: str | Name) -> tuple[int, ...]:
        """Rows of the name's readings. The same text gives the same rows."""
        text = name if isinstance(name, str) else name.original
        rows = self._known.get(text)
        if rows is None:
            first = len(self._text)
            self._table = None
            if self._rows.add(text) == 1:
                self._text.append(text)
                rows = self._known[text] = (first,)
            else:
                self._text += [text] * (len(self._rows) - first)
                rows = self._known[text] = tuple(range(first, len(self._rows)))
        return rows

    def parts(self, row: int) -> Parts:
        """The reading a row was made from; read anew, and the last ones remembered."""
        parts = self._parts.get(row)
        if parts is None:
            if len(self._parts) > _AT_HAND:
                self._parts.clear()
            text = self._text[row]
            parts = self._parts[row] = read_parts(text)[row - self._known[text][0]]
        return parts

    def table(self) -> Ints:
        """(rows, 5 + 2·WIDTH), as `Rows.table`."""
        if self._table is None:
            self._table = self._rows.table()
        return self._table


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
