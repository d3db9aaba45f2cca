"""Words about time in English: dates, ranges, offsets from the document, the story or an event, and lengths.

Works on the text itself, one block at a time, with one pass of ordered patterns; what an earlier pattern took a later
one leaves alone. A date whose day and month can be read both ways (10/11/2013) is marked ambiguous, never guessed.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.english.dates.readers import _none
from safeconduct.reading.english.dates.rules import _RULES
from safeconduct.reading.marks import Anchor, Moment

_BOUND = re.compile(
    r"\b(since|until|till|up to|by|no later than|not later than|at the latest by|before|prior to|after|from|starting from|starting)(?:\s+(?:the\s+)?(?:night|evening|morning) of)?\s+(?:about\s+|around\s+)?$",
    re.IGNORECASE,
)


_AROUND = re.compile(
    r"\b(?:about|around|approximately|circa|roughly|some time in)\s+$", re.IGNORECASE
)


# Years that name a law, a treaty or an event elsewhere do not move the story.
_ASIDE = re.compile(
    r"\s+(?:\w+\s+){0,2}(?:Convention|Protocol|Constitution|Act|Law|Agreement|Treaty|Code|Covenant|Decree|UN)\b"
)


_LAW_BEFORE = re.compile(
    r"(?:[Cc]onvention|[Pp]rotocol|[Cc]onstitution|Act|[Ll]aw|[Aa]greement|[Tt]reaty|Code|Covenant|[Dd]ecree|Order|Resolution)(?:\s+(?:of|from|dated|No\.?\s*\S+(?:\s+of)?))?\s+(?:\(?)$"
)


_BORN = re.compile(r"\b(?:born|birth|d\.?o\.?b\.?)\b[^.;]{0,40}$|\bb\.\s*$", re.IGNORECASE)


# "the riots of June 2010", "the amnesty of 2021", "the 1997 events": the year is part of what the thing is called.
_CALLED = re.compile(
    r"\b(?:the|this|that) (?:[\w’'-]+ ){0,2}(?!(?:night|morning|evening|afternoon|day|week|month|end|beginning|start|middle|"
    r"summer|spring|autumn|fall|winter|course|half|rest|first|second|early|late|period)\b)[a-z]\w+ (?:of|in) $"
)
# What is told as still to come looks forward from the day it is told on.
_TO_COME = re.compile(
    r"\b(?:will|shall|expects?|(?:is|are) (?:expected|due|scheduled|set|planned|to be)|going to|plans? to|hopes? to|"
    r"(?:has|have) until|must be|deadline|no later than)\b|[’']ll\b",
    re.IGNORECASE,
)
_COME = re.compile(r"\b(?:said|told|was|were|had|did)\b[^,]*$", re.IGNORECASE)
_ATTRIBUTE = re.compile(r" [a-z]\w+")


_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\d/])")


def _order(text: str) -> str:
    """ "dmy" or "mdy" where some slashed date of the text can be read one way alone, "" where none or both tell."""
    told = {
        "dmy" if int(a) > 12 else "mdy"
        for a, b in _SLASHED.findall(text)
        if (int(a) > 12) != (int(b) > 12)
    }
    return told.pop() if len(told) == 1 else ""


def _ordered(moment: Moment, order: str) -> Moment:
    """An ambiguous date read as the document writes its others."""
    if not moment.ambiguous or not order or moment.told is None:
        return moment
    told = moment.told
    if order == "mdy":
        told = replace(told, month=told.day, day=told.month)
    return replace(moment, told=told, ambiguous=False)


def find(text: str, spans: Sequence[tuple[int, int]]) -> list[Moment]:
    """All moments in these runs of the text, in order, without overlaps."""
    found: list[Moment] = []
    order = _order(text)
    for start, end in spans:
        taken: list[tuple[int, int]] = []
        needs = {rule.needs for rule in _RULES if rule.needs}
        lacks = {need for need in needs if not need.search(text, start, end)}
        for rule in _RULES:
            if rule.needs in lacks:
                continue
            for m in rule.pattern.finditer(text, start, end):
                a, b = m.start(), m.end()
                if any(a < y and x < b for x, y in taken):
                    continue
                moment = rule.make(m)
                if moment is None:
                    if rule.make is _none:
                        taken.append((a, b))
                    continue
                taken.append((a, b))
                if _of_law(text, start, a, b, moment):
                    continue
                moment = _ordered(moment, order)
                a, b = _trim(text, a, b)
                found.append(_around(text, start, replace(moment, start=a, end=b)))
    return _turned(text, _shared_year(text, sorted(found, key=lambda m: m.start)))


def _turned(text: str, moments: list[Moment]) -> list[Moment]:
    """ "Arrested on 3 May, two days after police searched his flat": the search lay two days before the 3rd."""
    made = list(moments)
    beside = False  # does a day told stand right before?
    for i, m in enumerate(made):
        between = text[made[i - 1].end : m.start] if i else ""
        counted = m.anchor is Anchor.EVENT and m.event_at is not None
        if (
            beside
            and counted
            and (_RIGHT_BEFORE.fullmatch(between) or _AND_ALSO.fullmatch(between))
        ):
            made[i] = replace(
                m, anchor=Anchor.STORY, back=not m.back, event_at=None, sets_story=False
            )
            continue
        beside = bool(m.told and m.told.month and not m.until and not m.bound)
    return made


_RIGHT_BEFORE = re.compile(r"\s?,\s+(?:just\s+|only\s+|about\s+)?")
_AND_ALSO = re.compile(r"\s[^.!?;,]{0,80}\band\s+(?:just\s+|only\s+)?")


# "the 1998 Act", "the Housing Act 1996": the year is part of a name, no time at all.
_NAMED_LAW = re.compile(
    r"\s+(?:[A-Z][\w-]+\s+){0,3}(?:Act|Law|Convention|Protocol|Code|Ordinance)\b"
)
_LAW_NAME = re.compile(r"\b(?:Act|Law|Code|Ordinance|Convention|Regulations?|Rules|Order)\s+$")


def _of_law(text: str, start: int, a: int, b: int, moment: Moment) -> bool:
    told = moment.told
    if told is None or told.year is None or told.month or told.season or moment.until:
        return False
    if not text[a:b].isdigit():
        return False
    named = _NAMED_LAW.match(text, b) and re.search(
        r"(?:\bthe|[“\"(])\s*$", text[max(start, a - 6) : a]
    )
    return bool(named or _LAW_NAME.search(text, max(start, a - 30), a))


def _shared_year(text: str, moments: list[Moment]) -> list[Moment]:
    """ "On 2 July and 1 November 2012": the year at the end is both dates'."""
    made = list(moments)
    for i in range(len(made) - 2, -1, -1):
        one, two = made[i], made[i + 1]
        if (
            one.told and two.told and one.told.year is None and one.told.month and two.told.year
            and two.told.month and two.told.month >= one.told.month
            and re.fullmatch(r"\s*(?:,|and|or|, and)\s*(?:on\s+)?", text[one.end : two.start])
        ):  # fmt: skip
            made[i] = replace(one, told=replace(one.told, year=two.told.year))
    return made


