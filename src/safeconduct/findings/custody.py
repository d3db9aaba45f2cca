"""How long a state lasted in all: the least and the most that the dates allow, and whether their order is open.

May import: this room's values. A spell begins with what opens the state while it is not open, and ends with the first
event that closes it; spells that overlap are one. The orders of the events that the dates allow are walked through; in
each, the sum of (end - begin) over the spells is least and most where a perfect matching of beginnings with ends over
the tightest distances is (the dual of the sum under difference constraints), which few spells make cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from safeconduct.findings.placing import OutOfBudget, Placing
from safeconduct.findings.points import Limits
from safeconduct.findings.timeline import Timeline

MOST_ORDERS = 400

Spells = tuple[tuple[int, int], ...]  # (opening point, closing point or as_of)


@dataclass(frozen=True, slots=True)
class Sum:
    """Least and most in the measure asked for, over all orders; `spells` those of the first order found.

    `order_open` where the order of an opening and a closing event is not known, `given_up` where there were too many
    orders to walk through (then `most` is an upper bound and `least` nought).
    """

    least: int
    most: int
    spells: Spells
    order_open: bool = False
    given_up: bool = False


def add_up(line: Timeline, opens: Sequence[int], closes: Sequence[int], unit: int) -> Sum | None:
    """The sum over the spells in ticks (unit 0) or days (unit 1); None where nothing can have opened the state."""
    end = line.as_of
    opens = [p for p in opens if line.ticks[p][0] <= line.ticks[end][1]]
    closes = [p for p in closes if line.ticks[p][0] <= line.ticks[end][1]]
    if not opens:
        return None
    key = (tuple(opens), tuple(closes), unit)
    if key not in line.sums:
        line.sums[key] = _add_up(line, opens, closes, unit)
    found: Sum | None = line.sums[key]
    return found


def _add_up(line: Timeline, opens: Sequence[int], closes: Sequence[int], unit: int) -> Sum | None:
    end = line.as_of
    opens, closes = _needed(line.ticks, opens, closes)
    settled = _settled(line, opens, closes, unit)
    if settled is not None:
        return settled
    points = [*opens, *closes, end]
    is_open = dict.fromkeys(opens, True) | dict.fromkeys(closes, False)
    walk = _Walk(line, points, is_open, unit)
    try:
        walk.orders(walk.start(), [], set(points))
    except OutOfBudget:
        bounds = line.days if unit else line.ticks
        most = bounds[end][1] - min(bounds[p][0] for p in opens)
        return Sum(0, most, walk.first or (), order_open=True, given_up=True)
    if walk.first is None:
        return None
    return Sum(walk.least, walk.most, walk.first, order_open=walk.order_open())


def _needed(
    ticks: Sequence[Limits], opens: Sequence[int], closes: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Without what changes nothing in any placement: a second opening surely after a first with no closing between, a
    second closing with no opening between, and what closes before anything can have opened.
    """
    first = min(ticks[o][0] for o in opens)
    kept_opens: list[int] = []
    for o in sorted(opens, key=lambda p: ticks[p]):
        lo, hi = ticks[o]
        before = ticks[kept_opens[-1]] if kept_opens else None
        if (
            before is None
            or before[1] > lo
            or any(ticks[c][0] < hi and ticks[c][1] >= before[0] for c in closes)
        ):
            kept_opens.append(o)
    kept_closes: list[int] = []
    for c in sorted(closes, key=lambda p: ticks[p]):
        lo, hi = ticks[c]
        before = ticks[kept_closes[-1]] if kept_closes else None
        if hi >= first and (
            before is None
            or before[1] > lo
            or any(ticks[o][1] > before[0] and ticks[o][0] <= hi for o in opens)
        ):
            kept_closes.append(c)
    return kept_opens, kept_closes


def _settled(line: Timeline, opens: Sequence[int], closes: Sequence[int], unit: int) -> Sum | None:
    """The sum where the bounds alone give the order and no relation ties the dates; None where they do not."""
    ticks, bounds, end = line.ticks, line.days if unit else line.ticks, line.as_of
    closing = set(closes)
    order = sorted((*opens, *closes), key=lambda p: (ticks[p], p in closing))
    last_tick = ticks[end][1]
    spells: list[tuple[int, int]] = []
    begun: int | None = None
    for n, p in enumerate(order):
        after = ticks[order[n + 1]][0] if n + 1 < len(order) else last_tick + 1
        gap = 1 if p in closing and n + 1 < len(order) and order[n + 1] not in closing else 0
        if ticks[p][1] + gap > after or ticks[p][1] > last_tick:
            return None
        if p not in closing:
            begun = p if begun is None else begun
        elif begun is not None:
            spells.append((begun, p))
            begun = None
    if begun is not None:
        spells.append((begun, end))
    if line.related is not None and any((a, b) in line.related[unit] for a in order for b in order):
        least, most = _ends(spells, lambda a, b: line.distance(unit, a, b)[1])
    else:
        least = sum(bounds[b][0] - bounds[a][1] for a, b in spells)
        most = sum(bounds[b][1] - bounds[a][0] for a, b in spells)
    return Sum(least, most, tuple(spells))


