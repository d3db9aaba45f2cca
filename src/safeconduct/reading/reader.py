"""A document in, a `Reading` out: each run of the text goes to the reader of its language, then all is assembled.

May import: `sources`, `record`, and this room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import import_module
from typing import Protocol

from safeconduct.reading.assembly import assemble
from safeconduct.reading.joining import join
from safeconduct.reading.marks import Marks
from safeconduct.reading.tongue import GARBLED, runs
from safeconduct.record import Reading
from safeconduct.sources import Block, Document

_READERS = {
    "en": "safeconduct.reading.english",
    "ru": "safeconduct.reading.russian",
    "uz": "safeconduct.reading.uzbek",
}


class LanguageReader(Protocol):
    """What a language offers: `mark` gets the whole document and the runs that are in its language."""

    language: str

    def mark(self, document: Document, blocks: Sequence[Block]) -> Marks:
        """The marks of these blocks, offsets counting in `document.text`."""
        ...


@cache
def reader_for(language: str) -> LanguageReader | None:
    """The reader of an ISO 639-1 language, its models loaded on first use; None where there is none."""
    module = _READERS.get(language)
    if module is None:
        return None
    try:
        made: LanguageReader = import_module(module).reader()
    except ModuleNotFoundError as error:
        if error.name == module:
            return None
        raise
    return made


def read(document: Document, *, published: date | None = None) -> Reading:
    """All that the rules propose of this document.

    `published` is the day from which "a year ago" is counted; without it the document's own date, and without that
    such dates stay unresolved. What could not be read is said in `Reading.unread`.
    """
    if published and published != document.published:
        document = replace(document, published=published)  # "this year" is counted while marking
    parts: list[Marks] = []
    unread: list[str] = []
    for language, blocks in runs(document):
        reader = reader_for(language) if language else None
        if reader is None:
            start, end = blocks[0].start, blocks[-1].end
            if language == GARBLED:
                what = "letters mixed up as a bad scan gives them"
            else:
                what = f"language {language!r}" if language else "language not recognised"
            unread.append(f"characters {start} to {end}: {what}, not read")
            continue
        parts.append(reader.mark(document, blocks))
    return assemble(document, join(parts), published=published or document.published, unread=unread)
