"""Plain text: decoded and laid out. No foreign parser, so it may run in the caller's own process."""

from __future__ import annotations

from safeconduct.sources.encoding import decode
from safeconduct.sources.layout import blocks_of
from safeconduct.sources.limits import Limits
from safeconduct.sources.parsed import Parsed


def parse(data: bytes, limits: Limits) -> Parsed:  # noqa: ARG001 (every parser has this shape)
    """The text as it stands, line ends apart."""
    read = decode(data)
    return Parsed(read.text, blocks_of(read.text), read.encoding, unsure=read.unsure)
