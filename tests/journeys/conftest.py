"""Journeys open databases of their own in a process of their own."""

from __future__ import annotations

from offices import _databases

__all__ = ["_databases"]
