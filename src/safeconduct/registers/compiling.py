# ruff: noqa: S608 (all that is put into the text are numbers, and names of our own columns)
"""A rule as SQL: the same `Rule` value that Python asks of one person, over a table of many.

May import: `findings`' rule values, `law`. One expression tree (sqlglot) for every engine. The bounds of the dates give
the certain and the possible reading, as in `findings.evaluate`; each query answers for one anchor

    2 certain · 1 possible · 0 no · -1 to be settled by `findings` itself

The last is said where several events could fulfil a rule by turns (none of them in every placement, but one of them in
each), and for people with an attribute that is not on file. A rule whose shape is none of those below is not written
as SQL: `shape` answers None, and the people who have the events it needs are asked one by one.

The table is `ev`: event_id, person_id, lo, hi (ticks, inclusive), dlo, dhi (days), kind and the attributes as codes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import sqlglot
from sqlglot import exp

from safeconduct.findings.rule import AS_OF, Between, Limit, Rule, Step
from safeconduct.findings.selector import FREE, NO, UNKNOWN, YES, Condition, Reader, Selector
from safeconduct.record import Event

SETTLE = -1
_NEVER = -(10**17)


@dataclass(frozen=True, slots=True)
class Codes:
    """The numbers that stand for words in the coded table: column → word → number."""

    columns: Mapping[str, Mapping[str, int]]

    def kinds(self, select: Selector) -> tuple[int, ...]:
        return tuple(
            sorted(self.columns["kind"][k] for k in select.kinds if k in self.columns["kind"])
        )


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule's query, and the conditions under which a person must be asked one by one instead."""

    rule: Rule
    query: exp.Expr
    unknown: exp.Expr | None = None  # selects person_id

    def sql(self, dialect: str) -> str:
        return self.query.sql(dialect=dialect)


@dataclass(frozen=True, slots=True)
class _Atom:
    """lo ≤ t(b) - t(a) ≤ hi in one measure; None is no limit."""

    low: str  # the columns of the measure
    high: str
    least: int | None
    most: int | None


@dataclass(slots=True)
class _Draft:
    rule: Rule
    codes: Codes
    reader: Reader
    as_of: int
    as_of_day: int
    unknown: list[str] = field(default_factory=list)


class _NotThisShape(Exception):  # a signal inside this module
    pass


def compile_rule(
    rule: Rule, codes: Codes, reader: Reader, as_of: int, as_of_day: int
) -> Compiled | None:
    """The rule as a query, or None where its shape is not one that SQL is written for."""
    draft = _Draft(rule, codes, reader, as_of, as_of_day)
    try:
        text = _shape(draft)
    except _NotThisShape:
        return None
    unknown = None
    if draft.unknown:
        unknown = sqlglot.parse_one(
            "SELECT DISTINCT person_id FROM ev WHERE " + " OR ".join(dict.fromkeys(draft.unknown)),
            read="duckdb",
        )
    return Compiled(rule, sqlglot.parse_one(text, read="duckdb"), unknown)


def _shape(d: _Draft) -> str:
    rule = d.rule
    if rule.governed or rule.steps[-1].outstanding:
        raise _NotThisShape
    if rule.cap is not None:
        return _total(d)
    if len(rule.steps) == 1 and rule.absent:
        if rule.form == "within":
            return _within(d)
        if rule.form == "without":
            return _without(d)
    if len(rule.steps) == 2 and not rule.absent:
        return _then(d)
    if len(rule.steps) == 2 and rule.form == "while":
        return _while(d)
    raise _NotThisShape


# -- events ------------------------------------------------------------------------------------------------------------


