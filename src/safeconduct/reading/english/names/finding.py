"""Person names in English text: what the model found and what the document itself tells, united.

The model reads Central Asian names well but not everywhere. A name it found once is looked for in the whole document
(with its parts), and names are also told by titles ("Mr"), by given names, by initials, by endings of family names, by patronymics
and by surname-first capitals. Places, peoples and bodies are never people.

May import: this room.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.english.names import circumstances, echoes, sources
from safeconduct.reading.english.names.book import Book, Found
from safeconduct.reading.english.words import Analysed

__all__ = ["Found", "find"]


def find(text: Analysed, known: Sequence[tuple[int, int]] = ()) -> list[Found]:
    """All person names, in text order, without overlaps. `known` are runs of characters that are names by their
    place (the senders of a chat).
    """
    book = Book(text)
    sources.from_places(book, known)
    sources.from_model(book)
    sources.from_given(book)
    sources.from_forms(book)
    sources.from_titles(book)
    sources.from_labels(book)
    circumstances.from_kin(book)
    circumstances.from_deeds(book)
    circumstances.from_initials(book)
    circumstances.from_lists(book)
    echoes.repeat(book)
    return book.names()
