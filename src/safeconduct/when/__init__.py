"""Uncertain dates: spans, EDTF, calendars, legal day-counting, and the network that tightens them.

May import: the standard library and numeric libraries. Knows no other room.
"""

from __future__ import annotations

from safeconduct.when.circle import Constraint, Contradiction
from safeconduct.when.counting import (
    Doubt,
    Due,
    Term,
    Unit,
    count,
    is_working_day,
    last_day,
    roll_forward,
)
from safeconduct.when.duration import Duration, between, parse_duration, write_duration
from safeconduct.when.edtf import parse_edtf, write_edtf
from safeconduct.when.feasts import Feast, feast, feasts
from safeconduct.when.network import Network, Tightened, tighten
from safeconduct.when.span import Answer, Basis, Precision, Span
from safeconduct.when.tightening import tighten_spans
from safeconduct.when.zones import days, instants, moment, zone_of

__all__ = [
    "Answer",
    "Basis",
    "Constraint",
    "Contradiction",
    "Doubt",
    "Due",
    "Duration",
    "Feast",
    "Network",
    "Precision",
    "Span",
    "Term",
    "Tightened",
    "Unit",
    "between",
    "count",
    "days",
    "feast",
    "feasts",
    "instants",
    "is_working_day",
    "last_day",
    "moment",
    "parse_duration",
    "parse_edtf",
    "roll_forward",
    "tighten",
    "tighten_spans",
    "write_duration",
    "write_edtf",
    "zone_of",
]
