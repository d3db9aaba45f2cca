"""Interviews and letters in Russian: whom each label means, and their words as quotes.

May import: this package, `marks`, the core's `voices`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from safeconduct.reading.marks import Quote, Sort
from safeconduct.reading.russian.names.declension import stem
from safeconduct.reading.russian.people.authorship import author_of
from safeconduct.reading.russian.people.making import Mentions
from safeconduct.reading.voices import labels
from safeconduct.reading.voices.threads import Letter
from safeconduct.reading.voices.turns import Turn

_ASKS = re.compile(
    r"(?:провед[её]н\w*(?:\s+\w+)?|провел\w?|перевод\w*|при\s+помощи|беседовал\w*|расспрашивал\w*|записал\w*|вопросы\s+задавал\w*|интервьюер|корреспондент|журналист\w*|автор|текст|фото)[\s:—–-]*(?:с\s+\S+\s+){0,2}$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"(?:интервью|беседа|разговор|беседуем|говорим|поговорили|встретились)\s+(?:с|со|у)\s+(?:[\w-]+\s+){0,4}$|(?:собеседник|собеседница|респондент|опрашиваем|опрошенн|свидетел|рассказчи)\w*[\s:—–-]*$|"
    r"(?:рассказ|свидетельство|история|объяснение|опрос|(?:опросил|допросил|опрошен|допрошен)\w*)\s+(?:[\w-]+\s+){0,4}$",
    re.IGNORECASE,
)


def heads(turns: Sequence[Turn], thread: Sequence[Letter]) -> list[tuple[int, int]]:
    """The runs of labels and of the heads of letters, which tell nothing themselves."""
    return sorted([*(t.head for t in turns), *((m.head, m.start) for m in thread)])


def spoken(
    text: str, made: Mentions, turns: Sequence[Turn], thread: Sequence[Letter]
) -> list[Quote]:
    """Each turn and each letter as the words of the one whose they are."""
    asking = _interviewer(text, made) if turns else None
    telling = _interviewee(text, made, turns[0].head[0]) if turns else None
    return labels.spoken(text, made.made, turns, thread, asking, telling)


def _before(text: str, start: int) -> str:
    return text[max(text.rfind("\n", 0, start) + 1, start - 60) : start]


def _interviewer(text: str, made: Mentions) -> int | None:
    return next(
        (
            k
            for k, m in enumerate(made.made)
            if m.sort is Sort.NAME and _ASKS.search(_before(text, m.start))
        ),
        None,
    )


def _interviewee(text: str, made: Mentions, above: int) -> int | None:
    """Who answers: told as such in the lines above, else the one named there most, else who writes «я»."""
    named = [
        (k, m)
        for k, m in enumerate(made.made)
        if m.sort is Sort.NAME
        and m.name
        and m.start < above
        and not _ASKS.search(_before(text, m.start))
    ]
    for k, m in named:
        if _TELLS.search(_before(text, m.start)):
            return k
    times = Counter(stem(m.name.split()[-1]) for _, m in named)
    best = max(times.values(), default=0)
    found = next((k for k, m in named if times[stem(m.name.split()[-1])] == best), None)
    return found if found is not None else author_of(text, made)[0]
