"""Moments (words about time) become spans: as stated, or counted from the document, the story or another event.

Resolution goes through a text in order and carries the story's own time along, so that "on 10 June" finds its year
and "a week later" its week. What it was anchored to is kept on the span (`basis`, `anchor`, `words`). A date whose
day and month cannot be told apart, or that has nothing to be counted from, stays None: asked, not guessed.

May import: `when`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from safeconduct.reading.marks import Anchor, Moment, Told
from safeconduct.when import Basis, Feast, Precision, Span, feast
from safeconduct.when.errors import OutOfCalendar

_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_NEAR = 366
FindEvent = Callable[[Moment], Span | None]


@dataclass(frozen=True, slots=True)
class Length:
    """An ISO 8601 duration in parts; weeks are days, hours are kept apart."""

    months: int = 0
    days: int = 0
    hours: int = 0

    @classmethod
    def read(cls, text: str) -> Length:
        """`P1Y6M`, `P2W`, `PT48H`; what does not parse is no time at all."""
        m = _ISO.fullmatch(text or "P")
        if not m:
            return cls()
        y, mo, w, d, h, _ = (int(g or 0) for g in m.groups())
        return cls(y * 12 + mo, w * 7 + d, h)

    @property
    def rough_days(self) -> float:
        """About how many days, for ordering lengths."""
        return self.months * 30.44 + self.days + self.hours / 24


def shift(day: date, length: Length, sign: int = 1) -> date:
    """`day` moved by calendar months, then days; the 31st falls back to a short month's last day."""
    total = day.year * 12 + day.month - 1 + sign * length.months
    year, month = divmod(total, 12)
    if not 1 <= year <= 9998:
        return day
    moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return moved + sign * timedelta(days=length.days + (length.hours + 23) // 24)


_FEASTS = {
    "navruz": Feast.NAVRUZ,
    "new_year": Feast.NEW_YEAR,
    "christmas": Feast.WESTERN_CHRISTMAS,
    "orthodox_christmas": Feast.ORTHODOX_CHRISTMAS,
    "victory_day": Feast.VICTORY_DAY,
    "independence_day_uz": Feast.INDEPENDENCE_DAY_UZ,
    "eid_al_fitr": Feast.EID_AL_FITR,
    "eid_al_adha": Feast.EID_AL_ADHA,
    "easter": Feast.WESTERN_EASTER,
    "orthodox_easter": Feast.ORTHODOX_EASTER,
    "ramadan": Feast.RAMADAN,
}


class _Story:
    """The time the telling has come to."""

    def __init__(self, published: date | None) -> None:
        self.published = published
        self.now: Span | None = None
        self.aside = False  # whether `now` was told in passing
        self.fine: Span | None = None  # the last date told to the month or finer
        self.by_document: bool | None = (
            None  # do dates without a year count from the document? None: not known yet
        )
        self.coarse = False  # whether the story came to its time by a year alone
        self.lapsed = False  # dates without a year count from the document again

    @staticmethod
    def _part_of_year(span: Span) -> bool:
        """ "Early 2022", "summer 2022": no month was told, so a month that follows goes on from no month."""
        return (
            span.last is not None
            and span.earliest is not None
            and (span.days or 0) > 62
            and span.last.year == span.earliest.year
        )

    def year_for(self, month: int, day: int | None) -> tuple[int, Basis, str] | None:
        """The year of a date told without one: on from the story's time where there is one, else the last such
        day before the document's date. Going on by up to eight months is likelier than going back by four.
        """
        if self.now and self.now.earliest and not self.lapsed:
            base = self.now.earliest
            ahead = (month - base.month) % 12
            same_month_earlier = (
                ahead == 0 and day is not None and self.now.days == 1 and day < base.day
            )
            year = base.year + (1 if base.month + ahead > 12 else 0)
            if self.now.precision is Precision.YEAR or self._part_of_year(self.now):
                year = base.year
            elif ahead > 8 and not same_month_earlier:
                year -= 1
            if self.published and date(year, month, 1) > self.published:
                year -= 1
            return year, Basis.STORY, self.now.words
        if self.published:
            year = self.published.year
            if (month, day or 1) > (self.published.month, self.published.day):
                year -= 1
            return year, Basis.DOCUMENT, self.published.isoformat()
        return None


def resolve(
    moments: Sequence[Moment],
    text: str,
    published: date | None,
    find_event: FindEvent = lambda _: None,
    written: Sequence[tuple[int, int, date]] = (),
) -> list[Span | None]:
    """One span for each moment, in order; None for lengths and for what nothing anchors.

    `find_event` gives the span of the event an EVENT moment is counted from. `written` are runs with a day of their
    own, such as the messages of a thread: there "yesterday" is counted from that day.
    """
    story = _Story(published)
    run: tuple[int, int, date] | None = None
    spans: list[Span | None] = []
    last_at = 0
    for moment in moments:
        words = text[moment.start : moment.end]
        here = next((w for w in written if w[0] <= moment.start < w[1]), None)
        if here != run:
            day = here[2] if here else published
            if story.published is None or day is None or day < story.published:
                story = _Story(day)  # an earlier message beneath a later one: its story is its own
            run, story.published = here, day
        # a bare year in passing is over with its paragraph: "… died in 2014. / On 14 September …"
        fresh = "\n" in text[last_at : moment.start]
        if story.aside and fresh and story.fine and story.now and _after(story.fine, story.now):
            story.now, story.aside = story.fine, False
        # "In 2012 his father was shot. He left that autumn. / His application, filed in December": in a text whose
        # dates count from its own day, a look back by years alone ends with its paragraph
        if fresh and story.coarse and story.by_document:
            story.lapsed = True
        if story.by_document is None and _counts(moment):
            story.by_document = story.now is None
        span = None if moment.length or moment.ambiguous else _one(moment, words, story, find_event)
        spans.append(span)
        # "A year and a half ago" moves the story there; "yesterday" is the document's own time.
        own = (
            moment.anchor is Anchor.DOCUMENT
            and moment.told is None
            and not Length.read(moment.least).months
        )
        if span and moment.sets_story and not own:
            days = span.days
            inferred = moment.told is not None and moment.told.year is None
            if inferred and moment.bound in ("until", "before", "by"):
                continue  # "she has until 18 February": a day to come moves no story
            plain = _plain(moment, words, story) if moment.bound else span
            if plain is not None and (days is None or days <= 366 * 2):
                if moment.told is not None and moment.told.year is not None:
                    story.coarse = moment.told.month is None and moment.told.season is None
                    if story.by_document is None and not story.coarse:
                        story.by_document = _is_dateline(plain, story.published)
                story.now, story.aside, story.lapsed = plain, moment.aside, False
                if (plain.days or 400) <= 92:
                    story.fine = plain
            last_at = moment.end
    return spans


def _is_dateline(span: Span, published: date | None) -> bool:
    """Is this the document's own date, as it stands at its head?"""
    if published is None or span.earliest is None or span.latest is None:
        return False
    return span.earliest - timedelta(3) <= published <= span.latest + timedelta(3)


def _counts(moment: Moment) -> bool:
    """Is this a date that must be counted from something: a month without a year, "on Tuesday", "yesterday"?"""
    if moment.anchor is Anchor.DOCUMENT:
        return not Length.read(moment.least).months
    told = moment.told
    return (
        told is not None
        and told.year is None
        and (told.month is not None or told.weekday is not None)
    )


def _after(one: Span, other: Span) -> bool:
    return bool(one.earliest and other.earliest and one.earliest >= other.earliest)


def _plain(moment: Moment, words: str, story: _Story) -> Span | None:
    return _one(replace(moment, bound=""), words, story, lambda _: None)


def _one(moment: Moment, words: str, story: _Story, find_event: FindEvent) -> Span | None:
    if moment.told and moment.anchor is Anchor.DOCUMENT:
        if story.published is None:
            return None
        year = story.published.year - (1 if moment.back else 0)
        if moment.told.season is not None:
            # "last winter": the last one that has begun before the document was written and is over or nearly so
            begun = date(story.published.year, (moment.told.season - 21) * 3 + 3, 1)
            year = (
                begun.year if shift(begun, Length(months=2)) <= story.published else begun.year - 1
            )
        elif moment.told.month is not None and moment.told.day is None and moment.back:
            year = story.published.year - (moment.told.month >= story.published.month)
        return _told(replace(moment.told, year=year), words, story)
    if moment.told and moment.told.month and moment.anchor is Anchor.STORY:
        return _bound(_of_story(moment, words, story), moment)
    if moment.told:
        first = _told(moment.told, words, story)
        if first is None:
            return None
        if moment.until:
            keep = story.now
            # The end of a range is on from its beginning: "from 31 December to 3 January".
            story.now = first
            last = _told(moment.until, words, story)
            story.now = keep
            if last is None or not (first.earliest and last.latest):
                return first
            if last.latest <= first.earliest:
                return first
            return Span(first.earliest, last.latest, words=words, basis=first.basis)
        return _by(_bound(first, moment), moment, story)
    if moment.anchor is Anchor.DOCUMENT and story.published:
        return _bound(_ago(moment, words, story.published), moment)
    if moment.anchor is Anchor.STORY and story.now:
        return _bound(_offset(moment, words, story.now, Basis.STORY), moment)
    if moment.anchor is Anchor.EVENT:
        base = find_event(moment)
        if base and moment.bound in ("after", "during") and not moment.most:
            # some time after it: as far as the document reaches, where that says anything
            reach = story.published if moment.bound == "after" else base.last
            if base.earliest and reach and 0 <= (reach - base.earliest).days <= _NEAR:
                return Span.between(
                    base.earliest, reach, words=words, basis=Basis.COMPUTED, anchor=base.words
                )
            return None
        if base:
            return _bound(_offset(moment, words, base, Basis.COMPUTED), moment)
    return None


def _of_story(moment: Moment, words: str, story: _Story) -> Span | None:
    """ "In June that year" (`least` empty), "that November" (P0M), "the following March" (P1M), "the previous May"."""
    told = moment.told
    base = story.now.earliest if story.now else None
    if told is None or told.month is None or base is None:
        return None
    year = base.year
    if moment.least:
        ahead = told.month - base.month
        if moment.back:
            year -= ahead >= 0
        elif ahead < 0 or (ahead == 0 and moment.least != "P0M"):
            year += 1
    return _told(replace(told, year=year), words, story)


def _by(span: Span | None, moment: Moment, story: _Story) -> Span | None:
    """ "By November": after what was told before, where that is not long."""
    now = story.fine if story.aside else story.now
    low = now.earliest if now else None
    if span is None or moment.bound != "by" or low is None or span.latest is None:
        return span
    return replace(span, earliest=low) if 0 < (span.latest - low).days <= _NEAR else span


def _bound(span: Span | None, moment: Moment) -> Span | None:
    if span is None:
        return None
    if moment.approximate:
        span = replace(span, approximate=True)
    if moment.bound in ("since", "after"):
        start = span.earliest if moment.bound == "since" else span.latest or span.earliest
        return replace(span, earliest=start, latest=None, precision=Precision.INTERVAL, at=None)
    if moment.bound in ("until", "before", "by"):
        end = span.earliest if moment.bound == "before" else span.latest
        return replace(span, earliest=None, latest=end, precision=Precision.INTERVAL, at=None)
    return span


def _told(told: Told, words: str, story: _Story) -> Span | None:
    """A date as told, its missing year or month taken from the story or the document."""
    if told.decade is not None:
        return Span(
            date(told.decade, 1, 1),
            date(told.decade + 10, 1, 1),
            precision=Precision.DECADE,
            words=words,
        )
    basis, anchor, year = Basis.STATED, "", told.year
    month = told.month
    if told.of_document and story.published:
        basis, anchor = Basis.DOCUMENT, story.published.isoformat()
    if told.feast:
        return _feast(told, words, story)
    if year is None and told.season is not None:
        found = story.year_for((told.season - 21) * 3 + 3, None)
        if found is None:
            return None
        year, basis, anchor = found
    if year is None and month is not None:
        found = story.year_for(month, told.day)
        if found is None:
            return None
        year, basis, anchor = found
    if year is None and told.day is not None and story.now and story.now.earliest:
        base = story.now.earliest
        if (story.now.days or 400) > 31:
            return None  # a day of no month
        if story.now.days == 1 and told.day < base.day:  # "on 28 June … on the 2nd"
            base = shift(base.replace(day=1), Length(months=1))
        year, month, basis, anchor = base.year, base.month, Basis.STORY, story.now.words
    if year is None and told.weekday is not None:
        return _weekday(told.weekday, words, story)
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


def _part(span: Span, part: str) -> Span:
    """Early, mid, late: the first ten, the middle ten, the last eleven days of a month; thirds of a year."""
    if not part or span.earliest is None or span.latest is None:
        return span
    first, after = span.earliest, span.latest
    if span.precision is Precision.MONTH:
        a, b = first + timedelta(10), first + timedelta(20)
    else:
        a, b = date(first.year, 5, 1), date(first.year, 9, 1)
    first, after = {"early": (first, a), "mid": (a, b), "late": (b, after)}.get(
        part, (first, after)
    )
    return replace(span, earliest=first, latest=after, precision=Precision.INTERVAL)


def _feast(told: Told, words: str, story: _Story) -> Span | None:
    """A feast in the year told, or in that of the story."""
    year, basis, anchor = told.year, Basis.STATED, ""
    which = _FEASTS.get(told.feast)
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


def _weekday(weekday: int, words: str, story: _Story) -> Span | None:
    """ "On Tuesday": the last one up to the document's date; in a story with a day, the next one after it."""
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


def _around(day: date, length: Length, words: str, basis: Basis, anchor: str) -> Span:
    """The span that "N units" from a day points to: as coarse as its unit.

    Days are meant exactly; weeks within three days; months as that calendar month; "a year (and a half)" within two
    months of the month; more whole years as that calendar year.
    """
    more = {"words": words, "basis": basis, "anchor": anchor}
    if length.months == 0 and length.days % 7 == 0 and length.days >= 14:
        return Span(
            day - timedelta(3),
            day + timedelta(4),
            words=words,
            basis=basis,
            anchor=anchor,
        )
    if length.months == 0:
        return Span.day(day, **more)
    if length.months >= 24 and length.months % 12 == 0:
        return Span.year(day.year, **more)
    if length.months >= 12:
        first = shift(day.replace(day=1), Length(months=2), -1)
        after = shift(day.replace(day=1), Length(months=3))
        return Span(first, after, words=words, basis=basis, anchor=anchor)
    return Span.month(day.year, day.month, **more)


def _ago(moment: Moment, words: str, published: date) -> Span | None:
    sign = -1 if moment.back else 1
    least, most = Length.read(moment.least), Length.read(moment.most or moment.least)
    anchor = published.isoformat()
    if moment.least == moment.most or not moment.most:
        return _around(shift(published, least, sign), least, words, Basis.DOCUMENT, anchor)
    ends = sorted((shift(published, least, sign), shift(published, most, sign)))
    return Span(ends[0], ends[1] + timedelta(1), words=words, basis=Basis.DOCUMENT, anchor=anchor)


def _offset(moment: Moment, words: str, base: Span, basis: Basis) -> Span | None:
    """`base` moved by the offset. Both ends of an uncertain base move, so the result is no surer than it was."""
    sign = -1 if moment.back else 1
    least, most = Length.read(moment.least), Length.read(moment.most or moment.least)
    more = {"words": words, "basis": basis, "anchor": base.words}
    if least == most and base.is_exact and base.earliest:
        return _around(shift(base.earliest, least, sign), least, words, basis, base.words)
    low, high = (least, most) if sign > 0 else (most, least)
    first = shift(base.earliest, low, sign) if base.earliest else None
    last = shift(base.last, high, sign) if base.last else None
    if (base.days or 0) >= 4 * max(1.0, most.rough_days):
        # "in 2014 … a week later": still that year, as far as anybody can tell
        first, last = (first, base.last) if sign > 0 else (base.earliest, last)
    if first and last and last < first:
        return None
    if least == most and not least.rough_days and base.precision is not Precision.INTERVAL:
        return replace(base, words=words, basis=basis, anchor=base.words)
    return Span.between(first, last, **more)
