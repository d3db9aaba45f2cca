# ruff: noqa: S608 (all that is put into the text are numbers, our own names, and the user's, quoted)
"""The distinct words of a register turned into numbers: signatures, people, dates.

May import: `when`, `findings`' places, `record`'s kinds, DuckDB.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from safeconduct.findings.codes import state_of
from safeconduct.findings.places import FOLLOWS, MOVEMENTS
from safeconduct.findings.selector import Reader
from safeconduct.record.kinds import kinds
from safeconduct.registers.mapping import Column, Columns
from safeconduct.registers.signature import (
    DATED,
    DOUBTFUL,
    NOT_ON_FILE,
    OPEN_ENDED,
    UNDATED,
    Signature,
    Signatures,
)
from safeconduct.registers.source import EPOCH, LAST, Say, Source, blank, quote
from safeconduct.when import instants, parse_edtf
from safeconduct.when.errors import WhenError

MOVED = "moved"
NEVER = -1  # no time is told so


def small(n: int) -> str:
    return "UTINYINT" if n < 256 else "USMALLINT" if n < 65_536 else "UINTEGER"


UTC = ZoneInfo("UTC")


def words(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
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
        raw = f"CAST({quote(columns.person)} AS VARCHAR)"
        connection.execute(
            f"CREATE TABLE people_ AS SELECT word, row_number() OVER (ORDER BY word) AS person FROM "
            f"(SELECT DISTINCT {raw} AS word FROM {source.rows}) q WHERE NOT {blank('word')}"
        )
    say("reading kinds and attributes")
    raws = dict((("kind", columns.kind), *columns.attributes.items()))
    told = ", ".join(f"CAST(r.{quote(c.name)} AS VARCHAR) AS r_{name}" for name, c in raws.items())
    times = f" JOIN told_ t ON t.word IS NOT DISTINCT FROM CAST(r.{quote(columns.edtf)} AS VARCHAR)" if columns.edtf else ""  # fmt: skip
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
    words: dict[str, dict[tuple[str, ...], int]] = {a: {} for a in attributes}
    codes: dict[str, list[int]] = {a: [] for a in attributes}
    many: set[str] = set()
    rows: list[tuple[Any, ...]] = []
    journeys = any(row[0] in MOVEMENTS for row in kept)
    for kind, values, cells, time in kept:
        key = (kind, *(tuple(v) if isinstance(v, list) else v for v in values), time)
        number = numbers.setdefault(key, len(found))
        if number == len(found):
            told = {k: v for k, v in zip(attributes, values, strict=True) if v is not None}
            found.append(Signature(number, kind, told, time))
            event = found[number].event(f"i{number}")
            for a in attributes:
                read = reader.values(a, event)
                if len(read) > 1:
                    many.add(a)
                codes[a].append(words[a].setdefault(read, len(words[a]) + 1) if read else NOT_ON_FILE)  # fmt: skip
            if (
                journeys and kind in FOLLOWS and state_of(event) is None
            ):  # a second one, for people who moved
                numbers[(*key, MOVED)] = len(found)
                found.append(Signature(len(found), kind, told, time, moved=True))
                for a in attributes:
                    codes[a].append(codes[a][number])
        moved = numbers.get((*key, MOVED), number)
        coded = [codes[a][number] for a in attributes]
        rows.append((number, moved, time, *cells, *coded))
        if moved != number:  # no row of the register is joined to it
            rows.append((moved, moved, NEVER, *cells, *coded))
    types = ["INTEGER", "INTEGER", "TINYINT", *("VARCHAR" for _ in raws), *(small(len(words[a]) + 1) for a in attributes)]  # fmt: skip
    names = ["sig", "moved", "time", *(f"r_{r}" for r in raws), *(f"c_{a}" for a in attributes)]
    fill(connection, "signatures_", dict(zip(names, types, strict=True)), rows)
    return Signatures(found, reader, codes, frozenset(many))


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


def _dates(connection: duckdb.DuckDBPyConnection, source: Source, columns: Columns) -> None:
    """Each distinct text of a date is read once, by the room that reads dates."""
    shape = {"word": "VARCHAR", "lo": "BIGINT", "hi": "BIGINT", "time": "TINYINT"}
    fill(connection, "told_", shape, [])
    words = connection.cursor()
    words.execute(
        f"SELECT DISTINCT CAST({quote(columns.edtf or '')} AS VARCHAR) FROM {source.rows}"
    )
    while batch := words.fetchmany(20_000):
        rows = [(word, *read) for (word,) in batch if (read := _read_date(word, columns.shift))]
        fill(connection, "told_", shape, rows)


def _read_date(word: str | None, shift: int) -> tuple[int, int, int] | None:
    """First and last tick, and what is told of the time; None where it cannot be read."""
    if word is None or not word.strip():
        return 0, LAST, UNDATED
    try:
        span = parse_edtf(word.strip().replace(" ", "T", 1))
    except WhenError:
        return None
    first, last = instants(span, UTC)
    ahead = shift if span.at is not None and span.at.tzinfo is not None else 0
    lo = 0 if first is None else max(0, first + ahead + EPOCH)
    hi = LAST if last is None else min(LAST, last + ahead + EPOCH)
    if first is None and last is None:
        return lo, hi, UNDATED
    if span.is_doubtful:
        return lo, hi, DOUBTFUL
    return lo, hi, DATED if first is not None and last is not None else OPEN_ENDED
