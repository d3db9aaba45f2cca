"""Dates as told become spans: their missing year or month is taken from the story or the document.

May import: `when`, this room.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from safeconduct.reading.days.lengths import Length, shift
from safeconduct.reading.days.story import Story
from safeconduct.reading.marks import Moment, Told
from safeconduct.when import Basis, Feast, Precision, Span, feast
from safeconduct.when.errors import OutOfCalendar


def told_day(told: Told, words: str, story: Story) -> Span | None:
    """A date as told, its missing year or month taken from the story or the document."""
    if told.decade is not None:
        return _decade(told.decade, told.part, words)
    basis, anchor, year = Basis.STATED, "", told.year
    month = told.month
    if told.of_document and story.published:
        basis, anchor = Basis.DOCUMENT, story.published.isoformat()
    if told.feast:
        return _feast(told, words, story)
    if year is None and told.season is not None:
        found = story.year_for((told.season - 21) * 3 + 3, None, told.ahead, fresh=False)
        if found is None:
            return None
        year, basis, anchor = found
    if year is None and month is not None:
        found = story.year_for(month, told.day, told.ahead)
        if found is None:
            return None
        year, basis, anchor = found
        if told.weekday is not None and told.day is not None:
            year = _on_weekday(told, year)
    if year is None and told.day is not None and story.now and story.now.earliest:
        base = story.now.earliest
        if (story.now.days or 400) > 31:
            return None  # a day of no month
        if story.now.days == 1 and told.day < base.day:  # "on 28 June … on the 2nd"
            base = shift(base.replace(day=1), Length(months=1))
        if story.published and (base.year, base.month, told.day) > (
            story.published.year,
            story.published.month,
            story.published.day,
        ):  # "the court was on the 29th", written on the 11th
            base = shift(base.replace(day=1), Length(months=1), -1)
        year, month, basis, anchor = base.year, base.month, Basis.STORY, story.now.words
    if year is None and told.weekday is not None:
        return _weekday(told.weekday, words, story, told.ahead)
    if year is None and told.hour is not None and story.now and story.now.days == 1:
        day = story.now.earliest
        if day is None:
            return None
        at = datetime(day.year, day.month, day.day, told.hour, told.minute or 0)  # noqa: DTZ001 (local time as told)
        return Span.moment(at, words=words, basis=Basis.STORY, anchor=story.now.words)
    if year is None or not 1 <= year <= 9998:
        return None
    more = {"words": words, "basis": basis, "anchor": anchor}
    try:
        if told.season is not None:
            start = date(year, (told.season - 21) * 3 + 3, 1)
            end = shift(start, Length(months=3))
            return Span(
                start, end, precision=Precision.SEASON, words=words, basis=basis, anchor=anchor
            )
        if month is None:
            return _part(Span.year(year, **more), told.part)
        if told.day is None:
            return _part(Span.month(year, month, **more), told.part)
        if told.hour is not None:
            at = datetime(year, month, told.day, told.hour, told.minute or 0)  # noqa: DTZ001 (local time as told)
            return Span.moment(at, **more)
        return Span.day(date(year, month, told.day), **more)
    except ValueError:  # 31 June: somebody's slip, to be asked
        return None


def _decade(start: int, part: str, words: str) -> Span:
    """Ten years from `start`; early, mid and late ones by the way people speak of them."""
    if not part:
        ten = date(start, 1, 1), date(start + 10, 1, 1)
        return Span(*ten, precision=Precision.DECADE, words=words)
    thirds = {"early": (0, 4), "mid": (4, 7), "late": (7, 10)}
    a, b = (thirds | {"first half": (0, 5), "second half": (5, 10)})[part]
    return Span(
        date(start + a, 1, 1),
        date(start + b, 1, 1),
        precision=Precision.INTERVAL,
        words=words,
    )


def _on_weekday(told: Told, year: int) -> int:
    """ "Thursday, 11 April": the year in which that day is a Thursday, this one or the next or the last."""
    for guess in (year, year + 1, year - 1):
        try:
            if date(guess, told.month or 1, told.day or 1).weekday() == told.weekday:
                return guess
        except ValueError:  # 29 February
            continue
    return year


def of_story(moment: Moment, words: str, story: Story) -> Span | None:
    """ "In June that year" (`least` empty), "that November" (P0M), "the following March" (P1M), "the previous May"."""
    told = moment.told
    base = story.now.earliest if story.now else None
    month = None if told is None else told.month or (told.season and (told.season - 21) * 3 + 3)
    if told is None or month is None or base is None:
        return None
    year = base.year
    if moment.least:
        ahead = month - base.month
        if moment.back:
            year -= ahead >= 0
        elif ahead < 0 or (ahead == 0 and moment.least != "P0M"):
            year += 1
    return told_day(replace(told, year=year), words, story)


def _part(span: Span, part: str) -> Span:
    """Early, mid, late: the first ten, the middle ten, the last eleven days of a month; thirds of a year. Halves as told."""
    if not part or span.earliest is None or span.latest is None:
        return span
    first, after = span.earliest, span.latest
    if span.precision is Precision.MONTH:
        a, b, half = first + timedelta(10), first + timedelta(20), first + timedelta(15)
    else:
        a, b, half = (date(first.year, month, 1) for month in (5, 9, 7))
    parts = {"early": (first, a), "mid": (a, b), "late": (b, after)}
    halves = {"first half": (first, half), "second half": (half, after)}
    first, after = (parts | halves).get(part, (first, after))
    return replace(span, earliest=first, latest=after, precision=Precision.INTERVAL)


def _feast(told: Told, words: str, story: Story) -> Span | None:
    """A feast in the year told, or in that of the story."""
    year, basis, anchor = told.year, Basis.STATED, ""
    which = Feast.__members__.get(told.feast.upper())
    if which is None:
        return None
    try:
        if year is None:
            guess = feast(which, (story.published or date(2000, 1, 1)).year).earliest
            found = story.year_for(guess.month, guess.day) if guess else None
            if found is None:
                return None
            year, basis, anchor = found
        return replace(feast(which, year, words=words), basis=basis, anchor=anchor)
    except OutOfCalendar:
        return None


def _weekday(weekday: int, words: str, story: Story, to_come: bool = False) -> Span | None:
    """ "On Tuesday": the last one up to the document's date, or the first after it where it is told as still to come;
    in a story with a day, the next one after it.
    """
    if to_come and story.published:
        forward = (weekday - story.published.weekday()) % 7 or 7
        return Span.day(
            story.published + timedelta(forward),
            words=words,
            basis=Basis.DOCUMENT,
            anchor=story.published.isoformat(),
        )
    if (
        story.now
        and story.now.is_exact
        and story.now.earliest
        and story.now.basis is not Basis.DOCUMENT
    ):
        ahead = (weekday - story.now.earliest.weekday()) % 7
        if story.published and story.now.earliest + timedelta(ahead) > story.published:
            ahead -= 7
        return Span.day(
            story.now.earliest + timedelta(ahead),
            words=words,
            basis=Basis.STORY,
            anchor=story.now.words,
        )
    if story.published:
        back = (story.published.weekday() - weekday) % 7
        return Span.day(
            story.published - timedelta(back),
            words=words,
            basis=Basis.DOCUMENT,
            anchor=story.published.isoformat(),
        )
    return None
