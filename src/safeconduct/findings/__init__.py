"""What the law in force on each day says of a chronology with uncertain dates.

May import: `when`, `record`, `law`. `check(chronology, pack, as_of)` is the room's verb; it never asks the clock.
"""

from __future__ import annotations

from safeconduct.findings.check import check, with_event
from safeconduct.findings.errors import BrokenRule
from safeconduct.findings.finding import (
    Answers,
    ContradictionFound,
    Deadline,
    Finding,
    Need,
    Remedy,
    Safeguard,
    WayOut,
)
from safeconduct.findings.steps import Step
from safeconduct.findings.today import Gap, Today, today
from safeconduct.findings.verdict import Verdict, strongest

__all__ = [
    "Answers",
    "BrokenRule",
    "ContradictionFound",
    "Deadline",
    "Finding",
    "Gap",
    "Need",
    "Remedy",
    "Safeguard",
    "Step",
    "Today",
    "Verdict",
    "WayOut",
    "check",
    "strongest",
    "today",
    "with_event",
]
