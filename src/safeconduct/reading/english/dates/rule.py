"""One form of words about time: how it is found, and how it is read.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from safeconduct.reading.marks import Moment


@dataclass(frozen=True, slots=True)
class Rule:
    """How one form of words is found and read; `needs` is a word without which it can stand nowhere."""

    pattern: re.Pattern[str]
    make: Callable[[re.Match[str]], Moment | None]
    needs: re.Pattern[str] | None = None


# A glance at a whole paragraph spares most of the rules: no month in it, no date with a month.
_A_MONTH = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
_A_UNIT = re.compile(r"minute|hour|day|night|week|month|year|decade|fortnight", re.IGNORECASE)


def rule(
    pattern: str, make: Callable[[re.Match[str]], Moment | None], flags: int = re.IGNORECASE
) -> Rule:
    """A pattern and how what it finds is read."""
    needs = _A_MONTH if "(?P<month" in pattern else _A_UNIT if "(?P<more>" in pattern else None
    return Rule(re.compile(pattern, flags), make, needs)
