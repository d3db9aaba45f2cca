# ruff: noqa: S608 (all that is put into the text are paths and columns the person running it named, quoted)
"""A register taken in: read once, bad rows set aside, words turned into numbers, sorted by person.

May import: `when`, DuckDB. The table is `ev` of one DuckDB connection in memory; nothing is written but the bad rows.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from safeconduct.record.kinds import kinds
from safeconduct.registers.compiling import Codes
from safeconduct.registers.errors import UnreadableRegister
from safeconduct.registers.mapping import Columns
from safeconduct.registers.settling import Row
from safeconduct.when import instants, parse_edtf
from safeconduct.when.errors import WhenError

EPOCH_DAY = date(1970, 1, 1).toordinal()


@dataclass(slots=True)
class Table:
    """The coded table with its dictionaries. `people` and `events` map codes back where the originals are not numbers."""

    connection: duckdb.DuckDBPyConnection
    codes: Codes
    rows: int
    bad: int
    columns: Columns
    straddling: bool = False
    words: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

    def person_rows(self, people: str) -> Iterator[tuple[int, Row]]:
        """The rows of the people a query selects (column person_id), sorted by person."""
        attributes = [c for c in self.codes.columns if c != "kind"]
        chosen = "".join(f", e.{c}" for c in attributes)
        cursor = self.connection.cursor()
        cursor.execute(
            f"SELECT e.person_id, e.event_id, e.lo, e.hi, e.dlo, e.dhi, e.kind{chosen} FROM ev e "
            f"SEMI JOIN ({people}) s ON e.person_id = s.person_id ORDER BY e.person_id, e.lo, e.event_id"
        )
        kind = self.words["kind"]
        while batch := cursor.fetchmany(50_000):
            for person, event, lo, hi, dlo, dhi, code, *values in batch:
                told = {
                    c: self.words[c][v]
                    for c, v in zip(attributes, values, strict=True)
                    if v is not None
                }
                yield (
                    person,
                    Row(event, lo, hi, dlo, dhi, kind[code], told.pop("place", None), told),
                )


def take(
    path: Path,
    columns: Columns,
    as_of: int,
    *,
    bad: Path | None = None,
    memory: str = "2GB",
    threads: int | None = None,
) -> Table:
    """Read a CSV or Parquet register into the coded table. Bad rows go to `bad` with line and reason.

    Rows that begin after `as_of` are left out. Raises UnreadableRegister.
    """
    if not path.is_file():
        raise UnreadableRegister("there is no such file", where=str(path))
    connection = duckdb.connect(":memory:", config={"memory_limit": memory, "temp_directory": ""})
    if threads:
        connection.execute(f"SET threads = {threads}")
    connection.execute("SET preserve_insertion_order = false")
    source = _source(connection, path)
    there = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    for name in _named(columns):
        if name not in there:
            raise UnreadableRegister(
                "the register lacks a column that the mapping names", where=str(path), key=name,
                remedy="Its columns: " + ", ".join(sorted(there)),
            )  # fmt: skip
    numbered = (
        f"(SELECT *, row_number() OVER () AS line_ FROM {source})"
        if columns.event is None or bad or path.suffix != ".parquet"
        else source
    )
    codes, cases = _codes(connection, source, columns)
    times = _times(connection, source, columns)
    event = f"TRY_CAST({_q(columns.event)} AS BIGINT)" if columns.event else "line_"
    person, known_people = _person(connection, source, columns)
    shift = _shift(columns.zone)
    selected = f"""
        SELECT {event} AS event_id, {person} AS person_id, {times[0]} AS lo, {times[1]} AS hi,
          CAST(floor(({times[0]} + {shift}) / 86400) AS INTEGER) + {EPOCH_DAY} AS dlo,
          CAST(floor(({times[1]} + {shift}) / 86400) AS INTEGER) + {EPOCH_DAY} AS dhi,
          {", ".join(f"{case} AS {name}" for name, case in cases.items())}"""
    sound = "event_id IS NOT NULL AND person_id IS NOT NULL AND lo IS NOT NULL AND hi IS NOT NULL AND lo <= hi AND kind IS NOT NULL"
    connection.execute(
        f"CREATE TABLE ev AS SELECT * FROM ({selected} FROM {numbered} t) q WHERE {sound} AND lo <= {as_of} ORDER BY person_id, lo, event_id"
    )
    count = connection.execute("SELECT count(*) FROM ev").fetchone()
    spoiled = 0
    if bad is not None:
        spoiled = _set_aside(connection, f"{selected}, line_ FROM {numbered} t", sound, bad)
    straddling = connection.execute(f"SELECT count(*) FROM ev WHERE hi > {as_of}").fetchone()
    words = {c: {n: w for w, n in table.items()} for c, table in codes.columns.items()}
    if known_people:
        words["person"] = known_people
    return Table(
        connection,
        codes,
        int(count[0]) if count else 0,
        spoiled,
        columns,
        bool(straddling and straddling[0]),
        words,
    )


def _q(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _source(connection: duckdb.DuckDBPyConnection, path: Path) -> str:
    name = _text(str(path))
    source = (
        f"read_parquet({name})"
        if path.suffix in (".parquet", ".pq")
        else f"read_csv({name}, all_varchar = true, null_padding = true)"
    )
    try:
        connection.execute(f"DESCRIBE SELECT * FROM {source}")
    except duckdb.Error as error:
        raise UnreadableRegister(
            "the register cannot be read",
            where=str(path),
            remedy=f"It must be Parquet, or CSV with a header line ({type(error).__name__})",
        ) from None
    return source


def _named(columns: Columns) -> list[str]:
    named = [
        columns.person,
        columns.kind.name,
        columns.event,
        columns.earliest,
        columns.latest,
        columns.edtf,
    ]
    return [n for n in (*named, *(c.name for c in columns.attributes.values())) if n]


def _codes(
    connection: duckdb.DuckDBPyConnection, source: str, columns: Columns
) -> tuple[Codes, dict[str, str]]:
    """Dictionaries of the words in use, and the SQL that turns a word into its number."""
    known = kinds()
    tables: dict[str, dict[str, int]] = {}
    cases: dict[str, str] = {}
    for name, column in (("kind", columns.kind), *columns.attributes.items()):
        raw = _q(column.name)
        told = [
            str(row[0])
            for row in connection.execute(
                f"SELECT DISTINCT {raw} FROM {source} WHERE {raw} IS NOT NULL ORDER BY 1"
            ).fetchall()
        ]
        words: dict[str, int] = {}
        whens = []
        for value in told:
            word = column.values.get(value, value)
            if name == "kind" and word not in known:
                continue  # a bad row: its reason names the kind
            number = words.setdefault(word, len(words))
            whens.append((value, number))
        tables[name] = words
        cases[name] = _case(raw, whens)
    return Codes(tables), cases


def _case(raw: str, whens: Sequence[tuple[str, int]]) -> str:
    if not whens:
        return "CAST(NULL AS INTEGER)"
    listed = ", ".join(_text(v) for v, _ in whens)
    numbers = ", ".join(str(n) for _, n in whens)
    return f"CAST(list_extract([{numbers}], list_position([{listed}], CAST({raw} AS VARCHAR))) AS INTEGER)"


def _times(connection: duckdb.DuckDBPyConnection, source: str, columns: Columns) -> tuple[str, str]:
    """The SQL of first and last second. EDTF texts are read once each and joined in."""
    if columns.edtf is None:
        return (
            f"TRY_CAST({_q(columns.earliest or '')} AS BIGINT)",
            f"TRY_CAST({_q(columns.latest or '')} AS BIGINT)",
        )
    raw = _q(columns.edtf)
    zone = ZoneInfo(columns.zone)
    rows = []
    for (text,) in connection.execute(
        f"SELECT DISTINCT CAST({raw} AS VARCHAR) FROM {source} WHERE {raw} IS NOT NULL"
    ).fetchall():
        try:
            lo, hi = instants(parse_edtf(text), zone)
        except WhenError:
            continue
        if lo is not None and hi is not None:
            rows.append((text, lo, hi))
    connection.execute("CREATE TEMP TABLE told_(text_ VARCHAR PRIMARY KEY, lo_ BIGINT, hi_ BIGINT)")
    if rows:
        connection.executemany("INSERT INTO told_ VALUES (?, ?, ?)", rows)
    one = f"(SELECT {{}} FROM told_ WHERE text_ = CAST(t.{raw} AS VARCHAR))"
    return one.format("lo_"), one.format("hi_")


def _person(
    connection: duckdb.DuckDBPyConnection, source: str, columns: Columns
) -> tuple[str, dict[int, str]]:
    """Person ids as numbers; words get numbers of their own."""
    raw = _q(columns.person)
    kind = connection.execute(f"SELECT typeof({raw}) FROM {source} LIMIT 1").fetchone()
    if kind and kind[0] in ("BIGINT", "INTEGER", "UBIGINT", "UINTEGER", "SMALLINT"):
        return f"CAST({raw} AS BIGINT)", {}
    connection.execute(
        f"CREATE TEMP TABLE people_ AS SELECT name_, row_number() OVER (ORDER BY name_) AS number_ FROM "
        f"(SELECT DISTINCT CAST({raw} AS VARCHAR) AS name_ FROM {source} WHERE {raw} IS NOT NULL AND trim(CAST({raw} AS VARCHAR)) <> '')"
    )
    names = dict(connection.execute("SELECT number_, name_ FROM people_").fetchall())
    return f"(SELECT number_ FROM people_ WHERE name_ = CAST(t.{raw} AS VARCHAR))", names


def _shift(zone: str) -> int:
    """Seconds that the zone's standard day lies ahead of UTC (summer time aside: days of a register are civil days)."""
    from datetime import datetime, timedelta

    offset = datetime(2015, 1, 15, tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()
    return int(offset.total_seconds())


def _set_aside(connection: duckdb.DuckDBPyConnection, selected: str, sound: str, bad: Path) -> int:
    """Write the rows that were not taken in, with line and reason; how many there were."""
    reason = (
        "CASE WHEN person_id IS NULL THEN 'no person' WHEN kind IS NULL THEN 'no such event kind' "
        "WHEN lo IS NULL OR hi IS NULL THEN 'time cannot be read' WHEN lo > hi THEN 'ends before it begins' "
        "ELSE 'no event id' END"
    )
    rows = connection.execute(
        f"SELECT line_, {reason} FROM ({selected}) q WHERE NOT coalesce({sound}, false) ORDER BY line_"
    ).fetchall()
    if rows:
        with bad.open("w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(["row", "reason"])
            out.writerows(rows)
    return len(rows)
