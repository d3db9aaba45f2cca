"""Names told once are found again wherever the document repeats them, whole, in part, or with a slip of the pen.

May import: this room.
"""

from __future__ import annotations

from collections import defaultdict

from rapidfuzz.distance import Levenshtein

from safeconduct.reading.english.names.book import Book
from safeconduct.reading.english.names.forms import is_capitalised, is_place, listed


def repeat(book: Book) -> None:
    """Parts of a full name, wherever they stand alone with a capital letter."""
    words = book.text.words
    parts: set[str] = set()
    known: set[str] = set()  # parts of names that something vouches for
    common = {w.text for w in words if w.text[:1].islower()}
    for found in set(book.taken.values()):
        vouched = book.credit.vouched(found.first, found.last)
        for i in range(found.first, found.last):
            low = words[i].text
            if (
                len(low) > 2
                and is_capitalised(low)
                and not is_place(low)
                and low.casefold() not in listed("not_names")
                and low.casefold() not in listed("institutions")
                and low.casefold() not in common
            ):
                parts.add(low)
                known |= {low} if vouched or i == found.last - 1 > found.first else set()
    # one spelling of each full name, so that a whole name the model missed is found again too
    whole: defaultdict[str, list[tuple[str, ...]]] = defaultdict(
        list
    )  # by their first word, longest first
    for run in {tuple(f.name.split()) for f in set(book.taken.values()) if " " in f.name}:
        whole[run[0]].append(run)
    for runs in whole.values():
        runs.sort(key=lambda run: (-len(run), run))
    for i, word in enumerate(words):
        if i in book.taken:
            continue
        for run in whole.get(word.text, ()):
            n = len(run)
            same = tuple(w.text for w in words[i : i + n]) == run
            if same and not _of_another(book, i, i + n, known):
                book.add(i, i + n)
                break
        if i in book.taken:
            continue
        if word.text in parts and word.tag in (
            "NNP",
            "NNPS",
            "NN",
            "JJ",
            "VB",
            "NNS",
            "RB",
            "VBP",
            "VBD",
            "FW",
            "UH",
        ):
            j = i + 1
            while (
                j < len(words)
                and words[j].text in parts
                and j not in book.taken
                and words[j].sentence == word.sentence
            ):
                j += 1
            if not _of_another(book, i, j, known):
                book.add(i, j)
        elif len(word.text) > 5 and word.tag in ("NNP", "NN") and _misspelt(word.text, parts):
            book.add(i, i + 1)
        elif (
            word.text.endswith("s") and word.text[:-1] in parts and i and words[i - 1].low == "the"
        ):
            book.add(i, i + 1, family=True)


def _of_another(book: Book, first: int, last: int, known: set[str]) -> bool:
    """Here these words are (part of) the name of something else."""
    if book.credit.institution(first, last):
        return True
    sure = book.text.words[last - 1].text in known or book.credit.vouched(first, last)
    return not sure and book.credit.elsewhere(first, last)


def _misspelt(text: str, parts: set[str]) -> bool:
    """One letter or two away from a part of a name the document gives in full."""
    if not is_capitalised(text) or is_place(text) or text.casefold() in listed("not_names"):
        return False
    return any(
        p[0] == text[0] and len(p) > 5 and Levenshtein.normalized_similarity(p, text) >= 0.85
        for p in parts
    )
