# ruff: noqa: S608 (all that is put into the text are numbers, our own names, and the user's, quoted)
"""A register taken in: read once, bad rows set aside, words turned into signatures, sorted by person.

May import: `when`, `findings`' places, `record`'s kinds, DuckDB. The table is `ev` of one DuckDB connection in memory; nothing is written
but the bad rows. Ticks are seconds since 0001-01-01 of the register's clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from safeconduct.findings.places import MOVEMENTS
from safeconduct.findings.selector import Reader
from safeconduct.record.kinds import kinds
from safeconduct.registers.bad_rows import set_aside
from safeconduct.registers.errors import SeveralThere, TooLittleMemory, UnreadableRegister
from safeconduct.registers.mapping import Columns
from safeconduct.registers.signature import DOUBTFUL, Signatures, among
from safeconduct.registers.source import LAST, Say, Source, literal, quote
from safeconduct.registers.wording import small, words


@dataclass(slots=True)
class Table:
    """A register whose words are known. `load` fills the coded table of its rows (or a share of them), `limit` makes
    the view `ev` that rules are asked of: n, person, lo, hi, sig, event, and c_ATTRIBUTE for each attribute."""

    connection: duckdb.DuckDBPyConnection
    path: Path
    columns: Columns
    source: Source
    signatures: Signatures
    rows: int = 0
    last: int = 0  # the last tick of any row
    until: int | None = None  # rows that begin after this tick do not count

    @property
    def doubtful(self) -> bool:
        """Are some of its dates told "about" or "probably"? Then the coded table also holds `told_lo`, `told_hi`."""
        return any(s.time == DOUBTFUL for s in self.signatures.rows)

    def load(self, share: tuple[int, int] = (0, 1), person: str | None = None) -> int:
        """Sort the rows by person into the coded table; how many there are. Raises TooLittleMemory.

        `share` (k, of): only every so many-th person; `person`: only them.
        """
        source, columns = self.source, self.columns
        whose = ""
        if share[1] > 1:
            whose = f" AND hash(r.{quote(columns.person)}) % {share[1]} = {share[0]}"
        if person is not None:
            whose = f" AND CAST(r.{quote(columns.person)} AS VARCHAR) = {literal(person)}"
        number = "p.person" if source.people else f"r.{quote(columns.person)}"
        lo, hi, told = source.lo, source.hi, ""
        if (
            self.doubtful
        ):  # to the engines it can have been any day: whom that concerns is asked one by one
            lo, hi = (f"CASE WHEN s.time = {DOUBTFUL} THEN {end} ELSE {at} END" for at, end in ((lo, 0), (hi, LAST)))  # fmt: skip
            told = f", {source.lo} AS told_lo, {source.hi} AS told_hi"
        rows = f"{source.rows} r {source.joins}"
        sound = f"WHERE {source.sound}{whose}"
        sig, movers = "s.sig", ""
        with _bounded(self.path, self.connection):
            self.connection.execute("DROP TABLE IF EXISTS coded CASCADE")
            if any(s.moved for s in self.signatures.rows):
                journeys = among(
                    "s.sig", (s.number for s in self.signatures.rows if s.kind in MOVEMENTS)
                )
                self.connection.execute(f"CREATE OR REPLACE TABLE movers_ AS SELECT DISTINCT {number} AS mover FROM {rows} {sound} AND {journeys}")  # fmt: skip
                sig = "CASE WHEN m.mover IS NULL THEN s.sig ELSE s.moved END"
                movers = f"LEFT JOIN movers_ m ON m.mover = {number}"
            self.connection.execute(
                f"""CREATE TABLE coded AS SELECT CAST({number} AS {source.width(self.connection, columns)}) AS person, {lo} AS lo, {hi} AS hi,
                    CAST({sig} AS {small(len(self.signatures.rows))}) AS sig, {source.event} AS event{told}
                  FROM {rows} {movers} {sound} ORDER BY person, lo, hi"""
            )
        row = self.connection.execute("SELECT count(*), coalesce(max(hi), 0) FROM coded").fetchone()
        self.rows, self.last = (int(row[0]), int(row[1])) if row else (0, 0)
        return self.rows

    def limit(self, as_of: int) -> bool:
        """Make the view `ev` of the rows that can have happened by a tick; can some of them lie after it?"""
        self.until = as_of if self.last > as_of else None
        where = "" if self.until is None else f" WHERE lo <= {self.until}"
        codes = ""
        for name in (
            self.signatures.attributes
        ):  # by the signature: a lookup costs less than columns to sort
            self.connection.execute(
                f"SET VARIABLE c_{name} = (SELECT list(c ORDER BY sig) FROM (SELECT DISTINCT sig, c_{name} AS c FROM signatures_))"
            )
            codes += f", getvariable('c_{name}')[sig + 1] AS c_{name}"
        self.connection.execute(f"CREATE OR REPLACE VIEW ev AS SELECT rowid AS n, *{codes} FROM coded{where}")  # fmt: skip
        return self.until is not None

    def count(self) -> int:
        """How many rows the file has."""
        return self.source.count(self.connection)

    def person_of(self, event: str) -> str | None:
        """Whom a row is about, by the register's own name for it. Raises SeveralThere."""
        found = self.connection.execute(
            f"SELECT DISTINCT CAST(r.{quote(self.columns.person)} AS VARCHAR) FROM {self.source.rows} r WHERE CAST({self.source.event} AS VARCHAR) = ? LIMIT 2",
            [event],
        ).fetchall()
        if len(found) > 1:
            raise SeveralThere(
                "rows of several people have this name", where=str(self.path), key="row", value=event,
                remedy="Name the person too (--explain PERSON)",
            )  # fmt: skip
        return None if not found or found[0][0] is None else str(found[0][0])

    def set_aside(self, bad: Path, taken: int) -> Counter[str]:
        """Write the rows of the whole register that cannot be taken in; how many there are, by reason.

        `taken`: how many were; where that is all of them the file is not read again.
        """
        if not self.source.csv and self.count() == taken:
            bad.unlink(missing_ok=True)
            return Counter()
        return set_aside(self.connection, self.source, self.path, bad, self.columns)


