"""The four answers of every rule, and which of two is the stronger.

May import: the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Verdict(StrEnum):
    """What a rule says of a chronology whose dates are uncertain (conventions, 1)."""

    CERTAIN = "certain"  # holds in every placement of the dates
    POSSIBLE = "possible"  # holds in some
    CANNOT_TELL = "cannot tell"  # a needed date or attribute is missing altogether
    NO = "no"  # holds in none

    @property
    def strength(self) -> int:
        """For sorting: certain before possible before cannot tell before no."""
        return _STRENGTH[self]


_STRENGTH = {Verdict.CERTAIN: 3, Verdict.POSSIBLE: 2, Verdict.CANNOT_TELL: 1, Verdict.NO: 0}


def strongest(verdicts: Iterable[Verdict]) -> Verdict:
    """The strongest of several; `no` for none."""
    return max(verdicts, key=lambda v: _STRENGTH[v], default=Verdict.NO)
