"""Scores for many pairs of names at once: align their words, add up the doubts.

Works on rows of a `Roll` (one row is one reading of one name). Imports numpy.
"""

from __future__ import annotations

from functools import cache
from itertools import permutations
from typing import NamedTuple

import numpy as np

from safeconduct.names import evidence as ev
from safeconduct.names.roll import (
    CORE,
    COUNT,
    FATHER,
    GENERATION,
    ROLES,
    SEX,
    SURE_SEX,
    WIDTH,
    Roll,
)
from safeconduct.names.words import NONE, Floats, Ints, Words, measure


class Scored(NamedTuple):
    """One row a pair. `partner[i]` is the place in the right name of the left name's word i, or NONE."""

    doubt: Floats
    partner: Ints
    values: Floats
    """Log-odds of the aligned words, by the left word's place; NaN where none."""
    father: Floats
    """Log-odds of the patronymics; NaN where one side has none."""
    left_out: Ints
    """Words of the longer name that have no partner."""


@cache
def _arrangements(few: int, many: int) -> Ints:
    """Every way to give `few` words different partners among `many`: (ways, few)."""
    if many > 4 and few > 3:  # beyond 24 ways: in order, and each shift and swap of neighbours
        ways = [tuple(range(s, s + few)) for s in range(many - few + 1)]
        for start in list(ways):
            for i in range(few - 1):
                swapped = list(start)
                swapped[i], swapped[i + 1] = swapped[i + 1], swapped[i]
                ways.append(tuple(swapped))
            ways.append(start[1:] + start[:1])
            ways.append(start[-1:] + start[:-1])
        return np.array(sorted(set(ways)), np.int32)
    return np.array(list(permutations(range(many), few)), np.int32)


def word_log_odds(words: Words, left: Ints, right: Ints) -> Floats:
    """Log-odds for pairs of word numbers, each different pair measured once."""
    out = np.full(len(left), ev.AT_MOST, np.float32)
    other = np.flatnonzero(left != right)
    if len(other) == 0:
        return out
    a, b = left[other].astype(np.int64), right[other].astype(np.int64)
    low, high = np.minimum(a, b), np.maximum(a, b)
    keys, place = np.unique(low * len(words) + high, return_inverse=True)
    x, y = keys // len(words), keys % len(words)
    out[other] = ev.log_odds(measure(words, x.astype(np.int32), y.astype(np.int32)))[place]
    return out


def score_rows(roll: Roll, left: Ints, right: Ints) -> Scored:
    """Doubt and alignment for pairs of rows."""
    table = roll.table()
    a, b = table[left], table[right]
    n = len(a)
    doubt = np.zeros(n, np.float32)
    partner = np.full((n, WIDTH), NONE, np.int32)
    values = np.full((n, WIDTH), np.nan, np.float32)
    left_out = np.abs(a[:, COUNT] - b[:, COUNT])
    shape = a[:, COUNT] * (WIDTH + 1) + b[:, COUNT]
    for code in np.unique(shape).tolist():
        na, nb = divmod(code, WIDTH + 1)
        if na and nb:
            rows = np.flatnonzero(shape == code).astype(np.int32)
            _align(roll.words, a, b, rows, na, nb, doubt, partner, values)
    father = _fathers(roll.words, a, b)
    doubt += np.where(np.isnan(father), 0, np.exp(-np.nan_to_num(father)))
    doubt += _sexes(a, b)
    generations = (a[:, GENERATION], b[:, GENERATION])
    doubt += ev.GENERATION * (
        (generations[0] != generations[1]) & (generations[0] > 0) & (generations[1] > 0)
    )
    met = np.minimum(a[:, COUNT], b[:, COUNT])
    with_father = met + ~np.isnan(father)
    doubt += ev.LEFT_OUT * left_out * (with_father > 1)
    doubt += ev.ONE_WORD_ONLY * ((with_father <= 1) & (left_out > 0))
    doubt += np.where(with_father == 0, 1e3, 0)
    return Scored(doubt, partner, values, father, left_out)


def _align(
    words: Words,
    a: Ints,
    b: Ints,
    rows: Ints,
    na: int,
    nb: int,
    doubt: Floats,
    partner: Ints,
    values: Floats,
) -> None:
    """Find each pair's best arrangement and write it into the three last arguments."""
    one, two = a[rows], b[rows]
    wa = np.repeat(one[:, CORE][:, :na], nb, axis=1).ravel()
    wb = np.tile(two[:, CORE][:, :nb], (1, na)).ravel()
    v = word_log_odds(words, wa, wb).reshape(-1, na, nb)
    ra, rb = one[:, ROLES][:, :na, None], two[:, ROLES][:, None, :nb]
    v = v - ev.OTHER_ROLE * ((ra != rb) & (ra > 0) & (rb > 0))
    d = np.exp(-v)
    if na > nb:
        d = d.transpose(0, 2, 1)
    few, many = min(na, nb), max(na, nb)
    ways = _arrangements(few, many)
    totals = np.zeros((len(rows), len(ways)), np.float32)
    for i in range(few):
        totals += d[:, i, :][:, ways[:, i]]
    best = totals.argmin(axis=1)
    doubt[rows] = totals[np.arange(len(rows)), best]
    chosen = ways[best]
    k = np.arange(len(rows))
    for i in range(few):
        j = chosen[:, i]
        if na <= nb:
            partner[rows, i] = j
            values[rows, i] = v[k, i, j]
        else:
            partner[rows, j] = i
            values[rows, j] = v[k, j, i]


def _fathers(words: Words, a: Ints, b: Ints) -> Floats:
    out = np.full(len(a), np.nan, np.float32)
    both = np.flatnonzero((a[:, FATHER] >= 0) & (b[:, FATHER] >= 0))
    if len(both):
        out[both] = ev.FATHER_SHIFT + word_log_odds(words, a[both, FATHER], b[both, FATHER])
    return out


def _sexes(a: Ints, b: Ints) -> Floats:
    clash = (a[:, SEX] != b[:, SEX]) & (a[:, SEX] > 0) & (b[:, SEX] > 0)
    sure = (a[:, SURE_SEX] & b[:, SURE_SEX]) > 0
    out: Floats = (clash * np.where(sure, ev.SEX_SURE, ev.SEX_BY_SURNAME)).astype(np.float32)
    return out
