"""Whom an Uzbek verb befell, by case and voice.

An active verb's object stands in -ni (or -ga, -ga qarshi), a passive verb's sufferer is its subject, without an
ending; the subject of a verb made a noun is a genitive. A subject left out is given to the core as a mention of no
length, or as the speaker where the verb's ending says "I". May import: `marks`, this package.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.uzbek.lexicon import Row
from safeconduct.reading.uzbek.scene import Scene
from safeconduct.reading.uzbek.verb import Verb

_AGAINST = re.compile(r"\s*(?:qarshi|nisbatan)")
_OWNED = re.compile(r"\w+(?:imiz|im)(?:ni|ning|ga|da|dan)?\b")
_BEHIND = 45  # letters within which the noun stands that a participle describes
_NEAR = 250  # letters within which a text in the first person still speaks of its teller
_CASES = {"object": "ni", "dative": "ga", "owner": "ning", "against": "ga", "subject": ""}


def victims(
    scene: Scene, row: Row, start: int, told: Verb, last: tuple[int, ...]
) -> tuple[tuple[int, ...], bool]:
    """Whom the verb at `start` of the plain text befell, and whether its own clause says so. `last`: those of the
    verb before it in the sentence.
    """
    cast, at = scene.cast, scene.run.at(start)
    if told.attribute:
        described = _described(scene, scene.run.at(told.end))
        if described is not None:
            return (described,), True
    if row.own and told.person == 1:
        return (scene.speaker(scene.run.at(told.end - 1)),), True
    opening = scene.run.at(scene.opening(start))
    owners = {
        cast.mentions[k].owner for k in scene.inside if cast.mentions[k].sort is Sort.RELATIVE
    }
    before = [k for k in scene.inside if cast.mentions[k].start < at]
    for near in ([k for k in before if cast.mentions[k].start >= opening], before):
        for role in _roles(row, told):
            if role == "speaker":
                if _OWNED.search(scene.words[:start]):
                    return (scene.speaker(at),), True
                continue
            cases = (
                (_CASES[role], "ning") if role == "subject" and told.nominal else (_CASES[role],)
            )
            for k in reversed(near):
                if cast.cases[k] in cases and _fits(scene, cast.mentions[k], role, k in owners):
                    return (k,), True
    if last and not told.passive and not row.own:
        return last, False
    if _is_teller(scene.last_mention(at), at):
        return (scene.speaker(at),), False
    if told.passive or row.own or not before:
        return (scene.left_out(min(at, opening)),), False
    return (_anybody(scene, before, owners, at),), False


def _is_teller(spoken: Mention | None, at: int) -> bool:
    """Was the "I" of the text spoken of last, and near?"""
    return (
        spoken is not None
        and spoken.sort is Sort.PRONOUN
        and spoken.person == 1
        and not spoken.plural
        and at - spoken.start < _NEAR
    )


def _roles(row: Row, told: Verb) -> Sequence[str]:
    """The cases in which to look, likeliest first: a passive has no object, an active verb's subject did it."""
    if told.passive and "subject" in row.victim and "owner" not in row.victim:
        return ("subject", *(r for r in row.victim if r not in ("subject", "object")))
    if not told.passive and not row.own:
        return tuple(r for r in row.victim if r != "subject")
    return row.victim


def _described(scene: Scene, behind: int) -> int | None:
    """The name right behind a participle: "2018-yilda qo'lga olingan Nazarov"."""
    for k in scene.inside:
        mention = scene.cast.mentions[k]
        if behind <= mention.start < behind + _BEHIND and mention.sort is Sort.NAME:
            return k
    return None


def _anybody(scene: Scene, before: Sequence[int], owners: set[int | None], at: int) -> int:
    """An active verb without an object: the last one spoken of in the sentence who is nobody's counsel or kin."""
    cast = scene.cast
    named = [
        k for k in before if k not in owners and cast.cases[k] == "" and cast.mentions[k].role == ()
    ]
    return named[-1] if named else scene.left_out(at)


def _fits(scene: Scene, mention: Mention, role: str, owns: bool) -> bool:
    if role == "against":
        origin = scene.run.plain.origin
        behind = next((i for i, o in enumerate(origin) if o >= mention.end), len(scene.words))
        return bool(_AGAINST.match(scene.words, behind))
    if role == "subject":
        return not (owns and mention.sort is not Sort.NAME)
    return True
