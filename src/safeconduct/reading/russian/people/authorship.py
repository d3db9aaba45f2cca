"""Who writes a Russian text in the first person: «Меня зовут …», «Пишет вам …», the sender in its head, the signature.

May import: this package, `marks`, the core's `people`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.marks import Mention, Quote, Sort
from safeconduct.reading.people.cast import relations
from safeconduct.reading.russian.people.making import Mentions
from safeconduct.reading.russian.words import Sentence

_NAME_IS = re.compile(
    r"(?:меня\s+зовут|моё\s+имя|мое\s+имя|(?:пишет\s+вам|вам\s+пишет|пишу\s+вам\s+я),?|"
    r"^\s*я,(?:\s*граждан\w+(?:\s+[А-Я][\w.]*){1,3},?)?|нижеподписавш\w+,?)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_FROM = re.compile(r"(?:^|\n)[ \t]*от(?:\s+гр(?:\.|ажданки|ажданина))?[ \t]+$", re.IGNORECASE)
_LETTERHEAD = 600  # characters in which the addressee and the sender stand
_SIGNED = re.compile(
    r"(?:с\s+уважением|адвокат|защитник|подпись|представитель|заявитель)[\s,:_]*$", re.IGNORECASE
)
_FOR_ANOTHER = re.compile(r"адвокат|защитник|юрист|представител|правозащит", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:уважени\w+|дуа|обним\w+|цел\w+|жд[уёе]\w*|до\s+(?:свидани\w+|встреч\w+)|прощай\w*|подпись|вечно|"
    r"(?:ваш|твой)\w{0,2}(?:\s+(?:брат|сын|муж|друг|отец|дочь|мать|жена|сестра|мама|папа))?)[\s,.:!_—–-]*$",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"\s*\d{1,2}(?:[./]\d{1,2}[./]\d{2,4}|\s+[а-яё]{3,8}(?:\s+\d{4})?).{0,12}\d{1,2}:\d\d"
)
_I = frozenset(("я", "меня", "мне", "мной", "мною"))
_OFTEN = 2  # words of the first person that make a text somebody's own


def author_of(
    text: str, made: Mentions, sentences: Sequence[Sentence] = (), said: Sequence[Quote] = ()
) -> tuple[int | None, bool]:
    """Who writes in the first person (a key of a mention), and whether what is told is the writer's own story.

    «Меня зовут …», «от Назаровой Дилором Акмаловны» under the addressee, the name above a post's day, the name that
    signs. Counsel signs for another.
    """
    named = [(k, m) for k, m in enumerate(made.made) if m.sort is Sort.NAME]
    for k, m in named:
        if _NAME_IS.search(text[max(0, m.start - 40) : m.start]):
            return k, True
    own = _first_persons(sentences, said)
    if not own and not any(m.person == 1 for m in made.made):
        return None, False
    for k, m in named:
        if (
            m.start < _LETTERHEAD
            and len(m.name.split()) > 1
            and not set(m.role) & relations()["counsel"]
            and _FROM.search(text[: m.start])
            and any(o.person == 1 and not o.plural for o in made.made)
        ):
            return k, True
    for k, m in sorted(named, key=lambda pair: -pair[1].start):
        signs = m.start > len(text) * 0.7 and _SIGNED.search(text[max(0, m.start - 90) : m.start])
        if own >= _OFTEN and (_signs(text, m) or _heads(text, m)):
            return k, not _for_another(text, m)
        if signs:
            return k, False
        if not _heads(text, m) and m.start < len(text) * 0.7:
            break
    for k, m in named:
        if own >= _OFTEN and _heads(text, m):
            return k, not _for_another(text, m)
    return None, False


def _for_another(text: str, mention: Mention) -> bool:
    around = text[max(0, mention.start - 90) : mention.end + 60]
    return bool(set(mention.role) & relations()["counsel"] or _FOR_ANOTHER.search(around))


def _signs(text: str, mention: Mention) -> bool:
    """Does the name stand under the end: behind a greeting, or alone on the last line?"""
    if text[mention.end :].count("\n") > 3 or len(text) - mention.end > 120:
        return False
    start = text.rfind("\n", 0, mention.start) + 1
    lead = text[max(0, mention.start - 60) : mention.start]
    end = text.find("\n", mention.end)
    alone = (
        start > 0
        and not text[start : mention.start].strip(" —–-")
        and not text[mention.end : end if end >= 0 else None].strip(" .,")
    )
    return alone or bool(_CLOSING.search(lead))


def _heads(text: str, mention: Mention) -> bool:
    """Does the name open a post: alone on the first line, with the day and hour below?"""
    if text[: mention.start].strip():
        return False
    end = text.find("\n", mention.end)
    return end >= 0 and not text[mention.end : end].strip() and bool(_POSTED.match(text, end))


def _first_persons(sentences: Sequence[Sentence], said: Sequence[Quote]) -> int:
    """How many words outside of quotes speak of one who writes («я», «пишу»)."""
    return sum(
        w.form in _I or (w.pos == "VERB" and w.is_(Person="1", Number="Sing"))
        for s in sentences
        for w in s.words
        if not any(q.start <= w.start < q.end for q in said)
    )
