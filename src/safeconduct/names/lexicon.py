"""What is known of given names: which spellings are one name, whose it is, and marker words.

The data files in `data/` are lists of public facts written for this room. Folding unites most
spellings; the lists hold the rest. Read once, at first use. Standard library only.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from safeconduct.names.fold import broad_of, fold, letters_of


class Given(NamedTuple):
    """A given name: its number, its usual form, and `m`, `f` or "" where both carry it."""

    number: int
    usual: str
    sex: str


def _lines(name: str) -> list[str]:
    text = files("safeconduct.names").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _given() -> dict[str, Given]:
    known: dict[str, Given] = {}
    number = 0
    for file, sex in (("given_men.txt", "m"), ("given_women.txt", "f")):
        for line in _lines(file):
            forms = line.split()
            own = fold(forms[0]).broad
            held = known.get(own)
            if held is None:
                held = known[own] = Given(number, forms[0], sex)
                number += 1
            elif held.sex != sex:  # a name of both men and women
                held = known[own] = held._replace(sex="")
            # A variant never takes over a spelling that an earlier line owns.
            for form in forms[1:]:
                known.setdefault(fold(form).broad, held)
    return known


def given(broad: str) -> Given | None:
    """The given name with this broad fold, if it is on the lists."""
    return _given().get(broad)


@cache
def _stems() -> dict[str, int]:
    stems: dict[str, int] = {}
    for broad, held in _given().items():
        stems.setdefault(broad, held.number)
        stems.setdefault(broad_of(broad.rstrip("aeiou")), held.number)
    return stems


def given_by_stem(stem: str) -> int:
    """The number of the given name a surname or patronymic with this fine stem is made from, or -1.

    Stems lose a final vowel or й: Mirzoyev, Alimovich, Sergeyevich.
    """
    stems = _stems()
    number = stems.get(broad_of(stem), -1)
    return number if number >= 0 else stems.get(broad_of(stem.rstrip("aeiou")), -1)


@cache
def _short_forms() -> dict[str, frozenset[int]]:
    table: dict[str, frozenset[int]] = {}
    for line in _lines("diminutives.txt"):
        short, *full = line.split()
        numbers = {g.number for f in full if (g := given(fold(f).broad))}
        key = fold(short).broad
        table[key] = table.get(key, frozenset()) | numbers
    return table


def short_for(broad: str) -> frozenset[int]:
    """Numbers of the given names this short form may stand for (`Sasha` → Aleksandr, Aleksandra)."""
    return _short_forms().get(broad, frozenset())


@cache
def _words() -> dict[str, str]:
    words: dict[str, str] = {}
    section = ""
    for line in _lines("words.txt"):
        if line.startswith("["):
            section = line.strip("[]")
            continue
        for word in line.split():
            words.setdefault(letters_of(word), section)
    return words


def marker(letters: str) -> str:
    """`title`, `particle`, `son`, `daughter`, `senior`, `junior`, or "" for an ordinary word.

    `letters`: the word in small Latin letters, as `fold.letters_of` gives it.
    """
    return _words().get(letters, "")
