"""The words of many names as numbered rows, and what it costs to take one word for another.

A name becomes a few word numbers; comparing many pairs then is arithmetic on arrays, and each
different pair of words is measured once. Imports numpy and rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from safeconduct.names import lexicon
from safeconduct.names.fold import bones_of, broad_of
from safeconduct.names.token import INITIAL, Token

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

NONE = -1


class Columns(NamedTuple):
    """Words as arrays, one row a word."""

    given: Ints
    stem: Ints
    size: Ints
    bones: Ints
    initial: Bools
    voweled: Bools
    first: Ints


class Words:
    """Append-only table of different words. A word's number is its row."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, bool, bool], int] = {}
        self.fine: list[str] = []
        self.other: list[str] = []
        self._given: list[int] = []
        self._stem: list[int] = []
        self._initial: list[bool] = []
        self._voweled: list[bool] = []
        self._columns: Columns | None = None

    def __len__(self) -> int:
        return len(self.fine)

    def core(self, token: Token) -> int:
        """The number of a given name, surname or initial."""
        return self._number(
            token.base,
            token.other,
            token.given,
            token.stem_given,
            token.kind == INITIAL,
            token.voweled,
        )

    def father(self, token: Token, son_of: bool) -> int:
        """The number of a patronymic's stem: `Rahimovich`, `Rahim oʻgʻli` and `Rahimuly` are one."""
        base = token.base.rstrip("aeiou") or token.base
        known = token.given if son_of else token.stem_given
        other = token.other.rstrip("aeiou") if token.other else ""
        return self._number(base, other, known, NONE, token.kind == INITIAL, token.voweled)

    def _number(
        self, base: str, other: str, given: int, stem: int, initial: bool, voweled: bool
    ) -> int:
        key = (base, given, initial, voweled)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.fine)
            self.fine.append(base)
            self.other.append(other)
            self._given.append(given)
            self._stem.append(stem)
            self._initial.append(initial)
            self._voweled.append(voweled)
            self._columns = None
        return number

    def columns(self) -> Columns:
        """All rows as arrays."""
        if self._columns is None or len(self._columns.given) != len(self.fine):
            self._columns = Columns(
                np.array(self._given, np.int32),
                np.array(self._stem, np.int32),
                np.array([len(f) for f in self.fine], np.int32),
                np.array([len(bones_of(f)) for f in self.fine], np.int32),
                np.array(self._initial, bool),
                np.array(self._voweled, bool),
                np.array([_first(f) for f in self.fine], np.int32),
            )
        return self._columns


_FIRST = {c: i for i, group in enumerate(
    ("aou", "eiyaJ", "bp", "dt", "gkh", "zs", "SCc", "vf", "l", "m", "n", "r"), 1) for c in group}  # fmt: skip


def _first(fine: str) -> int:
    """The class of a first letter, for initials."""
    return _FIRST.get(fine[:1], ord(fine[0]) if fine else 0)


class Measured(NamedTuple):
    """What was measured between words, row by row of the pairs asked for."""

    fine: Floats
    broad: Floats
    bones: Floats
    size: Floats
    same_given: Bools
    other_given: Bools
    stem_only: Bools
    initial: Bools


def measure(words: Words, left: Ints, right: Ints) -> Measured:
    """Edit distances at the three depths and what the lists of given names know.

    `left`, `right`: word numbers, no NONE among them.
    """
    cols = words.columns()
    fine, other = words.fine, words.other
    a, b = left.tolist(), right.tolist()
    xs, ys = [fine[i] for i in a], [fine[j] for j in b]
    d_fine = _distance(xs, ys)
    d_broad = _distance([broad_of(x) for x in xs], [broad_of(y) for y in ys])
    d_bones = _distance([bones_of(x) for x in xs], [bones_of(y) for y in ys])
    for use_left, use_right in ((True, False), (False, True), (True, True)):
        rows = [
            k for k, (i, j) in enumerate(zip(a, b, strict=True))
            if (not use_left or other[i]) and (not use_right or other[j])
        ]  # fmt: skip
        if not rows:
            continue
        us = [other[a[k]] if use_left else xs[k] for k in rows]
        vs = [other[b[k]] if use_right else ys[k] for k in rows]
        at = np.array(rows)
        second = _distance([broad_of(u) for u in us], [broad_of(v) for v in vs])
        better = second < d_broad[at]
        third = _distance(us, vs)
        fourth = _distance([bones_of(u) for u in us], [bones_of(v) for v in vs])
        d_fine[at] = np.where(better, third, d_fine[at])
        d_bones[at] = np.where(better, fourth, d_bones[at])
        d_broad[at] = np.where(better, second, d_broad[at])
    vowelless = ~(cols.voweled[left] & cols.voweled[right])
    d_fine = np.where(vowelless, d_bones, d_fine)
    d_broad = np.where(vowelless, d_bones, d_broad)
    ga, gb = cols.given[left], cols.given[right]
    sa, sb = cols.stem[left], cols.stem[right]
    both = (ga >= 0) & (gb >= 0)
    both_stem = (sa >= 0) & (sb >= 0)
    same = (both & (ga == gb)) | (both_stem & (sa == sb))
    differ = (both & (ga != gb)) | (both_stem & (sa != sb))
    stem_only = ((ga >= 0) & (ga == sb)) | ((gb >= 0) & (gb == sa))
    initial = cols.initial[left] | cols.initial[right]
    agree = cols.first[left] == cols.first[right]
    return Measured(
        np.where(initial, ~agree * 3, d_fine).astype(np.float32),
        np.where(initial, ~agree * 3, d_broad).astype(np.float32),
        np.where(initial, ~agree * 3, d_bones).astype(np.float32),
        np.maximum(cols.size[left], cols.size[right]).astype(np.float32),
        same & ~initial,
        differ & ~initial,
        stem_only & ~initial,
        initial,
    )


def _distance(xs: Sequence[str], ys: Sequence[str]) -> Floats:
    return cpdist(xs, ys, scorer=OSA.distance, dtype=np.uint8).astype(np.float32)


def short_form(words: Words, left: int, right: int) -> bool:
    """Whether one word is a short form of the other (Tanya, Tatyana)."""
    cols = words.columns()
    for short, full in ((left, right), (right, left)):
        known = int(cols.given[full])
        if known >= 0 and known in lexicon.short_for(broad_of(words.fine[short])):
            return True
    return False