_LEAD = re.compile(
    r"(?:in|since|until|till|by|during|from|of|throughout|before|after|every|on|between|within)\s+",
    re.IGNORECASE,
)


# "the same day", "the past two years", "the third quarter" keep theirs
_ARTICLE = re.compile(
    r"the\s+(?!same|next|following|previous|preceding|very|past|last|coming|\w+[\s-]quarter|day|night|morning|week|month|year\b)",
    re.IGNORECASE,
)


def _trim(text: str, a: int, b: int) -> tuple[int, int]:
    """Leave the preposition out of the words of the date."""
    m = _LEAD.match(text, a, b)
    if m:
        a = m.end()
    article = _ARTICLE.match(text, a, b)
    if article:
        a = article.end()
    while b > a and text[b - 1] in " ,.\n" and not text[a:b].endswith((".m.", "a.m", "p.m")):
        b -= 1
    return a, b


_THE = re.compile(r"\b(?:the|an?|its|their|his|her)\s+(?:[a-z]+ed\s+)?$", re.IGNORECASE)


def _is_attribute(text: str, moment: Moment, head: str) -> bool:
    """ "The disputed August 2020 election", "last year's uprising": a time that a thing is called by."""
    if text.startswith(("'s ", "’s "), moment.end):
        return True
    told = moment.told
    if told is None or told.day is not None or told.month is None or told.year is None:
        return False
    return _THE.search(head) is not None and _ATTRIBUTE.match(text, moment.end) is not None


