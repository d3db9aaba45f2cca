"""What a language marks in a text, before anybody decides who is who and what happened when.

A language (english/, russian/, uzbek/) turns text into `Marks`; the language-neutral modules beside this one
(people/, days/, voices/, claims/) turn marks into a `Reading`. Every mark carries `[start, end)` in characters of the
whole document. Marks refer to one another by their index in the tuple they stand in, so that marks of several runs
of a mixed document can be joined (joining.py).

May import: `record`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from safeconduct.record import Mood, Stance


class Sort(StrEnum):
    """In what way words point to a person."""

    NAME = "name"
    PRONOUN = "pronoun"  # he, she, they, I, we; zero subjects where a language drops them
    RELATIVE = "relative"  # "his brother", "a client of X": someone told by a tie to another
    ROLE = "role"  # "the applicant", "the lawyer": points back to a named person where there is one
    FAMILY = "family"  # "the Tursunovs", "the couple": all of that name, or the two last joined


class Tense(StrEnum):
    """How the verb places what is told against the story's own time."""

    PAST = "past"
    PLUPERFECT = "pluperfect"  # before the story's own time
    PRESENT = "present"
    FUTURE = "future"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that point to a person.

    `name` is the form to compare (Russian: nominative); "" unless `sort` is NAME or FAMILY. `person` is 1, 2 or 3.
    `relation` is an English word for RELATIVE and ROLE ("brother", "client", "applicant") whatever the language;
    `owner` the index of the mention to whom a RELATIVE belongs (None where nobody is told), `owner_text` a body
    that owns ("Civic Assistance"). `again` marks "another", "yet another": someone new. `count` of several told
    ("two brothers": 2; None: several, number untold). `subject` raises the chance that a later pronoun means it.
    `role` holds words given with a name ("lawyer", "president"); `called` the one word the text says shall stand for
    this name from now on ('Mr A. Saidov ("the applicant")'). `artefact` mentions (captions, bylines) name
    people but are no antecedents.
    """

    start: int
    end: int
    sort: Sort
    name: str = ""
    sex: str | None = None
    plural: bool = False
    person: int = 3
    relation: str = ""
    owner: int | None = None
    owner_text: str = ""
    again: bool = False
    count: int | None = 1
    subject: bool = False
    role: tuple[str, ...] = ()
    called: str = ""
    artefact: bool = False
    reflexive: bool = (
        False  # "himself", «свой»: the subject of its own clause (`owner` holds its index)
    )
    possessive: bool = False  # "his", «его»
    clause: int = (
        -1
    )  # any number that mentions of one clause share: "him" is never its own clause's subject


@dataclass(frozen=True, slots=True)
class Told:
    """The parts of a date as told; what is None was not said. `part`: early, mid, late, first half, second half. `season`: 21-24 as in EDTF.

    `century_guess` where a two-digit year was written. `night_to` is the second day of "the night of 31 January-1
    February".
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    weekday: int | None = None  # 0 Monday
    season: int | None = None
    decade: int | None = None  # 1990 for "the 1990s"
    part: str = ""
    of_document: bool = False  # the year was taken from the document's own day, not told
    ahead: bool = False  # still to come ("I expect a hearing in February"): moves no story
    feast: str = ""  # a member of when.Feast in small letters: navruz, eid_al_fitr …


class Anchor(StrEnum):
    """What a relative date is counted from."""

    NONE = ""
    DOCUMENT = "document"  # "a year and a half ago", "last month", "yesterday"
    STORY = "story"  # "a week later", "the next day", "that year"
    EVENT = "event"  # "the day after his arrest"


