"""A document's sections: where a heading begins one, and whose it is where the heading names one person.

"A. Application lodged by Mr S.R." makes the section his: "the applicant" there is he, until a heading of the same
rank. A heading of a lower rank ("1. The extradition proceedings") leaves the section to whom it belonged.

May import: the standard library.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_RANK = re.compile(r"\s*(?:(?P<letter>[A-ZА-ЯЁ])[.)]|(?P<roman>[IVXІХ]{1,6})[.)]|(?P<digit>\d{1,2})[.)]?|\((?P<small>[a-zа-яё]{1,3})\))\s")  # fmt: skip
_ORDER = ("roman", "letter", "digit", "small")


@dataclass(frozen=True, slots=True)
class Section:
    """From `start` to the next section; `whose` is the referent it is about, None where no one is named alone. `apart`:
    headings like it name people, so that it is nobody's of the sections before ("Case of a baker" after "Case of X").
    """

    start: int
    whose: int | None
    apart: bool = False


def sections_of(
    text: str,
    headings: Sequence[tuple[int, int]],
    named: Callable[[int, int], Sequence[int]],
) -> tuple[Section, ...]:
    """The sections that `headings` begin; `named` gives the referents named in a run `[start, end)`."""
    made: list[Section] = []
    whose: int | None = None
    openings: set[str] = set()  # words with which headings begin that name people
    rank = -1  # of the heading that named `whose`
    for start, end in headings:
        people = tuple(dict.fromkeys(named(start, end)))
        own = _rank(text[start:end])
        if len(people) == 1:
            whose, rank = people[0], own
        elif people or own <= rank or rank < 0 or own < 0:
            whose, rank = None, -1
        opening = text[start:end].split(maxsplit=1)[:1]
        made.append(Section(start, whose, bool(opening) and opening[0] in openings))
        if people:
            openings.update(opening)
    return tuple(made)


def section_at(sections: Sequence[Section], offset: int) -> Section:
    """The section that holds this character; before the first heading, a section that is nobody's."""
    i = bisect_right(sections, offset, key=lambda s: s.start) - 1
    return sections[i] if i >= 0 else Section(0, None)


def _rank(heading: str) -> int:
    """Roman numbers above letters above figures; -1 where the heading is not numbered."""
    found = _RANK.match(heading)
    if found is None:
        return -1
    if found["letter"] and found["letter"] in "IVX":
        return 0  # "I." is a number more often than a letter
    return _ORDER.index(str(found.lastgroup))
