"""The rows of some people as columns, and what a rule's `forms` answer of them: many people computed at once.

May import: this room's values, numpy. Rows come in the order of the sorted table: by person, then by first moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from safeconduct.registers.arithmetic import Sheet
from safeconduct.registers.forms import NONE, Alone, Fold, Form, Pairs, Rows, Spells

Whole = NDArray[np.int64]
Array = NDArray[Any]
Answers = tuple[Array, Array, Array, Array]  # n, person, v, other

_FOLD: Mapping[str, np.ufunc] = {"MAX": np.maximum, "MIN": np.minimum, "SUM": np.add, "BIT_OR": np.bitwise_or}  # fmt: skip
_APART = (
    1 << 38
)  # more than any tick, so that a running most does not pass from one person to the next


class Block:
    """The rows of some people: n, person, lo, hi, sig, all there is of each. `codes`: by signature, the numbers of the
    attributes' values."""

    def __init__(self, columns: Mapping[str, Array], codes: Mapping[str, Array]) -> None:
        person = columns["person"]
        self.columns, self.codes = columns, codes
        self.sheet = Sheet(len(person), columns.__getitem__)
        first = np.ones(len(person), dtype=bool)
        first[1:] = person[1:] != person[:-1]
        self.whose = np.cumsum(first) - 1  # each row's person, counted from 0
        self.people = int(np.count_nonzero(first))

    def rows(self, rows: Rows) -> Picked:
        """The rows that fulfil a test."""
        at = np.flatnonzero(self.sheet.all(rows.test))
        some = Sheet(len(at), lambda name: self._column(name, at))
        return Picked(self.whose[at], Sheet(len(at), lambda name: some.all(rows.told[name])))

    def _column(self, name: str, at: Whole) -> Array:
        """Of some rows."""
        codes = self.codes.get(name)
        return self.columns[name][at] if codes is None else codes[self.columns["sig"][at]]

    def answers(self, form: Form) -> Answers:
        """n, person, v, other of each anchor (for spells: each person) whose answer is not no."""
        if isinstance(form, Alone):
            return _alone(self.rows(form.anchors), form)
        if isinstance(form, Spells):
            return _spells(self.rows(form.rows), form)
        return _pairs(self.rows(form.anchors), self.rows(form.others), self.people, form)


@dataclass(frozen=True, slots=True)
class Picked:
    """Some rows of a block: whose they are, and what is told of them."""

    whose: Array
    told: Sheet


def _alone(anchors: Picked, form: Alone) -> Answers:
    return _told(anchors.told.all(form.verdict), anchors.told.column, NONE)


def _pairs(anchors: Picked, others: Picked, people: int, form: Pairs) -> Answers:
    first = np.searchsorted(others.whose, np.arange(people + 1))
    begin, many = first[anchors.whose], np.diff(first)[anchors.whose]
    ends = np.cumsum(many)
    a = np.repeat(np.arange(len(many)), many)
    b = np.arange(len(a)) - np.repeat(ends - many - begin, many)

    def beside(a: Whole, b: Whole) -> Sheet:
        def fetch(name: str) -> Array:
            table, column = name.split(".")
            picked, at = (anchors, a) if table == "a" else (others, b)
            values: Array = picked.told.column(column)
            return values[at]

        return Sheet(len(a), fetch)

    fits = np.flatnonzero(beside(a, b).all(form.on))
    a, b = a[fits], b[fits]
    if form.wanted != "TRUE":
        has = np.zeros(len(many), dtype=bool)
        has[a[beside(a, b).all(form.wanted)]] = True
        fits = np.flatnonzero(has[a])
        a, b = a[fits], b[fits]
    pairs = beside(a, b)
    starts = _starts(a)
    found = a[starts]
    answered: dict[str, Array] = {n: _folded(f, pairs, starts) for n, f in form.folds.items()}
    if form.outer:
        for name, fold in form.folds.items():
            whole = np.full(len(many), fold.none, np.int64)
            whole[found] = answered[name]
            answered[name] = whole
        found = np.arange(len(many))

    def column(name: str) -> Array:
        return answered[name] if name in answered else anchors.told.column(name)[found]

    verdict = Sheet(len(found), column).all(form.verdict)
    return _told(verdict, column, answered.get("other", NONE))


def _spells(rows: Picked, form: Spells) -> Answers:
    told, whose = rows.told, rows.whose
    lo, o = told.column("lo"), told.column("o")
    same = (whose[1:] == whose[:-1]) & (lo[1:] == lo[:-1])
    if (same & (o[1:] > o[:-1])).any():  # of one moment, openings come first
        moment = np.concatenate(([0], np.cumsum(~same)))
        order = np.argsort(moment * 2 - o, kind="stable")
    else:
        order = np.arange(len(lo))
    o, hi = o[order], told.column("hi")[order]
    starts = _starts(whose)

    apart = whose * _APART

    def before(values: Array, none: int) -> Array:
        """Each row's value of the row before it; `none` for the first of a person."""
        shifted = np.concatenate((values[:1], values[:-1]))
        shifted[starts] = none
        return shifted

    def latest(which: int) -> Array:
        most = np.maximum.accumulate(
            (hi - NONE) * (o == which) + apart
        )  # what is not such a row counts as none
        return before(most - apart + NONE, NONE)

    made = {"was": lambda: before(o, 0), "opened": lambda: latest(1), "closed": lambda: latest(0)}
    ordered = Sheet(len(o), lambda n: made[n]() if n in made else told.column(n)[order])
    answered = {n: _folded(f, ordered, starts) for n, f in form.folds.items()}
    answered["person"] = told.column("person")[starts]
    verdict = Sheet(len(starts), answered.__getitem__).all(form.verdict)
    return _told(verdict, answered.__getitem__, NONE)


def _starts(sorted_: Array) -> Whole:
    """Where each run of equal numbers begins."""
    if not len(sorted_):
        return np.zeros(0, np.int64)
    return np.concatenate(([0], np.flatnonzero(sorted_[1:] != sorted_[:-1]) + 1))


def _folded(fold: Fold, sheet: Sheet, starts: Whole) -> Array:
    if not len(starts) or fold.same:
        return np.full(len(starts), int(fold.value) if fold.same else fold.none)
    values = sheet.all(fold.value)
    return _FOLD[fold.how].reduceat(values, starts)


def _told(verdict: Array, column: Callable[[str], Array], other: Array | int) -> Answers:
    at = np.flatnonzero(verdict)
    others = other[at] if isinstance(other, np.ndarray) else np.full(len(at), other)
    return column("n")[at], column("person")[at], verdict[at], others
