# ruff: noqa: S608 (all that is put into the text are numbers, our own names, and the user's, quoted)
"""A register taken in: read once, bad rows set aside, words turned into signatures, sorted by person.

May import: `when`, `record`'s kinds, DuckDB. The table is `ev` of one DuckDB connection in memory; nothing is written
but the bad rows. Ticks are seconds since 0001-01-01 of the register's clock.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from safeconduct.findings.selector import Reader
from safeconduct.record.kinds import kinds
from safeconduct.registers.errors import TooLittleMemory, UnreadableRegister
from safeconduct.registers.limits import DAY
from safeconduct.registers.mapping import Column, Columns
from safeconduct.registers.signature import (
    DATED,
    DOUBTFUL,
    OPEN_ENDED,
    UNDATED,
    Signature,
    Signatures,
)
from safeconduct.when import instants, parse_edtf
from safeconduct.when.errors import WhenError

EPOCH = (date(1970, 1, 1).toordinal() - 1) * DAY  # ticks from year 1 to 1970
_LAST = date.max.toordinal() * DAY - 1
_UTC = ZoneInfo("UTC")
_WHOLE = ("BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UINTEGER", "USMALLINT", "UTINYINT")
Say = Callable[[str], None]


@dataclass(slots=True)
class Table:
    """A register whose words are known. `load` fills the coded table of its rows (or a share of them), `limit` makes
    the view `ev` that rules are asked of: n, person, lo, hi, sig, event, and c_ATTRIBUTE for each attribute."""

    connection: duckdb.DuckDBPyConnection
    path: Path
    columns: Columns
    source: _Source
    signatures: Signatures
    rows: int = 0
    last: int = 0  # the last tick of any row

    def load(self, share: tuple[int, int] = (0, 1), person: str | None = None) -> int:
        """Sort the rows by person into the coded table; how many there are. Raises TooLittleMemory.

        `share` (k, of): only every so many-th person; `person`: only them.
        """
        source, columns = self.source, self.columns
        whose = ""
        if share[1] > 1:
            whose = f" AND hash(r.{_q(columns.person)}) % {share[1]} = {share[0]}"
        if person is not None:
            whose = f" AND CAST(r.{_q(columns.person)} AS VARCHAR) = {_text(person)}"
        number = "p.person" if source.people else f"CAST(r.{_q(columns.person)} AS BIGINT)"
        attributes = "".join(f", s.c_{a}" for a in columns.attributes)
        with _bounded(self.path, self.connection):
            self.connection.execute("DROP TABLE IF EXISTS coded CASCADE")
            self.connection.execute(
                f"""CREATE TABLE coded AS SELECT {number} AS person, {source.lo} AS lo, {source.hi} AS hi,
                    CAST(s.sig AS {_small(len(self.signatures.rows))}) AS sig, {source.event} AS event{attributes}
                  FROM {source.rows} r {source.joins} WHERE {source.sound}{whose} ORDER BY person, lo, hi"""
            )
        row = self.connection.execute("SELECT count(*), coalesce(max(hi), 0) FROM coded").fetchone()
        self.rows, self.last = (int(row[0]), int(row[1])) if row else (0, 0)
        return self.rows

    def limit(self, as_of: int) -> bool:
        """Make the view `ev` of the rows that can have happened by a tick; can some of them lie after it?"""
        late = self.last > as_of
        where = f" WHERE lo <= {as_of}" if late else ""
        self.connection.execute(f"CREATE OR REPLACE VIEW ev AS SELECT rowid AS n, * FROM coded{where}")  # fmt: skip
        return late

    def count(self) -> int:
        """How many rows the file has."""
        return self.source.count(self.connection)

    def set_aside(self, bad: Path) -> int:
        """Write the rows of the whole register that cannot be taken in, with line and reason; how many there are."""
        return _set_aside(self.connection, self.source, self.path, bad, self.columns)


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
        source = _Source.of(connection, path, columns)
        signatures = _words(connection, source, columns, reader, say)
    return Table(connection, path, columns, source, signatures)


def _small(n: int) -> str:
    return "UTINYINT" if n < 256 else "USMALLINT" if n < 65_536 else "UINTEGER"


def _q(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


@dataclass(slots=True)
class _Source:
    """How the rows of a file are read: the relation, its joins to our dictionaries, and what makes a row sound."""

    rows: str
    joins: str
    relation: str
    readable: str
    sound: str
    lo: str
    hi: str
    event: str
    time: str  # what is told of the time, as in `signature`
    people: bool
    csv: bool

    def count(self, connection: duckdb.DuckDBPyConnection) -> int:
        """How many rows the file has."""
        row = connection.execute(f"SELECT count(*) FROM {self.relation}").fetchone()
        return int(row[0]) if row else 0

    @classmethod
    def of(cls, connection: duckdb.DuckDBPyConnection, path: Path, columns: Columns) -> _Source:
        is_csv = path.suffix.lower() not in (".parquet", ".pq")
        relation = _csv(path) if is_csv else f"read_parquet({_text(str(path))}, file_row_number = true)"  # fmt: skip
        try:
            there = dict(r[:2] for r in connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall())  # fmt: skip
        except duckdb.Error as error:
            raise UnreadableRegister(
                "the register cannot be read", where=str(path),
                remedy=f"It must be Parquet, or CSV in UTF-8 with a header line ({type(error).__name__})",
            ) from None  # fmt: skip
        for name in columns.named:
            if name not in there:
                raise UnreadableRegister(
                    "the register lacks a column that the mapping names", where=str(path), key=name,
                    remedy="Its columns: " + ", ".join(sorted(there)) + ". Name them in a mapping file (--mapping)",
                )  # fmt: skip
        named = ", ".join(_q(n) for n in columns.named)
        rows = f"(SELECT {named}, {'row_number() OVER ()' if is_csv else 'file_row_number + 1'} AS line_ FROM {relation})"
        people = there[columns.person] not in _WHOLE
        keys = " AND ".join(
            f"s.r_{name} IS NOT DISTINCT FROM CAST(r.{_q(column.name)} AS VARCHAR)"
            for name, column in (("kind", columns.kind), *columns.attributes.items())
        )
        shift = EPOCH + columns.shift
        if columns.edtf is not None:
            lo, hi, time = "t.lo", "t.hi", "t.time"
            times = f" JOIN told_ t ON t.word IS NOT DISTINCT FROM CAST(r.{_q(columns.edtf)} AS VARCHAR)"
            readable = sound = "TRUE"
        else:
            first, last = (
                f"TRY_CAST(r.{_q(c or '')} AS BIGINT)" for c in (columns.earliest, columns.latest)
            )
            blank = " AND ".join(
                f"{_blank(f'r.{_q(c or str())}')}" for c in (columns.earliest, columns.latest)
            )
            lo, hi, times = (
                f"coalesce({first} + {shift}, 0)",
                f"coalesce({last} + {shift}, {_LAST})",
                "",
            )
            time = f"CASE WHEN {first} IS NOT NULL AND {last} IS NOT NULL THEN {DATED} WHEN {blank} THEN {UNDATED} ELSE {OPEN_ENDED} END"  # fmt: skip
            sound = " AND ".join(
                f"({_blank(f'r.{_q(c or str())}')} OR {v} BETWEEN {-EPOCH} AND {_LAST - EPOCH})"
                for c, v in ((columns.earliest, first), (columns.latest, last))
            )
            readable = sound
            sound += f" AND NOT coalesce({first} > {last}, false)"
        sound += f" AND NOT {_blank(f'r.{_q(columns.person)}')}"
        joins = f"{times} JOIN signatures_ s ON {keys} AND s.time = {time}"
        if people:
            joins += f" JOIN people_ p ON p.word = CAST(r.{_q(columns.person)} AS VARCHAR)"
        event = f"r.{_q(columns.event)}" if columns.event else "r.line_"
        return cls(rows, joins, relation, readable, sound, lo, hi, event, time, people, is_csv)


def _blank(column: str) -> str:
    return f"({column} IS NULL OR trim(CAST({column} AS VARCHAR)) = '')"


def _csv(path: Path) -> str:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            head = next(csv.reader(file), [])
    except (OSError, UnicodeDecodeError):
        head = []
    if not head or len(set(head)) != len(head):
        raise UnreadableRegister(
            "no header line with a name of its own for each column", where=str(path), remedy="The first line of a CSV register names its columns; save it as UTF-8"
        )  # fmt: skip
    listed = ", ".join(f"{_text(name)}: 'VARCHAR'" for name in head)
    return (
        f"read_csv({_text(str(path))}, auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
        f"columns = {{{listed}}}, store_rejects = true, rejects_limit = 0, null_padding = true, parallel = false)"
    )


# -- words into numbers ------------------------------------------------------------------------------------------------


def _words(
    connection: duckdb.DuckDBPyConnection,
    source: _Source,
    columns: Columns,
    reader: Reader,
    say: Say,
) -> Signatures:
    """The tables `told_` (dates), `people_` and `signatures_`, from one look at the distinct words of the register."""
    if columns.edtf is not None:
        say("reading dates")
        _dates(connection, source, columns)
    if source.people:
        say("numbering people")
        raw = f"CAST({_q(columns.person)} AS VARCHAR)"
        connection.execute(
            f"CREATE TABLE people_ AS SELECT word, row_number() OVER (ORDER BY word) AS person FROM "
            f"(SELECT DISTINCT {raw} AS word FROM {source.rows}) q WHERE NOT {_blank('word')}"
        )
    say("reading kinds and attributes")
    raws = dict((("kind", columns.kind), *columns.attributes.items()))
    told = ", ".join(f"CAST(r.{_q(c.name)} AS VARCHAR) AS r_{name}" for name, c in raws.items())
    times = f" JOIN told_ t ON t.word IS NOT DISTINCT FROM CAST(r.{_q(columns.edtf)} AS VARCHAR)" if columns.edtf else ""  # fmt: skip
    found = connection.execute(f"SELECT DISTINCT {told}, {source.time} AS time FROM {source.rows} r{times}").fetchall()  # fmt: skip
    known = kinds()
    kept = []
    for *cells, time in found:
        values = [_values(cell, column) for cell, column in zip(cells, raws.values(), strict=True)]
        kind = values[0] if isinstance(values[0], str) else None
        if kind in known:
            kept.append((kind, values[1:], cells, time))
    kept.sort(key=lambda row: (row[0], *(str(v or "") for v in row[1]), row[3], *(c or "" for c in row[2])))  # fmt: skip
    return _coded(connection, kept, tuple(columns.attributes), tuple(raws), reader)


def _values(cell: str | None, column: Column) -> str | list[str] | None:
    if cell is None or not cell.strip():
        return None
    if column.split:
        return [column.values.get(p.strip(), p.strip()) for p in cell.split(column.split) if p.strip()]  # fmt: skip
    return column.values.get(cell, cell.strip())


def _coded(
    connection: duckdb.DuckDBPyConnection,
    kept: list[tuple[str, list[Any], list[str | None], int]],
    attributes: tuple[str, ...],
    raws: tuple[str, ...],
    reader: Reader,
) -> Signatures:
    """Raw cells → number of the signature, and a code for each attribute's value as rules compare it."""
    numbers: dict[tuple[object, ...], int] = {}
    found: list[Signature] = []
    codes: dict[str, dict[tuple[str, ...], int]] = {a: {} for a in attributes}
    many: set[str] = set()
    rows: list[tuple[Any, ...]] = []
    for kind, values, cells, time in kept:
        key = (kind, *(tuple(v) if isinstance(v, list) else v for v in values), time)
        number = numbers.setdefault(key, len(numbers))
        if number == len(found):
            told = {k: v for k, v in zip(attributes, values, strict=True) if v is not None}
            found.append(Signature(number, kind, told, time))
        event = found[number].event(f"i{number}")
        coded = []
        for a in attributes:
            read = reader.values(a, event)
            if len(read) > 1:
                many.add(a)
            coded.append(codes[a].setdefault(read, len(codes[a])) if read else None)
        rows.append((number, time, *cells, *coded))
    types = ["INTEGER", "TINYINT", *("VARCHAR" for _ in raws), *(_small(len(codes[a])) for a in attributes)]  # fmt: skip
    names = ["sig", "time", *(f"r_{r}" for r in raws), *(f"c_{a}" for a in attributes)]
    fill(connection, "signatures_", dict(zip(names, types, strict=True)), rows)
    return Signatures(found, reader, attributes, frozenset(many))


