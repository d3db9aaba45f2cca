"""Where names are first met in an English text: the model, given names, endings, titles, relatives' words.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from safeconduct.reading.english.names.book import Book
from safeconduct.reading.english.names.forms import (
    FAMILY,
    PATRONYMIC,
    SON_OF,
    begins_capital,
    is_capitalised,
    is_given,
    is_place,
    listed,
)
from safeconduct.record.places import demonyms
from safeconduct.record.towns import town_of


def otherwise(book: Book, i: int) -> str:
    """What else the model takes this word for."""
    entity = book.credit.other.get(i)
    return entity.label if entity is not None else ""


def from_places(book: Book, known: Sequence[tuple[int, int]]) -> None:
    words = book.text.words
    opens = [w.start for w in words]
    for start, end in known:
        run = [
            i
            for i in range(*(bisect_left(opens, at) for at in (start, end)))
            if words[i].end <= end
        ]
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
    """A known given name with the capitals after it, or alone where it stands like a name, whatever the model says."""
    words = book.text.words
    common = {w.text for w in words if w.text[:1].islower()}
    i = 0
    while i < len(words):
        word = words[i]
        j = i + 1
        known = (
            i not in book.taken
            and word.tag in ("NNP", "NNPS")
            and is_capitalised(word.text)
            and not word.text.isupper()
            and is_given(word.text)
            and not is_place(word.text)
        )
        if known:
            j = _given_run(book, i)
            if j > i + 1:
                known = town_of(book.text.phrase(i, j)) is None
            else:
                known = (
                    town_of(word.text) is None
                    and word.low not in common
                    and word.dep not in ("compound", "amod", "nmod")
                    and otherwise(book, i) in ("", "GPE", "ORG", "NORP", "PRODUCT")
                )
            if known and begins(book, i) and not book.credit.institution(i, j):
                book.add(i, j)
        i = j


def _given_run(book: Book, i: int) -> int:
    """Where the name that a given name begins ends: "Anvar ibn Saad", "Otabek Yuldoshev"."""
    words = book.text.words
    j = i + 1
    while j < min(i + 5, len(words)) and words[j].sentence == words[i].sentence:
        after = words[j + 1] if j + 1 < len(words) else None
        particle = words[j].low in ("ibn", "bin", "al", "abu") and after is not None
        if particle and after is not None and is_capitalised(after.text):
            j += 2
            continue
        if words[j].tag != "NNP" or not is_capitalised(words[j].text) or is_place(words[j].text):
            break
        j += 1
    return j


def begins(book: Book, i: int) -> bool:
    """Does no capital of the same name stand before this word?"""
    words = book.text.words
    before = words[i - 1] if i else None
    if before is None or not begins_capital(before.text) or before.sentence != words[i].sentence:
        return True
    if before.tag not in ("NNP", "NNPS"):
        return True
    low = before.low.rstrip(".")
    return low in listed("titles") or low in listed("not_names") or is_place(before.text)


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
        if before in ("in", "near") and town_of(words[a].text) is not None:
            return  # "in Chekhov"
        label = otherwise(book, a)
        # alone, the ending is no proof: another part of the document must know the name
        if label in ("GPE", "LOC", "FAC", "NORP", "LAW", "DATE") or words[a].tag not in (
            "NNP",
            "NNPS",
        ):
            return
    label = otherwise(book, a)
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
        if i + 1 < len(words) and words[i + 1].low.rstrip(".") in listed("titles"):
            continue  # "Major General Almaz B.": the last title leads to the name
        j = i + 1
        while j < len(words) and words[j].block == word.block and _titled(book, i, j):
            j += 1
        run = words[i + 1 : j]
        if not run or any(otherwise(book, w.i) in ("GPE", "LAW") for w in run):
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


_LABEL = re.compile(
    r"^[ \t]*(?:Client|Applicant|Complainant|Petitioner|Detainee|Person concerned|Name)[ \t]*:[ \t]*(?:M(?:r|s|rs)\.?[ \t]+)?"
    r"(?P<name>[A-Z][\w'’ʻ-]+(?:[ \t]+[A-Z][\w'’ʻ-]+){1,3})(?=[ \t]*(?:[,(;.]|$))",
    re.MULTILINE,
)


# the foot of a letter; "he asked to be named Bairam"; "… is my name"
_SIGNED = re.compile(
    r"^[^\n]{0,30}\b(?:[Rr]egards|[Ss]incerely|[Ff]aithfully|[Ww]ishes|[Rr]espect|[Rr]espectfully|[Tt]hanks|[Gg]ratitude|[Tt]ruly|[Cc]ordially|[Ss]igned),?[ \t]*\n\s*"
    r"(?P<name>[A-Z][\w'’ʻ-]+(?:[ \t]+[A-Z][\w'’ʻ-]+){1,3})[ \t]*(?=[,\n]|$)",
    re.MULTILINE,
)
_CALLED = re.compile(
    r"\b(?:to be|be) (?:named|called|identified(?: only)? as|known as|referred to as) [“\"‘']?(?P<name>[A-Z][\w'’ʻ-]+(?: [A-Z][\w'’ʻ-]+)?)"
)
_MY_NAME = re.compile(
    r"(?:^|(?<=[.!?“\"] ))(?P<name>[A-Z][\w'’ʻ-]+(?: [A-Z][\w'’ʻ-]+){0,3}) is my (?:full )?name\b",
    re.MULTILINE,
)


def from_labels(book: Book) -> None:
    """ "Client: Yerzhan Tursynbai (YT), DOB …", a signature, "… is my name": a person, whatever the model says."""
    starts = {w.start: w.i for w in book.text.words}
    for m in (m for p in (_LABEL, _SIGNED, _CALLED, _MY_NAME) for m in p.finditer(book.text.text)):
        first = starts.get(m.start("name"))
        if first is None:
            continue
        last = first
        while last < len(book.text.words) and book.text.words[last].end <= m.end("name"):
            last += 1
        book.add(first, last, titled=True)
