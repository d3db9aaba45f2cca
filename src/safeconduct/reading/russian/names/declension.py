"""Personal names back to the nominative: Russian and Central Asian surnames, given names and patronymics.

Dictionaries know few of these names and get the rest wrong («Тошматов» as a genitive plural, «Шерзода» as a woman),
so the endings are read here and the reading that fits sentence and document is chosen (`names`). Rules: Zaliznyak's
classes for surnames in -ов/-ев/-ин, -ский, consonant, -а/-я; `угли`, `кизи`, `оглы`, `заде` and names in -о, -и, -у
do not decline; women's names in a consonant (Дилором, Айгуль) do not either.
May import: this package's dictionary, the shelf.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from safeconduct.reading.russian.weights import dictionary
from safeconduct.shelf import read_yaml, shelf

FEW = ("Gen", "Acc")
ALL = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")


_Add = Callable[[str, str, tuple[str, ...], float], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word of a name: its nominative, sex ("m", "f"), the cases it can stand in, how likely."""

    nominative: str
    sex: str
    cases: tuple[str, ...]
    weight: float = 0.0
    plural: bool = False


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = read_yaml(shelf("vocabulary") / "names-ru.yaml")
    return (
        frozenset(data["men"]),
        frozenset(data["women"]),
        frozenset(data["indeclinable"]),
    )


_ADDRESS = frozenset(("ака", "ота", "опа", "апа", "хола", "домла", "кори", "мулла", "хаджи"))
ADDRESSED = re.compile(rf"[А-ЯЁЎҚҒҲ][а-яёўқғҳ]+-(?:{'|'.join(sorted(_ADDRESS))})")
_SURNAME = ("ов", "ев", "ин", "ын")
_SHORT = {
    "": ("m", ("Nom",)),
    "а": ("m", FEW),
    "у": ("m", ("Dat",)),
    "ым": ("m", ("Ins",)),
    "е": ("m", ("Loc",)),
}
_PLURAL = {"ы": ("Nom",), "ых": ("Gen", "Acc", "Loc"), "ыми": ("Ins",)}
_SKY = {
    "ий": ("m", ("Nom",)),
    "ой": ("f", ("Gen", "Dat", "Ins", "Loc")),
    "ого": ("m", FEW),
    "ому": ("m", ("Dat",)),
    "им": ("m", ("Ins",)),
    "ом": ("m", ("Loc",)),
    "ая": ("f", ("Nom",)),
    "ую": ("f", ("Acc",)),
}
_WHICH: dict[str, tuple[str, str, tuple[str, ...]]] = {
    stem + end: (end, sex, cases)
    for stem in ("старш", "младш")
    for end, sex, cases in (
        ("ий", "m", ("Nom",)), ("его", "m", FEW), ("ему", "m", ("Dat",)), ("им", "m", ("Ins",)), ("ем", "m", ("Loc",)),
        ("ая", "f", ("Nom",)), ("ую", "f", ("Acc",)), ("ей", "f", ("Gen", "Dat", "Ins", "Loc")),
    )
}  # fmt: skip
_PATRONYMIC = {
    "": ("Nom",),
    "а": FEW,
    "у": ("Dat",),
    "ем": ("Ins",),
    "ом": ("Ins",),
    "е": ("Loc",),
}
_DAUGHTER = {
    "а": ("Nom",),
    "ы": ("Gen",),
    "е": ("Dat", "Loc"),
    "у": ("Acc",),
    "ой": ("Ins",),
    "ою": ("Ins",),
}
_CASES = {"nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc"}
_VOWELS = "аеёиоуыэюя"
_AZERI = re.compile(r"..[бвгдзкмнпрстфхц]лы$")


def is_patronymic(word: str) -> bool:
    """«Эргашевич», «Шавкатовича», «Рустамовной», «оглы», «кизи»."""
    low = word.lower().replace("ё", "е")
    if low in _lists()[2]:
        return True
    for end in _PATRONYMIC:
        stem = low[: -len(end)] if end else low
        if low.endswith(end) and stem.endswith(("ович", "евич")) and len(stem) > 6:
            return True
    return any(low.endswith(("овн" + e, "евн" + e, "ичн" + e)) and len(low) > 6 for e in _DAUGHTER)


_ADJECTIVAL = re.compile(r"[нлдтжшхгк](?:[ыио]й|ого|ому|[ыи]м|ом)$")
_SURNAME_FORM = re.compile(
    r".{2,}(?:[оеё]в|[иы]н|[сц]к)(?:а|у|ым|ой|е|ы|ых|ыми|ий|ого|ому|им|ая|ую|ом)?$"
)


