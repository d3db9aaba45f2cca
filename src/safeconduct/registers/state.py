# ruff: noqa: S608 (all that is put into the text are numbers, and names of our own columns)
"""An act while something is open: while, elsewhere.

May import: this room's values. The act is in the state where the last opening before it is later than the last closing
before it; of one instant, the opening counts, and so does the closing.
"""

from __future__ import annotations

from safeconduct.findings.rule import ZERO, Between, Step
from safeconduct.registers.compiled import OPEN, Compiled, made
from safeconduct.registers.forms import NONE, Fold, Pairs, Rows
from safeconduct.registers.limits import all_of, any_of, flagged
from safeconduct.registers.question import Question
from safeconduct.registers.signature import among


def state(q: Question) -> Compiled | None:
    """The act is in the state where the last opening before it is later than the last closing before it."""
    rule = q.rule
    if rule.cap is not None or len(rule.steps) != 2 or any(s.outstanding for s in rule.steps):
        return None
    z, x = rule.steps
    if z.likeness or set(x.between) != {Between(x.name, z.name, ZERO)}:
        return None
    for y in rule.absent:
        if set(y.between) != {Between(x.name, y.name, ZERO), Between(y.name, z.name, ZERO)}:
            return None
    names = sorted({like.attribute for s in (x, *rule.absent) for like in s.likeness})
    opens, gaps = q.alike(x.likeness, q.fit(x), z.name, q.fit(z))
    opening = all_of([among("b.sig", q.fit(x).all), *([opens] if opens != "TRUE" else [])])
    unsettled = [all_of([among("b.sig", q.fit(x).all), gaps])] if gaps != "FALSE" else []
    closings = []
    for y in rule.absent:
        closes, gaps = q.alike(y.likeness, q.fit(y), z.name, q.fit(z))
        closings.append(all_of([among("b.sig", q.fit(y).all), *([closes] if closes != "TRUE" else [])]))  # fmt: skip
        if gaps != "FALSE":
            unsettled.append(all_of([among("b.sig", q.fit(y).all), gaps]))
        if q.fit(y).all & q.fit(x).all and not _apart(x, y):
            return None
    closing = any_of(closings) if len(closings) > 1 else closings[0] if closings else "FALSE"
    if any(n in {y.name for y in rule.absent} for n, _ in q.governing):
        return None
    steps = (x, *rule.absent)
    soft = [f"{among('sig', q.fit(s).all)} AND ({t})" for s in steps if (t := q.soft(s, late=True)) != "FALSE"]  # fmt: skip
    columns = [f"c_{c}" for c in names]
    # what may fit both is told apart by its likeness to the act, which only the pair knows: here any row is taken
    told = {c: c for c in ("n", "person", "lo", "hi", "sig", *columns)}
    others = Rows(any_of([q.where(s) for s in steps]), {**told, "soft": flagged(any_of(soft))})
    own = " AND a.n <> b.n" if q.fit(z).all & frozenset().union(*(q.fit(s).all for s in steps)) else ""  # fmt: skip

    def latest(time: str, which: str, *when: str) -> Fold:
        return Fold("MAX", f"CASE WHEN {all_of([*when, f'({which})'])} THEN {time} ELSE {NONE} END")

    folds = {
        "other": latest("b.n", opening),
        "x1": latest("b.lo", opening, "b.hi <= a.lo"),
        "x2": latest("b.lo", opening, "b.hi <= a.hi"),
        "x3": latest("LEAST(b.hi, a.lo)", opening, "b.lo <= a.lo"),
        "x4": latest("LEAST(b.hi, a.hi)", opening),
        "y1": latest("b.lo", closing, "b.hi <= a.lo"),
        "y2": latest("b.lo", closing, "b.hi <= a.hi"),
        "y3": latest("LEAST(b.hi, a.lo)", closing, "b.lo <= a.lo"),
        "y4": latest("LEAST(b.hi, a.hi)", closing),
    }
    open_ = ["soft = 1"]
    if soft or unsettled:
        folds["softly"] = Fold("MAX", flagged(any_of(["b.soft = 1", *unsettled])))
        open_.append("softly = 1")
    weighed = f"""CASE WHEN other = {NONE} THEN 0 WHEN {any_of(open_)} THEN {OPEN}
              WHEN cut = 0 AND x1 > y4 THEN 2
              WHEN x4 <= y1 THEN 0
              WHEN (x3 > y1 OR x4 > y2) AND (cut = 1 OR x1 <= y3 OR x2 <= y4) THEN 1
              ELSE {OPEN} END"""
    acts = Pairs(q.anchors(columns), others, f"b.lo <= a.hi{own}", folds, weighed, wanted=opening)
    pairs = f"SELECT a.person, a.n AS anchor, b.n AS other, a.cut, CAST(NULL AS BIGINT) AS lo, CAST(NULL AS BIGINT) AS hi FROM {acts.source}"
    failing = None if own else _state_failing(acts.source, opening, closing)
    return made(q, "state", acts, pairs, failing, _by_moments(acts))


