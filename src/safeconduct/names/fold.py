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

from safeconduct.names.script import romanise


class Fold(NamedTuple):
    """The three depths of one token, and its alternative reading where a letter is ambiguous."""

    fine: str
    broad: str
    bones: str
    other: str
    """`fine` of the second reading (j as y, x as ks, c as k), or "" where there is none."""


_MARKED = str.maketrans(
    {
        "š": "sh", "ş": "sh", "ș": "sh", "ś": "sh", "ŝ": "sh", "č": "ch", "ç": "ch", "ć": "ch",
        "ž": "zh", "ż": "zh", "ź": "z", "ĵ": "zh", "ğ": "g", "ǵ": "g", "ģ": "g", "ġ": "g", "ǧ": "g",
        "ı": "i", "ý": "y", "ĭ": "y", "ï": "i", "ë": "yo", "ø": "o", "ł": "l", "đ": "d", "ð": "d",
        "þ": "th", "æ": "e", "œ": "e", "ß": "s", "ħ": "h", "ḩ": "h", "ẖ": "h", "ŋ": "ng", "ə": "a",
        "ñ": "n", "ň": "n", "ŭ": "w", "ŷ": "y", "ä": "a", "ʹ": "", "ʺ": "",
    }
)  # fmt: skip
_FRENCH = re.compile(r"tch|dj|ou[bcdfghjklmnprstvz]|ouch|iou")
_JUNK = re.compile(r"[^a-z]+")
_GROUPS = {
    "shch": "SC", "chtch": "SC", "schtsch": "SC", "stsch": "SC", "tsch": "C", "tch": "C",
    "dsch": "J", "dzh": "J", "dsh": "J", "dj": "J", "gj": "J", "zh": "J", "sch": "S", "sh": "S",
    "ch": "C", "cz": "C", "sz": "S", "kh": "h", "gh": "g", "ph": "f", "th": "t", "ts": "c",
    "tz": "c", "ck": "k", "gue": "ge", "gui": "gi", "oo": "o", "ee": "e", "x": "h", "q": "k", "w": "v",
}  # fmt: skip
_GROUP = re.compile("|".join(sorted(_GROUPS, key=len, reverse=True)))
_SOFT_C = re.compile(r"c(?=[eiy])")
_Y_OF_J = re.compile(
    r"(?<=[aeiou])j(?![aeiou])|(?<=[bdfghklmnprstvzcSC])j(?=[aeou])|(?<=[aeiou])j(?=[aeou]v)"
)
_END_OW = re.compile(r"(?<=[aoe])(?:u|v|f|ff)(a?)$")
_END_IY = re.compile(r"(?:[iy][iyj]|y|ij|yi)$")
_GLIDE = re.compile(r"(?:^|(?<=[aeiou]))[yi](?=[aeou])|(?<=[bcdfghklmnprstvzSCJ])y(?=[aeiou])")
_SOFT_I = re.compile(r"(?<=[bcdfghklmnprstvzSCJ])i(?=[aou].)")
_TWICE = re.compile(r"(.)\1+")
_BROAD = str.maketrans("oe", "ai")
_BONES = str.maketrans(
    {
        "p": "b", "t": "d", "h": "g", "k": "k", "z": "s", "C": "S", "c": "s", "J": "J", "f": "v",
        "a": "", "e": "", "i": "", "o": "", "u": "", "y": "",
    }
)  # fmt: skip


@lru_cache(maxsize=262144)
def fold(token: str) -> Fold:
    """One token, any script or case, to its folds.

    >>> fold("Баҳодир").broad == fold("Bakhadir").broad == fold("Bahodir").broad
    True
    """
    text = token.lower() if token.isascii() else romanise(token).lower()
    if not text.isascii():
        text = text.translate(_MARKED)
        if not text.isascii():
            text = unicodedata.normalize("NFD", text)
    letters = _JUNK.sub("", text)
    if not letters:
        return _unknown_script(text)
    fine = _fine(letters)
    other = _second_reading(letters, fine)
    return Fold(fine, broad_of(fine), bones_of(fine), other)


def _fine(letters: str) -> str:
    if _FRENCH.search(letters):
        letters = _french(letters)
    text = _GROUP.sub(lambda m: _GROUPS[m.group()], letters)
    text = _SOFT_C.sub("c", text)
    if "j" in text:
        text = _Y_OF_J.sub("y", text).replace("j", "J")
    text = re.sub(r"c(?![eiy]|$)", "k", text) if "c" in letters and "ts" not in letters else text
    text = _END_IY.sub("i", text)
    text = _END_OW.sub(r"v\1", text) if len(text) > 3 else text
    text = _SOFT_I.sub("", text)
    text = _GLIDE.sub("", text)
    text = text.replace("y", "i")
    return _TWICE.sub(r"\1", text)


def _french(letters: str) -> str:
    """The transliteration of Soviet and 1990s passports: ou = u, tch = ch, ch = sh, dj = dzh."""
    letters = letters.replace("chtch", "SC").replace("tch", "C")
    if letters.startswith("ou") or "ou" in letters[:-1] or "C" in letters or "dj" in letters:
        letters = re.sub(r"ou(?!$)", "u", letters).replace("ch", "sh")
        letters = letters.replace("shsh", "shch")
    return (
        letters.replace("SC", "shch").replace("C", "ch").replace("dj", "dzh").replace("sSh", "sh")
    )


def _second_reading(letters: str, fine: str) -> str:
    if not ("j" in letters or "x" in letters or "c" in letters):
        return ""
    text = letters.replace("x", "ks") if "x" in letters else letters
    text = re.sub(r"(?<![dg])j", "y", text)
    if "ch" in text and "tch" not in text:
        text = text.replace("ch", "sh") if "sh" not in text and "sch" not in text else text
    else:
        text = re.sub(r"(?<!s)c(?![hzk])", "ts", text) if re.search(r"c(?![hzk])", text) else text
    second = _fine(text)
    return second if second != fine else ""


@lru_cache(maxsize=262144)
def broad_of(fine: str) -> str:
    """The broad fold of a fine one."""
    text = fine.translate(_BROAD)
    if len(text) > 3 and text[-1] in "dbgz":
        text = text[:-1] + {"d": "t", "b": "p", "g": "k", "z": "s"}[text[-1]]
    return _TWICE.sub(r"\1", text)


@lru_cache(maxsize=262144)
def bones_of(fine: str) -> str:
    """The consonant classes of a fine fold; its first letter where it has no consonant."""
    return fine.translate(_BONES) or fine[:1]


def _unknown_script(text: str) -> Fold:
    """A script without a table: its own letters, marks kept, are all there is to compare."""
    kept = "".join(c for c in text if c.isalnum() or unicodedata.category(c).startswith("M"))
    return Fold(kept, kept, kept, "")