def _where(d: _Draft, step: Step, table: str) -> str:
    """The rows a step means. Rows with an attribute that is not on file make their person one to be settled."""
    select = step.select
    if (
        select.of
        or select.any_of
        or select.none_in
        or select.some_in
        or select.whose not in ("self", "any")
    ):
        raise _NotThisShape
    kinds = d.codes.kinds(select)
    if not kinds:
        return "FALSE"
    parts = [f"{table}.kind {_in(kinds)}"]
    for condition in select.conditions:
        column = condition.attribute
        if column not in d.codes.columns:
            if condition.unknown in (UNKNOWN, FREE) and condition.known is None:
                raise _NotThisShape
            if (
                condition.unknown if condition.known is None else NO if condition.known else YES
            ) == NO:
                parts.append("FALSE")
            continue
        fit = tuple(
            sorted(n for word, n in d.codes.columns[column].items() if _fits(d, condition, word))
        )
        test = f"{table}.{column} {_in(fit)}" if fit else "FALSE"
        absent = condition.unknown if condition.known is None else (NO if condition.known else YES)
        if absent == YES:
            test = f"({test} OR {table}.{column} IS NULL)"
        elif absent in (UNKNOWN, FREE):
            d.unknown.append(f"(kind {_in(kinds)} AND {column} IS NULL)")
        parts.append(test)
    return " AND ".join(parts)


def _fits(d: _Draft, condition: Condition, word: str) -> bool:
    """The rule's own test of one word of the dictionary."""
    event = Event("w", "", place=word if condition.attribute == "place" else None, by=word if condition.attribute == "by" else None,
                  attributes={} if condition.attribute in ("place", "by") else {condition.attribute: word})  # fmt: skip
    return (
        Reader(d.reader.origin, d.reader.refuge, d.reader.groups, d.reader.bodies).test(
            condition, event
        )
        == YES
    )


def _in(values: Sequence[int]) -> str:
    return f"= {values[0]}" if len(values) == 1 else f"IN ({', '.join(map(str, values))})"


def _rows(d: _Draft, step: Step, more: Sequence[str] = ()) -> str:
    columns = ", ".join(("event_id", "person_id", "lo", "hi", "dlo", "dhi", *more))
    return f"(SELECT {columns} FROM ev WHERE {_where(d, step, 'ev')})"


def _alike(d: _Draft, step: Step, mine: str, other: Mapping[str, str]) -> list[str]:
    """Likenesses as conditions of the join; a missing attribute on either side is settled one by one."""
    tests = []
    for likeness in step.likeness:
        column = likeness.attribute
        if column not in d.codes.columns or likeness.other not in other:
            raise _NotThisShape
        sign = "=" if likeness.equal else "<>"
        tests.append(f"{mine}.{column} {sign} {other[likeness.other]}.{column}")
        for select in (
            step.select,
            next(s.select for s in d.rule.steps if s.name == likeness.other),
        ):
            d.unknown.append(f"(kind {_in(d.codes.kinds(select) or (-1,))} AND {column} IS NULL)")
    return tests


def _attributes(d: _Draft) -> list[str]:
    return sorted({like.attribute for s in (*d.rule.steps, *d.rule.absent) for like in s.likeness})


# -- limits ------------------------------------------------------------------------------------------------------------


def _atoms(between: Sequence[Between], earlier: str, later: str) -> list[_Atom]:
    """The limits from one named point to another, by measure."""
    atoms = []
    for b in between:
        if (b.earlier, b.later) == (earlier, later):
            least, most = b.at_least, b.at_most
        elif (b.later, b.earlier) == (earlier, later):
            least, most = _turned(b.at_most), _turned(b.at_least)
        else:
            raise _NotThisShape
        for unit, columns in (("tick", ("lo", "hi")), ("day", ("dlo", "dhi"))):
            lo = least.length if least is not None and least.unit == unit else None
            hi = most.length if most is not None and most.unit == unit else None
            if lo is not None or hi is not None:
                atoms.append(_Atom(*columns, lo, hi))
        if any(limit is not None and limit.unit not in ("tick", "day") for limit in (least, most)):
            raise _NotThisShape
    return atoms


def _turned(limit: Limit | None) -> Limit | None:
    return None if limit is None else Limit(limit.unit, -limit.length, limit.days)


def _plus(column: str, n: int) -> str:
    return column if n == 0 else f"{column} {'+' if n > 0 else '-'} {abs(n)}"


