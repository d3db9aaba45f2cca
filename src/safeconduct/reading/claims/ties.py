"""Ties between claims: "the day after his arrest", "less than a month later".

May import: `sources`, `record`, this room.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import timedelta

from safeconduct.reading.claims.dating import Dated, target_of
from safeconduct.reading.days.lengths import Length, shift
from safeconduct.reading.marks import Anchor, Marks
from safeconduct.record import Claim, Tie
from safeconduct.sources import Document, Passage


def _can_be(first: Claim, second: Claim, least: str | None, most: str | None) -> bool:
    """Can `second` lie so long after `first`, as both are dated? "That year" is no tie of no days at all.

    A relation that its own two ends rule out was read between the wrong ends. Days are counted with a day's slack.
    """
    low, high = Length.read(least or "P0D"), Length.read(most or "P0D")
    if least and most and high.rough_days < low.rough_days:
        return False
    if first.when is None or second.when is None:
        return True
    begin, end = first.when.earliest, second.when.last
    try:
        if least and begin and end and shift(begin, low) > end + timedelta(days=1):
            return False
        if most and first.when.last and second.when.earliest:
            return shift(first.when.last, high) + timedelta(days=1) >= second.when.earliest
    except OverflowError:
        return False  # "2000000 days later": nothing lies there
    return True


def ties_of(
    document: Document,
    marks: Marks,
    dated: Sequence[Dated],
    made: Sequence[Claim],
) -> list[Tie]:
    """ "The day after his arrest" and "less than a month later" as relations between claims."""
    by_candidate = {id(d.candidate): c for d, c in zip(dated, made, strict=True)}
    ties: list[Tie] = []
    order = sorted(range(len(marks.moments)), key=lambda i: marks.moments[i].start)
    starts = [marks.moments[i].start for i in order]
    for d, claim in zip(dated, made, strict=True):
        c = d.candidate
        inside = order[bisect_left(starts, c.start) : bisect_left(starts, c.end)]
        for moment in (marks.moments[i] for i in sorted(inside)):
            if moment.anchor not in (Anchor.EVENT, Anchor.STORY) or moment.length:
                continue
            if (
                c.moment is not None
                and marks.moments[c.moment] is moment
                and moment.anchor is Anchor.STORY
            ):
                continue  # the claim's own date is counted so: nothing further follows
            if moment.anchor is Anchor.EVENT:
                # "after he was let go" counts from an earlier telling only where that is of the same person
                own = next((x for x in dated if x.candidate.at == moment.event_at), None)
                pool = [
                    x.candidate
                    for x in dated
                    if own is None or not own.persons or set(own.persons) & set(x.persons)
                ]
                target = target_of(moment, pool) or (own.candidate if own else None)
            else:
                earlier = [
                    x for x in dated if x.candidate.at < moment.start and x.candidate.end <= c.start
                ]
                same = [x for x in earlier if x.own and set(x.persons) & set(d.persons)]
                target = same[-1].candidate if same and c.moment is not None else None
            other = by_candidate.get(id(target)) if target else None
            if other is None or other.id == claim.id or other.event == claim.event:
                continue
            if moment.back:
                first, second = claim, other
            else:
                first, second = other, claim
            least = moment.least or None
            most = moment.most or None
            if not _can_be(first, second, least, most):
                continue
            ties.append(
                Tie(
                    first.id, second.id, least, most, Passage(document.id, moment.start, moment.end)
                )
            )
    return ties
