"""Names told by what stands around them in English: relatives' words, deeds only people do, initials, lists.

May import: `record`, this room.
"""

from __future__ import annotations

import re

from safeconduct.reading.english.names.book import Book
from safeconduct.reading.english.names.forms import (
    INITIAL,
    is_capitalised,
    is_given,
    is_place,
    listed,
)
from safeconduct.reading.english.names.runs import is_demonym, kind
from safeconduct.reading.english.names.sources import begins, otherwise
from safeconduct.reading.english.words import Word
from safeconduct.record.towns import town_of

_INITIAL = re.compile(r"[^\W\d_a-zа-я]h?\.")
_INITIALS = re.compile(r"(?:[^\W\d_a-zа-я]h?\.){2,3}")
_AGED = re.compile(
    r"\b(?:1[5-9]|[2-9]\d)-year-old (?P<letters>(?:[A-Z](?:h|sh|ch|z|s)?\.[ -]?){1,3})(?=,| )"
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
        owned = any(words[k].dep == "poss" for k in word.kids) or (
            i and words[i - 1].tag in ("PRP$", "POS")
        )
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
            otherwise(book, n) in ("GPE", "LAW", "NORP", "DATE") and words[n].text.count(".") < 2
            for n in range(j, k)
        ):
            book.add(j, k)


def from_deeds(book: Book) -> None:
    """Unknown capitals that do, or to whom is done, what only people do: "*Jeren* was questioned", "*Filmon Kidane Tesfay*
    was deported", though the model takes them for a body.
    """
    words = book.text.words
    for word in words:
        if word.i in book.taken or word.tag != "NNP" or not is_capitalised(word.text):
            continue
        first = word.i
        while first - 1 in word.kids and words[first - 1].dep == "compound":
            first -= 1
        if not _has_a_fate(book, word, alone=first == word.i) or not begins(book, first):
            continue
        if word.i - first < 3 and all(
            _may_be_a_name(book, words[i]) for i in range(first, word.i + 1)
        ):
            book.add(first, word.i + 1)


def _has_a_fate(book: Book, word: Word, *, alone: bool) -> bool:
    """Does the word, or the list it goes on ("A and *B* were detained"), stand with a verb of people alone?"""
    words = book.text.words
    if any(words[k].dep in ("det", "amod", "poss") for k in word.kids):
        return False
    at = word
    while not alone and at.dep in ("conj", "appos") and words[at.head].tag == "NNP":
        at = words[at.head]
    while not alone and at.dep == "appos" and words[at.head].tag == "NNS":
        at = words[at.head]  # "two women, A and B, were detained"
    verb = words[at.head]
    suffered = listed("suffered") if alone else listed("suffered") - listed("suffered_by_bodies")
    if at.dep in ("nsubjpass", "dobj"):
        return verb.lemma in suffered and (alone or at.dep == "nsubjpass")
    return at.dep == "nsubj" and verb.lemma in listed("personal_verbs")


def _may_be_a_name(book: Book, word: Word) -> bool:
    return (
        word.i not in book.taken
        and word.tag == "NNP"
        and is_capitalised(word.text)
        and not word.text.isupper()
        and otherwise(book, word.i) in ("", "GPE", "ORG", "NORP", "PRODUCT")
        and town_of(word.text) is None
        and not is_place(word.text)
        and not is_demonym(word.text)
        and word.low
        not in listed("institutions") | listed("not_names") | kind("body_alone") | kind("bodies")
    )


def from_initials(book: Book) -> None:
    """ "A.K.", "Ş.B.": how people are named who must not be."""
    words = book.text.words
    starts = {w.start: w.i for w in words}
    for m in _AGED.finditer(book.text.text):  # "33-year-old A.D.", who is no era
        first = starts.get(m.start("letters"))
        if first is not None:
            last = first + 1
            while last < len(words) and words[last].end <= m.end("letters"):
                last += 1
            book.add(first, last, titled=True)
    for word in words:
        if word.i in book.taken:
            continue
        if _INITIALS.fullmatch(word.text):
            book.add(word.i, word.i + 1)
        elif _INITIAL.fullmatch(word.text) and 0 < word.i < len(words) - 1:
            before, after = words[word.i - 1], words[word.i + 1]
            goes_on = after.text[:1].islower() or after.text in (",", "'s", ")")
            if (
                goes_on
                and before.tag == "NNP"
                and is_capitalised(before.text)
                and before.i not in book.taken
                and before.low not in listed("institutions") | listed("not_names") | kind("laws")
                and not is_place(before.text)
                and begins(book, before.i)
            ):
                book.add(before.i, word.i + 1)  # "Rinat U."


def from_lists(book: Book) -> None:
    """ "Anvar Saidov and *Murager Alimuly*": two capitals beside a name in a list, where nothing says otherwise; "*Rashid* and
    Karim Azimov": a given name whose family name stands with the next.
    """
    words = book.text.words
    for found in book.names():
        before = words[found.first - 2] if found.first > 1 else None
        if (
            before is not None
            and found.last - found.first > 1
            and words[found.first - 1].low == "and"
            and is_given(before.text)
            and before.sentence == words[found.first].sentence
            and _may_be_a_name(book, before)
            and (
                begins(book, before.i)
                or words[before.i - 1].low.removesuffix("s") in listed("relatives")
            )
        ):
            book.add(before.i, before.i + 1)
        i = found.last + 1
        if found.last >= len(words) or words[found.last].text not in ("and", ",", "or"):
            continue
        j = i
        while (
            j < min(i + 3, len(words)) and words[j].tag == "NNP" and is_capitalised(words[j].text)
        ):
            j += 1
        run = words[i:j]
        if (
            len(run) == 2
            and found.last - found.first > 1
            and not any(k in book.taken or otherwise(book, k) for k in range(i, j))
            and not any(w.low in listed("not_names") or is_place(w.text) for w in run)
            and not book.credit.institution(i, j)
            and town_of(book.text.phrase(i, j)) is None
        ):
            book.add(i, j)
