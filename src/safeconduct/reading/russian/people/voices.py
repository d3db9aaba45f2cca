"""Whose case a Russian text is about, and names that stand in it for a byline.

May import: this package, `marks`, the core's `people`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from safeconduct.reading.marks import Sort
from safeconduct.reading.people.bearers import bearers
from safeconduct.reading.people.cast import relations
from safeconduct.reading.russian.names.declension import stem
from safeconduct.reading.russian.people.making import Mentions

_CREDIT = re.compile(
    r"(?:репортаж|автор\w*|беседовал\w*|составител\w*|фото|текст|подготовил\w*|записал\w*|корреспондент|редактор|перев[её]л\w*|перевод)"
    r"(?:\s+(?:и\s+)?(?:фото|текст|нашего\s+корреспондента))?[\s:—–-]*(?:[А-ЯЁ]\.\s*[А-ЯЁ][а-яё]+,\s*)?$",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(r"\d{1,2}[. ]\s?(?:[а-яё]{3,8}|\d\d)[. ]\s?\d{4}")


def main_person(text: str, made: Mentions, ruling: bool) -> int | None:
    """The one whose case a ruling or a lawyer's letter is about: a mention of that person, or None."""
    named = [
        (k, m)
        for k, m in enumerate(made.made)
        if m.sort is Sort.NAME and not set(m.role) & relations()["official"]
    ]
    for k, m in named:
        if re.search(
            r"(?:в\s+(?:отношении|интересах|защиту)|по\s+(?:административному\s+)?(?:исковому\s+)?(?:заявлению|иску|жалобе))\s+(?:гр\.\s+|(?:граждан\w+|обвиняем\w+|подозреваем\w+)\s+(?:(?:Республики\s+)?[А-ЯЁ]\w+\s+)?)?$",
            text[max(0, m.start - 80) : m.start],
            re.IGNORECASE,
        ) and (ruling or text[: m.start].count("\n") < 14):
            return k
    if any(m.sort is Sort.ROLE and m.relation == "client" for m in made.made) and any(
        m.person == 1 for m in made.made
    ):
        votes = Counter(stem(m.name.split()[-1]) for _, m in named if m.name)
        for k, m in named:
            if votes and stem(m.name.split()[-1]) == votes.most_common(1)[0][0]:
                return k
    return None


def hero(made: Mentions, speakers: frozenset[int], author: int | None) -> int | None:
    """The one whom a chat, an interview or a testimony is about: named far more than anybody else, and no speaker of
    an office; a mention of that person, or None. Somebody who writes of «меня» counts with each such word.
    """
    named = [(k, m) for k, m in enumerate(made.made) if m.sort is Sort.NAME and m.name]
    office, counsel = relations()["office"], relations()["counsel"]
    groups = bearers([m for _, m in named], office | counsel, (0,))
    of = {k: b.group for (k, _), b in zip(named, groups, strict=True)}
    out = {of[k] for k in speakers if k in of and k != author}
    out |= {of[k] for k, m in named if set(m.role) & (office | counsel)}
    votes = Counter(of[k] for k, m in named if not m.artefact and of[k] not in out)
    if author is not None and author in of and of[author] not in out:
        votes[of[author]] += sum(
            m.person == 1 and not m.plural and not m.subject for m in made.made
        )
    best = votes.most_common(2)
    if not best or best[0][1] < 2 or (len(best) > 1 and best[1][1] * 1.5 > best[0][1]):
        return None
    return next(k for k, _ in named if of[k] == best[0][0])


def credit(text: str, made: Mentions) -> None:
    """Names of a byline («Репортаж Анны Ивановой», a name above the date) name people but are nobody's antecedent."""
    for k, m in enumerate(made.made):
        if m.sort is not Sort.NAME or m.artefact:
            continue
        start = text.rfind("\n", 0, m.start) + 1
        end = text.find("\n", m.end)
        end = len(text) if end < 0 else end
        alone = not text[start : m.start].strip() and not text[m.end : end].strip()
        below = text[end : end + 60].lstrip()
        if _CREDIT.search(text[max(start, m.start - 60) : m.start]) or (
            alone and m.start < 600 and _DATE_LINE.match(below)
        ):
            made.made[k] = replace(m, artefact=True, subject=False)
