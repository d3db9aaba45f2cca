"""A rule asked of a timeline: for each event that could be its anchor, the verdict and what it rests on.

May import: `when`, `law`. First every limit is compared with the bounds of the dates (three answers); where that
settles nothing, `placing` searches for a placement of the dates in which the rule holds, and for one in which it does
not. Certain means no placement refutes it, no means none fulfils it. Unknown attributes and undated events are read
once in favour of the rule and once against it: if that alone decides between no and more, the answer is "cannot tell".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from safeconduct.findings.filling import Filling, Governing, Span
from safeconduct.findings.limits import Atom
from safeconduct.findings.placing import Clause, Literal, OutOfBudget, Placing
from safeconduct.findings.rule import ACT, Rule, Step
from safeconduct.findings.selector import Reader
from safeconduct.findings.timeline import Timeline
from safeconduct.findings.verdict import Verdict
from safeconduct.findings.ways import (
    Conjunction,
    Outcome,
    atoms,
    barring,
    denials,
    has_unknown,
    openness,
)

__all__ = ["Asker", "Governing", "Span"]

SURE_DATE = "sure_date"
MOST_TUPLES = 5_000  # ways to fill a rule's steps that are looked at for one anchor


class Asker:
    """Asks rules of one timeline, read with one pack's words.

    `undoubted` asks of the same events without the dates told "about" or "probably": only what holds there too is
    certain, and only what holds there in no placement either is a no. Without it nothing is certain where a date is
    doubtful.
    """

    __slots__ = ("_filling", "line", "reader", "undoubted")

    def __init__(self, line: Timeline, reader: Reader, undoubted: Asker | None = None) -> None:
        self.line = line
        self.reader = reader
        self._filling = Filling(line, reader)
        self.undoubted = undoubted

    def ask(self, rule: Rule, governing: Governing = ()) -> list[Outcome]:
        """One outcome for each event that could be the anchor; [] where none could."""
        outcomes = self._ask(rule, governing)
        if not self.line.doubtful:
            return outcomes
        sure = self.undoubted._ask(rule, governing) if self.undoubted is not None else []  # noqa: SLF001 (its own kind)
        told = {
            o.anchor for o in outcomes
        }  # an anchor told "about" a later day may have been before
        later = [replace(o, verdict=Verdict.NO) for o in sure if o.anchor not in told]
        return [self._without_doubts(o, sure) for o in (*outcomes, *later)]

    def _without_doubts(self, outcome: Outcome, sure: Sequence[Outcome]) -> Outcome:
        """Certain, or no, only where it is so whatever the doubtful dates truly were; else the dates it rests on."""
        same = next((o for o in sure if o.anchor == outcome.anchor), None)
        if outcome.verdict is Verdict.NO and same is not None and same.verdict is not Verdict.NO:
            missing = self.in_doubt(same.missing)
            return replace(same, verdict=Verdict.CANNOT_TELL, missing=missing, jointly=False)
        if outcome.verdict is not Verdict.CERTAIN:
            return outcome
        if (same is not None and same.verdict is Verdict.CERTAIN) or (
            outcome.jointly and any(o.verdict is Verdict.CERTAIN for o in sure)
        ):
            return replace(
                outcome, doubts=tuple(p for p in outcome.doubts if p in self.line.unsure)
            )
        rests_on = [*outcome.steps.values(), *outcome.spoiled]
        if same is not None:
            rests_on += [*same.steps.values(), *same.spoiled, *same.barred_by]
        doubts = {p for p in rests_on if p in self.line.doubtful} or self.line.doubtful
        return replace(
            outcome, verdict=Verdict.POSSIBLE, doubts=tuple(sorted(doubts)), jointly=False
        )

    def in_doubt(self, missing: Sequence[tuple[int, str]]) -> tuple[tuple[int, str], ...]:
        """What is not on file once doubtful dates are not relied on: of those a sure date, not any date, is missing."""
        named = [(p, SURE_DATE if p in self.line.doubtful else name) for p, name in missing]
        return tuple(dict.fromkeys(named or [(p, SURE_DATE) for p in sorted(self.line.doubtful)]))

    def _ask(self, rule: Rule, governing: Governing) -> list[Outcome]:
        """The outcomes as though every date were as sure as it is told."""
        line = self.line
        outcomes = []
        anchor = rule.steps[0]
        every: list[Conjunction] = []
        for i, fits in self._filling.candidates(anchor.select):
            outcome = self._outcome(rule, governing, i, fits, rule.steps, every)
            if outcome.verdict in (Verdict.NO, Verdict.CANNOT_TELL) and rule.steps[-1].outstanding:
                started = tuple(s for s in rule.steps if not s.outstanding)
                part = self._outcome(rule, governing, i, fits, started)
                if part.verdict is Verdict.CANNOT_TELL:
                    outcome = part
                elif part.verdict is not Verdict.NO:
                    lacking = next(s.name for s in rule.steps if s.outstanding)
                    outcome = Outcome(
                        i,
                        Verdict.POSSIBLE,
                        part.steps,
                        part.open,
                        part.missing,
                        lacking,
                        part.spoiled,
                        part.doubts,
                    )
            if outcome.verdict is not Verdict.NO and any(
                p in line.poisoned for p in outcome.steps.values()
            ):
                outcome = Outcome(
                    i, Verdict.CANNOT_TELL, outcome.steps, outcome.open, outcome.missing
                )
            outcomes.append(outcome)
        return self._jointly(outcomes, every)

    def _jointly(self, outcomes: list[Outcome], ways: list[Conjunction]) -> list[Outcome]:
        """No anchor is certain, but in every placement one of them is it: then the rule holds for certain."""
        possible = [
            n for n, o in enumerate(outcomes) if o.verdict is Verdict.POSSIBLE and not o.lacking
        ]
        if len(possible) < 2 or any(o.verdict is Verdict.CERTAIN or o.doubts for o in outcomes):
            return outcomes
        try:
            if not self._can_all_fail(ways):
                first = possible[0]
                outcomes[first] = replace(outcomes[first], verdict=Verdict.CERTAIN, jointly=True)
        except OutOfBudget:
            pass
        return outcomes

    # -- one anchor ------------------------------------------------------------------------------------------------

    def _outcome(
        self,
        rule: Rule,
        governing: Governing,
        anchor: int,
        fits: int,
        steps: Sequence[Step],
        every: list[Conjunction] | None = None,
    ) -> Outcome:
        """The verdict for one anchor; the ways that are left open are added to `every`."""
        ways: list[Conjunction] = []
        barred_by: tuple[int, ...] = ()
        if len(steps) < len(rule.steps):  # without those that are still to come
            names = {s.name for s in steps}
            governing = [g for g in governing if g[0].removesuffix(ACT) in names]
        for way in self._filling.ways(steps, anchor, fits):
            if not self._filling.governed(way, governing):
                continue
            found = self._filling.spoiled_by(way, rule.absent)
            if found is not None:
                barred_by = (*barred_by, found)
                continue
            if way.settled:
                return Outcome(anchor, Verdict.CERTAIN, way.points)
            ways.append(way)
            if len(ways) >= MOST_TUPLES:
                break
        if not ways:
            return Outcome(anchor, Verdict.NO, {steps[0].name: anchor}, barred_by=barred_by)
        if every is not None:
            every.extend(ways)
        return self._weigh(anchor, ways, steps[0].name)

    def _weigh(self, anchor: int, ways: list[Conjunction], name: str) -> Outcome:
        """The verdict where no way is settled."""
        undated, unknown = self._is_undated, any(has_unknown(w) for w in ways)
        only = ways[0]
        one_limit = len(ways) == 1 == len(only.open)
        if one_limit and not (unknown or only.facts or only.barred or undated(only.open[0])):
            return self._told(
                anchor, Verdict.POSSIBLE, only
            )  # it goes both ways: both ends are attained
        ways = sorted(ways, key=openness)
        best = ways[0]
        try:
            hopeful = next((w for w in ways if self._can_hold(w, in_favour=True)), None)
            if hopeful is None:
                if len(ways) >= MOST_TUPLES:  # others were not looked at: no is not known
                    return self._told(anchor, Verdict.POSSIBLE, best)
                return Outcome(anchor, Verdict.NO, {name: anchor}, barred_by=tuple(barring(best)))
            best = hopeful
            if not self._can_all_fail(ways):
                return self._told(anchor, Verdict.CERTAIN, best)
            if not unknown and not any(undated(a) for w in ways for a in atoms(w)):
                return self._told(anchor, Verdict.POSSIBLE, best)
            for way in ways:
                if self._can_hold(way, in_favour=False):
                    return self._told(anchor, Verdict.POSSIBLE, way)
        except OutOfBudget:
            return self._told(anchor, Verdict.POSSIBLE, best)
        return self._told(anchor, Verdict.CANNOT_TELL, best)

    def _told(self, anchor: int, verdict: Verdict, way: Conjunction) -> Outcome:
        missing = [*way.missing, *(m for b in way.barred for m in b.missing)]
        line = self.line
        for atom in atoms(way):
            for p in (atom[1], atom[2]):
                if p in line.undated and (p, "when") not in missing:
                    missing.append((p, "when"))
        points = (*way.points.values(), *barring(way))
        doubts = tuple(dict.fromkeys(p for p in points if p in line.doubtful or p in line.unsure))
        return Outcome(
            anchor,
            verdict,
            way.points,
            tuple(way.open),
            tuple(missing),
            None,
            tuple(barring(way)),
            doubts,
        )

    def _is_undated(self, atom: Atom) -> bool:
        return atom[1] in self.line.undated or atom[2] in self.line.undated

    # -- the search ------------------------------------------------------------------------------------------------

    def _placing(self, ways: Sequence[Conjunction]) -> Placing:
        points = {p for w in ways for a in atoms(w) for p in (a[1], a[2])}
        measures = {a[0] for w in ways for a in atoms(w)}
        return Placing(self.line, points, mixed=len(measures) > 1)

    def _can_hold(self, way: Conjunction, *, in_favour: bool) -> bool:
        """Is there a placement in which it holds? Against it: what is unknown or undated does not help."""
        if not in_favour and (
            way.missing
            or any(self._is_undated(a) for a in way.open)
            or any(b.missing and not b.open and not b.facts for b in way.barred)
        ):
            return False
        literals: list[Literal] = [a[:5] for a in way.open]
        literals += [(fact, True) for fact in way.facts]
        if len(literals) <= 1 and not way.barred:
            return True  # bounds and distances are attained, one at a time
        clauses: list[Clause] = [[literals]]
        for bar in way.barred:
            if in_favour and bar.missing:
                continue
            known = [a for a in bar.open if in_favour or not self._is_undated(a)]
            if not in_favour and not known and not bar.facts:
                return False
            clauses.append([*denials(known), *([(fact, False)] for fact in bar.facts)])
        return self._placing([way]).satisfies(clauses)

    def _can_all_fail(self, ways: Sequence[Conjunction]) -> bool:
        """Is there a placement in which none holds, the unknown read against the rule?"""
        clauses: list[Clause] = []
        for way in ways:
            if way.missing:
                continue
            alternatives: list[Sequence[Literal]] = [
                *denials(way.open),
                *([(f, False)] for f in way.facts),
            ]
            spoiled = False
            for bar in way.barred:
                literals: list[Literal] = [a[:5] for a in bar.open]
                literals += [(fact, True) for fact in bar.facts]
                if not literals:
                    spoiled = True
                alternatives.append(literals)
            if not spoiled:
                clauses.append(alternatives)
        return self._placing(ways).satisfies(clauses)
