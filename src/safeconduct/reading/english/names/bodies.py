"""Organisations that English words name: courts, ministries, services, media, parties, by name or abbreviation.

What the model takes for one is cut to its words; bodies it misses are told by the nouns that end or begin their names,
by capitals alone, by quotation marks beside "the organisation", by picture credits, and by their being named again.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from safeconduct.reading.english.body_signs import OPENING, credited, quoted
from safeconduct.reading.english.names.forms import begins_capital, listed
from safeconduct.reading.english.names.runs import (
    capitals,
    is_demonym,
    kind,
    onward,
    stretch,
    trimmed,
)
from safeconduct.reading.english.words import Analysed
from safeconduct.record.places import place_of
from safeconduct.record.towns import town_of

Run = tuple[int, int]
_NO_START = frozenset(
    {"screen", "article", "rule", "section", "part", "annex", "appendix", "chapter"}
)
_ABBREVIATION = re.compile(r"[A-Z][A-Z&]{1,6}s?|[A-Z]{2,5}-[A-Z]{1,3}")
_LEADS = frozenset(
    {
        "the",
        "by",
        "of",
        "an",
        "from",
        "with",
        "to",
        "and",
        "or",
        ",",
        "(",
        "[",
        "that",
        "as",
        "is",
        "for",
        "at",
        "“",
        '"',
    }
)


class Bodies:
    """One document's organisations; `people` are words that are in people's names."""

    def __init__(self, text: Analysed, people: frozenset[int]) -> None:
        self.text = text
        self.people = people
        self.taken: dict[int, Run] = {}
        self.votes: dict[str, Counter[str]] = defaultdict(Counter)
        for e in text.entities:
            self.votes[text.phrase(e.first, e.last)][e.label] += 1

    def find(self) -> list[Run]:
        """All runs of words, in order."""
        for source in (
            self._from_nouns,
            self._from_model,
            lambda: quoted(self.text),
            lambda: credited(self.text),
            self._abbreviated,
        ):
            for first, last in source():
                self.add(first, last)
        for first, last in self._again():
            self.add(first, last)
        return sorted(set(self.taken.values()))

    def add(self, first: int, last: int) -> None:
        """Take these words, unless they are no name of a body or stand in a longer one."""
        first, last = trimmed(self.text, *stretch(self.text, first, last))
        if (
            first >= last
            or any(i in self.people for i in range(first, last))
            or not self.names(first, last)
        ):
            return
        over = {self.taken[i] for i in range(first, last) if i in self.taken}
        if any(b - a >= last - first for a, b in over):
            return
        for a, b in over:
            for i in range(a, b):
                del self.taken[i]
        for i in range(first, last):
            self.taken[i] = (first, last)

    def names(self, first: int, last: int) -> bool:
        """Can these words be the name of a body?"""
        words = self.text.words[first:last]
        lows = [w.low.rstrip(".") for w in words]
        whole = self.text.phrase(first, last)
        if lows[-1] in kind("laws") or self._of_law(last):
            return False
        if all(low in kind("body_alone") or low in ("of", "the", "and") for low in lows):
            return False
        if lows[0] in _NO_START or not any(c.isalpha() for c in lows[0]):
            return False
        if any(w.text.isdigit() and len(w.text) > 2 for w in words) or place_of(whole):
            return False
        if lows[0] in kind("no_bodies") and words[-1].text[0].isdigit():
            return False  # "PLN 359.5"
        if all(is_demonym(low) or low in ("-", "and") for low in lows) or is_demonym(
            re.split("[-–]", whole)[-1]
        ):
            return False
        if lows[-1] in ("republic", "kingdom", "federation") and lows[0] in kind(
            "place_adjectives"
        ):
            return False
        if len(words) == 1:
            before = self.text.words[first - 1].text if first else ""
            after = self.text.words[last].text if last < len(self.text.words) else ""
            number = before[:1].isdigit() or after[:1].isdigit()
            if lows[0] in kind("no_bodies") | kind("states_short") or (
                words[0].text.isupper() and number
            ):
                return False
            return lows[0] not in listed("not_names") or words[0].text.isupper()
        return True

    def _of_law(self, last: int) -> bool:
        """ "the Military Service *Act*"."""
        words = self.text.words
        return (
            last < len(words)
            and begins_capital(words[last].text)
            and words[last].low in kind("laws")
        )

    def _from_model(self) -> Iterator[Run]:
        words = self.text.words
        for e in self.text.entities:
            last_word = words[e.last - 1].low
            whole = self.text.phrase(e.first, e.last)
            if e.label in ("GPE", "LOC", "FAC", "PERSON"):
                body = (
                    last_word in kind("bodies")
                    and e.last - e.first > 1
                    and last_word not in kind("place_after")
                )
                if body:
                    yield self._wide(e.first, e.last)
            elif e.label == "ORG":
                if (
                    e.last - e.first == 1
                    and not words[e.first].text.isupper()
                    and self._otherwise(whole)
                ):
                    continue
                yield self._wide(e.first, e.last)

    def _otherwise(self, whole: str) -> bool:
        """A town's name, or a single word that the model oftener takes for something else."""
        votes = self.votes[whole]
        return town_of(whole) is not None or (votes["ORG"] < votes["GPE"] + votes["LOC"])

    def _wide(self, first: int, last: int) -> Run:
        """With the capitals right before it that the model left out, and the noun that ends its name."""
        words = self.text.words
        start = self.text.sentences[words[first].sentence][0]
        while (
            first > start + 1
            and begins_capital(words[first - 1].text)
            and words[first - 1].tag in ("NNP", "NNPS")
            and first - 1 not in self.people
            and words[first].low not in ("the", "a")
            and begins_capital(words[first].text)
        ):
            first -= 1
        end = self.text.sentences[words[first].sentence][1]
        if last < end and begins_capital(words[last].text) and words[last].low in kind("bodies"):
            last += 1
        return first, last

    def _from_nouns(self) -> Iterator[Run]:
        """Capitals that end in the noun of a body, or begin with one and go on with "of"."""
        words, bodies = self.text.words, kind("bodies")
        i = 0
        while i < len(words):
            if not begins_capital(words[i].text) or i in self.people or words[i].low == "the":
                i += 1
                continue
            stop = self.text.sentences[words[i].sentence][1]
            j = capitals(self.text, i, stop)
            j = max(j, i + 1)
            heads = [k for k in range(i, j) if words[k].low in bodies]
            if heads and words[heads[-1]].tag in ("NNP", "NNPS") and heads[-1] > i:
                yield onward(self.text, i, heads[-1] + 1, stop, self.people)
            elif words[i].low in kind("bodies_of") and words[i].tag in ("NNP", "NNPS"):
                a, b = onward(self.text, i, j, stop, self.people)
                if b > j:
                    yield a, b
            i = j

    def _abbreviated(self) -> Iterator[Run]:
        """Capitals alone that stand like a body's name: "the FSB", "by NTV", "an IS recruiter"."""
        words, things = self.text.words, self._things()
        for i in [i for i in self.taken if words[i].text in things and self.taken[i] == (i, i + 1)]:
            del self.taken[i]
        for first, last in self.text.blocks:
            letters = "".join(w.text for w in words[first:last])
            if letters.isupper():
                continue
            for i in range(first, last):
                word = words[i]
                if i in self.people or i in self.taken or not _ABBREVIATION.fullmatch(word.text):
                    continue
                whole = word.text.removesuffix("s") if word.text[:-1].isupper() else word.text
                if place_of(whole) or word.low in kind("no_bodies") or self._roman(whole):
                    continue
                if word.text in things:
                    continue
                votes = self.votes[word.text]
                if (
                    votes["ORG"]
                    or (
                        word.dep in ("compound", "nmod")
                        and word.tag == "NNP"
                        and len(word.text) < 6
                    )
                    or (i and words[i - 1].low in _LEADS and word.tag in ("NNP", "NNPS", "NN"))
                ):
                    yield i, i + 1

    def _things(self) -> set[str]:
        """What stands in brackets after something that is no body: "Treatment Needs Analysis (“TNA”)"."""
        words = self.text.words
        found = set()
        for i, word in enumerate(words[:-1]):
            if not _ABBREVIATION.fullmatch(word.text):
                continue
            k = i - 1
            while k > 0 and (
                words[k].text in OPENING or words[k].low in ("the", "hereinafter", ":")
            ):
                k -= 1
            if (
                k > 0
                and words[k].text in "(["
                and k - 1 not in self.taken
                and words[k - 1].text.isalpha()
            ):
                found.add(word.text)
        return found

    @staticmethod
    def _roman(word: str) -> bool:
        return bool(re.fullmatch(r"[IVXLC]+", word))

    def _again(self) -> Iterator[Run]:
        """A body's name wherever it stands again."""
        words = self.text.words
        whole: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for first, last in set(self.taken.values()):
            run = tuple(w.text for w in words[first:last])
            if (
                len(run) > 1
                or (run[0].isupper() and len(run[0]) > 1)
                or not self._otherwise(run[0])
            ):
                whole[run[0]].add(run)
        for i, word in enumerate(words):
            if i in self.taken or word.text not in whole or i in self.people:
                continue
            for run in sorted(whole[word.text], key=len, reverse=True):
                if tuple(w.text for w in words[i : i + len(run)]) == run:
                    yield i, i + len(run)
                    break