@dataclass(frozen=True, slots=True)
class Moment:
    """Words about time. Exactly one of: a date (`told`), a range (`told` and `until`), an offset (`least`/`most`
    with `anchor`), or a length (`length`: ISO 8601 duration, "seven months and ten days": P7M10D).

    `bound`: "" on that date; "since"/"after" from it on; "until"/"before"/"by" up to it.
    `least`, `most`: ISO 8601 durations of the offset ("less than a month later": least P1D, most P1M);
    `back` where it runs backwards ("two days before", "ago"). `event_kinds`: for anchor EVENT the kinds that the
    words can mean (("arrest",)), `event_at` the offset of those words.
    `ambiguous` where day and month cannot be told apart (10/11/2013): never resolved, always asked.
    """

    start: int
    end: int
    told: Told | None = None
    until: Told | None = None
    length: str = ""
    least: str = ""
    most: str = ""
    back: bool = False
    anchor: Anchor = Anchor.NONE
    bound: str = ""
    event_kinds: tuple[str, ...] = ()
    event_at: int | None = None
    approximate: bool = False
    ambiguous: bool = False
    grain: str = ""  # "W": the words name a whole week; "MO", "AF", "EV", "NI": a part of the day
    aside: bool = False  # a bare year in passing: holds for its paragraph, not for the story
    holds: bool = False  # goes on past its paragraph: a bare year a question asks about, the day of a paper that orders
    sets_story: bool = True  # False inside asides: years of laws, birth years, titles
    apart: bool = (
        False  # told in a relative clause or a participle: of nothing else in its sentence
    )


@dataclass(frozen=True, slots=True)
class Quote:
    """A run of direct speech (`[start, end)` without the quotation marks), with the mention that says it.

    `speaker` is None where the words name nobody near; core then carries on the speaker of the quote before it if
    `continues` (the paragraph before ended without a closing mark, or the quote goes on in the same paragraph). A
    speaker and `continues`: whose words these are is taken from the text around.
    `turn`: the whole of somebody's turn or message, who is then not spoken of but speaks.
    """

    start: int
    end: int
    speaker: int | None = None
    continues: bool = False
    turn: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may tell an event of one kind.

    `[start, end)` is the passage (the clause), `at` the offset of the word that tells it, `trigger` its lemma.
    `victims`, `agents`, `with_`, `for_`, `sayers` are indices of mentions (sayers: nearest speaker first, from
    reported speech only; quotes are added by the core). `moment` and `length` are indices of moments in the same
    clause. `explicit`: the victim stands in the clause in a role the lexicon names (not inferred). `strong`: the
    trigger has no other common meaning. `echo`: the words point back to a happening supposed to be known ("after
    his arrest", "at his trial"): dropped where it is told elsewhere. `attributes` as in event-kinds.md.
    """

    kind: str
    start: int
    end: int
    at: int
    trigger: str
    victims: tuple[int, ...] = ()
    agents: tuple[int, ...] = ()
    by: str | None = None
    with_: tuple[int, ...] = ()
    for_: tuple[int, ...] = ()
    moment: int | None = None
    length: int | None = None
    where: str | None = None
    mood: Mood = Mood.FACT
    stance: Stance = Stance.STATED
    sayers: tuple[int, ...] = ()
    tense: Tense = Tense.PAST
    explicit: bool = False
    strong: bool = True
    echo: bool = False
    attributes: Mapping[str, object] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    onset: bool = False  # "on the list since May": the moment's own day, not the time after it
    instead: int | None = None  # the mention meant where the victim named turns out to be counsel


@dataclass(frozen=True, slots=True)
class Tally:
    """Words that give a figure: see record.Figure. `moment` and `sayers` are indices."""

    start: int
    end: int
    what: str
    count: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    moment: int | None = None
    sayers: tuple[int, ...] = ()
    attributes: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name a place or an organisation, or tell a time that dates nothing ("now", "every day").

    `what` and `value` as in record.Mention.
    """

    start: int
    end: int
    what: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """All that one language marked, in text order. `sentences` and `paragraphs` are `[start, end)` runs.

    `author` is the mention of who wrote the text where the words say so (byline, "From:", signature), for the
    first person outside quotes.
    """

    language: str
    sentences: tuple[tuple[int, int], ...] = ()
    paragraphs: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()
    moments: tuple[Moment, ...] = ()
    quotes: tuple[Quote, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    tallies: tuple[Tally, ...] = ()
    author: int | None = None
    about: int | None = None  # the mention of whom a card or a chronology is about
    unread: tuple[str, ...] = ()
    breaks: tuple[
        int, ...
    ] = ()  # where a new section begins: what is told there is not dated by what stood before
    headings: tuple[tuple[int, int], ...] = ()  # `[start, end)` of each
    written: tuple[
        tuple[int, int, date | int], ...
    ] = ()  # runs `[start, end)` with the day each was written on (messages), or the year over it (a heading)
    heads: tuple[tuple[int, int], ...] = ()  # who writes and is written to: after "From:", "To:"
    named: tuple[Named, ...] = ()  # places, organisations and times that date nothing
