"""What the law says of a person: chronology, findings as of a day, the trail picture. Views only: nothing is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from safeconduct.casework.access import case_for
from safeconduct.casework.actor import Actor
from safeconduct.casework.errors import NoPack
from safeconduct.casework.file import CaseRecord, record_of
from safeconduct.casework.lines import Checked
from safeconduct.casework.store import Store
from safeconduct.record import Case, Chronology

if TYPE_CHECKING:
    from safeconduct.law import Pack


def chronology(store: Store, actor: Actor, case_id: str, person_id: str) -> Chronology:
    """One person's events, earlier ones first where the dates tell. Raises NotFound."""
    case_for(store, actor, case_id)
    return record_of(store, case_id).chronology(person_id)


def check(
    store: Store,
    actor: Actor,
    case_id: str,
    person_id: str,
    *,
    as_of: date,
    pack: str | None = None,
) -> Checked:
    """What the law in force on each day says of a person, as of the end of `as_of`, under the case's pack or `pack`.

    Where nobody said whose citizen the person is or where they took refuge, the pack's corridor is assumed and the
    assumption named. Raises NotFound, NoPack, PackNotFound.
    """
    from safeconduct import law

    case = case_for(store, actor, case_id)
    name = pack or case.pack
    if not name:
        raise NoPack("the case has no law pack", key="pack", remedy="Choose one on the case's page")
    return checked(record_of(store, case_id), case, law.load(name), person_id, as_of)


def checked(record: CaseRecord, case: Case, pack: Pack, person_id: str, as_of: date) -> Checked:
    """What a pack says of a person of a case's record."""
    from safeconduct import findings

    told = record.chronology(person_id)
    person = told.person
    assumed = []
    if not person.citizenship and pack.origin:
        person = replace(person, citizenship=pack.origin)
        assumed.append(f"Taken for a citizen of {pack.origin}: nobody has said otherwise.")
    if not person.refuge and pack.refuge:
        person = replace(person, refuge=pack.refuge)
        assumed.append(f"Taken to have sought refuge in {pack.refuge}: nobody has said otherwise.")
    told = replace(told, person=person)
    return Checked(
        chronology=told,
        answers=findings.check(told, pack, as_of),
        pack=pack,
        pin_changed=pack.name == case.pack
        and bool(case.pack_version)
        and case.pack_version != pack.version,
        assumed=tuple(assumed),
    )


def trail(
    store: Store,
    actor: Actor,
    case_id: str,
    person_id: str,
    *,
    as_of: date,
    pack: str | None = None,
) -> str:
    """The trail picture as SVG: lanes, fading dates, safeguards as bands, breaches where they happen."""
    from safeconduct import publish

    checked = check(store, actor, case_id, person_id, as_of=as_of, pack=pack)
    return publish.draw(checked.chronology, checked.answers, as_of=as_of)
