"""What the words around a telling say of its scene: strangers, a correction, «это было …».

May import: this package, `marks`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from safeconduct.reading.marks import Candidate
from safeconduct.reading.russian.words import Sentence, Word

_CORRECTED = re.compile(r"(?:\.\.\.|…|,)\s*(?:нет,|вернее|точнее|верней|ой,)", re.IGNORECASE)
_IT_WAS = re.compile(
    r"\s*(?:всё\s+|все\s+)?(?:это|произошло|случилось|дело)\s+(?:было|случилось|произошло|это)\b",
    re.IGNORECASE,
)
_STRANGERS = re.compile(
    r"неизвестн\w+\s+(?:люд|лиц|мужчин|в\s)|\bнеизвестные\b|в\s+штатском|в\s+масках|без\s+номеров|крепки\w+\s+(?:мужчин|парн)|\bпохити",
    re.IGNORECASE,
)
_TAKEN = frozenset(("увезти", "увозить", "забрать", "схватить", "скрутить", "захватить"))


def taken_by_strangers(text: str, word: Word) -> bool:
    """Is somebody taken by people whom nobody knows («увезли трое в штатском»)?"""
    return word.lemma in _TAKEN and bool(
        _STRANGERS.search(text[max(0, word.start - 120) : word.end + 120])
    )


def corrected(text: str, word: Word) -> bool:
    """Do the next words take it back («в 2019-м... нет, в 2020-м»)?"""
    return bool(_CORRECTED.search(text[word.end : word.end + 70]))


def says_when(text: str, sentence: Sentence) -> bool:
    """Does the sentence only date what was told before it («Это было в ноябре»)?"""
    return bool(_IT_WAS.match(text, sentence.start, sentence.end))


def date(found: list[Candidate], before: Sentence, day: int | None) -> None:
    """Gives what the sentence before told without a day this one (its place in the document's moments)."""
    for i in range(len(found) - 1, -1, -1):
        if not before.whole[0] <= found[i].at < before.whole[1]:
            break
        if day is not None and found[i].moment is None:
            found[i] = replace(found[i], moment=day)
