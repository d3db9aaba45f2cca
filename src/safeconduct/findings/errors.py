"""What can go wrong with a rule."""

from __future__ import annotations

from safeconduct.errors import SafeconductError


class FindingsError(SafeconductError):
    """The root of this room's errors."""


class BrokenRule(FindingsError):
    """A row of a pack does not make a rule; names pack, row, key and value."""
