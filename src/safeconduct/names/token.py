"""One written token of a name: its folds, its kind, and what its form says of role and sex.

Standard library only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from safeconduct.names import lexicon
from safeconduct.names.fold import fold, fold_letters, letters_of

WORD, PATRONYMIC, INITIAL, SON, DAUGHTER, PARTICLE, TITLE, SENIOR, JUNIOR = range(9)
_KINDS = {
    "son": SON, "daughter": DAUGHTER, "particle": PARTICLE, "title": TITLE,
    "senior": SENIOR, "junior": JUNIOR,
}  # fmt: skip


class Token(NamedTuple):
    """A token as read. `base` is the form compared: a surname in the masculine, a patronymic's stem."""

    text: str
    kind: int
    base: str
    """Fine fold of the compared form."""
    other: str
    """Second reading of `base`, or ""."""
    given: int
    """Number of the given name on the lists, or -1."""
    given_sex: str
    surname: int
    """0 no surname's ending, 1 may be one, 2 surely."""
    surname_sex: str
    stem: str
    """Fine fold of a surname without its ending (Karimova → karim), or of a given name without the
    honorific that people add and drop (Ayubkhan → ayub), else ""."""
    stem_given: int
    """Number of the given name the stem or the patronymic's stem is made from, or -1."""
    voweled: bool
    """False in scripts that do not write short vowels."""
    shows: int = 0
    """What roles and sex are told from, packed by `_shows`, so that like names are judged once."""


_SKI = re.compile(r"^(.{3,}?)(?:sk|ck|zk)(?:i|oi|a|aa|aia|aja|ia|e|ei)$")
_TAILS = ("zoda", "zod", "zade", "zoda", "enko", "enka", "uk", "Svili", "dze", "an", "i")
_MADE_FROM_NAME = ("zoda", "zod", "zade", "i")
_SON_OF = re.compile(r"^(.{2,}?)(?:[oaei]v|[iu])[ie][CS]$")
_SHORT_SON = re.compile(r"^(il|kuzm|luk|nikit|fom|sav)i[CS]$")
_DAUGHTER_OF = re.compile(r"^(.{2,}?)(?:[oaeiu]vna|[ae]una|i[CS]na)$")
_ATTACHED = re.compile(
    r"^(.{3,}?)(uly|ully|uli|ulu|ulı|uulu|ogli|ogly|oglu|ugli|ugly|qyzy|kyzy|qizi|kizi|gyzy|kzy|qzy)$"
)
_ATTACHABLE = ("li", "ly", "lu", "zy", "zi")


def read_token(text: str) -> Token:
    """Classify one token (no white space in it). Pure."""
    letters = letters_of(text)
    if not letters:
        fine = fold(text).fine
        return Token(text, WORD, fine, "", -1, "", 0, "", "", -1, True)
    bare = text.rstrip(".")
    if len(bare) == 1 or (len(bare) < len(text) and letters in _INITIALS):
        first = fold(bare).fine[:1]
        return Token(text, INITIAL, first, "", -1, "", 0, "", "", -1, True, IS_INITIAL)
    fields, shows = _read(letters)
    if len(text) > 2 and text.isupper():
        shows |= IS_CAPITALS
    if "\u0400" <= text[-1] <= "\u052f":
        shows |= IS_CYRILLIC
    return Token(text, *fields, not ("\u0600" <= text[0] <= "\u06ff"), shows)


_SEX = {"": 0, "m": 1, "f": 2}
IS_INITIAL, IS_CAPITALS, IS_CYRILLIC, IS_LISTED = 1, 2, 128, 256


def _shows(kind: int, given_sex: str, surname: int, surname_sex: str) -> int:
    return (
        (surname == 2) << 2
        | (_SEX[given_sex] if kind == WORD else 0) << 3
        | (_SEX[surname_sex] if surname == 2 else 0) << 5
    )


_Read = tuple[int, str, str, int, str, int, str, str, int]


@lru_cache(maxsize=32768)
def _read(letters: str) -> tuple[_Read, int]:
    """The fields of a Token between `text` and `voweled`, the same for every script and case, and
    what they show."""
    fields = _fields(letters)
    listed = IS_LISTED if fields[0] == WORD and fields[3] >= 0 else 0
    return fields, _shows(fields[0], fields[4], fields[5], fields[6]) | listed


