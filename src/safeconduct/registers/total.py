# ruff: noqa: S608 (all that is put into the text are numbers, and names of our own columns)
"""Time spent in a state, added up.

May import: this room's values. A spell begins with what opens the state while it is not open, and ends with the first
row that closes it.
"""

from __future__ import annotations

from safeconduct.registers.compiled import OPEN, Compiled, made
from safeconduct.registers.forms import NONE, Fold, Rows, Spells
from safeconduct.registers.limits import DAY, any_of, bounds, flagged
from safeconduct.registers.question import Question
from safeconduct.registers.signature import among

FAR = 1 << 62  # after every tick and every row


def total(q: Question) -> Compiled | None:
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
    test = any_of([q.where(s) for s in steps])
    told = {c: c for c in ("n", "person", "lo", "hi")}
    softly = {} if soft == "FALSE" else {"soft": flagged(soft)}  # windows cost by the column
    spells = Spells(
        Rows(test, told | {"o": flagged(among("sig", opens.all))} | softly),
        {
            "n": Fold("MIN", f"CASE WHEN o = 1 THEN n ELSE {FAR} END"),
            "soft": Fold("MAX", "soft" if softly else "0"),
            "unordered": Fold("MAX", flagged("(o = 1 AND closed >= lo) OR (o = 0 AND opened > lo)")),
            "loose": Fold("MAX", flagged("o = was AND ((o = 1 AND opened > hi) OR (o = 0 AND closed > hi))")),
            "least": Fold("SUM", f"(o - was) * ({now} - CASE WHEN o = 1 THEN {last} ELSE {first} END)"),
            "most": Fold("SUM", f"(o - was) * ({now} - CASE WHEN o = 1 THEN {first} ELSE {last} END)"),
            "first": Fold("MIN", f"CASE WHEN o = 1 THEN {first} ELSE {FAR} END"),
        },
        _weighed(cap_least, cap_most, now),
    )  # fmt: skip
    return made(q, "total", spells, refine=_apart(spells, cap_least, cap_most, now, first, last))


def _weighed(cap_least: int, cap_most: int, now: int, more: str = "") -> str:
    return f"""CASE
            WHEN {now} - first <= {cap_least} THEN 0
            WHEN soft = 1 THEN {OPEN}
            WHEN unordered = 0 AND least > {cap_most} THEN 2
            WHEN unordered = 0 AND most <= {cap_least} THEN 0
            WHEN unordered = 0 AND loose = 0 AND most > {cap_most} AND least <= {cap_least} THEN 1
            {more} ELSE {OPEN} END"""


def _apart(spells: Spells, cap_least: int, cap_most: int, now: int, first: str, last: str) -> str:
    """The same, and people whose order is open told apart by placements that pass the limit, and by what has room."""
    more = f"WHEN unordered = 1 AND room <= {cap_least} THEN 0 WHEN unordered = 1 AND witness > {cap_most} THEN 1"
    return f"""
        WITH {spells.ctes}, k AS (
          SELECT c.*, {first} AS a, {last} AS b FROM c SEMI JOIN (
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
        )
        SELECT n, person, v, {NONE} AS other FROM (SELECT q.n, q.person, {_weighed(cap_least, cap_most, now, more)} AS v
          FROM q LEFT JOIN u ON q.person = u.person LEFT JOIN t ON q.person = t.person) r
        WHERE v <> 0"""
