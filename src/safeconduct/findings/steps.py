"""What the defence is to do next: running terms, terms no day of which is safe any more, and starts to be found out.

May import: this room's values and words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from safeconduct.findings import telling
from safeconduct.findings.finding import Deadline
from safeconduct.findings.lengths import length
from safeconduct.findings.wording import say


@dataclass(frozen=True, slots=True)
class Step:
    """A term of the defence that asks for something: to act by a day, to act at once, or to find something out.

    `by` is the last day on which the act is in time by any reading; None where no day is known. `at_once`: no day that
    is left is safe, whatever `by` says.
    """

    deadline: Deadline
    by: date | None = None
    days_left: int | None = None
    at_once: bool = False

    def says(self, language: str = "en") -> str:
        """What to do and by when."""
        if self.deadline.state == "waiting":
            return say("step_service", language)
        told = self._when(language)
        return say("step_proof", language, said=told) if self.deadline.state == _PERHAPS else told

    def _when(self, language: str) -> str:
        last = self.deadline.last_safe
        if last is None:
            return say("step_start", language)
        day = telling.moment(last, language)
        if not self.at_once:
            left = length(self.days_left, language) if self.days_left else ""
            return say("step_by" if left else "step_today", language, day=day, left=left)
        if self.by is None:
            return say("step_past", language, day=day)
        return say("step_outer", language, day=day, outer=telling.day(self.by, language))


def next_steps(deadlines: Iterable[Deadline], as_of: date) -> tuple[Step, ...]:
    """What is to be done at once, then the terms that run, the nearest first; service is asked after the same day."""
    steps = [
        _step(d, as_of)
        for d in deadlines
        if d.whose == "defence" and d.state in _ASKING and not has_run_out(d, as_of)
    ]
    return tuple(sorted(steps, key=lambda s: (not s.at_once, s.by or as_of)))


def has_run_out(term: Deadline, as_of: date) -> bool:
    """Is a term over by every reading, with nothing on file that surely met it?"""
    if term.state != _PERHAPS:
        return term.state == "missed"
    last = term.outer or term.by_the_book
    return last is not None and last < as_of


_PERHAPS = "perhaps met"
_ASKING = frozenset(("start unknown", "past the safe day", "waiting", "running", _PERHAPS))


def _step(term: Deadline, as_of: date) -> Step:
    if term.last_safe is None:
        return Step(term, at_once=term.state != "waiting")
    last = telling.day_of(term.last_safe)
    if as_of <= last:
        return Step(term, last, (last - as_of).days)
    by = term.outer or term.by_the_book
    return Step(term, by if by and by >= as_of else None, at_once=True)
