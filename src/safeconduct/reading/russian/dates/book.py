"""The dates found so far in one text, and what a new one takes from them: the year told before, the document's own.

May import: this package, `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from safeconduct.reading.marks import Anchor, Moment
from safeconduct.reading.russian.dates.patterns import (
    ALLEGED,
    BIRTH_AFTER,
    BORN,
    BOUNDS,
    CASE_OF,
    DAYS,
    FLAGS,
    LAW,
    LAW_AFTER,
    MONTHS,
    PLANNED_FOR,
    STILL,
)

EventAt = Callable[[int], tuple[tuple[str, ...], int] | None]


class DateBook:
    """Moments in the making: `put` adds one and marks its characters as read."""

    def __init__(self, text: str, today: date | None, event_at: EventAt) -> None:
        self.text = text
        self.today = today
        self.event_at = event_at
        self.found: list[Moment] = []
        self.taken = bytearray(len(text) + 1)

    def free(self, start: int, end: int) -> bool:
        return not any(self.taken[start:end])

    def put(self, moment: Moment) -> None:
        before = self.text[max(0, moment.start - 90) : moment.start]
        after = self.text[moment.end : moment.end + 25]
        bare = moment.told is not None and re.fullmatch(
            r"(?:19|20)\d\d\s*г\w*\.?", self.text[moment.start : moment.end], FLAGS
        )
        if (
            (LAW.search(before) and moment.told)
            or (bare and re.search(r"[а-яё»]\s+$", before))  # «соглашения 2000 года»
            or BORN.search(before)
            or (moment.bound in ("since", "until") and moment.told and moment.told.month is None)
            or re.match(r"от\s", self.text[moment.start : moment.end], FLAGS)
            or (moment.told and ALLEGED.search(before))
            or PLANNED_FOR.search(before)
            or CASE_OF.search(before)
            or LAW_AFTER.search(after)
            or BIRTH_AFTER.search(after)
        ):
            moment = replace(moment, sets_story=False)
        told = moment.told
        if told and told.month and not (told.year or told.day) and STILL.search(before):
            moment = replace(moment, anchor=Anchor.STORY, least="P1M", back=True)
        self.found.append(moment)
        for i in range(moment.start, moment.end):
            self.taken[i] = 1

    def year(self, words: str | None, relative: str | None) -> int | None:
        if words:
            digits = re.search(r"(?:19|20)\d\d", words)
            if digits:
                return int(digits.group())
            relative = words
        if not relative:
            return None
        low = relative.lower()
        if re.search(r"\bтого", low):
            return self.last_year
        if self.today is None:
            return None
        if "следующ" in low and self.last_year is not None:
            return self.last_year + 1  # «в январе следующего года»: of the story
        for word, by in (("позапрошл", -2), ("прошл", -1), ("минувш", -1), ("следующ", 1)):
            if word in low:
                return self.today.year + by
        return self.today.year

    @property
    def last_year(self) -> int | None:
        told = [m for m in self.found if m.told and m.told.year and m.sets_story]
        return told[-1].told.year if told and told[-1].told else None

    def of_paper(self, month: int, day: int, at: int) -> int | None:
        """The year of a day that a dated paper tells in the same sentence («Рапорт от 5 мая 2018 года гласит, что 3 мая …»)."""
        for m in reversed(self.found):
            told = m.told
            if (
                m.end <= at
                and told is not None
                and told.year
                and told.month
                and told.day
                and re.match(r"от\s", self.text[m.start : m.end], FLAGS)
                and re.fullmatch(r"[^.!?\n]*\bчто\b[^.!?\n]*", self.text[m.end : at], FLAGS)
            ):
                try:
                    later = date(told.year, month, day) - date(told.year, told.month, told.day)
                except ValueError:
                    return None
                return told.year - (later > timedelta(31))
        return None

    @staticmethod
    def bound(pre: str | None) -> str:
        return BOUNDS.get(re.sub(r"\s+", " ", (pre or "").strip().lower()), "")

    def beside(self, start: int, end: int) -> int | None:
        """The moment that ends right before or begins right after, with nothing but a comma between."""
        for i, moment in enumerate(self.found):
            if moment.end <= start and re.fullmatch(r"[\s,]{0,3}", self.text[moment.end : start]):
                return i
            if end <= moment.start and re.fullmatch(r"[\s,]{0,3}", self.text[end : moment.start]):
                return i
        return None


def month_of(words: str) -> int:
    low = words.lower()
    return next(n for stem, n in MONTHS.items() if low.startswith(stem))


def day_of(words: str) -> int | None:
    low = words.lower().replace("ё", "е")
    if low in DAYS:
        return DAYS[low]
    value = int(re.sub(r"\D", "", low))
    return value if 1 <= value <= 31 else None


def part_of(words: str | None) -> str:
    low = (words or "").lower()
    if "половин" in low:
        return "first half" if "перв" in low else "second half"
    if re.search("начал|перв", low):
        return "early"
    if re.search("середин|десятых", low):
        return "mid" if "двадцат" not in low else "late"
    return "late" if re.search("кон[ец]|послед|двадцат", low) else ""
