"""`safeconduct evaluate`: measure the reader on documents of one's own, with what should be found beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from safeconduct.errors import SafeconductError
from safeconduct.reading import read as read_document
from safeconduct.reading.errors import BrokenGold
from safeconduct.reading.measure.evaluate import score
from safeconduct.reading.measure.gold import load
from safeconduct.reading.measure.scores import Score, Tally
from safeconduct.reading.model import Server, add_proposals
from safeconduct.shelf import DataFileError
from safeconduct.sources import convert_all, take

_GOLD = (".expected.yaml", ".yaml", ".yml")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object a line instead of tables."
)
@click.option(
    "--misses/--no-misses", default=True, help="List what was missed or wrong (default: yes)."
)
@click.option(
    "--model-server",
    metavar="ADDRESS",
    help="Measure the reading with the proposals of a language model of your own beside it (see safeconduct read).",
)
@click.option(
    "--model", default="local", show_default=True, help="The model's name on that server."
)
def evaluate(
    folder: Path, as_json: bool, misses: bool, model_server: str | None, model: str
) -> None:
    """Read every document of FOLDER that has a file of expectations beside it, and print how well they agree.

    Beside letter.docx stands letter.yaml: who is in it, what happened to whom, when, each with its exact quote. Copy
    one of tests/reading/gold to begin. Folders inside it are read too. Nothing is stored, nothing leaves this machine.
    """
    pairs, lonely, orphans = _pairs(folder)
    if not pairs:
        raise click.ClickException(
            f"{folder}: no document has expectations beside it. Put NAME.yaml beside NAME.txt (or .docx, .pdf …)."
        )
    server = Server(model_server, model) if model_server else None
    console = Console(stderr=True)
    scores: list[tuple[str, Score]] = []
    broken = 0
    with console.status("reading") as status:
        for n, (path, gold_path) in enumerate(pairs, 1):
            name = str(path.relative_to(folder))
            status.update(f"reading {name} ({n} of {len(pairs)})")
            try:
                found = _one(path, gold_path, server)
            except (BrokenGold, DataFileError, Unread) as error:
                console.print(str(error), style="yellow", markup=False, highlight=False)
                broken += 1
            else:
                scores.append((name, found))
    for path in lonely:
        console.print(f"{path.relative_to(folder)}: has no expectations beside it", style="dim")
    for path in orphans:
        console.print(f"{path.relative_to(folder)}: has no document beside it", style="dim")
    if as_json:
        for line in _lines(scores, misses):
            click.echo(json.dumps(line, ensure_ascii=False, default=str))
    elif scores:
        _print(scores, misses)
    if broken:
        raise click.ClickException(
            f"{broken} of {len(pairs)} documents could not be measured; what is wrong with each is said above."
        )


class Unread(SafeconductError):
    """A document that stands beside expectations cannot be read."""


def _pairs(folder: Path) -> tuple[list[tuple[Path, Path]], list[Path], list[Path]]:
    """Documents with their expectations; documents without; expectations without a document."""
    files = [
        p
        for p in sorted(folder.rglob("*"))
        if p.is_file() and not any(part.startswith(".") for part in p.relative_to(folder).parts)
    ]
    expected = {p for p in files if p.suffix in (".yaml", ".yml")}
    pairs, lonely = [], []
    for path in files:
        if path in expected:
            continue
        names = (path.name + ".yaml", *(path.stem + ending for ending in _GOLD))
        gold = next((g for n in names if (g := path.with_name(n)) in expected), None)
        if gold is None:
            lonely.append(path)
        else:
            pairs.append((path, gold))
    used = {gold for _, gold in pairs}
    return pairs, lonely, sorted(expected - used)


def _one(path: Path, gold_path: Path, server: Server | None) -> Score:
    data = path.read_bytes()
    source = take(data, name=path.name, by="", at=datetime.now(UTC))
    conversion = next(iter(convert_all(source, data)))
    document = conversion.document
    if document is None:
        raise Unread(
            conversion.source.explanation or conversion.source.condition.value, where=str(path)
        )
    gold = load(gold_path, document.text)
    if gold.published:
        document = replace(document, published=gold.published)
    reading = read_document(document, published=document.published)
    if server is not None:
        reading = add_proposals(document, reading, server)
    return replace(
        score(document.text, reading, gold), language=gold.language or document.language or ""
    )


def _sum(scores: Iterable[Score]) -> Score:
    rows = list(scores)
    total = rows[0]
    for row in rows[1:]:
        total = total + row
    return total


def _languages(scores: list[tuple[str, Score]]) -> dict[str, Score]:
    groups: dict[str, list[Score]] = {}
    for _, found in scores:
        groups.setdefault(found.language or "?", []).append(found)
    return {name: _sum(rows) for name, rows in sorted(groups.items())}


def _figures(found: Score) -> dict[str, object]:
    def row(tally: Tally) -> dict[str, object]:
        return {
            **asdict(tally),
            "precision": round(tally.precision, 3),
            "recall": round(tally.recall, 3),
            "f1": round(tally.f1, 3),
        }

    return {
        "language": found.language,
        "documents": found.documents,
        "people": row(found.people),
        "kind": row(found.kind),
        "kind_and_victim": row(found.victim),
        "kind_and_date": row(found.date),
        "kind_victim_and_date": row(found.both),
        "speakers": row(found.speakers),
        "figures": row(found.figures),
        "sure": found.sure,
        "sure_and_wrong": found.sure_and_wrong,
        "by_kind": {name: row(tally) for name, tally in sorted(found.by_kind.items())},
    }


def _lines(scores: list[tuple[str, Score]], misses: bool) -> Iterable[dict[str, object]]:
    for name, found in scores:
        yield {"type": "document", "file": name, **_figures(found)}
        if misses:
            for miss in found.misses:
                yield {"type": "miss", "file": name, **asdict(miss)}
    for found in _languages(scores).values():
        yield {"type": "language", **_figures(found)}
    if scores:
        yield {"type": "total", **_figures(_sum(s for _, s in scores))}


def _print(scores: list[tuple[str, Score]], misses: bool) -> None:
    console = Console()
    table = Table(title="Agreement with what was written down (F1)")
    for heading in (
        "document",
        "language",
        "people",
        "kind",
        "+ victim",
        "+ date",
        "both",
        "sure, wrong",
    ):
        words = heading in ("document", "language")
        table.add_column(heading, justify="left" if words else "right", overflow="fold")
    languages = _languages(scores)
    rows = [*scores, *((f"all {name}", s) for name, s in languages.items())]
    if len(languages) > 1:
        rows.append(("all", _sum(s for _, s in scores)))
    for name, found in rows:
        table.add_row(
            name,
            found.language,
            f"{found.people.found}/{found.people.expected}",
            *(f"{t.f1:.2f}" for t in (found.kind, found.victim, found.date, found.both)),
            f"{found.sure_and_wrong}/{found.sure}",
            style="bold" if name.startswith("all") else "",
        )
    console.print(table)
    console.print(
        "kind: what happened and where it is told; + victim, + date: that and to whom, when; both: all three. "
        "sure, wrong: shown as sure although denied or of another person.",
        style="dim",
    )
    total = _sum(s for _, s in scores)
    for what, tally in (("on whose word", total.speakers), ("figures", total.figures)):
        if tally.expected:
            console.print(f"{what}: {tally.found} of {tally.expected} right", style="dim")
    kinds = Table(title="By kind (victim and date right)")
    for heading in ("language", "kind", "expected", "proposed", "right", "precision", "recall"):
        words = heading in ("language", "kind")
        kinds.add_column(heading, justify="left" if words else "right", overflow="fold")
    for language, found in languages.items():
        for kind, tally in sorted(found.by_kind.items()):
            kinds.add_row(
                language,
                kind,
                str(tally.expected),
                str(tally.proposed),
                str(tally.found),
                f"{tally.precision:.2f}" if tally.proposed else "-",
                f"{tally.recall:.2f}" if tally.expected else "-",
            )
        kinds.add_section()
    console.print(kinds)
    if not misses:
        return
    for name, found in scores:
        for miss in found.misses:
            told = f" (expected {miss.expected}, got {miss.got or 'none'})" if miss.expected else ""
            console.print(
                f"{name}: {miss.what}: {miss.kind}{told}: {' '.join(miss.quote.split())[:90]}",
                markup=False,
            )
