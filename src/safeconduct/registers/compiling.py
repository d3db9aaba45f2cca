# ruff: noqa: S608 (all that is put into the text are numbers, and names of our own columns)
"""A rule as SQL: the same `Rule` value that Python asks of one person, over a table of many.

May import: `findings`' rule values, sqlglot. One expression tree is rendered for every engine. A query yields
`n, person, v, other`, a row for each anchor whose answer is not no:

    2 certain · 1 possible · -1 open: to be settled by `findings` itself

With the anchor's time fixed, the other rows are independent of one another, so that what may and what must be then
follows from the bounds. "Certain" is read off where it holds for all of the anchor's times at once, "possible" where it
holds at its first or its last time and fails in some placement; "open" is what is left where several partly uncertain
rows could cover an uncertain anchor by turns. Shapes that are none of `window`, `state`, `total` are `sieve`: the
query finds the people who have the rows that the rule needs, and each is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlglot
from sqlglot import exp

from safeconduct.findings.rule import ZERO, Between, Step
from safeconduct.registers.limits import (
    DAY,
    Atom,
    Unwritten,
    all_of,
    any_of,
    atoms,
    bounds,
    exact_together,
    hold_at,
    may,
    may_at,
    must,
    must_at,
    reach,
)
from safeconduct.registers.question import Question
from safeconduct.registers.signature import Fit, among

OPEN = -1
_NEVER = -1  # before every tick


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule's query, and two by which to tell whether the anchors of one person may hold by turns.

    `pairs` (person, anchor, other, cut, lo, hi): the rows that anchors hang on, and where one alone makes its anchors
    fail, the times at which it can. `refine`: the same as the query, moment by moment, for those left open. `failing` (person, n, m): the anchors that can fail
    with all the other rows at their first (1) or last (2, and for closings 4, 8) moments, as bits.
    """

    question: Question
    shape: str
    query: exp.Expr
    pairs: exp.Expr | None = None
    failing: exp.Expr | None = None
    refine: exp.Expr | None = None

    def sql(self, dialect: str) -> str:
        return self.query.sql(dialect=dialect)


def compile_rule(question: Question) -> Compiled:
    """The rule as a query; a `sieve` where its shape is none of those that bounds settle."""
    for shape in (_total, _window, _state):
        try:
            made = shape(question)
        except Unwritten:
            continue
        if made is not None:
            return made
    return _sieve(question)


def _made(
    question: Question,
    shape: str,
    text: str,
    pairs: str | None = None,
    failing: str | None = None,
    refine: str | None = None,
) -> Compiled:
    def tree(told: str | None) -> exp.Expr | None:
        return sqlglot.parse_one(told, read="duckdb") if told else None

    return Compiled(
        question, shape, sqlglot.parse_one(text, read="duckdb"), tree(pairs), tree(failing), tree(refine)
    )  # fmt: skip


# -- window: an anchor, and rows that must (or must not) lie near it --------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Group:
    """Steps that are asked alike: they must be there (or must not), in one window counted from the anchor."""

    steps: tuple[Step, ...]
    absent: bool
    limits: tuple[Atom, ...]
    fit: Fit


_MAY, _FIRST, _LAST, _MUST, _SOFT, _MAY_FIRST, _MAY_LAST = 1, 2, 4, 8, 16, 32, 64


def _window(q: Question) -> Compiled | None:
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
    others = _others(q, groups, names)
    join = "JOIN" if all(not g.absent for g in groups) else "LEFT JOIN"
    told = "MAX(b.n)" if alone else "CAST(NULL AS BIGINT)"
    on = f"a.person = b.person AND {tests[0] if len(tests) == 1 else '(' + any_of(tests) + ')'}"
    mine = q.fit(anchor).all
    if any(mine & g.fit.all for g in groups):
        on += " AND a.n <> b.n"
    counted = f"BIT_OR({flag})" if join == "JOIN" else f"BIT_OR(CASE WHEN b.n IS NULL THEN 0 ELSE {flag} END)"  # fmt: skip
    text = f"""
        SELECT n, person, v, other FROM (
          SELECT n, person, other, {_weighed(groups, alone=alone)} AS v FROM (
            SELECT a.n, MIN(a.person) AS person, MAX(a.cut) AS cut, MAX(a.soft) AS soft, {told} AS other, {counted} AS f
            FROM {q.anchors([f"c_{c}" for c in names])} a {join} {others} b ON {on} GROUP BY a.n) q) r
        WHERE v <> 0"""
    overlap = any(mine & g.fit.all for g in groups)
    meet = "CAST(NULL AS BIGINT) AS lo, CAST(NULL AS BIGINT) AS hi"
    if len(groups) == 1 and groups[0].absent and not overlap:
        low, high = reach(groups[0].limits, f"LEAST(b.hi, {q.as_of.tick})" if q.late else "b.hi")
        meet = f"{low} AS lo, {high} AS hi"
    pairs = f"SELECT a.person, a.n AS anchor, b.n AS other, a.cut, {meet} FROM {q.anchors([f'c_{c}' for c in names])} a JOIN {others} b ON {on}"  # fmt: skip
    failing = None if overlap else _window_failing(q, groups, names, others, join, on)
    return _made(q, "window", text, pairs, failing)


