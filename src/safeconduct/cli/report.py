"""`safeconduct report`: documents in, one self-contained page out. Keeps nothing."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from safeconduct.cli.options import AS_OF, DAY, pack_option


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("report.html"),
              show_default=True, help="Where to write the page.")  # fmt: skip
@pack_option
@AS_OF
@click.option("--published", type=DAY, default=None,
              help="The day the documents were published, where they do not say it themselves.")  # fmt: skip
@click.option("--language", type=click.Choice(["en", "ru"]), default="en", show_default=True,
              help="The language of the page's own words; passages stay as they are.")  # fmt: skip
def report(
    files: tuple[Path, ...],
    output: Path,
    pack: str,
    as_of: date | None,
    published: date | None,
    language: str,
) -> None:
    """Turn documents into one page.

    FILES are articles, letters, rulings or e-mails: text, Markdown, HTML, PDF, Word or .eml. The page shows each
    person's chronology with the passage every event rests on, the trail picture, and what the law says of it.
    Nothing is kept and nothing leaves this machine. What a machine read is a proposal: look at the passages.
    """
    from safeconduct import law
    from safeconduct.casework import dossier
    from safeconduct.publish import write_report

    now = datetime.now(UTC)
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not sys.stderr.isatty(),
    ) as bar:
        task = bar.add_task("loading the reader", total=None)
        read = dossier.take_in(
            [(path.name, path.read_bytes()) for path in files],
            by=getpass.getuser(),
            at=now,
            published=published,
            progress=lambda what, done, total: bar.update(
                task, description=what, completed=done, total=total
            ),
        )
        bar.update(task, description="checking against the law", total=None)
        made = dossier.assemble(
            read, pack=law.load(pack), as_of=as_of or now.date(), made=now, language=language
        )
        page = write_report(made, language=language)
    output.write_text(page, encoding="utf-8")
    for one in read:
        if one.document is None:
            name, why = one.source.custody.original_name, one.source.explanation
            console.print(f"not read: {name}: {why}", markup=False)
    console.print(
        f"{output}: {len(made.cases)} case files, "
        f"{sum(len(c.chronology.events) for c in made.cases)} events, "
        f"{sum(len(c.answers.shown) for c in made.cases if c.answers)} findings.",
        markup=False,
        highlight=False,
    )
