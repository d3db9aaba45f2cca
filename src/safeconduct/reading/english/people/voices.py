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
from safeconduct.reading.voices import labels
from safeconduct.reading.voices.threads import Letter
from safeconduct.reading.voices.turns import Turn

_ASKS = re.compile(
    r"(?:\binterview(?:er|ed by)?\s*:|\b(?:interviewed|asked|recorded|conducted|translated|written|text|photos?|story)\s+by|"
    r"^\s*(?:by|text|words|reporter|journalist|translator|interpreter|author)\b)[\s:]*$",
    re.IGNORECASE,
)
# who put the words into another language is neither who asked nor who answered
_INTERPRETS = re.compile(
    r"(?:\b(?:interpreter|translator|interpreting|translation|translated by|with the help of)\b[\s:,]*(?:\w+ ){0,2}$)",
    re.IGNORECASE,
)
_INTERPRETING = re.compile(
    r",? (?:was |is |who was )?(?:translat|interpret)(?:ing|ed|es)\b", re.IGNORECASE
)
_TELLS = re.compile(
    r"\b(?:interviewee|witness|respondent|(?:testimony|statement|account) of|(?:interview|conversation|talk(?:s|ed|ing)?|"
    r"spoke|speaks?|meeting) (?:with|to))\b[\s:]*(?:[\w'’-]+ ){0,4}$",
    re.IGNORECASE,
)


def spoken(
    text: str, pointed: Pointed, turns: Sequence[Turn], thread: Sequence[Letter]
) -> list[Quote]:
    """Each turn and each message as the words of the one whose they are."""
    asking = telling = None
    if turns:
        head = turns[0].who[0]
        asking, telling = _interviewer(text, pointed, head), _interviewee(text, pointed, head)
        telling = author_of(text, pointed) if telling is None else telling
    return labels.spoken(text, pointed.mentions, turns, thread, asking, telling)


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
        if m.sort is Sort.NAME
        and m.start < head
        and not _ASKS.search(_before(text, m.start))
        and not _INTERPRETS.search(_before(text, m.start))
        and not _INTERPRETING.match(text, m.end)
    ]
    for i, m in named:
        if _TELLS.search(_before(text, m.start)):
            return i
    times = Counter(m.name.split()[-1] for _, m in named)
    best = max(times.values(), default=0)
    return next((i for i, m in named if times[m.name.split()[-1]] == best), None)
