"""Uzbek personal names: which capitalised words begin and go on with one, where it ends, what it says of its bearer.

A name is a run of capitalised words with a surname's ending, a father's name (o'g'li, qizi, -ovich), initials, or a
given name known to `names`. May import: `names`, this package.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from safeconduct.names import parse
from safeconduct.reading.uzbek import noun
from safeconduct.reading.uzbek.kin import relation_of
from safeconduct.reading.uzbek.latin import latin
from safeconduct.reading.uzbek.lexicon import data
from safeconduct.reading.uzbek.words import Word

_SURNAME = re.compile(r"(?:[oe]v|yev|in|[oe]va|yeva|ina|skiy|skaya|zoda|viy|iy)$")
_ADJECTIVE = re.compile(r"iy$")  # «Sentralniy tuman»; a surname like Navoiy needs its given name
_FATHERS = re.compile(r"(?:o'g'li|qizi|ugli|kizi|og'li)$")
_FATHER = re.compile(r"(?:ovich|evich|yevich|ovna|evna|yevna)$")
_WOMAN = re.compile(r"(?:ova|eva|yeva|ina|skaya|ovna|evna)$|qizi$")
_MAN = re.compile(r"(?:ov|ev|yev|in|skiy|ovich|evich)$|o'g'li$")
_INITIAL = re.compile(r"[A-ZЀ-Я][a-zа-я‘’ʻʼ']{0,2}")
_I_AM = re.compile(r"(?:man|siz)$")
_ABBREVIATION = re.compile(r"[A-ZЀ-Я]{2,5}[a-zа-яўқғҳ]")  # «ЖКнинг», "BMTga"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as found: without its case ending, the case, and the sex its endings tell ("m", "f", None)."""

    text: str
    case: str
    sex: str | None
    sure: bool  # of one word, and only a surname by its ending: not where it may begin a sentence


@cache
def stop() -> frozenset[str]:
    """Words that begin no name, in plain letters."""
    lists = data()
    return frozenset((*lists["not_names"], *lists["months"], *lists["roles"], *lists["pronouns"]))


def is_capital(word: Word) -> bool:
    """Can this word be part of a name? Capitalised, and neither a place, an abbreviation nor a common word."""
    return (
        len(word.shown) > 2
        and word.shown[0].isupper()
        and not _ABBREVIATION.match(word.shown)
        and not {word.low, word.stem} & stop()
        and relation_of(word.low) is None
        and noun.place(word.shown) is None
        and not (word.bare.isupper() and (len(word.bare) < 5 or not _SURNAME.search(word.stem)))
    )


def is_initial(text: str, words: Sequence[Word], i: int) -> bool:
    """«О. Р. Собиров»: a capital with a full stop, and a name after it."""
    return (
        bool(_INITIAL.fullmatch(words[i].shown))
        and text[words[i].end : words[i].end + 1] == "."
        and i + 1 < len(words)
        and words[i + 1].start - words[i].end <= 2
        and (is_capital(words[i + 1]) or is_initial(text, words, i + 1))
    )


def ends(text: str, words: Sequence[Word], i: int) -> int:
    """The index after the last word of the run of name words that begins at `i`."""
    j = i + 1
    while j < len(words) and j - i < 5:
        gap = text[words[j - 1].end : words[j].start]
        if gap not in (" ", ". ", ".") or (
            gap != " " and not _INITIAL.fullmatch(words[j - 1].shown)
        ):
            break
        if words[j - 1].case and _named_whole(words[j - 1]):
            break  # a case ending closes a name
        if j - i > 1 and _SURNAME.search(words[j - 1].stem) and not _goes_on(words[j]):
            break  # «Olga Smirnova Sherali Nazarovning …»: the next one
        fathers = _FATHERS.search(words[j].stem)
        behind = (  # «Каримов Ж.А.»
            _INITIAL.fullmatch(words[j].shown) and text[words[j].end : words[j].end + 1] == "."
        )
        if not (fathers or behind or is_capital(words[j]) or is_initial(text, words, j)):
            break
        j += 1
    return j


def _goes_on(word: Word) -> bool:
    """Can this word stand behind a given name and a surname? A father's name, or initials."""
    fathers = _FATHERS.search(word.stem) or _FATHER.search(word.stem)
    return fathers is not None or _INITIAL.fullmatch(word.shown) is not None


def _named_whole(word: Word) -> bool:
    return len(word.case) > 2 or bool(_SURNAME.search(latin(word.bare).casefold()))


def read(words: Sequence[Word], known: frozenset[str], *, titled: bool) -> Name | None:
    """The name that a run of words is, or None. `known`: capitalised words of the document, folded; `titled`: an
    office or a relative's word stands before it.
    """
    last = words[-1]
    shown, case = last.shown, ""
    if last.case and (
        len(last.case) > 2
        or last.case == "ni"
        or last.bare.casefold() in known
        or _SURNAME.search(last.stem)
        or _FATHERS.search(last.stem)
    ):
        shown, case = last.bare, last.case
    elif _I_AM.search(last.low) and _SURNAME.search(last.low[:-3]):
        shown = last.shown[:-3]  # «Нодира Холматоваман»: I am …
    parts = [even(w.shown) for w in words[:-1]] + [even(shown)]
    text = " ".join(f"{p}." if _INITIAL.fullmatch(p) and len(p) < 3 else p for p in parts)
    folded = [latin(p).casefold() for p in parts]
    surname = any(_SURNAME.search(f) and len(f) > 4 for f in folded)
    sex = parse(text).sex
    whole = any(_FATHERS.search(f) or _FATHER.search(f) for f in folded) or (
        len(parts) > 1 and (surname or titled or is_given(parts[0]))
    )
    lone = len(parts) == 1 and (
        (surname and not _ADJECTIVE.search(folded[0])) or (titled and sex is not None)
    )
    if not (whole or lone):
        return None
    if any(_WOMAN.search(f) for f in folded):
        sex = "f"
    elif any(_MAN.search(f) for f in folded):
        sex = "m"
    return Name(text, case, sex, whole or titled)


@cache
def is_given(word: str) -> bool:
    """Is it a given name that `names` knows?"""
    return parse(word).sex is not None


def even(word: str) -> str:
    """A name in capitals as it is usually written: КАРИМОВ → Каримов."""
    return word.title() if word.isupper() and len(word) > 3 else word
