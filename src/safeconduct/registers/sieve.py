# ruff: noqa: S608 (all that is put into the text are numbers, and names of our own columns)
"""Whoever has the rows that a rule needs: for rules whose shape is none that bounds settle.

May import: this room's values.
"""

from __future__ import annotations

from safeconduct.registers.compiled import OPEN, Compiled, made
from safeconduct.registers.forms import NONE
from safeconduct.registers.limits import (
    Unwritten,
    all_of,
    any_of,
    atoms,
    may,
)
from safeconduct.registers.question import Question


def sieve(q: Question) -> Compiled:
    """The people who have a row for each step; each of their anchors is open."""
    rule = q.rule
    steps = [s for s in rule.steps if not s.outstanding]
    if rule.cap is not None:  # any of the openings will do
        anchor = f"SELECT MIN(n) AS n, person, {OPEN} AS v, {NONE} AS other FROM ev WHERE {any_of([q.where(s) for s in steps])} GROUP BY person"  # fmt: skip
        return made(q, "sieve", anchor)
    text = f"SELECT a.n, a.person, {OPEN} AS v, {NONE} AS other FROM (SELECT n, person, lo, hi FROM ev WHERE {q.where(steps[0])}) a"  # fmt: skip
    for i, step in enumerate(steps[1:]):
        try:
            near = may(atoms(step.between, steps[0].name, step.name))
        except Unwritten:
            near = []
        near = [t.replace("b.", f"b{i}.") for t in near] if near else []
        on = all_of([f"a.person = b{i}.person", f"a.n <> b{i}.n", *near])
        text += f" SEMI JOIN (SELECT n, person, lo, hi FROM ev WHERE {q.where(step)}) b{i} ON {on}"
    return made(q, "sieve", text)
