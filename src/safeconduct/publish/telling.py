"""Dates, lengths and kinds in plain words, in the reader's language.

May import: `when`, `record`. Nothing is computed here; a date is told as finely as it was told, never finer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from safeconduct.record.kinds import kinds
from safeconduct.shelf import read_yaml, shelf
from safeconduct.when import Basis, Duration, Precision, Span, parse_duration, parse_edtf
from safeconduct.when.errors import WhenError

Translate = Callable[[str], str]


@cache
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = read_yaml(shelf("vocabulary") / "telling.yaml")
    return tables


@cache
def _explanations(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What the rooms beneath say → the same in the language, the longest first."""
    name = f"explanations-{language}.yaml"
    path = shelf("vocabulary") / name
    if language == "en" or not path.is_file():
        return ()
    rows = sorted(read_yaml(path).items(), key=lambda row: -len(row[0]))
    return tuple(
        (re.compile(re.escape(said).replace(r"\{\}", "(.*?)")), told) for said, told in rows
    )


@dataclass(frozen=True, slots=True)
class Voice:
    """How a page speaks: a language of vocabulary/telling.yaml, and the caller's translations where it has its own.

    Called with an English text it answers in the language, or with the English where there is no translation.
    """

    language: str = "en"
    translate: Translate | None = None

    def __call__(self, text: str) -> str:
        own = self.translate(text) if self.translate else text
        if own != text:
            return own
        return str(_tables()["texts"].get(self.language, {}).get(text, text))

    def explain(self, text: str) -> str:
        """What is said of a file, or why a claim is not sure, in the language; what it has no words for stays English."""
        own = self(text)
        if own != text:
            return own
        for said, told in _explanations(self.language):
            text = said.sub(lambda found, told=told: told.format(*found.groups()), text)  # type: ignore[misc]
        return text

    @property
    def _words(self) -> dict[str, Any]:
        languages: dict[str, dict[str, Any]] = _tables()["languages"]
        return languages.get(self.language) or languages["en"]

    @property
    def direction(self) -> str:
        """ "ltr" or "rtl"."""
        return "rtl" if self.language in ("ar", "fa", "he", "ur", "ug", "ps") else "ltr"

    # -- days ----------------------------------------------------------------------------------------------------

    def day(self, day: date) -> str:
        """10 June 2014."""
        return f"{day.day} {self._words['months_of'][day.month - 1]} {day.year}"

    def edtf(self, text: str | None) -> str:
        """An EDTF text as a date in words; other text as it is, "" for none."""
        try:
            return self.span(parse_edtf(text)) if text else ""
        except WhenError:
            return text or ""

    def month(self, day: date) -> str:
        """June 2014."""
        return f"{self._words['months'][day.month - 1]} {day.year}"

    def short_month(self, day: date) -> str:
        """Jun."""
        return str(self._words["months_short"][day.month - 1])

    def moment(self, at: datetime) -> str:
        """12 June 2014, 10:30 (UTC+04:00)."""
        zone = f" ({at.tzname() if at.tzinfo else ''})" if at.tzinfo else ""
        return f"{self.day(at.date())}, {at:%H:%M}{zone}"

    def span(self, span: Span | None) -> str:
        """The date as finely as it was told: "June 2014", "1 December 2013 to 31 March 2014", "by 21 March 2018"."""
        said = self._words
        if span is None or (span.earliest is None and span.latest is None):
            return str(said["not_told"])
        text = self._bare(span)
        if span.approximate:
            text = str(said["about"]).format(text)
        if span.uncertain:
            text = str(said["probably"]).format(text)
        return text

    def _bare(self, span: Span) -> str:
        said = self._words
        first, last = span.earliest, span.last
        if span.approximate and span.written and "/" not in span.written:
            return self._bare(
                parse_edtf(span.written.rstrip("~%"))
            )  # as told, before it was widened
        if span.at:
            return self.moment(span.at)
        if first is None:
            return str(said["until"]).format(self._end(last))
        if last is None:
            return str(said["since"]).format(self._start(first))
        if span.precision is Precision.SEASON and span.written:
            year, _, season = span.written.rstrip("?~%").partition("-")
            if season in ("21", "22", "23", "24"):
                return f"{said['seasons'][int(season) - 21]} {year}"
        if span.precision is Precision.DECADE and first.year % 10 == 0:
            return str(said["decade"]).format(first.year)
        if first == last:
            return self.day(first)
        if _is_year(span):
            return str(first.year)
        if _is_month(span):
            return self.month(first)
        return self._range(first, last)

    def _start(self, day: date) -> str:
        """A first day: the month or year it opens, where it opens one."""
        if day.day != 1:
            return self.day(day)
        return str(day.year) if day.month == 1 else self.month(day)

    def _end(self, day: date | None) -> str:
        """A last day: the month or year it closes, where it closes one."""
        if day is None:
            return ""
        if (day + timedelta(1)).day != 1:
            return self.day(day)
        return str(day.year) if day.month == 12 else self.month(day)

    def _range(self, first: date, last: date) -> str:
        """Two ends, told no finer than they are: 2013 – 2014, March – May 2014, 1 – 10 October 2013."""
        said = self._words
        between = str(said["between"])
        whole_months = first.day == 1 and (last + timedelta(1)).day == 1
        if whole_months and first.month == 1 and last.month == 12:
            return between.format(first.year, last.year)
        if whole_months:
            start = (
                self.month(first) if first.year != last.year else said["months"][first.month - 1]
            )
            return between.format(start, self.month(last))
        if (first.year, first.month) == (last.year, last.month):
            return between.format(first.day, self.day(last))
        if first.year == last.year:
            start = f"{first.day} {said['months_of'][first.month - 1]}"
            return between.format(start, self.day(last))
        return between.format(self.day(first), self.day(last))

    def precision(self, span: Span | None) -> str:
        """How finely the date was told, in a word."""
        if span is None:
            return ""
        return self(
            {
                Precision.MINUTE: "to the minute",
                Precision.DAY: "to the day",
                Precision.MONTH: "to the month",
                Precision.SEASON: "to the season",
                Precision.YEAR: "to the year",
                Precision.DECADE: "to the decade",
                Precision.INTERVAL: "within limits",
                Precision.UNKNOWN: "not told",
            }[span.precision]
        )

    def basis(self, span: Span | None) -> str:
        """What the reading of the date rests on, in words."""
        if span is None or (span.earliest is None and span.latest is None):
            return ""
        return self(
            {
                Basis.STATED: "stated",
                Basis.DOCUMENT: "counted from the document’s own date",
                Basis.STORY: "completed from what was told before",
                Basis.COMPUTED: "follows from other events",
            }[span.basis]
        )

    def where(self, text: str) -> str:
        """A document's "page 3, paragraph 12" in the language."""
        return ", ".join(
            f"{self(word)} {number}" if number else self(word)
            for word, _, number in (part.partition(" ") for part in text.split(", "))
        )

    # -- lengths and kinds ---------------------------------------------------------------------------------------

    def length(self, text: object) -> str:
        """An ISO 8601 duration in words: "7 months 10 days"; other text as it is."""
        try:
            duration = parse_duration(str(text))
        except WhenError:
            return str(text)
        return self.duration(duration)

    def duration(self, duration: Duration) -> str:
        """7 months 10 days."""
        names = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
        parts = [self.count(getattr(duration, n), n) for n in names if getattr(duration, n)]
        return " ".join(parts) or self.count(0, "days")

    def count(self, number: int, noun: str) -> str:
        """A number with its noun in the right form: 1 day, 2 days; 1 день, 2 дня, 5 дней."""
        forms = self._words["counted"].get(noun)
        if not forms:
            return f"{number} {self(noun)}"
        return f"{number} {forms[_plural(self.language, number)]}"

    def kind(self, name: str) -> str:
        """An event kind in words: "asylum refusal"."""
        told = self._words.get("kinds", {}).get(name)
        return str(told) if told else self(name.replace("_", " "))

    def kind_says(self, name: str) -> str:
        """What the kind means; "" where it is not said in the language."""
        kind = kinds().get(name)
        said = self(kind.says) if kind else ""
        return "" if kind and said == kind.says and self.language != "en" else said


def _plural(language: str, number: int) -> int:
    if language in ("ru", "uk", "be"):
        if number % 10 == 1 and number % 100 != 11:
            return 0
        return 1 if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else 2
    return 0 if number == 1 else 1


def _is_year(span: Span) -> bool:
    first, last = span.earliest, span.last
    return bool(
        first and last and first.year == last.year
        and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    )  # fmt: skip


def _is_month(span: Span) -> bool:
    first, after = span.earliest, span.latest
    return bool(
        first and after and first.day == after.day == 1
        and (after.year - first.year) * 12 + after.month - first.month == 1
    )  # fmt: skip
