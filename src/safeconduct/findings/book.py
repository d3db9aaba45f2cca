"""A law pack made ready to be asked: its rows as rules, deadlines, safeguards and ways out. Made once per pack.

May import: `law`, this room's values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from safeconduct.findings.codes import fold
from safeconduct.findings.errors import BrokenRule
from safeconduct.findings.filling import Governing, Span
from safeconduct.findings.forms import read_rule
from safeconduct.findings.guards import SafeguardRow, read_safeguard
from safeconduct.findings.needs import WayRow, read_way
from safeconduct.findings.rule import Governed, Rule
from safeconduct.findings.terms import TermRow, read_term
from safeconduct.law import Confidence, Pack, Provision

FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """A rule with the days on which its law is in force, once for each asserted date where dates are contested."""

    rule: Rule
    readings: tuple[tuple[date | None, Governing], ...]
    unverified: tuple[Provision, ...]
    cites: tuple[str, ...]  # every provision it names, those it rests on first
    kinds: frozenset[str]  # of the anchor: without one of them on file the answer is no


@dataclass(frozen=True, slots=True)
class Book:
    """Everything of a pack that can be asked of a chronology."""

    pack: Pack
    rules: tuple[ReadyRule, ...]
    ways: Mapping[str, tuple[ReadyRule, ...]]  # the same by the rule's id
    deadlines: tuple[TermRow, ...]
    safeguards: tuple[SafeguardRow, ...]
    ways_out: tuple[WayRow, ...]
    bodies: Mapping[str, str]
    not_for: tuple[
        Rule, ...
    ] = ()  # rules that are left out: other citizens', or resting on other states' law


@lru_cache(maxsize=256)
def book_for(pack: Pack, citizenship: str | None, refuge: str | None) -> Book:
    """The rows of a pack that are for one person; where their states are not on file, those of the corridor.

    A row is for them unless it names other citizens (`only_for`), or rests on the law of a state that is neither
    theirs nor the one they are in: what a Russian code says is not asked of somebody in Turkey.
    """
    whole = book(pack)
    mine, here = citizenship or pack.origin, refuge or pack.refuge

    def is_for(citizens: tuple[str, ...], provisions: Iterable[str]) -> bool:
        if citizens and mine is not None and mine not in citizens:
            return False
        states = {p.state for name in provisions for p in pack.provisions[name]}
        return here is None or all(len(s) != 2 or s in (mine, here) for s in states)

    def rests_on(rule: Rule) -> Iterable[str]:
        return {*rule.provisions, *(g.provision for g in rule.governed)}

    ways = {
        name: kept
        for name, rules in whole.ways.items()
        if (kept := tuple(r for r in rules if is_for(r.rule.citizenship, rests_on(r.rule))))
    }
    return replace(
        whole,
        rules=tuple(rule for rules in ways.values() for rule in rules),
        ways=ways,
        not_for=tuple(rules[0].rule for name, rules in whole.ways.items() if name not in ways),
        deadlines=tuple(r for r in whole.deadlines if is_for(r.citizenship, r.provisions)),
        safeguards=tuple(r for r in whole.safeguards if is_for(r.citizenship, r.provisions)),
        ways_out=tuple(r for r in whole.ways_out if is_for(r.citizenship, r.governed)),
    )


@lru_cache(maxsize=32)
def book(pack: Pack) -> Book:
    """The pack made ready. Raises BrokenRule naming file, row, key and value."""
    ways = {
        name: tuple(_ready(rule, pack) for rule in _ways(name, row, pack))
        for name, row in pack.rules.items()
    }
    return Book(
        pack=pack,
        rules=tuple(rule for rules in ways.values() for rule in rules),
        ways=ways,
        deadlines=tuple(read_term(name, row, pack) for name, row in pack.deadlines.items()),
        safeguards=tuple(read_safeguard(name, row, pack) for name, row in pack.safeguards.items()),
        ways_out=tuple(read_way(name, row, pack) for name, row in pack.ways_out.items()),
        bodies={
            fold(spelling): fold(key)
            for key, row in pack.bodies.items()
            for spelling in (key, *_spellings(row))
        },
    )


def _spellings(row: Mapping[str, Any]) -> Iterable[str]:
    named = row.get("names") or ()
    rows = named.values() if isinstance(named, Mapping) else [named]
    for some in rows:
        yield from [some] if isinstance(some, str) else map(str, some or ())


def _ways(name: str, row: Mapping[str, Any], pack: Pack) -> Iterable[Rule]:
    if "ways" not in row:
        yield read_rule(name, row, pack)
        return
    common = {k: v for k, v in row.items() if k != "ways"}
    for way in row["ways"]:
        yield read_rule(name, {**common, **way}, pack)


def _ready(rule: Rule, pack: Pack) -> ReadyRule:
    where = pack.where.get(f"rules/{rule.id}", pack.name)
    for name in (*rule.provisions, *rule.see, *(g.provision for g in rule.governed)):
        if name not in pack.provisions:
            raise BrokenRule(
                "a provision that the pack does not hold",
                where=f"{where}, rule {rule.id}",
                key="provisions",
                value=name,
                remedy="Add the provision, or include the pack that has it",
            )
    contested = sorted(
        {a.date for g in rule.governed for p in _versions(pack, g) for a in p.asserted}
    )
    labels: list[date | None] = [*contested] or [None]
    return ReadyRule(
        rule=rule,
        readings=tuple(
            (label, tuple((g.step, _spans(pack, g, label)) for g in rule.governed))
            for label in labels
        ),
        unverified=tuple(
            pack.provision(name)
            for name in rule.provisions
            if all(p.confidence is Confidence.UNVERIFIED for p in pack.provisions[name])
        ),
        cites=tuple(
            dict.fromkeys((*rule.provisions, *(g.provision for g in rule.governed), *rule.see))
        ),
        kinds=frozenset(
            k for s in (rule.steps if rule.cap else rule.steps[:1]) for k in s.select.kinds
        ),
    )


def _versions(pack: Pack, governed: Governed) -> list[Provision]:
    rows = pack.provisions[governed.provision]
    return [p for p in rows if not governed.version or p.version == governed.version]


def _spans(pack: Pack, governed: Governed, label: date | None) -> tuple[Span, ...]:
    """The days on which it is in force, as proleptic ordinals, neighbours joined; by one asserted date."""
    joined: list[Span] = []
    before: Provision | None = None
    for provision in _versions(pack, governed):  # the earliest first
        as_said = next((a for a in provision.asserted if a.date == label), None)
        p = provision.under(as_said) if as_said else provision
        lo, hi = _day(p.first, FIRST_DAY), _day(p.last, LAST_DAY)
        span = (lo, hi, _day(p.first_sure, lo), _day(p.last_sure, hi))
        last = joined[-1] if joined else None
        if (
            last
            and before is not None
            and ((span[0] <= last[1] + 1 and span[2] <= last[3] + 1) or p.takes_over_from(before))
        ):
            joined.pop()
            span = (last[0], max(last[1], hi), last[2], max(last[3], span[3]))
        joined.append(span)
        before = p
    return _complement(joined) if governed.negated else tuple(joined)


def _day(day: date | None, otherwise: int) -> int:
    return day.toordinal() if day else otherwise


def _complement(spans: list[Span]) -> tuple[Span, ...]:
    """Outside all of them: surely outside where not even the widest reading reaches."""
    out: list[Span] = []
    wide, sure = FIRST_DAY, FIRST_DAY
    for lo, hi, sure_lo, sure_hi in spans:
        if lo > sure or sure_lo > wide:
            out.append((wide, sure_lo - 1, sure, lo - 1))
        wide, sure = sure_hi + 1, hi + 1
    if sure <= LAST_DAY:
        out.append((wide, LAST_DAY, sure, LAST_DAY))
    return tuple(out)
