"""`safeconduct read`: proposed claims of one or more files as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import click
from rich.console import Console

from safeconduct.reading import read as read_document
from safeconduct.reading.model import Server, add_proposals
from safeconduct.record import Claim, Figure, Mood, Reading, Referent, Tier
from safeconduct.sources import Document, convert_all, take
from safeconduct.when import Span, write_edtf


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--published",
    metavar="DATE",
    help='The day the text was written (2018-03-21): "a year ago" is counted from it.',
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print JSON lines (the only form there is; kept for scripts).",
)
@click.option(
    "--text-out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the text that offsets count in to this file.",
)
@click.option(
    "--model-server",
    metavar="ADDRESS",
    help="Also ask a language model of your own (http://127.0.0.1:8080; llama.cpp, Ollama, vLLM). It must be on "
    "this machine or its private network. Off by default; its proposals are marked and never sure.",
)
@click.option(
    "--model", default="local", show_default=True, help="The model's name on that server."
)
def read(
    files: tuple[Path, ...],
    published: str | None,
    as_json: bool,  # noqa: ARG001 (there is no other form; scripts pass it)
    text_out: Path | None,
    model_server: str | None,
    model: str,
) -> None:
    """Read FILES and print what they propose: people, claims, figures, and what is told but did not happen.

    One JSON object a line. Nothing is stored, nothing leaves this machine.
    """
    day = _day(published)
    texts: list[str] = []
    console = Console(stderr=True)  # shows where it is on a terminal alone
    for path in files:
        data = path.read_bytes()
        written: date | None = None
        source = take(data, name=path.name, by="", at=datetime.now(UTC))
        for conversion in convert_all(source, data):
            if conversion.document is None:
                said = conversion.source.explanation or conversion.source.condition.value
                click.echo(f"{conversion.source.custody.original_name}: {said}", err=True)
                continue
            document = conversion.document
            # an attachment is as old as the mail it came with, unless it says otherwise
            written = day or document.published or written
            if written:
                document = replace(document, published=written)
            with console.status(f"reading {path.name}: {len(document.text):,} characters"):
                reading = read_document(document, published=written)
            if model_server:
                reading = _ask(document, reading, Server(model_server, model), path.name)
            base = sum(map(len, texts))
            texts.append(document.text)
            for row in rows(document, reading, base):
                click.echo(json.dumps(row, ensure_ascii=False, default=str))
    if text_out is not None:
        text_out.write_text("".join(texts), encoding="utf-8", newline="")
    if not texts:
        raise click.ClickException("nothing was read; why is said above")


def _ask(document: Document, reading: Reading, server: Server, name: str) -> Reading:
    """The reading with a model's proposals beside it; progress on the error stream."""

    def progress(done: int, total: int) -> None:
        click.echo(f"{name}: model asked {done} of {total} times", err=True)

    return add_proposals(document, reading, server, progress=progress)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(
            f"{text!r} is not a day like 2018-03-21", param_hint="--published"
        ) from error


def rows(document: Document, reading: Reading, base: int = 0) -> Iterator[dict[str, object]]:
    """The lines for one document: short ids (p1, c1, f1) in the order of the text.

    `base` is added to all offsets: where this document's text begins in the text of all files.
    """
    for row in _rows(document, reading):
        yield _moved(row, base) if base else row


def _moved(row: dict[str, object], base: int) -> dict[str, object]:
    made = dict(row)
    for key in ("start", "end"):
        at = made.get(key)
        if isinstance(at, int):
            made[key] = at + base
    mentions = made.get("mentions")
    if isinstance(mentions, list):
        made["mentions"] = [[a + base, b + base] for a, b in mentions]
    also = made.get("also")
    if isinstance(also, list):
        made["also"] = [{**a, "start": a["start"] + base, "end": a["end"] + base} for a in also]
    return made


