"""`safeconduct check`: a chronology against the law in force on each day.

May import: record, law, findings.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape

from safeconduct.cli.options import AS_OF, pack_option
from safeconduct.findings import Answers, Finding, Today, Verdict, today
from safeconduct.findings import check as ask
from safeconduct.law import load
from safeconduct.record.chronology_file import read_chronology
from safeconduct.shelf import parse_yaml, read_yaml

_STYLE = {
    Verdict.CERTAIN: "bold red",
    Verdict.POSSIBLE: "yellow",
    Verdict.CANNOT_TELL: "cyan",
    Verdict.NO: "dim",
}


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
@click.option("--trace", is_flag=True, help="Show what was consulted for each finding.")
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
    _show(answers, today(told, answers), language, trace=trace, show_all=show_all)


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


# -- for people --------------------------------------------------------------------------------------------------------


def _picture(out: Console, picture: Today, words: Mapping[str, str], language: str) -> None:
    """Where the person stands on the day: protection, gaps, what is to be filed next."""
    until = f" {words['until']} {picture.until}" if picture.until else ""
    names = ", ".join(dict.fromkeys(s.id for s in picture.safeguards or picture.maybe))
    out.print(
        f"[bold]{words['protected']}[/] {words[picture.protected]}{until}"
        + (f" ({names})" if names else "")
    )
    for gap in picture.gaps:
        row = f" ({gap.row.id})" if gap.row else ""
        out.print(f"  {words['unprotected']} {gap.first} – {gap.last or '…'}{row}")
    for step in picture.next_steps:
        by = f"{step.by} ({step.days_left} {words['days']})" if step.by else words["find_out"]
        out.print(
            f"  {words['next']} [bold]{step.deadline.id}[/] {escape(step.deadline.title(language))}: {by}"
        )


def _show(answers: Answers, picture: Today, language: str, *, trace: bool, show_all: bool) -> None:
    out = Console(highlight=False, soft_wrap=True)
    words: Mapping[str, str] = _WORDS[language]
    out.print(f"{words['as_of']} {answers.as_of} · {answers.pack} ({answers.pack_version})")
    _picture(out, picture, words, language)
    for c in answers.contradictions:
        out.print(f"\n[bold]{words['contradiction']}[/] {escape(c.says(language))}")
    shown = answers.findings if show_all else answers.shown
    out.print(f"\n[bold underline]{words['findings']}[/]")
    if not shown:
        out.print(words["none"])
    for f in shown:
        out.print(
            f"[{_STYLE[f.verdict]}]{words[str(f.verdict)]:<12}[/] [bold]{f.rule}[/] {escape(f.title(language))}"
        )
        out.print(f"             {escape(f.says(language))}")
        for p in f.provisions:
            out.print(
                f"             [dim]{escape(p.id)}: {escape(p.citation(language))} ({p.confidence})[/]"
            )
        if f.unsure(language):
            out.print(f"             {words['unsure']} {escape(f.unsure(language) or '')}")
        if f.verdict is not Verdict.NO:
            out.print(f"             {words['change']} {escape(f.would_change(language))}")
        if trace:
            for line in f.steps(language):
                out.print(f"             [dim]· {escape(line)}[/]")
    if answers.deadlines:
        out.print(f"\n[bold underline]{words['deadlines']}[/]")
    for d in answers.deadlines:
        last = _iso(d.last_safe) or words["not_known"]
        book = (
            f" ({words['book']} {d.by_the_book})"
            if d.by_the_book and _iso(d.by_the_book) != last
            else ""
        )
        outer = f" ({words['outer']} {d.outer})" if d.outer else ""
        out.print(
            f"[bold]{d.id}[/] {escape(d.title(language))}: {words['last_safe']} [bold]{last}[/]{book}{outer} · {d.whose} · {d.state}"
        )
        if d.unsure(language):
            out.print(f"             {words['unsure']} {escape(d.unsure(language) or '')}")
    if answers.safeguards:
        out.print(f"\n[bold underline]{words['safeguards']}[/]")
    for s in answers.safeguards:
        mark = words["protects"] if s.in_force else words["gap"]
        out.print(
            f"[bold]{s.id}[/] {escape(s.title(language))}: {mark} {s.first or '…'} – {s.last or '…'} · {words['now']} {words[s.now]}"
        )
        if s.unsure(language):
            out.print(f"             {words['unsure']} {escape(s.unsure(language) or '')}")
    if answers.ways_out:
        out.print(f"\n[bold underline]{words['ways']}[/]")
    for w in answers.ways_out:
        state = (
            words["open"]
            if w.open
            else words["cannot tell"]
            if w.open is None
            else words["blocked"] + " " + ", ".join(w.blocked_by)
        )
        out.print(f"[bold]{w.id}[/] {escape(w.title(language))}: {state}")
        for need in w.opened_by(language):
            out.print(f"             {words['opens']} {escape(need)}")
        if w.unsure(language):
            out.print(f"             {words['unsure']} {escape(w.unsure(language) or '')}")


_WORDS = {
    "en": {
        "as_of": "As of the end of", "contradiction": "Contradiction:", "findings": "Findings", "none": "nothing found",
        "certain": "certain", "possible": "possible", "cannot tell": "cannot tell", "no": "no", "yes": "yes",
        "unsure": "unsure:", "change": "would change it:", "deadlines": "Deadlines", "last_safe": "last safe day",
        "book": "by the book", "outer": "at the outside", "not_known": "not known", "safeguards": "Safeguards",
        "protects": "protects", "gap": "NO protection", "now": "today:", "ways": "Ways out", "open": "open",
        "blocked": "blocked by", "opens": "would open it:", "protected": "On file as barring removal today:",
        "in part": "in part", "until": "until", "unprotected": "nothing on file barred removal:", "next": "next:",
        "days": "days", "find_out": "find out when it was served",
    },
    "ru": {
        "as_of": "На конец дня", "contradiction": "Противоречие:", "findings": "Выводы", "none": "ничего не найдено",
        "certain": "достоверно", "possible": "возможно", "cannot tell": "сказать нельзя", "no": "нет", "yes": "да",
        "unsure": "не твёрдо:", "change": "изменило бы вывод:", "deadlines": "Сроки", "last_safe": "последний надёжный день",
        "book": "по букве закона", "outer": "крайний", "not_known": "неизвестен", "safeguards": "Гарантии",
        "protects": "защищает", "gap": "защиты НЕТ", "now": "сегодня:", "ways": "Пути", "open": "открыт",
        "blocked": "закрыт:", "opens": "открыло бы:", "protected": "Что по делу запрещает высылку сегодня:",
        "in part": "отчасти", "until": "до", "unprotected": "ничто в деле не запрещало высылку:", "next": "далее:",
        "days": "дн.", "find_out": "выяснить день вручения",
    },
}  # fmt: skip
