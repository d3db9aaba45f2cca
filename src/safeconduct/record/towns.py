"""States of the world and their larger towns: vocabulary/towns.txt, for words that the case vocabulary does not hold.

May import: nothing but the shelf.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from safeconduct.shelf import shelf

_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae"}
    | dict.fromkeys("‘’ʻʼ`", "'")
    | dict.fromkeys("‐‑", "-")
)


def _key(words: str) -> str:
    if words.isascii():
        return words.casefold().replace("`", "'")
    folded = unicodedata.normalize("NFKD", words.casefold().translate(_PLAIN))
    return "".join(c for c in folded if not unicodedata.combining(c))


@cache
def _towns() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in (shelf("vocabulary") / "towns.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, state, *towns = line.split("\t")
            found.update((_key(town), code.strip("?")) for town in towns)
            if state:
                found[_key(state)] = code
    return found


def town_of(words: str) -> str | None:
    """The state (ISO 3166 alpha-2) of a state or larger town of this name, whatever its accents and case.

    "" where towns of several states share the name; None where there is none.
    """
    return _towns().get(_key(words))


@cache
def _states() -> dict[str, str]:
    """States of the world by folded name."""
    found: dict[str, str] = {}
    for line in (shelf("vocabulary") / "towns.txt").read_text("utf-8").splitlines():
        if not line.startswith(("#", "?")):
            code, state, *_ = line.split("\t")
            found[_key(state)] = code
    return found


def state_named(words: str) -> str | None:
    """The state (ISO 3166 alpha-2) of this name; None for towns and all else."""
    return _states().get(_key(words))
