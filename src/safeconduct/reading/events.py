"""Candidates become claims: on whom, when, on whose word, how sure; and one happening told twice becomes one event.

May import: `when`, `sources`, `record`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from safeconduct.reading.dates import Length, resolve, shift
from safeconduct.reading.marks import Anchor, Candidate, Marks, Moment, Tense
from safeconduct.reading.people import People
from safeconduct.reading.speakers import quote_at, speaker_at
from safeconduct.record import Claim, Mood, Stance, Tie, Tier, content_id
from safeconduct.sources import Document, Passage
from safeconduct.when import Answer, Basis, Span

# Kinds that go on or come again: two tellings without dates may be two happenings.
_RECURRENT = {
    "harassment", "threat", "surveillance", "summons", "search", "ill_treatment", "complaint",
    "forced_confession", "media_accusation",
    "work", "illness", "permit_application", "notification", "detention_extension", "court_ruling",
}  # fmt: skip
# How narrow an interval between two told dates must be to say anything at all.
_WIDEST = 366
_COUNSEL = {"lawyer", "attorney", "advocate", "counsel", "barrister", "solicitor", "representative"}
_NEAR_ECHO = 400
_SAME_BREATH = 250
_SAME_STORY = 1500  # characters within which two tellings are of one story
_REACH = 4  # paragraphs over which a date may hold


@dataclass(frozen=True, slots=True)
class Dated:
    """A candidate with its day, before it is known whether it is told elsewhere."""

    candidate: Candidate
    persons: tuple[str, ...]
    when: Span | None
    own: bool  # the date stands in the clause itself
    named: bool = True  # the words name the person, or leave no doubt


def claims(
    document: Document, marks: Marks, people: People, published: date | None
) -> tuple[tuple[Claim, ...], tuple[Tie, ...], list[Span | None]]:
    """Claims in text order, the ties between them, and the span of each moment."""
    spans = _spans(document, marks, published)
    dated = _dated(marks, people, spans, published, document.text)
    dated = _attempts(dated)
    dated = [d for d in dated if not _dropped(d, dated)]
    made = [_claim(document, marks, people, d) for d in dated]
    made = _joined(made, dated)
    return tuple(made), tuple(_ties(document, marks, dated, made)), spans


# -- when --------------------------------------------------------------------------------------------------------------


def _spans(document: Document, marks: Marks, published: date | None) -> list[Span | None]:
    """Moments into spans. Events that others are counted from need their own spans first, so it takes two rounds."""
    first = resolve(marks.moments, document.text, published)
    if not any(m.anchor is Anchor.EVENT for m in marks.moments):
        return first

    def find(moment: Moment) -> Span | None:
        target = _target(moment, marks.candidates)
        if target is None or target.moment is None:
            return None
        base = first[target.moment]
        if moment.bound != "during" or base is None or base.earliest is None:
            return base
        ends = [
            span.last
            for c in marks.candidates
            if c.kind == "release" and c.moment is not None and c.at > target.at
            if (span := first[c.moment]) and span.last and span.last > base.earliest
        ]
        return Span.between(base.earliest, ends[0], words=base.words) if ends else base

    return resolve(marks.moments, document.text, published, find)


def _target(moment: Moment, candidates: Sequence[Candidate]) -> Candidate | None:
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


def _dated(
    marks: Marks, people: People, spans: Sequence[Span | None], published: date | None, text: str
) -> list[Dated]:
    """Each candidate with the day of its own clause, else the day the telling has come to (uncertain)."""
    sentence_starts = [s for s, _ in marks.sentences]
    paragraph_starts = [s for s, _ in marks.paragraphs]
    counsel = {r.id for r in people.referents if set(r.roles) & _COUNSEL}
    plain = resolve([replace(m, bound="") for m in marks.moments], text, published)
    story = [
        (m.start, s)
        for m, s in zip(marks.moments, spans, strict=True)
        if s and m.sets_story and not m.bound and s.earliest and s.latest
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
    made: list[Dated] = []
    for c in marks.candidates:
        persons = tuple(dict.fromkeys(p for v in c.victims for p in people.ids(v)))
        named = all(people.sure[v] for v in c.victims)
        if c.instead is not None and (not persons or counsel & set(persons)):
            persons = people.ids(c.instead)
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
            if i >= 0 and bisect_right(marks.breaks, c.at) != bisect_right(marks.breaks, starts[i]):
                i = -1
            same_paragraph = i >= 0 and bisect_right(paragraph_starts, starts[i]) == bisect_right(
                paragraph_starts, c.at
            )
            if same_paragraph:
                same_sentence = bisect_right(sentence_starts, starts[i]) == bisect_right(
                    sentence_starts, c.at
                )
                base = story[i][1]
                when = replace(
                    base,
                    basis=Basis.STORY,
                    anchor=base.words,
                    uncertain=base.uncertain or not same_sentence,
                )
            elif 0 <= i < len(story):
                away = bisect_right(paragraph_starts, c.at) - bisect_right(
                    paragraph_starts, starts[i]
                )
                theirs = whose.get(starts[i], set())
                same = not theirs or bool(theirs & {q for p in persons for q in (p, kin.get(p, p))})
                if away <= _REACH and same:
                    when = _frame(story, i, published)
        made.append(Dated(c, persons, when, False, named))
    return _left(made)


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


def _loose(story: Sequence[tuple[int, Span]], starts: Sequence[int], at: int) -> bool:
    """Is the telling in a frame so wide (a year) that what "had been done" may lie in it too?"""
    i = bisect_right(starts, at) - 1
    return i >= 0 and (story[i][1].days or 0) >= 300


def _frame(story: Sequence[tuple[int, Span]], i: int, published: date | None) -> Span | None:
    """The time some paragraphs on: a month or more told loosely still holds; after a day, some time until the next."""
    base = story[i][1]
    if (base.days or 0) >= 28:
        return replace(base, basis=Basis.STORY, anchor=base.words, uncertain=True)
    return _between(story, i, published)


def _between(story: Sequence[tuple[int, Span]], i: int, published: date | None) -> Span | None:
    """Told between two dates of the story that run forward: somewhere between them, probably. Too wide says nothing."""
    low = story[i][1].earliest
    high = next(
        (s.last for _, s in story[i + 1 : i + 4] if s.last and low and s.last >= low), published
    )
    if low is None or high is None or (high - low).days > _WIDEST:
        return None
    return Span.between(low, high, basis=Basis.STORY, anchor=story[i][1].words, uncertain=True)


# -- which are kept ------------------------------------------------------------------------------------------------------


def _attempts(dated: list[Dated]) -> list[Dated]:
    """ "Was pushed into a car … avoided abduction": the seizure was an attempt, and the echo only says how it ended."""
    made = list(dated)
    for echo in dated:
        c = echo.candidate
        if c.kind != "abduction_attempt" or not c.echo or c.mood is not Mood.FACT:
            continue
        for i in range(len(made) - 1, -1, -1):
            seized = made[i].candidate
            if (
                seized.kind == "abduction"
                and 0 < c.at - seized.at < _SAME_STORY
                and set(made[i].persons) & set(echo.persons)
            ):
                made[i] = replace(made[i], candidate=replace(seized, kind="abduction_attempt"))
                made = [d for d in made if d is not echo]
                break
    return made


def _dropped(d: Dated, everything: Sequence[Dated]) -> bool:
    """An echo ("at his trial") of what is told elsewhere says nothing new; nor does an event that befell nobody."""
    c = d.candidate
    if not d.persons and c.mood is Mood.FACT:
        return True
    if c.kind == "disappearance" and not d.own and c.mood is Mood.FACT:
        # whoever was abducted has disappeared: the same happening
        return any(
            o.candidate.kind == "abduction"
            and o.candidate.mood is Mood.FACT
            and abs(o.candidate.at - c.at) < _SAME_STORY
            and set(o.persons) & set(d.persons)
            for o in everything
        )
    if not c.echo or d.own:
        return False
    if not d.named and any(
        o.candidate.kind == c.kind
        and not o.candidate.echo
        and 0 < c.at - o.candidate.at < _NEAR_ECHO
        for o in everything
    ):
        return True  # "his death", right after somebody's death was told: that one, whoever "he" seems to be
    return any(
        o.candidate is not c
        and o.candidate.kind == c.kind
        and (not d.persons or set(o.persons) & set(d.persons))
        and (not o.candidate.echo or o.own or o.candidate.at < c.at)
        and o.candidate.mood is Mood.FACT
        for o in everything
    )


# -- one claim -----------------------------------------------------------------------------------------------------------


def _claim(document: Document, marks: Marks, people: People, d: Dated) -> Claim:
    c = d.candidate
    said = tuple(dict.fromkeys(p for s in c.sayers for p in people.ids(s)))
    quote = quote_at(marks, c.at)
    doubts = list(c.doubts)
    if quote is not None:
        speaker = speaker_at(marks, people, c.at)
        said += tuple(p for p in speaker if p not in said)
        if not speaker:
            doubts.append("said by someone the text does not name near")
    stance = c.stance
    if c.mood is Mood.NEGATED:
        stance = Stance.DENIED
    elif c.mood is not Mood.FACT:
        stance = Stance.FEARED
    elif stance is Stance.STATED and c.sayers:
        stance = Stance.REPORTED
    named = bool(c.victims) and all(people.sure[v] for v in c.victims)
    if not named:
        doubts.append("the person is inferred from the words around")
    if not c.explicit:
        doubts.append("who it happened to is not said in the same clause")
    if not c.strong:
        doubts.append(f"the word {c.trigger!r} has other meanings")
    if c.echo:
        doubts.append("spoken of as known")
    if d.when is not None and not d.own:
        doubts.append("the date is that of the words before")
    vital = (
        named and c.explicit and c.strong and not c.echo and c.mood is Mood.FACT and not c.doubts
    )
    attributes = dict(c.attributes)
    if c.length is not None and marks.moments[c.length].length:
        attributes.setdefault("duration", marks.moments[c.length].length)
    return Claim(
        id=content_id("claim", document.id, c.kind, c.start, c.end, c.at, d.persons),
        passage=Passage(document.id, c.start, c.end),
        kind=c.kind,
        persons=d.persons,
        by=c.by,
        with_=tuple(dict.fromkeys(p for v in c.with_ for p in people.ids(v))),
        for_=tuple(dict.fromkeys(p for v in c.for_ for p in people.ids(v))),
        when=d.when,
        where=c.where,
        stance=stance,
        mood=c.mood,
        said_by=said,
        tier=Tier.SURE if vital else Tier.CHECK,
        attributes=attributes,
        reader=f"rules/{marks.language}",
        doubts=tuple(doubts),
    )


# -- one happening -------------------------------------------------------------------------------------------------------


def _joined(made: list[Claim], dated: Sequence[Dated]) -> list[Claim]:
    """Give each happening one key; a later telling of the same one gets the key of the first."""
    done: list[Claim] = []
    own_date: dict[str, bool] = {}
    for claim, d in zip(made, dated, strict=True):
        key = claim.id
        if claim.mood is Mood.FACT:
            for earlier in reversed(done):
                if _same(earlier, claim, own_date[earlier.id], d.own, d.candidate) and not any(
                    _apart(claim, other) for other in done if other.event == earlier.event
                ):
                    key = earlier.event
                    break
        own_date[claim.id] = d.own
        done.append(replace(claim, event=key))
    return done


def _apart(a: Claim, b: Claim) -> bool:
    """Do the days of two tellings exclude one another? An undated telling between must not bridge them."""
    return bool(a.when and b.when and a.when.intersect(b.when) is None)


def _same(a: Claim, b: Claim, a_own: bool, b_own: bool, told: Candidate) -> bool:
    """Is `b` the happening that `a` told? Same kind, a person in common, and dates that can be one."""
    if a.kind != b.kind or a.mood is not Mood.FACT or not set(a.persons) & set(b.persons):
        return False
    if told.attributes.get("again"):
        return False
    for key in ("articles", "form", "body", "of", "state"):
        x, y = a.attributes.get(key), b.attributes.get(key)
        if x and y and x != y:
            return False
    if a_own and b_own and a.when and b.when:
        if a.when.within(b.when) is Answer.NO:
            return False
        return a.when.is_exact or b.when.is_exact or a.when.intersect(b.when) is not None
    if _apart(a, b):
        return False
    near = abs(b.passage.start - a.passage.start) < 700
    if a.kind in _RECURRENT:
        return not (a_own and b_own) and abs(b.passage.start - a.passage.start) < 150
    if b_own and b.when and a.when is None:
        return near
    return True


# -- ties ----------------------------------------------------------------------------------------------------------------


def _can_be(first: Claim, second: Claim, least: str | None, most: str | None) -> bool:
    """Can `second` lie so long after `first`, as both are dated? "That year" is no tie of no days at all.

    A relation that its own two ends rule out was read between the wrong ends. Days are counted with a day's slack.
    """
    low, high = Length.read(least or "P0D"), Length.read(most or "P0D")
    if least and most and high.rough_days < low.rough_days:
        return False
    if first.when is None or second.when is None:
        return True
    begin, end = first.when.earliest, second.when.last
    if least and begin and end and shift(begin, low) > end + timedelta(days=1):
        return False
    if most and first.when.last and second.when.earliest:
        return shift(first.when.last, high) + timedelta(days=1) >= second.when.earliest
    return True


def _ties(
    document: Document,
    marks: Marks,
    dated: Sequence[Dated],
    made: Sequence[Claim],
) -> list[Tie]:
    """ "The day after his arrest" and "less than a month later" as relations between claims."""
    by_candidate = {id(d.candidate): c for d, c in zip(dated, made, strict=True)}
    ties: list[Tie] = []
    for d, claim in zip(dated, made, strict=True):
        c = d.candidate
        for moment in marks.moments:
            inside = c.start <= moment.start < c.end
            if not inside or moment.anchor not in (Anchor.EVENT, Anchor.STORY) or moment.length:
                continue
            if (
                c.moment is not None
                and marks.moments[c.moment] is moment
                and moment.anchor is Anchor.STORY
            ):
                continue  # the claim's own date is counted so: nothing further follows
            if moment.anchor is Anchor.EVENT:
                # "after he was let go" counts from an earlier telling only where that is of the same person
                own = next((x for x in dated if x.candidate.at == moment.event_at), None)
                pool = [
                    x.candidate
                    for x in dated
                    if own is None or not own.persons or set(own.persons) & set(x.persons)
                ]
                target = _target(moment, pool) or (own.candidate if own else None)
            else:
                earlier = [
                    x for x in dated if x.candidate.at < moment.start and x.candidate.end <= c.start
                ]
                same = [x for x in earlier if x.own and set(x.persons) & set(d.persons)]
                target = same[-1].candidate if same and c.moment is not None else None
            other = by_candidate.get(id(target)) if target else None
            if other is None or other.id == claim.id or other.event == claim.event:
                continue
            if moment.back:
                first, second = claim, other
            else:
                first, second = other, claim
            least = moment.least or None
            most = moment.most or None
            if not _can_be(first, second, least, most):
                continue
            ties.append(
                Tie(
                    first.id, second.id, least, most, Passage(document.id, moment.start, moment.end)
                )
            )
    return ties