def _fields(letters: str) -> _Read:
    kind = _KINDS.get(lexicon.marker(letters), WORD)
    if kind != WORD:
        return kind, letters, "", -1, "", 0, "", "", -1
    fine, broad, other = fold_letters(letters)
    # A surname's ending outweighs a given name that only the broad fold finds: Holov is not Khalaf.
    ends = fine.endswith(("ov", "ev", "ova", "eva"))
    known = lexicon.given_exactly(fine) if ends else lexicon.given(fine, broad)
    if known is None and other and not ends:
        known = lexicon.given(other)
    number, sex = (known.number, known.sex) if known else (-1, "")
    if patronymic := _patronymic(letters, fine):
        stem, father_sex = patronymic
        stem_given = lexicon.given_by_stem(stem)
        second = _patronymic(letters, other) if other and stem_given < 0 else None
        if second and lexicon.given_by_stem(second[0]) >= 0:
            stem = second[0]  # Alexeyevich: x is kh in Uzbek and ks elsewhere
            stem_given = lexicon.given_by_stem(stem)
        return PATRONYMIC, stem, "", number, sex, 1, father_sex, stem, stem_given
    if number >= 0:
        return WORD, fine, other, number, sex, 0, "", _without_honorific(fine), -1
    if honoured := _without_honorific(fine):
        return WORD, fine, other, -1, "", 0, "", honoured, -1
    surname, sex_shown, base, stem = _surname(fine)
    if base != fine and other:
        other = _surname(other)[2]
    stem_given = lexicon.given_by_stem(stem) if stem else -1
    return WORD, base, other, -1, "", surname, sex_shown, stem, stem_given


_INITIALS = frozenset({"sh", "ch", "kh", "yu", "ya", "yo", "ye", "zh", "dj", "dzh", "ts", "shch"})


_HONORIFIC = re.compile(r"^(.{3,})(?:bek|J[oa]n|h[oa]n|b[oa]i|hoJa)$")


def _without_honorific(fine: str) -> str:
    """Karimjon, Karimbek and Karimboy are also called Karim."""
    m = _HONORIFIC.match(fine)
    return m[1] if m else ""


def _patronymic(letters: str, fine: str) -> tuple[str, str] | None:
    """(stem, sex) of a patronymic in one word: Rahimovich, Rahimovna, Qanatuly, Qanatqyzy."""
    if fine[-1] in "CS":
        if m := _SHORT_SON.match(fine) or _SON_OF.match(fine):
            return m[1], "m"
    elif fine.endswith("na"):
        if m := _DAUGHTER_OF.match(fine):
            return m[1], "f"
    elif letters.endswith(_ATTACHABLE) and (m := _ATTACHED.match(letters)):
        stem, tail = m[1], m[2]
        folds = fold_letters(stem)
        # Gurbanguly and Imomquli are given names; Serikuly is a patronymic.
        if tail in ("uly", "uli", "ulu") and (
            stem[-1] == "g" or (stem[-1] in "kq" and lexicon.given(folds.fine, folds.broad) is None)
        ):
            return None
        if len(folds.fine) < 3 or lexicon.given(fine):
            return None
        return folds.fine, "f" if tail[0] in "qkg" else "m"
    return None


def _surname(fine: str) -> tuple[int, str, str, str]:
    """(how sure, sex, masculine form, stem) by the ending."""
    masculine = fine[:-1] if fine[-1:] == "a" else fine
    sex = "m" if masculine is fine else "f"
    tail = masculine[-2:]
    if tail in ("ov", "ev") and len(masculine) > 3:
        stem = masculine[:-2]
        return 2, sex, masculine, stem
    if tail == "in" and len(masculine) > 4:
        return 1, sex, masculine, ""
    if "k" in fine[-5:] and (m := _SKI.match(fine)):
        return 2, "f" if fine[-1] == "a" else "m", m[1] + "ski", ""
    if fine.endswith(_TAILS) and len(fine) > 4:
        stem = next((fine[: -len(t)] for t in _MADE_FROM_NAME if fine.endswith(t)), "")
        return 1, "", fine, stem
    return 0, "", fine, ""
