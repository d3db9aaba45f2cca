# ruff: noqa: S608 (all that is put into the text are numbers, our own names, and the user's, quoted)
"""The rows that cannot be taken in, with line, reason and the word that was not understood.

May import: this room's values, DuckDB. However many they are, they are written as they are found.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb

from safeconduct.registers.mapping import Columns
from safeconduct.registers.source import Source, blank, csv_rows, quote

Bad = tuple[int, str, str]  # line, reason, the word


def set_aside(
    connection: duckdb.DuckDBPyConnection, source: Source, path: Path, bad: Path, columns: Columns
) -> Counter[str]:
    """Write the rows of the whole register that cannot be taken in; how many there are, by reason."""
    rows = _unsound(connection, source, columns)
    if source.csv:
        rows = _lines(connection, path, rows)
    reasons: Counter[str] = Counter()
    first = next(rows, None)
    if first is None:
        bad.unlink(missing_ok=True)  # of an earlier sweep
        return reasons
    with bad.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["line" if source.csv else "row", "reason", "value"])
        row: Bad | None = first
        while row is not None:
            out.writerow(row)
            reasons[row[1]] += 1
            row = next(rows, None)
    return reasons


def _unsound(
    connection: duckdb.DuckDBPyConnection, source: Source, columns: Columns
) -> Iterator[Bad]:
    """The rows by number, in their order."""
    times, unread = "", "FALSE"
    told = [columns.edtf] if columns.edtf else [columns.earliest or "", columns.latest or ""]
    if columns.edtf is not None:
        times = f" LEFT JOIN told_ t ON t.word IS NOT DISTINCT FROM CAST(r.{quote(columns.edtf)} AS VARCHAR)"
        unread = "t.time IS NULL"
    kind = f"r.{quote(columns.kind.name)}"
    words = ", ".join(f"r.{quote(c)}" for c in told)
    cursor = connection.cursor()
    cursor.execute(
        f"""SELECT line_, reason, CASE WHEN reason LIKE 'no such%' THEN CAST(kind AS VARCHAR) WHEN reason LIKE 'no %' THEN '' ELSE word END
            FROM (SELECT line_, {kind} AS kind, concat_ws(' .. ', {words}) AS word, CASE
                WHEN {blank(f"r.{quote(columns.person)}")} THEN 'no person'
                WHEN {unread} OR NOT coalesce({source.readable}, false) THEN 'the time cannot be read'
                WHEN NOT coalesce({source.sound}, false) THEN 'it ends before it begins'
                WHEN {blank(kind)} THEN 'no kind of event' ELSE 'no such kind of event' END AS reason
              FROM {source.rows} r{times} LEFT JOIN (SELECT DISTINCT r_kind FROM signatures_) k ON k.r_kind = CAST({kind} AS VARCHAR)
              WHERE k.r_kind IS NULL OR {unread} OR NOT coalesce({source.sound}, false)) q ORDER BY line_"""
    )
    while batch := cursor.fetchmany(10_000):
        yield from batch


# how DuckDB names what is wrong with a line, and how we do
_REFUSED = {
    "TOO MANY COLUMNS": "more cells than the header",
    "LINE SIZE OVER MAXIMUM": "a line of more than 2 MB",
    "UNQUOTED VALUE": "a quotation mark amid a cell",
}


def _lines(connection: duckdb.DuckDBPyConnection, path: Path, rows: Iterator[Bad]) -> Iterator[Bad]:
    """The lines of a CSV file that its rows begin on, and those that DuckDB refused."""
    refused = {
        int(line): _REFUSED.get(str(wrong), str(wrong).lower())
        for line, wrong in connection.execute(
            "SELECT line, min(CAST(error_type AS VARCHAR)) FROM reject_errors GROUP BY line"
        ).fetchall()
    }  # its lines are records: a cell of two lines is one, an empty line is one
    row = next(rows, None)
    if not refused and row is None:
        return
    with csv_rows(path, errors="replace") as (_, reader):
        next(reader, None)
        number, begins = 0, reader.line_num + 1
        for at, cells in enumerate(reader, 2):
            if at in refused:  # DuckDB has not numbered it
                yield begins, refused[at], ""
            elif cells:
                number += 1
                if row is not None and number == row[0]:
                    yield begins, *row[1:]
                    row = next(rows, None)
            begins = reader.line_num + 1
