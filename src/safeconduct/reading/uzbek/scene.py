"""One Uzbek sentence with who, when and where stand in it.

May import: `marks`, `record.places`, this package.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from safeconduct.reading.marks import Mention, Moment
from safeconduct.reading.uzbek import noun
from safeconduct.reading.uzbek.cast import Cast
from safeconduct.reading.uzbek.sentences import Run
from safeconduct.record.places import Place

_CAPITAL = re.compile(
    r"[A-ZЀ-Я][\w‘’ʻʼ'`\-]*(?:\s+(?:Respublikasi|Federatsiyasi|Республикаси|Федерацияси)\w*)?"
)
_CLAUSE = re.compile(r",\s|;\s|\s(?:va|ammo|lekin|biroq|hamda|keyin|so'ng)\s|:\s")


@dataclass(frozen=True, slots=True)
class Named:
    """A place named at an offset of the document, and the case it stands in."""

    at: int
    place: Place
    case: str


@dataclass(slots=True)
class Scene:
    """A sentence. `inside`: indices of its mentions in `cast` in text order; `times`: its moments with their indices;
    `before`: the last mention of the sentences before it; `here`: the last place they named.
    """

    run: Run
    cast: Cast
    inside: list[int] = field(default_factory=list)
    times: list[tuple[int, Moment]] = field(default_factory=list)
    places: tuple[Named, ...] = ()
    before: Mention | None = None
    here: Place | None = None

    @property
    def words(self) -> str:
        """The sentence in plain letters."""
        return self.run.plain.text

    def opening(self, at: int) -> int:
        """Where the clause of the word at this place of the plain text begins: behind a comma or an "and"."""
        opening = 0
        for mark in _CLAUSE.finditer(self.words, 0, at):
            if at > mark.end():
                opening = mark.end()
        return opening

    def last_mention(self, at: int) -> Mention | None:
        """Whoever was spoken of last before this offset of the document."""
        here = [m for k in self.inside if (m := self.cast.mentions[k]).start < at]
        return max(here, key=lambda m: (m.start, m.end), default=self.before)

    def speaker(self, at: int) -> int:
        """The "I" that an ending at this offset holds, as a new mention."""
        self.inside.append(self.cast.speaker(at))
        return self.inside[-1]

    def left_out(self, at: int) -> int:
        """A subject the words leave out, as a new mention."""
        self.inside.append(self.cast.left_out(at))
        return self.inside[-1]


def scenes(
    text: str, runs: Sequence[Run], cast: Cast, moments: Sequence[Moment]
) -> Iterator[Scene]:
    """The sentences of a document, each when it is its turn: the one before may have added mentions to `cast`."""
    starts = [r.start for r in runs]
    inside: list[list[int]] = [[] for _ in runs]
    for k in sorted(range(len(cast.mentions)), key=lambda k: cast.mentions[k].start):
        here = bisect_right(starts, cast.mentions[k].start) - 1
        if here >= 0 and cast.mentions[k].start < runs[here].end:
            inside[here].append(k)
    times: list[list[tuple[int, Moment]]] = [[] for _ in runs]
    for i, moment in enumerate(moments):
        times[bisect_right(starts, moment.start) - 1].append((i, moment))
    before: Mention | None = None
    last: Place | None = None
    for run, people, told in zip(runs, inside, times, strict=True):
        scene = Scene(run, cast, people, told, _places(text, run), before, last)
        yield scene
        before = scene.last_mention(run.end)
        last = scene.places[-1].place if scene.places else last


def _places(text: str, run: Run) -> tuple[Named, ...]:
    return tuple(
        Named(m.start(), found, noun.split(m.group())[1])
        for m in _CAPITAL.finditer(text, run.start, run.end)
        if (found := noun.place(m.group()) or noun.place(m.group().split()[0])) is not None
    )