def _by_moments(acts: Pairs) -> str:
    """The same, moment by moment: what may be and what must be change only when some row has just run out."""
    told = [c for c in acts.anchors.told if c not in ("lo", "hi")]
    moments = (
        f"SELECT {', '.join(told)}, hi AS t FROM {acts.anchors.sql} a UNION "
        f"SELECT {', '.join(f'a.{c}' for c in told)}, b.hi - 1 AS t FROM {acts.source} AND b.hi - 1 BETWEEN a.lo AND a.hi"
    )
    marked = ", ".join(c for c in told if c != "cut")
    folds = ", ".join(f"{f.sql} AS {name}" for name, f in acts.folds.items())
    return f"""
        SELECT n, MIN(person) AS person, CASE WHEN MIN(v) < 0 THEN {OPEN} WHEN MIN(v) = 2 AND MAX(whole) = 0 THEN 2
            WHEN MAX(v) > 0 THEN 1 ELSE 0 END AS v, MAX(other) AS other FROM (
          SELECT n, person, other, whole, {acts.verdict} AS v FROM (
            SELECT a.n, a.lo, MIN(a.person) AS person, 0 AS cut, MAX(a.soft) AS soft, MAX(a.whole) AS whole, {folds}
            FROM (SELECT {marked}, cut AS whole, t AS lo, t AS hi FROM ({moments}) m) a
              LEFT JOIN {acts.others.sql} b ON a.person = b.person AND {acts.on} GROUP BY a.n, a.lo) q) r
        GROUP BY n"""


def _state_failing(source: str, opening: str, closing: str) -> str:
    """Whether each act fails at its first or last moment, with openings and closings at their first, or last."""
    columns, tests = [], []
    for k, (x, y) in enumerate((x, y) for y in ("lo", "hi") for x in ("lo", "hi")):
        ways = []
        for z in ("lo", "hi"):
            for name, row, which in ((f"x{x}{z}", x, opening), (f"y{y}{z}", y, closing)):
                column = f"MAX(CASE WHEN b.{row} <= a.{z} AND ({which}) THEN b.{row} ELSE {NONE} END) AS {name}"
                if column not in columns:
                    columns.append(column)
            ways.append(f"x{x}{z} <= y{y}{z}")
        tests.append(f"CASE WHEN {any_of(ways)} THEN {1 << k} ELSE 0 END")
    return f"""
        SELECT person, n, CASE WHEN cut = 1 THEN 15 ELSE {" + ".join(tests)} END AS m
        FROM (SELECT a.n, MIN(a.person) AS person, MAX(a.cut) AS cut, {", ".join(columns)}
          FROM {source} GROUP BY a.n) q"""


def _apart(x: Step, y: Step) -> bool:
    """Can no row be both, by their likeness to the act?"""
    return any(
        a.attribute == b.attribute and a.other == b.other and a.equal != b.equal
        for a in x.likeness
        for b in y.likeness
    )
