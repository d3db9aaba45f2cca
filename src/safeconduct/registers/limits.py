"""A rule's limits in the numbers of a register, and as SQL over the bounds of two rows.

May import: `findings`' rule values, `when`. Ticks are seconds since 0001-01-01 of the register's own clock, so that a
day is `tick - tick % 86400`, in every engine. Each limit has a wide reading and a sure one: they differ only where its
length does (calendar months).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.findings.rule import Between, Limit
from safeconduct.when import Duration

DAY = 86_400


class Unwritten(Exception):  # a signal inside this room, never shown
    """A rule's shape is not one that SQL settles: the people it may concern are asked one by one."""


@dataclass(frozen=True, slots=True)
class Atom:
    """least ≤ t(b) - t(a) ≤ most in days or ticks; None is no limit. (wide, sure) readings of each."""

    unit: str
    least: tuple[int, int] | None = None
    most: tuple[int, int] | None = None

    @property
    def fuzzy(self) -> bool:
        return any(m is not None and m[0] != m[1] for m in (self.least, self.most))


def atoms(betweens: Sequence[Between], a: str, b: str) -> list[Atom]:
    """The limits between two named points as `t(b) - t(a)`. Raises Unwritten for limits on anything else."""
    found = []
    for between in betweens:
        least, most = between.at_least, between.at_most
        if (between.earlier, between.later) == (b, a):
            least, most = _turned(most), _turned(least)
        elif (between.earlier, between.later) != (a, b):
            raise Unwritten
        for unit in ("tick", "day"):
            lo = _length(least, unit, at_least=True)
            hi = _length(most, unit, at_least=False)
            if lo is not None or hi is not None:
                found.append(Atom(unit, lo, hi))
    return found


def bounds(limit: Limit) -> tuple[str, int, int]:
    """Measure, and the least and most that a length can be. Raises Unwritten for lengths that an event states."""
    if limit.unit in ("tick", "day"):
        return limit.unit, limit.length, limit.length
    if limit.unit == "month":
        least, most = Duration(months=abs(limit.length)).days_bounds()
        if limit.length < 0:
            least, most = -most, -least
        return "day", least + limit.days, most + limit.days
    raise Unwritten


def _length(limit: Limit | None, unit: str, *, at_least: bool) -> tuple[int, int] | None:
    if limit is None:
        return None
    measure, least, most = bounds(limit)
    if measure != unit:
        return None
    return (least, most) if at_least else (most, least)


def _turned(limit: Limit | None) -> Limit | None:
    return None if limit is None else Limit(limit.unit, -limit.length, -limit.days, limit.step, limit.attribute)  # fmt: skip


def exact_together(limits: Sequence[Atom]) -> bool:
    """Are all possible at once wherever each is possible alone?

    They are where they are told in one measure, or where all of them hold at a distance of nought.
    """
    if len({m.unit for m in limits}) < 2 and len(limits) < 2:
        return True
    return all(
        (m.least is None or m.least[0] <= 0) and (m.most is None or m.most[0] >= 0) for m in limits
    )


def _at_least(later: str, earlier: str, unit: str, n: int) -> str:
    if unit == "tick":
        return f"{later} >= {plus(earlier, n)}"
    return f"{later} - {later} % {DAY} >= {plus(f'{earlier} - {earlier} % {DAY}', n * DAY)}"


def _at_most(later: str, earlier: str, unit: str, n: int) -> str:
    if unit == "tick":
        return f"{later} <= {plus(earlier, n)}"
    return f"{later} - {later} % {DAY} <= {plus(f'{earlier} - {earlier} % {DAY}', n * DAY)}"


def plus(column: str, n: int) -> str:
    return column if n == 0 else f"{column} {'+' if n > 0 else '-'} {abs(n)}"


def _both(
    limits: Sequence[Atom], sure: int, low: tuple[str, str], high: tuple[str, str]
) -> list[str]:
    """`low`: (t(b), t(a)) that the least is asked of; `high`: those that the most is asked of."""
    tests = []
    for m in limits:
        if m.least is not None:
            tests.append(_at_least(*low, m.unit, m.least[sure]))
        if m.most is not None:
            tests.append(_at_most(*high, m.unit, m.most[sure]))
    return tests


def may(limits: Sequence[Atom], sure: int = 0, last: str = "b.hi") -> list[str]:
    """Conditions under which some placement of a and b fulfils each limit."""
    return _both(limits, sure, (last, "a.lo"), ("b.lo", "a.hi"))


def must(limits: Sequence[Atom], sure: int = 1) -> list[str]:
    """Conditions under which every placement of a and b fulfils them."""
    return _both(limits, sure, ("b.lo", "a.hi"), ("b.hi", "a.lo"))


def must_at(limits: Sequence[Atom], at: str, sure: int = 1) -> list[str]:
    """Conditions under which every placement of b fulfils them, with a at one of its ends."""
    return _both(limits, sure, ("b.lo", at), ("b.hi", at))


def may_at(limits: Sequence[Atom], at: str, sure: int = 0, last: str = "b.hi") -> list[str]:
    """Conditions under which some placement of b fulfils them, with a at one of its ends."""
    return _both(limits, sure, (last, at), ("b.lo", at))


def hold_at(limits: Sequence[Atom], a: str, b: str) -> list[str]:
    """Conditions under which a and b, each placed at one of its ends, fulfil them."""
    return _both(limits, 1, (b, a), (b, a))


def reach(limits: Sequence[Atom], last: str) -> tuple[str, str]:
    """First and last tick of b at which some placement of a fulfils the limits."""
    low, high = ["b.lo"], [last]
    for m in limits:
        if m.least is not None:
            low.append(plus("a.lo", m.least[1]) if m.unit == "tick" else plus(f"a.lo - a.lo % {DAY}", m.least[1] * DAY))  # fmt: skip
        if m.most is not None:
            high.append(plus("a.hi", m.most[1]) if m.unit == "tick" else plus(f"a.hi - a.hi % {DAY}", m.most[1] * DAY + DAY - 1))  # fmt: skip
    return f"GREATEST({', '.join([*low, '0'])})", f"LEAST({', '.join([*high, high[0]])})"


def all_of(tests: Sequence[str]) -> str:
    return " AND ".join(tests) or "TRUE"


def any_of(tests: Sequence[str]) -> str:
    return " OR ".join(f"({t})" for t in tests) or "FALSE"


def flagged(test: str) -> str:
    """1 where a test holds, else 0."""
    return {"TRUE": "1", "FALSE": "0"}.get(test) or f"CASE WHEN {test} THEN 1 ELSE 0 END"
