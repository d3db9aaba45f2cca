# ruff: noqa: S608 (all that is put into the text are numbers, and names of our own columns)
"""An act while something is open: while, elsewhere.

May import: this room's values. The act is in the state where the last opening before it is later than the last closing
before it; of one instant, the opening counts, and so does the closing.
"""

from __future__ import annotations

from safeconduct.findings.rule import ZERO, Between, Step
from safeconduct.registers.compiled import NEVER, OPEN, Compiled, made
from safeconduct.registers.limits import (
    all_of,
    any_of,
)
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
    more = "".join(f", c_{c}" for c in names)
    # what may fit both is told apart by its likeness to the act, which only the pair knows: here any row is taken
    others = (
        f"(SELECT n, person, lo, hi, sig{more}, CASE WHEN {any_of(soft)} THEN 1 ELSE 0 END AS soft "
        f"FROM ev WHERE {any_of([q.where(s) for s in steps])})"
    )
    own = " AND a.n <> b.n" if q.fit(z).all & frozenset().union(*(q.fit(s).all for s in steps)) else ""  # fmt: skip
    softly = f"MAX(CASE WHEN {any_of(['b.soft = 1', *unsettled])} THEN 1 ELSE 0 END)" if soft or unsettled else "0"  # fmt: skip
    columns = [f"c_{c}" for c in names]
    anchors = q.anchors(columns)
    on = f"a.person = b.person AND b.lo <= a.hi{own}"
    source = f"{anchors} a JOIN {others} b ON {on}"
    weighed = f"""CASE WHEN ox IS NULL THEN 0 WHEN soft = 1 OR softly = 1 THEN {OPEN}
              WHEN cut = 0 AND x1 > COALESCE(y4, {NEVER}) THEN 2
              WHEN x4 <= COALESCE(y1, {NEVER}) THEN 0
              WHEN (x3 > COALESCE(y1, {NEVER}) OR x4 > COALESCE(y2, {NEVER})) AND (cut = 1
                OR COALESCE(x1, {NEVER}) <= COALESCE(y3, {NEVER}) OR COALESCE(x2, {NEVER}) <= COALESCE(y4, {NEVER})) THEN 1
              ELSE {OPEN} END"""
    counted = f"""MIN(a.person) AS person, MAX(a.cut) AS cut, MAX(a.soft) AS soft, {softly} AS softly,
              MAX(CASE WHEN {opening} THEN b.n END) AS other, MAX(CASE WHEN {opening} THEN b.n END) AS ox,
              MAX(CASE WHEN b.hi <= a.lo AND {opening} THEN b.lo END) AS x1,
              MAX(CASE WHEN b.hi <= a.hi AND {opening} THEN b.lo END) AS x2,
              MAX(CASE WHEN b.lo <= a.lo AND {opening} THEN LEAST(b.hi, a.lo) END) AS x3,
              MAX(CASE WHEN {opening} THEN LEAST(b.hi, a.hi) END) AS x4,
              MAX(CASE WHEN b.hi <= a.lo AND ({closing}) THEN b.lo END) AS y1,
              MAX(CASE WHEN b.hi <= a.hi AND ({closing}) THEN b.lo END) AS y2,
              MAX(CASE WHEN b.lo <= a.lo AND ({closing}) THEN LEAST(b.hi, a.lo) END) AS y3,
              MAX(CASE WHEN {closing} THEN LEAST(b.hi, a.hi) END) AS y4"""
    text = f"""
        SELECT n, person, v, other FROM (
          SELECT n, person, other, {weighed} AS v FROM (SELECT a.n, {counted} FROM {source} GROUP BY a.n) q) r
        WHERE v <> 0"""
    # an act is in the state by steps: what may be and what must be change only when some row has just run out
    told = ", ".join(["n", "person", *columns, "soft", "cut"])
    moments = (
        f"SELECT {told}, hi AS t FROM {anchors} a UNION SELECT {', '.join(f'a.{x}' for x in told.split(', '))}, b.hi - 1 AS t "
        f"FROM {anchors} a JOIN {others} b ON {on} AND b.hi - 1 BETWEEN a.lo AND a.hi"
    )
    refine = f"""
        SELECT n, MIN(person) AS person, CASE WHEN MIN(v) < 0 THEN {OPEN} WHEN MIN(v) = 2 AND MAX(whole) = 0 THEN 2
            WHEN MAX(v) > 0 THEN 1 ELSE 0 END AS v, MAX(other) AS other FROM (
          SELECT n, person, other, whole, {weighed} AS v FROM (
            SELECT a.n, a.lo, MAX(a.whole) AS whole, {counted}
            FROM (SELECT n, person{"".join(f", {x}" for x in columns)}, soft, 0 AS cut, cut AS whole, t AS lo, t AS hi FROM ({moments}) m) a
              LEFT JOIN {others} b ON {on} GROUP BY a.n, a.lo) q) r
        GROUP BY n"""
    pairs = f"SELECT a.person, a.n AS anchor, b.n AS other, a.cut, CAST(NULL AS BIGINT) AS lo, CAST(NULL AS BIGINT) AS hi FROM {source}"
    failing = None if own else _state_failing(source, opening, closing)
    return made(q, "state", text, pairs, failing, refine)


def _state_failing(source: str, opening: str, closing: str) -> str:
    """Whether each act fails at its first or last moment, with openings and closings at their first, or last."""
    columns, tests = [], []
    for k, (x, y) in enumerate((x, y) for y in ("lo", "hi") for x in ("lo", "hi")):
        ways = []
        for z in ("lo", "hi"):
            for name, row, which in ((f"x{x}{z}", x, opening), (f"y{y}{z}", y, closing)):
                column = f"MAX(CASE WHEN b.{row} <= a.{z} AND ({which}) THEN b.{row} END) AS {name}"
                if column not in columns:
                    columns.append(column)
            ways.append(f"COALESCE(x{x}{z}, {NEVER}) <= COALESCE(y{y}{z}, {NEVER})")
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
