"""The ways in which the events of a timeline fill a rule's steps, and what the bounds of the dates leave open of each.

May import: this room's values. Every limit is compared with the bounds: one that surely holds is done with, one that
surely does not ends the way, the rest stay open for the search.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from safeconduct.findings.limits import Atom, limits
from safeconduct.findings.points import FAR
from safeconduct.findings.rule import ACT, AS_OF, Between, Likeness, Step
from safeconduct.findings.selector import FREE, NO, UNKNOWN, YES, Reader, Selector
from safeconduct.findings.timeline import Timeline
from safeconduct.findings.ways import Conjunction

# first and last day by the widest reading, first and last day that is sure
Span = tuple[int, int, int, int]
# step → the days on which the provision governs it
Governing = Sequence[tuple[str, Sequence[Span]]]


class Filling:
    """Fills steps with the events of one timeline, read with one pack's words."""

    __slots__ = ("_candidates", "_line", "_reader")

    def __init__(self, line: Timeline, reader: Reader) -> None:
        self._line = line
        self._reader = reader
        self._candidates: dict[int, list[tuple[int, int]]] = {}

    def candidates(self, select: Selector) -> list[tuple[int, int]]:
        """Points whose event fits a selector, or may, with how it fits. Worked out once for each selector."""
        found = self._candidates.get(id(select))
        if found is None:
            line, match = self._line, self._reader.match
            found = self._candidates[id(select)] = [
                (i, fits)
                for kind in select.kinds
                for i in line.by_kind.get(kind, ())
                if (fits := match(select, line.events[i])) != NO
            ]
        return found

    def ways(self, steps: Sequence[Step], anchor: int, fits: int) -> Iterator[Conjunction]:
        """Each way to fill the steps with `anchor` at the first of them."""
        first = Conjunction({AS_OF: self._line.as_of})
        if self._add(first, steps[0], anchor, fits):
            yield from self._fill(steps, 1, first)

    def _fill(self, steps: Sequence[Step], at: int, so_far: Conjunction) -> Iterator[Conjunction]:
        if at == len(steps):
            yield so_far
            return
        step = steps[at]
        taken = so_far.points.values()
        for i, fits in self.candidates(step.select):
            if i in taken or not self._may_add(so_far, step, i):
                continue
            further = so_far.copy()
            if self._add(further, step, i, fits):
                yield from self._fill(steps, at + 1, further)

    def _may_add(self, way: Conjunction, step: Step, i: int) -> bool:
        """A first look at the plain limits alone: most events are too early or too late, and cost nothing more."""
        points, name, distance = way.points, step.name, self._line.distance
        for between in step.between:
            if between.plain is None:
                continue
            x = i if between.earlier == name else points.get(between.earlier)
            y = i if between.later == name else points.get(between.later)
            if x is None or y is None:
                continue
            for unit, lo, hi in between.plain:
                least, most = distance(unit, x, y)
                if most < lo or least > hi:
                    return False
        return True

    def _add(self, way: Conjunction, step: Step, i: int, fits: int) -> bool:
        """Put event i at a step; False where the bounds, or likenesses, forbid it."""
        line = self._line
        way.points[step.name] = i
        act = line.act_of.get(i)
        if act is not None:
            way.points[step.name + ACT] = act
        if fits != YES:
            names = self._reader.unknown(step.select, line.events[i])
            if fits == FREE:
                way.facts.extend((i, name) for name in names)
            else:
                way.missing.extend((i, name) for name in names or ("?",))
        if i in line.unsure:
            way.facts.append((i, "happened"))
        if not line.happened(i):
            way.open.append((1, i, line.as_of, 0, FAR, 0, FAR))
        for likeness in step.likeness:
            told = self._alike(likeness, way, i)
            if told == NO:
                return False
            if told == UNKNOWN:
                way.missing.append((i, likeness.attribute))
        return all(self._limit(way, between) for between in step.between)

    def _alike(self, likeness: Likeness, way: Conjunction, i: int) -> int:
        other = way.points.get(likeness.other)
        if other is None:
            return YES
        mine, theirs = self._line.events[i], self._line.events[other]
        if likeness.attribute == "of":
            name = mine.attributes.get("of")
            return (
                UNKNOWN
                if name is None
                else YES
                if (str(name) == theirs.id) == likeness.equal
                else NO
            )
        if likeness.attribute == "named":  # the other's `of` names this one
            name = theirs.attributes.get("of")
            return (
                UNKNOWN if name is None else YES if (str(name) == mine.id) == likeness.equal else NO
            )
        a = self._reader.values(likeness.attribute, mine)
        b = self._reader.values(likeness.attribute, theirs)
        if not a or not b:
            return UNKNOWN
        return YES if bool(set(a) & set(b)) == likeness.equal else NO

    def _limit(self, way: Conjunction, between: Between) -> bool:
        x, y = way.points.get(between.earlier), way.points.get(between.later)
        if x is None or y is None:
            missing = between.earlier if x is None else between.later
            if missing.endswith(ACT):  # the act's time is not on file
                way.missing.append((way.points[missing.removesuffix(ACT)], "alleged_act"))
            return True
        return all(self._atom(way, atom) for atom in limits(self._line, between, x, y, way.points))

    def _atom(self, way: Conjunction, atom: Atom) -> bool:
        unit, x, y, lo, hi, sure_lo, sure_hi = atom
        least, most = self._line.distance(unit, x, y)
        if least >= sure_lo and most <= sure_hi:
            return True
        if most < lo or least > hi:
            return False
        way.open.append(atom)
        return True

    def governed(self, way: Conjunction, governing: Governing) -> bool:
        """Can its law have been in force on the days of its steps? What is not sure of that is noted."""
        line = self._line
        for step, spans in governing:
            point = way.points.get(step)
            if point is None:  # the day of an act that is not on file
                way.missing.append((way.points[step.removesuffix(ACT)], "alleged_act"))
                continue
            i = point
            first, last = line.days[i]
            best: Atom | None = None
            sure = False
            for lo, hi, sure_lo, sure_hi in spans:
                if first >= sure_lo and last <= sure_hi:
                    sure = True
                    break
                if last >= lo and first <= hi:
                    d = line.as_of_day
                    best = (1, line.as_of, i, lo - d, hi - d, sure_lo - d, sure_hi - d)
            if sure:
                continue
            if best is None:
                return False
            way.open.append(best)
        return True

    def spoiled_by(self, way: Conjunction, absent: Sequence[Step]) -> int | None:
        """Note the events that would spoil it; the one that surely does, or None."""
        for step in absent:
            # the events it is placed between are not themselves meant
            between = {way.points.get(p) for b in step.between for p in (b.earlier, b.later)}
            for i, fits in self.candidates(step.select):
                if i in between:
                    continue
                bar = self._bar(way, step, i, fits)
                if bar is None:
                    continue
                if bar.settled:
                    return i
                bar.points = {step.name: i}
                way.barred.append(bar)
        return None

    def _bar(self, way: Conjunction, step: Step, i: int, fits: int) -> Conjunction | None:
        """What must hold for event i to spoil the way; None where it cannot."""
        if not self._may_add(way, step, i):
            return None
        bar = Conjunction(dict(way.points))
        return bar if self._add(bar, step, i, fits) else None
