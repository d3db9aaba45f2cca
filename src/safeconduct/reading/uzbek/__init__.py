"""Uzbek, in Latin and Cyrillic letters: by word list and endings, as far as that is honest.

May import: `marks`, `legal`, `sources`, `record`.
"""

from __future__ import annotations

from safeconduct.reading.uzbek.reader import reader

__all__ = ["reader"]
