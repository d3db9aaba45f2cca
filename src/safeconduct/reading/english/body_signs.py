"""Organisations told by a sign beside them in English: quotation marks after "the organisation", a picture's credit.

May import: this room.
"""

from __future__ import annotations

from collections.abc import Iterator

from safeconduct.reading.english.names.forms import begins_capital, is_given
from safeconduct.reading.english.names.runs import kind
from safeconduct.reading.english.words import Analysed

OPENING, _CLOSE = "“\"«„'‘", "”\"»“'’"


def quoted(text: Analysed) -> Iterator[tuple[int, int]]:
    """A name in quotation marks beside the noun of a body: "the organisation “Xabar”"."""
    words, called = text.words, kind("called") | kind("bodies")
    for i, word in enumerate(words[:-2]):
        if word.text not in OPENING or not begins_capital(words[i + 1].text):
            continue
        j = i + 1
        while (
            j < len(words)
            and j < i + 7
            and words[j].text not in _CLOSE
            and words[j].sentence == word.sentence
        ):
            j += 1
        if j >= len(words) or words[j].text not in _CLOSE or words[j - 1].text in ".,;!?":
            continue
        around = [w.low for w in words[max(0, i - 1) : i]] + [w.low for w in words[j + 1 : j + 6]]
        if words[j + 1 : j + 2] and words[j + 1].text in "[(":
            around += [w.low for w in words[j + 1 : j + 6]]
        near = around[:2] if "[" not in around and "(" not in around else around
        at_end = (
            i
            and words[i - 1].low in ("at", "with", "in")
            and j - i == 2
            and not is_given(words[i + 1].text)
        )
        if any(low in called for low in near) or (
            at_end
            and words[i - 2].low in ("campaigners", "activists", "lawyers", "staff", "people")
        ):
            yield i + 1, j


def credited(text: Analysed) -> Iterator[tuple[int, int]]:
    """ "Photo: Xabar News.": who made or holds a picture or page."""
    words = text.words
    for i, word in enumerate(words[:-2]):
        if (
            word.low not in kind("credits")
            or not begins_capital(word.text)
            or words[i + 1].text != ":"
        ):
            continue
        j = i + 2
        while (
            j < len(words)
            and j < i + 6
            and begins_capital(words[j].text)
            and words[j].block == word.block
        ):
            j += 1
            if words[j - 1].text.endswith("."):
                break
        if j > i + 2:
            yield i + 2, j
