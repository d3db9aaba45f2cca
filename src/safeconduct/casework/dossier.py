"""The whole path without a store: documents in; people, chronologies and what the law says of them out.

Nothing is kept and nothing is confirmed: every event rests on what a reader proposed, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from itertools import combinations

from safeconduct import findings, names, reading, sources
from safeconduct.law import Pack
from safeconduct.publish import CaseFile, ReadFile, Report
from safeconduct.record import Event, Person, Referent
from safeconduct.record.places import name_in
from safeconduct.record.views import chronology, events, people
from safeconduct.shelf import read_yaml, shelf

Progress = Callable[[str, int, int], None]

_ASSUMED = {
    "en": (
        "citizenship – {state}: assumed from the law pack, the documents were not asked",
        "state of refuge – {state}: assumed from the law pack, the documents were not asked",
    ),
    "ru": (
        "гражданство — {state}: взято из пакета права, в документах не проверялось",
        "государство убежища — {state}: взято из пакета права, в документах не проверялось",
    ),
}


def take_in(
    files: Sequence[tuple[str, bytes]],
    *,
    by: str,
    at: datetime,
    published: date | None = None,
    progress: Progress = lambda _what, _done, _total: None,
) -> tuple[ReadFile, ...]:
    """Take, convert and read files (name, bytes), attachments after the message they came with."""
    read: list[ReadFile] = []
    for number, (name, data) in enumerate(files):
        progress(f"reading {name}", number, len(files))
        for converted in sources.convert_all(sources.take(data, name=name, by=by, at=at), data):
            document = converted.document
            proposed = reading.read(document, published=published) if document else None
            read.append(ReadFile(converted.source, document, proposed))
    progress("read", len(files), len(files))
    return tuple(read)


def assemble(
    files: Sequence[ReadFile], *, pack: Pack, as_of: date, made: datetime, language: str = "en"
) -> Report:
    """People, chronologies and findings out of readings nobody has judged yet.

    People of different documents whose names say "same" are shown as one and marked unconfirmed. Citizenship and
    refuge are the corridor's where the pack names one, and every case file says that this was assumed.
    """
    readings = [f.reading for f in files if f.reading]
    referents = [r for one in readings for r in one.referents]
    ties = [t for one in readings for t in one.ties]
    everyone = [
        replace(p, citizenship=p.citizenship or pack.origin, refuge=p.refuge or pack.refuge)
        for p in people(referents, proposals=same_across_documents(referents))
    ]
    happenings = events([c for one in readings for c in one.claims], people=everyone)
    assumed: tuple[str, ...] = ()
    if pack.origin and pack.refuge:
        assumed = tuple(
            sentence.format(state=name_in(state, language) or state)
            for sentence, state in zip(_ASSUMED[language], (pack.origin, pack.refuge), strict=True)
        )
    cases = []
    for person in everyone:
        mine = chronology(person, everyone, happenings, ties)
        if has_case(person, everyone, mine.events):
            cases.append(CaseFile(mine, findings.check(mine, pack, as_of), assumed))
    return Report(
        files=tuple(files),
        people=tuple(everyone),
        cases=tuple(sorted(cases, key=lambda c: -len(c.chronology.events))),
        as_of=as_of,
        pack=pack,
        made=made,
    )


def has_case(person: Person, everyone: Sequence[Person], told: Sequence[Event]) -> bool:
    """Does this person get a file of their own? Relatives without a name stand in the file of whom they belong to."""
    if not any(person.id in event.persons for event in told):
        return False
    if person.described is None:
        return True
    if person.described.of is None:
        return person.described.count == 1 and person.described.relation in _case_roles()
    return not any(person.described.of in other.referents for other in everyone)


@cache
def _case_roles() -> frozenset[str]:
    return frozenset(read_yaml(shelf("vocabulary") / "case-roles.yaml")["roles"])


def same_across_documents(referents: Sequence[Referent]) -> list[tuple[str, str]]:
    """Pairs of referents of different documents whose full names say "same": proposals, never judgements."""
    full = [r for r in referents if len(r.name.split()) > 1]
    return [
        (a.id, b.id)
        for a, b in combinations(full, 2)
        if a.document != b.document
        and not (a.sex and b.sex and a.sex != b.sex)
        and names.compare(a.name, b.name).verdict == "same"
    ]
