"""What is known of given names: which spellings are one name, whose it is, and marker words.

The data files in `data/` are lists of public facts written for this room. Folding unites most
spellings; the lists hold the rest. Read once, at first use. Standard library only.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from safeconduct.names.fold import Fold, broad_of, fold, letters_of


class Given(NamedTuple):
    """A given name: its number, its usual form, and `m`, `f` or "" where both carry it."""

    number: int
    usual: str
    sex: str


def _lines(name: str) -> list[str]:
    text = files("safeconduct.names").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _given() -> tuple[dict[str, Given], dict[str, Given]]:
    """The names by fine and by broad fold. A spelling belongs to the first line that has it."""
    by_fine: dict[str, Given] = {}
    by_broad: dict[str, Given] = {}
    number = 0
    for file, sex in (("given_men.txt", "m"), ("given_women.txt", "f")):
        for line in _lines(file):
            folds = [fold(form) for form in line.split()]
            held = by_fine.get(folds[0].fine)
            if held is None:
                held = Given(number, line.split()[0], sex)
                number += 1
            elif held.sex != sex:  # a name of both men and women
                held = held._replace(sex="")
                by_fine[folds[0].fine] = held
                if by_broad[folds[0].broad].number == held.number:
                    by_broad[folds[0].broad] = held
            for each in folds:
                by_fine.setdefault(each.fine, held)
                by_broad.setdefault(each.broad, held)
    return by_fine, by_broad


def given(fine: str, broad: str = "") -> Given | None:
    """The given name with these folds, if it is on the lists; the finer one is believed first."""
    by_fine, by_broad = _given()
    return by_fine.get(fine) or by_broad.get(broad or broad_of(fine))


def given_exactly(fine: str) -> Given | None:
    """`given` by the fine fold alone."""
    return _given()[0].get(fine)


@cache
def _stems() -> dict[str, int]:
    """Men's names by the fold their surnames and patronymics are made from: Sergey → serg(eyev)."""
    men = {broad: held.number for broad, held in _given()[1].items() if held.sex != "f"}
    stems = dict(men)
    for broad, number in men.items():
        if broad[-1] == "i" and len(broad) > 4:
            stems.setdefault(broad_of(broad[:-1]), number)
    return stems


def given_by_stem(stem: str) -> int:
    """The number of the given name a surname or patronymic with this fine stem is made from, or -1."""
    if len(stem) < 3:
        return -1
    number = _stems().get(broad_of(stem), -1)
    if number < 0 and stem[-1] == "i":  # Henadzievich from Henadz
        number = _stems().get(broad_of(stem[:-1]), -1)
    return number


@cache
def _short_forms() -> dict[str, frozenset[int]]:
    table: dict[str, frozenset[int]] = {}
    for line in _lines("diminutives.txt"):
        short, *full = line.split()
        numbers = {g.number for f in full if (g := given(fold(f).fine))}
        key = fold(short).broad
        table[key] = table.get(key, frozenset()) | numbers
    return table


def short_for(broad: str) -> frozenset[int]:
    """Numbers of the given names this short form may stand for (`Sasha` → Aleksandr, Aleksandra)."""
    return _short_forms().get(broad, frozenset())


def is_short_for(short: str, full: str) -> bool:
    """May a short form stand for this given name, both as written (Tanya, Tatyana)?"""
    name = given(_folded(full).fine)
    return name is not None and name.number in short_for(_folded(short).broad)


@lru_cache(maxsize=4096)
def _folded(name: str) -> Fold:
    """`fold`, for the names of one document, each compared with all the others."""
    return fold(name)


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
