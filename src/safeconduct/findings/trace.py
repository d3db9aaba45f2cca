"""What was consulted for a finding: the rule, the events at its steps, the limits between them, and what was not on file.

May import: `when`, `record`, `law`, this room's values. Nothing is evaluated anew: every text is told from these, by
`sentence` (what was found), `hinge` (what would change it) and `consulted` (line by line).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from safeconduct.findings import telling, wording
from safeconduct.findings.limits import Atom, limits
from safeconduct.findings.rule import ACT, AS_OF, Rule, Step
from safeconduct.findings.scene import Scene
from safeconduct.findings.totals import Totalled
from safeconduct.findings.ways import Outcome
from safeconduct.when import Span


@dataclass(frozen=True, slots=True)
class Trace:
    """The rule, its outcome and the scene it was asked of. `outcome` is None where nothing could be its anchor."""

    rule: Rule
    outcome: Outcome | None
    scene: Scene
    total: Totalled | None = None
    law_absent: str | None = None  # the provision that was not in force, where that alone decided
    lapsed: bool = False  # … and it had ended before, with nothing that closed the state itself
    not_for: bool = False  # the rule is for other citizens, or rests on another state's law
    also: tuple[int, ...] = ()  # further anchors, where the rule tells all of them together

    @property
    def step_events(self) -> Mapping[str, str]:
        """Step → event id."""
        return {name: self.scene.event(i).id for name, i in self.steps()}

    def steps(self) -> list[tuple[str, int]]:
        """Steps in the order the author wrote them, with their points; [] where there is no outcome."""
        if self.outcome is None:
            return []
        told, count = self.outcome.steps, len(self.scene.line.events)
        named = [n for n in self.rule.order if n in told]
        named += [
            n for n in told if n not in self.rule.order and n != AS_OF and not n.endswith(ACT)
        ]
        return [(n, told[n]) for n in named if told[n] < count]

    def limits(self) -> Iterator[Atom]:
        """The limits between the events at the steps, and the act or the day asked about."""
        if self.outcome is None or self.total is not None:
            return
        told = self.outcome.steps
        for step in self.rule.steps:
            for limit in step.between:
                x, y = told.get(limit.earlier), told.get(limit.later)
                if x is not None and y is not None:
                    yield from limits(self.scene.line, limit, x, y, told)

    def distance(self, atom: Atom) -> tuple[int, int]:
        """Least and most that the dates leave of the distance a limit is about, in its measure."""
        return self.scene.line.distance(atom[0], atom[1], atom[2])

    def event(self, point: int, language: str) -> str:
        """The event at a point in a few words, with its date as far as it is known; a day for the day asked about."""
        line = self.scene.line
        if not 0 <= point < len(line.events):
            owner = next((e for e, act in line.act_of.items() if act == point), None)
            return (
                telling.day(self.scene.as_of, language)
                if owner is None
                else self.event(owner, language)
            )
        it = line.events[point]
        return telling.event(
            it, language, self.span(point), state=self.scene.reader.places.get(it.id)
        )

    def span(self, point: int) -> Span:
        """When an event was: as told, or as the relations narrow it."""
        line = self.scene.line
        told = line.events[point].when
        if point in line.undated:
            return Span.unknown()
        if told is not None and (told.at is not None or told.is_doubtful):
            return told
        first, last = line.days[point]
        if told is not None and _days(told) == (first, last):
            return told
        return Span.between(
            None if first <= 1 else date.fromordinal(first),
            None if last >= date.max.toordinal() else date.fromordinal(last),
        )


def kinds(steps: tuple[Step, ...], language: str) -> str:
    """The kinds of event that steps mean, in words."""
    return ", ".join(
        dict.fromkeys(wording.kind(k, language) for s in steps for k in s.select.kinds)
    )


def _days(span: Span) -> tuple[int, int] | None:
    if span.earliest is None or span.last is None:
        return None
    return span.earliest.toordinal(), span.last.toordinal()
