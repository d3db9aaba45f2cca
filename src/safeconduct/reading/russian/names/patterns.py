"""Names told by their form alone: initials beside a surname, patronymics, letters that stand for a withheld name.

May import: this package.
"""

from __future__ import annotations

from safeconduct.reading.russian.names.declension import (
    is_patronymic,
    readings,
)
from safeconduct.reading.russian.names.words import (
    ALONE,
    NAMELIKE,
    PARTICLES,
    is_initial,
    titled,
)
from safeconduct.reading.russian.words import Sentence, plain


def patterns_of(sentence: Sentence) -> list[tuple[int, int]]:
    """Names told by their form alone: «И. И. Иванов», «Иванов И. И.», «X Y-ович», «X Y угли»."""
    words = sentence.words
    found = []
    i = 0
    while i < len(words):
        word = words[i]
        if is_initial(word) and i + 1 < len(words) and words[i + 1].text == ".":
            j = i + 2
            if j >= len(words):
                if i and words[i - 1].lemma in ALONE:
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
            elif i and words[i - 1].lemma in ALONE and not NAMELIKE.fullmatch(words[j].text):
                found.append((i, i + 2))  # «гражданин К.»
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
        i += 1
    return found
