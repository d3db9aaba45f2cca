"""Scripts: which one a name is written in, and its Latin form by a standard romanisation.

Cyrillic follows BGN/PCGN for Russian, with the letters of Uzbek, Tajik, Kazakh, Kyrgyz, Turkmen,
Ukrainian and Belarusian added; Arabic script follows BGN/PCGN for Persian without guessed short
vowels; Georgian and Armenian follow their national systems. Other scripts are left as they are.
Standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    # Uzbek, Tajik
    "қ": "q", "ғ": "gʻ", "ҳ": "h", "ӣ": "i", "ӯ": "ū", "ҷ": "j",
    # Kazakh, Kyrgyz, Turkmen, Tatar, Bashkir
    "ә": "ä", "ө": "ö", "ұ": "ū", "ү": "ü", "і": "i", "ң": "ng", "һ": "h", "җ": "j", "ҡ": "q",
    "ҙ": "z", "ҫ": "s",
    # Ukrainian, Belarusian, Serbian, Macedonian
    "ї": "yi", "є": "ye", "ґ": "g", "ј": "y", "љ": "ly", "њ": "ny", "ђ": "dj", "ћ": "ch",
    "џ": "dzh", "ѓ": "g", "ќ": "k", "ѕ": "dz", "ӏ": "",
}  # fmt: skip
_ARABIC = {
    "ا": "a", "آ": "a", "أ": "a", "إ": "i", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "s",
    "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "z", "ر": "r", "ز": "z", "ژ": "zh",
    "س": "s", "ش": "sh", "ص": "s", "ض": "z", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f",
    "ق": "q", "ک": "k", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "و": "u", "ؤ": "u",
    "ه": "h", "ة": "a", "ۀ": "h", "ی": "i", "ي": "i", "ى": "a", "ئ": "i", "ء": "", "ـ": "",
    "ۆ": "o", "ې": "e", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ے": "e",
    "َ": "a", "ِ": "e", "ُ": "o", "ّ": "", "ْ": "", "ً": "an", "ٰ": "a", "\u200c": "",
}  # fmt: skip
_GEORGIAN = {
    "ა": "a", "ბ": "b", "გ": "g", "დ": "d", "ე": "e", "ვ": "v", "ზ": "z", "თ": "t", "ი": "i",
    "კ": "k", "ლ": "l", "მ": "m", "ნ": "n", "ო": "o", "პ": "p", "ჟ": "zh", "რ": "r", "ს": "s",
    "ტ": "t", "უ": "u", "ფ": "p", "ქ": "k", "ღ": "gh", "ყ": "q", "შ": "sh", "ჩ": "ch", "ც": "ts",
    "ძ": "dz", "წ": "ts", "ჭ": "ch", "ხ": "kh", "ჯ": "j", "ჰ": "h",
}  # fmt: skip
_ARMENIAN = {
    "ա": "a", "բ": "b", "գ": "g", "դ": "d", "ե": "e", "զ": "z", "է": "e", "ը": "e", "թ": "t",
    "ժ": "zh", "ի": "i", "լ": "l", "խ": "kh", "ծ": "ts", "կ": "k", "հ": "h", "ձ": "dz", "ղ": "gh",
    "ճ": "ch", "մ": "m", "յ": "y", "ն": "n", "շ": "sh", "ո": "o", "չ": "ch", "պ": "p", "ջ": "j",
    "ռ": "r", "ս": "s", "վ": "v", "տ": "t", "ր": "r", "ց": "ts", "ւ": "u", "փ": "p", "ք": "k",
    "օ": "o", "ֆ": "f", "և": "ev",
}  # fmt: skip
_TABLE = _CYRILLIC | _ARABIC | _GEORGIAN | _ARMENIAN
CONTEXT_FREE = _CYRILLIC | _GEORGIAN | _ARMENIAN | {"ў": "o"}
"""Letters whose Latin form, for folding, does not depend on their neighbours."""
_VOWELS = frozenset("аеёиоуыэюяәөүұіӣӯўїє")
_RANGES = (
    ("latin", re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
    ("cyrillic", re.compile("[\u0400-\u052f]")),
    ("arabic", re.compile("[\u0600-\u06ff\u0750-\u077f]")),
    ("other", re.compile("[\u0370-\u03ff\u0530-\u05ff\u0900-\u1cff\u3040-\ud7af]")),
)


@lru_cache(maxsize=4096)
def script_of(text: str) -> str:
    """`latin`, `cyrillic`, `arabic`, `other`, `mixed` (more than one), or `none` (no letters)."""
    found = [name for name, letters in _RANGES if letters.search(text)]
    if len(found) > 1:
        return "mixed"
    return found[0] if found else "none"


def romanise(text: str) -> str:
    """`text` in Latin letters, case kept: `Баҳодир Ғуломов` → `Bahodir Gʻulomov`.

    Latin letters pass through unchanged with their marks. Scripts without a table here stay as
    they are. Never fails.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    words = re.split(r"(\W+)", text)
    return "".join(_word(word) if word else "" for word in words)


@lru_cache(maxsize=4096)
def _word(word: str) -> str:
    if word.isascii():
        return word
    out: list[str] = []
    before = ""
    capitals = word.isupper() and len(word) > 1
    for letter in word:
        low = letter.lower()
        if low == "е" and (not before or before in _VOWELS or before in "ьъ"):
            latin = "ye"
        elif low == "ў":  # Belarusian short u stands after a vowel, the Uzbek letter does not
            latin = "w" if before in _VOWELS and before else "oʻ"
        elif low == "ه" and before and letter == word[-1]:
            latin = "a"
        elif low == "و" and not before:
            latin = "v"
        elif low in "یي" and not before and len(word) > 1:
            latin = "y"
        else:
            latin = _TABLE.get(low, letter)
        if latin and letter != low and latin != letter:
            latin = latin.upper() if capitals else latin[0].upper() + latin[1:]
        out.append(latin)
        before = low
    return "".join(out)
