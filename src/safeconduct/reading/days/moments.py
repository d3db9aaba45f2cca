"""Moments (words about time) become spans: as stated, or counted from the document, the story or another event.

Resolution goes through a text in order and carries the story's own time along, so that "on 10 June" finds its year
and "a week later" its week. What it was anchored to is kept on the span (`basis`, `anchor`, `words`). A date whose
day and month cannot be told apart, or that has nothing to be counted from, stays None: asked, not guessed.

May import: `when`, this room.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from safeconduct.reading.days.calendar import of_story, told_day
from safeconduct.reading.days.lengths import Length, ago, offset, shift
from safeconduct.reading.days.story import Story
from safeconduct.reading.marks import Anchor, Moment, Told
from safeconduct.when import Basis, Precision, Span

_NEAR = 366
_CASE = 1200  # characters of a case in a bulletin, at most
_TO_COME = ("until", "before", "by")
FindEvent = Callable[[Moment], Span | None]


def resolve(
    moments: Sequence[Moment],
    text: str,
    published: date | None,
    find_event: FindEvent = lambda _: None,
    written: Sequence[tuple[int, int, date | int]] = (),
    headings: Sequence[tuple[int, int]] = (),
) -> list[Span | None]:
    """One span for each moment, in order; None for lengths and for what nothing anchors.

    `find_event` gives the span of the event an EVENT moment is counted from. `written` are runs with a day of their
    own, such as the messages of a thread: there "yesterday" is counted from that day; or with a year of their own,
    which stands over them: there every month is of that year, and nothing is counted from a day. Behind one of the `headings` of a list of cases a text dated by its own day counts from it again.
    """
    story = Story(published)
    story.of_its_day = from_its_day(moments)
    # headings that stand close are of cases, one after another; a long story goes on behind its own
    close = len(text) <= _CASE * (len(headings) + 1)
    starts = [start for start, _ in headings] if close else []
    runs = sorted(written)
    begun = [w[0] for w in runs]
    run: tuple[int, int, date | int] | None = None
    spans: list[Span | None] = []
    last_at = 0
    for moment in moments:
        words = text[moment.start : moment.end]
        at = bisect_right(begun, moment.start) - 1
        here = runs[at] if at >= 0 and moment.start < runs[at][1] else None
        if here != run:
            story, run = _come_into(here[2] if here else published, story), here
        if bisect_left(starts, last_at) != bisect_left(starts, moment.start):
            story.begin_anew()
        story.come_to(moment, "\n" in text[last_at : moment.start])
        span = None if moment.length or moment.ambiguous else _one(moment, words, story, find_event)
        spans.append(span)
        if span and story.is_moved_by(moment):
            to_come = story.published and span.earliest and span.earliest > story.published
            if (
                moment.told
                and moment.told.year is None
                and (moment.bound in _TO_COME or (to_come and moment.told.day))
            ):
                continue  # "she has until 18 February": a day to come moves no story
            there = _plain(moment, words, story) if moment.bound else span
            if there is not None and (span.days is None or span.days <= _NEAR * 2):
                story.move(moment, there)
            last_at = moment.end
    return spans


def from_its_day(moments: Sequence[Moment]) -> bool:
    """Is a text told from its own day? "On Tuesday", "last year", "two years ago" say so."""
    return any(
        m.anchor is Anchor.DOCUMENT
        or (m.told is not None and m.told.of_document)
        or (m.told is not None and m.told.weekday is not None and m.told.day is None)
        for m in moments
    )


def _come_into(written: date | int | None, story: Story) -> Story:
    """The story as it goes on in a run written on another day, or under another year."""
    if isinstance(written, int):
        made = Story(None, within=written)
        made.now = Span.year(written, words=str(written), basis=Basis.STORY)
        return made
    if story.published is None or written is None or written < story.published:
        return Story(written)  # an earlier message beneath a later one: its story is its own
    story.published = written
    return story


def _plain(moment: Moment, words: str, story: Story) -> Span | None:
    return _one(replace(moment, bound=""), words, story, lambda _: None)


def _one(moment: Moment, words: str, story: Story, find_event: FindEvent) -> Span | None:
    """The span of a moment; None where nothing anchors it, or where it leads out of the calendar ("2000000 days ago")."""
    try:
        return _spanned(moment, words, story, find_event)
    except OverflowError:
        return None


def _spanned(moment: Moment, words: str, story: Story, find_event: FindEvent) -> Span | None:
    if moment.told and moment.anchor is Anchor.DOCUMENT:
        if story.published is None:
            return None
        if moment.least:
            return told_day(_counted(moment, moment.told, story.published), words, story)
        year = story.published.year - (1 if moment.back else 0)
        if moment.told.season is not None:
            # "last winter": the last one that has begun before the document was written and is over or nearly so
            begun = date(story.published.year, (moment.told.season - 21) * 3 + 3, 1)
            year = (
                begun.year if shift(begun, Length(months=2)) <= story.published else begun.year - 1
            )
            if not moment.back and story.published.month > 2:
                year = begun.year  # "this summer", written in spring
        elif moment.told.month is not None and moment.told.day is None and moment.back:
            year = story.published.year - (moment.told.month >= story.published.month)
        return told_day(replace(moment.told, year=year), words, story)
    if moment.told and _goes_on_from_story(moment, story):
        return _bound(of_story(moment, words, story), moment)
    if moment.told:
        first = told_day(moment.told, words, story)
        if first is None:
            return None
        if moment.until:
            keep = story.now
            # The end of a range is on from its beginning: "from 31 December to 3 January".
            story.now = first
            last = told_day(moment.until, words, story)
            story.now = keep
            if last is None or not (first.earliest and last.latest):
                return first
            if last.latest <= first.earliest:
                return first
            return Span(first.earliest, last.latest, words=words, basis=first.basis)
        return _by(_bound(first, moment), moment, story)
    if moment.anchor is Anchor.DOCUMENT and story.published:
        return _bound(ago(moment, words, story.published), moment)
    if moment.anchor is Anchor.STORY and story.now:
        return _bound(offset(moment, words, story.now, Basis.STORY), moment)
    if moment.anchor is Anchor.EVENT:
        base = find_event(moment)
        if base and moment.bound in ("after", "during") and not moment.most:
            # some time after it: as far as the document reaches, where that says anything
            reach = story.published if moment.bound == "after" else base.last or story.published
            if base.earliest and reach and 0 <= (reach - base.earliest).days <= _NEAR:
                return Span.between(
                    base.earliest, reach, words=words, basis=Basis.COMPUTED, anchor=base.words
                )
            return None
        if base:
            return _bound(offset(moment, words, base, Basis.COMPUTED), moment)
    return None


def _counted(moment: Moment, told: Told, published: date) -> Told:
    """ "In May two years ago", "on the 5th of last month": the year, and the month that is not told, counted from a day."""
    back = Length.read(moment.least)
    there = shift(published.replace(day=1), back, -1)
    of_month = told.day is not None and told.month is None
    return replace(told, year=there.year, month=there.month if of_month else told.month)


def _goes_on_from_story(moment: Moment, story: Story) -> bool:
    """ "The following March", «ещё в октябре»: counted from the story, where there is one."""
    told = moment.told
    return (
        moment.anchor is Anchor.STORY
        and told is not None
        and bool(told.month or told.season)
        and (story.now is not None or not moment.back)
    )


def _by(span: Span | None, moment: Moment, story: Story) -> Span | None:
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
