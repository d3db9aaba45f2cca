"""Russian words as the models read them best: no word in capitals, no abbreviation, no date in figures, no name withheld.

Only what is shown to the models changes; places in the text stay. May import: this package's dictionary.
"""

from __future__ import annotations

import re

from safeconduct.reading.russian.weights import dictionary
from safeconduct.reading.russian.withheld import STAND_IN, length_at

_CAPS = re.compile(r"\b[А-ЯЁЎҚҒҲ][А-ЯЁЎҚҒҲ'ʻ’\-]{2,}\b")


def _calm(word: str) -> str:
    """A word in capitals as it would stand in running text, same length; abbreviations stay."""
    parses = dictionary().parse(word.lower())
    known = dictionary().word_is_known(word.lower())
    if not known and (len(word) <= 5 or not re.search("[АЕЁИОУЫЭЮЯ].*[АЕЁИОУЫЭЮЯ]", word)):
        return word
    if any("Abbr" in p.tag for p in parses) and known:
        return word
    best = parses[0].tag
    if not known or any(g in best for g in ("Name", "Surn", "Patr", "Geox", "Orgn")):
        return word[0] + word[1:].lower()
    return word.lower()


def calm(text: str) -> str:
    """The text with words in capitals as they would stand in running text. Same length, letter for letter."""

    def one(match: re.Match[str]) -> str:
        said = _calm(match.group())
        return said if len(said) == len(match.group()) else match.group()

    return _CAPS.sub(one, text)


_ABBREVIATED = {
    "ст": "статья",
    "ч": "часть",
    "п": "пункт",
    "ул": "улица",
    "им": "имени",
    "руб": "рублей",
    "гр": "гражданин",
    "зам": "заместитель",
    "обл": "области",
    "респ": "республики",
    "мин": "минут",
    "час": "часов",
    "д": "дом",
    "кв": "квартира",
    "тыс": "тысяч",
    "пос": "поселок",
    "ген": "генеральный",
}
_DATE_TOKEN = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)")


def eased_tokens(tokens: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Tokens as the models read them best: «2023 г.» as «2023 года», «ст.» as a noun, 11.03.2020 as an adverb.

    Only what is shown to the models changes; places in the text stay.
    """
    made: list[tuple[int, int, str]] = []
    i = 0
    while i < len(tokens):
        start, end, shown = tokens[i]
        dot = i + 1 < len(tokens) and tokens[i + 1][2] == "." and tokens[i + 1][0] == end
        low = shown.lower()
        if withheld := length_at(tokens, i):
            made.append((start, tokens[i + withheld - 1][1], STAND_IN))
            i += withheld
        elif low in ("г", "гг", "г.") and made and re.fullmatch(r"(?:19|20)\d\d", made[-1][2]):
            made.append((start, tokens[i + 1][1] if dot else end, "года"))
            i += 2 if dot else 1
            if i < len(tokens) and tokens[i][2] == "р":  # «1968 г.р.»
                dot = i + 1 < len(tokens) and tokens[i + 1][2] == "."
                made.append((tokens[i][0], tokens[i + dot][1], "рождения"))
                i += 2 if dot else 1
        elif dot and low == "г" and i + 2 < len(tokens) and tokens[i + 2][2][:1].isupper():
            # «в г. Туле»: the letter alone makes the parser lose the clause
            of = made[-1][2].lower() if made else ""
            made.append((start, tokens[i + 1][1], "городе" if of in ("в", "во") else "города"))
            i += 2
        elif dot and low in _ABBREVIATED and shown == low:
            made.append((start, tokens[i + 1][1], _ABBREVIATED[low]))
            i += 2
        elif _DATE_TOKEN.fullmatch(shown):
            made.append((start, end, "тогда"))
            i += 1
        else:
            made.append(tokens[i])
            i += 1
    return made
