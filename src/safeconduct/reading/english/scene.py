"""What the matching of triggers shares: the analysed text, its mentions and moments, and the candidates made so far.

May import: this room.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from safeconduct.reading.english.attributes import Attributes
from safeconduct.reading.english.lexicon import Matter
from safeconduct.reading.english.mood import Telling, telling
from safeconduct.reading.english.people.mentions import Pointed
from safeconduct.reading.english.words import Analysed
from safeconduct.reading.marks import Candidate, Mention, Moment, Sort
from safeconduct.reading.voices.entries import Line


@dataclass(slots=True)
class Scene:
    """One run of text while its events are being found."""

    text: Analysed
    pointed: Pointed
    moments: list[Moment]
    clause_of: Sequence[int]
    noise: frozenset[int]
    attributes: Attributes
    made: list[Candidate] = field(default_factory=list)
    zeros: list[Mention] = field(default_factory=list)
    operative: int = (
        10**9
    )  # where "RULED:" begins; what stands after it was decided on the document's day
    heading: int | None = None
    lines: dict[int, Line] = field(default_factory=dict)  # blocks of a chronology or a card
    kin_lines: dict[int, str] = field(default_factory=dict)  # a line's number -> whom of the kin
    answers: Sequence[tuple[int, int]] = ()  # runs of an interview's answers
    about: int | None = None  # the mention of whom a chronology or a card is about
    told: set[int] = field(default_factory=set)  # nouns that a verb has already made something of
    frames: list[Moment] = field(default_factory=list)  # moments the words give by another event
    framed: dict[int, int] = field(default_factory=dict)
    _phrases: dict[int, str] = field(default_factory=dict)
    _wides: dict[int, str] = field(default_factory=dict)
    _clauses: dict[int, str] = field(default_factory=dict)
    _tellings: dict[int, Telling] = field(default_factory=dict)
    _governors: dict[int, list[int]] = field(default_factory=dict)
    _governor_of: dict[int, int] = field(default_factory=dict)  # of each moment
    _starts: list[tuple[int, int]] = field(default_factory=list)  # of the moments, in text order
    _names: Sequence[int] = ()
    _last_matter: tuple[int, Matter] | None = None

    def moments_between(self, start: int, end: int) -> Iterator[int]:
        """The moments that begin in `[start, end)` of the document, in order of the text."""
        if len(self._starts) != len(self.moments):
            self._starts = sorted((m.start, n) for n, m in enumerate(self.moments))
        for i in range(bisect_left(self._starts, (start, -1)), len(self._starts)):
            at, n = self._starts[i]
            if at >= end:
                break
            yield n

    def mention(self, p: int) -> Mention:
        """The mention of this number: of the text, or (negative) for a person the words leave out."""
        return self.pointed.mentions[p] if p >= 0 else self.zeros[-p - 1]

    def names(self) -> Sequence[int]:
        """The mentions that are names, in order of the text."""
        if not self._names:
            self._names = [i for i, m in enumerate(self.pointed.mentions) if m.sort is Sort.NAME]
        return self._names

    def telling(self, i: int) -> Telling:
        """How the predicate at this word is told."""
        found = self._tellings.get(i)
        if found is None:
            found = self._tellings[i] = telling(self.text, i)
        return found
