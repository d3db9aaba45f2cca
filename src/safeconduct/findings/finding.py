"""What `check` answers with: findings, deadlines, safeguards, ways out and contradictions, as frozen values.

May import: `when`, `law`, `record`. Texts are methods taking a language ("en", "ru"): they are told from the trace
when they are asked for, never kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from safeconduct.findings.consulted import consulted
from safeconduct.findings.hinge import hinge
from safeconduct.findings.sentence import sentence
from safeconduct.findings.trace import Trace
from safeconduct.findings.verdict import Verdict
from safeconduct.law import NOTHING, Provision, Words


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of one chain of events.

    `events` are ids in the order of the rule's steps, `provisions` the law as in force on the day of the event it
    governs, `versions` the verdict under each asserted date where a provision's dates are contested. `confirmed` is
    false while any of the events rests only on claims that no person has accepted.
    """

    rule: str
    verdict: Verdict
    events: tuple[str, ...]
    provisions: tuple[Provision, ...]
    trace: Trace
    versions: Mapping[date, Verdict] = field(default_factory=dict)
    confirmed: bool = True
    family: str = "pattern"
    reasons: tuple[Words, ...] = ()  # why it is unsure

    def title(self, language: str = "en") -> str:
        """The rule's name."""
        return self.trace.rule.title(language)

    def says(self, language: str = "en") -> str:
        """One or two sentences: what was found, with the dates as known."""
        return sentence(self.trace, self.verdict, language, unsure=bool(self.reasons))

    def would_change(self, language: str = "en") -> str:
        """The one fact whose change would change the answer."""
        return hinge(self.trace, self.verdict, language)

    def unsure(self, language: str = "en") -> str | None:
        """Why it is not sure in law or in fact; None where nothing is."""
        return "; ".join(reason(language) for reason in self.reasons) or None

    def steps(self, language: str = "en") -> tuple[str, ...]:
        """What was consulted, line by line: events, the time between them, the law, the verdict."""
        return tuple(consulted(self.trace, self.verdict, self.provisions, language))

    @property
    def step_events(self) -> Mapping[str, str]:
        """The name of each step and the id of its event."""
        return self.trace.step_events


@dataclass(frozen=True, slots=True)
class Deadline:
    """A term of law that some event has started, or will start.

    `last_safe` is the last day (or moment, where hours are counted) on which the act is surely in time; None where the
    start is not known. `by_the_book` is the date the code gives, with days of rest skipped; `outer` a later limit by
    another reading. `state`: waiting (for service), start unknown (begun, or about to, on a day that is not known for
    sure), running, past the safe day, missed, met, met, if in time, perhaps met, late, stopped, cannot tell.
    """

    id: str
    whose: str  # defence, state, body
    words: Words
    what: Words
    starts: str | None
    starts_event: str | None
    last_safe: date | datetime | None
    by_the_book: date | None = None
    outer: date | None = None
    state: str = "running"
    done_by: str | None = None
    decision: str | None = None
    provisions: tuple[Provision, ...] = ()
    reasons: tuple[Words, ...] = ()
    days_left: int | None = None
    form: str | None = None
    late: Words = NOTHING

    def title(self, language: str = "en") -> str:
        return self.words(language)

    def says(self, language: str = "en") -> str:
        """What is to be done, by when."""
        return self.what(language) or self.words(language)

    def when_missed(self, language: str = "en") -> str:
        """What can still be done once it has run out; "" where the pack says nothing."""
        return self.late(language)

    def unsure(self, language: str = "en") -> str | None:
        return "; ".join(reason(language) for reason in self.reasons) or None


