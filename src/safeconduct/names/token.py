"""One written token of a name: its folds, its kind, and what its form says of role and sex.

Standard library only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from safeconduct.names import lexicon
from safeconduct.names.fold import broad_of, fold

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
_VOWELS = "aeiou"


def _stem_given(stem: str) -> int:
    for form in (stem, stem + "i", stem + "a"):
        if known := lexicon.given(broad_of(form)):
            return known.number
    return -1


@lru_cache(maxsize=400_000)
def read_token(text: str) -> Token:
    """Classify one token (no white space in it). Pure; remembered."""
    key = lexicon.marker_key(text)
    kind = _KINDS.get(lexicon.marker(text), WORD)
    folds = fold(text)
    if kind != WORD:
        return Token(text, kind, folds.fine, "", -1, "", 0, "", "", -1, True)
    if len(key) <= 1 or (text.endswith(".") and len(key) <= 2):
        return Token(text, INITIAL, folds.fine[:1], "", -1, "", 0, "", "", -1, True)
    voweled = not ("\u0600" <= text[0] <= "\u06ff")
    known = lexicon.given(folds.broad) or (
        lexicon.given(broad_of(folds.other)) if folds.other else None
    )
    given, given_sex = (known.number, known.sex) if known else (-1, "")
    if patronymic := _patronymic(text, key, folds.fine):
        stem, sex = patronymic
        return Token(
            text, PATRONYMIC, stem, "", given, given_sex, 1, sex, stem, _stem_given(stem), voweled
        )
    surname, sex, base, stem = _surname(folds.fine, given)
    other = folds.other
    if base != folds.fine and other:
        other = _surname(other, given)[2]
    return Token(
        text, WORD, base, other, given, given_sex, surname, sex, stem,
        _stem_given(stem) if stem else -1, voweled,
    )  # fmt: skip


def _patronymic(text: str, key: str, fine: str) -> tuple[str, str] | None:
    """(stem, sex) of a patronymic in one word: Rahimovich, Rahimovna, Qanatuly, Qanatqyzy."""
    if m := _SHORT_SON.match(fine) or _SON_OF.match(fine):
        return m[1].rstrip(_VOWELS) or m[1], "m"
    if m := _DAUGHTER_OF.match(fine):
        return m[1].rstrip(_VOWELS) or m[1], "f"
    if m := _ATTACHED.match(key):
        stem, tail = m[1], m[2]
        stem_fold = fold(stem).fine
        # Gurbanguly and Imomquli are given names; Serikuly is a patronymic.
        if tail in ("uly", "uli", "ulu") and (
            stem[-1] == "g" or (stem[-1] in "kq" and lexicon.given(fold(stem).broad) is None)
        ):
            return None
        if len(stem_fold) < 3 or lexicon.given(fold(text).broad):
            return None
        return stem_fold.rstrip(_VOWELS) or stem_fold, "f" if tail[0] in "qkg" else "m"
    return None


def _surname(fine: str, given: int) -> tuple[int, str, str, str]:
    """(how sure, sex, masculine form, stem) by the ending."""
    if given < 0:
        if m := _SURE_F.match(fine):
            return 2, "f", fine[:-1], m[1]
        if m := _SURE_M.match(fine):
            return 2, "m", fine, m[1]
        if m := _SKI.match(fine):
            feminine = fine.endswith("a")
            return 2, "f" if feminine else "m", m[1] + "ski", ""
        if (m := _IN.match(fine)) and len(fine) > 4:
            return 1, "f" if m[2] else "m", m[1] + "in", ""
        if m := _OTHER_TAILS.match(fine):
            stem = m[1] if fine.endswith(("zoda", "zod", "zade", "i")) else ""
            return 1, "", fine, stem
    return 0, "", fine, ""
