# ruff: noqa: S608 (all that is put into the text are numbers, our own names, and the user's, quoted)
"""The rows that cannot be taken in, with line and reason.

May import: this room's values, DuckDB.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import duckdb

from safeconduct.registers.mapping import Columns
from safeconduct.registers.source import Source, blank, quote


def set_aside(
    connection: duckdb.DuckDBPyConnection, source: Source, path: Path, bad: Path, columns: Columns
) -> int:
    """Write the rows of the whole register that cannot be taken in, with line and reason; how many there are."""
    times = ""
    unread = "FALSE"
    if columns.edtf is not None:
        times = f" LEFT JOIN told_ t ON t.word IS NOT DISTINCT FROM CAST(r.{quote(columns.edtf)} AS VARCHAR)"
        unread = "t.time IS NULL"
    kind = f"r.{quote(columns.kind.name)}"
    rows = connection.execute(
        f"""SELECT line_, CASE WHEN {blank(f"r.{quote(columns.person)}")} THEN 'no person'
              WHEN {unread} OR NOT coalesce({source.readable}, false) THEN 'the time cannot be read'
              WHEN NOT coalesce({source.sound}, false) THEN 'it ends before it begins'
              WHEN {blank(kind)} THEN 'no kind of event' ELSE 'no such kind of event' END
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
