"""`safeconduct check`: a chronology against the law in force on each day.

May import: record, law, findings.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from safeconduct.cli.options import AS_OF, pack_option
from safeconduct.cli.picture import Printer
from safeconduct.findings import Answers, Finding, today
from safeconduct.findings import check as ask
from safeconduct.law import load
from safeconduct.record.chronology_file import read_chronology
from safeconduct.shelf import parse_yaml, read_yaml


@click.command()
@click.argument(
    "chronology", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
)
@pack_option
@AS_OF
@click.option("--json", "as_json", is_flag=True, help="One answer a line, for other programs.")
@click.option(
    "--language",
    type=click.Choice(["en", "ru"]),
    default="en",
    show_default=True,
    help="Language of the sentences.",
)
@click.option(
    "--trace",
    "--explain",
    is_flag=True,
    help="Show what was consulted for each finding, line by line.",
)
@click.option("--all", "show_all", is_flag=True, help="Show also the rules whose answer is no.")
def check(
    chronology: Path,
    pack: str,
    as_of: date | None,
    as_json: bool,
    language: str,
    trace: bool,
    show_all: bool,
) -> None:
    """Check a CHRONOLOGY (a YAML file, or - for standard input) against the law in force on each day.

    Findings are certain (the dates force it), possible (they allow it), cannot tell (something is not on file) or no.
    Deadlines, safeguards, ways out and contradictions follow. docs/law-packs.md shows how a chronology is written.
    """
    dash = str(chronology) == "-"
    where = "standard input" if dash else str(chronology)
    data = parse_yaml(sys.stdin.read(), where=where) if dash else read_yaml(chronology)
    told = read_chronology(data, where=where)
    answers = ask(told, load(pack), as_of or date.today())  # noqa: DTZ011 (the user's day)
    if as_json:
        for row in rows(answers, language):
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    Printer(language).show(answers, today(told, answers), trace=trace, show_all=show_all)


# -- for programs ------------------------------------------------------------------------------------------------------


def rows(answers: Answers, language: str = "en") -> Iterator[dict[str, Any]]:
    """The answers as JSON rows: findings, deadlines, safeguards, ways out, contradictions.

    A rule's findings of its strongest verdict are a row each; weaker ones of the same rule stand in the first row's
    `also`, so that a reader of one line a rule is never told less than is so.
    """
    by_rule: dict[str, list[Finding]] = {}
    for f in answers.findings:
        by_rule.setdefault(f.rule, []).append(f)
    for found in by_rule.values():
        strong = [f for f in found if f.verdict is found[0].verdict]
        weak = [f for f in found if f.verdict is not found[0].verdict]
        for n, f in enumerate(strong):
            row = finding_row(f, language)
            if n == 0 and weak:
                row["also"] = [finding_row(w, language) for w in weak]
            yield row
    for d in answers.deadlines:
        yield _kept(
            {
                "deadline": d.id, "whose": d.whose, "starts": d.starts, "last_safe": _iso(d.last_safe),
                "by_the_book": _iso(d.by_the_book), "outer": _iso(d.outer), "unsure": d.unsure(language),
                "state": d.state, "days_left": d.days_left, "events": [e for e in (d.decision, d.starts_event, d.done_by) if e],
                "provisions": [p.id for p in d.provisions], "says": d.says(language),
            },
            optional=("outer", "days_left"),
        )  # fmt: skip
    for s in answers.safeguards:
        yield _kept(
            {
                "safeguard": s.id, "from": _iso(s.first), "to": _iso(s.last),
                "in_force": {"yes": s.in_force, "no": False}.get(s.now) if s.in_force else False,
                "now": s.now, "outer": _iso(s.outer), "unsure": s.unsure(language), "events": list(s.events),
                "provisions": [p.id for p in s.provisions],
                "versions": {d.isoformat(): _iso(v) for d, v in s.versions.items()}, "says": s.says(language),
            },
            optional=("outer", "versions"),
        )  # fmt: skip
    for w in answers.ways_out:
        yield {
            "way_out": w.id, "open": w.open, "blocked_by": list(w.blocked_by), "opened_by": list(w.opened_by(language)),
            "unsure": w.unsure(language), "says": w.title(language),
        }  # fmt: skip
    for c in answers.contradictions:
        yield {"contradiction": list(c.events), "says": c.says(language)}


def finding_row(f: Finding, language: str = "en") -> dict[str, Any]:
    """One finding as a JSON row."""
    return _kept(
        {
            "rule": f.rule, "verdict": str(f.verdict), "events": list(f.events), "provisions": [p.id for p in f.provisions],
            "says": f.says(language), "would_change": f.would_change(language), "unsure": f.unsure(language),
            "versions": {d.isoformat(): str(v) for d, v in f.versions.items()}, "confirmed": f.confirmed,
        },
        optional=("versions",),
    )  # fmt: skip


def _kept(row: dict[str, Any], optional: tuple[str, ...]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in optional or v not in (None, {})}


def _iso(value: date | datetime | None) -> str | None:
    return value.isoformat() if value is not None else None
