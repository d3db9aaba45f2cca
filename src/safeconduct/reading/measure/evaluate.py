"""How well a reading agrees with what a careful person wrote down: counts, never an opinion.

A happening is found when a claim of an admissible kind has a passage that overlaps its quote; each claim answers for
one happening and each happening is found once, in the pairing that finds most. Then it is asked of what was found
whether the victim is right, and the date (inside the expected span with a day's slack; none where more than a year
was left open). What is proposed twice of one happening counts once. May import: `record`, `when`, this room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from safeconduct.reading.measure.gold import Denied, Expected, Gold, fold
from safeconduct.reading.measure.scores import Miss, Score, Tally
from safeconduct.record import Claim, Mood, Reading, Referent, Stance, Tier
from safeconduct.when import Span

_SLACK = timedelta(days=1)
_WIDE = 366


@dataclass(frozen=True, slots=True)
class _Told:
    """One proposed happening: its best claim and every passage that tells it."""

    claim: Claim
    passages: tuple[tuple[int, int], ...]

    def meets(self, kinds: Iterable[str], spots: Iterable[tuple[int, int]]) -> bool:
        wanted = tuple(kinds)
        return (not wanted or self.claim.kind in wanted) and any(
            a < d and c < b for a, b in self.passages for c, d in spots
        )


def score(text: str, reading: Reading, gold: Gold) -> Score:
    """The counts of one document."""
    told = _told(reading)
    who = _identities(reading, gold)
    wanted = [e for e in gold.events if not e.optional]

    def paired(test: Callable[[Expected, Claim], bool]) -> dict[int, int]:
        rows = [
            [j for j, t in enumerate(told) if t.meets(e.kinds, e.spots) and test(e, t.claim)]
            for e in wanted
        ]
        return _matching(rows)

    def victim(e: Expected, c: Claim) -> bool:
        return _victim_right(e, c, who, reading, gold)

    by_kind = paired(lambda _e, _c: True)
    by_victim = paired(victim)
    by_date = paired(lambda e, c: date_right(e.when, c.when))
    by_both = paired(lambda e, c: victim(e, c) and date_right(e.when, c.when))
    met = set(by_kind.values())
    neutral = {
        j
        for j, t in enumerate(told)
        if j not in met and any(e.optional and t.meets(e.kinds, e.spots) for e in gold.events)
    }
    proposed = len(told) - len(neutral)

    def tally(pairs: dict[int, int]) -> Tally:
        return Tally(len(wanted), proposed, len(pairs))

    sure = [j for j, t in enumerate(told) if t.claim.tier is Tier.SURE]
    right = set(by_victim.values())
    wrong = [
        j
        for j in sure
        if j not in right and (j in met or _denied(told[j], gold.denied)) and j not in neutral
    ]
    named = {who[r.id] for r in reading.referents if r.name and who.get(r.id)}
    asked = [(i, j) for i, j in by_kind.items() if any(s in gold.people for s in wanted[i].said_by)]
    said = sum(
        any(who.get(p) in wanted[i].said_by for p in told[j].claim.said_by[:1]) for i, j in asked
    )
    counted = [
        f
        for f in gold.figures
        if any(
            f.count in (g.count, g.low, g.high)
            and any(g.passage.start < b and a < g.passage.end for a, b in f.spots)
            for g in reading.figures
        )
    ]
    return Score(
        gold.language or "",
        1,
        Tally(len(gold.people), len(named), len(named)),
        tally(by_kind),
        tally(by_victim),
        tally(by_date),
        tally(by_both),
        Tally(len(asked), len(asked), said),
        Tally(len(gold.figures), len(counted), len(counted)),
        _kinds(wanted, told, by_both, neutral),
        sum(_is_mixed(r, gold) for r in reading.referents),
        len(sure),
        len(wrong),
        tuple(_misses(text, wanted, told, by_kind, by_victim, by_both, neutral, gold.denied)),
    )


def date_right(expected: Span | None, got: Span | None) -> bool:
    """Does the date agree? An expected span of more than a year (or none) is met by no date at all too."""
    wide = expected is None or expected.days is None or expected.days > _WIDE
    if got is None or (got.earliest is None and got.latest is None):
        return wide
    if expected is None:
        return True
    low = expected.earliest is None or (
        got.earliest is not None and got.earliest >= _shift(expected.earliest, -1)
    )
    high = expected.latest is None or (
        got.latest is not None and got.latest <= _shift(expected.latest, 1)
    )
    return low and high


def _shift(day: date, sign: int) -> date:
    try:
        return day + sign * _SLACK
    except OverflowError:
        return day


def _told(reading: Reading) -> list[_Told]:
    groups: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        if claim.mood is Mood.FACT:
            groups.setdefault(claim.event or claim.id, []).append(claim)
    made = []
    for claims in groups.values():
        best = max(claims, key=lambda c: (c.tier is Tier.SURE, -len(c.doubts)))
        made.append(_Told(best, tuple((c.passage.start, c.passage.end) for c in claims)))
    return sorted(made, key=lambda t: t.passages[0])


def _identities(reading: Reading, gold: Gold) -> dict[str, str]:
    """Which expected person each found one is: the one most of whose spellings it bears."""
    who: dict[str, str] = {}
    for referent in reading.referents:
        votes: dict[str, int] = {}
        for name in {fold(s) for s in (referent.name, *referent.spellings) if s}:
            for person, spellings in gold.people.items():
                if name in spellings:
                    votes[person] = votes.get(person, 0) + (2 if " " in name else 1)
        if votes:
            who[referent.id] = max(votes, key=lambda p: votes[p])
    return who


def _is_mixed(referent: Referent, gold: Gold) -> bool:
    """Do the full names that one person bears belong to two expected ones?"""
    full = {fold(s) for s in referent.spellings if len(s.split()) > 1}
    return sum(bool(full & spellings) for spellings in gold.people.values()) > 1


def _victim_right(e: Expected, c: Claim, who: dict[str, str], reading: Reading, gold: Gold) -> bool:
    described = {r.id: r.described for r in reading.referents if r.described}
    for wanted in e.who:
        if wanted in gold.people:
            if any(who.get(p) == wanted for p in c.persons):
                return True
            continue
        owner = next((p for p in gold.people if p in wanted), None)
        for person in c.persons:
            tie = described.get(person)
            if tie and (owner is None or (tie.of and who.get(tie.of) == owner)):
                return True
        if owner is None and not any(p in who for p in c.persons):
            return True
    return False


def _matching(rows: Sequence[Sequence[int]]) -> dict[int, int]:
    """The pairing of rows with columns that pairs most (augmenting paths)."""
    owner: dict[int, int] = {}

    def seat(row: int, seen: set[int]) -> bool:
        for column in rows[row]:
            if column in seen:
                continue
            seen.add(column)
            if column not in owner or seat(owner[column], seen):
                owner[column] = row
                return True
        return False

    for row in range(len(rows)):
        seat(row, set())
    return {row: column for column, row in owner.items()}


def _denied(told: _Told, denied: Sequence[Denied]) -> bool:
    return told.claim.stance in (Stance.STATED, Stance.ALLEGED, Stance.REPORTED) and any(
        told.meets(d.kinds, d.spots) for d in denied
    )


def _kinds(
    wanted: Sequence[Expected], told: Sequence[_Told], pairs: dict[int, int], neutral: set[int]
) -> dict[str, Tally]:
    """Per kind; an expectation with several kinds counts under the one that was found, else the first by name."""
    made: dict[str, Tally] = {}
    for i, e in enumerate(wanted):
        name = told[pairs[i]].claim.kind if i in pairs else min(e.kinds)
        made[name] = made.get(name, Tally()) + Tally(1, 0, int(i in pairs))
    for j, t in enumerate(told):
        if j not in neutral:
            made[t.claim.kind] = made.get(t.claim.kind, Tally()) + Tally(0, 1, 0)
    return made


def _misses(
    text: str,
    wanted: Sequence[Expected],
    told: Sequence[_Told],
    by_kind: dict[int, int],
    by_victim: dict[int, int],
    by_both: dict[int, int],
    neutral: set[int],
    denied: Sequence[Denied],
) -> Iterable[Miss]:
    for i, e in enumerate(wanted):
        kind = "/".join(sorted(e.kinds))
        if i not in by_kind:
            yield Miss("missed", kind, e.quote)
        elif i not in by_victim:
            yield Miss("victim", kind, e.quote, ", ".join(e.who))
        elif i not in by_both:
            got = told[by_kind[i]].claim.when
            yield Miss("date", kind, e.quote, _days(e.when), _days(got))
    for j, t in enumerate(told):
        if j in by_kind.values() or j in neutral:
            continue
        start, end = t.passages[0]
        what = "not an event" if _denied(t, denied) else "extra"
        yield Miss(what, t.claim.kind, text[start:end], sure=t.claim.tier is Tier.SURE)


def _days(span: Span | None) -> str:
    if span is None:
        return "none"
    return f"{span.earliest or '..'}/{span.last or '..'}"
