"""Read a document into proposed claims: who, what, when, where, and on whose word.

Each language marks its text (`marks.Marks`); the modules beside this one are language-neutral and turn marks into a
`record.Reading`: people (who is who), dates (moments into spans), speakers (on whose word), events (claims), figures.

May import: `when`, `names`, `sources`, `record`. Language models are loaded in this room only.
"""

from __future__ import annotations

from safeconduct.reading.reader import LanguageReader, read, reader_for

__all__ = ["LanguageReader", "read", "reader_for"]
