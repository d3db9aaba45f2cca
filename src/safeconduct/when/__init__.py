"""Uncertain dates: spans, EDTF, calendars, legal day-counting, and the network that tightens them.

May import: the standard library and numeric libraries. Knows no other room.
"""

from __future__ import annotations

from safeconduct.when.span import Answer, Basis, Precision, Span

__all__ = ["Answer", "Basis", "Precision", "Span"]
