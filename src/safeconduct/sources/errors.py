"""What can go wrong while a file is taken in. `convert` turns all of these into a condition of the source."""

from __future__ import annotations

from safeconduct.errors import SafeconductError
from safeconduct.sources.document import Condition


class SourcesError(SafeconductError):
    """The root of this room's errors."""


class NaiveTime(SourcesError):
    """A custody time without a time zone: nobody could later say when the file came in."""


class CannotRead(SourcesError):
    """A parser's refusal: the `condition` to record and, in `problem`, the explanation for a person."""

    def __init__(self, condition: Condition, explanation: str) -> None:
        self.condition = condition
        super().__init__(explanation)


class NoLock(SourcesError):
    """The kernel offers no lock for a parser here: nothing may be parsed."""
