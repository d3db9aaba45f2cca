"""The words of many names as numbered rows, and what it costs to take one word for another.

A name becomes a few word numbers; comparing many pairs then is arithmetic on arrays, and each
different pair of words is measured once. Imports numpy and rapidfuzz.
"""

from __future__ import annotations

from array import array
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
    root: Ints
    bare: Bools
    called: Bools
    size: Ints
    initial: Bools
    voweled: Bools
    has_other: Bools
    short: Bools
    first: Ints


class Words:
    """Append-only table of different words. A word's number is its row."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, int, int, bool, bool], int] = {}
        self.fine: list[str] = []
        self.broad: list[str] = []
        self.bones: list[str] = []
        self.other: list[str] = []
        self._given = array("i")
        self._stem = array("i")
        self._root = array("i")
        self._bare = bytearray()
        self._called = bytearray()
        self._initial = bytearray()
        self._voweled = bytearray()
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
            token.stem,
            token.surname > 0,
        )

    def father(self, token: Token, son_of: bool) -> int:
        """The number of a patronymic's stem: `Rahimovich`, `Rahim oʻgʻli` and `Rahimuly` are one."""
        base = token.base.rstrip("aeiou") or token.base
        known = token.given if son_of else token.stem_given
        other = token.other.rstrip("aeiou") if token.other else ""
        return self._number(base, other, known, NONE, token.kind == INITIAL, token.voweled)

    def close(self) -> None:
        """Give back the memory needed only while words are added. None can be added afterwards."""
        self._numbers = {}

    def _number(
        self,
        base: str,
        other: str,
        given: int,
        stem: int,
        initial: bool,
        voweled: bool,
        root: str = "",
        surname: bool = True,
    ) -> int:
        key = (base, other, given, stem, initial, voweled)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.fine)
            self.fine.append(base)
            self.broad.append(broad_of(base))
            self.bones.append(bones_of(base))
            self.other.append(other)
            self._given.append(given)
            self._stem.append(stem)
            # A surname's root joins all its forms; a given name joins only one that has its honorific.
            bare = not surname and not root
            self._root.append(hash(broad_of(root or base)) & 0x7FFFFFFF if root or bare else NONE)
            self._bare.append(bare)
            self._called.append(bool(root) and not surname)
            self._initial.append(initial)
            self._voweled.append(voweled)
            self._columns = None
        return number

    def root(self, number: int) -> int:
        """A number that surnames made from one root share (Kabirov, Kabiri, Kabirzoda), or NONE."""
        return self._root[number]

    def is_initial(self, number: int) -> bool:
        """Whether the word is an initial."""
        return bool(self._initial[number])

    def given(self, number: int) -> int:
        """The given name on the lists, or NONE."""
        return self._given[number]

    def stem(self, number: int) -> int:
        """The given name a surname is made from, or NONE."""
        return self._stem[number]

    def columns(self) -> Columns:
        """All rows as arrays."""
        if self._columns is None:
            self._columns = Columns(
                np.array(self._given, np.int32),
                np.array(self._stem, np.int32),
                np.array(self._root, np.int32),
                np.array(self._bare, np.uint8).astype(bool),
                np.array(self._called, np.uint8).astype(bool),
                np.array([len(f) for f in self.fine], np.int32),
                np.array(self._initial, np.uint8).astype(bool),
                np.array(self._voweled, np.uint8).astype(bool),
                np.array([bool(o) for o in self.other], bool),
                np.array([bool(lexicon.short_for(b)) for b in self.broad], bool),
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
    other_stem: Bools
    stem_only: Bools
    same_root: Bools
    honorific: Bools
    """One is the other with an honorific (Ayub, Ayubkhan)."""
    short: Bools
    """One is a short form of the other (Sasha, Aleksandr)."""
    initial: Bools


def measure(words: Words, left: Ints, right: Ints, right_words: Words | None = None) -> Measured:
    """Edit distances at the three depths and what the lists of given names know.

    `left`, `right`: word numbers, no NONE among them; `right` in `right_words` where given.
    """
    other_words = right_words or words
    cols, cols2 = words.columns(), other_words.columns()
    a, b = left.tolist(), right.tolist()
    d_fine = _distance([words.fine[i] for i in a], [other_words.fine[j] for j in b])
    d_broad = _distance([words.broad[i] for i in a], [other_words.broad[j] for j in b])
    d_bones = _distance([words.bones[i] for i in a], [other_words.bones[j] for j in b])
    two_left, two_right = cols.has_other[left], cols2.has_other[right]
    for use_left, use_right in ((True, False), (False, True), (True, True)):
        # A second reading matters only where the first left a difference of sound.
        at = np.flatnonzero(
            (two_left | (not use_left)) & (two_right | (not use_right)) & (d_bones > 0)
        )
        if not len(at):
            continue
        us = [words.other[a[k]] if use_left else words.fine[a[k]] for k in at.tolist()]
        vs = [other_words.other[b[k]] if use_right else other_words.fine[b[k]] for k in at.tolist()]
        broad = _distance([broad_of(u) for u in us], [broad_of(v) for v in vs])
        bones = _distance([bones_of(u) for u in us], [bones_of(v) for v in vs])
        better = broad + bones < d_broad[at] + d_bones[at]
        d_fine[at] = np.where(better, _distance(us, vs), d_fine[at])
        d_bones[at] = np.where(better, bones, d_bones[at])
        d_broad[at] = np.where(better, broad, d_broad[at])
    vowelless = ~(cols.voweled[left] & cols2.voweled[right])
    d_fine = np.where(vowelless, d_bones, d_fine)
    d_broad = np.where(vowelless, d_bones, d_broad)
    ga, gb = cols.given[left], cols2.given[right]
    sa, sb = cols.stem[left], cols2.stem[right]
    both = (ga >= 0) & (gb >= 0)
    both_stem = (sa >= 0) & (sb >= 0)
    same = (both & (ga == gb)) | (both_stem & (sa == sb))
    differ = both & (ga != gb)
    differ_stem = both_stem & (sa != sb)
    stem_only = ((ga >= 0) & (ga == sb)) | ((gb >= 0) & (gb == sa))
    root = cols.root[left]
    one_root = (root >= 0) & (root == cols2.root[right])
    called = (cols.called[left] & cols2.bare[right]) | (cols.bare[left] & cols2.called[right])
    plain = ~(cols.called[left] | cols.bare[left] | cols2.called[right] | cols2.bare[right])
    same_root, honorific = one_root & plain, one_root & called
    short = np.zeros(len(left), bool)
    for k in np.flatnonzero(cols.short[left] | cols2.short[right]).tolist():
        short[k] = int(gb[k]) in lexicon.short_for(words.broad[a[k]]) or int(
            ga[k]
        ) in lexicon.short_for(other_words.broad[b[k]])
    initial = cols.initial[left] | cols2.initial[right]
    agree = cols.first[left] == cols2.first[right]
    return Measured(
        np.where(initial, ~agree * 3, d_fine).astype(np.float32),
        np.where(initial, ~agree * 3, d_broad).astype(np.float32),
        np.where(initial, ~agree * 3, d_bones).astype(np.float32),
        np.maximum(cols.size[left], cols2.size[right]).astype(np.float32),
        same & ~initial,
        differ & ~initial,
        differ_stem & ~initial,
        stem_only & ~initial,
        same_root & ~initial,
        honorific & ~initial,
        short & ~initial,
        initial,
    )


def _distance(xs: Sequence[str], ys: Sequence[str]) -> Floats:
    return cpdist(xs, ys, scorer=OSA.distance, dtype=np.uint8).astype(np.float32)
