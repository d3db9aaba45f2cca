"""Names that a Russian paper withholds: «ФИО1», «гражданин К.», «Н.Н.Н.».

The models know no such words and lose the clause. They are shown a surname that does not decline in their place.
May import: this package's dictionary and words for people, the shelf.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.russian.people.kin import KIN, ROLES
from safeconduct.reading.russian.weights import dictionary
from safeconduct.shelf import read_yaml, shelf

STAND_IN = "Шевченко"
_LETTER = re.compile(r"[А-ЯЁ]|Дж|Дз")
_NUMBER = re.compile(r"\d{1,3}")
_LETTERED = frozenset(read_yaml(shelf("vocabulary") / "names-ru.yaml")["lettered"])
#: words for people behind which a letter is a name; «глава А.» is a chapter
BEFORE_LETTER = (KIN.keys() | ROLES.keys() | {"некто", "г-н", "г-жа"}) - {"глава"}

Token = tuple[int, int, str]


def is_withheld(said: str, form: str) -> bool:
    """Is a word, as it is written and as it was shown to the models, a name that was withheld?"""
    return form == STAND_IN.lower() and said != STAND_IN and (said[-1] == "." or said[-1].isdigit())


def length_at(tokens: Sequence[Token], i: int) -> int:
    """How many tokens from this one on are a withheld name; 0 where none begins."""
    said = tokens[i][2]
    after = tokens[i + 1][2] if i + 1 < len(tokens) else ""
    if said.lower() == "фио" and _NUMBER.fullmatch(after):
        return 2
    letters = 0
    while (
        i + 2 * letters + 1 < len(tokens)
        and _LETTER.fullmatch(tokens[i + 2 * letters][2])
        and tokens[i + 2 * letters + 1][2] == "."
    ):
        letters += 1
    before = tokens[i - 1][2] if i else ""
    follows = tokens[i + 2 * letters][2] if i + 2 * letters < len(tokens) else ""
    if before == "." and i > 1 and _LETTER.fullmatch(tokens[i - 2][2]):
        return 0  # inside a row of letters
    if letters == 3 and not follows[:1].isupper():
        return 6
    if letters == 1 and not follows[:1].isupper() and _stands_alone(before, follows):
        return 2
    return 0


def _stands_alone(before: str, follows: str) -> bool:
    """Is one letter between these words somebody: behind a word for a person, or before a small word («доводы К. были»)
    and behind none that letters number («корпус А.»)?
    """
    above = _nouns(before) if before else frozenset()
    if above & BEFORE_LETTER:
        return True
    if not before.isalpha():  # first in its clause; «А. Обстоятельства дела» is a heading
        told = dictionary().parse(follows.lower())[0].tag
        return str(told.POS) in ("VERB", "PRTS") and "past" in told
    small = follows.isalpha() and follows.islower()
    return small and before.islower() and not above & _LETTERED


def _nouns(word: str) -> frozenset[str]:
    """The dictionary forms of a word, a participle's as the noun it may be («осуждённому»: «осужденный»)."""
    found = set()
    for parse in dictionary().parse(word.lower()):
        if parse.tag.POS == "PRTF":
            parse = parse.inflect({"sing", "nomn"}) or parse
            found.add(parse.word)
        else:
            found.add(parse.normal_form)
    return frozenset(f.replace("ё", "е") for f in found)
