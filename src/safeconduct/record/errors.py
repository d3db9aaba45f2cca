"""What can go wrong with the record."""

from __future__ import annotations

from safeconduct.errors import SafeconductError


class RecordError(SafeconductError):
    """The root of this room's errors."""


class UnreadableChronology(RecordError):
    """A chronology file that cannot be understood; names file, event and key."""


class UnknownJudgementTarget(RecordError):
    """A judgement about something that is not in the record."""
