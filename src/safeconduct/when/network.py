"""Which dates are still possible, given what was told of the order and distance of events; or what contradicts what.

May import: the standard library. Difference constraints `at_least ≤ t(later) - t(earlier) ≤ at_most` over whole
numbers (days or seconds, as the caller likes) are a shortest-path problem (Dechter, Meiri and Pearl, "Temporal
constraint networks", 1991): each limit is an edge, tightening relaxes edges until nothing moves, and a set that cannot
be true shows as a circle whose limits add up to less than nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from safeconduct.when.circle import Constraint, Contradiction, Limits, Point, smallest_circle


@dataclass(frozen=True, slots=True)
class Tightened:
    """What remains possible: for each point its first and last value, every one of the two ends attained."""

    bounds: Mapping[Point, Limits]
    narrowed: frozenset[Point] = frozenset()


def tighten(
    bounds: Mapping[Point, Limits], constraints: Iterable[Constraint] = ()
) -> Tightened | Contradiction:
    """The narrowest bounds that follow, or the smallest contradiction.

    `bounds` holds every point (`(None, None)` where nothing is known). Raises KeyError for a constraint on a point
    that is not there. The result does not depend on the order of the constraints.
    """
    return Network(bounds, constraints).tightened()


class Network:
    """Points, bounds and constraints, kept so that many questions can be asked of one chronology.

    Asking "could it be that also …?" is `allows`; "must it be that …?" is the same with the opposite limit, refused.
    """

    __slots__ = ("_bounds", "_constraints", "_edges", "_names", "_numbers", "_tightened")

    def __init__(
        self, bounds: Mapping[Point, Limits], constraints: Iterable[Constraint] = ()
    ) -> None:
        self._bounds = dict(bounds)
        self._constraints = tuple(constraints)
        self._names = tuple(self._bounds)
        self._numbers = {name: i for i, name in enumerate(self._names)}
        # for each point: (other point, most that other - point can be) and (other point, least it can be)
        self._edges: list[list[tuple[int, int | None, int | None]]] = [[] for _ in self._names]
        for constraint in self._constraints:
            self._add(self._edges, constraint)
        self._tightened: Tightened | Contradiction | None = None

    def tightened(self) -> Tightened | Contradiction:
        """The narrowest bounds that follow, or the smallest contradiction. Worked out once."""
        if self._tightened is None:
            ends = self._propagate(
                [lo for lo, _ in self._bounds.values()],
                [hi for _, hi in self._bounds.values()],
                self._edges,
                range(len(self._names)),
            )
            if ends is None:
                self._tightened = smallest_circle(self._bounds, self._constraints)
            else:
                after = (
                    dict(zip(self._names, zip(*ends, strict=True), strict=True))
                    if self._names
                    else {}
                )
                moved = frozenset(p for p in self._names if after[p] != tuple(self._bounds[p]))
                self._tightened = Tightened(after, moved)
        return self._tightened

    def allows(self, *more: Constraint) -> bool:
        """Can all of `more` be true at once, besides what is known? False also where what is known contradicts itself."""
        known = self.tightened()
        if isinstance(known, Contradiction):
            return False
        edges = [list(row) for row in self._edges]
        for constraint in more:
            self._add(edges, constraint)
        touched = {self._numbers[p] for c in more for p in (c.earlier, c.later)}
        ends = self._propagate(
            [lo for lo, _ in known.bounds.values()],
            [hi for _, hi in known.bounds.values()],
            edges,
            touched,
        )
        return ends is not None

    def distance(self, earlier: Point, later: Point) -> Limits:
        """Least and most of `t(later) - t(earlier)` over all placements; None where there is no limit.

        (None, None) also where what is known contradicts itself.
        """
        if isinstance(self.tightened(), Contradiction):
            return None, None
        size = len(self._names)
        lows: list[int | None] = [None] * (size + 1)
        highs: list[int | None] = [None] * (size + 1)
        edges = [list(row) for row in self._edges]
        edges.append([])
        for i, (lo, hi) in enumerate(self._bounds.values()):
            if lo is not None or hi is not None:
                _join(edges, size, i, lo, hi)  # the day nought, as a point of its own
        start = self._numbers[earlier]
        lows[start] = highs[start] = 0
        ends = self._propagate(lows, highs, edges, [start])
        if ends is None:  # cannot be, once tightened
            return None, None
        return ends[0][self._numbers[later]], ends[1][self._numbers[later]]

    def _add(self, edges: list[list[tuple[int, int | None, int | None]]], c: Constraint) -> None:
        _join(edges, self._numbers[c.earlier], self._numbers[c.later], c.at_least, c.at_most)

    @staticmethod
    def _propagate(
        lows: list[int | None],
        highs: list[int | None],
        edges: list[list[tuple[int, int | None, int | None]]],
        start: Iterable[int],
    ) -> tuple[list[int | None], list[int | None]] | None:
        """Relax until nothing moves; None where it cannot end or a point has no value left.

        Bellman and Ford's algorithm with a worklist, for both ends at once: a point that is taken up more than twice
        as often as there are points lies on, or behind, a circle that keeps pulling it.
        """
        size = len(lows)
        for low, high in zip(lows, highs, strict=True):
            if low is not None and high is not None and low > high:
                return None
        work = deque(start)
        waiting = bytearray(size)
        for i in work:
            waiting[i] = 1
        taken = [0] * size
        most = 2 * size + 2
        while work:
            i = work.popleft()
            waiting[i] = 0
            taken[i] += 1
            if taken[i] > most:
                return None
            low, high = lows[i], highs[i]
            for j, least, furthest in edges[i]:
                moved = False
                if low is not None and least is not None:
                    reach = low + least
                    known = lows[j]
                    if known is None or reach > known:
                        lows[j] = reach
                        moved = True
                if high is not None and furthest is not None:
                    reach = high + furthest
                    known = highs[j]
                    if known is None or reach < known:
                        highs[j] = reach
                        moved = True
                if moved:
                    bottom, top = lows[j], highs[j]
                    if bottom is not None and top is not None and bottom > top:
                        return None
                    if not waiting[j]:
                        waiting[j] = 1
                        work.append(j)
        return (lows, highs) if _floating_agree(lows, highs, edges) else None


def _join(
    edges: list[list[tuple[int, int | None, int | None]]],
    a: int,
    b: int,
    least: int | None,
    most: int | None,
) -> None:
    edges[a].append((b, least, most))
    edges[b].append((a, None if most is None else -most, None if least is None else -least))


def _floating_agree(
    lows: list[int | None],
    highs: list[int | None],
    edges: list[list[tuple[int, int | None, int | None]]],
) -> bool:
    """Points that no date reaches can still contradict one another ("a before b", "b before a")."""
    floating = [i for i, row in enumerate(edges) if row and lows[i] is None and highs[i] is None]
    if not floating:
        return True
    least = dict.fromkeys(floating, 0)
    for _ in range(len(floating) + 1):
        moved = False
        for i in floating:
            for j, _, most in edges[i]:
                if most is not None and j in least and least[i] + most < least[j]:
                    least[j] = least[i] + most
                    moved = True
        if not moved:
            return True
    return False
