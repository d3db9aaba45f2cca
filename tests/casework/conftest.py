"""Fixtures of this room's tests."""

from offices import *  # noqa: F403