@contextmanager
def _bounded(path: Path, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise too_little(path, connection) from None


def too_little(path: Path, connection: duckdb.DuckDBPyConnection) -> TooLittleMemory:
    """What to say where the memory given does not suffice."""
    row = connection.execute("SELECT current_setting('memory_limit')").fetchone()
    return TooLittleMemory(
        "the register does not fit into the memory given", where=str(path), key="memory", value=row[0] if row else None,
        remedy="Give more (--memory 4GB), sweep it in more shares (--shares 8), or name a folder that may hold "
        "pseudonymised rows for a while (--spill FOLDER)",
    )  # fmt: skip


def open_engine(memory: str, spill: Path | None, threads: int | None) -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory that never writes to disk, but into the folder named."""
    connection = duckdb.connect(
        ":memory:", config={"memory_limit": memory, "temp_directory": "" if spill is None else str(spill)}
    )  # fmt: skip
    if threads:
        connection.execute(f"SET threads = {int(threads)}")
    connection.execute("SET enable_progress_bar = false")
    return connection


def take(
    path: Path,
    columns: Columns,
    reader: Reader,
    *,
    memory: str = "1500MB",
    spill: Path | None = None,
    threads: int | None = None,
    say: Say = lambda _: None,
) -> Table:
    """Open a CSV or Parquet register and learn its words. Raises UnreadableRegister, TooLittleMemory."""
    if not path.is_file():
        raise UnreadableRegister("there is no such file", where=str(path))
    connection = open_engine(memory, spill, threads)
    with _bounded(path, connection):
        source = Source.of(connection, path, columns)
        signatures = words(connection, source, columns, reader, say)
    there = [] if signatures.rows else source.kinds(connection, columns)
    if there and not any(columns.kind.values.get(k, k.strip()) in kinds() for k in there):
        raise UnreadableRegister(
            "no row's kind of event is known here", where=str(path), key=columns.kind.name, value=", ".join(there),
            remedy="Say in the mapping what its words mean: kind: {column: …, values: {ARR: arrest}}; kinds are those of vocabulary/event-kinds.yaml",
        )  # fmt: skip
    return Table(connection, path, columns, source, signatures)
