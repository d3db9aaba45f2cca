"""The word lists of people in English: relatives, parts played, offices, titles, pronouns, numbers.

May import: the shelf.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from safeconduct.shelf import read_yaml, shelf


@cache
def words() -> dict[str, Any]:
    """The lists of vocabulary/people-en.yaml; `relatives` with their plurals, each as (sex, relation, plural)."""
    data = read_yaml(shelf("vocabulary") / "people-en.yaml")
    plurals: dict[str, tuple[str | None, str, bool]] = {}
    for word, (sex, relation) in data["relatives"].items():
        plurals[word] = (sex, relation, False)
        many = {"wife": "wives", "child": "children", "family": "families", "baby": "babies"}.get(
            word, word + "s"
        )
        plurals[many] = (sex, relation, True)
    return {
        "relatives": plurals,
        "roles": set(data["roles"]) | (set(data["callings"]) - set(data["offices"])),
        "offices": set(data["offices"]),
        "female": set(data["female_titles"]),
        "male": set(data["male_titles"]),
        "titles": set(data["titles"]),
        "pronouns": {word: tuple(row) for word, row in data["pronouns"].items()},
        "numbers": dict(data["numbers"]),
        "counsel": set(data["counsel"]),
        "rough": set(data["rough"]),
    }
