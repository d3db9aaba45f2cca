"""What the picture needs of the findings: bands, last days and flags.

May import: `when`, `record`, `findings`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from safeconduct.findings import telling
from safeconduct.findings.finding import Answers
from safeconduct.publish.telling import Voice
from safeconduct.record import Chronology


@dataclass(frozen=True, slots=True)
class Flag:
    """A finding on an event: `short` is the rule's id, `id` where the finding stands on the page."""

    id: str
    short: str
    title: str
    verdict: str

    @property
    def certain(self) -> bool:
        """Does the finding hold whatever the dates were?"""
        return self.verdict == "certain"


@dataclass(frozen=True, slots=True)
class Band:
    """A time, both days included, in which a safeguard was in force, or (`protects` false) in which nothing was."""

    id: str
    short: str
    title: str
    first: date | None
    last: date | None
    protects: bool = True
    sure: bool = True

    def told(self, say: Voice) -> str:
        """In force or not, from when to when, in words."""
        state = say("in force") if self.protects else say("without protection")
        since = say.day(self.first) if self.first else say("no beginning on file")
        until = say.day(self.last) if self.last else say("no end on file")
        return f"{state}, {since} → {until}"


@dataclass(frozen=True, slots=True)
class Due:
    """The last safe day of a term."""

    id: str
    short: str
    title: str
    day: date


@dataclass(frozen=True, slots=True)
class Outlook:
    """All of it. `flags` by event id."""

    bands: tuple[Band, ...] = ()
    dues: tuple[Due, ...] = ()
    flags: Mapping[str, tuple[Flag, ...]] = field(default_factory=dict)


def outlook(chronology: Chronology, answers: Answers | None, language: str) -> Outlook:
    """What `answers` says, in the picture's terms. Ids are f0, d0, s0 … by position in `answers.shown` and the like.

    A finding is flagged on the last of its events in the chronology: there it is complete.
    """
    if answers is None:
        return Outlook()
    order = {event.id: n for n, event in enumerate(chronology.events)}
    flags: dict[str, list[Flag]] = {}
    for n, finding in enumerate(answers.shown):
        there = [e for e in finding.events if e in order]
        if there and finding.verdict in ("certain", "possible"):
            last = max(there, key=lambda e: order[e])
            flag = Flag(f"f{n}", finding.rule, finding.title(language), str(finding.verdict))
            flags.setdefault(last, []).append(flag)
    return Outlook(
        bands=tuple(
            Band(f"s{n}", s.id, s.title(language), s.first, s.last, s.in_force, not s.reasons)
            for n, s in enumerate(answers.safeguards)
            if s.first or s.last
        ),
        dues=tuple(
            Due(f"d{n}", d.id, d.title(language), telling.day_of(d.last_safe))
            for n, d in enumerate(answers.deadlines)
            if d.last_safe and d.whose == "defence"
        ),
        flags={event: tuple(_once(found)) for event, found in flags.items()},
    )


def _once(flags: list[Flag]) -> list[Flag]:
    """One flag a rule, the strongest."""
    best: dict[str, Flag] = {}
    for flag in flags:
        if flag.short not in best or (flag.certain and not best[flag.short].certain):
            best[flag.short] = flag
    return list(best.values())
