"""Whom the labels of an interview and the heads of a thread mean, and their words as quotes.

May import: this room.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from safeconduct.reading.english.people.authorship import author_of
from safeconduct.reading.english.people.mentions import Pointed
from safeconduct.reading.marks import Quote, Sort
from safeconduct.reading.voices.threads import Letter
from safeconduct.reading.voices.turns import Turn

_ASKS = re.compile(
    r"(?:\binterview(?:er|ed by)?\s*:|\b(?:interviewed|asked|recorded|conducted|translated|written|text|photos?|story)\s+by|"
    r"^\s*(?:by|text|words|reporter|journalist|translator|interpreter|author)\b)[\s:]*$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:interviewee|witness|respondent|(?:testimony|statement|account) of|(?:interview|conversation|talk(?:s|ed|ing)?|"
    r"spoke|speaks?|meeting) (?:with|to))\b[\s:]*(?:[\w'’-]+ ){0,4}$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){2,3}")


def spoken(
    text: str, pointed: Pointed, turns: Sequence[Turn], thread: Sequence[Letter]
) -> list[Quote]:
    """Each turn and each message as the words of the one whose they are; a question may be nobody's."""
    made = [
        Quote(m.start, m.end, _named_in(pointed, m.who), turn=True)
        for m in thread
        if m.end > m.start
    ]
    if turns:
        head = turns[0].who[0]
        telling = _interviewee(text, pointed, head)
        if telling is None:
            telling = author_of(text, pointed)
        for turn in turns:
            label = text[turn.who[0] : turn.who[1]].strip()
            if turn.known:
                who = _interviewer(text, pointed, head) if turn.asks else telling
            elif _INITIALS.fullmatch(label):
                who = _with_initials(pointed, label)
            else:
                who = _named_in(pointed, turn.who)
            if turn.end > turn.start and (turn.asks or who is not None):
                # without a name for who answers, the document's "I" is that one
                made.append(Quote(turn.start, turn.end, who, turn=True))
    return sorted(made, key=lambda q: q.start)


def names_in_heads(
    text: str, turns: Sequence[Turn], thread: Sequence[Letter]
) -> list[tuple[int, int]]:
    """Runs of labels and heads that are a name to be sure."""
    labels = [
        t.who
        for t in turns
        if not t.known and not _INITIALS.fullmatch(text[t.who[0] : t.who[1]].strip())
    ]
    return [*labels, *(m.who for m in thread if m.who[1] > m.who[0])]


def _named_in(pointed: Pointed, run: tuple[int, int]) -> int | None:
    for i, m in enumerate(pointed.mentions):
        if m.sort is Sort.NAME and run[0] <= m.start < run[1]:
            return i
    return None


def _before(text: str, start: int) -> str:
    return text[max(text.rfind("\n", 0, start) + 1, start - 60) : start]


def _interviewer(text: str, pointed: Pointed, head: int) -> int | None:
    for i, m in enumerate(pointed.mentions):
        if m.sort is Sort.NAME and m.start < head and _ASKS.search(_before(text, m.start)):
            return i
    return None


def _interviewee(text: str, pointed: Pointed, head: int) -> int | None:
    """Who answers: told as such in the lines above, else the one named there most."""
    named = [
        (i, m)
        for i, m in enumerate(pointed.mentions)
        if m.sort is Sort.NAME and m.start < head and not _ASKS.search(_before(text, m.start))
    ]
    for i, m in named:
        if _TELLS.search(_before(text, m.start)):
            return i
    times = Counter(m.name.split()[-1] for _, m in named)
    best = max(times.values(), default=0)
    return next((i for i, m in named if times[m.name.split()[-1]] == best), None)


def _with_initials(pointed: Pointed, label: str) -> int | None:
    letters = sorted(c for c in label if c.isalpha())
    for i, m in enumerate(pointed.mentions):
        if m.sort is Sort.NAME and sorted(p[0].upper() for p in m.name.split()) == letters:
            return i
    return None
