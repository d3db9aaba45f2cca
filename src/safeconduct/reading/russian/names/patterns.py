"""Names told by their form alone: initials beside a surname, patronymics, letters that stand for a withheld name.

May import: this package.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.russian.names.declension import (
    ADDRESSED,
    is_patronymic,
    is_surname,
    readings,
)
from safeconduct.reading.russian.names.words import (
    FROM_PLACE,
    NAMELIKE,
    PARTICLES,
    is_initial,
    is_ordinary,
    is_place,
    is_town,
    titled,
)
from safeconduct.reading.russian.weights import dictionary
from safeconduct.reading.russian.withheld import BEFORE_LETTER, is_withheld
from safeconduct.reading.russian.words import Sentence, Word, plain


def patterns_of(sentence: Sentence) -> list[tuple[int, int]]:
    """Names told by their form alone: «И. И. Иванов», «Иванов И. И.», «X Y-ович», «X Y угли»."""
    words = sentence.words
    found = []
    i = 0
    while i < len(words):
        word = words[i]
        if is_withheld(word.text, word.form):
            found.append((i, i + 1))
        elif is_initial(word) and i + 1 < len(words) and words[i + 1].text == ".":
            j = i + 2
            if j >= len(words):
                if _of_somebody(words, i):
                    found.append((i, j))
            elif is_initial(words[j]) and j + 1 < len(words) and words[j + 1].text == ".":
                j += 2
                if (
                    j < len(words)
                    and NAMELIKE.fullmatch(words[j].text)
                    and len(words[j].text) > 2
                    and not is_initial(words[j])
                ):
                    found.append((i, j + 1))
                    i = j
                elif not (i and NAMELIKE.fullmatch(words[i - 1].text) and i != 1):
                    found.append((i, j))  # «А.К.», as courts hide a name
                    i = j - 1
            elif words[j].text == "," and j + 1 < len(words) and words[j + 1].text.isdigit():
                found.append((i, i + 2))  # «Ш., 27 лет»
                i += 1
            elif _of_somebody(words, i) and not NAMELIKE.fullmatch(words[j].text):
                found.append((i, i + 2))  # «гражданин К.», «гражданин Таджикистана Г.»
                i += 1
        elif (
            NAMELIKE.fullmatch(word.text)
            and i
            and is_patronymic(titled(word.text))
            and NAMELIKE.fullmatch(words[i - 1].text)
            and (word.text[0].isupper() or plain(word.text) in PARTICLES)
        ):
            first = i - 1
            if (
                first
                and NAMELIKE.fullmatch(words[first - 1].text)
                and any(r.weight >= 2 for r in readings(titled(words[first - 1].text)))
                and words[first - 1].text[0].isupper()
            ):
                first -= 1
            found.append((first, i + 1))
        elif (
            NAMELIKE.fullmatch(word.text)
            and len(word.text) > 3
            and i + 4 < len(words)
            and is_initial(words[i + 1])
            and words[i + 2].text == "."
            and is_initial(words[i + 3])
            and words[i + 4].text == "."
            and any(r.weight >= 1 for r in readings(titled(word.text)))
        ):
            found.append((i, i + 5))
            i += 4
        elif word.form == "против" and any(w.form == "дело" for w in words[:i]):
            # «ДЕЛО «НАБИЕВ И ТОШЕВА ПРОТИВ РОССИИ»»
            parties = [i - 1] + ([i - 3] if i > 2 and words[i - 2].form == "и" else [])
            found += [
                (k, k + 1)
                for k in parties
                if NAMELIKE.fullmatch(words[k].text) and not is_ordinary(words[k])
            ]
        elif ADDRESSED.fullmatch(word.text):
            found.append((i, i + 1))  # «Ориф-ака»
        elif _given_and_surname(words, i):
            found.append((i, i + 2))
            i += 1
        i += 1
    return found


def _of_somebody(words: Sequence[Word], i: int) -> bool:
    """Does the word before say that a letter is a person, with a state between or without?"""
    if i and words[i - 1].lemma in BEFORE_LETTER:
        return True
    return i > 1 and words[i - 2].lemma in FROM_PLACE and is_town(words[i - 1])


def _given_and_surname(words: Sequence[Word], i: int) -> bool:
    """A given name that a list knows beside a word shaped like a surname («Алима Саидова задержали»)."""
    if i + 1 >= len(words):
        return False
    pair = words[i], words[i + 1]
    if not all(
        NAMELIKE.fullmatch(w.text) and len(w.text) > 3 and w.text[1].islower() for w in pair
    ):
        return False
    return any(
        is_surname(family.text)
        and not is_surname(given.text)
        and not is_ordinary(family)
        and not is_place(given)
        and _is_given(given)
        for given, family in (pair, pair[::-1])
    )


def _is_given(word: Word) -> bool:
    """Is it a given name of the lists, or of the dictionary and nothing else («Алима», never «Вера» or «Роман»)?"""
    parses = [p for p in dictionary().parse(word.form) if p.is_known]
    named = bool(parses) and all("Name" in p.tag for p in parses)
    return named or any(r.weight >= 3.0 for r in readings(titled(word.text)))
