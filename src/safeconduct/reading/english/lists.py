"""Names side by side: those whom a plural goes on to name, and all of a list where the parser sees only the first.

May import: this room.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from safeconduct.reading.english.timing import Timing
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Mention, Sort

_BESIDE = re.compile(r" ?,? and | ?, (?:\d\d, (?:and )?)?")  # from one name of a list to the next
# What may part one name of a list from the next: "A, a journalist, and his lawyer B".
_IN_LISTS = frozenset({",", "CC", "NN", "JJ", "DT", "PRP$", "CD"})
_LISTED = 60  # words from a verb that a list may reach


class Lists(Timing):
    """Names side by side."""

    __slots__ = ()

    def _named_beside(self, word: Word) -> list[int]:
        """ "His brothers *Karim and Rustam Aliyev*", "two of the editors, *X and Y*,": those whom a plural goes on to name."""
        words = self.text.words
        last = max(
            self.text.subtree(
                word.i, frozenset({"appos", "conj", "relcl", "acl", "punct", "npadvmod"})
            )
        )
        start = last + 1 + (last + 1 < len(words) and words[last + 1].text in (",", ":", "–", "—"))
        apposed = (k for k in word.kids if words[k].dep == "appos")
        first = next(
            (
                p
                for k in (*apposed, start)
                if (p := self.pointed.by_word.get(k)) is not None and self._is_name(p)
            ),
            None,
        )
        if first is None or self._opens_the_clause(word, start):
            return []
        found = [first]
        for p in range(first + 1, len(self.pointed.mentions)):
            between = self.text.text[self.mention(found[-1]).end : self.mention(p).start]
            if not self._is_name(p) or not _BESIDE.fullmatch(between):
                break
            found.append(p)
        return found

    def _opens_the_clause(self, word: Word, i: int) -> bool:
        """ "According to *unnamed sources*, Karim Yusupov was deported": he is the subject, and no source."""
        words = self.text.words
        over = words[word.head]
        while over.dep == "prep":
            over = words[over.head]
        named = words[i] if i < len(words) else word
        while named.dep == "compound":
            named = words[named.head]
        return word.dep == "pobj" and named.dep in ("nsubj", "nsubjpass") and over.i == named.head

    def _whole_list(self, people: Sequence[int], verb: Word) -> list[int]:
        """ "A, *B*, and *C* were arrested", "detained journalist A and *lawyer B*": all names of a list, the last behind an
        "and", where the parser hangs only the first on the verb.
        """
        found = list(people)
        names = self.names()
        for p in (p for p in people if self._is_name(p)):
            at = first = bisect_left(names, p)
            while first and self._joins(names[first - 1], names[first], verb) is not None:
                first -= 1
            last = at
            for n in range(first, len(names) - 1):
                joins = self._joins(names[n], names[n + 1], verb)
                if joins is None:
                    break
                last = n + 1 if joins else last
            if last > at or (last == at > first and self._joins(names[at - 1], p, verb)):
                found += [q for q in names[first : last + 1] if q not in found]
        return found

    def _joins(self, a: int, b: int, verb: Word) -> bool | None:
        """Does only what stands in a list part two names? True: with an "and"; None: something else parts them."""
        one, other = self.mention(a), self.mention(b)
        if (one.start < verb.start) != (other.start < verb.start):
            return None
        near = self.text.words[max(0, verb.i - _LISTED) : verb.i + _LISTED]
        between = [w for w in near if one.end <= w.start < other.start]
        if not between or between[0].tag not in (",", "CC"):
            return None
        if any(w.tag not in _IN_LISTS or w.sentence != verb.sentence for w in between):
            return None
        if any(self._acts_elsewhere(m, verb) for m in (one, other)):
            return None  # "arrested A, and B fled"
        return any(w.low == "and" for w in between)

    def _acts_elsewhere(self, name: Mention, verb: Word) -> bool:
        """Is the name the subject of another verb?"""
        words = self.text.words
        inside = [
            w
            for w in words[max(0, verb.i - _LISTED) : verb.i + _LISTED + 9]
            if name.start <= w.start < name.end
        ]
        heads = [
            w for w in inside if not name.start <= words[w.head].start < name.end or w.head == w.i
        ]
        if any(w.dep in ("nsubj", "nsubjpass", "poss") and w.head != verb.i for w in heads):
            return True
        after = words[inside[-1].i + 1] if inside and inside[-1].i + 1 < len(words) else None
        return name.start > verb.start and after is not None and after.tag in ("VBD", "VBZ", "MD")

    def _is_name(self, mention: int) -> bool:
        return mention >= 0 and self.mention(mention).sort is Sort.NAME
