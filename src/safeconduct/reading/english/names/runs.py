"""Runs of words that may be one name: capitals side by side, hyphens inside them, the small words that join them.

May import: `record`, the shelf, this room.
"""

from __future__ import annotations

from functools import cache

from safeconduct.reading.english.names.forms import begins_capital
from safeconduct.reading.english.words import Analysed
from safeconduct.record.places import demonyms, place_of
from safeconduct.shelf import read_yaml, shelf

_JOINTS = frozenset("-‐‑–/")
_GOES_ON = frozenset({"of", "for", "on", "against", "and", ",", "&", "the"})
_TAGS = frozenset({"NNP", "NNPS", "NN", "NNS", "JJ", "CD", "FW", "VBN", "VBG"})


@cache
def kind(key: str) -> frozenset[str]:
    """A list of vocabulary/names-en.yaml."""
    return frozenset(map(str, read_yaml(shelf("vocabulary") / "names-en.yaml")[key]))


def is_demonym(word: str) -> bool:
    """ "Uzbek", "Tajiks": of a people or state, no place."""
    low = word.casefold()
    return low in demonyms() or low.removesuffix("s") in demonyms()


def joined(text: Analysed, i: int) -> bool:
    """Do words `i - 1` and `i` touch, as the parts of "Yuzhno-Sakhalinsk" do?"""
    words = text.words
    if not 0 < i < len(words) or words[i - 1].end != words[i].start:
        return False
    return words[i].text in _JOINTS or words[i - 1].text in _JOINTS


def stretch(text: Analysed, first: int, last: int) -> tuple[int, int]:
    """The run with what hangs on it by a hyphen or slash."""
    words = text.words
    while first > 1 and joined(text, first) and begins_capital(words[first - 2].text):
        first -= 2
    while (
        last + 1 < len(words)
        and joined(text, last)
        and joined(text, last + 1)
        and begins_capital(words[last + 1].text)
        and words[last].text in _JOINTS
    ):
        last += 2
    return first, last


def trimmed(text: Analysed, first: int, last: int) -> tuple[int, int]:
    """Without "the" and 's, and without what only leads to the name or is opened after it."""
    words = text.words
    for i in range(first, last):
        if words[i].text in "([{" or words[i].text in ")]}":
            if i > first:
                last = i
                break
            first = i + 1
    while first < last and not (
        begins_capital(words[first].text) or words[first].text[:1].isdigit()
    ):
        first += 1
    while first < last and words[first].low in ("the", "a", "an"):
        first += 1
    while (
        last > first
        and (
            words[last - 1].low in ("'s", "'", "’s", "&", "and", "of", "the")
            or not words[last - 1].text[-1].isalnum()
        )
        and not (words[last - 1].text.endswith(".") and len(words[last - 1].text) > 1)
    ):
        last -= 1
    return first, last


def capitals(text: Analysed, i: int, stop: int) -> int:
    """Where the run of capitals that begins with word `i` ends, in its sentence and before `stop`."""
    words = text.words
    j = i
    while j < stop and words[j].sentence == words[i].sentence:
        if joined(text, j) and words[j].text in _JOINTS and j + 1 < stop and joined(text, j + 1):
            j += 1
            continue
        if not begins_capital(words[j].text) or words[j].tag not in _TAGS:
            break
        j += 1
    while j > i and words[j - 1].text in _JOINTS:
        j -= 1
    return j


def onward(
    text: Analysed, first: int, last: int, stop: int, people: frozenset[int]
) -> tuple[int, int]:
    """ "Ministry *of Education, Science and Culture*": small words and the capitals they lead to."""
    words = text.words
    if words[last - 1].low not in kind("bodies_of"):
        return first, last
    end, j, lists = last, last, False
    while j < stop and words[j].low in _GOES_ON and j - end < 3:
        lists = lists or words[j].low in (",", "and", "&")
        k = j + 1
        while (
            k < stop
            and begins_capital(words[k].text)
            and words[k].tag in ("NNP", "NNPS", "JJ")
            and k not in people
        ):
            k += 1
        if k == j + 1:
            j += 1
            continue
        if words[j].low == "," and not _series(text, k, stop):
            break
        if words[j].low == "the" and words[j - 1].low not in ("of", "for"):
            break
        if words[j + 1].low in kind("place_before") | kind("place_adjectives") and words[j].low in (
            "of",
            "the",
        ):
            break
        if any(words[n].low in kind("bodies") for n in range(j + 1, k)) and words[j].low in (
            "and",
            "&",
            ",",
            "against",
            "on",
        ):
            break
        if place_of(text.phrase(j + 1, k)) and end > last:
            break
        end = j = k
    return first, end


def _series(text: Analysed, k: int, stop: int) -> bool:
    """After a comma: does an "and" with a capital follow, so that the comma is inside the name?"""
    words = text.words
    return k + 1 < stop and words[k].low in ("and", "&") and begins_capital(words[k + 1].text)
