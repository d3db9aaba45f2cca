"""Scores for many pairs of names at once: align their words, add up the doubts.

Works on rows of a `Roll` (one row is one reading of one name). Imports numpy.
"""

from __future__ import annotations

from collections.abc import Callable
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
from safeconduct.names.words import NONE, Bools, Floats, Ints, Words, measure


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


CoreValues = Callable[[Ints, int, int], Floats]
"""For chosen pairs and the counts of words on each side: log-odds (pairs, left words, right words)."""


def score_rows(roll: Roll, left: Ints, right: Ints) -> Scored:
    """Doubt and alignment for pairs of rows of one roll."""
    table = roll.table()
    a, b = table[left], table[right]

    def values(rows: Ints, na: int, nb: int) -> Floats:
        wa = np.repeat(a[rows, CORE.start : CORE.start + na], nb, axis=1).ravel()
        wb = np.tile(b[rows, CORE.start : CORE.start + nb], (1, na)).ravel()
        v = np.full(len(wa), ev.AT_LEAST, np.float32)
        some = np.flatnonzero(~_clash(a, b, rows, na, nb).ravel() | (wa == wb))
        v[some] = word_log_odds(roll.words, wa[some], wb[some])
        return v.reshape(-1, na, nb)

    return score_tables(a, b, values, _fathers(roll.words, a, b))


def score_tables(a: Ints, b: Ints, core_values: CoreValues, father: Floats) -> Scored:
    """Doubt and alignment for pairs of table rows whose words were measured elsewhere."""
    n = len(a)
    out = Scored(
        np.zeros(n, np.float32),
        np.full((n, WIDTH), NONE, np.int32),
        np.full((n, WIDTH), np.nan, np.float32),
        father,
        np.abs(a[:, COUNT] - b[:, COUNT]),
    )
    shape = a[:, COUNT] * (WIDTH + 1) + b[:, COUNT]
    for code in np.unique(shape).tolist():
        na, nb = divmod(code, WIDTH + 1)
        if na and nb:
            rows = np.flatnonzero(shape == code).astype(np.int32)
            v = core_values(rows, na, nb)
            # A sure given name and a sure surname meet only where they are the very same word.
            role_lost = np.where(v >= ev.AT_MOST, v - ev.OTHER_ROLE, ev.AT_LEAST)
            _align(np.where(_clash(a, b, rows, na, nb), role_lost, v), rows, out)
    doubt = out.doubt
    doubt += np.where(np.isnan(father), 0, np.exp(-np.nan_to_num(father)))
    doubt += _sexes(a, b)
    one, two = a[:, GENERATION], b[:, GENERATION]
    doubt += ev.GENERATION * ((one != two) & (one > 0) & (two > 0))
    met = np.minimum(a[:, COUNT], b[:, COUNT]) + ~np.isnan(father)
    doubt += ev.LEFT_OUT * out.left_out * (met > 1)
    doubt += ev.ONE_WORD_ONLY * ((met <= 1) & (out.left_out > 0))
    doubt += np.where(met == 0, 1e3, 0)
    return out


def _clash(a: Ints, b: Ints, rows: Ints, na: int, nb: int) -> Bools:
    """Where a sure given name stands against a sure surname: (rows, left, right)."""
    ra = a[rows, ROLES.start : ROLES.start + na][:, :, None]
    rb = b[rows, ROLES.start : ROLES.start + nb][:, None, :]
    clash: Bools = (ra != rb) & (ra > 0) & (rb > 0)
    return clash


def _align(v: Floats, rows: Ints, out: Scored) -> None:
    """Find each pair's best arrangement of words and write it into `out`. v: (rows, left, right)."""
    _, na, nb = v.shape
    d = np.exp(-v)
    if na > nb:
        d = d.transpose(0, 2, 1)
    few, many = min(na, nb), max(na, nb)
    ways = _arrangements(few, many)
    totals = np.zeros((len(rows), len(ways)), np.float32)
    for i in range(few):
        totals += d[:, i, :][:, ways[:, i]]
    best = totals.argmin(axis=1)
    k = np.arange(len(rows))
    out.doubt[rows] = totals[k, best]
    chosen = ways[best]
    for i in range(few):
        j = chosen[:, i]
        if na <= nb:
            out.partner[rows, i] = j
            out.values[rows, i] = v[k, i, j]
        else:
            out.partner[rows, j] = i
            out.values[rows, j] = v[k, j, i]


def _fathers(words: Words, a: Ints, b: Ints) -> Floats:
    out = np.full(len(a), np.nan, np.float32)
    both = np.flatnonzero((a[:, FATHER] >= 0) & (b[:, FATHER] >= 0))
    if len(both):
        v = word_log_odds(words, a[both, FATHER], b[both, FATHER])
        out[both] = np.maximum(v, ev.FATHER_AT_LEAST)
    return out


def _sexes(a: Ints, b: Ints) -> Floats:
    clash = (a[:, SEX] != b[:, SEX]) & (a[:, SEX] > 0) & (b[:, SEX] > 0)
    sure = (a[:, SURE_SEX] & b[:, SURE_SEX]) > 0
    out: Floats = (clash * np.where(sure, ev.SEX_SURE, ev.SEX_BY_SURNAME)).astype(np.float32)
    return out
