"""The English reader: spaCy's analysis, names united with what the document tells, and triggers of the lexicon.

May import: spaCy, `sources`, `record`, and the language-neutral modules of `reading`.
"""

from __future__ import annotations

from safeconduct.reading.english.reader import English


def reader() -> English:
    """The reader; its model is loaded on the first document."""
    return English()
