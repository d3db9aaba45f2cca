"""What can go wrong with names and lists of names, one class per cause."""

from __future__ import annotations

from safeconduct.errors import SafeconductError


class NamesError(SafeconductError):
    """The root of this room's errors."""


class ListUnreadable(NamesError):
    """A list of names could not be opened or is damaged."""


class ListShapeUnknown(NamesError):
    """A list of names has no column in which names are recognised."""


class MergeRefused(NamesError):
    """A merge would contradict a judgement "not the same"."""
