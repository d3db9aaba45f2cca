"""States as parties: who is sued is a body, and a state in the name of a case is neither a place nor a body.

"An application against the Republic of Poland", "the judge elected in respect of Turkey"; "Ivanov v. Ukraine".

May import: `record`, this room.
"""

from __future__ import annotations

from safeconduct.reading.english.names.runs import kind
from safeconduct.reading.english.words import Analysed
from safeconduct.record.places import place_of
from safeconduct.record.towns import state_named

_SUED = frozenset(
    {"action", "actions", "application", "applications", "case", "cases", "claim", "claims", "communication", "communications",
     "complaint", "complaints", "judgment", "judgments", "lawsuit", "petition", "petitions", "proceedings", "suit"}
)  # fmt: skip
_BACK = 10  # words between the case and "against": "an application (no. 2/10) against"


def is_party(text: Analysed, first: int, last: int) -> bool:
    """Is the state these words name the one that a case is against, or that a judge was elected for?"""
    words = text.words
    i = first - 1 - (first > 0 and words[first - 1].low == "the")
    if i < 1 or not is_state(text, first, last):
        return False
    before = [w.low for w in words[max(0, i - _BACK) : i] if w.block == words[i].block]
    if words[i].low == "against":
        return bool(_SUED & set(before))
    return words[i].low == "of" and before[-4:] == ["judge", "elected", "in", "respect"]


def is_of_case(text: Analysed, first: int, last: int) -> bool:
    """Do these words stand beside the "v." of a case's name?"""
    words = text.words
    i = first - 1 - (first > 0 and words[first - 1].low == "the")
    beside = ([words[i].low] if i > 0 else []) + [w.low for w in words[last : last + 1]]
    return any(low in ("v.", "vs.", "v", "vs") for low in beside)


def is_state(text: Analysed, first: int, last: int) -> bool:
    """A state by its short or its full name ("the Kingdom of Sweden")."""
    words = text.words
    lows = [w.low for w in words[first:last]]
    place = place_of(text.phrase(first, last))
    if place is not None:
        return place.is_state
    full = "of" in lows and not {"republic", "kingdom", "federation"}.isdisjoint(lows)
    return (
        full or lows[0] in kind("states_short") or state_named(text.phrase(first, last)) is not None
    )
