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


class HoursOnADay(WhenError):
    """A length with hours was added to a day that has none: the result is not one day."""


class UnknownState(WhenError):
    """A state code that has no time zone or calendar here."""


class UnknownUnit(WhenError):
    """A term counted in something else than hours, days, working days, weeks, months or years."""


class OutOfCalendar(WhenError):
    """A day or year that the calendar in question does not cover."""
