"""What the form of a word alone says of a name: capitals, initials, family names, patronymics, given names, sex.

May import: `names`, `record`, the shelf.
"""

from __future__ import annotations

import re
from functools import cache

from safeconduct.names.fold import fold
from safeconduct.names.lexicon import given_exactly
from safeconduct.record.places import demonyms, place_of
from safeconduct.shelf import read_yaml, shelf

# Family-name endings of the region, Latin script. Longer than four letters in all, so that "Lev" is not one.
FAMILY = re.compile(
    r"[A-Z][\w'’ʻ]{2,}(?:ov|ova|ev|eva|yev|yeva|ëv|iyev|ieva|skiy|skaya|sky|enko|zoda|zade|zada|boev|boyev|bekov|"
    r"shvili|dze|yan|uulu|kyzy|kizi|qizi|uly|ulu|ýew|ýewa|yew|yewa)s?"
)
PATRONYMIC = re.compile(r"[A-Z]\w+(?:ovich|evich|ovna|evna|yevich|yevna)")
SON_OF = re.compile(
    r"(?:o['’‘ʻ]?g['’‘ʻ]?li|ugli|ogli|qizi|kizi|kyzy|uulu|угли|ўғли|қизи)", re.IGNORECASE
)
INITIAL = re.compile(r"(?:[^\W\d_a-zа-я](?:h|sh|ch|z|s)?\.?-?){1,4}")
ACRONYM = re.compile(r"[A-Z]{2,6}s?")
# Small words inside names, and what tokenising leaves of them.
PARTICLES = frozenset(
    {"al", "ibn", "bin", "abu", "de", "van", "von", "der", "den", "la", "di", "da", "el", "-", "'", ".", "‘", "’",
     "of", "y", "du", "le", "ben"}
)  # fmt: skip
_REST = re.compile(r"[\w'’‘ʻ\-]+")


def begins_capital(word: str) -> bool:
    """A capital letter of any script first."""
    return word[:1].isupper()


def is_capitalised(word: str) -> bool:
    """A word all through, with a capital first."""
    return word[:1].isupper() and bool(_REST.fullmatch(word))


@cache
def listed(key: str) -> frozenset[str]:
    """A list of vocabulary/people-en.yaml (for `relatives` its words)."""
    return frozenset(read_yaml(shelf("vocabulary") / "people-en.yaml")[key])


def is_given(word: str) -> bool:
    """A given name that the lists know."""
    low = word.casefold()
    if low in listed("female") or low in listed("male"):
        return True
    return len(low) > 2 and given_exactly(fold(word).fine) is not None


def is_place(words: str) -> bool:
    """A place or people of the case vocabulary."""
    return place_of(words) is not None or words.casefold() in demonyms()


def sex_of(name: str) -> str | None:
    """ "m" or "f" from the given name or the form of patronymic and family name; None where neither tells."""
    parts = [p.casefold() for p in name.replace(".", " ").split()]
    for part in parts:
        if part in listed("female"):
            return "f"
        if part in listed("male"):
            return "m"
    for part in parts if len(parts) > 1 else ():  # "Voytovich" alone is a family's name
        if re.fullmatch(r"\w+(?:ovna|evna|qizi|kizi|kyzy)", part):
            return "f"
        if re.fullmatch(r"\w+(?:ovich|evich)|ugli|ogli|o['’‘ʻ]g['’‘ʻ]li", part):
            return "m"
    if len(parts) > 1:
        last = parts[-1] if len(parts[-1]) > 2 else parts[0]
        if re.fullmatch(r"\w{2,}(?:ova|eva|skaya|ina)", last):
            return "f"
        if re.fullmatch(r"\w{2,}(?:ov|ev|ovs|sky|skiy)", last):
            return "m" if last[-1] == "y" else None
    return None
