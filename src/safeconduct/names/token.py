"""One written token of a name: its folds, its kind, and what its form says of role and sex.

Standard library only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from safeconduct.names import lexicon
from safeconduct.names.fold import broad_of, fold, fold_letters, letters_of

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
    """Fine fold of a surname without its ending (Karimova → karim), else ""."""
    stem_given: int
    """Number of the given name the stem or the patronymic's stem is made from, or -1."""
    voweled: bool
    """False in scripts that do not write short vowels."""


_SURE_M = re.compile(r"^(.{2,}?)i?[oe]v$")
_SURE_F = re.compile(r"^(.{2,}?)i?[oe]va$")
_SKI = re.compile(r"^(.{3,}?)(?:sk|ck|zk)(?:i|oi|a|aa|aia|aja|ia|e|ei)$")
_IN = re.compile(r"^(.{3,})in(a?)$")
_OTHER_TAILS = re.compile(r"^(.{3,}?)(?:zod[ae]?|zade|enko|enka|Cuk|uk|Svili|dze|an|i)$")
_SON_OF = re.compile(r"^(.{2,}?)(?:[oaei]v|[iu])[ie][CS]$")
_SHORT_SON = re.compile(r"^(il|kuzm|luk|nikit|fom|sav)i[CS]$")
_DAUGHTER_OF = re.compile(r"^(.{2,}?)(?:[oaeiu]vna|[ae]una|i[CS]na)$")
_ATTACHED = re.compile(
    r"^(.{3,}?)(uly|ully|uli|ulu|ulı|uulu|ogli|ogly|oglu|ugli|ugly|qyzy|kyzy|qizi|kizi|gyzy|kzy|qzy)$"
)
_ATTACHABLE = ("li", "ly", "lu", "zy", "zi")
_VOWELS = "aeiou"


def _stem_given(stem: str) -> int:
    for form in (stem, stem + "i", stem + "a"):
        if known := lexicon.given(broad_of(form)):
            return known.number
    return -1


@lru_cache(maxsize=65536)
def read_token(text: str) -> Token:
    """Classify one token (no white space in it). Pure; remembered."""
    letters = letters_of(text)
    kind = _KINDS.get(lexicon.marker(letters), WORD)
    if kind != WORD:
        return Token(text, kind, letters, "", -1, "", 0, "", "", -1, True)
    bare = text.rstrip(".")
    if len(bare) <= 1 or (len(bare) < len(text) and letters in _INITIALS):
        return Token(text, INITIAL, fold(bare).fine[:1], "", -1, "", 0, "", "", -1, True)
    folds = fold_letters(letters) if letters else fold(text)
    voweled = not ("\u0600" <= text[0] <= "\u06ff")
    known = lexicon.given(folds.broad)
    if known is None and folds.other:
        known = lexicon.given(broad_of(folds.other))
    number, sex = (known.number, known.sex) if known else (-1, "")
    if patronymic := _patronymic(letters, folds.fine):
        stem, father_sex = patronymic
        stem_given = _stem_given(stem)
        second = _patronymic(letters, folds.other) if folds.other and stem_given < 0 else None
        if second and _stem_given(second[0]) >= 0:
            stem = second[0]  # Alexeyevich: x is kh in Uzbek and ks elsewhere
            stem_given = _stem_given(stem)
        return Token(
            text, PATRONYMIC, stem, "", number, sex, 1, father_sex, stem, stem_given, voweled
        )
    if number >= 0:
        return Token(text, WORD, folds.fine, folds.other, number, sex, 0, "", "", -1, voweled)
    surname, sex_shown, base, stem = _surname(folds.fine)
    other = folds.other
    if base != folds.fine and other:
        other = _surname(other)[2]
    stem_given = _stem_given(stem) if stem else -1
    return Token(text, WORD, base, other, -1, "", surname, sex_shown, stem, stem_given, voweled)


_INITIALS = frozenset({"sh", "ch", "kh", "yu", "ya", "yo", "ye", "zh", "dj", "dzh", "ts", "shch"})


def _patronymic(letters: str, fine: str) -> tuple[str, str] | None:
    """(stem, sex) of a patronymic in one word: Rahimovich, Rahimovna, Qanatuly, Qanatqyzy."""
    if fine[-1] in "CS":
        if m := _SHORT_SON.match(fine) or _SON_OF.match(fine):
            return m[1].rstrip(_VOWELS) or m[1], "m"
    elif fine.endswith("na"):
        if m := _DAUGHTER_OF.match(fine):
            return m[1].rstrip(_VOWELS) or m[1], "f"
    elif letters.endswith(_ATTACHABLE) and (m := _ATTACHED.match(letters)):
        stem, tail = m[1], m[2]
        folds = fold_letters(stem)
        # Gurbanguly and Imomquli are given names; Serikuly is a patronymic.
        if tail in ("uly", "uli", "ulu") and (
            stem[-1] == "g" or (stem[-1] in "kq" and lexicon.given(folds.broad) is None)
        ):
            return None
        if len(folds.fine) < 3 or lexicon.given(broad_of(fine)):
            return None
        return folds.fine.rstrip(_VOWELS) or folds.fine, "f" if tail[0] in "qkg" else "m"
    return None


def _surname(fine: str) -> tuple[int, str, str, str]:
    """(how sure, sex, masculine form, stem) by the ending."""
    if fine.endswith(("ov", "ev")):
        if m := _SURE_M.match(fine):
            return 2, "m", fine, m[1]
    elif fine.endswith(("ova", "eva")):
        if m := _SURE_F.match(fine):
            return 2, "f", fine[:-1], m[1]
    elif m := _SKI.match(fine):
        return 2, "f" if fine.endswith("a") else "m", m[1] + "ski", ""
    elif (m := _IN.match(fine)) and len(fine) > 4:
        return 1, "f" if m[2] else "m", m[1] + "in", ""
    elif m := _OTHER_TAILS.match(fine):
        return 1, "", fine, m[1] if fine.endswith(("zoda", "zod", "zade", "i")) else ""
    return 0, "", fine, ""
