"""One self-contained page: everything the files tell of each person, with the passage and the law behind every line.

May import: `when`, `sources`, `record`, `law`, `findings`. The page loads nothing from anywhere; every value is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from safeconduct.publish.casepage import case_page, untold_of
from safeconduct.publish.passages import Teller
from safeconduct.publish.people import Names, speakers
from safeconduct.publish.telling import Translate, Voice
from safeconduct.publish.values import ReadFile, Report
from safeconduct.record.views import happened
from safeconduct.sources import Condition


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
    names = Names(report.people, readings, say)
    tell = Teller(names, report.files, say)
    cases = tuple(
        case_page(case, n, tell, claims, say, report.as_of)
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
    events = [e for case in report.cases for e in case.chronology.events]
    of_nobody = (
        c
        for c in claims
        if not happened(c)
        and not any(untold_of(c, case.chronology.person, names) for case in report.cases)
    )
    page = (
        _environment()
        .get_template("report.html.jinja")
        .render(
            say=say,
            report=report,
            title=_title(report, say),
            cases=cases,
            confirmed=sum(e.confirmed for e in events),
            total=len(events),
            figures=tuple(tell.figure(f) for f in figures),
            untold=tuple(tell.untold(c) for c in of_nobody),
            speakers=speakers(names, told, claims, figures),
            files=tuple(_file(f, report.files, say) for f in report.files),
            as_of=report.as_of,
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
        extensions=["jinja2.ext.loopcontrols"],
    )


def _title(report: Report, say: Voice) -> str:
    first = [c.chronology.person.name for c in report.cases if c.chronology.person.name][:2]
    more = len(report.cases) - len(first)
    if not first:
        return say("Report")
    return ", ".join(first) + (f" {say('and')} {say.count(more, 'more people')}" if more else "")


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
        explanation=say.explain(source.explanation),
        unsure=tuple(say.explain(one) for one in document.unsure) if document else (),
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
