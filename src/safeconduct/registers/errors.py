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


class NotExpressible(RegisterError):
    """A rule needs what this register does not hold; it is left out by name, never approximated."""


class TooLittleMemory(RegisterError):
    """The sweep does not fit into the memory it was given, and no folder to spill into was named."""


class NobodyThere(RegisterError):
    """No row of the register is about the person asked for."""


class SeveralThere(RegisterError):
    """A row was asked for by a name that rows of several people have."""
