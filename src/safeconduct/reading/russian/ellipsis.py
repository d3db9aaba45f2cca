"""A dash for a verb told once: «Акбара задержали 5 мая, Тимура — в июне» is a second arrest, with its own day.

May import: this package, `marks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from safeconduct.reading.marks import Candidate, Moment
from safeconduct.reading.russian.people.making import Mentions
from safeconduct.reading.russian.words import Sentence, Word

_DASH = ("—", "–")


def gapped(
    candidate: Candidate,
    sentence: Sentence,
    number: int,
    word: Word,
    made: Mentions,
    moments: Sequence[Moment],
) -> Iterator[Candidate]:
    """The tellings after a trigger that leave its verb out, never sure."""
    if word.pos != "VERB" or word.is_(VerbForm="Inf"):
        return
    words = sentence.words
    for dash in words[word.index + 1 :]:
        if dash.text not in _DASH or any(
            w.pos == "VERB" and w.is_(VerbForm="Fin") for w in words[word.index + 1 : dash.index]
        ):
            continue
        people = [
            (key, i)
            for i in range(dash.index - 1, max(word.index, dash.index - 3), -1)
            if (key := made.at(number, i)) is not None and key not in candidate.victims
        ]
        if not people:
            continue
        key, at = people[0]
        moment = next(
            (
                i
                for i, m in enumerate(moments)
                if dash.start < m.start < sentence.end and not m.length
            ),
            None,
        )
        last = words[-1].end
        yield replace(
            candidate,
            start=words[at].start,
            end=last,
            at=words[at].start,
            victims=(key,),
            moment=moment,
            length=None,
            where=None,
            explicit=False,
            attributes={},
            doubts=(*candidate.doubts, "told without its verb"),
        )
