"""Dated law as data: packs are loaded and checked here, and asked what was in force on a day.

May import: `when`. What the rules of a pack mean for a chronology is `findings`' business: here they are rows.
"""

from __future__ import annotations

from safeconduct.law.errors import BrokenPack, PackNotFound
from safeconduct.law.loading import load, names
from safeconduct.law.pack import Pack
from safeconduct.law.provision import (
    LANGUAGES,
    NOTHING,
    Asserted,
    Confidence,
    Provision,
    Words,
    words,
)

__all__ = [
    "LANGUAGES",
    "NOTHING",
    "Asserted",
    "BrokenPack",
    "Confidence",
    "Pack",
    "PackNotFound",
    "Provision",
    "Words",
    "load",
    "names",
    "words",
]
