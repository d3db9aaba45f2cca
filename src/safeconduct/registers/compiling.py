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

from safeconduct.registers.compiled import Compiled
from safeconduct.registers.limits import Unwritten
from safeconduct.registers.question import Question
from safeconduct.registers.sieve import sieve
from safeconduct.registers.state import state
from safeconduct.registers.total import total
from safeconduct.registers.window import window


def compile_rule(question: Question) -> Compiled:
    """The rule as a query; a `sieve` where its shape is none of those that bounds settle."""
    for shape in (total, window, state):
        try:
            made = shape(question)
        except Unwritten:
            continue
        if made is not None:
            return made
    return sieve(question)
