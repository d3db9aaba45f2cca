"""Made-up lists of names of any length, and queries that respell entries of them.

People here are combinations of given names, surnames made from given names, and surnames made from
syllables; nobody is meant. A query is an entry written by another standard or script, its parts in
another order, its patronymic left out, a letter mistyped: drawn independently.
"""

from __future__ import annotations

import random
from importlib.resources import files

_ONSET = [
    "b",
    "d",
    "g",
    "k",
    "l",
    "m",
    "n",
    "r",
    "s",
    "t",
    "v",
    "z",
    "sh",
    "ch",
    "kh",
    "j",
    "f",
    "p",
    "h",
    "br",
    "st",
]
_NUCLEUS = ["a", "o", "u", "i", "e", "ay", "o'"]
_CODA = ["", "", "n", "r", "l", "m", "t", "k", "sh", "z", "rd", "nd"]
_TO_CYRILLIC = [
    ("shch", "щ"), ("o'", "ў"), ("g'", "ғ"), ("kh", "х"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("ya", "я"),
    ("yu", "ю"), ("yo", "ё"), ("ye", "е"), ("ts", "ц"), ("j", "ж"), ("x", "х"), ("q", "қ"), ("h", "ҳ"), ("a", "а"),
    ("b", "б"), ("v", "в"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"), ("i", "и"), ("y", "й"), ("k", "к"),
    ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"),
    ("f", "ф"), ("'", ""), ("ʻ", ""), ("ʼ", ""), ("w", "в"), ("c", "к"),
]  # fmt: skip
_RUSSIAN = str.maketrans("ўғқҳ", "угкх")
_FRENCH = [
    ("u", "ou"),
    ("sh", "\0"),
    ("ch", "tch"),
    ("\0", "ch"),
    ("j", "dj"),
    ("q", "k"),
    ("o'", "ou"),
    ("x", "kh"),
]
_ENGLISH = [("q", "k"), ("x", "kh"), ("o'", "u"), ("g'", "g"), ("j", "dzh")]
_SCHOLARLY = [
    ("sh", "š"),
    ("ch", "č"),
    ("j", "dž"),
    ("kh", "h"),
    ("x", "h"),
    ("q", "k"),
    ("o'", "u"),
    ("ya", "ja"),
]


def _swap(text: str, table: list[tuple[str, str]]) -> str:
    for old, new in table:
        text = text.replace(old, new)
    return text


STANDARDS = {
    "native": lambda t: t,
    "cyrillic": lambda t: _swap(t, _TO_CYRILLIC),
    "russian": lambda t: _swap(t, _TO_CYRILLIC).translate(_RUSSIAN),
    "french": lambda t: _swap(t, _FRENCH),
    "english": lambda t: _swap(t, _ENGLISH),
    "scholarly": lambda t: _swap(t, _SCHOLARLY),
}


def _given(name: str) -> list[str]:
    text = files("safeconduct.names").joinpath("data", name).read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return sorted(
        {
            words[0].lower().replace("ʻ", "'")
            for words in lines
            if words[0].isascii() or "ʻ" in words[0]
        }
    )


def people(count: int, seed: int = 1, surnames: int = 60_000) -> list[tuple[str, str, str]]:
    """`count` people as (given, patronymic or "", surname) in the native Latin spelling."""
    rng = random.Random(seed)
    men, women = _given("given_men.txt"), _given("given_women.txt")
    stems = men + [
        "".join(
            rng.choice(p) for _ in range(rng.choice((2, 2, 3))) for p in (_ONSET, _NUCLEUS, _CODA)
        )
        for _ in range(surnames)
    ]
    weights = [1 / (i + 10) ** 0.7 for i in range(len(stems))]
    chosen = rng.choices(stems, weights, k=count)
    out = []
    for stem in chosen:
        woman = rng.random() < 0.35
        surname = stem + ("yev" if stem[-1] in "aeiou'" else "ov") + ("a" if woman else "")
        father = rng.choice(men)
        patronymic = ""
        if rng.random() < 0.6:
            if rng.random() < 0.5:
                patronymic = father + (" qizi" if woman else " o'g'li")
            else:
                patronymic = father + ("ovna" if woman else "ovich")
        out.append((rng.choice(women if woman else men), patronymic, surname))
    return out


def write(person: tuple[str, str, str], rng: random.Random, *, patronymic: bool = True) -> str:
    """A person's name by a standard and an order drawn at random."""
    respell = STANDARDS[rng.choice(list(STANDARDS))]
    given, father, surname = (respell(p).title().replace("'L", "'l") for p in person)
    parts = [given] + ([father] if father and patronymic else [])
    match rng.randrange(3):
        case 0:
            return " ".join([*parts, surname])
        case 1:
            return " ".join([surname, *parts])
        case _:
            return f"{surname.upper()}, {' '.join(parts)}"


def mistype(text: str, rng: random.Random) -> str:
    """One letter left out, doubled, swapped with the next, or mistaken."""
    places = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]
    if not places:
        return text
    i = rng.choice(places)
    match rng.randrange(4):
        case 0:
            return text[:i] + text[i + 1 :]
        case 1:
            return text[:i] + text[i] + text[i:]
        case 2:
            return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
        case _:
            return text[:i] + rng.choice("aeiorntslk") + text[i + 1 :]


def made_list(count: int, seed: int = 1) -> list[str]:
    """`count` names as an office's list would have them, standards mixed."""
    rng = random.Random(seed + 1)
    return [write(p, rng) for p in people(count, seed)]


def made_queries(count: int, of: int, seed: int = 1) -> list[tuple[str, int]]:
    """(query, number of the entry meant) for entries of `made_list(of, seed)`."""
    rng = random.Random(seed + 2)
    everyone = people(of, seed)
    out = []
    for number in rng.sample(range(of), count):
        text = write(everyone[number], rng, patronymic=rng.random() < 0.7)
        out.append((mistype(text, rng) if rng.random() < 0.3 else text, number))
    return out
