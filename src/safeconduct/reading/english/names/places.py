"""Places that English words name: what the model found, what the lists hold, and what "in" leads to.

A state that acts is a place all the same; peoples and adjectives ("Uzbek") are none.

May import: `record`, this room.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from functools import cache

from safeconduct.reading.english.names.forms import begins_capital, is_given, listed
from safeconduct.reading.english.names.runs import capitals, is_demonym, kind, stretch, trimmed
from safeconduct.reading.english.words import Analysed
from safeconduct.record.places import gazetteer, place_of
from safeconduct.record.towns import town_of

Run = tuple[int, int]
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NEVER = frozenset(
    {
        "DATE",
        "TIME",
        "LAW",
        "NORP",
        "LANGUAGE",
        "MONEY",
        "PERCENT",
        "EVENT",
        "WORK_OF_ART",
        "CARDINAL",
    }
)
_LONGEST = 8  # words in a place's name: "United Kingdom of Great Britain and Northern Ireland"
# Nouns that are part of a place's name though written small ("the Tula region").
_SMALL = frozenset(
    {"airport", "avenue", "county", "district", "island", "islands", "krai", "lake", "mountains", "oblast", "peninsula", "province",
     "rayon", "region", "river", "square", "street"}
)  # fmt: skip


@cache
def _first_words() -> frozenset[str]:
    return frozenset(key.split()[0] for key in gazetteer())


class Places:
    """One document's places; `taken` are words in the names of people and bodies."""

    def __init__(self, text: Analysed, taken: Collection[int]) -> None:
        self.text = text
        self.others = frozenset(taken)
        self.found: dict[int, Run] = {}
        self.labels = {i: e.label for e in text.entities for i in range(e.first, e.last)}
        self.votes: dict[str, Counter[str]] = defaultdict(Counter)
        for e in text.entities:
            self.votes[text.phrase(e.first, e.last)][e.label] += 1

    def find(self) -> list[Run]:
        """All runs of words, in order."""
        for source in (self._listed, self._from_model, self._towns):
            for first, last in source():
                self.add(first, last)
        return sorted(set(self.found.values()))

    def add(self, first: int, last: int) -> None:
        """Take these words with what belongs to them; the longer of two stands."""
        first, last = trimmed(self.text, *stretch(self.text, first, last))
        while first < last and first in self.others:
            first += 1
        inside = next((i for i in range(first, last) if i in self.others), last)
        first, last = self._whole(first, inside)
        if first >= last or not self.names(first, last):
            return
        over = {self.found[i] for i in range(first, last) if i in self.found}
        if any(b - a >= last - first for a, b in over):
            return
        for a, b in over:
            for i in range(a, b):
                del self.found[i]
        for i in range(first, last):
            self.found[i] = (first, last)

    def names(self, first: int, last: int) -> bool:
        """Can these words be the name of a place?"""
        words = self.text.words[first:last]
        lows = [w.low for w in words]
        if not begins_capital(words[0].text) or any(c.isdigit() for w in words for c in w.text):
            return False
        if place_of(self.text.phrase(first, last)) or (
            len(lows) == 1 and lows[0] in kind("states_short")
        ):
            return True
        if all(is_demonym(low) or low in kind("no_place_alone") for low in lows):
            return False
        if len(lows) == 1 and lows[0] in kind("no_bodies"):
            return False
        if any(w.text in ",;:()[]" for w in words):
            return False
        return not (
            len(lows) == 1 and (lows[0] in listed("not_names") or lows[0] in kind("body_alone"))
        )

    def _whole(self, first: int, last: int) -> Run:
        """ "the *Republic of* Cyprus", "the Tula *region*"."""
        words = self.text.words
        if first >= last:
            return first, last
        start, stop = self.text.sentences[words[first].sentence]
        if first - start >= 2 and words[first - 1].low in ("of", "the"):
            i = first - 1 - (words[first - 1].low == "the")
            if (
                i > start
                and words[i].low == "of"
                and words[i - 1].low in kind("place_before")
                and begins_capital(words[i - 1].text)
            ):
                first = i - 1
                while (
                    first > start
                    and begins_capital(words[first - 1].text)
                    and words[first - 1].low in kind("place_adjectives")
                ):
                    first -= 1
        if last < stop and last not in self.others:
            after = words[last]
            low = after.low
            if (
                low in kind("place_after")
                and (begins_capital(after.text) or low in _SMALL)
                and words[last - 1].low not in kind("place_after")
            ):
                last += 1
        return first, last

    def _listed(self) -> Iterator[Run]:
        """Names of the case vocabulary: the longest that stands here."""
        words, first_words = self.text.words, _first_words()
        i = 0
        while i < len(words):
            word = words[i]
            if (
                not begins_capital(word.text)
                or word.low.replace("’", "'") not in first_words
                or i in self.others
            ):
                i += 1
                continue
            stop = self.text.sentences[word.sentence][1]
            for n in range(min(_LONGEST, stop - i), 0, -1):
                place = place_of(self.text.phrase(i, i + n))
                if place is not None and begins_capital(words[i + n - 1].text):
                    if n > 1 or self._stands(i, bool(place.is_state)):
                        yield i, i + n
                    i += n - 1
                    break
            i += 1

    def _stands(self, i: int, state: bool) -> bool:
        """One listed word: not where the model sees a person's or another thing's name."""
        label = self.labels.get(i, "")
        if state or label in _PLACES or not label:
            return True
        return label in ("PERSON", "ORG") and self._at(i)

    def _from_model(self) -> Iterator[Run]:
        for e in self.text.entities:
            if e.label not in _PLACES:
                continue
            votes = self.votes[self.text.phrase(e.first, e.last)]
            single = e.last - e.first == 1
            if (
                single
                and votes["ORG"] > votes["GPE"] + votes["LOC"] + votes["FAC"]
                and not self._town(e.first, e.last)
            ):
                continue
            if (
                single
                and is_given(self.text.words[e.first].text)
                and not self._at(e.first)
                and not self._town(e.first, e.last)
            ):
                continue
            if single and (self._is_a_translation(e.first) or self._is_a_case(e.last)):
                continue
            yield e.first, e.last

    def _is_a_translation(self, i: int) -> bool:
        """ "A penal order (*Strafverfügung*)": the word for it in another language."""
        words = self.text.words
        around = (
            i > 1 and i + 1 < len(words) and words[i - 1].text == "(" and words[i + 1].text == ")"
        )
        return around and words[i - 2].text.islower() and not self._town(i, i + 1)

    def _is_a_case(self, last: int) -> bool:
        """ "*Karimov* and Others v. Russia"."""
        behind = [w.low.rstrip(".") for w in self.text.words[last : last + 3]]
        return behind[:1] == ["v"] or behind == ["and", "others", "v"]

    def _towns(self) -> Iterator[Run]:
        """Capitals after "in" or "near", and towns of the lists after any word that leads to a place."""
        words = self.text.words
        i = 0
        while i < len(words):
            word = words[i]
            if not begins_capital(word.text) or i in self.others or i in self.found:
                i += 1
                continue
            stop = self.text.sentences[word.sentence][1]
            j = max(i + 1, capitals(self.text, i, stop))
            known = j if self._town(i, j) else None
            label = self.labels.get(i, "")
            if not label and words[i - 1 : i] and words[i - 1].low not in kind("inside"):
                known = None
            if (
                known is not None
                and label not in _NEVER
                and (
                    self._at(i)
                    or self._after_place(i)
                    or (label in ("ORG", "PERSON") and self._of_place(i))
                )
            ):
                yield i, known
            elif (
                words[i - 1 : i]
                and words[i - 1].low in kind("inside")
                and label in ("", "PERSON")
                and word.tag == "NNP"
                and word.dep == "pobj"
                and j - i <= 2
                and len(word.text) > 2
                and not word.text.isupper()
            ):
                yield i, j
            i = j

    def _town(self, first: int, last: int) -> bool:
        return town_of(self.text.phrase(first, last)) is not None

    def _at(self, i: int) -> bool:
        """After a word that leads to a place."""
        words = self.text.words
        back = i - 1 - (i > 1 and words[i - 1].low == "the")
        return back >= 0 and words[back].low in kind("at_a_place")

    def _of_place(self, i: int) -> bool:
        words = self.text.words
        return (
            i + 1 < len(words)
            and words[i + 1].text in (",", "(", ")")
            and i > 0
            and words[i - 1].text in (",", "(", "and")
        )

    def _after_place(self, i: int) -> bool:
        """ "Nicosia and Famagusta", "Wesel, Germany"."""
        words = self.text.words
        return i > 1 and words[i - 1].text in ("and", ",", "or", "(") and i - 2 in self.found