def _possible(atoms: Sequence[_Atom], a: str, b: str) -> list[str]:
    """The bounds leave room for each limit. (Two limits of a pair can then hold together: both ask for nearness.)"""
    tests = []
    for m in atoms:
        if m.least is not None:
            tests.append(f"{b}.{m.high} >= {_plus(f'{a}.{m.low}', m.least)}")
        if m.most is not None:
            tests.append(f"{b}.{m.low} <= {_plus(f'{a}.{m.high}', m.most)}")
    return tests


def _surely(atoms: Sequence[_Atom], a_lo: str, a_hi: str, b: str, days: tuple[str, str]) -> str:
    """The limits hold for every b, for every a between two values: (a_lo, a_hi) in ticks, `days` in days."""
    tests = []
    for m in atoms:
        low, high = (a_lo, a_hi) if m.low == "lo" else days
        if m.least is not None:
            tests.append(f"{b}.{m.low} >= {_plus(high, m.least)}")
        if m.most is not None:
            tests.append(f"{b}.{m.high} <= {_plus(low, m.most)}")
    return " AND ".join(tests) or "TRUE"


def _flags(atoms: Sequence[_Atom], last: str = "a.hi", last_day: str = "a.dhi") -> str:
    """1: holds whatever the dates; 4 and 8: holds at the anchor's first, and at its last, moment; 2: may hold."""
    whole = _surely(atoms, "a.lo", last, "b", ("a.dlo", last_day))
    first = _surely(atoms, "a.lo", "a.lo", "b", ("a.dlo", "a.dlo"))
    at_end = _surely(atoms, last, last, "b", (last_day, last_day))
    return f"CASE WHEN {whole} THEN 1 ELSE 0 END + CASE WHEN {first} THEN 4 ELSE 0 END + CASE WHEN {at_end} THEN 8 ELSE 0 END + 2"


# -- the shapes --------------------------------------------------------------------------------------------------------


def _then(d: _Draft) -> str:
    """An anchor and one other event: certain where one pair is, possible where one may be."""
    a, b = d.rule.steps
    atoms = _atoms(b.between, a.name, b.name)
    if a.between or len({m.low for m in atoms}) > 2 or any(not _near(atoms) for _ in (0,)):
        raise _NotThisShape
    more = _attributes(d)
    tests = [*_possible(atoms, "a", "b"), *_alike(d, b, "b", {a.name: "a"})]
    if set(a.select.kinds) & set(b.select.kinds):
        tests.append("a.event_id <> b.event_id")
    return f"""
        SELECT person_id, event_id, CASE WHEN f % 2 = 1 THEN 2 WHEN f >= 12 THEN {SETTLE} ELSE 1 END AS v FROM (
          SELECT a.person_id, a.event_id, BIT_OR({_flags(atoms)}) AS f
          FROM {_rows(d, a, more)} a JOIN {_rows(d, b, more)} b
            ON a.person_id = b.person_id{"".join(f" AND {t}" for t in tests)}
          GROUP BY a.person_id, a.event_id) q"""


def _near(atoms: Sequence[_Atom]) -> bool:
    """All limits are told around nought or in one measure, so that each being possible makes all possible together."""
    if len({m.low for m in atoms}) < 2:
        return True
    return all((m.least or 0) <= 0 and (m.most is None or m.most >= 0) for m in atoms)


