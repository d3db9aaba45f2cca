"""Whether a name behind a word for a relative is the relative's own, or that of the one whose relative it is.

May import: this package.
"""

from __future__ import annotations

from collections.abc import Collection

from safeconduct.reading.russian.names.declension import is_surname, readings
from safeconduct.reading.russian.names.words import titled
from safeconduct.reading.russian.people.kin import KIN, ROLES
from safeconduct.reading.russian.words import Sentence, Word

APART = 14  # words from a kin word to the name of the relative
_QUOTES = frozenset('«»„“”"-')
_LISTED, _NAMED = 3.0, 1.5  # weights of a name of the lists, and of one the dictionary knows


def is_mans_genitive(word: Word, *, alone: bool, whose: bool) -> bool:
    """Is the word a man's given name in the genitive («Шерзода»): known for one, or known for no woman's where the kin
    word before it does not say `whose` («его сестра Рена Алимова»)?
    """
    every = readings(titled(word.text))
    known = [r for r in every if r.weight >= _LISTED]
    if known:
        return all(r.sex == "m" and "Gen" in r.cases for r in known)
    if is_surname(word.text) if alone else whose:
        return False
    hers = any(r.sex == "f" and "Nom" in r.cases and r.weight >= _NAMED for r in every)
    return not hers and any(r.sex == "m" and "Gen" in r.cases and r.weight > 0 for r in every)


def kin_before(sentence: Sentence, first: int) -> int | None:
    """The kin word that a name stands behind, with whose relative it is between them («сын зампреда партии Тимура Назарова
    Олим»): nouns, names, adjectives and quotation marks alone.
    """
    for k in range(first - 1, max(-1, first - APART), -1):
        word = sentence.words[k]
        if word.lemma in KIN:
            return k
        if word.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "DET") and word.text not in _QUOTES:
            return None
    return None


def is_owner(sentence: Sentence, first: int, last: int, starts: Collection[int]) -> bool:
    """Is a name behind a kin word whose relative it is: that one's own name comes next («сына Тимура Назарова Олима»), or
    an office stands between («сына депутата Тимура Назарова»)?
    """
    words = sentence.words
    kin = kin_before(sentence, first)
    if kin is None:
        return False
    if words[kin].is_(Number="Plur"):  # «родителей Рустама Каримова»; not «братьев Олима и Тимура»
        joined = last + 1 < len(words) and words[last].form in (",", "и") and last + 1 in starts
        return kin == first - 1 and not words[kin].is_(Case="Nom") and not joined
    if last in starts or is_owner_of_next(sentence, first, last, starts):
        return True
    if words[kin].is_(Case="Nom"):
        return False
    if last < len(words) and words[last].text == "," and last + 1 in starts and last - first > 1:
        closes = next((w for w in words[last + 1 :] if w.pos != "PROPN"), None)
        return closes is None or closes.text in (",", ".") or closes.pos == "VERB"
    whole = last - first > 1 and words[kin].feats.get("Case") in ("Gen", "Acc")
    if whole and all(w.pos == "ADJ" for w in words[kin + 1 : first]):
        return not _is_given(words[first])  # «отца Рустама Каримова вызвали»
    named = words[first - 1].pos == "PROPN"  # «сына депутата Тимура Назарова Олима»
    return not named and any(w.lemma in ROLES for w in words[kin + 1 : first])


def _is_given(name: Word) -> bool:
    """Can a name behind a kin word not stand in the genitive («сестру Лолу Каримову»)?"""
    every = [r for r in readings(titled(name.text)) if r.weight > 0]
    return bool(every) and not any("Gen" in r.cases for r in every)


def is_owner_of_next(sentence: Sentence, first: int, last: int, starts: Collection[int]) -> bool:
    """Is a single name behind a kin word whose relative it is: that one's own name comes next, between commas («сестра
    Отамурода, Дилдора»; where the kin word is no subject, only a whole name: «брата Тимура, Олима Назарова»)?
    """
    words = sentence.words
    if last - first != 1 or last + 1 not in starts or words[last].text != ",":
        return False
    kin = words[first - 1]
    if not kin.is_(Case="Nom") and not (
        kin.is_(Number="Sing") and last + 2 < len(words) and words[last + 2].pos == "PROPN"
    ):
        return False
    return any(r.sex == "m" and "Gen" in r.cases for r in readings(titled(words[first].text)))
