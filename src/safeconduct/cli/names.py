"""`safeconduct names`: compare two names, group a document's mentions, screen people against a list."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:
    from safeconduct.names.screen import Match

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_BLOCK = 10_000
_FORGET = 500_000
"""Lines after which the names compared so far are forgotten, so that any file fits in memory."""


@click.group()
def names() -> None:
    """One person under many spellings."""


@names.command()
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option(
    "--tsv",
    type=click.File(encoding="utf-8"),
    help="Two names a line in; score, verdict, reasons a line out. `-` reads standard input.",
)
def compare(a: str | None, b: str | None, tsv: TextIO | None) -> None:
    """Say whether A and B may be one person, and why.

    Prints the score in [0, 1], the verdict (same, cannot tell, different) and the reasons.
    """
    from safeconduct.names import compare as compare_names

    if tsv is not None:
        _compare_lines(tsv)
        return
    if a is None or b is None:
        raise click.UsageError("give two names, or --tsv FILE")
    found = compare_names(a, b)
    click.echo(f"{found.score:.3f}\t{found.verdict}")
    for reason in found.reasons:
        click.echo(f"  {reason}")


def _compare_lines(lines: TextIO) -> None:
    from safeconduct.names import Comparer

    number, comparer = 0, Comparer()
    while block := list(islice(lines, _BLOCK)):
        pairs = []
        for line in block:
            number += 1
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) < 2:
                raise click.ClickException(
                    f"line {number}: two names with a tab between are needed"
                )
            pairs.append((cells[0], cells[1]))
        out = [
            f"{c.score:.4f}\t{c.verdict}\t{'; '.join(c.reasons)}\n"
            for c in comparer.compare_many(pairs)
        ]
        sys.stdout.write("".join(out))
        sys.stdout.flush()
        if number % _FORGET < _BLOCK:
            comparer = Comparer()


@names.command()
@click.argument("file", type=click.File(encoding="utf-8"))
def cluster(file: TextIO) -> None:
    """Group the mentions of documents by person.

    FILE has one JSON object a line with `mentions: [...]`; one list of group numbers a line comes out.
    """
    from safeconduct.names import cluster as cluster_names

    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            mentions = json.loads(line)["mentions"]
            groups = cluster_names([str(m) for m in mentions])
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise click.ClickException(
                f"line {number}: a JSON object with a list `mentions` is needed"
            ) from error
        click.echo(json.dumps(groups))


@names.command()
@click.option(
    "--list", "list_", type=_FILE, required=True, help="The list: CSV, TSV, XLSX, FtM JSON, text."
)
@click.option(
    "--names",
    "people",
    type=_FILE,
    required=True,
    help="The people to look for, in any of the same shapes.",
)
@click.option(
    "--since",
    type=_FILE,
    help="An older version of the list: only what is new or changed is screened.",
)
@click.option("-k", default=10, show_default=True, help="At most so many entries a person.")
@click.option("--at-least", type=float, help="Leave out scores below this (0.2; with --json 0).")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a person a line.")
def screen(
    list_: Path, people: Path, since: Path | None, k: int, at_least: float | None, as_json: bool
) -> None:
    """Look for people on a list of up to a million names. Nothing leaves this machine."""
    from safeconduct.names.errors import NamesError
    from safeconduct.names.lists import read_list
    from safeconduct.names.screen import Screen, fingerprints, new_entries

    least = at_least if at_least is not None else 0.0 if as_json else 0.2
    try:
        entries: Iterator[Any] = read_list(list_)
        if since:
            entries = new_entries(entries, fingerprints(read_list(since)))
        ready = Screen.of(entries, progress=_progress("entries read"))
        if since:
            click.echo(f"{len(ready)} entries new or changed since {since.name}", err=True)
        tell = _progress("people screened")
        answers = ready.ask(read_list(people), k, at_least=least)
        for asked, (person, matches) in enumerate(answers, 1):
            _print(person.names[0], matches, as_json)
            if asked % 1000 == 0:
                tell(asked)
    except NamesError as error:
        raise click.ClickException(str(error)) from error


def _progress(what: str) -> Callable[[int], None]:
    """Counts on standard error, on one line, where a person is looking."""
    looking = sys.stderr.isatty()

    def tell(count: int) -> None:
        if looking:
            click.echo(f"\r{count:,} {what} ", err=True, nl=False)

    return tell


def _print(name: str, matches: list[Match], as_json: bool) -> None:
    if as_json:
        hits = [
            {
                "listed": m.name,
                "id": m.listed.id,
                "born": m.listed.born,
                "score": round(m.comparison.score, 4),
                "verdict": str(m.comparison.verdict),
                "reasons": list(m.comparison.reasons),
                "asked": m.asked,
            }
            for m in matches
        ]
        click.echo(json.dumps({"name": name, "hits": hits}, ensure_ascii=False))
        return
    click.echo(name + ("" if matches else ": nothing found"))
    for m in matches:
        about = ", ".join(x for x in (m.listed.born, m.listed.citizenship, m.listed.id) if x)
        click.echo(
            f"  {m.comparison.score:.2f} {m.comparison.verdict}: {m.name}"
            + (f" ({about})" if about else "")
        )
        click.echo(f"       {'; '.join(m.comparison.reasons)}")
