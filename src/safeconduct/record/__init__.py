"""Claims and judgements as rows; people, events and chronologies as views over them.

May import: `when`, `names`, `sources`.
"""

from __future__ import annotations

from safeconduct.record.case import Case
from safeconduct.record.chronology import Chronology, Event, Person, Relation
from safeconduct.record.claim import (
    Claim,
    Described,
    Figure,
    Mention,
    Mood,
    Reading,
    Referent,
    Stance,
    Tie,
    Tier,
    content_id,
)
from safeconduct.record.judgement import Decision, Judgement

__all__ = [
    "Case",
    "Chronology",
    "Claim",
    "Decision",
    "Described",
    "Event",
    "Figure",
    "Judgement",
    "Mention",
    "Mood",
    "Person",
    "Reading",
    "Referent",
    "Relation",
    "Stance",
    "Tie",
    "Tier",
    "content_id",
]
