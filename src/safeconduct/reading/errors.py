"""What can go wrong while reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from safeconduct.errors import SafeconductError


class ReadingError(SafeconductError):
    """The root of this room's errors."""


class ModelMissing(ReadingError):
    """The model of a language is not installed."""


class BrokenLexicon(ReadingError):
    """A file of trigger words names a kind or a role that does not exist."""


class BrokenGold(ReadingError):
    """A file of expectations beside a document cannot be used as it stands; `mistakes` holds each where it has many."""

    def __init__(self, problem: str, *, mistakes: Sequence[BrokenGold] = (), **told: Any) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(problem, **told)


class BadServerAddress(ReadingError):
    """The address of a model server is none, or leads away from this machine and its private network."""


class ServerUnreachable(ReadingError):
    """The model server does not answer."""


class BrokenReply(ReadingError):
    """A model server answered something that cannot be used."""