class _Walk:
    """Walks through the orders that the dates allow."""

    __slots__ = (
        "_end",
        "_is_open",
        "_line",
        "_mixed",
        "_placing",
        "_unit",
        "first",
        "least",
        "leaves",
        "most",
    )

    def __init__(
        self, line: Timeline, points: Sequence[int], is_open: dict[int, bool], unit: int
    ) -> None:
        self._line, self._is_open, self._unit = line, is_open, unit
        self._end = line.as_of
        self._placing = Placing(line, points, mixed=unit == 1)
        self.first: Spells | None = None
        self.least, self.most, self.leaves = 0, 0, 0

    def _begins(self, p: int) -> Limits:
        return self._line.ticks[p]

    def start(self) -> tuple[list[list[int]], ...]:
        return self._placing.matrix

    def order_open(self) -> bool:
        """Can an opening and a closing event stand in either order?"""
        opens = [p for p, is_open in self._is_open.items() if is_open]
        closes = [p for p, is_open in self._is_open.items() if not is_open]
        for o in opens:
            for c in closes:
                least, most = self._line.distance(0, o, c)
                if least < 0 <= most:
                    return True
        return False

    def orders(self, matrix: tuple[list[list[int]], ...], told: list[int], left: set[int]) -> None:
        """Put each point next that no other must precede; a leaf is an order up to the day asked about."""
        if self._end not in left:
            self._leaf(matrix, told)
            return
        index, ticks = self._placing.index, matrix[0]
        for p in sorted(left, key=self._begins):  # the earliest is most likely next
            row = ticks[index[p]]
            if any(row[index[q]] < self._gap(p, q) for q in left if q != p):
                continue
            open_ones = [
                q for q in left if q != p and -matrix[0][index[q]][index[p]] < self._gap(p, q)
            ]
            if not open_ones:  # nothing can precede it: no other point need be tried
                self.orders(matrix, [*told, p], left - {p})
                return
            narrowed = self._placing.tell(
                [(0, p, q, self._gap(p, q), _FAR) for q in open_ones], matrix
            )
            if narrowed is not None:
                self.orders(narrowed, [*told, p], left - {p})

    def _gap(self, p: int, q: int) -> int:
        """Of one instant an opening stands before a closing, and every event before the end of the day asked about."""
        if p == self._end:
            return 1
        return 1 if not self._is_open[p] and self._is_open.get(q, False) else 0

    def _leaf(self, matrix: tuple[list[list[int]], ...], order: Sequence[int]) -> None:
        self.leaves += 1
        if self.leaves > MOST_ORDERS:
            raise OutOfBudget
        spells: list[tuple[int, int]] = []
        begun: int | None = None
        for p in order:
            if p == self._end:
                break
            if self._is_open[p]:
                begun = p if begun is None else begun
            elif begun is not None:
                spells.append((begun, p))
                begun = None
        if begun is not None:
            spells.append((begun, self._end))
        index = self._placing.index
        m = matrix[self._unit]
        least, most = _ends(spells, lambda a, b: m[index[a]][index[b]])
        if self.first is None:
            self.first, self.least, self.most = tuple(spells), least, most
        self.least, self.most = min(self.least, least), max(self.most, most)


_FAR = 10**13


def _ends(spells: Sequence[tuple[int, int]], far: Callable[[int, int], int]) -> tuple[int, int]:
    """Least and most of the sum over spells, where `far` is the most that one point can lie after another."""
    most = _matching(tuple(tuple(far(a, b) for _, b in spells) for a, _ in spells))
    least = -_matching(tuple(tuple(far(b, a) for _, b in spells) for a, _ in spells))
    return least, most


def _matching(costs: tuple[tuple[int, ...], ...]) -> int:
    """The cheapest perfect matching of rows with columns."""
    size = len(costs)
    if size == 0:
        return 0
    if size > 12:
        raise OutOfBudget

    @cache
    def cheapest(row: int, used: int) -> int:
        if row == size:
            return 0
        return min(
            costs[row][c] + cheapest(row + 1, used | 1 << c)
            for c in range(size)
            if not used >> c & 1
        )

    return cheapest(0, 0)
