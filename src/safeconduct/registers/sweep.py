"""A pack's rules asked of a register of many people: verdict, rule, anchor, events and person, a row for each.

May import: `findings`, `law`, DuckDB. Engines settle what bounds settle; the rest is asked person by person.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from safeconduct.findings import Finding
from safeconduct.findings.book import Book, ReadyRule, book
from safeconduct.findings.selector import Reader
from safeconduct.law import Pack
from safeconduct.registers.asking import Swept, ask
from safeconduct.registers.engines import Engine
from safeconduct.registers.errors import NobodyThere
from safeconduct.registers.fused import FusedEngine
from safeconduct.registers.intake import take, too_little
from safeconduct.registers.mapping import Columns
from safeconduct.registers.plan import plan
from safeconduct.registers.question import Moment
from safeconduct.registers.residue import Residue
from safeconduct.registers.singly import people_rows
from safeconduct.registers.source import Say
from safeconduct.registers.writing import counted, join, summarise, write

ROWS_A_SHARE = 8_000_000  # what 1.5 GB hold while they are sorted and asked


def reader(ready: Book, columns: Columns) -> Reader:
    """What the pack's words mean for the people of a register."""
    pack = ready.pack
    return Reader(
        columns.origin or pack.origin, columns.refuge or pack.refuge, pack.groups, ready.bodies, person="p"
    )  # fmt: skip


def sweep(
    register: Path,
    pack: Pack,
    as_of: date,
    out: Path,
    *,
    columns: Columns,
    engine: Engine | None = None,
    memory: str = "1500MB",
    spill: Path | None = None,
    threads: int | None = None,
    shares: int | None = None,
    summary: Path | None = None,
    say: Say = lambda _: None,
) -> Swept:
    """Write the findings of all rules to `out` (Parquet) and bad rows to OUT.bad.csv.

    Columns of `out`: person, rule, verdict, event (the anchor's name in the register), events, kind, year, place.
    Raises UnreadableRegister, TooLittleMemory, EngineMissing, BrokenRule.
    """
    ready = book(pack)
    table = take(register, columns, reader(ready, columns), memory=memory, spill=spill, threads=threads, say=say)  # fmt: skip
    engine = engine or FusedEngine()
    done = Swept()
    many = shares or max(1, -(-table.count() // ROWS_A_SHARE))
    draft = out.with_name(f"{out.name}.part")  # what is there already stays until all is done
    sums = None if summary is None else summary.with_name(f"{summary.name}.part")
    parts = [draft] if many == 1 else [out.with_name(f"{out.name}.part{k}") for k in range(many)]
    try:
        for k, part in enumerate(parts):
            if many > 1:
                say(f"share {k + 1} of {many}")
            say("sorting rows by person")
            done.rows += table.load((k, many))
            ask(table, ready, Moment.end_of(as_of.toordinal()), engine, done, say)
            say("writing")
            write(table, part)
        if many > 1:
            join(table.connection, parts, draft)
        if sums is not None:
            summarise(table.connection, sums)
        done.bad = table.set_aside(out.with_name(f"{out.name}.bad.csv"), done.rows)
        draft.replace(out)
        if summary is not None and sums is not None:
            sums.replace(summary)
    except duckdb.OutOfMemoryException:
        raise too_little(register, table.connection) from None
    finally:
        engine.close()
        for part in (*parts, draft, *([sums] if sums is not None else [])):
            part.unlink(missing_ok=True)
    done.found = counted(table.connection)
    return done


@dataclass(frozen=True, slots=True)
class Told:
    """The findings of one person of a register, as the single case has them; `names`: its rows as the register knows
    them, by the events of the findings."""

    findings: list[Finding]
    names: dict[str, str]


def explain(
    register: Path,
    pack: Pack,
    as_of: date,
    person: str | None = None,
    *,
    row: str | None = None,
    columns: Columns,
    memory: str = "1500MB",
) -> Told:
    """All findings of one person, or those that rest on one row. Raises NobodyThere, SeveralThere, UnreadableRegister."""
    ready = book(pack)
    table = take(register, columns, reader(ready, columns), memory=memory)
    if row is not None and person is None:
        person = table.person_of(row)
    if person is None or not table.load(person=person):
        raise NobodyThere(
            "no sound row of the register " + ("has this name" if row is not None else "is about this person"),
            where=str(register), key="explain" if row is None else "row", value=person if row is None else row,
        )  # fmt: skip
    moment = Moment.end_of(as_of.toordinal())
    late = table.limit(moment.tick)
    wanted = plan(ready, table.signatures, moment, origin=columns.origin, late=late)
    ((_, rows),) = people_rows(table, "SELECT person FROM coded")
    alone = Residue(rows, ready, moment, columns.origin, columns.refuge)
    by_rule: dict[str, list[ReadyRule]] = defaultdict(list)
    for asked in wanted.asked:
        by_rule[asked.rule.id].append(asked.ready)
    names = {f"n{n}": str(e) for n, e in table.connection.execute("SELECT rowid, event FROM coded").fetchall()}  # fmt: skip
    found = alone.findings(alone.scene(), by_rule)
    if row is not None:
        found = [f for f in found if any(names.get(e) == row for e in f.events)]
    return Told(found, names)
