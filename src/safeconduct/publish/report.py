"""One self-contained page: everything the files tell of each person, with the passage and the law behind every line.

May import: `when`, `sources`, `record`, `law`, `findings`. The page loads nothing from anywhere; every value is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from safeconduct.publish.casepage import Shelf, UntoldRow, case_page, untold_row
from safeconduct.publish.people import Names, speakers
from safeconduct.publish.quote import Quote
from safeconduct.publish.telling import Translate, Voice
from safeconduct.publish.values import ReadFile, Report
from safeconduct.record import Claim, Figure
from safeconduct.record.views import happened
from safeconduct.sources import Condition


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with who gave it."""

    what: str
    figure: str
    when: str
    by: str
    quote: Quote | None
    file: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as it was taken in, and what could not be read of it."""

    name: str
    kind: str
    size: str
    sha: str
    language: str
    published: str
    obtained: str
    inside: str
    condition: str
    explanation: str
    unsure: tuple[str, ...]
    unread: tuple[str, ...]


def write_report(
    report: Report, *, translate: Translate | None = None, language: str = "en"
) -> str:
    """The page as HTML text, to be written as UTF-8.

    `language`: "en" or "ru" for the page's own words and the law's; passages stay in their own. `translate` may turn
    English texts of the page into others before the built-in ones are asked.
    """
    say = Voice(language, translate)
    readings = [f.reading for f in report.files if f.reading]
    claims = [c for reading in readings for c in reading.claims]
    figures = [f for reading in readings for f in reading.figures]
    names, shelf = Names(report.people, readings, say), Shelf(report.files)
    cases = tuple(
        case_page(case, n, names, shelf, claims, say, report.as_of)
        for n, case in enumerate(report.cases, 1)
    )
    told = {
        p
        for case in report.cases
        for p in (
            case.chronology.person.id,
            *(i for e in case.chronology.events for i in e.persons),
        )
    }
    page = (
        _environment()
        .get_template("report.html.jinja")
        .render(
            say=say,
            report=report,
            title=_title(report, say),
            cases=cases,
            figures=tuple(_figure(f, names, shelf, say) for f in figures),
            untold=_of_nobody(claims, report, names, shelf, say),
            speakers=speakers(names, told, claims, figures),
            files=tuple(_file(f, report.files, say) for f in report.files),
            as_of=report.as_of,
            where=say.where,
        )
    )
    return str(page)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("safeconduct.publish"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _title(report: Report, say: Voice) -> str:
    first = [c.chronology.person.name for c in report.cases if c.chronology.person.name][:2]
    more = len(report.cases) - len(first)
    if not first:
        return say("Report")
    return ", ".join(first) + (f" {say('and')} {say.count(more, 'more people')}" if more else "")


def _of_nobody(
    claims: Sequence[Claim], report: Report, names: Names, shelf: Shelf, say: Voice
) -> tuple[UntoldRow, ...]:
    """Claims that did not happen and stand in no case file."""
    files = {c.chronology.person.id for c in report.cases}

    def in_a_file(claim: Claim) -> bool:
        return any(
            (p := names.whose.get(r)) and p.id in files for r in (*claim.persons, *claim.for_)
        )

    return tuple(
        untold_row(c, names, shelf, say) for c in claims if not happened(c) and not in_a_file(c)
    )


def _figure(figure: Figure, names: Names, shelf: Shelf, say: Voice) -> FigureRow:
    def number(value: float | None) -> str:
        return "" if value is None else f"{value:,.10g}".replace(",", "\u202f")

    told = number(figure.count)
    if figure.low is not None or figure.high is not None:
        bounds = [number(figure.low), number(figure.high)]
        told = f"{told} ({' – '.join(bounds)})" if told else " – ".join(bounds)
    return FigureRow(
        what=say.kind(figure.what),
        figure=f"{told} {say(figure.unit)}".strip(),
        when=say.span(figure.when) if figure.when else "",
        by=names.chain(figure.said_by) if figure.said_by else "",
        quote=shelf.passage(figure.passage),
        file=shelf.name(figure.passage.document),
    )


def _file(file: ReadFile, files: Sequence[ReadFile], say: Voice) -> FileRow:
    source, document = file.source, file.document
    custody = source.custody
    parent = next(
        (f.source.custody.original_name for f in files if f.source.id == source.parent), ""
    )
    condition = "" if source.condition is Condition.READ else say(f"not read: {source.condition}")
    return FileRow(
        name=source.part or custody.original_name,
        kind=source.media_type,
        size=_size(source.size),
        sha=source.id,
        language=", ".join(document.languages or (document.language or say("could not be told"),)) if document else "",
        published=say.day(document.published) if document and document.published else "",
        obtained=custody.obtained,
        inside=parent,
        condition=condition,
        explanation=source.explanation,
        unsure=document.unsure if document else (),
        unread=file.reading.unread if file.reading else (),
    )  # fmt: skip


def _size(size: int) -> str:
    return (
        f"{size} B"
        if size < 1000
        else f"{size / 1000:.1f} kB"
        if size < 10**6
        else f"{size / 10**6:.1f} MB"
    )
