"""Why an act was refused. No message carries case content beyond what the person asking may see."""

from __future__ import annotations

from safeconduct.errors import SafeconductError


class CaseworkError(SafeconductError):
    """An act was refused."""


class NotFound(CaseworkError):
    """There is no such thing, or it is not this person's to see: which of the two is not told."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"there is no such {what}", remedy="It may have been opened for others only"
        )


class NotAllowed(CaseworkError):
    """Only a manager may do this."""


class Contradiction(CaseworkError):
    """A judgement about who is who contradicts one that stands; `judgement` is the id of that one."""

    def __init__(self, problem: str, *, judgement: str, remedy: str) -> None:
        self.judgement = judgement
        super().__init__(problem, remedy=remedy)


class NothingJudged(CaseworkError):
    """A judgement must be about something."""


class AlreadyUndone(CaseworkError):
    """The judgement was undone before."""


class NoPack(CaseworkError):
    """The case has no law pack and none was named."""


class BadPassage(CaseworkError):
    """The passage does not lie in the document."""


class UnknownKind(CaseworkError):
    """Not one of the event kinds."""


class JobLost(CaseworkError):
    """Another worker took the job over; what this one did is dropped."""


class TooLong(CaseworkError):
    """Reading a paper did not come to an end in the time a paper of its length may take."""
