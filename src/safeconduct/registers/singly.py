# ruff: noqa: S608 (all that is put into the text are numbers, and names of our own tables)
"""People of a register asked one by one: by `findings`, of some rules each.

May import: `findings`, DuckDB.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from safeconduct.findings import Finding, Verdict
from safeconduct.findings.book import Book
from safeconduct.findings.places import BEARING
from safeconduct.registers.forms import NONE
from safeconduct.registers.intake import Table
from safeconduct.registers.plan import Asked, Plan
from safeconduct.registers.question import Moment
from safeconduct.registers.residue import Residue, Row
from safeconduct.registers.signature import among
from safeconduct.registers.source import Say
from safeconduct.registers.wording import fill

CODE = {Verdict.NO: 0, Verdict.POSSIBLE: 1, Verdict.CERTAIN: 2, Verdict.CANNOT_TELL: 3}
FOUND = {"way": "INTEGER", "n": "BIGINT", "person": "BIGINT", "v": "INTEGER", "other": "BIGINT"}


def one_by_one(
    table: Table,
    ready: Book,
    as_of: Moment,
    wanted: Plan,
    say: Say = lambda _: None,
    *,
    people: str = "open_",
    into: str = "found",
) -> None:
    """Ask the people of a table (way, person), each of the rules that stand beside them; add the answers to another."""
    c = table.connection
    ways = dict(
        c.execute(
            f"SELECT person, list(DISTINCT way ORDER BY way) FROM {people} GROUP BY person"
        ).fetchall()
    )
    if not ways:
        return
    say(f"asking {len(ways):,} people one by one")
    rules = {w for told in ways.values() for w in told}
    needed = _needed(table, [wanted.asked[w] for w in rules])
    way_of = {id(wanted.asked[w].ready): w for w in rules}
    rows: list[tuple[int, int, int, int, int]] = []
    for asked, (person, told) in enumerate(
        people_rows(table, f"SELECT person FROM {people}", needed), 1
    ):
        alone = Residue(told, ready, as_of, table.columns.origin, table.columns.refuge)
        stage = alone.scene(told=False)
        for one, finding in alone.ask(stage, [wanted.asked[w].ready for w in ways[person]]):
            way = way_of[id(one)]
            n, other = _rows_of(wanted.asked[way], finding, told, stage.line.events)
            rows.append((way, n, person, CODE[finding.verdict], other))
        if len(rows) >= 50_000:
            fill(c, into, FOUND, rows)
            rows.clear()
        if asked % 5_000 == 0:
            say(f"asked {asked:,} of {len(ways):,}")
    fill(c, into, FOUND, rows)


def _needed(table: Table, asked: Sequence[Asked]) -> frozenset[int]:
    """The signatures that these rules look at, and those from which places follow."""
    kinds = {k for a in asked for s in (*a.rule.steps, *a.rule.absent) for k in s.select.kinds}
    return frozenset(s.number for s in table.signatures.rows if s.kind in kinds | BEARING)


def _rows_of(
    asked: Asked, finding: Finding, rows: Sequence[Row], events: Sequence[object]
) -> tuple[int, int]:
    """The table's numbers of the anchor (for a total, the first row that opens the state) and of another event."""
    n_of = {f"n{r.n}": r.n for r in rows}
    if asked.rule.cap is not None:
        question = asked.queries[0].question
        opens = question.fits(asked.rule.steps).all
        return min(r.n for r in rows if r.signature.number in opens and r.may_be_by(question.as_of.tick)), NONE  # fmt: skip
    outcome = finding.trace.outcome
    anchor = n_of[events[outcome.anchor].id]  # type: ignore[union-attr, attr-defined]
    other = next((n_of[e] for e in finding.events if n_of[e] != anchor), NONE)
    return anchor, other


def people_rows(
    table: Table, people: str, needed: frozenset[int] | None = None
) -> Iterator[tuple[int, list[Row]]]:
    """The rows of the people a query names (column person), in the order of their numbers; of some signatures only."""
    signatures = table.signatures.rows
    cursor = table.connection.cursor()
    bounds = "c.told_lo, c.told_hi" if table.doubtful else "c.lo, c.hi"
    which = "" if needed is None else f" WHERE {among('c.sig', needed)}"
    cursor.execute(
        f"SELECT c.person, c.rowid, {bounds}, c.sig FROM coded c SEMI JOIN ({people}) s ON c.person = s.person{which} ORDER BY c.rowid"
    )
    who: int | None = None
    told: list[Row] = []
    while batch := cursor.fetchmany(50_000):
        for person, n, lo, hi, sig in batch:
            if person != who:
                if who is not None:
                    yield who, told
                who, told = person, []
            told.append(Row(n, lo, hi, signatures[sig]))
    if who is not None:
        yield who, told
