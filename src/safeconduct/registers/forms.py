# ruff: noqa: S608 (all that is put into the text are numbers, and names of our own columns)
"""What a rule asks of the rows of one person, in two forms that every engine can answer.

May import: sqlglot. `Pairs`: each anchor beside the person's other rows, folded into one row for the anchor. `Spells`:
the person's openings and closings in order, folded into one row for the person. Tests and values are SQL scalars over
whole numbers, never NULL: rendered here for engines that speak SQL, and computed over columns by `arithmetic`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NONE = -1  # no such row; before every tick


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of `ev` that fulfil a test, and what is told of each: name → value over the columns of `ev`."""

    test: str
    told: Mapping[str, str]

    @property
    def sql(self) -> str:
        told = ", ".join(v if v == name else f"{v} AS {name}" for name, v in self.told.items())
        return f"(SELECT {told} FROM ev WHERE {self.test})"


@dataclass(frozen=True, slots=True)
class Fold:
    """One number out of many rows: `how` is MAX, MIN, SUM or BIT_OR; `none` where there are no rows."""

    how: str
    value: str
    none: int = NONE

    @property
    def sql(self) -> str:
        return self.value if self.same else f"{self.how}({self.value})"

    @property
    def same(self) -> bool:
        """Is it one number, whatever the rows?"""
        return self.value.isdigit() and self.how in ("MAX", "MIN")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Anchors `a` (n, person, cut, soft …) and the same person's rows `b` (n …) that fulfil `on` with them.

    `verdict` is over cut, soft, and the folds by name; one of them may be `other`, the row that is told beside the
    anchor. Anchors without any such row are left out unless `outer`. `wanted`: where none of its rows fulfils this, the
    anchor's answer is no (by the verdict too: it saves work to know).
    """

    anchors: Rows
    others: Rows
    on: str
    folds: Mapping[str, Fold]
    verdict: str
    outer: bool = False
    wanted: str = "TRUE"

    @property
    def source(self) -> str:
        """All the pairs, in SQL."""
        on = f"{self.others.sql} b ON a.person = b.person AND {self.on}"
        anchors = self.anchors.sql
        if self.wanted != "TRUE":
            anchors = f"(SELECT a.* FROM {anchors} a SEMI JOIN {on} AND {self.wanted})"
        return f"{anchors} a {'LEFT JOIN' if self.outer else 'JOIN'} {on}"

    @property
    def sql(self) -> str:
        return self.folded(self.source)

    def folded(self, source: str) -> str:
        """The answers from some pairs."""
        marks = ", ".join(
            f"{value if (value := self.anchors.told[mark]).isdigit() else f'MAX(a.{mark})'} AS {mark}" for mark in ("cut", "soft")
        )  # fmt: skip
        other = "other" if "other" in self.folds else f"{NONE} AS other"
        return f"""
        SELECT n, person, v, other FROM (
          SELECT n, person, {other}, {self.verdict} AS v FROM (
            SELECT a.n, MIN(a.person) AS person, {marks}, {self._folds()} FROM {source} GROUP BY a.n) q) r
        WHERE v <> 0"""

    def _folds(self) -> str:
        if not self.outer:
            return ", ".join(f"{f.sql} AS {name}" for name, f in self.folds.items())
        return ", ".join(
            f"{f.how}(CASE WHEN b.n IS NULL THEN {f.none} ELSE {f.value} END) AS {name}" for name, f in self.folds.items()
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alone:
    """Anchors that depend on no other row."""

    anchors: Rows
    verdict: str

    @property
    def sql(self) -> str:
        return f"SELECT n, person, v, {NONE} AS other FROM (SELECT n, person, {self.verdict} AS v FROM {self.anchors.sql} a) r WHERE v <> 0"


@dataclass(frozen=True, slots=True)
class Spells:
    """A person's openings (o = 1) and closings (o = 0) by their first moments; of one moment, openings come first.

    `rows` tell n, person, lo, hi, o. The folds are over these, and over `was` (the o of the row before; 0 for none),
    `opened` and `closed` (the latest hi of the openings, and of the closings, before the row). `verdict` is over the
    folds; one of them is n.
    """

    rows: Rows
    folds: Mapping[str, Fold]
    verdict: str

    @property
    def ctes(self) -> str:
        """c: the rows; q: a row for each person."""
        order = "PARTITION BY person ORDER BY lo, o DESC, n"  # n follows lo and hi
        folds = ", ".join(f"{f.sql} AS {name}" for name, f in self.folds.items())
        return f"""c AS {self.rows.sql}, w AS (
          SELECT *, COALESCE(LAG(o) OVER p, 0) AS was,
            MAX(CASE WHEN o = 1 THEN hi END) OVER r AS opened, MAX(CASE WHEN o = 0 THEN hi END) OVER r AS closed
          FROM c WINDOW p AS ({order}), r AS ({order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ), q AS (SELECT person, {folds} FROM w GROUP BY person)"""

    @property
    def sql(self) -> str:
        return f"""
        WITH {self.ctes}
        SELECT n, person, v, {NONE} AS other FROM (SELECT n, person, {self.verdict} AS v FROM q) r WHERE v <> 0"""


Form = Pairs | Alone | Spells
