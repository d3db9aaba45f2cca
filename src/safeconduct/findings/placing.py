"""Can the dates be placed so? The search behind every verdict that bounds alone do not settle.

May import: `timeline`. A question is a list of clauses, each a list of alternatives, each a list of literals; an
alternative is a set of difference constraints `lo ≤ t(y) - t(x) ≤ hi` that must hold together. Constraints are added to
a matrix of tightest distances (Dechter, Meiri and Pearl 1991); alternatives are tried in turn. Ticks and days are two
matrices that inform each other.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from safeconduct.findings.points import FAR, ZERO
from safeconduct.findings.timeline import Timeline

# (unit, x, y, lo, hi): lo ≤ t(y) - t(x) ≤ hi; or (key, value): a fact that is not on file is so, or is not
Literal = tuple[int, int, int, int, int] | tuple[Hashable, bool]
Alternative = Sequence[Literal]
Clause = Sequence[Alternative]

BUDGET = 4_000  # constraints tried before giving up; giving up never yields "certain" or "no"


class OutOfBudget(Exception):  # a signal inside this room, never shown
    """The search was given up."""


class Placing:
    """The distances that are still possible among a few points."""

    __slots__ = (
        "_apart",
        "_day",
        "_end",
        "_facts",
        "_index",
        "_matrix",
        "_mixed",
        "_size",
        "_spent",
    )

    def __init__(self, line: Timeline, points: Iterable[int], *, mixed: bool) -> None:
        """`mixed`: the question is told in both measures, so that each must inform the other."""
        points = set(points) | ({line.as_of} if mixed else set())
        order = [ZERO, *sorted(points - {ZERO})]
        self._mixed = mixed
        self._index = {p: i for i, p in enumerate(order)}
        self._size = len(order)
        self._end = self._index.get(line.as_of)
        self._day = line.day_ticks
        self._apart = line.apart
        self._matrix = tuple(_distances(line, unit, order, self._index) for unit in (0, 1))
        self._facts: dict[Hashable, bool] = {}
        self._spent = 0

    def satisfies(self, clauses: Sequence[Clause]) -> bool:
        """Is there a placement in which every clause holds? Raises OutOfBudget."""
        return self._search(sorted(clauses, key=len), 0, self._matrix, self._facts)

    @property
    def index(self) -> dict[int, int]:
        """Each point's row in the matrices."""
        return self._index

    @property
    def matrix(self) -> tuple[list[list[int]], ...]:
        """The most that each point can lie after each other, in ticks and in days."""
        return self._matrix

    def tell(
        self, literals: Alternative, matrix: tuple[list[list[int]], ...]
    ) -> tuple[list[list[int]], ...] | None:
        """The matrices with constraints added, or None where they cannot be. Raises OutOfBudget."""
        told = self._tell(literals, matrix, {})
        return None if told is None else told[0]

    def _search(
        self,
        clauses: Sequence[Clause],
        at: int,
        matrix: tuple[list[list[int]], ...],
        facts: dict[Hashable, bool],
    ) -> bool:
        if at == len(clauses):
            return True
        for alternative in clauses[at]:
            told = self._tell(alternative, matrix, facts)
            if told is not None and self._search(clauses, at + 1, *told):
                return True
        return False

    def _tell(
        self,
        literals: Alternative,
        matrix: tuple[list[list[int]], ...],
        facts: dict[Hashable, bool],
    ) -> tuple[tuple[list[list[int]], ...], dict[Hashable, bool]] | None:
        """The matrices with the literals added, or None where they cannot be."""
        fresh: list[list[list[int]]] | None = None
        for literal in literals:
            self._spent += 1
            if self._spent > BUDGET:
                raise OutOfBudget
            if len(literal) == 2:
                key, value = literal
                if facts.get(key, value) != value:
                    return None
                if key not in facts:
                    facts = {**facts, key: value}
                continue
            unit, x, y, lo, hi = literal
            if fresh is None:
                fresh = [[row[:] for row in m] for m in matrix]
            a, b = self._index[x], self._index[y]
            if hi < FAR and not _shorten(fresh[unit], a, b, hi):
                return None
            if lo > -FAR and not _shorten(fresh[unit], b, a, -lo):
                return None
        if fresh is not None and self._mixed and not self._agree(*fresh):
            return None
        return (tuple(fresh) if fresh is not None else matrix), facts

    def _agree(self, ticks: list[list[int]], days: list[list[int]]) -> bool:
        """Let what is known in one measure inform the other until neither moves; False where they cannot agree.

        A day holds `day` ticks. The point `as_of` is the last tick of its day, so distances from it are sharper.
        """
        day, apart, end = self._day, self._apart, self._end
        upward = [apart + (0 if p == end else day - 1) for p in range(self._size)]
        for _ in range(self._size + 2):
            moved = False
            for a in range(1, self._size):
                in_ticks, in_days, up = ticks[a], days[a], upward[a]
                for b in range(1, self._size):
                    if a == b:
                        continue
                    most = (in_ticks[b] + upward[b]) // day
                    if most < in_days[b]:
                        moved = True
                        if not _shorten(days, a, b, most):
                            return False
                    most = in_days[b] * day + up
                    if most < in_ticks[b]:
                        moved = True
                        if not _shorten(ticks, a, b, most):
                            return False
            if not moved:
                return True
        return True


def _distances(
    line: Timeline, unit: int, points: Sequence[int], index: dict[int, int]
) -> list[list[int]]:
    """The most that each point can lie after each other: by their bounds, or by the relations that tie them."""
    bounds = line.days if unit else line.ticks
    latest = [bounds[p][1] for p in points]
    matrix = [[last - bounds[p][0] for last in latest] for p in points]
    for i, row in enumerate(matrix):
        row[i] = 0
    for (a, b), most in line.related[unit].items() if line.related else ():
        if a in index and b in index and most < matrix[index[a]][index[b]]:
            matrix[index[a]][index[b]] = most
    return matrix


def _shorten(m: list[list[int]], a: int, b: int, most: int) -> bool:
    """Keep the matrix closed with the new distance; False where it closes a circle below nought."""
    if most >= m[a][b]:
        return True
    if most + m[b][a] < 0:
        return False
    row = m[b]
    for into in m:
        reach = into[a] + most
        if reach >= into[b]:
            continue
        for j, further in enumerate(row):
            if reach + further < into[j]:
                into[j] = reach + further
    return True
