"""When: each candidate gets the day of its own clause, else what the telling around it leaves open.

May import: `when`, `sources`, `record`, this room.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from safeconduct.reading.claims.particulars import bears
from safeconduct.reading.days.moments import FindEvent, resolve
from safeconduct.reading.marks import Anchor, Candidate, Marks, Moment, Sort, Tense
from safeconduct.reading.people.cast import relations
from safeconduct.reading.people.resolving import People
from safeconduct.record import Mood
from safeconduct.sources import Document
from safeconduct.when import Basis, Precision, Span

# How narrow an interval between two told dates must be to say anything at all.
_WIDEST = 366
_SAME_BREATH = 250
_LEAD = "the name is told only in a later paragraph"
_REACH = 4  # paragraphs over which a date may hold
_MONTH, _SEASON = 28, 92  # days
_OUT = {"release", "extradition", "expulsion", "transfer_abroad", "death"}  # what ends a custody


@dataclass(frozen=True, slots=True)
class Dated:
    """A candidate with its day, before it is known whether it is told elsewhere."""

    candidate: Candidate
    persons: tuple[str, ...]
    when: Span | None
    own: bool  # the date stands in the clause itself
    named: bool = True  # the words name the person, or leave no doubt


def spans_of(document: Document, marks: Marks, published: date | None) -> list[Span | None]:
    """Moments into spans. Events that others are counted from need their own spans first, so it takes two rounds."""

    def resolved(moments: Sequence[Moment], find: FindEvent = lambda _: None) -> list[Span | None]:
        return resolve(moments, document.text, published, find, marks.written, marks.headings)

    first = resolved(marks.moments)
    if not any(m.anchor is Anchor.EVENT for m in marks.moments):
        return first

    def find(moment: Moment) -> Span | None:
        target = target_of(moment, marks.candidates)
        if target is None or target.moment is None:
            return None
        base = first[target.moment]
        if moment.bound != "during" or base is None or base.earliest is None:
            return base  # "while in custody" lasts until he is let go, as far as is told
        ends = [
            span.last
            for c in marks.candidates
            if c.kind in _OUT and c.moment is not None and c.at > target.at
            if (span := first[c.moment]) and span.last and span.last > base.earliest
        ]
        if not ends and (base.days or 0) < _MONTH:
            return replace(base, latest=None, precision=Precision.INTERVAL, at=None)
        return Span.between(base.earliest, ends[0], words=base.words) if ends else base

    return resolved(marks.moments, find)


def target_of(moment: Moment, candidates: Sequence[Candidate]) -> Candidate | None:
    """The telling that "the day after his arrest" counts from: the nearest of that kind before it, preferring one
    with a date of its own.
    """
    at = moment.event_at if moment.event_at is not None else moment.start
    fits = [
        c
        for c in candidates
        if c.kind in moment.event_kinds
        and c.mood is Mood.FACT
        and not moment.start <= c.at < moment.end
        and c.at != at
    ]
    before = [c for c in fits if c.at < moment.start]
    pool = before or fits
    dated = [c for c in pool if c.moment is not None]
    return next(reversed(dated or pool), None)


def dated(
    marks: Marks, people: People, spans: Sequence[Span | None], published: date | None, text: str
) -> list[Dated]:
    """Each candidate with the day of its own clause, else the day the telling has come to (uncertain)."""
    sentence_starts = [s for s, _ in marks.sentences]
    paragraph_starts = [s for s, _ in marks.paragraphs]
    counsel = {r.id for r in people.referents if set(r.roles) & relations()["counsel"]}
    troubled = {
        p
        for c in marks.candidates
        if bears(c.kind, "ground") and c.mood is Mood.FACT
        for v in c.victims
        for p in people.ids(v)
    }
    # those who write about another: what they lodge, they lodge for that one
    on_behalf = people.writers - troubled if people.about in troubled else frozenset()
    if people.about is not None and people.about not in counsel:
        on_behalf |= people.writers & counsel
    plain = resolve(
        [replace(m, bound="") for m in marks.moments],
        text,
        published,
        written=marks.written,
        headings=marks.headings,
    )
    used = {c.moment for c in marks.candidates}
    story = [
        (m.start, s)
        for n, (m, s) in enumerate(zip(marks.moments, spans, strict=True))
        if s
        and m.sets_story
        and not m.bound
        and s.earliest
        and s.latest
        and (n in used or not _is_of_writing(m))
    ]
    kin = {r.id: r.described.of for r in people.referents if r.described and r.described.of}
    whose: dict[int, set[str]] = {}
    for c in marks.candidates:
        if c.moment is not None:
            ids = {p for v in c.victims for p in people.ids(v)}
            whose.setdefault(marks.moments[c.moment].start, set()).update(
                ids, {kin.get(p, p) for p in ids}
            )
    starts = [at for at, _ in story]
    apart = {m.start for m in marks.moments if m.apart}
    first = _first_named(marks, people)
    runs = sorted(marks.written)
    made: list[Dated] = []
    for c in marks.candidates:
        persons = tuple(dict.fromkeys(p for v in c.victims for p in people.ids(v)))
        named = all(people.sure[v] for v in c.victims)
        unnamed = all(v >= 0 and marks.mentions[v].sort is not Sort.NAME for v in c.victims)
        if persons and unnamed and all(first.get(p, -1) > c.end for p in persons):
            c = replace(c, echo=True, doubts=(*c.doubts, _LEAD))
        if c.instead is not None and (not persons or counsel & set(persons)):
            persons = people.ids(c.instead)
            c = replace(c, explicit=False)
        if persons and bears(c.kind, "lodged") and set(persons) <= on_behalf:
            persons, named = (people.about,) if people.about else persons, False
            c = replace(c, explicit=False)
        span = (plain if c.onset else spans)[c.moment] if c.moment is not None else None
        if span is not None:
            made.append(Dated(c, persons, span, True, named))
            continue
        when = None
        if (
            c.moment is None
            and c.mood is Mood.FACT
            and (
                c.tense in (Tense.PAST, Tense.NONE)
                or (c.tense is Tense.PLUPERFECT and _loose(story, starts, c.at))
            )
        ):
            i = bisect_right(starts, c.at) - 1
            if i >= 0 and bisect_right(marks.breaks, c.at) == bisect_right(marks.breaks, starts[i]):
                theirs = whose.get(starts[i], set())
                ours = {q for p in persons for q in (p, kin.get(p, p))}
                when = _inherited(
                    story,
                    i,
                    published,
                    step=bears(c.kind, "step"),
                    sentences=_steps(sentence_starts, starts[i], c.at),
                    paragraphs=_steps(paragraph_starts, starts[i], c.at),
                    same=not theirs or bool(theirs & ours),
                    stamped=_is_stamp(story[i][1], runs, c.at),
                    apart=starts[i] in apart,
                )
        made.append(Dated(c, persons, when, False, named))
    return _left(made)


def _first_named(marks: Marks, people: People) -> dict[str, int]:
    """Where each is first called by name: what is told of them before, in a lead, is told again in full below."""
    first: dict[str, int] = {}
    for i, m in enumerate(marks.mentions):
        if m.sort is Sort.NAME and not m.artefact:
            for p in people.ids(i):
                first[p] = min(first.get(p, m.start), m.start)
    return first


def _is_of_writing(moment: Moment) -> bool:
    """ "Today the agency published …": the day of the writing, which is that of nothing told after it."""
    today = moment.anchor is Anchor.DOCUMENT and moment.told is None and moment.least == "P0D"
    # "this morning" is told of something, and what a paper orders is of its day
    return today and not moment.grain and not moment.holds


def _left(made: list[Dated]) -> list[Dated]:
    """ "She made me leave the country. In 2005 I moved to Yekaterinburg": the leaving is probably of the same time."""
    for i, d in enumerate(made):
        if d.candidate.kind != "departure" or d.own or d.candidate.mood is not Mood.FACT:
            continue
        for after in made[i + 1 : i + 4]:
            if (
                after.own
                and after.when
                and after.candidate.kind in ("move", "entry", "resettlement")
                and after.candidate.at - d.candidate.at < _SAME_BREATH
                and set(after.persons) & set(d.persons)
            ):
                made[i] = replace(d, when=replace(after.when, basis=Basis.STORY, uncertain=True))
                break
    return made


def _is_stamp(base: Span, runs: Sequence[tuple[int, int, date | int]], at: int) -> bool:
    """Is this the day on which the message that holds `at` was written?"""
    i = bisect_right(runs, at, key=lambda r: r[0]) - 1
    return i >= 0 and at < runs[i][1] and base.is_exact and base.earliest == runs[i][2]


def _steps(starts: Sequence[int], a: int, b: int) -> int:
    """How many of these begin between two offsets."""
    return bisect_right(starts, b) - bisect_right(starts, a)


def _inherited(
    story: Sequence[tuple[int, Span]],
    i: int,
    published: date | None,
    *,
    step: bool,
    sentences: int,
    paragraphs: int,
    same: bool,
    stamped: bool,
    apart: bool,
) -> Span | None:
    """What the last date told leaves open for what has none of its own.

    In the same sentence it is that day, unless a relative clause or a participle has it to itself ("arrested on 3 May, he
    was deported"). After it, what belongs to the scene (an arrest and the beating) keeps the day;
    a further step of a procedure, and what befell somebody else (`same` is False), lies somewhere between it and the
    next date told, else the publication. A message tells its own day's news (`stamped`), not what was still to come.
    """
    base = story[i][1]
    if stamped:
        return replace(base, basis=Basis.STORY, anchor=base.words, uncertain=True)
    if apart and sentences == 0 and (step or not same or (base.days or 0) >= _MONTH):
        return _between(story, i, published) if (base.days or 0) <= _SEASON else None
    if sentences == 0:
        return replace(base, basis=Basis.STORY, anchor=base.words)
    if paragraphs > _REACH or (paragraphs and not same):
        return None
    if paragraphs == 0 and same and not step:
        return replace(base, basis=Basis.STORY, anchor=base.words, uncertain=True)
    return _frame(story, i, published)


def _loose(story: Sequence[tuple[int, Span]], starts: Sequence[int], at: int) -> bool:
    """Is the telling in a frame so wide (a year) that what "had been done" may lie in it too?"""
    i = bisect_right(starts, at) - 1
    return i >= 0 and (story[i][1].days or 0) >= 300


def _frame(story: Sequence[tuple[int, Span]], i: int, published: date | None) -> Span | None:
    """The time some paragraphs on: a month or more told loosely still holds; after a day, some time until the next."""
    base = story[i][1]
    if (base.days or 0) >= _MONTH:
        return replace(base, basis=Basis.STORY, anchor=base.words, uncertain=True)
    return _between(story, i, published)


def _between(story: Sequence[tuple[int, Span]], i: int, published: date | None) -> Span | None:
    """Told between two dates of the story that run forward: somewhere between them, probably. Too wide says nothing."""
    low = story[i][1].earliest
    high = next(
        (s.last for _, s in story[i + 1 : i + 4] if s.last and low and s.last >= low), published
    )
    if low is None or high is None or not 0 <= (high - low).days <= _WIDEST:
        return None
    return Span.between(low, high, basis=Basis.STORY, anchor=story[i][1].words, uncertain=True)
