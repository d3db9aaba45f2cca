"""The room's words, in the reader's language: sentences with places to fill, and the names of kinds, attributes, verdicts.

May import: the shelf. The words themselves are locale.yaml beside this file.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from safeconduct.shelf import read_yaml


@cache
def locale() -> dict[str, Any]:
    """The room's sentences and names."""
    data: dict[str, Any] = read_yaml(Path(__file__).with_name("locale.yaml"))
    return data


def say(key: str, language: str, **values: object) -> str:
    """A sentence of the locale with its places filled."""
    return fill("sentences", key, language, **values)


def fill(section: str, key: str, language: str, **values: object) -> str:
    """A text of a section of the locale with its places filled. Raises KeyError for one that is not there."""
    row = locale()[section][key]
    return tidy(str(row.get(language) or row["en"]).format(**values))


def tidy(text: str) -> str:
    """An abbreviation's stop at the end of a sentence is its stop."""
    return text.replace("г..", "г.").replace("ч..", "ч.")


def word(section: str, key: str, language: str, otherwise: str) -> str:
    """A word of a section of the locale; `otherwise` where it has none."""
    row = locale()[section].get(key) or {}
    return str(row.get(language) or row.get("en") or otherwise)


def kind(name: str, language: str) -> str:
    """What an event kind is called."""
    return word("kinds", name, language, name.replace("_", " "))


def attribute(name: str, language: str) -> str:
    """What an attribute is called."""
    return word("attributes", name, language, name.replace("_", " "))


def verdict(name: str, language: str) -> str:
    """What a verdict is called."""
    return word("verdicts", name, language, name)


def confidence(name: str, language: str) -> str:
    """How the text of a provision is known."""
    return word("confidence", name, language, name)


def screen(language: str) -> dict[str, str]:
    """The words around the answers where they are printed for people: headings, states of a term, whose it is."""
    return {key: str(row.get(language) or row["en"]) for key, row in locale()["screen"].items()}