def _rows(document: Document, reading: Reading) -> Iterator[dict[str, object]]:
    yield {
        "type": "document",
        "language": document.language,
        "published": document.published.isoformat() if document.published else None,
        "characters": len(document.text),
    }
    order = sorted(reading.referents, key=lambda r: r.mentions[0].start if r.mentions else 0)
    people = {r.id: f"p{n}" for n, r in enumerate(order, 1)}
    for referent in order:
        yield _person(referent, people)
    claims = sorted(reading.claims, key=lambda c: (c.passage.start, c.passage.end))
    facts = [c for c in claims if c.mood is Mood.FACT]
    first: dict[str, Claim] = {}
    retold: dict[str, list[Claim]] = {}
    for claim in facts:
        key = claim.event or claim.id
        told = first.get(key)
        if told is None or _weight(claim) > _weight(told):
            first[key] = claim
    for claim in facts:
        told = first[claim.event or claim.id]
        if told is not claim:
            retold.setdefault(told.id, []).append(claim)
    names = {
        c.id: f"c{n}"
        for n, c in enumerate(
            (
                c
                for c in claims
                if c.mood is not Mood.FACT or c.id in {f.id for f in first.values()}
            ),
            1,
        )
    }
    for claim in claims:
        if claim.id not in names:
            continue
        row = _claim(claim, names[claim.id], people)
        if claim.id in retold:
            row["also"] = [
                {
                    "start": c.passage.start,
                    "end": c.passage.end,
                    "said_by": people.get(c.said_by[0]) if c.said_by else None,
                }
                for c in retold[claim.id]
            ]
        yield row
    for n, figure in enumerate(reading.figures, 1):
        yield _figure(figure, f"f{n}", people)
    for mention in reading.mentions:
        yield {
            "type": "mention",
            "what": mention.what,
            "start": mention.passage.start,
            "end": mention.passage.end,
            "value": people.get(mention.value, mention.value) or None,
        }
    for words in reading.unread:
        yield {"type": "unread", "says": words}


def _weight(claim: Claim) -> tuple[bool, bool, bool, int]:
    """Of several tellings of one happening the one that says it best: sure, naming the law, with the fewest doubts."""
    return (
        claim.tier is Tier.SURE,
        claim.when is not None,
        "articles" in claim.attributes,
        -len(claim.doubts),
    )


def _person(referent: Referent, people: Mapping[str, str]) -> dict[str, object]:
    described = None
    if referent.described:
        of = referent.described.of
        described = {
            "relation": referent.described.relation,
            "of": people.get(of) if of else None,
            "count": referent.described.count,
        }
    return {
        "type": "person",
        "id": people[referent.id],
        "name": referent.name or None,
        "spellings": list(referent.spellings),
        "mentions": [[m.start, m.end] for m in referent.mentions],
        "described": described,
        "sex": referent.sex,
        "roles": list(referent.roles),
    }


def _edtf(span: Span | None) -> str | None:
    return write_edtf(span) if span else None


def _claim(claim: Claim, name: str, people: Mapping[str, str]) -> dict[str, object]:
    row: dict[str, object] = {
        "type": "claim" if claim.mood is Mood.FACT else "not_event",
        "id": name,
        "kind": claim.kind,
        "persons": [people[p] for p in claim.persons if p in people],
        "by": claim.by,
        "with": [people[p] for p in claim.with_ if p in people],
        "when": _edtf(claim.when),
        "when_text": claim.when.words if claim.when else None,
        "basis": claim.when.basis.value if claim.when else None,
        "where": claim.where,
        "start": claim.passage.start,
        "end": claim.passage.end,
        "stance": claim.stance.value,
        "said_by": people.get(claim.said_by[0]) if claim.said_by else None,
        "said_by_chain": [people[p] for p in claim.said_by if p in people],
        "tier": claim.tier.value,
        "attributes": dict(claim.attributes),
        "doubts": list(claim.doubts),
        "reader": claim.reader,
    }
    if claim.mood is not Mood.FACT:
        row["mood"] = claim.mood.value
    return row


def _figure(figure: Figure, name: str, people: Mapping[str, str]) -> dict[str, object]:
    return {
        "type": "figure",
        "id": name,
        "what": figure.what,
        "count": int(figure.count)
        if figure.count is not None and figure.count == int(figure.count)
        else figure.count,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "when": _edtf(figure.when),
        "start": figure.passage.start,
        "end": figure.passage.end,
        "said_by": people.get(figure.said_by[0]) if figure.said_by else None,
        "attributes": dict(figure.attributes),
    }
