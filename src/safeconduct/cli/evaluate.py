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

from safeconduct.reading import read as read_document
from safeconduct.reading.evaluate import score
from safeconduct.reading.gold import load
from safeconduct.reading.scores import Score, Tally
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
def evaluate(folder: Path, as_json: bool, misses: bool) -> None:
    """Read every document of FOLDER that has a file of expectations beside it, and print how well they agree.

    Beside letter.docx stands letter.yaml: who is in it, what happened to whom, when, each with its exact quote. Copy
    one of tests/reading/gold to begin. Nothing is stored, nothing leaves this machine.
    """
    pairs = list(_pairs(folder))
    if not pairs:
        raise click.ClickException(
            f"{folder}: no document has expectations beside it. Put NAME.yaml beside NAME.txt (or .docx, .pdf …)."
        )
    console = Console(stderr=True)
    scores: list[tuple[str, Score]] = []
    with console.status("reading") as status:
        for n, (path, gold_path) in enumerate(pairs, 1):
            status.update(f"reading {path.name} ({n} of {len(pairs)})")
            found = _one(path, gold_path, console)
            if found is not None:
                scores.append((path.name, found))
    if not scores:
        raise click.ClickException(f"{folder}: none of the documents could be read; see above.")
    if as_json:
        for line in _lines(scores, misses):
            click.echo(json.dumps(line, ensure_ascii=False, default=str))
        return
    _print(scores, misses)


def _pairs(folder: Path) -> Iterable[tuple[Path, Path]]:
    for path in sorted(folder.iterdir()):
        if not path.is_file() or path.suffix in (".yaml", ".yml") or path.name.startswith("."):
            continue
        for ending in _GOLD:
            gold = path.with_name(path.stem + ending)
            if gold.is_file():
                yield path, gold
                break


def _one(path: Path, gold_path: Path, console: Console) -> Score | None:
    data = path.read_bytes()
    source = take(data, name=path.name, by="", at=datetime.now(UTC))
    conversion = next(iter(convert_all(source, data)))
    document = conversion.document
    if document is None:
        why = conversion.source.explanation or conversion.source.condition.value
        console.print(f"{path.name}: {why}", style="yellow")
        return None
    gold = load(gold_path, document.text)
    if gold.published:
        document = replace(document, published=gold.published)
    found = score(document.text, read_document(document, published=document.published), gold)
    return replace(found, language=gold.language or document.language or "")


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
        table.add_column(
            heading, justify="left" if heading in ("document", "language") else "right"
        )
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
    kinds = Table(title="By kind (victim and date right)")
    for heading in ("kind", "expected", "proposed", "right", "precision", "recall"):
        kinds.add_column(heading, justify="left" if heading == "kind" else "right")
    for kind, tally in sorted(_sum(s for _, s in scores).by_kind.items()):
        kinds.add_row(
            kind,
            str(tally.expected),
            str(tally.proposed),
            str(tally.found),
            f"{tally.precision:.2f}",
            f"{tally.recall:.2f}",
        )
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
