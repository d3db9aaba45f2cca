"""`safeconduct pack`: law packs and whether they are sound.

May import: law, findings.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from safeconduct.errors import SafeconductError
from safeconduct.law import load, names


@click.group()
def pack() -> None:
    """Law packs: list them, check them."""


@pack.command("list")
def list_packs() -> None:
    """The packs that ship with the product."""
    for name in names():
        click.echo(f"{name}\t{load(name).title()}")


@pack.command("check")
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="The folder the packs are in. Default: those that ship with the product.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show also what is only worth a look.")
def check_packs(packs: tuple[str, ...], root: Path | None, verbose: bool) -> None:
    """Check packs: schema, ids, overlapping versions, sources, unreachable rules, and every situation.

    Without a PACK, all of them. Ends with 1 where anything is wrong.
    """
    from safeconduct.findings.packcheck import check_pack

    chosen = packs or tuple(
        sorted(p.parent.name for p in root.glob("*/pack.yaml")) if root else names()
    )
    sound = True
    for name in chosen:
        try:
            report = check_pack(load(name, root=root))
        except SafeconductError as error:
            click.echo(f"{name}: {error}")
            sound = False
            continue
        ran = report.ran
        told = f", {ran.situations} situations with {ran.expectations} expectations" if ran else ""
        state = "sound" if report.sound else "NOT sound"
        click.echo(f"{name}: {state}: {report.provisions} provisions, {report.rules} rules{told}")
        for fault in report.faults:
            if fault.grave or verbose:
                click.echo(f"  {'!' if fault.grave else '·'} {fault}")
        for failure in ran.failures if ran else ():
            click.echo(f"  ! {failure}")
        light = sum(not f.grave for f in report.faults)
        if light and not verbose:
            click.echo(f"  ({light} more worth a look: -v)")
        sound = sound and report.sound
    sys.exit(0 if sound else 1)
