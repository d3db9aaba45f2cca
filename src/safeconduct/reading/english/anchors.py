"""What dates count from: the event named after "the day after", and the heading of a ruling.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.marks import Anchor, Candidate, Moment

_RULED = re.compile(
    r"^\W*(?:(?:has |HAS )?(?:RULED|DECIDED|ORDERED|RESOLVED|HELD|DETERMINED)|(?:FOR THESE REASONS|HEREBY)[^\n]{0,60})\s*:?\s*$",
    re.MULTILINE,
)


def operative(text: str, moments: Sequence[Moment]) -> tuple[int, int | None]:
    """Where a ruling's operative part begins, and the moment in its heading that dates it."""
    ruled = _RULED.search(text)
    if not ruled:
        return 10**9, None
    head = next(
        (
            i
            for i, m in enumerate(moments)
            if m.told and m.told.day and m.told.year and m.start < 600 and m.sets_story
        ),
        None,
    )
    return (ruled.end(), head) if head is not None else (10**9, None)


_DECISION = re.compile(
    r"(?:the|that|this|his|her|their)\s+(?:court(?:'s)?\s+)?(ruling|judgment|judgement|decision|verdict|hearing|refusal)\b",
    re.IGNORECASE,
)
_CLOSE = 4  # words between "after" and the event it counts from
_RULINGS = ("court_ruling", "asylum_refusal", "expulsion_order", "extradition_order")
_DECISIONS = {
    "verdict": ("conviction", "sentence", "acquittal"),
    "refusal": (
        "asylum_refusal",
        "extradition_refusal",
        "permit_refusal",
        "interim_measure_refusal",
    ),
    "hearing": ("trial", "court_ruling"),
    "judgment": (*_RULINGS, "conviction", "sentence"),
    "judgement": (*_RULINGS, "conviction", "sentence"),
    "ruling": _RULINGS,
    "decision": _RULINGS,
}


# "Two days after that Laziz was arrested": after what was told last, and not after his arrest.
_AFTER_THAT = re.compile(
    r"(?:that|this)\b(?!\s+\w+(?:\s+(?:of|by|in|on|at)\b|[,.;]))", re.IGNORECASE
)


def event_moments(
    moments: Sequence[Moment], candidates: Sequence[Candidate], text: str
) -> list[Moment]:
    """ "The day after *his arrest*": which kinds the words after it tell."""
    made = []
    for m in moments:
        if m.anchor is Anchor.EVENT and m.event_at is not None:
            noun = _DECISION.match(text, m.event_at)
            near = [
                c
                for c in candidates
                if m.event_at <= c.at <= m.event_at + 60
                and len(text[m.event_at : c.at].split()) <= _CLOSE
            ]
            at_once = [c for c in near if len(text[m.event_at : c.at].split()) <= 1]
            if not noun and not at_once and _AFTER_THAT.match(text, m.event_at):
                m = replace(m, anchor=Anchor.STORY, event_at=None)
            elif noun:
                m = replace(
                    m, event_kinds=_DECISIONS[noun.group(1).casefold()], event_at=noun.start(1)
                )
            elif near:
                first = min(near, key=lambda c: c.at)
                m = replace(m, event_kinds=_kindred(first.kind), event_at=first.at)
        made.append(m)
    return made


def _kindred(kind: str) -> tuple[str, ...]:
    """Kinds that the same words may mean: an arrest may be told as an abduction or a detention."""
    groups = (
        ("arrest", "detention", "abduction"),
        ("conviction", "sentence", "trial"),
        ("asylum_application", "permit_application"),
        ("departure", "entry", "move"),
    )
    return next(((kind, *(k for k in g if k != kind)) for g in groups if kind in g), (kind,))
