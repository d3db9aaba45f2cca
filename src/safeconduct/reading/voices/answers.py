"""What an answer makes of its question: "When was he extradited? – On 3 March." tells the extradition and its day.

A question that takes a happening for known ("When …?"), and one that is answered with yes, or with a day, tells that
happening together with its answer: the passage runs over both, and nothing of it is sure.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from safeconduct.reading.marks import Candidate, Moment, Quote
from safeconduct.reading.voices.turns import Turn, lists
from safeconduct.record import Mood

_DOUBT = "told by a question and its answer"
_TERM = "a length alone, after a trial was told"
_TRIED = ("trial", "conviction")
_YEARS = re.compile(r"P\d+Y(?:\d+M)?")
_SOON = 200  # characters from the trial to its outcome
_END = re.compile(r"[.!?…](?=\s|$)|\n")
_OPENING = 25  # characters in which an answer that opens with a day has it


_WORD = re.compile(r"[^\W\d_]+")
_STEM = 4  # letters that two forms of a verb share
_BARE = 3  # words of an answer that says yes and no more


@cache
def _opens(which: str) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(lists()[which], key=len, reverse=True))
    return re.compile(rf"\W*(?:{words})\b", re.IGNORECASE)


@cache
def _word(which: str) -> re.Pattern[str]:
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in lists()[which])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def asked_about(moments: Sequence[Moment], turns: Sequence[Turn]) -> list[Moment]:
    """ "What happened in 2017? – On 22 October …": the year a question names is the year of its answer."""
    asked = [(t.start, t.end) for t in turns if t.asks]
    return [
        replace(m, aside=False, holds=True)
        if m.told is not None and any(start <= m.start < end for start, end in asked)
        else m
        for m in moments
    ]


def answered(
    text: str,
    turns: Sequence[Turn],
    candidates: Sequence[Candidate],
    moments: Sequence[Moment],
    said: Sequence[Quote],
) -> list[Candidate]:
    """The candidates, those that stand in a question as known or are affirmed by the reply as told there.

    `said` are the turns as quotes: "you" in a question is who replies.
    """
    made = []
    begun = [t.start for t in turns]
    for c in candidates:
        n = bisect_right(begun, c.at) - 1
        inside = n >= 0 and turns[n].asks and c.at < turns[n].end
        reply = turns[n + 1] if inside and n + 1 < len(turns) else None
        if reply is None or reply.asks or c.mood is not Mood.QUESTION:
            made.append(c)
            continue
        told = _told(text, turns[n], reply, c, moments)
        if any(
            o.kind == c.kind and o.mood is Mood.FACT and reply.start <= o.at < told.end
            for o in candidates
        ):
            made.append(c)  # the answer tells it in full
            continue
        you = next((q.speaker for q in said if q.start <= reply.start < q.end), None)
        asked = text[_sentence(text, turns[n], c.at) : c.end]
        if you is not None and not c.explicit and _word("you").search(asked):
            told = replace(told, victims=(you,))
        made.append(told)
    return made


def bare_terms(
    text: str,
    sentences: Sequence[tuple[int, int]],
    candidates: Sequence[Candidate],
    moments: Sequence[Moment],
) -> list[Candidate]:
    """The candidates, and "Eleven years." after a trial was told, «Двенадцать лет дали»: the sentence."""
    made = list(candidates)
    begun = [a for a, _ in sentences]
    tried = [c for c in candidates if c.kind in _TRIED and c.mood in (Mood.FACT, Mood.QUESTION)]
    for m in moments:
        if not _YEARS.fullmatch(m.length):
            continue
        n = bisect_right(begun, m.start) - 1
        if n < 0 or m.end > sentences[n][1] + 1:
            continue
        start, end = sentences[n]
        rest = _WORD.findall((text[start : m.start] + " " + text[m.end : end]).casefold())
        before = [c for c in tried if 0 < m.start - c.at <= _SOON]
        if set(rest) <= lists()["given"] and before and before[-1].victims:
            made.append(
                replace(
                    before[-1],
                    kind="sentence",
                    start=start,
                    end=end,
                    at=m.start,
                    trigger=text[m.start : m.end],
                    mood=Mood.FACT,
                    moment=None,
                    length=None,
                    explicit=False,
                    strong=False,
                    attributes={"term": m.length},
                    doubts=(_TERM,),
                )
            )
    return sorted(made, key=lambda c: c.at)


def _sentence(text: str, question: Turn, at: int) -> int:
    return max(question.start, *(text.rfind(mark, question.start, at) + 1 for mark in ".!?\n"))


def _repeats(text: str, reply: Turn, start: int, c: Candidate) -> bool:
    """«Он просил убежища? – Просил, в прошлом году»: does the answer open with the question's own verb?"""
    first = _WORD.search(text, reply.start, reply.end)
    if first is None or len(first.group()) < _STEM:
        return False
    stem = first.group()[:_STEM].casefold()
    return any(
        w.group()[:_STEM].casefold() == stem for w in _WORD.finditer(text, start, max(c.end, c.at))
    )


def _end(text: str, reply: Turn, at: int) -> int:
    first = _END.search(text, at, reply.end)
    return first.end() if first else reply.end


def _told(
    text: str, question: Turn, reply: Turn, c: Candidate, moments: Sequence[Moment]
) -> Candidate:
    end = _end(text, reply, reply.start)
    if len(text[reply.start : end].split()) <= _BARE:  # "Of course. A man called me in May."
        end = _end(text, reply, end)
    days = [
        i
        for i, m in enumerate(moments)
        if reply.start <= m.start < end and not m.length and m.bound in ("", "since", "in")
    ]
    opening = next((i for i in days if moments[i].start < reply.start + _OPENING), None)
    dated = opening is not None and not text[reply.start : moments[opening].start].strip(" «“\"'")
    known = _word("wh").search(text, _sentence(text, question, c.at), c.at)
    said_again = _repeats(text, reply, _sentence(text, question, c.at), c)
    if _opens("no").match(text, reply.start) or not (
        known or dated or said_again or _opens("yes").match(text, reply.start)
    ):
        return c
    day = opening if opening is not None else next(iter(days), None)
    moment = c.moment if c.moment is not None else day
    return replace(
        c,
        end=max(c.end, end),
        at=reply.start,
        mood=Mood.FACT,
        moment=moment,
        doubts=(*c.doubts, _DOUBT),
    )