def _around(text: str, start: int, moment: Moment) -> Moment:
    """What stands before the date: since, until, about; and whether the story moves with it."""
    head = text[max(start, moment.start - 45) : moment.start]
    more: dict[str, object] = {}
    if moment.told and not moment.until:
        m = _BOUND.search(head)
        if m:
            word = m.group(1).casefold()
            word = {
                "till": "until",
                "up to": "until",
                "prior to": "before",
                "no later than": "by",
                "not later than": "by",
                "at the latest by": "by",
                "starting from": "since",
                "starting": "since",
            }.get(word, word)
            if word == "from":
                word = "since"
            more["bound"] = word
            if word in ("since", "until") and moment.told.month is None:
                more["sets_story"] = False  # "has lived in Tver since 2019": a state, no step
        if _AROUND.search(head):
            more["approximate"] = True
        if (
            _LAW_BEFORE.search(head)
            or (moment.told.month is None and _ASIDE.match(text[moment.end : moment.end + 40]))
            or _BORN.search(head)
        ):
            more["sets_story"] = False
    if moment.told and moment.told.year and moment.told.month is None and not moment.until:
        if not re.search(
            r"(?:^|[.!?:;\n\"“”])\s*(?:\w+\s+)?(?:[Ii]n|[Ss]ince|[Bb]y|[Dd]uring|[Ff]rom)?\s*(?:the\s+|early\s+|late\s+)*$",
            head,
        ):
            more["aside"] = True
        bare = text[moment.start : moment.end].isdigit()
        if bare and re.search(r"\bthe $", head) and _ATTRIBUTE.match(text, moment.end):
            more["sets_story"] = False
        if re.search(r"\[[^\]]*$|\bback to\s*$|\bborn\b", head):
            more["sets_story"] = False
    if moment.told and moment.told.year and moment.told.day is None and _CALLED.search(head):
        more["sets_story"] = False
    if _is_attribute(text, moment, head):
        more["sets_story"] = False
    if re.search(r"\b(?:act|acts|crime|offence|events?) (?:of|in)\s*$", head):
        more["sets_story"] = False
    if moment.told and moment.told.year is None and not moment.until:
        clause = re.split(r"[.!?;:]\s", text[max(start, moment.start - 110) : moment.start])[-1]
        if _TO_COME.search(clause) and not _COME.search(clause):
            moment = replace(moment, told=replace(moment.told, ahead=True))
    said = text[max(start, moment.start - 90) : moment.start]
    said = re.split(r"[.!?]\s", said)[-1]
    if re.search(
        r"\b(?:supposed|alleged|purported|said|believed|claimed) to have\b|\ballegedly\b|\bhad been committed\b",
        said,
    ):
        more["sets_story"] = False  # the day of an alleged act is no day of the story
    if moment.anchor is Anchor.STORY and re.search(
        r"\d\s*,\s*$|(?:January|February|March|April|May|June|July|August|September|October|November|December),\s*$",
        head,
    ):
        more["sets_story"] = (
            False  # "on 31 October, less than a month later": the date is told already
        )
    if moment.told and moment.told.feast:
        more["sets_story"] = False
    return replace(moment, **more) if more else moment  # type: ignore[arg-type]