@dataclass(frozen=True, slots=True)
class Safeguard:
    """An interval in which something forbids removal (`in_force`), or in which nothing does (`in_force` false).

    `first` and `last` are the cautious ends (protection no longer than is sure), both inclusive; None is open.
    `now`: yes, no or cannot tell, on the day asked about. `outer` is the last day by the more hopeful reading. `firm`:
    the law it rests on is verified and what opened it is sure.
    """

    id: str
    words: Words
    first: date | None
    last: date | None
    in_force: bool
    now: str
    events: tuple[str, ...]
    outer: date | None = None
    versions: Mapping[date, date | None] = field(default_factory=dict)
    provisions: tuple[Provision, ...] = ()
    reasons: tuple[Words, ...] = ()
    note: Words = NOTHING
    against: tuple[str, ...] = ()
    firm: bool = True

    def title(self, language: str = "en") -> str:
        return self.words(language)

    def says(self, language: str = "en") -> str:
        return self.note(language) or self.words(language)

    def unsure(self, language: str = "en") -> str | None:
        return "; ".join(reason(language) for reason in self.reasons) or None


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something that can be filed today and would, once filed or granted, forbid removal (`against`: which kinds).

    `asked`: the event that asked for it already and is not answered; `form` the pack's form for it.
    """

    id: str
    words: Words
    ask: Words
    against: tuple[str, ...]
    asked: str | None = None
    form: str | None = None
    provisions: tuple[Provision, ...] = ()
    reasons: tuple[Words, ...] = ()

    def title(self, language: str = "en") -> str:
        return self.words(language)

    def says(self, language: str = "en") -> str:
        """What to file, and what it does."""
        return self.ask(language)

    def unsure(self, language: str = "en") -> str | None:
        return "; ".join(reason(language) for reason in self.reasons) or None


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a way out needs: met by an event, not yet met, or not asked on this day. `open` None: cannot tell."""

    id: str
    what: Words
    met: bool | None
    asked: bool
    event: str | None = None
    provision: Provision | None = None
    opened_by: Words = NOTHING


@dataclass(frozen=True, slots=True)
class WayOut:
    """A lawful way to safety on a day. `open` is None where it cannot be told; `blocked_by` are ids of provisions."""

    id: str
    words: Words
    open: bool | None
    needs: tuple[Need, ...]
    blocked_by: tuple[str, ...] = ()
    closed: bool = False  # taken already, or no longer to be had
    reasons: tuple[Words, ...] = ()
    warning: Words = NOTHING

    def title(self, language: str = "en") -> str:
        return self.words(language)

    @property
    def blocked_until(self) -> date | None:
        """The last day on which all that blocks it is still asked for; None where that is not known, or nothing does."""
        blocking = [n.provision for n in self.needs if n.asked and n.met is False]
        lasts = [p.last if p is not None else None for p in blocking]
        return max((d for d in lasts if d), default=None) if None not in lasts else None

    def opened_by(self, language: str = "en") -> tuple[str, ...]:
        """The least that would open it."""
        return tuple((n.opened_by or n.what)(language) for n in self.needs if n.asked and not n.met)

    def unsure(self, language: str = "en") -> str | None:
        return "; ".join(reason(language) for reason in self.reasons) or None


@dataclass(frozen=True, slots=True)
class ContradictionFound:
    """Events that cannot all be as told: the smallest circle, with the words it rests on."""

    events: tuple[str, ...]
    words: Words
    relations: tuple[Any, ...] = ()

    def says(self, language: str = "en") -> str:
        return self.words(language)


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything a pack says of a chronology as of the end of a day. Same chronology, pack and day: same answers."""

    as_of: date
    pack: str
    pack_version: str
    findings: tuple[Finding, ...]
    deadlines: tuple[Deadline, ...] = ()
    safeguards: tuple[Safeguard, ...] = ()
    ways_out: tuple[WayOut, ...] = ()
    contradictions: tuple[ContradictionFound, ...] = ()
    remedies: tuple[Remedy, ...] = ()

    @property
    def shown(self) -> tuple[Finding, ...]:
        """Findings that are not `no`, the strongest first."""
        return tuple(f for f in self.findings if f.verdict is not Verdict.NO)

    def verdict(self, rule: str) -> Verdict:
        """The strongest verdict of a rule; `no` where it found nothing."""
        return max(
            (f.verdict for f in self.findings if f.rule == rule),
            key=lambda v: v.strength,
            default=Verdict.NO,
        )