def is_surname(word: str) -> bool:
    """Does the word have the shape of a surname in -ов, -ев, -ин or -ский, in any case, or know it the dictionary for
    one in -ый?
    """
    low = word.lower()
    return bool(_SURNAME_FORM.match(low)) or bool(
        _ADJECTIVAL.search(low)
        and any("Surn" in p.tag and p.is_known for p in dictionary().parse(low))
    )


@lru_cache(maxsize=4096)
def readings(word: str) -> tuple[Reading, ...]:
    """Every way this word can be a form of a name, likelier ones with more weight. `word` in Title Case."""
    low = word.lower()
    men, women, fixed = _lists()
    found: list[Reading] = []

    def add(
        stem: str, sex: str, cases: tuple[str, ...], weight: float, plural: bool = False
    ) -> None:
        if len(stem) >= 2:
            key = stem.lower().replace("ё", "е")
            more = 3.0 if key in (men if sex == "m" else women) else 0.0
            less = -3.0 if key in (women if sex == "m" else men) else 0.0
            found.append(Reading(stem, sex, cases, weight + more + less, plural))

    if low.replace("ё", "е") in fixed:
        sex = "f" if low in ("кизи", "қизи", "кызы", "қызы", "гызы") else "m"
        return (Reading(word, sex, ALL, 3.0),)
    if len(low) > 6 and low.endswith(("улы", "ұлы", "уулу", "оглы", "оглу", "кызы", "қызы")):
        return (Reading(word, "f" if low.endswith("ызы") else "m", ALL, 3.0),)  # «Бейсенулы»
    if "-" in low and low.rpartition("-")[2] in _ADDRESS:
        sex = "f" if low.endswith(("опа", "апа", "хола")) else "m"
        return (Reading(word, sex, ALL, 3.0),)  # «Ориф-ака»
    family, dash, which = word.partition("-")
    if dash and (told := _WHICH.get(which.lower())):  # «Одинаевым-старшим»
        ending, sex, within = told
        return tuple(
            Reading(f"{r.nominative}-{which[:-len(ending)]}{'ий' if sex == 'm' else 'ая'}", sex, both, r.weight)
            for r in readings(family)
            if r.sex == sex and (both := tuple(c for c in r.cases if c in within))
        )  # fmt: skip
    patronymic = is_patronymic(word)
    for end, cases in _PATRONYMIC.items():
        stem = word[: -len(end)] if end else word
        if patronymic and low.endswith(end) and stem.lower().endswith(("ович", "евич")):
            add(stem, "m", cases, 3.0)
    for end, cases in _DAUGHTER.items():
        stem = word[: -len(end)]
        if patronymic and low.endswith(end) and stem.lower().endswith(("овн", "евн", "ичн")):
            add(stem + "а", "f", cases, 3.0)
    if found:
        return tuple(found)
    for end, (sex, cases) in _SHORT.items():
        stem = word[: -len(end)] if end else word
        if low.endswith(end) and stem.lower().endswith(_SURNAME) and len(stem) > 3:
            add(stem, sex, cases, 2.0)
    for end, cases in _PLURAL.items():
        if low.endswith(end) and low[: -len(end)].endswith(_SURNAME) and len(low) > 5:
            add(word[: -len(end)], "m", cases, 1.0, plural=True)
    if low.endswith("а") and low[:-1].endswith(_SURNAME):
        add(word, "f", ("Nom",), 2.0)
    if low.endswith("у") and low[:-1].endswith(_SURNAME):
        add(word[:-1] + "а", "f", ("Acc",), 2.0)
    if low.endswith("ой") and low[:-2].endswith(_SURNAME):
        add(word[:-2] + "а", "f", ("Gen", "Dat", "Ins", "Loc"), 2.5)
    for end, (sex, cases) in _SKY.items():
        stem = word[: -len(end)]
        if low.endswith(end) and stem.lower().endswith(("ск", "цк")) and len(stem) > 3:
            add(stem + ("ий" if sex == "m" else "ая"), sex, cases, 2.0)
    for tag in dictionary().parse(low):
        if tag.is_known and _ADJECTIVAL.search(low) and "Surn" in tag.tag and "masc" in tag.tag:
            case = _CASES.get(str(tag.tag.case))
            if case:  # «Навального»
                add(word[0] + tag.normal_form[1:], "m", (case,), 2.0)
        if tag.is_known and "Name" in tag.tag and tag.tag.number == "sing":
            sex = "f" if tag.tag.gender == "femn" else "m"
            case = _CASES.get(str(tag.tag.case))
            if case:
                shown = word[0] + tag.normal_form[1:]
                add(shown, sex, (case,), 1.0 if "Fixd" in tag.tag else 1.5)
    surname = any(r.weight >= 1.0 and r.cases for r in found)
    _loose(word, low, add, 0.0 if not surname else -1.5)
    return tuple(found)


