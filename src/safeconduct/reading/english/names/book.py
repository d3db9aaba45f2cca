"""The names taken so far in an English text: what may be part of one, and which of two that overlap stands.

May import: `record`, this room.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from safeconduct.reading.english.names.credit import Credit
from safeconduct.reading.english.names.forms import (
    ACRONYM,
    FAMILY,
    INITIAL,
    PARTICLES,
    SON_OF,
    begins_capital,
    is_given,
    is_place,
    listed,
)
from safeconduct.reading.english.words import PLAIN, Analysed
from safeconduct.record.places import demonyms
from safeconduct.record.towns import town_of


@cache
def _many() -> frozenset[str]:
    return listed("numbers") - {"one", "a", "an"}


@dataclass(frozen=True, slots=True)
class Found:
    """A person's name in words `[first, last)`; `name` is its form to compare."""

    first: int
    last: int
    name: str
    family: bool = False  # "the Tursunovs"


class Book:
    """One document's names; `credit` is what the document tells about its words."""

    def __init__(self, text: Analysed) -> None:
        self.text = text
        self.credit = Credit(text)
        self.taken: dict[int, Found] = {}  # word index -> the name that covers it

    def names(self) -> list[Found]:
        """In text order."""
        return sorted(set(self.taken.values()), key=lambda f: f.first)

    def add(self, first: int, last: int, *, family: bool = False, titled: bool = False) -> bool:
        """Take these words as a name, trimmed of what is not of it; False where nothing remains."""
        words = self.text.words
        if not titled:
            # "WITNESS STATEMENT OF BAHROM YUSUPOV": no name holds an "of"
            first = max((i + 1 for i in range(first, last) if words[i].low == "of"), default=first)
        while not titled and first < last and not self.part(first):
            first += 1
        while not titled and last > first and not self.part(last - 1, at_end=True):
            last -= 1
        for i in range(first, last):
            if not self._inside(i) or (i > first and self.broken(i)):
                last = i
                break
        while (
            not titled
            and first < last - 1
            and words[first].low.rstrip(".") in (listed("titles") | listed("callings"))
        ):
            first += 1
        if first >= last or self._half_a_word(first) or not self._named(first, last, titled):
            return False
        if not family and self._counted(first, last):
            return False
        name = " ".join(self.text.phrase(first, last).translate(PLAIN).split())
        # an old single-word finding inside a longer one gives way
        if any(
            i in self.taken and self.taken[i].last - self.taken[i].first >= last - first
            for i in range(first, last)
        ):
            return False
        for i in range(first, last):
            old = self.taken.pop(i, None)
            if old:
                for j in range(old.first, old.last):
                    self.taken.pop(j, None)
        found = Found(first, last, name[:-1] if family else name, family)
        for i in range(first, last):
            self.taken[i] = found
        return True

    def _named(self, first: int, last: int, titled: bool) -> bool:
        """Are these words a name at all, and of a person?"""
        words = self.text.words
        whole = self.text.phrase(first, last)
        if all(INITIAL.fullmatch(words[i].text) for i in range(first, last)):
            return titled or (
                words[first].text.count(".") > 1 and words[first].low not in listed("points")
            )
        if last - first > 1:  # neither "San Francisco" nor the "San Francisco Bay Area"
            town = self.text.phrase(first, first + 2)
            return not is_place(whole) and town_of(whole) is None and town_of(town) is None
        low = words[first].low.rstrip(".")
        if low in listed("not_alone") or is_place(whole):
            return False
        return not (ACRONYM.fullmatch(whole) and len(whole) < 5)

    def _counted(self, first: int, last: int) -> bool:
        """ "Four *Karakalpaks*": a people or a party, of which some are told."""
        words = self.text.words
        before = words[first - 1].low if first else ""
        many = before.isdecimal() or before in listed("quantities") | _many()
        return many and last - first == 1 and words[first].low.endswith("s")

    def part(self, i: int, *, at_end: bool = False) -> bool:
        """Can this word begin or end a name?"""
        word = self.text.words[i]
        low = word.low.rstrip(".")
        initial = len(low) == 1 and word.text.endswith(".")
        if low in _many():
            return False
        if (low in listed("not_names") and not initial) or low in demonyms():
            # "Islam Karimov": a given name after all, before a family name
            given = is_given(word.text)
            after = self.text.words[i + 1].text if i + 1 < len(self.text.words) else ""
            return given and bool(FAMILY.fullmatch(after))
        if at_end and SON_OF.fullmatch(word.text):
            return True
        if not begins_capital(word.text):
            return False
        if is_place(word.text) and not is_given(word.text):
            return False
        return word.tag not in ("PRP", "PRP$", "DT", "IN", "CC", "WP", "WRB", "MD") or len(low) > 4

    def broken(self, i: int) -> bool:
        """Does a short line end before this word? A name wrapped by a full line goes on; a heading's does not."""
        words = self.text.words
        gap = self.text.text[words[i - 1].end : words[i].start]
        if "\n" not in gap:
            return False
        line = self.text.text.rfind("\n", 0, words[i - 1].start)
        return words[i - 1].end - line < 55

    def _half_a_word(self, first: int) -> bool:
        """ "Nur-*Sultan*": what a hyphen ties to the word before it is no name of its own."""
        start = self.text.words[first].start
        before = self.text.text[max(0, start - 2) : start]
        return len(before) == 2 and before[1] in "-‑" and before[0].isalpha()

    def _inside(self, i: int) -> bool:
        word = self.text.words[i]
        return (
            begins_capital(word.text) or word.low in PARTICLES or bool(SON_OF.fullmatch(word.text))
        )
