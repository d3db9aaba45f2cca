"""What was told of the order and distance of events, and the smallest circle of it that cannot all be true.

May import: the standard library. A set of difference constraints contradicts itself exactly where some circle of limits
adds up to less than nothing (Dechter, Meiri and Pearl 1991).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Point = Any  # whatever is hashable: an id, a pair
Limits = tuple[
    int | None, int | None
]  # first and last possible value, both inclusive; None is open


@dataclass(frozen=True, slots=True)
class Constraint:
    """`at_least ≤ t(later) - t(earlier) ≤ at_most`; None is no limit on that side.

    `said` is whatever lets the caller name it again (a relation, a rule's step).
    """

    earlier: Point
    later: Point
    at_least: int | None = None
    at_most: int | None = None
    said: Any = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The smallest set that cannot all be true: constraints in the order of the circle, and the points whose own
    dates are part of it (none, where the constraints alone contradict one another).
    """

    circle: tuple[Constraint, ...]
    dated: tuple[Point, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point of the circle, each once, in order."""
        ends = [p for c in self.circle for p in (c.earlier, c.later)]
        return tuple(dict.fromkeys([*ends, *self.dated]))


_NOUGHT = object()  # the point all dates are counted from


def smallest_circle(
    bounds: Mapping[Point, Limits], constraints: tuple[Constraint, ...]
) -> Contradiction:
    """The contradictory circle of fewest steps, found by walks of one step more at a time from every point.

    A closed walk of least length whose limits add up below nought cannot visit a point twice, so it is a circle.
    """
    # best[a][b]: the tightest limit t(b) - t(a) ≤ weight, and what it rests on (None: the point's own date)
    best: dict[Point, dict[Point, tuple[int, Constraint | None]]] = {}

    def edge(a: Point, b: Point, weight: int | None, said: Constraint | None) -> None:
        if weight is None:
            return
        row = best.setdefault(a, {})
        if b not in row or weight < row[b][0]:
            row[b] = (weight, said)

    for point, (low, high) in bounds.items():
        if low is not None and high is not None and low > high:
            return Contradiction((), (point,))
        edge(_NOUGHT, point, high, None)
        edge(point, _NOUGHT, None if low is None else -low, None)
    for c in constraints:
        if c.at_least is not None and c.at_most is not None and c.at_least > c.at_most:
            return Contradiction((c,), ())
        if c.earlier == c.later and ((c.at_least or 0) > 0 or (c.at_most or 0) < 0):
            return Contradiction((c,), ())
        edge(c.earlier, c.later, c.at_most, c)
        edge(c.later, c.earlier, None if c.at_least is None else -c.at_least, c)

    layers: dict[Point, dict[Point, tuple[int, tuple[Point, ...]]]] = {
        start: {start: (0, (start,))} for start in best
    }
    for _ in range(len(best) + 1):
        found: tuple[int, tuple[Point, ...]] | None = None
        for start, layer in layers.items():
            further: dict[Point, tuple[int, tuple[Point, ...]]] = {}
            for at, (total, path) in layer.items():
                for to, (weight, _) in best.get(at, {}).items():
                    if to not in further or total + weight < further[to][0]:
                        further[to] = (total + weight, (*path, to))
            layers[start] = further
            if start in further and further[start][0] < 0 and found is None:
                found = further[start]
        if found:
            steps = list(zip(found[1], found[1][1:], strict=False))
            circle = tuple(said for a, b in steps if (said := best[a][b][1]) is not None)
            dated = tuple(
                p for a, b in steps if best[a][b][1] is None for p in (a, b) if p is not _NOUGHT
            )
            return Contradiction(tuple(dict.fromkeys(circle)), tuple(dict.fromkeys(dated)))
    raise AssertionError("a contradiction was found by tightening, and no circle for it")
