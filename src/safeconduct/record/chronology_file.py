"""A chronology written by hand as YAML: what `safeconduct check` reads and a law pack's situations are made of.

The form is docs/law-packs.md's "chronology". A key that is one slip away from a known one is an error, so that a
slip of the pen never drops a fact; other unknown keys of an event are kept as its attributes, and of the person are
named in the chronology's `notes` as not used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from safeconduct.record.chronology import Chronology, Event, Person, Relation
from safeconduct.record.claim import Stance
from safeconduct.record.errors import UnreadableChronology
from safeconduct.record.kinds import kinds
from safeconduct.record.places import state_of
from safeconduct.shelf import read_yaml
from safeconduct.when import Span
from safeconduct.when.duration import parse_duration
from safeconduct.when.edtf import parse_edtf
from safeconduct.when.errors import WhenError

_MOMENT = re.compile(r"(?<=\d{4}-\d\d-\d\d) (?=\d\d:\d\d)")  # "2014-06-12 10:30" is a moment too
_PERSON_KEYS = {"name", "citizenship", "refuge", "born", "sex", "spellings"}
_EVENT_KEYS = {
    "id", "kind", "when", "place", "where", "by", "with", "for", "who", "stance", "words", "confirmed",
}  # fmt: skip
_RELATION_KEYS = {"from", "to", "at_least", "at_most", "words"}


def read_chronology_file(path: Path) -> Chronology:
    """The chronology in a YAML file. Raises DataFileError or UnreadableChronology."""
    return read_chronology(read_yaml(path), where=str(path))


def read_chronology(data: object, *, where: str) -> Chronology:
    """A chronology from plain values (`person`, `events`, `relations`); `where` names the file in errors.

    Keys beside those of an event are its attributes and must be in vocabulary/event-kinds.yaml.
    `when` is EDTF; an event without it has no date on file. `who` names a relative ("brother") instead of the
    person. Raises UnreadableChronology.
    """
    top = _mapping(data, where, "the file")
    _known(top, {"person", "events", "relations"}, where, "the file")
    person = _person(_mapping(top.get("person") or {}, where, "person"), where)
    events: list[Event] = []
    for number, row in enumerate(_list(top.get("events") or [], where, "events"), 1):
        events.append(_event(_mapping(row, where, f"event {number}"), number, person, where))
    ids = {event.id for event in events}
    if len(ids) != len(events):
        twice = next(e.id for e in events if sum(f.id == e.id for f in events) > 1)
        raise UnreadableChronology(
            "two events have one id", where=where, key="id", value=twice, remedy="Give each its own"
        )
    relations = tuple(
        _relation(_mapping(row, where, f"relation {number}"), ids, where)
        for number, row in enumerate(_list(top.get("relations") or [], where, "relations"), 1)
    )
    unused = sorted(set(top.get("person") or {}) - _PERSON_KEYS)
    notes = tuple(f"the person's {key!r} is not something a check can use" for key in unused)
    return Chronology(person, tuple(events), relations, notes)


def _person(row: Mapping[str, Any], where: str) -> Person:
    _no_slips(row, _PERSON_KEYS, where, "person")
    for key in ("citizenship", "refuge"):
        if row.get(key) is not None and _state(row[key]) is None:
            raise UnreadableChronology(
                "a state is written as two capital letters, or by its name", where=where, key=key, value=row[key],
                remedy="Use the ISO 3166 code: UZ, RU, TJ",
            )  # fmt: skip
    return Person(
        id="person",
        name=str(row.get("name") or ""),
        spellings=tuple(row.get("spellings") or ()),
        citizenship=_state(row.get("citizenship")),
        refuge=_state(row.get("refuge")),
        born=_span(row.get("born"), where, "person", "born"),
        sex=row.get("sex"),
        confirmed=True,
    )


def _event(row: Mapping[str, Any], number: int, person: Person, where: str) -> Event:
    name = str(row.get("id") or f"e{number}")
    kind = row.get("kind")
    if kind not in kinds():
        raise UnreadableChronology(
            f"event {name} has a kind that is not in the list", where=where, key="kind", value=kind,
            remedy="Use one of vocabulary/event-kinds.yaml",
        )  # fmt: skip
    attributes = {key: value for key, value in row.items() if key not in _EVENT_KEYS}
    _no_slips(attributes, _EVENT_KEYS, where, f"event {name}")
    if isinstance(attributes.get("articles"), str):
        attributes["articles"] = [attributes["articles"]]
    if row.get("who"):
        attributes["relative"] = str(row["who"])
    try:
        stance = Stance(row.get("stance", "stated"))
    except ValueError as error:
        raise UnreadableChronology(
            f"event {name} has an unknown stance", where=where, key="stance", value=row["stance"],
            remedy="Use " + ", ".join(Stance),
        ) from error  # fmt: skip
    place = row.get("place")
    return Event(
        id=name,
        kind=str(kind),
        persons=(str(row["who"]),) if row.get("who") else (person.id,),
        when=_span(row.get("when"), where, f"event {name}", "when", str(row.get("words") or "")),
        place=place if _is_state(place) else None,
        where=str(row.get("where") or (place if place and not _is_state(place) else "") or ""),
        by=row.get("by"),
        with_=tuple(_words(row.get("with"))),
        for_=tuple(_words(row.get("for"))),
        stance=stance,
        attributes=attributes,
        confirmed=row.get("confirmed", True) in (True, "yes"),
    )


def _relation(row: Mapping[str, Any], ids: set[str], where: str) -> Relation:
    _known(row, _RELATION_KEYS, where, "relation")
    for key in ("from", "to"):
        if row.get(key) not in ids:
            raise UnreadableChronology(
                "a relation names an event that is not there", where=where, key=key,
                value=row.get(key), remedy="Use the id of one of the events",
            )  # fmt: skip
    for key in ("at_least", "at_most"):
        if row.get(key) is not None:
            try:
                parse_duration(str(row[key]))
            except WhenError as error:
                raise UnreadableChronology(
                    str(error.problem), where=where, key=key, value=row[key],
                    remedy="Write an ISO 8601 duration, for example P1D or P31D",
                ) from error  # fmt: skip
    return Relation(
        row["from"], row["to"], row.get("at_least"), row.get("at_most"), str(row.get("words") or "")
    )


def _span(value: object, where: str, what: str, key: str, words: str = "") -> Span | None:
    if value is None or value == "":
        return None
    try:
        return parse_edtf(_MOMENT.sub("T", str(value)), words=words)
    except WhenError as error:
        raise UnreadableChronology(
            f"{what}: {error.problem}", where=where, key=key, value=value,
            remedy="Write EDTF: 2014-06-10, 2014-06, 2014, 2013-10/2013-12, 2005/..",
        ) from error  # fmt: skip


def _state(value: object) -> str | None:
    """A state's code from a code in either case or from the state's name."""
    if not isinstance(value, str):
        return None
    return value.upper() if _is_state(value.upper()) else state_of(value)


def _is_state(value: object) -> bool:
    return isinstance(value, str) and len(value) == 2 and value.isalpha() and value.isupper()


def _words(value: object) -> list[str]:
    if value is None:
        return []
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


def _mapping(value: object, where: str, what: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise UnreadableChronology(
            f"{what} should be keys with values", where=where, value=type(value).__name__,
            remedy="See docs/law-packs.md for the form",
        )  # fmt: skip
    return value


def _list(value: object, where: str, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise UnreadableChronology(
            f"{what} should be a list", where=where, value=type(value).__name__,
            remedy="Begin each entry with a dash",
        )  # fmt: skip
    return value


def _known(
    row: Mapping[str, Any], allowed: set[str] | frozenset[str], where: str, what: str
) -> None:
    for key in row:
        if key not in allowed:
            raise UnreadableChronology(
                f"{what} has a key that means nothing here", where=where, key=str(key),
                remedy="Known keys: " + ", ".join(sorted(allowed)),
            )  # fmt: skip


def _no_slips(row: Mapping[str, Any], keys: set[str], where: str, what: str) -> None:
    """Refuse a key that is one letter away from a known one; short keys are too near to one another to tell."""
    for key in row:
        meant = next(
            (k for k in sorted(keys) if len(k) > 3 and OSA.distance(str(key), k) == 1), None
        )
        if meant and key not in keys:
            raise UnreadableChronology(
                f"{what} has a key that looks like a slip of the pen", where=where, key=str(key),
                remedy=f"Did you mean {meant!r}?",
            )  # fmt: skip