def _window_failing(
    q: Question, groups: Sequence[_Group], names: Sequence[str], others: str, join: str, on: str
) -> str:
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
        SELECT person, n, CASE WHEN cut = 1 THEN 3 ELSE CASE WHEN {any_of([fails(0), fails(1)])} THEN 1 ELSE 0 END
            + CASE WHEN {any_of([fails(2), fails(3)])} THEN 2 ELSE 0 END END AS m
        FROM (SELECT a.n, MIN(a.person) AS person, MAX(a.cut) AS cut,
            BIT_OR(CASE WHEN b.n IS NULL THEN 0 ELSE {" + ".join(bits)} END) AS f
          FROM {q.anchors([f"c_{c}" for c in names])} a {join} {others} b ON {on} GROUP BY a.n) q"""


def _alone(q: Question) -> Compiled:
    """An anchor that depends on nothing else."""
    return _made(
        q,
        "window",
        f"SELECT n, person, CASE WHEN soft = 1 THEN {OPEN} WHEN cut = 1 THEN 1 ELSE 2 END AS v, "
        f"CAST(NULL AS BIGINT) AS other FROM {q.anchors()} a",
    )


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


def _others(q: Question, groups: Sequence[_Group], names: Sequence[str]) -> str:
    steps = [s for g in groups for s in g.steps]
    soft = [t for s in steps if (t := _soft_row(q, s)) != "FALSE"]
    more = "".join(f", c_{c}" for c in names)
    return (
        f"(SELECT n, person, lo, hi, sig{more}, CASE WHEN {any_of(soft)} THEN 1 ELSE 0 END AS soft "
        f"FROM ev WHERE {any_of([q.where(s) for s in steps]) if len(steps) > 1 else q.where(steps[0])})"
    )


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


# -- state: an act while something is open ----------------------------------------------------------------------------


def _state(q: Question) -> Compiled | None:
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
              WHEN cut = 0 AND x1 > COALESCE(y4, {_NEVER}) THEN 2
              WHEN x4 <= COALESCE(y1, {_NEVER}) THEN 0
              WHEN (x3 > COALESCE(y1, {_NEVER}) OR x4 > COALESCE(y2, {_NEVER})) AND (cut = 1
                OR COALESCE(x1, {_NEVER}) <= COALESCE(y3, {_NEVER}) OR COALESCE(x2, {_NEVER}) <= COALESCE(y4, {_NEVER})) THEN 1
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
    return _made(q, "state", text, pairs, failing, refine)


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
            ways.append(f"COALESCE(x{x}{z}, {_NEVER}) <= COALESCE(y{y}{z}, {_NEVER})")
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


# -- total: time spent in a state --------------------------------------------------------------------------------------


def _total(q: Question) -> Compiled | None:
    """Time in a state: spells where the bounds give the order; where they do not, never certain.

    People whose order of openings and closings is open are possible where placing openings first and closings last
    already passes the limit; no where even the times in which the state can have been open do not (each opening may
    last until the last moment of the first closing that surely follows it); and asked one by one between the two.
    """
    rule = q.rule
    if rule.cap is None or rule.cap.by_class:
        return None
    if any(s.between or s.likeness for s in (*rule.steps, *rule.absent)):
        return None
    opens, closes = q.fits(rule.steps), q.fits(rule.absent)
    if opens.all & closes.all:
        return None
    unit, cap_least, cap_most = bounds(rule.cap.otherwise)
    first, last, now = (
        ("lo", "hi", q.as_of.tick) if unit == "tick" else (f"lo - lo % {DAY}", f"hi - hi % {DAY}", (q.as_of.day - 1) * DAY)
    )  # fmt: skip
    cap_least, cap_most = ((cap_least, cap_most) if unit == "tick" else (cap_least * DAY, cap_most * DAY))  # fmt: skip
    steps = (*rule.steps, *rule.absent)
    soft = any_of([f"{among('sig', q.fit(s).all)} AND ({t})" for s in steps if (t := q.soft(s, late=True)) != "FALSE"])  # fmt: skip
    rows = any_of([q.where(s) for s in steps])
    order = "PARTITION BY person ORDER BY lo, o DESC, n"  # n follows lo and hi
    before = "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"
    text = f"""
        WITH c AS (
          SELECT n, person, lo, hi, {first} AS a, {last} AS b, CASE WHEN {among("sig", opens.all)} THEN 1 ELSE 0 END AS o,
            CASE WHEN {soft} THEN 1 ELSE 0 END AS soft
          FROM ev WHERE {rows}
        ), w AS (
          SELECT *, COALESCE(LAG(o) OVER (p), 0) AS was,
            MAX(CASE WHEN o = 1 THEN hi END) OVER (r) AS opened, MAX(CASE WHEN o = 0 THEN hi END) OVER (r) AS closed
          FROM c WINDOW p AS ({order}), r AS ({order} {before})
        ), q AS (
          SELECT person, MIN(CASE WHEN o = 1 THEN n END) AS n, MAX(soft) AS soft,
            MAX(CASE WHEN (o = 1 AND closed >= lo) OR (o = 0 AND opened > lo) THEN 1 ELSE 0 END) AS unordered,
            MAX(CASE WHEN o = was AND (CASE WHEN o = 1 THEN opened ELSE closed END) > hi THEN 1 ELSE 0 END) AS loose,
            SUM(CASE WHEN o = was THEN 0 WHEN o = 1 THEN -b ELSE a END) AS least,
            SUM(CASE WHEN o = was THEN 0 WHEN o = 1 THEN -a ELSE b END) AS most,
            SUM(CASE WHEN o = was THEN 0 WHEN o = 1 THEN {now} ELSE -{now} END) AS running,
            MIN(CASE WHEN o = 1 THEN a END) AS first
          FROM w GROUP BY person
        )"""
    unordered = f"""k AS (
          SELECT c.* FROM c SEMI JOIN (
            SELECT person FROM q WHERE unordered = 1 AND soft = 0 AND {now} - first > {cap_least}) s ON c.person = s.person
        ), u AS (
          SELECT person, MAX(witness) AS witness FROM (
            SELECT person, p, SUM(CASE WHEN o = was THEN 0 WHEN o = 1 THEN {now} - d ELSE d - {now} END) AS witness FROM (
              SELECT person, p, o, d, COALESCE(LAG(o) OVER (PARTITION BY person, p ORDER BY t, o DESC, n), 0) AS was FROM (
                SELECT person, n, o, p, CASE WHEN (o = 1 AND p % 2 = 1) OR (o = 0 AND p >= 2) THEN hi ELSE lo END AS t,
                  CASE WHEN (o = 1 AND p % 2 = 1) OR (o = 0 AND p >= 2) THEN b ELSE a END AS d
                FROM k CROSS JOIN (SELECT 0 AS p UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) z) w1) w2
            GROUP BY person, p) w3
          GROUP BY person
        ), t AS (
          SELECT person, SUM(GREATEST(0, e - GREATEST(s, COALESCE(reached, s)))) AS room FROM (
            SELECT person, s, e, MAX(e) OVER (PARTITION BY person ORDER BY s, n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
            FROM (
              SELECT x.person, x.n, MIN(x.a) AS s, MIN(COALESCE(y.b, {now})) AS e
              FROM (SELECT * FROM k WHERE o = 1) x LEFT JOIN (SELECT * FROM k WHERE o = 0) y
                ON x.person = y.person AND y.lo >= x.hi
              GROUP BY x.person, x.n) i) j
          GROUP BY person
        )"""

    def weighed(more: str, join: str) -> str:
        return f"""
        SELECT n, person, v, CAST(NULL AS BIGINT) AS other FROM (
          SELECT q.n, q.person, CASE
            WHEN q.n IS NULL OR {now} - first <= {cap_least} THEN 0
            WHEN soft = 1 THEN {OPEN}
            WHEN unordered = 0 AND least + running > {cap_most} THEN 2
            WHEN unordered = 0 AND most + running <= {cap_least} THEN 0
            WHEN unordered = 0 AND loose = 0 AND most + running > {cap_most} AND least + running <= {cap_least} THEN 1
            {more} ELSE {OPEN} END AS v
          FROM q{join}) r
        WHERE v <> 0"""

    more = f"WHEN unordered = 1 AND room <= {cap_least} THEN 0 WHEN unordered = 1 AND witness > {cap_most} THEN 1"
    joins = " LEFT JOIN u ON q.person = u.person LEFT JOIN t ON q.person = t.person"
    return _made(
        q,
        "total",
        f"{text} {weighed('', '')}",
        refine=f"{text}, {unordered} {weighed(more, joins)}",
    )


# -- sieve: whoever has the rows ---------------------------------------------------------------------------------------


def _sieve(q: Question) -> Compiled:
    """The people who have a row for each step; each of their anchors is open."""
    rule = q.rule
    steps = [s for s in rule.steps if not s.outstanding]
    if rule.cap is not None:  # any of the openings will do
        anchor = f"SELECT MIN(n) AS n, person, {OPEN} AS v, CAST(NULL AS BIGINT) AS other FROM ev WHERE {any_of([q.where(s) for s in steps])} GROUP BY person"  # fmt: skip
        return _made(q, "sieve", anchor)
    text = f"SELECT a.n, a.person, {OPEN} AS v, CAST(NULL AS BIGINT) AS other FROM (SELECT n, person, lo, hi FROM ev WHERE {q.where(steps[0])}) a"  # fmt: skip
    for i, step in enumerate(steps[1:]):
        try:
            near = may(atoms(step.between, steps[0].name, step.name))
        except Unwritten:
            near = []
        near = [t.replace("b.", f"b{i}.") for t in near] if near else []
        on = all_of([f"a.person = b{i}.person", f"a.n <> b{i}.n", *near])
        text += f" SEMI JOIN (SELECT n, person, lo, hi FROM ev WHERE {q.where(step)}) b{i} ON {on}"
    return _made(q, "sieve", text)
