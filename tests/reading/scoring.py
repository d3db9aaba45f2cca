"""A small scorer of a reading against gold in the form of gold/*.yaml: kinds, victims, dates, people.

An expected event and a claim match when their kinds agree and the claim's passage overlaps the event's quote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from safeconduct.record import Claim, Mood, Reading, Referent, Tier
from safeconduct.when import Span, parse_edtf


@dataclass(frozen=True, slots=True)
class Score:
    """Matches by test, and what they are counted against."""

    expected: int
    claims: int
    matches: Mapping[str, int]
    people_found: float
    people_mixed: int
    denied_shown_as_sure: list[str]

    @staticmethod
    def f1(scores: Sequence[Score], test: str) -> float:
        """Micro F1 over documents."""
        hit = sum(s.matches[test] for s in scores)
        total = sum(s.expected + s.claims for s in scores)
        return 2 * hit / total if total else 0.0


def score(text: str, reading: Reading, gold: Mapping[str, Any]) -> Score:
    """The score of one document. Claims that share an event count once."""
    people = {r.id: r for r in reading.referents}
    who = {r.id: _who(r, gold["people"]) for r in reading.referents}
    facts: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        if claim.mood is Mood.FACT:
            facts.setdefault(claim.event, []).append(claim)
    events = [e for e in gold["events"] if not e.get("optional")]
    spared = [e for e in gold["events"] if e.get("optional")]
    counted = [
        group
        for group in facts.values()
        if any(_tells(text, e, c) for e in events for c in group)
        or not any(_tells(text, e, c) for e in spared for c in group)
    ]
    tests = {
        "kind": lambda _e, _c: True,
        "victim": lambda e, c: _victim(e, c, who, people),
        "date": lambda e, c: _victim(e, c, who, people) and _date(e.get("when"), c.when),
    }
    matches = {
        name: _pairs([[j for j, group in enumerate(counted) if any(_tells(text, e, c) and test(e, c) for c in group)] for e in events])
        for name, test in tests.items()
    }  # fmt: skip
    named = [r for r in reading.referents if r.name]
    found = {who[r.id] for r in named} - {None}
    mixed = sum(len({_whole(s, gold["people"]) for s in r.spellings} - {None}) > 1 for r in named)
    denied = [
        text[c.passage.start : c.passage.end]
        for group in facts.values()
        for c in group
        if c.tier is Tier.SURE and any(_tells(text, e, c) for e in gold.get("not_events", ()))
    ]
    return Score(
        len(events), len(counted), matches, len(found) / len(gold["people"]), mixed, denied
    )


def _kinds(event: Mapping[str, Any]) -> set[str]:
    kind = event["kind"]
    return set(kind) if isinstance(kind, list) else {kind}


def _tells(text: str, event: Mapping[str, Any], claim: Claim) -> bool:
    if claim.kind not in _kinds(event):
        return False
    for quote in (event["quote"], *event.get("also", ())):
        at = text.find(quote)
        assert at >= 0, f"the gold quotes what the text does not say: {quote}"
        if claim.passage.start < at + len(quote) and at < claim.passage.end:
            return True
    return False


def _who(referent: Referent, people: Mapping[str, Sequence[str]]) -> str | None:
    spellings = {referent.name, *referent.spellings}
    votes = {
        key: sum(len(s.split()) for s in spellings & set(names)) for key, names in people.items()
    }
    best = max(votes, key=lambda k: votes[k], default=None)
    return best if best and votes[best] else None


def _whole(spelling: str, people: Mapping[str, Sequence[str]]) -> str | None:
    if len(spelling.split()) < 2:
        return None
    return next((key for key, names in people.items() if spelling in names), None)


def _victim(
    event: Mapping[str, Any],
    claim: Claim,
    who: Mapping[str, str | None],
    people: Mapping[str, Referent],
) -> bool:
    expected = event["who"] if isinstance(event["who"], list) else [event["who"]]
    for name in expected:
        for person in claim.persons:
            if who.get(person) == name:
                return True
            described = people[person].described if person in people else None
            if (
                described
                and " of " in name
                and who.get(described.of or "") == name.rsplit(" of ", 1)[1]
            ):
                return True
    return False


def _date(expected: str | None, span: Span | None) -> bool:
    want = parse_edtf(str(expected)) if expected else None
    wide = want is None or want.days is None or want.days > 367
    if span is None:
        return wide
    if want is None:
        return True
    slack = timedelta(1)
    starts = want.earliest is None or (
        span.earliest is not None and span.earliest >= want.earliest - slack
    )
    ends = want.latest is None or (span.latest is not None and span.latest <= want.latest + slack)
    return starts and ends


def _pairs(rows: Sequence[Sequence[int]]) -> int:
    """The size of a maximum matching of rows to columns."""
    owner: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column in rows[row]:
            if column in seen:
                continue
            seen.add(column)
            if column not in owner or place(owner[column], seen):
                owner[column] = row
                return True
        return False

    return sum(place(row, set()) for row in range(len(rows)))
