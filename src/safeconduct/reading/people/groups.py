"""Several people meant by one word: "they", "the two men", "four Uzbeks" whom the next paragraph names one by one.

May import: this room's marks and people.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.people.heroes import Heroes

_COMMA = re.compile(r"\s*(?:\([^()\n]{1,30}\))?\s*[,;]\s*(?:\d{1,2}\s*,\s*)?")
_AND = re.compile(
    r"\s*(?:\([^()\n]{1,30}\))?\s*(?:,\s*(?:\d{1,2}\s*,\s*)?)?\b(?:and|as well as|и|а также|va|hamda|ҳамда|ва)\s+"
    r"(?:(?!(?:his|her|their|my|our|its|who|его|её|их|мой|моя)\b)[^\W\d_]+\.?\s+){0,3}"
)
_BACK = 3  # sentences in which "they" were named
_WIDE = 12  # paragraphs in which "the two men" were
_AHEAD = 3  # and in which four Uzbeks of a lead are named


class Groups(Heroes):
    """Who was named side by side, and which of such groups a plural means."""

    def together(self, j: int) -> tuple[int, ...]:
        """Those of whom this mention is the last named side by side ("A, his brother and two others"), else whom it
        means alone; officials left out.
        """
        run, at, closed = [j], self._place_in_line(j), False
        while at is not None and at > 0:
            before = self._line[at - 1]
            between = self.text[self.mentions[before].end : self.mentions[run[0]].start]
            if not (_COMMA.fullmatch(between) if closed else _AND.fullmatch(between)):
                break
            run, at, closed = [before, *run], at - 1, True
        if len(run) == 1:
            return self.meant[j]
        people = dict.fromkeys(w for k in run for w in self.meant[k])
        return tuple(w for w in people if w not in self.officials())

    @cached_property
    def _line(self) -> list[int]:
        """The mentions that can be named side by side, in order: neither pronouns nor such as stand in another."""
        return [
            i
            for i, m in enumerate(self.mentions)
            if m.sort is not Sort.PRONOUN and not m.artefact and m.end > m.start
        ]

    def _place_in_line(self, j: int) -> int | None:
        at = bisect_left(self._line, j)
        return at if at < len(self._line) and self._line[at] == j else None

    def several(self, i: int, at: int, not_me: set[int]) -> tuple[int, ...]:
        """ "They": the last plural person or people named side by side, if near."""
        for j in range(i - 1, -1, -1):
            other = self.mentions[j]
            if at - self.sentence_of(other.start) > _BACK:
                break
            who = self.together(j)
            if (len(who) > 1 or (who and self.whos[who[0]].plural)) and not set(who) <= not_me:
                return who
        mention = self.mentions[i]
        near = [
            w for w in self.recent(mention.start, 1) if w not in not_me and not self.whos[w].plural
        ]
        pair = [w for w in near if self.whos[w].name and not self.whos[w].office]
        if len(pair) == 2 and len(near) == 2:
            return tuple(sorted(pair, key=lambda w: -len(self.whos[w].mentions)))
        if mention.possessive:
            for who_id in self.recent(mention.start, 2):
                partner = self.spouse.get(who_id)
                if partner is not None and who_id not in not_me:
                    return tuple(
                        sorted((who_id, partner), key=lambda w: -len(self.whos[w].mentions))
                    )
        return ()

    def group_of(self, i: int, mention: Mention) -> tuple[int, ...]:
        """ "The two men": the last so many spoken of together. "Four Uzbeks", new: the next so many who are named."""
        here = self.paragraph_of(mention.start)
        if mention.again:
            return self._named_next(mention, here)
        for j in range(i - 1, -1, -1):
            if here - self.paragraph_of(self.mentions[j].start) > _WIDE:
                break
            who = self.together(j)
            size = self._size(who)
            if size != 1 and mention.count in (None, size) and self._can_be(who, mention.sex):
                return who
        return self._named_next(mention, here) if mention.count else ()

    def _named_next(self, mention: Mention, here: int) -> tuple[int, ...]:
        """The next so many who are named side by side, some paragraphs on at most."""
        begin = bisect_left(self._mention_starts, mention.end)
        for j in range(begin, len(self.mentions)):
            if self.paragraph_of(self.mentions[j].start) - here > _AHEAD:
                break
            who = self.together(j) if self.mentions[j].sort is Sort.NAME else ()
            if 1 < len(who) == mention.count:
                return who
        return ()

    def _can_be(self, who: tuple[int, ...], sex: str | None) -> bool:
        """ "The men" are no wives."""
        return sex is None or all(self.whos[w].sex in (None, sex) for w in who)

    def _size(self, who: tuple[int, ...]) -> int | None:
        """How many these are; None for several of untold number, 1 for nobody."""
        sizes = [
            d.count if self.whos[w].plural and (d := self.whos[w].described) else 1 for w in who
        ]
        return sum(n for n in sizes if n) or 1 if None not in sizes else None
