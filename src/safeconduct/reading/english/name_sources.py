"""Where names are first met in an English text: the model, given names, endings, titles, relatives' words.

May import: `record`, this room.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.english.name_book import Book
from safeconduct.reading.english.name_forms import (
    FAMILY,
    INITIAL,
    PATRONYMIC,
    SON_OF,
    begins_capital,
    is_capitalised,
    is_given,
    is_place,
    listed,
)
from safeconduct.reading.english.words import Word
from safeconduct.record.places import demonyms
from safeconduct.record.towns import town_of


def _other(book: Book, i: int) -> str:
    """What else the model takes this word for."""
    entity = book.credit.other.get(i)
    return entity.label if entity is not None else ""


def from_places(book: Book, known: Sequence[tuple[int, int]]) -> None:
    for start, end in known:
        run = [w.i for w in book.text.words if start <= w.start and w.end <= end]
        if run:
            book.add(run[0], run[-1] + 1)


def from_model(book: Book) -> None:
    words, credit = book.text.words, book.credit
    for e in book.text.entities:
        if e.label != "PERSON":
            continue
        last = e.last - (words[e.last - 1].low in ("'s", "'"))
        if credit.institution(e.first, last) or credit.outvoted(e.first, last):
            continue
        stem = words[last - 1].text
        before = words[e.first - 1].low if e.first else ""
        if last - e.first == 1 and before == "the" and stem.endswith("s") and len(stem) > 4:
            book.add(e.first, last, family=True)
        elif credit.vouched(e.first, last) or not credit.doubtful(e.first, last):
            book.add(e.first, last)


def from_given(book: Book) -> None:
    """A known given name and a word or two with capitals after it, whatever else the model takes them for."""
    words = book.text.words
    i = 0
    while i < len(words) - 1:
        word = words[i]
        j = i + 1
        if (
            is_capitalised(word.text)
            and not word.text.isupper()
            and is_given(word.text)
            and i not in book.taken
        ):
            while (
                j < min(i + 4, len(words))
                and words[j].sentence == word.sentence
                and words[j].tag == "NNP"
                and is_capitalised(words[j].text)
                and not is_place(words[j].text)
            ):
                j += 1
            alone = (
                i == 0
                or not begins_capital(words[i - 1].text)
                or words[i - 1].sentence != word.sentence
            )
            whole = book.text.phrase(i, j)
            place = is_place(word.text) or is_place(whole) or town_of(whole) is not None
            if (
                j > i + 1
                and alone
                and word.tag == "NNP"
                and not place
                and not book.credit.institution(i, j)
            ):
                book.add(i, j)
        i = j


def from_forms(book: Book) -> None:
    """Runs of capitalised words that hold a family name or a patronymic of the region."""
    words = book.text.words
    for first, last in book.text.blocks:
        i = first
        while i < last:
            if not begins_capital(words[i].text):
                i += 1
                continue
            j = i
            while j < last and (
                begins_capital(words[j].text)
                or SON_OF.fullmatch(words[j].text)
                or (words[j].text == "." and j > i and len(words[j - 1].text) == 1)
            ):
                if j > i and words[j].sentence != words[i].sentence:
                    break
                j += 1
            _run(book, i, j)
            i = max(j, i + 1)


def _run(book: Book, i: int, j: int) -> None:
    words = book.text.words
    texts = [words[k].text for k in range(i, j)]
    title = [t.title() if t.isupper() and len(t) > 3 else t for t in texts]
    telling = [
        k
        for k, t in enumerate(title)
        if (FAMILY.fullmatch(t) or PATRONYMIC.fullmatch(t) or (SON_OF.fullmatch(t) and k))
        and not is_place(t)
        and t.casefold() not in demonyms()
        and t.casefold() not in listed("not_names")
    ]
    if not telling:
        return
    if book.credit.institution(i, j):
        return
    a, b = i, j
    while a < i + telling[0] and (not book.part(a) or is_place(words[a].text)):
        a += 1
    if b - a > 5:
        return
    if b - a == 1:
        before = words[a - 1].low if a else ""
        if before == "the" and words[a].text.endswith("s"):
            book.add(a, b, family=True)
            return
        label = _other(book, a)
        # alone, the ending is no proof: another part of the document must know the name
        if label in ("GPE", "LOC", "FAC", "NORP", "LAW", "DATE") or words[a].tag not in (
            "NNP",
            "NNPS",
        ):
            return
    label = _other(book, a)
    if (
        label == "ORG"
        and b - a > 1
        and any(
            words[k].low in ("court", "street", "university", "prison", "institute", "ministry")
            for k in range(a, b)
        )
    ):
        return
    book.add(a, b)


def from_titles(book: Book) -> None:
    """What stands under a title: all capitals after it, initials that end in a point among them."""
    words = book.text.words
    address = listed("female_titles") | listed("male_titles")
    for i, word in enumerate(words[:-1]):
        title = word.low.rstrip(".")
        if title not in listed("titles") or not begins_capital(word.text):
            continue
        j = i + 1
        while j < len(words) and words[j].block == word.block and _titled(book, i, j):
            j += 1
        run = words[i + 1 : j]
        if not run or any(_other(book, w.i) in ("GPE", "LAW") for w in run):
            continue
        if title not in address and any(w.low in listed("institutions") for w in run):
            continue  # "the General Directorate of Roads"
        book.add(i + 1, min(j, i + 6), titled=True)


def _titled(book: Book, title: int, i: int) -> bool:
    """Does the name under a title go on with this word?"""
    words = book.text.words
    word, before = words[i], words[i - 1]
    if word.text == ".":
        return len(before.text) <= 3 and i > title + 1
    if not begins_capital(word.text):
        return False
    if before.text == ".":  # "Mr Cz. Brandys": two letters with their point end no sentence
        return len(words[i - 2].text) <= 2 and i == title + 3 and word.tag in ("NNP", "NNPS")
    if i > title + 1 and book.broken(i):
        return False
    if before.text.count(".") > 1 and word.tag not in ("NNP", "NNPS"):
        return False  # "Mr J.S. Further, …"
    return word.low not in listed("not_names") or (
        i == title + 1 and i + 1 < len(words) and begins_capital(words[i + 1].text)
    )


def _proper(word: Word) -> bool:
    return word.tag == "NNP" or (word.text.count(".") > 1 and bool(INITIAL.fullmatch(word.text)))


def from_kin(book: Book) -> None:
    """ "his wife, Aigul, lost her job"; "his brother Temir": a capital after a relative's word."""
    words = book.text.words
    kin = listed("relatives")
    for i, word in enumerate(words[:-2]):
        if word.low not in kin or word.pos not in ("NOUN", "PROPN"):
            continue
        owned = any(words[k].dep == "poss" for k in word.kids) or (i and words[i - 1].tag == "PRP$")
        j = i + 2 if words[i + 1].text == "," else i + 1
        if (
            not owned
            or j in book.taken
            or words[j].sentence != word.sentence
            or not _proper(words[j])
        ):
            continue
        k = j
        while (
            k < len(words)
            and _proper(words[k])
            and words[k].sentence == word.sentence
            and k - j < 3
        ):
            k += 1
        closed = j == i + 1 or (k < len(words) and words[k].text in ",.;")
        if closed and not any(
            _other(book, n) in ("GPE", "LAW", "NORP", "DATE") and words[n].text.count(".") < 2
            for n in range(j, k)
        ):
            book.add(j, k)
