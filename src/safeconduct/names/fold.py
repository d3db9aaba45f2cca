"""Folding: one written token to what is left when spelling standards are taken away.

Three depths, each a short string, so that edit distances on them weigh an edit by its kind:

- `fine`: standards unified (Soviet French `ou tch dj`, Uzbek `oʻ gʻ x q`, scholarly `š č ž`, BGN
  `sh ch zh`, glides `y/i/j`, doubled letters), vowels kept as written;
- `broad`: the vowels that trade places between languages are one (o = a, e = i), final d/t, b/p too;
- `bones`: consonant classes only (g = h, d = t, b = p, z = s, sh = ch, v = w), no vowels.

Letters of the folds: `S` sh, `C` ch, `J` zh/dzh/j, `h` kh/h/x, `c` ts. Standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from safeconduct.names.script import CONTEXT_FREE, romanise


class Fold(NamedTuple):
    """One token's folds, and its alternative reading where a letter is ambiguous."""

    fine: str
    broad: str
    other: str
    """`fine` of the second reading (j as y, x as ks, c as ts), or "" where there is none."""


_MARKED = str.maketrans(
    CONTEXT_FREE
    | {
        "š": "sh", "ş": "sh", "ș": "sh", "ś": "sh", "ŝ": "sh", "č": "ch", "ç": "ch", "ć": "ch",
        "ž": "zh", "ż": "zh", "ź": "z", "ĵ": "zh", "ğ": "g", "ǵ": "g", "ģ": "g", "ġ": "g", "ǧ": "g",
        "ı": "i", "ý": "y", "ĭ": "y", "ï": "i", "ë": "yo", "ø": "o", "ł": "l", "đ": "d", "ð": "d",
        "þ": "th", "æ": "e", "œ": "e", "ß": "s", "ħ": "h", "ḩ": "h", "ẖ": "h", "ŋ": "ng", "ə": "a",
        "ñ": "n", "ň": "n", "ŭ": "w", "ŷ": "y", "ä": "a", "ö": "o", "õ": "o", "ó": "o", "ü": "u",
        "ū": "u", "ú": "u", "á": "a", "â": "a", "é": "e", "è": "e", "ê": "e", "í": "i", "î": "i",
        "ʻ": "", "ʼ": "", "‘": "", "’": "", "`": "", "´": "", "ʹ": "", "ʺ": "", "′": "", "'": "",
        "\u0307": "",  # what lower() leaves of a dotted capital I
    }
)  # fmt: skip
_SHORT_U = re.compile(r"(?<=[аеёиоуыэюяі])ў")
_FRENCH = re.compile(r"tch|dj|ou[bcdfghjklmnprstvz]|iou")
_JUNK = re.compile(r"[^a-z]+")
_GROUPS = {
    "shch": "SC", "chtch": "SC", "schtsch": "SC", "stsch": "SC", "tsch": "C", "tch": "C",
    "dsch": "J", "dzh": "J", "dsh": "J", "dj": "J", "gj": "J", "zh": "J", "sch": "S", "sh": "S",
    "ch": "C", "cz": "C", "sz": "S", "kh": "h", "gh": "g", "ph": "f", "th": "t", "ts": "c",
    "tz": "c", "ck": "k", "gue": "ge", "gui": "gi", "ouy": "uy", "oo": "o", "ee": "e",
}  # fmt: skip
_GROUP = re.compile("|".join(sorted(_GROUPS, key=len, reverse=True)))
_ONE = str.maketrans("xqw", "hkv")
_HARD_C = re.compile(r"c(?![eiyhzk]|$)")
_Y_OF_J = re.compile(
    r"(?<=[aeiou])j(?![aeiou])|(?<=[bdfghklmnprstvzcSC])j(?=[aeou])|(?<=[aeiou])j(?=[aeou]v)"
)
_END_OW = re.compile(r"(?<=[aoe])(?:u|f|ff)(?=a?$)")
_END_IY = re.compile(r"(?:[iy][iyj]|y|ij|yi)$")
_GLIDE = re.compile(r"(?:^|(?<=[aeiou]))[yi](?=[aeou])|(?<=[bcdfghklmnprstvzSCJ])y(?=[aeiou])")
_SHORT_U_LATIN = re.compile(r"(?<=[ae])u(?=[bdgkhlmnrstzcJSC])")
_SOFT_I = re.compile(r"(?<=[bcdfghklmnprstvzSCJ])i(?=[aou].)")
_TWICE = re.compile(r"(.)\1+")
_BROAD = str.maketrans("oe", "ai")
_SOFTENED = {"d": "t", "b": "p", "g": "k", "z": "s"}
_BONES = str.maketrans(
    {
        "p": "b", "t": "d", "h": "g", "k": "k", "z": "s", "C": "S", "c": "s", "J": "J", "f": "v",
        "a": "", "e": "", "i": "", "o": "", "u": "", "y": "",
    }
)  # fmt: skip


