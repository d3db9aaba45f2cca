# ruff: noqa: S608 (all that is put into the text are numbers, and names of our own columns)
"""An anchor, and rows that must (or must not) lie near it: within, then, without.

May import: this room's values. With the anchor at one moment the other rows are independent of one another: what may be
and what must be then follows from their bounds. A bit for each tells of a row whether it may lie in the window, must
lie in it with the anchor at its first or at its last moment, or at all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from safeconduct.findings.rule import Step
from safeconduct.registers.compiled import OPEN, Compiled, made
from safeconduct.registers.forms import Alone, Fold, Pairs, Rows
from safeconduct.registers.limits import (
    Atom,
    Unwritten,
    all_of,
    any_of,
    atoms,
    exact_together,
    flagged,
    hold_at,
    may,
    may_at,
    must,
    must_at,
    reach,
)
from safeconduct.registers.question import Question
from safeconduct.registers.signature import Fit, among


@dataclass(frozen=True, slots=True)
class _Group:
    """Steps that are asked alike: they must be there (or must not), in one window counted from the anchor."""

    steps: tuple[Step, ...]
    absent: bool
    limits: tuple[Atom, ...]
    fit: Fit


_MAY, _FIRST, _LAST, _MUST, _SOFT, _MAY_FIRST, _MAY_LAST = 1, 2, 4, 8, 16, 32, 64


def window(q: Question) -> Compiled | None:
    rule = q.rule
    if rule.cap is not None or any(s.outstanding for s in rule.steps):
        return None
    anchor = rule.steps[0]
    if anchor.likeness:
        raise Unwritten
    groups = _groups(q, anchor)
    if not groups:
        return _alone(q)
    alone = len(groups) == 1 and not groups[0].absent
    names = sorted({like.attribute for g in groups for s in g.steps for like in s.likeness})
    tests, flags = [], []
    for at, group in enumerate(groups):
        test, flag = _pair(q, group, anchor, at, alone=alone)
        tests.append(test)
        flags.append((among("b.sig", group.fit.all), flag))
    flag = flags[0][1] if len(flags) == 1 else f"CASE {' '.join(f'WHEN {w} THEN {f}' for w, f in flags)} ELSE 0 END"  # fmt: skip
    on = tests[0] if len(tests) == 1 else f"({any_of(tests)})"
    overlap = any(q.fit(anchor).all & g.fit.all for g in groups)
    if overlap:
        on += " AND a.n <> b.n"
    near = Pairs(
        q.anchors([f"c_{c}" for c in names]),
        _others(q, groups, names),
        on,
        {"f": Fold("BIT_OR", flag, none=0), **({"other": Fold("MAX", "b.n")} if alone else {})},
        _weighed(groups, alone=alone),
        outer=any(g.absent for g in groups),
    )
    meet = "CAST(NULL AS BIGINT) AS lo, CAST(NULL AS BIGINT) AS hi"
    exact = not any(m.fuzzy for m in groups[0].limits)
    if len(groups) == 1 and groups[0].absent and exact and not overlap:
        low, high = reach(groups[0].limits, f"LEAST(b.hi, {q.as_of.tick})" if q.late else "b.hi")
        meet = f"{low} AS lo, {high} AS hi"
    pairs = f"SELECT a.person, a.n AS anchor, b.n AS other, a.cut, {meet} FROM {replace(near, outer=False).source}"  # fmt: skip
    failing = None if overlap else _window_failing(q, groups, near)
    return made(q, "window", near, pairs, failing)


def _window_failing(q: Question, groups: Sequence[_Group], near: Pairs) -> str:
    """Whether each anchor fails at its first or last moment, with all the others at their first, or last."""
    corners = [(a, b) for b in ("b.lo", "b.hi") for a in ("a.lo", "a.hi")]
    bits = []
    for g, group in enumerate(groups):
        for k, (a, b) in enumerate(corners):
            tests = [*hold_at(group.limits, a, b), *([f"{b} <= {q.as_of.tick}"] if q.late else [])]
            if len(groups) > 1:
                tests.insert(0, among("b.sig", group.fit.all))
            bits.append(f"CASE WHEN {all_of(tests)} THEN {1 << (4 * g + k)} ELSE 0 END")

    def fails(k: int) -> str:
        return any_of(
            [f"(f & {1 << (4 * g + k)}) {'<>' if group.absent else '='} 0" for g, group in enumerate(groups)]
        )  # fmt: skip

    return f"""
        SELECT person, n, CASE WHEN cut = 1 THEN 3 ELSE {flagged(any_of([fails(0), fails(1)]))}
            + CASE WHEN {any_of([fails(2), fails(3)])} THEN 2 ELSE 0 END END AS m
        FROM (SELECT a.n, MIN(a.person) AS person, MAX(a.cut) AS cut,
            BIT_OR(CASE WHEN b.n IS NULL THEN 0 ELSE {" + ".join(bits)} END) AS f
          FROM {near.source} GROUP BY a.n) q"""


def _alone(q: Question) -> Compiled:
    """An anchor that depends on nothing else."""
    verdict = f"CASE WHEN soft = 1 THEN {OPEN} WHEN cut = 1 THEN 1 ELSE 2 END"
    return made(q, "window", Alone(q.anchors(), verdict))


def _groups(q: Question, anchor: Step) -> list[_Group]:
    """The other steps and the absent ones, those with one window and one likeness together. Raises Unwritten."""
    found: list[_Group] = []
    for step, absent in (*((s, False) for s in q.rule.steps[1:]), *((s, True) for s in q.rule.absent)):  # fmt: skip
        limits = tuple(atoms(step.between, anchor.name, step.name))
        if not exact_together(limits):
            raise Unwritten
        if any(name == step.name for name, _ in q.governing) and absent:
            raise Unwritten
        same = next(
            (g for g in found if g.absent and absent and g.limits == limits and not g.steps[0].likeness and not step.likeness),
            None,
        )  # fmt: skip
        if same is not None:
            found[found.index(same)] = replace(same, steps=(*same.steps, step), fit=q.fits((*same.steps, step)))  # fmt: skip
        else:
            found.append(_Group((step,), absent, limits, q.fit(step)))
    seen: set[int] = set()
    for group in found:  # a row of two groups would tie them
        if seen & group.fit.all:
            raise Unwritten
        seen |= group.fit.all
    if len(found) > 3:
        raise Unwritten
    return found


def _pair(q: Question, group: _Group, anchor: Step, at: int, *, alone: bool) -> tuple[str, str]:
    """(when a row b is looked at, what it says of the anchor) for one group."""
    limits, shift = group.limits, 1 << (8 * at)
    last = f"LEAST(b.hi, {q.as_of.tick})" if q.late else "b.hi"
    alike, gaps = q.alike(group.steps[0].likeness, group.fit, anchor.name, q.fit(anchor))
    looked = [among("b.sig", group.fit.all)] if at or not alone else []
    looked += may(limits, last=last)
    if alike != "TRUE":
        looked.append(alike)
    done = [f"b.hi <= {q.as_of.tick}"] if q.late else []
    bits = [
        (_MUST, all_of([*must(limits), *done])),
        (_FIRST, all_of([*must_at(limits, "a.lo"), *done])),
        (_LAST, all_of([*must_at(limits, "a.hi"), *done])),
    ]
    if not alone and not group.absent:
        bits += [
            (_MAY_FIRST, all_of(may_at(limits, "a.lo", last=last))),
            (_MAY_LAST, all_of(may_at(limits, "a.hi", last=last))),
        ]
    flag = " + ".join([str(_MAY * shift), *(f"CASE WHEN {t} THEN {b * shift} ELSE 0 END" for b, t in bits)])  # fmt: skip
    soft = [t for t in ("b.soft = 1" if group.fit.maybe or _softened(q, group) else "", gaps) if t not in ("", "FALSE")]  # fmt: skip
    if any(m.fuzzy for m in limits):  # where the readings of a length differ, nothing rests on it
        for wide, sure in (
            (may(limits, 0, last), may(limits, 1, last)),
            (must(limits, 0), must(limits, 1)),
            (must_at(limits, "a.lo", 0), must_at(limits, "a.lo", 1)),
            (must_at(limits, "a.hi", 0), must_at(limits, "a.hi", 1)),
        ):
            soft.append(f"({all_of(wide)}) <> ({all_of(sure)})")
    if soft:
        flag = f"CASE WHEN {any_of(soft)} THEN {_SOFT * shift} ELSE {flag} END"
    return all_of(looked), flag


def _softened(q: Question, group: _Group) -> bool:
    return any(q.soft(s, late=False) != "FALSE" for s in group.steps)


def _others(q: Question, groups: Sequence[_Group], names: Sequence[str]) -> Rows:
    steps = [s for g in groups for s in g.steps]
    soft = [t for s in steps if (t := _soft_row(q, s)) != "FALSE"]
    test = any_of([q.where(s) for s in steps]) if len(steps) > 1 else q.where(steps[0])
    told = ("n", "person", "lo", "hi", "sig", *(f"c_{c}" for c in names))
    return Rows(test, {**{c: c for c in told}, "soft": flagged(any_of(soft))})


def _soft_row(q: Question, step: Step) -> str:
    soft = q.soft(step, late=False)
    return soft if soft == "FALSE" else f"{among('sig', q.fit(step).all)} AND ({soft})"


def _weighed(groups: Sequence[_Group], *, alone: bool) -> str:
    """The verdict of one anchor from what the rows near it say."""

    def has(at: int, bits: int) -> str:
        return f"(f & {bits << (8 * at)}) <> 0"

    def lacks(at: int, bits: int) -> str:
        return f"(f & {bits << (8 * at)}) = 0"

    no, soft, certain, first, last, fails = [], ["soft = 1"], ["cut = 0"], [], [], ["cut = 1"]
    for at, group in enumerate(groups):
        soft.append(has(at, _SOFT))
        if group.absent:
            no.append(has(at, _MUST))
            certain.append(lacks(at, _MAY))
            first.append(lacks(at, _FIRST))
            last.append(lacks(at, _LAST))
            fails.append(has(at, _MAY))
        else:
            no.append(lacks(at, _MAY | _SOFT))
            certain.append(has(at, _MUST))
            first.append(has(at, _MAY if alone else _MAY_FIRST))
            last.append(has(at, _MAY if alone else _MAY_LAST))
            fails.append(lacks(at, _FIRST))
            fails.append(lacks(at, _LAST))
    return (
        f"CASE WHEN {any_of(no)} THEN 0 WHEN {any_of(soft)} THEN {OPEN} WHEN {all_of(certain)} THEN 2 "
        f"WHEN ({any_of([all_of(first), all_of(last)])}) AND ({any_of(fails)}) THEN 1 ELSE {OPEN} END"
    )
