"""Which day a telling is of: that of a chronology's line, of "until D, when he was released", of what lasts.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.english.arguments import Argument
from safeconduct.reading.english.conditions import Conditions
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Anchor

_TO = re.compile(r"\b(?:to|until|till|through)\s*$")
# What lasts: "since August" is its beginning; of anything else it is the day.
LASTING = {
    "harassment",
    "threat",
    "surveillance",
    "work",
    "illness",
    "ill_treatment",
    "media_accusation",
    "reprisal",
}


class Days(Conditions):
    """Days that grammar alone does not give."""

    __slots__ = ()

    def _on_that_day(self, word: Word, moment: int | None) -> bool:
        """ "Held until 20 March, *when he was released*": on that very day."""
        if moment is None or moment >= len(self.moments) or word.dep not in ("relcl", "advcl"):
            return False
        kids = [self.text.words[k].low for k in word.kids]
        return "when" in kids and self.moments[moment].start < word.start

    def _is_of_the_line(self, moment: int | None, bound: str) -> bool:
        """Is what a part of a chronology's line tells of the line's own date? "Extended to 14.07.2020" is."""
        if moment is None or moment >= len(self.moments) or bound in ("until", "by", "before"):
            return True
        m = self.moments[moment]
        return (
            m.anchor is Anchor.STORY
            or _TO.search(self.text.text[m.start - 12 : m.start]) is not None
        )

    def _first_day(self, n: int, kind: str) -> int:
        """ "2014–2019 – residence permit": what does not last happened at the beginning."""
        m = self.moments[n]
        if m.until is None or kind in LASTING:
            return n
        self.frames.append(replace(m, until=None, sets_story=False))
        return len(self.moments) + len(self.frames) - 1

    def _by_police(self, args: Sequence[Argument]) -> bool:
        """Whoever the police put into a car is arrested, as far as the words go."""
        return any(
            self.holds(a.word, ("police", "policeman", "gendarme", "patrol"))
            for a in args
            if a.role in ("subject", "agent")
        )
