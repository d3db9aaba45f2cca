"""Two names: one person or not, how sure, and why in words.

`compare` is for one pair; `Comparer` for many: it parses and measures every name and word once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from safeconduct.names.circumstances import Circumstance, circumstances
from safeconduct.names.parse import Name, Parts
from safeconduct.names.reasons import reasons_of
from safeconduct.names.roll import Roll, uncollected
from safeconduct.names.score import Scored, score_rows
from safeconduct.names.token import INITIAL
from safeconduct.names.words import Floats, Ints, Words


class Verdict(StrEnum):
    """What a comparison says."""

    SAME = "same"
    CANNOT_TELL = "cannot tell"
    DIFFERENT = "different"


SAME_FROM = 0.75
"""Scores from here on speak for one person."""
DIFFERENT_BELOW = 0.2


@dataclass(frozen=True, slots=True)
class Comparison:
    """`score` in [0, 1], the verdict, and the reasons part by part."""

    score: float
    verdict: Verdict
    reasons: tuple[str, ...]


class Comparer:
    """Compares many names; remembers each name's parse and each word while it lives."""

    def __init__(self) -> None:
        self.roll = Roll(Words())

    def scores(self, left: Sequence[str | Name], right: Sequence[str | Name]) -> Floats:
        """Scores of `left[i]` against `right[i]`, in order: the batched path, without reasons."""
        return self.score_rows(*self.rows(left, right))

    def rows(
        self, left: Sequence[str | Name], right: Sequence[str | Name]
    ) -> tuple[Ints, Ints, Ints]:
        """(pair, left row, right row) for every reading of every pair: the names parsed."""
        add = self.roll.add
        pair: list[int] = []
        one: list[int] = []
        two: list[int] = []
        with uncollected():
            for k, (a, b) in enumerate(zip(left, right, strict=True)):
                for i in add(a):
                    for j in add(b):
                        pair.append(k)
                        one.append(i)
                        two.append(j)
        return np.array(pair, np.int32), np.array(one, np.int32), np.array(two, np.int32)

    def score_rows(self, pair: Ints, one: Ints, two: Ints) -> Floats:
        """Scores of parsed pairs, as `rows` gives them; the best reading counts."""
        scored = score_rows(self.roll, one, two)
        scores: Floats = (1 / (1 + scored.doubt[_best(pair, scored.doubt)])).astype(np.float32)
        return scores

    def compare_many(self, pairs: Iterable[tuple[str | Name, str | Name]]) -> list[Comparison]:
        """A Comparison for each pair, in order."""
        pairs = list(pairs)
        pair, one, two = self.rows([a for a, _ in pairs], [b for _, b in pairs])
        scored = score_rows(self.roll, one, two)
        parts = self.roll.parts
        told: dict[tuple[int, int], Comparison] = {}  # the same pair again is told once
        out = []
        with uncollected():
            for k in _best(pair, scored.doubt).tolist():
                rows = (int(one[k]), int(two[k]))
                if rows not in told:
                    told[rows] = explain(scored, k, parts(rows[0]), parts(rows[1]))
                out.append(told[rows])
        return out


def explain(scored: Scored, k: int, left: Parts, right: Parts) -> Comparison:
    """The k-th scored pair, whose readings are `left` and `right`, with verdict and reasons."""
    reasons = reasons_of(
        left, right, scored.partner[k].tolist(), scored.values[k].tolist(), float(scored.father[k])
    )
    score = 1 / (1 + float(scored.doubt[k]))
    return Comparison(score, _verdict(score, left, right), reasons)


def _best(pair: Ints, doubt: Floats) -> Ints:
    """For each pair the place of its least doubted readings."""
    order = np.lexsort((doubt, pair))
    first = np.ones(len(order), bool)
    first[1:] = pair[order][1:] != pair[order][:-1]
    best: Ints = order[first].astype(np.int32)
    return best


def _verdict(score: float, left: Parts, right: Parts) -> Verdict:
    if not _weight(left) or not _weight(right):
        return Verdict.CANNOT_TELL  # an initial, or nothing at all
    if score < DIFFERENT_BELOW:
        return Verdict.DIFFERENT
    if score < SAME_FROM or min(_weight(left), _weight(right)) < 2:
        return Verdict.CANNOT_TELL
    return Verdict.SAME


def _weight(parts: Parts) -> int:
    """How much of a person a name shows: whole words, the patronymic among them."""
    return sum(t.kind != INITIAL for t in parts.core) + (parts.patronymic is not None)


def compare(
    a: str | Name,
    b: str | Name,
    *,
    born: tuple[str | None, str | None] | None = None,
    citizenship: tuple[str | None, str | None] | None = None,
    place: tuple[str | None, str | None] | None = None,
) -> Comparison:
    """Are two names, as written, one person's?

    The other arguments give what is known besides, left and right: `born` as ISO dates or years
    ("1983", "1983-05", "1983-05-17"), `citizenship` as state codes, `place` as words. A clash weighs
    against, an omission does not.

    >>> compare("Баҳодир Каримов", "KARIMOV, Bakhodir Rustamovich").verdict
    <Verdict.SAME: 'same'>
    """
    comparison = Comparer().compare_many([(a, b)])[0]
    known = circumstances(born, citizenship, place)
    return weighed(comparison, known) if known else comparison


def weighed(comparison: Comparison, known: Sequence[Circumstance]) -> Comparison:
    """A comparison of names with circumstances added: each clash adds doubt, each agreement removes some."""
    doubt = (1 / max(comparison.score, 1e-9)) - 1
    for one in known:
        doubt = doubt * one.times + one.plus
    score = 1 / (1 + doubt)
    clash = any(one.plus >= 1 for one in known)
    verdict = comparison.verdict
    if clash:
        verdict = Verdict.DIFFERENT if score < DIFFERENT_BELOW else Verdict.CANNOT_TELL
    elif (
        verdict is Verdict.CANNOT_TELL
        and comparison.score >= SAME_FROM
        and any(one.proves for one in known)
    ):
        verdict = Verdict.SAME
    return Comparison(score, verdict, comparison.reasons + tuple(one.says for one in known))
