"""What one passage says happened to whom, when, where, on whose word; and who a document speaks of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from safeconduct.sources import Passage
from safeconduct.when import Span


class Stance(StrEnum):
    """How the source stands to what the claim says."""

    STATED = "stated"  # told as fact
    ALLEGED = "alleged"  # an accusation, or a claim by a party
    DENIED = "denied"  # said not to have happened
    FEARED = "feared"  # threatened, expected, planned, hypothetical: never an event
    REPORTED = "reported"  # someone is said to have said it; the chain of speakers is kept


class Mood(StrEnum):
    """Whether the words tell a happening at all. Only `fact` can become an event of a chronology."""

    FACT = "fact"
    NEGATED = "negated"
    CONDITIONAL = "conditional"
    FEARED = "feared"
    PLANNED = "planned"
    GENERIC = "generic"  # "in cases like this …"
    QUESTION = "question"


class Tier(StrEnum):
    """How far a reader vouches for its proposal. No tier replaces a person's judgement."""

    SURE = "sure"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Described:
    """Someone without a name, told by a tie to another: "brother of p7". `of` is a referent's id, or None.

    `count` where the words speak of several ("two brothers"): 2; None where the number is not told.
    """

    relation: str
    of: str | None = None
    count: int | None = 1


@dataclass(frozen=True, slots=True)
class Referent:
    """Whoever one document speaks of under one or more names: the reader's proposal that these mentions are one.

    `id` is unique over documents. `name` is the fullest spelling ("" where there is none, then `described` is
    set). `sex`: "m", "f" or None. `roles` are words the document gives ("lawyer", "president of Uzbekistan").
    """

    id: str
    document: str
    name: str
    spellings: tuple[str, ...] = ()
    mentions: tuple[Passage, ...] = ()
    described: Described | None = None
    sex: str | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One passage's saying. `kind` is one of vocabulary/event-kinds.yaml.

    `persons` (to whom it happened), `with_`, `for_`, `said_by` (the chain of speakers, nearest first) are ids of
    referents; `by` is a body or agent in words. `event` names the happening: claims that share it are one happening
    told more than once, in the reader's view. `attributes` are those of event-kinds.md, as plain JSON values.
    `reader` says who read it ("rules/en", "rules/ru", "model/…", "person").
    """

    id: str
    passage: Passage
    kind: str
    persons: tuple[str, ...] = ()
    by: str | None = None
    with_: tuple[str, ...] = ()
    for_: tuple[str, ...] = ()
    when: Span | None = None
    where: str | None = None
    stance: Stance = Stance.STATED
    mood: Mood = Mood.FACT
    said_by: tuple[str, ...] = ()
    tier: Tier = Tier.CHECK
    attributes: Mapping[str, object] = field(default_factory=dict)
    event: str = ""
    reader: str = ""
    doubts: tuple[str, ...] = ()  # why it is not `sure`, for a person to read


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation in time that the words give between two claims: "the day after his arrest".

    `at_least` and `at_most` are ISO 8601 durations for `later` minus `earlier` (None: no limit on that side).
    """

    earlier: str
    later: str
    at_least: str | None
    at_most: str | None
    passage: Passage


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, rate or term the document gives, and who gave it.

    `count` is the number as told; `low` and `high` bound a range; `unit` "people", "cases", "years", "times".
    """

    id: str
    passage: Passage
    what: str
    count: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    when: Span | None = None
    said_by: tuple[str, ...] = ()
    attributes: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a person, a place, an organisation or a time, as far as the passage alone goes.

    `what` is "person", "place", "organisation", or a kind of time after TimeML: "date", "time", "duration", "set".
    `value`: a referent's id; the state a place lies in (ISO 3166 alpha-2) or a body's short name; for times the
    TIMEX3 value ("2014-06", "P7M10D", "2014-06-10T10:30"). "" where the text does not tell it.
    """

    passage: Passage
    what: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader proposes of one document. `unread` says in words what it could not read.

    `mentions` are what the words name, for redaction and measuring; they are no claims and are not kept in a store.
    """

    document: str
    referents: tuple[Referent, ...] = ()
    claims: tuple[Claim, ...] = ()
    ties: tuple[Tie, ...] = ()
    figures: tuple[Figure, ...] = ()
    unread: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


def content_id(*parts: object) -> str:
    """A short id that follows from what was said: the same content, the same id; any change, another.

    Parts are length-prefixed so that no two lists of parts run together.
    """
    digest = hashlib.sha256()
    for part in parts:
        data = json.dumps(part, ensure_ascii=False, sort_keys=True, default=str).encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:20]
