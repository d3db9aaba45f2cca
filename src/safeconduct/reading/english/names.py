"""Person names in English text: what the model found and what the document itself tells, united.

The model reads Central Asian names well but not everywhere. A name it found once is looked for in the whole document
(with its parts), and names are also told by titles ("Mr"), by given names, by initials, by endings of family names, by patronymics
and by surname-first capitals. Places, peoples and bodies are never people.

May import: this room.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.english import name_circumstances, name_echoes, name_sources
from safeconduct.reading.english.name_book import Book, Found
from safeconduct.reading.english.words import Analysed

__all__ = ["Found", "find"]


def find(text: Analysed, known: Sequence[tuple[int, int]] = ()) -> list[Found]:
    """All person names, in text order, without overlaps. `known` are runs of characters that are names by their
    place (the senders of a chat).
    """
    book = Book(text)
    name_sources.from_places(book, known)
    name_sources.from_model(book)
    name_sources.from_given(book)
    name_sources.from_forms(book)
    name_sources.from_titles(book)
    name_circumstances.from_kin(book)
    name_circumstances.from_deeds(book)
    name_circumstances.from_initials(book)
    name_circumstances.from_lists(book)
    name_echoes.repeat(book)
    return book.names()
