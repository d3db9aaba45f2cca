"""One chronology under one pack on one day: what deadlines, safeguards and ways out look things up in.

May import: `when`, `record`, `law`, this room's values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, KeysView, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from safeconduct.findings.selector import FREE, NO, UNKNOWN, YES, Reader, Selector
from safeconduct.findings.telling import reason
from safeconduct.findings.timeline import Timeline
from safeconduct.law import Confidence, Pack, Provision, Words
from safeconduct.record import Chronology, Event
from safeconduct.when import Span, parse_duration
from safeconduct.when.errors import WhenError


@dataclass(frozen=True, slots=True)
class Scene:
    """What is asked about, with its timeline and the reader of selectors.

    `sure`: the same without the dates told "about" or "probably"; None where there are none.
    """

    chronology: Chronology
    pack: Pack
    as_of: date
    line: Timeline
    reader: Reader
    sure: Scene | None = None

    @property
    def on_file(self) -> KeysView[str]:
        """The kinds of events that happened, or may have, by the day asked about."""
        return (self.sure or self).line.by_kind.keys()

    def matching(self, selectors: Iterable[Selector]) -> Iterator[tuple[int, int]]:
        """Points whose event fits one of the selectors, with YES, UNKNOWN or FREE; each point once."""
        seen: set[int] = set()
        for select in selectors:
            for kind in select.kinds:
                for i in self.line.by_kind.get(kind, ()):
                    if i in seen:
                        continue
                    fits = self.reader.match(select, self.line.events[i])
                    if fits != NO:
                        if i in self.line.unsure and fits == YES:
                            fits = FREE
                        seen.add(i)
                        yield i, fits

    def event(self, point: int) -> Event:
        return self.line.events[point]

    def days(self, point: int) -> tuple[date, date]:
        """First and last day the event can have been, after tightening."""
        first, last = self.line.days[point]
        return date.fromordinal(max(1, first)), date.fromordinal(min(date.max.toordinal(), last))

    def span(self, point: int) -> Span | None:
        """The event's date as told, or as tightened where that is narrower; None where there is none."""
        told = self.event(point).when
        if point in self.line.undated:
            return None
        first, last = self.days(point)
        if told is not None and (
            told.at is not None or (told.earliest == first and told.last == last)
        ):
            return told
        return Span.between(None if first.toordinal() <= 1 else first, last)

    def stated_end(self, point: int, attribute: str, *, latest: bool = False) -> date | None:
        """The last day of a length that an event states, from the earliest (or latest) day it can have begun."""
        told = self.event(point).attributes.get(attribute)
        if not isinstance(told, str) or point in self.line.undated:
            return None
        try:
            return parse_duration(told).after(self.days(point)[latest]) - timedelta(1)
        except WhenError:
            return None

    def surely_after(self, x: int, y: int) -> bool:
        """Is y surely not before x?"""
        return self.line.distance(0, x, y)[0] >= 0

    def after(self, x: int, y: int) -> bool:
        """Is y surely not before x: at or after it, or on a later day by the calendar of its own place?"""
        return self.surely_after(x, y) or self.days(y)[0] > self.days(x)[1]

    def possibly_after(self, x: int, y: int) -> bool:
        """Can y be at or after x?"""
        return self.line.distance(0, x, y)[1] >= 0

    def in_force(self, provision: str, day: date, version: str = "") -> bool | None:
        """Was a provision (or one text of it) in force on a day? None where its dates are contested or rough."""
        rows = [
            p
            for p in self.pack.provisions[provision]
            if p.in_force(day) and version in ("", p.version)
        ]
        if any(
            (p.first_sure is None or p.first_sure <= day)
            and (p.last_sure is None or day <= p.last_sure)
            for p in rows
        ):
            return True
        if any(b.takes_over_from(a) for a in rows for b in rows):
            return True
        return None if rows else False

    def applies(self, citizenship: Sequence[str]) -> bool:
        """Is a row for these citizens for this person? The corridor's origin is asked where theirs is not on file."""
        mine = self.chronology.person.citizenship or self.pack.origin
        return not citizenship or mine is None or mine in citizenship

    def concerns(self, provision: str) -> bool:
        """Does a provision bind the person's own state or the one they are in?"""
        states = {p.state for p in self.pack.provisions[provision] if len(p.state) == 2}
        return not states or bool(states & {self.reader.origin, self.reader.refuge})

    def cited(self, ids: Iterable[str], day: date | None) -> tuple[Provision, ...]:
        return tuple(self.pack.provision(name, day) for name in dict.fromkeys(ids))


def unverified(provisions: Iterable[Provision]) -> Iterator[Words]:
    """Why a finding that rests on these is not sure."""
    for p in provisions:
        if p.confidence is Confidence.UNVERIFIED:
            yield reason("unverified", provision=p.id)


__all__ = ["FREE", "NO", "UNKNOWN", "YES", "Scene", "unverified"]