def fill(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    rows: Sequence[Sequence[Any]],
) -> None:
    """Make (or go on filling) a small table of ours."""
    listed = ", ".join(f"{n} {t}" for n, t in columns.items())
    connection.execute(f"CREATE TABLE IF NOT EXISTS {table} ({listed})")
    for at in range(0, len(rows), 20_000):
        lists = [list(c) for c in zip(*rows[at : at + 20_000], strict=True)]
        cells = ", ".join(f"unnest(CAST(? AS {t}[]))" for t in columns.values())
        connection.execute(f"INSERT INTO {table} SELECT {cells}", lists)


def _dates(connection: duckdb.DuckDBPyConnection, source: _Source, columns: Columns) -> None:
    """Each distinct text of a date is read once, by the room that reads dates."""
    shape = {"word": "VARCHAR", "lo": "BIGINT", "hi": "BIGINT", "time": "TINYINT"}
    fill(connection, "told_", shape, [])
    words = connection.cursor()
    words.execute(f"SELECT DISTINCT CAST({_q(columns.edtf or '')} AS VARCHAR) FROM {source.rows}")
    while batch := words.fetchmany(20_000):
        rows = [(word, *read) for (word,) in batch if (read := _read_date(word, columns.shift))]
        fill(connection, "told_", shape, rows)