def letters_of(token: str) -> str:
    """A token in small Latin letters a-z only; "" where its script has no table here."""
    text = token.lower()
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        if "ў" in text:
            text = _SHORT_U.sub("w", text)
        text = text.translate(_MARKED)
        if not text.isascii():
            text = unicodedata.normalize("NFD", romanise(text).lower()).translate(_MARKED)
    return text if text.isalpha() and text.isascii() else _JUNK.sub("", text)


def fold(token: str) -> Fold:
    """One token, any script or case, to its folds.

    >>> fold("Баҳодир").broad == fold("Bakhadir").broad == fold("Bahodir").broad
    True
    """
    letters = letters_of(token)
    return fold_letters(letters) if letters else _unknown_script(token.lower())


def fold_letters(letters: str) -> Fold:
    """`fold` of what `letters_of` gave."""
    fine = fine_of(letters)
    return Fold(fine, broad_of(fine), _second_reading(letters, fine))


def fine_of(letters: str) -> str:
    """The fine fold of Latin letters."""
    if "ch" in letters or "ou" in letters or "dj" in letters:
        letters = _french(letters)
    text = _GROUP.sub(lambda m: _GROUPS[m.group()], letters).translate(_ONE)
    if "c" in letters:
        text = _HARD_C.sub("k", text) if "ts" not in letters else text
    if "j" in text:
        text = _Y_OF_J.sub("y", text).replace("j", "J")
    last = text[-1:]
    if last in "iyj":
        text = _END_IY.sub("i", text)
    elif last in "ufa" and len(text) > 3:
        text = _END_OW.sub("v", text)
    if "au" in text or "eu" in text:  # Paulichenka, Pavlichenko; Daulet, Davlat
        text = _SHORT_U_LATIN.sub("v", text)
    if "i" in text or "y" in text:
        text = _GLIDE.sub("", _SOFT_I.sub("", text)).replace("y", "i")
    return _once(text)


def _once(text: str) -> str:
    """Doubled letters made single. The loop is there because most words have none."""
    before = ""
    for letter in text:
        if letter == before:
            return _TWICE.sub(r"\1", text)
        before = letter
    return text


def _french(letters: str) -> str:
    """The transliteration of Soviet and 1990s passports: ou = u, tch = ch, ch = sh, dj = dzh."""
    if not _FRENCH.search(letters):
        return letters
    letters = letters.replace("chtch", "SC").replace("tch", "C")
    if "ou" in letters[:-1] or "C" in letters or "dj" in letters:
        letters = re.sub(r"ou(?!$)", "u", letters).replace("ch", "sh")
        letters = letters.replace("shsh", "shch")
    return letters.replace("SC", "shch").replace("C", "ch").replace("dj", "dzh")


def _second_reading(letters: str, fine: str) -> str:
    if not ("j" in letters or "x" in letters or "c" in letters):
        return ""
    text = letters.replace("x", "ks")
    if "j" in text:
        text = re.sub(r"(?<![dg])j", "y", text)
    if "ch" in text:
        if "tch" not in text and "sh" not in text and "sch" not in text:
            text = text.replace("ch", "sh")
    elif "c" in text:
        text = re.sub(r"(?<!s)c(?![hzk])", "ts", text)
    if text == letters:
        return ""
    second = fine_of(text)
    return second if second != fine else ""


def broad_of(fine: str) -> str:
    """The broad fold of a fine one."""
    text = fine.translate(_BROAD)
    if len(text) > 3 and text[-1] in _SOFTENED:
        text = text[:-1] + _SOFTENED[text[-1]]
    return _once(text)


def bones_of(fine: str) -> str:
    """The consonant classes of a fine fold; its first letter where it has no consonant."""
    return fine.translate(_BONES) or fine[:1]


@lru_cache(maxsize=1024)
def _unknown_script(text: str) -> Fold:
    """A script without a table: its own letters, marks kept, are all there is to compare."""
    kept = "".join(c for c in text if c.isalnum() or unicodedata.category(c).startswith("M"))
    return Fold(kept, kept, "")
