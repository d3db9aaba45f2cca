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
from safeconduct.registers.sweep import explain
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
    if person is not None:
        _tell(register, *explain(register, law, day, person, columns=columns, memory=memory), language, as_json=as_json)  # fmt: skip
        return
    if out is None:
        raise click.UsageError("Say where the findings go: -o OUT.parquet")
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
    click.echo(f"{done.rows:,} rows taken in, {done.bad:,} set aside" + (f" ({out}.bad.csv says which and why)" if done.bad else ""))  # fmt: skip
    for rule in sorted({rule for rule, _ in done.found}):
        told = ", ".join(
            f"{done.found[rule, v]:,} {v}" for v in map(str, Verdict) if (rule, v) in done.found
        )
        click.echo(f"{rule:<8} {told}")
    if not done.found:
        click.echo("nothing found")
    for rule, reasons in sorted(done.left_out.items()):
        click.echo(f"{rule:<8} left out: {'; '.join(reasons)}")


def _tell(
    register: Path,
    findings: list,  # type: ignore[type-arg]
    names: dict[str, str],
    language: str,
    *,
    as_json: bool,
) -> None:
    del register
    shown = [f for f in findings if f.verdict is not Verdict.NO]
    if as_json:
        for f in shown:
            row = finding_row(f, language)
            row["events"] = [names.get(e, e) for e in row["events"]]
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    for f in shown:
        click.echo(f"{f.verdict!s:<12} {f.rule} {f.title(language)}: rows {', '.join(names.get(e, e) for e in f.events)}")  # fmt: skip
        click.echo(f"    {f.says(language)}")
        for line in f.steps(language):
            click.echo(f"    · {line}")
        click.echo(f"    {f.would_change(language)}")
    if not shown:
        click.echo("nothing found")
