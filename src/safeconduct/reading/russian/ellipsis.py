"""A verb told once for several happenings: «Акбара задержали 5 мая, Тимура — в июне», «вызывали 1, 9 и 22 июля».

May import: this package, `marks`, `record`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from safeconduct.reading.marks import Candidate, Moment
from safeconduct.reading.russian.dates.pairs import listed
from safeconduct.reading.russian.people.making import Mentions
from safeconduct.reading.russian.words import Sentence, Word
from safeconduct.record import Mood

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


def again(
    candidate: Candidate, sentence: Sentence, word: Word, moments: Sequence[Moment], text: str
) -> Iterator[Candidate]:
    """One verb and several days: «вызывали 1, 9 и 22 июля» is three summonses."""
    if candidate.moment is None or candidate.mood is not Mood.FACT:
        return
    first = moments[candidate.moment]
    if first.told is None or first.bound or first.until:
        return
    start = candidate.moment
    while start and _goes_on(text, moments, start - 1, start, sentence):
        start -= 1
    days = [start, *listed(text, moments, start, sentence.end)]
    if candidate.moment not in days or len(days) < 2:
        return
    rest = [w for w in sentence.words if w.start >= moments[days[-1]].end]
    if moments[days[0]].start > word.start and any(
        w.pos == "VERB" and w.is_(VerbForm="Fin") for w in rest
    ):
        return  # «задержали 5 мая, 7 мая выдворили»
    yield from (replace(candidate, moment=i) for i in days if i != candidate.moment)


def _goes_on(text: str, moments: Sequence[Moment], i: int, j: int, sentence: Sentence) -> bool:
    return moments[i].start >= sentence.start and j in listed(text, moments, i, sentence.end)
