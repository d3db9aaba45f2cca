"""Uzbek text as one plain string whatever its script: lower case, Latin letters, one apostrophe, with a map back.

Cyrillic letters are turned into those of the 1995 alphabet. May import: the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass

_CYRILLIC = "абвгдезийклмнопрстуфхъыэқғҳўжцшчёюяь"
_PLAIN = "a b v g d e z i y k l m n o p r s t u f x ' i e q g' h o' j ts sh ch yo yu ya"
_LETTERS = dict(zip(_CYRILLIC, [*_PLAIN.split(), ""], strict=True))
_APOSTROPHES = frozenset("‘’ʻʼ`´ʹ'")
_VOWELS = "аеёиоуўэюяъь"


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` is what to match; `origin[i]` the place in the document that its i-th letter came from."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A run of the plain text as a run of the document."""
        return self.origin[start], self.origin[end - 1] + 1 if end > start else self.origin[start]


def plain(text: str, start: int, end: int) -> Plain:
    """`text[start:end]` made plain."""
    made: list[str] = []
    origin: list[int] = []
    for i in range(start, end):
        letter = text[i].lower()
        if letter in _APOSTROPHES:
            shown = "'"
        elif letter == "е":
            before = text[i - 1].lower() if i > start else " "
            shown = "ye" if not before.isalpha() or before in _VOWELS else "e"
        else:
            shown = _LETTERS.get(letter, letter if len(letter) == 1 else text[i])
        made.append(shown)
        origin.extend([i] * len(shown))
    return Plain("".join(made), (*origin, end))


def latin(word: str) -> str:
    """A word in Latin letters, its first letter as written."""
    shown = plain(word, 0, len(word)).text
    return (
        "-".join(p[:1].upper() + p[1:] for p in shown.split("-")) if word[:1].isupper() else shown
    )
