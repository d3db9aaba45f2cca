"""Where a person stands on the day asked about: what protects them and until when, where nothing did or will, what runs
out, and what is to be filed next.

May import: `when`, `record`, `law`'s words, this room's values. All of it follows from `Answers` and the chronology; nothing is asked anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from safeconduct.findings import telling
from safeconduct.findings.codes import is_relatives
from safeconduct.findings.finding import Answers, Deadline, Remedy, Safeguard, WayOut
from safeconduct.findings.steps import Step, has_run_out, next_steps
from safeconduct.findings.wording import say
from safeconduct.law import LANGUAGES, NOTHING, Words
from safeconduct.record import Chronology, Event, Stance
from safeconduct.when import Span

SOON = 30  # days ahead in which a lapse is shown, and back after which the file is called silent

# events from which on a removal has to be reckoned with: wherever they happened, or in the state of refuge
_SOUGHT = frozenset(
    ("wanted_listing", "extradition_request", "extradition_order", "expulsion_order", "undesirability_order")
)  # fmt: skip
_HELD = frozenset(("abduction_attempt", "arrest", "detention"))
_REMOVALS = ("extradition", "expulsion")
_OUT = frozenset(("extradition", "expulsion", "transfer_abroad", "resettlement"))
# events at which the person is bodily there
_THERE = frozenset(
    ("entry", "move", "work", "marriage", "arrest", "detention", "imprisonment", "release", "summons", "search",
     "asylum_application", "permit_application", "exit_request", "ill_treatment", "abduction", "abduction_attempt")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gap:
    """Days, both included, on which nothing on file barred removal, nor may have. `last` None: still so, as far as is known.

    `row` is the pack's own row where the law names the gap (R18), else None.
    """

    first: date
    last: date | None
    row: Safeguard | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """The day's picture of one person. `until` is the last day on which protection is sure; None where it is open.

    `protected`: yes (against extradition and expulsion alike), in part, cannot tell, or no. A "no" says only that
    nothing on file protects; it is never proof that nothing does. `firm` is false where a removal is barred only by
    rows that are not sure themselves. `exposed`: a removal has to be reckoned with, the person is not known to be gone,
    and nothing on file bars every removal surely and for longer than SOON days. `overdue` are terms of ours that have run
    out and can still be mended, `remedies` what an exposed person can file to be protected (better). `gone` is the event
    by which the person left, or was taken out of, the state of refuge and after which nothing places them there.
    `newest` is the last day of the newest event on file, where that lies more than SOON days back.
    """

    as_of: date
    protected: str
    until: date | None
    safeguards: tuple[Safeguard, ...]
    maybe: tuple[Safeguard, ...]
    gaps: tuple[Gap, ...]
    lapsing: tuple[Safeguard, ...]
    next_steps: tuple[Step, ...]
    state_terms: tuple[Deadline, ...]
    ways_out: tuple[WayOut, ...]
    firm: bool = True
    exposed: bool = False
    overdue: tuple[Deadline, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    gone: str | None = None
    left: Words = NOTHING  # … in words
    newest: date | None = None

    def caveats(self, language: str = "en") -> tuple[str, ...]:
        """What to bear in mind of the answer, in sentences."""
        told = [say("gone", language, event=self.left(language))] if self.gone else []
        if self.protected not in ("no", "cannot tell") and not self.firm:
            told.append(say("not_firm", language))
        if self.newest is not None:
            told.append(say("newest", language, day=telling.day(self.newest, language)))
        return tuple(told)


def today(chronology: Chronology, answers: Answers) -> Today:
    """The picture on `answers.as_of`."""
    as_of = answers.as_of
    bars = [s for s in answers.safeguards if s.in_force]
    holding = tuple(s for s in bars if s.now == "yes")
    maybe = tuple(s for s in bars if s.now == "cannot tell")
    held = {r for s in holding for r in _against(s)}
    whole = held == set(_REMOVALS)
    soon = as_of + timedelta(SOON)
    lapsing = tuple(s for s in holding if s.last is not None and s.last <= soon)
    firm = all(any(s.firm for s in holding if r in s.against) for r in held)
    risk = _risk(chronology, as_of)
    gone = _gone(chronology, as_of)
    exposed = risk is not None and gone is None and (not whole or bool(lapsing) or not firm)
    return Today(
        as_of=as_of,
        protected="yes" if whole else "in part" if held else "cannot tell" if maybe else "no",
        until=_until(holding),
        safeguards=holding,
        maybe=maybe,
        gaps=_gaps(risk, gone, [s for s in bars if _against(s) == set(_REMOVALS)], answers),
        lapsing=lapsing,
        next_steps=next_steps(answers.deadlines, as_of),
        state_terms=tuple(
            d for d in answers.deadlines if d.whose == "state" and d.state == "running"
        ),
        ways_out=answers.ways_out,
        firm=firm,
        exposed=exposed,
        overdue=tuple(
            d
            for d in answers.deadlines
            if d.whose == "defence" and d.late and has_run_out(d, as_of)
        ),
        remedies=answers.remedies if exposed else (),
        gone=gone[1] if gone else None,
        left=_words(chronology.event(gone[1])) if gone else NOTHING,
        newest=_newest(chronology, as_of),
    )


def _words(event: Event) -> Words:
    return Words(*(telling.event(event, language) for language in LANGUAGES))


def _newest(chronology: Chronology, as_of: date) -> date | None:
    days = [e.when.last for e in chronology.events if e.when and e.when.last]
    newest = max((d for d in days if d <= as_of), default=None)
    return newest if newest and newest < as_of - timedelta(SOON) else None


def _against(safeguard: Safeguard) -> set[str]:
    return {r for r in _REMOVALS if r in safeguard.against}


def _until(holding: tuple[Safeguard, ...]) -> date | None:
    """The last day on which every kind of removal that is barred today is still barred."""
    ends = []
    for removal in _REMOVALS:
        lasts = [s.last for s in holding if removal in s.against]
        if lasts and None not in lasts:
            ends.append(max(d for d in lasts if d))
    return min(ends, default=None)


def _risk(chronology: Chronology, as_of: date) -> date | None:
    """The first day on which a removal had to be reckoned with; the day asked about where none of them is dated.

    What is denied, only feared, or happened to a relative is no such day; what is only alleged is.
    """
    refuge, person = chronology.person.refuge, chronology.person.id
    days = [
        _begun(e.when, as_of)
        for e in chronology.events
        if (e.kind in _SOUGHT or (e.kind in _HELD and e.place in (None, refuge or e.place)))
        and e.stance not in (Stance.DENIED, Stance.FEARED)
        and not is_relatives(e, person)
    ]
    return min((d for d in days if d <= as_of), default=None)


def _begun(when: Span | None, as_of: date) -> date:
    """The first day something can have been; the day asked about where that is open (what is on file has happened)."""
    if when is None or (when.earliest is None and when.latest is None):
        return as_of
    return when.earliest or min(when.last or as_of, as_of)


def _gone(chronology: Chronology, as_of: date) -> tuple[date, str] | None:
    """The event by which the person surely was out of the state of refuge, with nothing later that surely is in it."""
    refuge = chronology.person.refuge
    left: tuple[date, str] | None = None
    back: date | None = None
    for e in chronology.events:
        if (
            e.stance not in (Stance.STATED, Stance.REPORTED)
            or is_relatives(e, chronology.person.id)
            or e.when is None
        ):
            continue
        last = e.when.last
        if last is None or last > as_of or e.when.is_doubtful:
            continue
        out = e.kind in _OUT or (e.kind == "departure" and refuge is not None and e.place == refuge)
        if out and (left is None or last > left[0]):
            left = last, e.id
        elif not out and refuge is not None and e.place == refuge and e.kind in _THERE:
            back = max(back or last, last)
    if left is None or (back is not None and back > left[0]):
        return None
    return left


def _gaps(
    risk: date | None, gone: tuple[date, str] | None, bars: list[Safeguard], answers: Answers
) -> tuple[Gap, ...]:
    """From the first day a removal had to be reckoned with until the person was gone: the days that nothing covers.

    What may protect (cannot tell) covers its days too, by the widest reading: they are not known to be without.
    """
    gaps = [Gap(s.first, s.last, s) for s in answers.safeguards if not s.in_force and s.first]
    if risk is None:
        return tuple(gaps)
    day, open_end = risk, True
    covered = (_covered(s, risk, answers.as_of) for s in bars)
    for first, last in sorted((c for c in covered if c), key=lambda c: (c[0], c[1] or date.max)):
        if first > day and first <= answers.as_of:
            gaps.append(Gap(day, first - timedelta(1)))
        if last is None:
            open_end = False
            break
        day = max(day, last + timedelta(1))
    end = gone[0] if gone else None
    if open_end and (end is None or day <= end):
        gaps.append(Gap(day, end))
    return tuple(sorted(gaps, key=lambda g: g.first))


def _covered(bar: Safeguard, risk: date, as_of: date) -> tuple[date, date | None] | None:
    """First and last day that may not be called unprotected; the last None where open."""
    if bar.now != "cannot tell":
        return (bar.first, bar.last) if bar.first else None
    last = bar.outer or bar.last
    return bar.first or risk, None if last is None or last < as_of else last