def _within(d: _Draft) -> str:
    """An anchor, and none of the others in its time, which has run out."""
    (a,) = d.rule.steps
    if len(a.between) != 1 or a.between[0].later != AS_OF:
        raise _NotThisShape
    term = a.between[0].at_least
    if term is None or term.unit not in ("tick", "day") or a.likeness:
        raise _NotThisShape
    column, high, now = (
        ("lo", "hi", d.as_of) if term.unit == "tick" else ("dlo", "dhi", d.as_of_day)
    )
    atoms = [_atoms(s.between, a.name, s.name) for s in d.rule.absent]
    if any(x != atoms[0] for x in atoms) or any(s.likeness for s in d.rule.absent):
        raise _NotThisShape
    others = " OR ".join(f"({_where(d, s, 'ev')})" for s in d.rule.absent)
    last = f"LEAST(a.hi, {now - term.length})" if term.unit == "tick" else "a.hi"
    last_day = f"LEAST(a.dhi, {now - term.length})" if term.unit == "day" else "a.dhi"
    joins = "".join(f" AND {t}" for t in _possible(atoms[0], "a", "b"))
    if {k for s in d.rule.absent for k in s.select.kinds} & set(a.select.kinds):
        joins += " AND a.event_id <> b.event_id"
    return f"""
        SELECT person_id, event_id, CASE WHEN f % 2 = 1 THEN 0 WHEN f >= 12 THEN {SETTLE}
          WHEN f = 0 AND {high} <= {now - term.length} THEN 2 ELSE 1 END AS v FROM (
          SELECT a.person_id, a.event_id, MAX(a.{high}) AS {high},
            BIT_OR(CASE WHEN b.event_id IS NULL THEN 0 ELSE {_flags(atoms[0], last, last_day)} END) AS f
          FROM (SELECT * FROM {_rows(d, a)} r WHERE {column} <= {now - term.length}) a
          LEFT JOIN (SELECT event_id, person_id, lo, hi, dlo, dhi FROM ev WHERE {others}) b
            ON a.person_id = b.person_id{joins}
          GROUP BY a.person_id, a.event_id) q"""


def _without(d: _Draft) -> str:
    """An anchor with none of the others before it: exact with the earliest of the others."""
    (a,) = d.rule.steps
    if a.between or a.likeness or any(s.likeness for s in d.rule.absent):
        raise _NotThisShape
    for s in d.rule.absent:
        if _atoms(s.between, s.name, a.name) != [_Atom("lo", "hi", 0, None)]:
            raise _NotThisShape
    if {k for s in d.rule.absent for k in s.select.kinds} & set(a.select.kinds):
        raise _NotThisShape
    others = " OR ".join(f"({_where(d, s, 'ev')})" for s in d.rule.absent)
    return f"""
        SELECT a.person_id, a.event_id,
          CASE WHEN b.first IS NULL OR b.first > a.hi THEN 2 WHEN b.last > a.lo THEN 1 ELSE 0 END AS v
        FROM {_rows(d, a)} a
        LEFT JOIN (SELECT person_id, MIN(lo) AS first, MIN(hi) AS last FROM ev WHERE {others} GROUP BY person_id) b
          ON a.person_id = b.person_id"""


def _while(d: _Draft) -> str:
    """An act during a state: the last opening before it is later than the last closing before it."""
    z, x = d.rule.steps
    if z.between or z.likeness or _atoms(x.between, x.name, z.name) != [_Atom("lo", "hi", 0, None)]:
        raise _NotThisShape
    order = (Between(x.name, "", Limit("tick", 0)), Between("", z.name, Limit("tick", 0)))
    closings = []
    more = _attributes(d)
    for y in d.rule.absent:
        if set(y.between) != {
            Between(b.earlier or y.name, b.later or y.name, b.at_least) for b in order
        }:
            raise _NotThisShape
        if any(like.other != z.name for like in y.likeness):
            raise _NotThisShape
        closings.append(" AND ".join([_where(d, y, "e"), *_alike(d, y, "e", {z.name: "z"})]))
    if set(z.select.kinds) & {k for s in (x, *d.rule.absent) for k in s.select.kinds}:
        raise _NotThisShape
    opening = " AND ".join([_where(d, x, "e"), *_alike(d, x, "e", {z.name: "z"})])
    closing = " OR ".join(f"({c})" for c in closings) or "FALSE"
    kinds = sorted({k for s in (x, *d.rule.absent) for k in d.codes.kinds(s.select)})
    if not kinds:
        return "SELECT person_id, event_id, 0 AS v FROM ev WHERE FALSE"
    columns = ", ".join(
        (
            "person_id",
            "lo",
            "hi",
            "kind",
            *(c for c in d.codes.columns if c != "kind" and c in _used(d)),
        )
    )
    return f"""
        SELECT person_id, event_id, CASE WHEN xl > COALESCE(yh, {_NEVER}) THEN 2 WHEN xh > COALESCE(yl, {_NEVER}) THEN 1 ELSE 0 END AS v
        FROM (
          SELECT z.person_id, z.event_id,
            MAX(CASE WHEN e.hi <= z.lo AND {opening} THEN e.lo END) AS xl,
            MAX(CASE WHEN {closing} THEN e.hi END) AS yh,
            MAX(CASE WHEN {opening} THEN LEAST(e.hi, z.hi) END) AS xh,
            MAX(CASE WHEN e.hi <= z.lo AND ({closing}) THEN e.lo END) AS yl
          FROM {_rows(d, z, more)} z
          JOIN (SELECT {columns} FROM ev WHERE kind {_in(kinds)}) e ON z.person_id = e.person_id AND e.lo <= z.hi
          GROUP BY z.person_id, z.event_id) q"""


