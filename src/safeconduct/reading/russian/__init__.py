"""Russian: slovnet and pymorphy underneath, own rules for names, dates, law, events and speech.

May import: `marks`, `sources`, `record`, and the models named in `weights`.
"""

from __future__ import annotations

from safeconduct.reading.russian.reader import reader

__all__ = ["reader"]
