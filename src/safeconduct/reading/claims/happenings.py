"""One happening: which tellings say nothing new, and which tell the same event.

May import: `when`, `record`, the shelf, this room.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from safeconduct.reading.claims.dating import Dated
from safeconduct.reading.marks import Candidate
from safeconduct.record import Claim, Mood
from safeconduct.record.places import place_of
from safeconduct.record.towns import town_of
from safeconduct.shelf import read_yaml, shelf
from safeconduct.when import Answer

# Kinds that go on or come again: two tellings without dates may be two happenings.
_RECURRENT = {
    "harassment", "threat", "surveillance", "summons", "search", "ill_treatment", "complaint",
    "forced_confession", "media_accusation",
    "work", "illness", "permit_application", "notification", "detention_extension", "court_ruling",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{4,}")
_NEAR = 700  # characters within which one telling goes on from another
_NEAR_ECHO = 400
_SAME_STORY = 1500  # characters within which two tellings are of one story


def told(dated: list[Dated], pointed: Collection[int]) -> list[Dated]:
    """Those that tell a happening: echoes of what is told elsewhere left out. `pointed` are the mentions whose words point
    to one person ("he", "the detainee"), whoever that is.
    """
    made = _attempts(dated)
    return [d for d in made if not _dropped(d, made, pointed)]


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


def _let_go(taken: Dated, gone: Dated, everything: Sequence[Dated]) -> bool:
    """Was the person let go between being taken and being gone? Then they are two happenings."""
    return any(
        o.candidate.kind == "release"
        and o.candidate.mood is Mood.FACT
        and taken.candidate.at < o.candidate.at < gone.candidate.at
        and set(o.persons) & set(gone.persons)
        for o in everything
    )


def _dropped(d: Dated, everything: Sequence[Dated], pointed: Collection[int]) -> bool:
    """An echo ("at his trial") of what is told elsewhere says nothing new; nor does an event that befell nobody. One
    with a day of its own stays, though nobody can say from the words whom it befell, and so does what befell "her" in a
    word that means nothing else: a person is asked.
    """
    c = d.candidate
    if not d.persons and c.mood is Mood.FACT:
        asked = c.strong and c.explicit and any(v in pointed for v in c.victims)
        if c.echo or not (d.own or asked):
            return True
    if c.kind == "disappearance" and not d.own and c.mood is Mood.FACT:
        # whoever was abducted has disappeared: the same happening
        return any(
            o.candidate.kind == "abduction"
            and o.candidate.mood is Mood.FACT
            and abs(o.candidate.at - c.at) < _SAME_STORY
            and set(o.persons) & set(d.persons)
            and not _let_go(o, d, everything)
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


def joined(made: list[Claim], dated: Sequence[Dated]) -> list[Claim]:
    """Give each happening one key; a later telling of the same one gets the key of the first."""
    done: list[Claim] = []
    own_date: dict[str, bool] = {}
    near: defaultdict[tuple[str, str], list[int]] = defaultdict(
        list
    )  # kind, person: places in `done`
    told: defaultdict[str, list[Claim]] = defaultdict(list)  # by happening
    for claim, d in zip(made, dated, strict=True):
        key = claim.id
        if claim.mood is Mood.FACT:
            places = {i for person in claim.persons for i in near[claim.kind, person]}
            for i in sorted(places, reverse=True):
                earlier = done[i]
                if _same(earlier, claim, own_date[earlier.id], d.own, d.candidate) and not any(
                    _apart(claim, other) for other in told[earlier.event]
                ):
                    key = earlier.event
                    break
        own_date[claim.id] = d.own
        for person in claim.persons:
            near[claim.kind, person].append(len(done))
        done.append(replace(claim, event=key))
        told[key].append(done[-1])
    return done


def _apart(a: Claim, b: Claim) -> bool:
    """Do the days of two tellings exclude one another? An undated telling between must not bridge them."""
    return bool(a.when and b.when and a.when.intersect(b.when) is None)


def _elsewhere(one: str | None, other: str | None) -> bool:
    """Are two places told, of which neither lies in the other?"""
    if not one or not other or one.casefold() == other.casefold():
        return False
    p, q = place_of(one), place_of(other)
    states = p.state if p else town_of(one), q.state if q else town_of(other)
    if not all(states):
        return False  # a place no list holds may be the other's street
    whole = any(place is not None and place.is_state for place in (p, q))
    return states[0] != states[1] or not whole


@cache
def _houses() -> dict[str, re.Pattern[str]]:
    custody = read_yaml(shelf("vocabulary") / "custody.yaml")
    return {kind: re.compile("|".join(words), re.IGNORECASE) for kind, words in custody.items()}


def _house(claim: Claim) -> set[str]:
    """Of which kinds is the house where somebody is held?"""
    at = str(claim.attributes.get("at", ""))
    return {kind for kind, words in _houses().items() if words.search(at)}


def _other_matter(a: Claim, b: Claim) -> bool:
    """ "Charged with extremism. Later he was charged with fraud", "held in a prison … in the deportation centre": told one
    after the other, of offences with no word in common, or in houses of two kinds.
    """
    x, y = (set(_WORD.findall(str(c.attributes.get("offence", "")).casefold())) for c in (a, b))
    if x and y and not x & y:
        return True
    one, other = _house(a), _house(b)
    return bool(one and other and not one & other)


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
    if _apart(a, b) or _elsewhere(a.where, b.where):
        return False
    near = abs(b.passage.start - a.passage.start) < _NEAR
    if near and _other_matter(a, b):
        return False
    if a.kind in _RECURRENT:
        return not (a_own and b_own) and abs(b.passage.start - a.passage.start) < 150
    if b_own and b.when and a.when is None:
        return near
    return True
