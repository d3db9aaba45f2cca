"""Words about time that belong together: «через полгода, 20 апреля», «в 2019-м… нет, в 2020-м», «3 февраля, 2 и 30 марта 2019 года».

May import: this package, `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.marks import Anchor, Moment

_BESIDE = re.compile(r",?\s+(?:а\s+именно\s+)?")
_LISTED = re.compile(
    r"\s*(?:,|,?\s+и)\s+(?:(?:ещё|еще|затем|потом|снова|вновь|повторно|опять)\s+)?"
)
_GAPPED = re.compile(
    r",\s+(?:а\s+)?[^.,;:!?\n]{2,60}?\s+[—–-]\s+"
)  # «… 5 мая, Тимура Назирова — 7 мая 2018 года»
_MENDED = re.compile(
    r"\s*(?:\.\.\.|…|,|[—–-])\s*(?:ой,?\s+)?(?:нет|вернее|верней|точнее|то\s+есть)\b[^.!?;\n]{0,50}?",
    re.IGNORECASE,
)


def together(text: str, found: Sequence[Moment]) -> list[Moment]:
    """The moments in order: of an offset and an exact day beside it the day is kept, what the words take back says what
    they put in its place, and days of a list share the year told with the last.
    """
    made: list[Moment] = []
    for moment in sorted(found, key=lambda m: m.start):
        before = made[-1] if made else None
        between = text[before.end : moment.start] if before else ""
        if before is not None and _BESIDE.fullmatch(between) and (one := _one(before, moment)):
            made[-1] = one
            continue
        if before is not None and _BESIDE.fullmatch(between) and (one := _narrowed(before, moment)):
            made[-1] = one
            continue
        if before is not None and before.told and moment.told and _MENDED.fullmatch(between):
            made[-1] = replace(moment, start=before.start, end=before.end)
        if moment.told and moment.told.month and moment.told.year:
            _share_year(text, made, moment)
        made.append(moment)
    return made


def _one(loose: Moment, day: Moment) -> Moment | None:
    """The exact day that a looser word about time is followed by; None where they are not one time."""
    told = day.told
    if told is None or told.day is None or told.month is None or day.bound or day.until:
        return None
    if loose.length or loose.bound or loose.until or loose.event_at is not None:
        return None
    if loose.told is None and loose.anchor is Anchor.STORY:
        if told.year is None and loose.least:
            return replace(
                day, start=loose.start, anchor=Anchor.STORY, least=loose.least, back=loose.back
            )
        return replace(day, start=loose.start)
    coarse = loose.told
    if coarse is None or coarse.day is not None or coarse.hour is not None or coarse.decade:
        return None
    if coarse.weekday is None and coarse.month not in (None, told.month):
        return None
    if coarse.year is not None and told.year not in (None, coarse.year):
        return None
    return replace(day, start=loose.start, told=replace(told, year=told.year or coarse.year))


def _narrowed(year: Moment, part: Moment) -> Moment | None:
    """«В 2018 году, весной»: the season or month of a year told right before."""
    of, told = year.told, part.told
    if of is None or told is None or year.bound or part.bound or part.until or year.until:
        return None
    if of.year is None or of.month or of.season or of.part or told.year is not None or told.day:
        return None
    if not (told.month or told.season):
        return None
    return replace(part, start=year.start, told=replace(told, year=of.year))


def _share_year(text: str, made: list[Moment], last: Moment) -> None:
    """Give the days listed before a dated one its year, in place, as long as the months run forward."""
    told, start = last.told, last.start
    for i in range(len(made) - 1, -1, -1):
        other = made[i]
        if (
            told is None
            or other.told is None
            or other.told.year is not None
            or other.told.month is None
            or other.bound
            or other.anchor is not Anchor.NONE
            or not (
                _LISTED.fullmatch(between := text[other.end : start]) or _GAPPED.fullmatch(between)
            )
            or (other.told.month, other.told.day or 0) > (told.month or 0, told.day or 31)
        ):
            return
        made[i] = replace(other, told=replace(other.told, year=told.year))
        start = other.start


def listed(text: str, moments: Sequence[Moment], first: int, until: int) -> list[int]:
    """The moments that a list goes on with after this one («вызывали 1, 9 и 22 июля»), up to an offset."""
    found: list[int] = []
    at = first
    for i in range(first + 1, len(moments)):
        one, other = moments[at], moments[i]
        if other.start >= until or not other.told or other.length or other.bound or other.until:
            break
        if not _LISTED.fullmatch(text[one.end : other.start]):
            break
        found.append(i)
        at = i
    return found
