"""A rule's query as one expression tree, ready for any engine.

May import: this room's values, sqlglot.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlglot
from sqlglot import exp

from safeconduct.registers.forms import Form
from safeconduct.registers.question import Question

OPEN = -1


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule's query, and further ones by which to settle what it leaves open; all but `query` are asked of few people.

    `form`: the same as the query, for engines that speak no SQL. `refine`: the same, but more exactly. `pairs` (person,
    anchor, other, cut, lo, hi): the rows that anchors hang on, and, where one row alone makes its anchors fail, the
    times at which it can. `failing` (person, n, m): the anchors that can fail with all the other rows at their first
    (1) or last (2) moments; for a state 1, 2, 4 and 8 stand for openings first or last, with closings first, then last.
    """

    question: Question
    shape: str
    query: exp.Expr
    form: Form | None = None
    pairs: exp.Expr | None = None
    failing: exp.Expr | None = None
    refine: exp.Expr | None = None

    def sql(self, dialect: str) -> str:
        return self.query.sql(dialect=dialect)


def made(
    question: Question,
    shape: str,
    asked: Form | str,
    pairs: str | None = None,
    failing: str | None = None,
    refine: str | None = None,
) -> Compiled:
    def tree(told: str | None) -> exp.Expr | None:
        return sqlglot.parse_one(told, read="duckdb") if told else None

    text, form = (asked, None) if isinstance(asked, str) else (asked.sql, asked)
    query = sqlglot.parse_one(text, read="duckdb")
    return Compiled(question, shape, query, form, tree(pairs), tree(failing), tree(refine))
