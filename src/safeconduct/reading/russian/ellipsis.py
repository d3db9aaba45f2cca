"""A verb told once for several happenings: «Акбара задержали 5 мая, Тимура — в июне», «вызывали 1, 9 и 22 июля».

May import: this package, `marks`, `record`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from safeconduct.reading.marks import Candidate, Moment
from safeconduct.reading.russian.clauses import finite
from safeconduct.reading.russian.dates.pairs import listed
from safeconduct.reading.russian.people.making import Mentions
from safeconduct.reading.russian.words import Sentence, Word
from safeconduct.record import Mood

_DASH = ("—", "–")
# «…, потом до 16 марта, затем, 12 августа, ещё на три месяца»
_THEN = re.compile(
    r"(?:потом|затем|после\s+этого|позже|далее)\b,?\s*(?:[^,;.]{1,25},\s*)?"
    r"(?:(?:ещё|еще)\s+(?:раз\s+)?(?:(?:до|на)\s+)?\w+|(?:до|на)\s+\w+)[^,;.]*",
    re.IGNORECASE,
)


def gapped(
    candidate: Candidate,
    sentence: Sentence,
    number: int,
    word: Word,
    made: Mentions,
    moments: Sequence[Moment],
    counsel: Callable[[int], bool],
) -> Iterator[Candidate]:
    """The tellings after a trigger that leave its verb out, never sure. `counsel`: is this mention a lawyer?"""
    if word.pos != "VERB" or word.is_(VerbForm="Inf"):
        return
    words = sentence.words
    for dash in words[word.index + 1 :]:
        if not (dash.text in _DASH or _stands_for_one(sentence, number, dash, made)) or any(
            w.pos == "VERB" and w.is_(VerbForm="Fin") for w in words[word.index + 1 : dash.index]
        ):
            continue
        served = candidate.kind == "notification"
        key, at, moment = _beside(sentence, number, word, dash, made, moments)
        if (
            key is None
            or (at > dash.index and not served)
            or (key in candidate.victims and "to" not in candidate.attributes)
        ):
            continue
        theirs = served and counsel(key)
        yield replace(
            candidate,
            start=words[at].start,
            end=words[-1].end,
            at=words[at].start,
            victims=candidate.victims if theirs else (key,),
            moment=moment,
            length=None,
            where=None,
            explicit=False,
            attributes=_of(candidate, theirs)
            if served
            else _term(candidate, sentence, dash, moments),
            doubts=(*candidate.doubts, "told without its verb"),
        )


def _beside(
    sentence: Sentence,
    number: int,
    word: Word,
    dash: Word,
    made: Mentions,
    moments: Sequence[Moment],
) -> tuple[int | None, int, int | None]:
    """Who and when stand on the two sides of a dash: «Тимура — в июне», «7 мая — адвокату»; who, at which word, when."""
    days = [
        (i, m)
        for i, m in enumerate(moments)
        if sentence.start <= m.start < sentence.end and not m.length
    ]
    after = next((i for i, m in days if m.start > dash.start), None)
    before = next(
        (i for i, m in days if m.start > word.start and 0 <= dash.start - m.end <= 1), None
    )
    for i in range(dash.index - 1, max(word.index, dash.index - 3), -1):
        if (key := made.at(number, i)) is not None and not made.made[key].possessive:
            return key, i, after
    if before is not None:
        for i in range(dash.index + 1, min(len(sentence.words), dash.index + 4)):
            if (key := made.at(number, i)) is not None and not made.made[key].possessive:
                return key, i, before
    return None, -1, None


def _stands_for_one(sentence: Sentence, number: int, word: Word, made: Mentions) -> bool:
    """«…, а Тимура Назирова к 12 годам»: a preposition right behind a name behind «а»."""
    key = made.at(number, word.index - 1) if word.pos == "ADP" and word.index else None
    first = sentence.at(made.made[key].start) if key is not None else None
    return first is not None and first > 0 and sentence.words[first - 1].form == "а"


def _term(
    candidate: Candidate, sentence: Sentence, dash: Word, moments: Sequence[Moment]
) -> dict[str, object]:
    """The term told behind the dash, where the telling has one."""
    if "term" not in candidate.attributes:
        return {}
    terms = (m.length for m in moments if m.length and dash.start < m.start < sentence.end)
    return {"term": term} if (term := next(terms, "")) else {}


def _of(candidate: Candidate, counsel: bool) -> dict[str, object]:
    """A paper served on another: of the same decision, to counsel or not."""
    same = {k: v for k, v in candidate.attributes.items() if k == "of"}
    return {**same, "to": "counsel"} if counsel else same


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
    # «двое были задержаны 13 и 14 июня»: which of them on which day, the words leave open
    strong = candidate.strong and len(candidate.victims) < 2
    yield from (replace(candidate, moment=i, strong=strong) for i in days if i != candidate.moment)


def _goes_on(text: str, moments: Sequence[Moment], i: int, j: int, sentence: Sentence) -> bool:
    return moments[i].start >= sentence.start and j in listed(text, moments, i, sentence.end)


def prolonged(
    candidate: Candidate, sentence: Sentence, moments: Sequence[Moment], text: str
) -> Iterator[Candidate]:
    """«Суд арестовал до 16 ноября, потом до 16 марта»: each further term is an extension, told without its verb."""
    if (
        candidate.kind not in ("detention", "detention_extension")
        or candidate.mood is not Mood.FACT
    ):
        return
    for found in _THEN.finditer(text, candidate.at, sentence.whole[1]):
        if any(finite(word) for word in found.group().lower().split()):
            continue  # «потом ещё два дня держали в отделе»
        inside = [i for i, m in enumerate(moments) if found.start() <= m.start < found.end()]
        if not inside:
            continue
        yield replace(
            candidate,
            kind="detention_extension",
            start=found.start(),
            end=found.end(),
            at=found.start(),
            moment=next(
                (i for i in inside if not moments[i].length and not moments[i].bound), None
            ),
            length=next((i for i in inside if moments[i].length), None),
            where=None,
            explicit=False,
            attributes={"again": True},
            doubts=(*candidate.doubts, "told without its verb"),
        )


def without(candidate: Candidate, more: Sequence[Candidate]) -> Candidate:
    """A telling without the day and the length that belong to those which follow it without a verb."""
    day = candidate.moment if candidate.moment not in {c.moment for c in more} else None
    length = candidate.length if candidate.length not in {c.length for c in more} else None
    return replace(candidate, moment=day, length=length)
