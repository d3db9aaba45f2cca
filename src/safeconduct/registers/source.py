# ruff: noqa: S608 (all that is put into the text are numbers, our own names, and the user's, quoted)
"""The file of a register as a relation: its rows, how they join our dictionaries, and which of them are sound.

May import: DuckDB. Ticks are seconds since 0001-01-01 of the register's clock.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from safeconduct.registers.errors import UnreadableRegister
from safeconduct.registers.limits import DAY
from safeconduct.registers.mapping import Columns
from safeconduct.registers.signature import (
    DATED,
    OPEN_ENDED,
    UNDATED,
)

EPOCH = (date(1970, 1, 1).toordinal() - 1) * DAY  # ticks from year 1 to 1970
LAST = date.max.toordinal() * DAY - 1
_WHOLE = ("BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UINTEGER", "USMALLINT", "UTINYINT")
Say = Callable[[str], None]


def quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


@dataclass(slots=True)
class Source:
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

    def width(self, connection: duckdb.DuckDBPyConnection, columns: Columns) -> str:
        """The type that the numbers of its people fit into: half the bytes to sort and to read where they are small."""
        number, rows = (
            ("person", "people_") if self.people else (quote(columns.person), self.relation)
        )
        ends = connection.execute(
            f"SELECT min({number}), max({number}) FROM {rows}"
        ).fetchone()  # Parquet knows them
        small = ends is not None and ends[0] is not None and ends[0] >= 0 and ends[1] < 1 << 32
        return "UINTEGER" if small else "BIGINT"

    def kinds(self, connection: duckdb.DuckDBPyConnection, columns: Columns) -> list[str]:
        """Some of the words for kinds of event in the file, as they stand there."""
        kind = f"CAST({quote(columns.kind.name)} AS VARCHAR)"
        rows = connection.execute(f"SELECT DISTINCT {kind} AS kind FROM {self.rows} q WHERE kind <> '' ORDER BY 1 LIMIT 8").fetchall()  # fmt: skip
        return [str(kind) for (kind,) in rows]

    @classmethod
    def of(cls, connection: duckdb.DuckDBPyConnection, path: Path, columns: Columns) -> Source:
        is_csv = path.suffix.lower() not in (".parquet", ".pq")
        relation = _csv(path) if is_csv else f"read_parquet({literal(str(path))}, file_row_number = true)"  # fmt: skip
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
        named = ", ".join(quote(n) for n in columns.named)
        rows = f"(SELECT {named}, {'row_number() OVER ()' if is_csv else 'file_row_number + 1'} AS line_ FROM {relation})"
        people = there[columns.person] not in _WHOLE
        keys = " AND ".join(
            f"s.r_{name} IS NOT DISTINCT FROM CAST(r.{quote(column.name)} AS VARCHAR)"
            for name, column in (("kind", columns.kind), *columns.attributes.items())
        )
        shift = EPOCH + columns.shift
        if columns.edtf is not None:
            lo, hi, time = "t.lo", "t.hi", "t.time"
            times = f" JOIN told_ t ON t.word IS NOT DISTINCT FROM CAST(r.{quote(columns.edtf)} AS VARCHAR)"
            readable = sound = "TRUE"
        else:
            first, last = (
                f"TRY_CAST(r.{quote(c or '')} AS BIGINT)"
                for c in (columns.earliest, columns.latest)
            )
            untold = " AND ".join(
                f"{blank(f'r.{quote(c or str())}')}" for c in (columns.earliest, columns.latest)
            )
            lo, hi, times = (
                f"coalesce({first} + {shift}, 0)",
                f"coalesce({last} + {shift}, {LAST})",
                "",
            )
            time = f"CASE WHEN {first} IS NOT NULL AND {last} IS NOT NULL THEN {DATED} WHEN {untold} THEN {UNDATED} ELSE {OPEN_ENDED} END"  # fmt: skip
            sound = " AND ".join(
                f"({blank(f'r.{quote(c or str())}')} OR {v} BETWEEN {-EPOCH} AND {LAST - EPOCH})"
                for c, v in ((columns.earliest, first), (columns.latest, last))
            )
            readable = sound
            sound += f" AND NOT coalesce({first} > {last}, false)"
        sound += f" AND NOT {blank(f'r.{quote(columns.person)}')}"
        joins = f"{times} JOIN signatures_ s ON {keys} AND s.time = {time}"
        if people:
            joins += f" JOIN people_ p ON p.word = CAST(r.{quote(columns.person)} AS VARCHAR)"
        event = f"r.{quote(columns.event)}" if columns.event else "r.line_"
        return cls(rows, joins, relation, readable, sound, lo, hi, event, time, people, is_csv)


def blank(column: str) -> str:
    return f"({column} IS NULL OR trim(CAST({column} AS VARCHAR)) = '')"


LONGEST_CELL = 2**31 - 1  # Python's own bound is 128 KiB; the file's lines are DuckDB's to refuse
_UTF8 = "A CSV register names its columns in its first line; save it as UTF-8"


@contextmanager
def csv_rows(
    path: Path, *, errors: str = "strict", strict: bool = False
) -> Iterator[tuple[str, Any]]:
    """What stands between the cells, by the header line (a comma, a semicolon as spreadsheets of many countries write
    it, or a tab), and a reader of the rows. Raises UnreadableRegister, naming the line."""
    before = csv.field_size_limit(LONGEST_CELL)
    reader = None
    try:
        with path.open(newline="", encoding="utf-8-sig", errors=errors) as file:
            between = max(",;\t", key=file.readline().count)
            file.seek(0)
            reader = csv.reader(file, delimiter=between, strict=strict)
            yield between, reader
    except csv.Error as error:
        raise UnreadableRegister(
            f"a row of the CSV file cannot be read ({error})", where=str(path), key="line",
            value=reader.line_num + 1 if reader is not None else 1, remedy="Mend that line",
        ) from None  # fmt: skip
    except UnicodeDecodeError:
        raise UnreadableRegister("the file is not UTF-8", where=str(path), remedy=_UTF8) from None
    except OSError as error:
        raise UnreadableRegister(
            f"the file cannot be opened ({error.strerror or type(error).__name__})", where=str(path),
            remedy="See whether it is still there and whether you may read it",
        ) from None  # fmt: skip
    finally:
        csv.field_size_limit(before)


def _csv(path: Path) -> str:
    with csv_rows(path) as (between, rows):
        head: list[str] = next(rows, [])
    _closed(path)
    if not head or len(set(head)) != len(head):
        raise UnreadableRegister(
            "no header line with a name of its own for each column", where=str(path), remedy=_UTF8
        )  # fmt: skip
    listed = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in head)
    return (
        f"read_csv({literal(str(path))}, auto_detect = false, header = true, delim = {literal(between)}, quote = '\"', escape = '\"', "
        f"columns = {{{listed}}}, store_rejects = true, rejects_limit = 0, null_padding = true, parallel = false)"
    )


def _closed(path: Path) -> None:
    """Raise UnreadableRegister where a quotation mark is never closed: all lines after it would be one cell, unseen."""
    with path.open("rb") as file:
        odd = sum(block.count(b'"') for block in iter(lambda: file.read(1 << 20), b"")) % 2
    if not odd:
        return
    begins = 1
    with csv_rows(path, errors="replace", strict=True) as (_, rows):
        try:
            for _ in rows:
                begins = rows.line_num + 1
        except csv.Error:
            raise UnreadableRegister(
                "a quotation mark is not closed, or stands amid a cell", where=str(path), key="line", value=begins,
                remedy="Close it, or double the quotation marks inside the cell; the lines after it would else be read as one cell",
            ) from None  # fmt: skip
