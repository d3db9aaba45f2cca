"""Which characters the bytes stand for: UTF-8/16/32, the Cyrillic code pages, Latin-1; unsure is said.

Cyrillic code pages differ only in which letter a byte is, so they are told apart by how common the letters and
letter pairs are in Russian: that works from about ten letters up. charset-normalizer is asked for what is neither
Cyrillic nor Western; on short Cyrillic texts it was measured wrong too often to be asked first
(benchmarks/sources_encoding.py prints both).

May import: charset-normalizer; nothing else of this project.
"""

from __future__ import annotations

import codecs
import math
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
# How much less likely a page is than cp1251 before a letter was looked at: mac-cyrillic has its small letters where
# cp1251 has them, and is all but extinct.
_CYRILLIC_PAGES = {
    "cp1251": 0.0,
    "koi8-r": 0.1,
    "cp866": 0.1,
    "iso8859-5": 0.2,
    "mac-cyrillic": 0.5,
}
_SAMPLE = 40_000  # characters are enough to weigh; whole files are decoded only once

# Letters of Russian per thousand (public frequency tables agree to the first digit).
_LETTERS = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        (110, 84, 80, 74, 67, 63, 55, 47, 45, 44, 35, 32, 30, 28, 26, 20, 19, 17, 17, 16, 16, 14, 12, 10, 9, 7,
         6, 5, 4, 3, 3, 0.4, 0.4),
        strict=True,
    )
)  # fmt: skip
_PAIRS_WORDS = """
ст но то на ен ов ни ра во ко ро по ос пр ал ли ре не ер ль ат от го та ва ор ан ет ит ел ла ол ом
ка ле де ес та ри ти ск те ло ин ве об ог да ог ак ис ма од ви ил ме из бы че за до мо ам ши со ди
ем ив ий ой ый ая ую ие ые их ых ми ла ци сс нн ия ию ся сь ть ки ке ку ча жи ша чт эт ру су тв бо
ми ны са ов ев ын на ек сл зд зн вс ду уд ча си ар ир ур ге аз ех ун ул ус ут ям ях ью ща ще щи же
шк шл юд яв яд ян
"""
_PAIRS = frozenset(_PAIRS_WORDS.split())


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with line ends as \\n; `encoding` by its usual name; `unsure` says what should be looked at."""

    text: str
    encoding: str
    unsure: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The characters of these bytes. Never raises: what cannot be read becomes U+FFFD, and is said."""
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            text = data.decode(codec, "replace")
            return _decoded(text, name, _lost(text))
    wide = _wide(data)
    if wide:
        text = data.decode(wide, "replace")
        return _decoded(text, wide, _lost(text))
    try:
        return _decoded(data.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.start > 0:  # cut off inside a character
            return _decoded(
                data.decode("utf-8", "replace"), "utf-8", ("The file ends inside a character.",)
            )
    torn = data.decode("utf-8", "replace")
    beyond_ascii = sum(1 for c in torn if ord(c) > 127)
    if 0 < torn.count("\ufffd") * 20 <= beyond_ascii:
        return _decoded(torn, "utf-8", _lost(torn))
    return _single_byte(data)


def looks_like_text(data: bytes) -> bool:
    """Whether the bytes can be text at all: few control characters once the width is known."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _wide(data):
        return True
    if not data:
        return False
    control = sum(data.count(c) for c in range(32) if c not in b"\t\n\r\f\x0b\x1b\x08\x1a")
    if control == 0 and not any(c >= 0x80 for c in data):
        return True
    if control * 200 > len(data):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:
            return True
        best = _ranked(data[:_SAMPLE])[0]
        return best[0] > _PLAUSIBLE or _mostly_ascii(data)
    return True


_PLAUSIBLE = -5.2  # mean log weight of a letter: running text in the right code page lies above


def _mostly_ascii(data: bytes) -> bool:
    return sum(1 for c in data if c < 0x80) * 10 >= len(data) * 7


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte is one of the few high bytes of a script."""
    if len(data) < 4:
        return None
    sample = data[: min(len(data), 4096) // 2 * 2]
    pairs = len(sample) // 2
    for name, high, low in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        scripts = sum(high.count(c) for c in (0x00, 0x04, 0x20, 0x02))
        zeros = high.count(0) + high.count(4)  # control characters: no text of one byte has them
        if scripts >= 0.97 * pairs and zeros >= 0.6 * pairs and low.count(0) <= 0.02 * pairs:
            try:
                text = sample.decode(name)
            except UnicodeDecodeError:
                continue
            if sum(1 for c in text if c.isprintable() or c in "\r\n\t") >= 0.95 * len(text):
                return name
    return None


def _single_byte(data: bytes) -> Decoded:
    ranked = _ranked(data[:_SAMPLE])
    score, codec = ranked[0]
    unsure: list[str] = []
    if score <= _PLAUSIBLE:
        asked = _asked(data)
        if asked is not None:
            codec = asked
        unsure.append(
            f"The encoding could not be told; it was read as {codec}. Look whether the words make sense."
        )
    else:
        rivals = [(s, c) for s, c in ranked[1:] if _differs(data[:_SAMPLE], codec, c)]
        letters = sum(1 for c in data[:_SAMPLE] if c >= 0x80)
        if rivals and score - rivals[0][0] < 0.3 + 3 / letters:  # the fewer, the less they tell
            unsure.append(
                f"The encoding was read as {codec}, but {rivals[0][1]} is as likely. Look whether the words make sense."
            )
    text = data.decode(codec, "replace")
    return _decoded(text, codec, tuple(unsure) + _lost(text))


def _asked(data: bytes) -> str | None:
    from charset_normalizer import from_bytes  # 30 ms to import, seldom needed

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best is not None and best.encoding != "ascii" else None


def _differs(data: bytes, one: str, other: str) -> bool:
    return data.decode(one, "replace") != data.decode(other, "replace")


def _ranked(data: bytes) -> list[tuple[float, str]]:
    """Code pages with the mean log weight of a character beyond ASCII, best first."""
    scored = [
        (_russian(data.decode(page, "replace")) - rarer, page)
        for page, rarer in _CYRILLIC_PAGES.items()
    ]
    scored.append((_western(data.decode("cp1252", "replace")), "cp1252"))
    return sorted(scored, key=lambda pair: -pair[0])


_WORD = re.compile(r"[^\W\d_]+")


def _russian(text: str) -> float:
    total, count = 0.0, 0
    for c in text:  # what is neither letter nor usual punctuation speaks against the page
        if ord(c) > 127 and not c.isalpha():
            count += 1
            total += -3.0 if c in "«»—–“”„’…№§°\u00a0•" else -12.0
    for word in _WORD.findall(text):
        if all(ord(c) < 128 for c in word):
            continue
        lower = word.lower()
        odd_case = not (word.islower() or word.isupper() or word[1:].islower())
        mixed = any(ord(c) < 128 for c in word)
        for i, c in enumerate(lower):
            if ord(c) < 128:
                continue
            weight = _LETTERS.get(c)
            value = math.log(weight / 1000) if weight else -11.0
            if i and lower[i - 1 : i + 1] in _PAIRS:
                value += 1.0
            elif i:
                value -= 0.6
            if odd_case or mixed:
                value -= 2.5
            total += value
            count += 1
    return total / count if count else 0.0


def _western(text: str) -> float:
    total, count = 0.0, 0
    for i, c in enumerate(text):
        if ord(c) < 128:
            continue
        count += 1
        if c in "“”‘’–—…•«»°§©€£\u00a0„":
            total += -3.0
            continue
        around = text[max(0, i - 1) : i] + text[i + 1 : i + 2]
        beside_ascii = any(n.isascii() and n.isalpha() for n in around)
        if c.lower() in "éèàâçêëîïôûùüöäßáíóúñåæøãõìòœ" and (beside_ascii or not around.strip()):
            total += -3.2 if c.islower() or i == 0 or not text[i - 1].isalpha() else -6.0
        else:
            total += -9.0
    return total / count if count else 0.0


def _lost(text: str) -> tuple[str, ...]:
    lost = text.count("\ufffd")
    return (f"{lost} characters could not be read and stand as \ufffd.",) if lost else ()


def _decoded(text: str, encoding: str, unsure: tuple[str, ...]) -> Decoded:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return Decoded(text, encoding, unsure)
