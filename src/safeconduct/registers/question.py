"""One rule asked of one register as of one day: which rows its steps mean, as SQL.

May import: `findings`' rule values and book. A row is *soft* where bounds and signatures do not settle whether it fits
(an attribute not on file, a date not known, a provision in force on only some of its days): no answer of an engine
rests on a soft row, the person is asked one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.findings.evaluate import Governing, Span
from safeconduct.findings.rule import ACT, AS_OF, Likeness, Rule, Step
from safeconduct.registers.forms import Rows
from safeconduct.registers.limits import DAY, Unwritten, all_of, any_of, bounds, flagged
from safeconduct.registers.signature import NOT_ON_FILE, Fit, Signatures, among

FIRST, LAST = 1, 3_652_059  # the calendar's days


@dataclass(frozen=True, slots=True)
class Moment:
    """The end of the day asked about: its last tick, and its number."""

    tick: int
    day: int

    @classmethod
    def end_of(cls, day: int) -> Moment:
        return cls(day * DAY - 1, day)


@dataclass(slots=True)
class Question:
    """A rule's rows in the table `ev`: n, person, lo, hi, sig, and a code for each attribute. `late`: some rows may
    lie after the day asked about."""

    rule: Rule
    governing: Governing
    signatures: Signatures
    as_of: Moment
    late: bool = True

    def fit(self, step: Step) -> Fit:
        return self.signatures.fit(step.select)

    def fits(self, steps: Sequence[Step]) -> Fit:
        """Of several steps that are asked alike."""
        fits = [self.fit(s) for s in steps]
        sure = frozenset().union(*(f.sure for f in fits))
        return Fit(sure, frozenset().union(*(f.maybe for f in fits)) - sure)

    # -- law ---------------------------------------------------------------------------------------------------------

    def governed(self, step: Step) -> tuple[str, str]:
        """(may be in force on the row's days, surely is) for the provisions that must govern a step."""
        may, must = [], []
        for name, spans in self.governing:
            if name == step.name + ACT:
                raise Unwritten
            if name == step.name:
                may.append(any_of([_overlap(s[0], s[1]) for s in spans]))
                must.append(any_of([_inside(s) for s in spans]))
        return all_of([f"({t})" for t in may if t != "(TRUE)"]), all_of([f"({t})" for t in must if t != "(TRUE)"])  # fmt: skip

    # -- rows --------------------------------------------------------------------------------------------------------

    def soft(self, step: Step, *, late: bool) -> str:
        """SQL: does nothing settle whether this row fits? FALSE where every row of the register is settled."""
        fit = self.fit(step)
        tests = [among("sig", fit.maybe)] if fit.maybe else []
        _, sure = self.governed(step)
        if sure != "TRUE":
            tests.append(f"NOT ({sure})")
        if late and self.late:
            tests.append(f"hi > {self.as_of.tick}")
        return any_of(tests)

    def where(self, step: Step) -> str:
        """SQL: may this row fit the step?"""
        tests = [among("sig", self.fit(step).all)]
        may, _ = self.governed(step)
        if may != "TRUE":
            tests.append(f"({may})")
        return all_of(tests)

    def anchors(self, columns: Sequence[str] = ()) -> Rows:
        """The rows that may be the anchor, their times cut to those that its own limits allow.

        `cut` is 1 where some of its times are cut away: then it is never certain.
        """
        step = self.rule.steps[0]
        low, high, fuzzy = self._own(step)
        soft = any_of([t for t in (self.soft(step, late=False), *fuzzy) if t != "FALSE"])
        lo = f"GREATEST(lo, {low})" if low is not None else "lo"
        hi = f"LEAST(hi, {high})" if high is not None else "hi"
        tests = [self.where(step)]
        cut = []
        if low is not None:
            tests.append(f"hi >= {low}")
            cut.append(f"lo < {low}")
        if high is not None:
            tests.append(f"lo <= {high}")
            cut.append(f"hi > {high}")
        told = {"n": "n", "person": "person", "lo": lo, "hi": hi, **{c: c for c in columns}}
        return Rows(all_of(tests), {**told, "cut": flagged(any_of(cut)), "soft": flagged(soft)})

    def _own(self, step: Step) -> tuple[int | None, int | None, list[str]]:
        """First and last tick the anchor's own limits allow, and where a length in months leaves that open."""
        low: list[int] = []
        high: list[int] = [self.as_of.tick] if self.late else []
        fuzzy = []
        for b in step.between:
            if (b.earlier, b.later) != (step.name, AS_OF):
                raise Unwritten
            for limit, is_least in ((b.at_least, True), (b.at_most, False)):
                if limit is None:
                    continue
                unit, least, most = bounds(limit)
                ends = sorted(self._back(unit, n, start=not is_least) for n in (least, most))
                if ends[0] != ends[1]:
                    fuzzy.append(f"hi > {ends[0]} AND lo <= {ends[1]}" if is_least else f"lo < {ends[1]} AND hi >= {ends[0]}")  # fmt: skip
                if is_least:
                    high.append(ends[1])
                else:
                    low.append(ends[0])
        return max(low, default=None), min(high, default=None), fuzzy

    def _back(self, unit: str, length: int, *, start: bool) -> int:
        """The last tick (or first, of its day) that lies so long before the day asked about."""
        if unit == "tick":
            return self.as_of.tick - length
        day = self.as_of.day - length
        return (day - 1) * DAY if start else day * DAY - 1

    # -- likenesses --------------------------------------------------------------------------------------------------

    def alike(
        self, likeness: Sequence[Likeness], mine: Fit, other: str, theirs: Fit
    ) -> tuple[str, str]:
        """(may be so, is not settled) for a row b against the anchor a. Raises Unwritten."""
        may, open_ = [], []
        for like in likeness:
            name = like.attribute
            if like.other != other or name not in self.signatures.attributes or name in self.signatures.many:  # fmt: skip
                raise Unwritten
            test = f"b.c_{name} {'=' if like.equal else '<>'} a.c_{name}"
            lacking = self.signatures.lacking(name)
            gaps = [
                f"{table}.c_{name} = {NOT_ON_FILE}"
                for table, fit in (("b", mine), ("a", theirs))
                if lacking & fit.all
            ]
            if gaps:
                test = f"({any_of([test, *gaps])})"
                open_.append(any_of(gaps))
            may.append(test)
        return all_of(may), any_of(open_)


def _overlap(first: int, last: int) -> str:
    tests = []
    if first > FIRST:
        tests.append(f"hi >= {(first - 1) * DAY}")
    if last < LAST:
        tests.append(f"lo < {last * DAY}")
    return all_of(tests)


def _inside(span: Span) -> str:
    _, _, first, last = span
    tests = []
    if first > FIRST:
        tests.append(f"lo >= {(first - 1) * DAY}")
    if last < LAST:
        tests.append(f"hi < {last * DAY}")
    return all_of(tests)