def _read_date(word: str | None, shift: int) -> tuple[int, int, int] | None:
    """First and last tick, and what is told of the time; None where it cannot be read."""
    if word is None or not word.strip():
        return 0, _LAST, UNDATED
    try:
        span = parse_edtf(word.strip().replace(" ", "T", 1))
    except WhenError:
        return None
    first, last = instants(span, _UTC)
    ahead = shift if span.at is not None and span.at.tzinfo is not None else 0
    lo = 0 if first is None else max(0, first + ahead + EPOCH)
    hi = _LAST if last is None else min(_LAST, last + ahead + EPOCH)
    if first is None and last is None:
        return lo, hi, UNDATED
    if span.is_doubtful:
        return lo, hi, DOUBTFUL
    return lo, hi, DATED if first is not None and last is not None else OPEN_ENDED


# -- bad rows ----------------------------------------------------------------------------------------------------------


def _set_aside(
    connection: duckdb.DuckDBPyConnection, source: _Source, path: Path, bad: Path, columns: Columns
) -> int:
    """Write the rows of the whole register that cannot be taken in, with line and reason; how many there are."""
    times = ""
    unread = "FALSE"
    if columns.edtf is not None:
        times = f" LEFT JOIN told_ t ON t.word IS NOT DISTINCT FROM CAST(r.{_q(columns.edtf)} AS VARCHAR)"
        unread = "t.time IS NULL"
    kind = f"r.{_q(columns.kind.name)}"
    rows = connection.execute(
        f"""SELECT line_, CASE WHEN {_blank(f"r.{_q(columns.person)}")} THEN 'no person'
              WHEN {unread} OR NOT coalesce({source.readable}, false) THEN 'the time cannot be read'
              WHEN NOT coalesce({source.sound}, false) THEN 'it ends before it begins'
              WHEN {_blank(kind)} THEN 'no kind of event' ELSE 'no such kind of event' END
            FROM {source.rows} r{times} LEFT JOIN (SELECT DISTINCT r_kind FROM signatures_) k ON k.r_kind = CAST({kind} AS VARCHAR)
            WHERE k.r_kind IS NULL OR {unread} OR NOT coalesce({source.sound}, false)"""
    ).fetchall()
    if source.csv:
        rows = _lines(connection, path, rows)
    if rows:
        with bad.open("w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(["line" if source.csv else "row", "reason"])
            out.writerows(sorted(rows))
    return len(rows)


def _lines(
    connection: duckdb.DuckDBPyConnection, path: Path, rows: Sequence[tuple[int, str]]
) -> list[tuple[int, str]]:
    """The lines of a CSV file that its rows begin on, and those that have more cells than the header."""
    reasons = dict(rows)
    refused = connection.execute("SELECT 1 FROM reject_errors LIMIT 1").fetchall()
    if not refused and not reasons:
        return []
    found = []
    with path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
        reader = csv.reader(file)
        width = len(next(reader, []))
        number, begins = 0, reader.line_num + 1
        for cells in reader:
            if len(cells) > width:  # DuckDB has not numbered it
                found.append((begins, "more cells than the header"))
            elif cells:
                number += 1
                if number in reasons:
                    found.append((begins, reasons[number]))
            begins = reader.line_num + 1
    return found
