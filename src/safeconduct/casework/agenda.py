"""What is to be done next in all open cases, whoever it is for. A view: nothing is written.

Every person with a file is checked anew, so that a change of the law or of a paper shows at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from safeconduct.casework.access import may_open
from safeconduct.casework.actor import Actor
from safeconduct.casework.checking import checked
from safeconduct.casework.file import record_of
from safeconduct.casework.store import Store
from safeconduct.errors import SafeconductError
from safeconduct.record import Case, Person

if TYPE_CHECKING:
    from safeconduct.findings import Step

CASES = 100  # looked at in one go: some seconds


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A person for whom something is to be done: terms, the most urgent first, and whether they are exposed to removal.

    `protected` and `exposed` as in findings.Today; `can_file`: the law names something that would protect them (better).
    """

    case: Case
    person: Person
    protected: str
    steps: tuple[Step, ...]
    exposed: bool
    can_file: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """The lines of the cases looked at, the most urgent first; `unchecked` are cases whose law is missing or broken.

    `last` is how many of the `total` open cases have been looked at with these.
    """

    lines: tuple[AgendaLine, ...]
    unchecked: tuple[Case, ...]
    last: int
    total: int


def agenda(store: Store, actor: Actor, as_of: date, *, first: int = 0, most: int = CASES) -> Agenda:
    """The steps of everybody in the open cases they may open, `most` cases from the `first` on."""
    mine = [c for c in store.cases() if may_open(actor, c) and not c.closed]
    lines: list[AgendaLine] = []
    unchecked: list[Case] = []
    for case in mine[first : first + most]:
        try:
            lines.extend(_of(store, case, as_of))
        except SafeconductError:  # told by name, and on the case's own page with its cause
            unchecked.append(case)
    ordered = sorted(lines, key=lambda line: _urgency(line, as_of))
    return Agenda(tuple(ordered), tuple(unchecked), min(first + most, len(mine)), len(mine))


def _of(store: Store, case: Case, as_of: date) -> list[AgendaLine]:
    from safeconduct import law
    from safeconduct.casework.dossier import has_case
    from safeconduct.casework.errors import NoPack
    from safeconduct.findings import today

    if not case.pack:
        raise NoPack("the case has no law pack", key="pack")
    record, pack = record_of(store, case.id), law.load(case.pack)
    found = []
    for person in record.people:
        if has_case(person, record.people, record.events):
            answer = checked(record, case, pack, person.id, as_of)
            day = today(answer.chronology, answer.answers)
            if day.next_steps or day.exposed:
                found.append(
                    AgendaLine(
                        case, person, day.protected, day.next_steps, day.exposed, bool(day.remedies)
                    )
                )
    return found


def _urgency(line: AgendaLine, as_of: date) -> tuple[bool, date]:
    """At once before all; who is not known to be protected, as though something ran out that very day."""
    at_once = any(step.at_once for step in line.steps)
    if not line.steps or line.protected in ("no", "cannot tell"):
        return not at_once, as_of
    return not at_once, line.steps[0].by or as_of
