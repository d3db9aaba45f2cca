"""What can go wrong with a law pack."""

from __future__ import annotations

from safeconduct.errors import SafeconductError


class LawError(SafeconductError):
    """The root of this room's errors."""


class PackNotFound(LawError):
    """No pack of that name is on the shelf."""


class BrokenPack(LawError):
    """A pack's file does not fit the format; names file, key and value."""
