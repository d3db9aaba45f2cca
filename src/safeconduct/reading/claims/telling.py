"""Candidates become claims: on whom, when, on whose word, how sure; and one happening told twice becomes one event.

May import: `when`, `sources`, `record`, this room.
"""

from __future__ import annotations

from datetime import date

from safeconduct.reading.claims.dating import Dated, dated, spans_of
from safeconduct.reading.claims.happenings import joined, told
from safeconduct.reading.claims.ties import ties_of
from safeconduct.reading.claims.years import Years
from safeconduct.reading.marks import Marks, Mention, Sort, Tense
from safeconduct.reading.people.resolving import People
from safeconduct.reading.voices.speakers import quote_at, speaker_at
from safeconduct.record import Claim, Mood, Referent, Stance, Tie, Tier, content_id
from safeconduct.sources import Document, Passage
from safeconduct.when import Span

# Told in the present these are as often under way or announced as done: "X is being deported", «X высылают».
_HANDED_OVER = frozenset({"expulsion", "extradition", "transfer_abroad"})


def claims(
    document: Document, marks: Marks, people: People, published: date | None
) -> tuple[tuple[Claim, ...], tuple[Tie, ...], list[Span | None]]:
    """Claims in text order, the ties between them, and the span of each moment."""
    spans = spans_of(document, marks, published)
    pointed = frozenset(i for i, m in enumerate(marks.mentions) if _points(m))
    kept = told(dated(marks, people, spans, published, document.text), pointed)
    years = Years(marks, kept)
    made = joined([_claim(document, marks, people, d, years) for d in kept], kept)
    return tuple(made), tuple(ties_of(document, marks, kept, made)), spans


def _points(mention: Mention) -> bool:
    """Do its words point to one person in the third person: "she", "the detainee"?"""
    one = mention.end > mention.start and not mention.plural and mention.person == 3
    return one and mention.sort in (Sort.PRONOUN, Sort.ROLE)


def _is_known(referent: Referent) -> bool:
    """Somebody with a name, the teller, or one relative of somebody known; never "the applicant", "two brothers"."""
    told = referent.described
    return bool(referent.name) or (
        told is not None
        and ((told.of is not None and told.count == 1) or told.relation == "narrator")
    )


def _claim(
    document: Document,
    marks: Marks,
    people: People,
    d: Dated,
    years: Years,
) -> Claim:
    c = d.candidate
    said = tuple(dict.fromkeys(p for s in c.sayers for p in people.ids(s)))
    quote = quote_at(marks, c.at)
    doubts = list(c.doubts)
    if quote is not None:
        speaker = speaker_at(marks, people, c.at)
        said += tuple(p for p in speaker if p not in said)
        if not speaker:
            doubts.append("said by someone the text does not name near")
    elif marks.author is not None:  # a letter, a testimony: all of it is told on its author's word
        said += tuple(p for p in people.ids(marks.author) if p not in said)
    stance = c.stance
    if c.mood is Mood.NEGATED:
        stance = Stance.DENIED
    elif c.mood is not Mood.FACT:
        stance = Stance.FEARED
    elif stance is Stance.STATED and c.sayers:
        stance = Stance.REPORTED
    named = bool(c.victims) and all(people.sure[v] for v in c.victims)
    nobody = [r for r in people.referents if r.id in d.persons and not _is_known(r)]
    when = d.when
    late = (
        c.mood is Mood.FACT
        and when is not None
        and when.earliest is not None
        and document.published is not None
        and when.earliest > document.published
    )
    if late:  # what has happened lies before the paper that tells it: a year taken wrongly
        when = None
        doubts.append("the day read lies after the document's own")
    if nobody or not d.persons:
        doubts.append("the words do not say by name who it is")
    elif not named:
        doubts.append("the person is inferred from the words around")
    if not c.explicit:
        doubts.append("who it happened to is not said in the same clause")
    if not c.strong:
        doubts.append(f"the word {c.trigger!r} has other meanings")
    if c.kind in _HANDED_OVER and c.tense is Tense.PRESENT:
        doubts.append("told as under way, not as done")
    if c.echo:
        doubts.append("spoken of as known")
    if d.when is not None and not d.own:
        doubts.append("the date is that of the words before")
    if not years.sure(d):
        doubts.append("the year is that of the words before")
    attributes = dict(c.attributes)
    if c.length is not None and marks.moments[c.length].length and "term" not in attributes:
        attributes.setdefault("duration", marks.moments[c.length].length)
    return Claim(
        id=content_id("claim", document.id, c.kind, c.start, c.end, c.at, d.persons),
        passage=Passage(document.id, c.start, c.end),
        kind=c.kind,
        persons=d.persons,
        by=c.by,
        with_=tuple(dict.fromkeys(p for v in c.with_ for p in people.ids(v))),
        for_=tuple(dict.fromkeys(p for v in c.for_ for p in people.ids(v))),
        when=when,
        where=c.where,
        stance=stance,
        mood=c.mood,
        said_by=said,
        tier=Tier.SURE if c.mood is Mood.FACT and not doubts else Tier.CHECK,
        attributes=attributes,
        reader=f"rules/{marks.language}",
        doubts=tuple(doubts),
    )
