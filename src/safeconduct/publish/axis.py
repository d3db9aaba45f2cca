"""A time axis that keeps what is close apart and cuts out what is empty, marking each cut.

May import: the standard library. Between cuts the axis is linear.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_CUT = 22.0  # how wide a cut is drawn
_A_YEAR = 370  # days
_NARROW = 30.0  # a stretch of the axis is at least so wide, however short


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis. `label` may be empty; `year` is written on the line below."""

    x: float
    label: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A linear part of the axis: days as ordinals, places in drawing units."""

    first: float
    last: float
    x0: float
    x1: float

    @property
    def scale(self) -> float:
        """Drawing units a day."""
        return (self.x1 - self.x0) / (self.last - self.first)


class Axis:
    """Days to places between `x0` and `x1`. `days` are all days that matter (ends of spans); none is allowed.

    `filled` are first and last days of bars: a year that one of them fills is not empty, and is not cut.
    """

    def __init__(
        self,
        days: Iterable[date],
        x0: float,
        x1: float,
        filled: Iterable[tuple[date, date]] = (),
    ) -> None:
        points = sorted({d.toordinal() for d in days}) or [date(2000, 1, 1).toordinal()]
        total = points[-1] - points[0]
        empty = max(45.0, total / 22)  # a stretch without any day that matters is cut beyond this
        pad = max(2.0, min(20.0, total / 60)) if total else 15.0
        bars = [(a.toordinal(), b.toordinal()) for a, b in filled]
        parts: list[list[float]] = []
        for point in points:
            gap = point - parts[-1][1] if parts else 0
            if parts and empty < gap <= _A_YEAR:
                last = parts[-1][1]
                gap = 0 if any(a <= last and point <= b for a, b in bars) else gap
            if parts and gap <= empty:
                parts[-1][1] = point
            else:
                parts.append([point, point])
        parts = [[a - pad, b + pad] for a, b in parts]
        cut = min(_CUT, 0.35 * (x1 - x0) / max(1, len(parts) - 1)) if len(parts) > 1 else 0.0
        room = x1 - x0 - cut * (len(parts) - 1)
        widths = _shares([b - a for a, b in parts], room)
        self.stretches: list[Stretch] = []
        self.cuts: list[tuple[float, float]] = []
        x = x0
        for i, ((a, b), width) in enumerate(zip(parts, widths, strict=True)):
            if i:
                self.cuts.append((x, x + cut))
                x += cut
            self.stretches.append(Stretch(a, b, x, x + width))
            x += width
        self.x0, self.x1 = x0, x1
        self._knots = [k for s in self.stretches for k in ((s.first, s.x0), (s.last, s.x1))]

    def x(self, day: date) -> float:
        """Where the day begins. Days beyond the axis lie on its ends."""
        at = day.toordinal()
        i = bisect_right(self._knots, (at, float("inf")))
        if i == 0:
            return self.x0
        if i == len(self._knots):
            return self.x1
        (a, xa), (b, xb) = self._knots[i - 1], self._knots[i]
        return xa + (xb - xa) * (at - a) / (b - a) if b > a else xa

    def ticks(
        self, month: Callable[[date], str], wide: Callable[[str], float] = lambda s: len(s) * 6.5
    ) -> list[Tick]:
        """Marks with labels that do not touch: years below, months or days above where there is room."""
        years: list[Tick] = []
        fine: list[Tick] = []
        for stretch in self.stretches:
            first = date.fromordinal(max(1, int(stretch.first)))
            last = date.fromordinal(int(stretch.last))
            marks = [date(y, 1, 1) for y in range(first.year, last.year + 1)]
            inside = [m for m in marks if stretch.first <= m.toordinal() <= stretch.last]
            if not inside or self.x(inside[0]) - stretch.x0 > 36:
                years.append(Tick(stretch.x0 + 1, "", str(first.year)))
            years += [Tick(self.x(m), "", str(m.year)) for m in inside]
            fine += self._fine(stretch, first, last, month)
        placed: list[Tick] = []
        # a stretch's first year comes before the rest: it is the one that tells where one is
        heads = {min((t for t in years if s.x0 <= t.x <= s.x1), key=lambda t: t.x, default=None) for s in self.stretches}  # fmt: skip
        for tick in sorted(years, key=lambda t: (t not in heads, t.x)):
            fits = tick.x + wide(tick.year) <= self.x1
            if fits and all(abs(tick.x - other.x) >= wide(tick.year) + 8 for other in placed):
                placed.append(tick)
        bare = [Tick(t.x) for t in years if t not in placed]
        return sorted([*placed, *bare, *fine], key=lambda t: t.x)

    def _fine(
        self, stretch: Stretch, first: date, last: date, month: Callable[[date], str]
    ) -> list[Tick]:
        a_month = stretch.scale * 30.4
        step = next((n for n in (1, 2, 3, 6) if a_month * n >= 34), 0)
        ticks = []
        if step:
            at = date(first.year, (first.month - 1) // step * step + 1, 1)
            while at <= last:
                x = self.x(at)
                if at.toordinal() >= stretch.first and stretch.x1 - x > 16:
                    ticks.append(Tick(x, month(at)))
                at = date(at.year + (at.month - 1 + step) // 12, (at.month - 1 + step) % 12 + 1, 1)
        by = next((n for n in (1, 2, 5, 10) if stretch.scale * n >= 24), 0)
        if by:
            day = first + timedelta(1)
            while day <= last:
                if day.day != 1 and day.day % by == 0 and day.day < 30 and stretch.x1 - self.x(day) > 12:  # fmt: skip
                    ticks.append(Tick(self.x(day), str(day.day)))
                day += timedelta(1)
        return ticks


def _shares(lengths: list[float], room: float) -> list[float]:
    """Widths in proportion to the lengths, none narrower than it can be read."""
    narrow = min(_NARROW, room / len(lengths))
    widths = [0.0] * len(lengths)
    open_parts = set(range(len(lengths)))
    while open_parts:
        left = room - sum(w for i, w in enumerate(widths) if i not in open_parts)
        scale = left / sum(lengths[i] for i in open_parts)
        small = {i for i in open_parts if lengths[i] * scale < narrow}
        if not small or small == open_parts:
            for i in open_parts:
                widths[i] = lengths[i] * scale
            return widths
        for i in small:
            widths[i] = narrow
        open_parts -= small
    return widths
