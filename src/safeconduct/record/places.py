"""Places a case file names, and the state each lies in: vocabulary/places.yaml.

May import: nothing but the shelf.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from safeconduct.shelf import read_yaml, shelf

_APOSTROPHES = str.maketrans(dict.fromkeys("‘’ʻʼ`´ʹ", "'"))
_WORD = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")
_CODE = re.compile(r"[A-Z]{2}")
_RUSSIAN = re.compile(r"[А-ЯЁа-яё][А-ЯЁа-яё .,\-]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its canonical name; `state` is ISO 3166 alpha-2; `is_state` for the state itself."""

    name: str
    state: str
    is_state: bool = False


def _key(words: str) -> str:
    return " ".join(_WORD.findall(words.translate(_APOSTROPHES).casefold().replace("ё", "е")))


@cache
def gazetteer() -> dict[str, Place]:
    """Every spelling (folded: case, apostrophes, ё) to its place. State adjectives are not in here."""
    data = read_yaml(shelf("vocabulary") / "places.yaml")
    found: dict[str, Place] = {}
    for code, row in data["states"].items():
        place = Place(row["name"], code, is_state=True)
        for words in (row["name"], *row["words"]):
            found[_key(words)] = place
    for code, rows in data["places"].items():
        for row in rows:
            place = Place(row[0], code)
            for words in row:
                found.setdefault(_key(words), place)
    return found


@cache
def demonyms() -> dict[str, str]:
    """Adjectives and peoples, folded, to state codes: "uzbek" → UZ."""
    data = read_yaml(shelf("vocabulary") / "places.yaml")
    return {_key(word): code for code, row in data["states"].items() for word in row.get("of", ())}


@cache
def _russian() -> dict[str, str]:
    """Canonical names and state codes to their Russian spelling."""
    data = read_yaml(shelf("vocabulary") / "places.yaml")
    rows = [[code, *row["words"]] for code, row in data["states"].items()]
    rows += [row for places in data["places"].values() for row in places]
    spelled = ((row[0], next((w for w in row if _RUSSIAN.fullmatch(w)), None)) for row in rows)
    return {name: russian for name, russian in spelled if russian}


def name_in(words: str, language: str) -> str | None:
    """A place, or a state by its code, as the language ("en", "ru") calls it; None where that is not known."""
    if _CODE.fullmatch(words):
        named = _russian().get(words) if language == "ru" else None
        return named or next(
            (p.name for p in gazetteer().values() if p.is_state and p.state == words), None
        )
    place = place_of(words)
    if place is None:
        return None
    name = place.state if place.is_state else place.name
    return (_russian().get(name) if language == "ru" else None) or place.name


@lru_cache(maxsize=1 << 16)  # a paper asks the same few words again and again
def place_of(words: str) -> Place | None:
    """The place these very words name ("Ekaterinburg", «Самара»), or None."""
    return gazetteer().get(_key(words))


def state_of(words: str | None) -> str | None:
    """The state code of a place told in words ("a Moscow police station", "UZ", «г. Ташкент»), or None.

    The longest known name inside the words decides; names of two different states leave it untold.
    """
    if not words:
        return None
    if _CODE.fullmatch(words) and words in {p.state for p in gazetteer().values()}:
        return words
    tokens = _key(words).split()
    places, peoples = gazetteer(), demonyms()
    states: set[str] = set()
    i = 0
    while i < len(tokens):
        for n in range(min(5, len(tokens) - i), 0, -1):
            run = " ".join(tokens[i : i + n])
            place = places.get(run) or places.get(run.removesuffix("'s"))
            if place:
                states.add(place.state)
                i += n
                break
        else:
            i += 1
    if not states:
        states = {peoples[t] for t in tokens if t in peoples}
    return states.pop() if len(states) == 1 else None
