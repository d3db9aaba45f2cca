"""What can go wrong with a date."""

from __future__ import annotations

from safeconduct.errors import SafeconductError


class WhenError(SafeconductError):
    """The root of this room's errors."""


class ImpossibleSpan(WhenError):
    """A span that ends before it begins."""


class UnreadableDate(WhenError):
    """A text that is not EDTF level 0 or 1."""


class UnreadableDuration(WhenError):
    """A text that is not an ISO 8601 duration."""