def _used(d: _Draft) -> set[str]:
    steps = (*d.rule.steps, *d.rule.absent)
    return {c.attribute for s in steps for c in s.select.conditions} | {
        like.attribute for s in steps for like in s.likeness
    }


def _total(d: _Draft) -> str:
    """Time in a state: spells where the bounds give the order; where they do not, never certain.

    People whose order of openings and closings is open are possible where placing every event first, or every event
    last, already passes the limit; no where even the time from the first opening to the last moment that the state can
    have lasted does not; and settled one by one between the two.
    """
    cap = d.rule.cap
    if cap is None or cap.by_class or cap.otherwise.unit not in ("tick", "day"):
        raise _NotThisShape
    unit = cap.otherwise.unit
    lo, hi, now = ("lo", "hi", d.as_of) if unit == "tick" else ("dlo", "dhi", d.as_of_day)
    opening = " OR ".join(f"({_where(d, s, 'ev')})" for s in d.rule.steps)
    closing = " OR ".join(f"({_where(d, s, 'ev')})" for s in d.rule.absent)
    limit, settle = cap.otherwise.length, SETTLE
    order = "PARTITION BY person_id ORDER BY lo, o DESC, hi, event_id"
    so_far = "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"
    return f"""
        WITH c AS (
          SELECT event_id, person_id, lo, hi, {lo} AS a, {hi} AS b, CASE WHEN {opening} THEN 1 ELSE 0 END AS o
          FROM ev WHERE ({opening}) OR ({closing})
        ), n AS (
          SELECT *, COALESCE(LAG(o) OVER w, 0) AS before,
            MAX(CASE WHEN o = 1 THEN hi END) OVER p AS opened, MAX(CASE WHEN o = 0 THEN hi END) OVER p AS closed
          FROM c WINDOW w AS ({order}), p AS ({order} {so_far})
        ), q AS (
          SELECT person_id, MIN(CASE WHEN o = 1 THEN event_id END) AS event_id,
            MAX(CASE WHEN o = 1 AND closed >= lo OR o = 0 AND opened > lo THEN 1 ELSE 0 END) AS open_order,
            MAX(CASE WHEN o = before AND (CASE WHEN o = 1 THEN opened ELSE closed END) > hi THEN 1 ELSE 0 END) AS loose,
            SUM(CASE WHEN o = before THEN 0 WHEN o = 1 THEN -b ELSE a END) AS least,
            SUM(CASE WHEN o = before THEN 0 WHEN o = 1 THEN -a ELSE b END) AS most,
            SUM(CASE WHEN o = before THEN 0 WHEN o = 1 THEN -a ELSE a END) AS early,
            SUM(CASE WHEN o = before THEN 0 WHEN o = 1 THEN 1 ELSE -1 END) AS running,
            MIN(CASE WHEN o = 1 THEN a END) AS first
          FROM n GROUP BY person_id
        )
        SELECT person_id, event_id, CASE
          WHEN event_id IS NULL THEN 0
          WHEN open_order = 0 AND least + running * {now} > {limit} THEN 2
          WHEN open_order = 0 AND most + running * {now} <= {limit} THEN 0
          WHEN open_order = 0 AND loose = 0 THEN 1
          WHEN open_order = 0 THEN {settle}
          WHEN early + running * {now} > {limit} THEN 1
          WHEN {now} - first <= {limit} THEN 0
          ELSE {settle} END AS v
        FROM q"""