def _loose(word: str, low: str, give: _Add, weight: float) -> None:
    """Names in a consonant, -а, -я, -й, -ь as given names and foreign surnames decline."""
    last = low[-1]
    if last not in _VOWELS and last not in "йь":
        give(word, "m", ("Nom",), weight + 1.0)
        give(word, "f", ALL, weight - 0.7)  # Дилором, Айгюл
    elif last == "ь":
        give(word, "m", ("Nom",), weight + 0.4)
        give(word, "f", ("Nom", "Acc"), weight + 0.4)
    elif last == "й":
        give(word, "m", ("Nom",), weight + 1.0)
    elif last in "оуи":
        give(word, "m", ALL, weight + 0.2)
        give(word, "f", ALL, weight)
    if last == "а":
        give(word, "f", ("Nom",), weight + 0.6)
        give(word[:-1], "m", FEW, weight + 0.7)
        give(word, "m", ("Nom",), weight - 0.6)  # Мустафа, Абдулла
    elif last == "я":
        give(word, "f", ("Nom",), weight + 0.6)
        soft = low[-2:-1] not in _VOWELS  # «Акмаля» is of Акмаль, «Алея» of Алей
        give(word[:-1] + ("ь" if soft else "й"), "m", FEW, weight + 0.5)
    elif last == "у":
        give(word[:-1], "m", ("Dat",), weight + 0.7)
        give(word[:-1] + "а", "f", ("Acc",), weight + 0.5)
    elif last == "ю":
        soft = low[-2:-1] not in _VOWELS
        give(word[:-1] + ("ь" if soft else "й"), "m", ("Dat",), weight + 0.5)
        give(word[:-1] + "я", "f", ("Acc",), weight + 0.5)
    elif last == "ы":
        if _AZERI.search(low):  # «Мухтарлы», as Azerbaijani surnames stand in every case
            give(word, "m", ALL, weight + 0.2)
            give(word, "f", ALL, weight)
        give(word[:-1] + "а", "f", ("Gen",), weight + 0.5)
        give(word[:-1] + "а", "m", ("Gen",), weight - 0.6)
    elif last == "и":
        give(
            word[:-1] + ("а" if low[-2:-1] in "гкхжшчщ" else "я"),
            "f",
            ("Gen", "Dat", "Loc"),
            weight + 0.4,
        )
    elif last == "е":
        give(word[:-1], "m", ("Loc",), weight + 0.4)
        give(word[:-1] + "а", "f", ("Dat", "Loc"), weight + 0.4)
        give(word[:-1] + "я", "f", ("Dat", "Loc"), weight + 0.1)
        give(word[:-1] + "й", "m", ("Loc",), weight + 0.1)
    if low.endswith("ом"):
        give(word[:-2], "m", ("Ins",), weight + 0.5)
    elif low.endswith(("ем", "ём")):
        give(word[:-2] + "й", "m", ("Ins",), weight + 0.5)
        give(word[:-2] + "ь", "m", ("Ins",), weight + 0.2)
        give(word[:-2], "m", ("Ins",), weight - 0.3)
    elif low.endswith(("цей", "жей", "шей", "чей", "щей")):
        give(word[:-2] + "а", "f", ("Ins",), weight + 0.5)
        give(word[:-2] + "а", "m", ("Ins",), weight - 0.2)
    elif low.endswith(("ой", "ей", "ёй")):
        give(word[:-2] + ("а" if low.endswith("ой") else "я"), "f", ("Ins",), weight + 0.4)


_ENDINGS = tuple(sorted((
    "ыми", "ими", "ого", "ому", "ой", "ей", "ом", "ем", "ым", "им", "ых", "их", "ый", "ий", "ую", "ая", "ы", "и", "а", "я", "у", "ю", "е", "й", "ь", "о",
), key=len, reverse=True))  # fmt: skip


def stem(word: str) -> str:
    """What is left of a name without its case ending: equal for all cases of one name (and for both sexes)."""
    low = word.lower().replace("ё", "е")
    for end in _ENDINGS:
        if low.endswith(end) and len(low) - len(end) >= 3:
            return low[: -len(end)]
    return low


def of_either_sex(name: str) -> bool:
    """A name that could be a woman's as it could be a man's («Куляш»): only words around tell."""
    return {"m", "f"} <= {
        r.sex for r in readings(name) if "Nom" in r.cases and r.weight > -1.0
    } and not any(r.weight >= 2.0 for r in readings(name))
