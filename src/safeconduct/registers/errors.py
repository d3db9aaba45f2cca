"""What can go wrong with a register."""

from __future__ import annotations

from safeconduct.errors import SafeconductError


class RegisterError(SafeconductError):
    """The root of this room's errors."""


class UnreadableRegister(RegisterError):
    """The file is not there, or not CSV or Parquet, or lacks a column that the mapping names."""


class BrokenMapping(RegisterError):
    """The mapping file does not say which columns hold what."""


class EngineMissing(RegisterError):
    """The engine asked for cannot run here."""
