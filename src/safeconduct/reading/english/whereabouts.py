"""Where a thing happened and who did it: place, office, destination, and the body that acted.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.claims.particulars import bears, bodies
from safeconduct.reading.english.arguments import Argument
from safeconduct.reading.english.dates.patterns import PARTS
from safeconduct.reading.english.lexicon import lexicon
from safeconduct.reading.english.predicates import is_passive
from safeconduct.reading.english.surroundings import Surroundings
from safeconduct.reading.english.words import Word
from safeconduct.record.places import demonyms, place_of, state_of

_BESIDE = re.compile(r"\b[Ii]n ([A-Z][\w\-]+)(?= [A-Z])[^,;]{0,60}$")
_ASKING = ("notice", "warrant", "request", "behest", "initiative", "instigation", "demand")
_JOURNEYS = frozenset(
    {"arrival", "deportation", "expulsion", "extradition", "flight", "journey", "removal", "return", "travel", "trip", "visit", "way"}
)  # fmt: skip
_WHY = frozenset(
    {"after", "amid", "before", "because", "despite", "following", "for", "of", "over", "since"}
)
_STEPS = 8
_OF_OTHERS = frozenset(
    {"relcl", "ccomp", "advcl", "conj", "appos", "nsubj", "nsubjpass", "acl", "pcomp"}
)
_OFFICE_ASIDE = frozenset({"relcl", "acl", "advcl", "advmod", "conj", "npadvmod"})
_AT = ("in", "at", "outside", "near", "from", "inside", "on")


def where(around: Surroundings, word: Word, args: Sequence[Argument], kind: str) -> str | None:
    """The place named in the clause: the nearest of "in", "at", "to" for going, "from" for leaving."""
    words = around.text.words
    order: tuple[str, ...] = ("in", "at", "near", "outside", "from", "to", "into")
    if kind == "departure":
        order = ("object", "from", "in", "to")
    elif bears(kind, "going"):
        order = ("to", "into", "in", "at", "from")
    found: dict[str, str] = {}
    run = sorted(around.text.subtree(word.i, _OF_OTHERS))
    for i in run:
        place = around.place(i)
        if place is None or _asked_by(words, i) or _beside_the_act(words, i, word.i):
            continue  # "at Uzbekistan's request", "a notice from Bahrain": who asks is not where
        role = _role(around, i)
        if words[i].dep in ("compound", "amod", "poss", "nmod") and words[i].head in run:
            outer = _role(around, words[i].head)
            role = outer if outer != words[words[i].head].dep else role
        found.setdefault(role, place)
    for role in order:
        if role in found:
            return found[role]
    for a in args:
        if a.role in ("in", "at") and (place := around.place(a.word)):
            return place
    # where the parser ran the place into the name ("in Uzbekistan Karimov was charged")
    start, _ = around.sentence_span(word)
    beside = _BESIDE.search(around.text.text[start : word.start])
    if beside and (known := place_of(beside.group(1))) is not None:
        return known.name
    return None


def _asked_by(words: Sequence[Word], i: int) -> bool:
    over = words[words[i].head]
    paper = words[over.head] if over.dep == "prep" and over.low in ("from", "of", "by") else over
    return paper.lemma in _ASKING or words[paper.head].lemma in _ASKING or over.low == "according"


def _beside_the_act(words: Sequence[Word], i: int, act: int) -> bool:
    """ "On arrival *from Istanbul*", "the way *to Moscow*"; "for fighting *in Syria*", "because of protests *in Minsk*"."""
    over = words[words[i].head]
    if over.dep == "prep" and over.low in ("from", "to") and words[over.head].pos == "NOUN":
        return over.head != act and words[over.head].lemma in _JOURNEYS
    at = words[i]
    for _ in range(_STEPS):
        if at.i == act or at.head == at.i:
            return False
        over = words[at.head]
        done = at.tag == "VBG" or over.low not in ("for", "of")  # "asked for asylum in Austria"
        if at.dep in ("pobj", "pcomp") and over.low in _WHY and done and at.lemma not in PARTS:
            return over.head == act
        at = over
    return False


def _role(around: Surroundings, i: int) -> str:
    word = around.text.words[i]
    if word.dep == "pobj":
        return around.text.words[word.head].low
    return "object" if word.dep == "dobj" else word.dep


def by(around: Surroundings, word: Word, args: Sequence[Argument]) -> str | None:
    """The body that acted, as STATE-body where the words give the state."""
    agents = [a.word for a in args if a.role in ("agent", "by")]
    if not is_passive(around.text, word.i):
        agents += [a.word for a in args if a.role == "subject"]
        # "refused asylum by the migration service": the parser hangs the doer on what was refused
    else:
        agents += [
            i for i in sorted(around.text.subtree(word.i, _OF_OTHERS)) if _role(around, i) == "by"
        ]
    for i in agents:
        words = around.phrase(i)
        names = bodies(words, _states(words), lexicon().bodies)
        if names:
            return ", ".join(names)
        place = place_of(re.sub(r"^the ", "", words))
        if place is not None and place.is_state:
            return place.state
    return None


def _states(words: str) -> list[str]:
    """States named in some words: "officers from both the Uzbek and Russian security services"."""
    tokens = re.findall(r"[\w'’\-]+", words.casefold())
    found = [s for t in tokens if (s := demonyms().get(t.removesuffix("'s").removesuffix("’s")))]
    found += [
        p.state
        for t in re.findall(r"[A-Z][\w'’]+", words)
        if (p := place_of(t.removesuffix("’s").removesuffix("'s"))) is not None
    ]
    return list(dict.fromkeys(found))


def office(around: Surroundings, args: Sequence[Argument]) -> str | None:
    """The office, home or station where it happened, as the words call it."""
    for a in args:
        if a.role not in _AT:
            continue
        words = around.phrase(a.word, _OFFICE_ASIDE)
        if lexicon().offices.search(words):
            words = re.sub(r"^(?:the|a|an|his|her|their)\s+", "", words.strip())
            return words.strip(" ,;")[:60]
    return None


def destination(around: Surroundings, args: Sequence[Argument]) -> str | None:
    """The state somebody is going to, asked to be let go to, or handed over to."""
    for a in args:
        if a.role in ("to", "for", "into") and (state := state_of(around.phrase(a.word))):
            return state
    return None
