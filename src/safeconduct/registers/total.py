# ruff: noqa: S608 (all that is put into the text are numbers, and names of our own columns)
"""Time spent in a state, added up.

May import: this room's values. A spell begins with what opens the state while it is not open, and ends with the first
row that closes it.
"""

from __future__ import annotations

from safeconduct.registers.compiled import OPEN, Compiled, made
from safeconduct.registers.limits import (
    DAY,
    any_of,
    bounds,
)
from safeconduct.registers.question import Question
from safeconduct.registers.signature import among


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
    return made(
        q,
        "total",
        f"{text} {weighed('', '')}",
        refine=f"{text}, {unordered} {weighed(more, joins)}",
    )
