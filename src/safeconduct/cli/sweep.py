"""`safeconduct sweep`: a register of many people against the law in force on each day.

May import: law, registers, findings' answers.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from safeconduct.cli.check import finding_row
from safeconduct.cli.options import AS_OF, pack_option
from safeconduct.findings import Verdict
from safeconduct.law import load
from safeconduct.registers.asking import Swept
from safeconduct.registers.engines import DuckEngine, Engine, SparkEngine
from safeconduct.registers.fused import FusedEngine
from safeconduct.registers.mapping import read_mapping
from safeconduct.registers.sweep import Told, explain
from safeconduct.registers.sweep import sweep as run

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("register", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pack_option
@AS_OF
@click.option("--engine", type=click.Choice(["numpy", "duckdb", "spark"]), default="numpy", show_default=True, help="Who computes: all give the same answers.")  # fmt: skip
@click.option("-o", "--out", type=_FILE, help="Findings, as Parquet. Rows that cannot be read go to OUT.bad.csv.")  # fmt: skip
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Which column holds what (YAML; docs/registers.md). Left out: person_id, event_id, time_lo, time_hi, kind, country, ground.",
)
@click.option("--summary", type=_FILE, help="Counts by rule, year, place and verdict, as CSV.")
@click.option("--explain", "person", metavar="PERSON", help="Tell the findings of one person of the register instead of sweeping it.")  # fmt: skip
@click.option("--row", metavar="ROW", help="Tell the findings that rest on one row of the register, by its own name for it.")  # fmt: skip
@click.option("--pack-folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Where the pack lies, if not among those that ship.")  # fmt: skip
@click.option("--memory", default="1500MB", show_default=True, help="What DuckDB may use.")
@click.option("--shares", type=click.IntRange(1, 1000), help="Take the people in so many shares, one after another. Left out: by the size of the register.")  # fmt: skip
@click.option("--spill", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A folder that may hold rows for a while where memory does not suffice (Spark: where it exchanges rows).")  # fmt: skip
@click.option("--threads", type=click.IntRange(1, 256), help="Left out: all processors.")
@click.option("--language", type=click.Choice(["en", "ru"]), default="en", show_default=True, help="Of the sentences of --explain.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="With --explain: one finding a line.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def sweep(
    register: Path,
    pack: str,
    as_of: date | None,
    engine: str,
    out: Path | None,
    mapping: Path | None,
    summary: Path | None,
    person: str | None,
    row: str | None,
    pack_folder: Path | None,
    memory: str,
    shares: int | None,
    spill: Path | None,
    threads: int | None,
    language: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Check a REGISTER of many people (Parquet, or CSV with a header line) against the law in force on each day.

    Give it pseudonymised rows only: numbers for people, no names. Nothing is written but OUT, OUT.bad.csv, the
    summary, and (only into a folder named with --spill) rows in passing.

    A finding is certain, possible or cannot tell, as `safeconduct check` has it. Rules that need what the register
    does not hold are left out, and told.
    """
    columns = read_mapping(mapping)
    law = load(pack, root=pack_folder) if pack_folder else load(pack)
    day = as_of or date.today()  # noqa: DTZ011 (the user's day)
    if person is not None or row is not None:
        told = explain(register, law, day, person, row=row, columns=columns, memory=memory)
        _tell(told, language, as_json=as_json)
        return
    if out is None:
        raise click.UsageError("Say where the findings go: -o OUT.parquet")
    for file in (out, summary):
        if file is not None and not file.parent.is_dir():
            raise click.UsageError(
                f"There is no folder {file.parent}: make it, or name another place for {file.name}"
            )
    chosen: Engine = DuckEngine() if engine == "duckdb" else FusedEngine()
    if engine == "spark":
        if spill is None:
            raise click.UsageError("Spark exchanges rows (numbers only) through a folder that all its workers see: --spill FOLDER")  # fmt: skip
        chosen = SparkEngine(spill)

    def say(message: str) -> None:
        if not quiet:
            click.echo(message, err=True)

    done = run(
        register, law, day, out, columns=columns, engine=chosen, memory=memory, spill=spill,
        threads=threads, shares=shares, summary=summary, say=say,
    )  # fmt: skip
    _report(done, out)


def _report(done: Swept, out: Path) -> None:
    why = ", ".join(f"{n:,} {reason}" for reason, n in sorted(done.bad.items()))
    bad = sum(done.bad.values())
    click.echo(f"{done.rows:,} rows taken in, {bad:,} set aside" + (f": {why} ({out}.bad.csv has each)" if bad else ""))  # fmt: skip
    for rule in sorted({rule for rule, _ in done.found}):
        told = ", ".join(
            f"{done.found[rule, v]:,} {v}" for v in map(str, Verdict) if (rule, v) in done.found
        )
        click.echo(f"{rule:<8} {told}")
    if not done.found:
        click.echo("nothing found")
    lacks: dict[str, list[str]] = {}
    for rule, reasons in sorted(done.left_out.items()):
        for reason in reasons:
            lacks.setdefault(reason, []).append(rule)
    if lacks:
        click.echo(f"left out ({len(done.left_out)} rules, wholly or one of their ways):")
    for reason, rules in sorted(lacks.items()):
        click.echo(f"    {reason}: {', '.join(rules)}")


def _tell(told: Told, language: str, *, as_json: bool) -> None:
    shown = [f for f in told.findings if f.verdict is not Verdict.NO]
    for f in shown:
        rows = [told.names.get(e, e) for e in f.events]
        if as_json:
            click.echo(json.dumps(finding_row(f, language) | {"events": rows}, ensure_ascii=False))
            continue
        click.echo(f"{f.verdict!s:<12} {f.rule} {f.title(language)}: rows {', '.join(rows)}")
        click.echo(f"    {f.says(language)}")
        for line in f.steps(language):
            click.echo(f"    · {line}")
        click.echo(f"    {f.would_change(language)}")
    if not shown and not as_json:
        click.echo("nothing found")
