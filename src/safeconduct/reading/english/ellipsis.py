"""A verb told once for two: "Abdullo was sentenced to eleven years, Ibrohim to nine"; "the City Court upheld that in April
and the Supreme Court in July". The second is an event of its own, with its own person, day or term; never sure.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from safeconduct.reading.english.dates.patterns import _NUMBER, _number
from safeconduct.reading.english.scene import Scene
from safeconduct.reading.english.words import Word
from safeconduct.reading.marks import Candidate, Sort
from safeconduct.record import Mood

_PARTED = re.compile(r"[,;]\s*(?:and|while|but)?\s+|\s+(?:and|while)\s+")
_BODY = re.compile(
    r"(?:at (?:final|last|second) instance,?\s+)?(?:by\s+)?(?:the\s+)?(?:[A-Z][\w’'-]+\s+){0,4}(?:Court|Tribunal|Board|Chamber|Committee|Commission)"
    r"(?:\s+of\s+(?:[A-Z]\w+\s?)+)?\s+(?=on|in|last|a )"
)
_TERM = re.compile(
    rf"\s*(?:to|got|for)?\s*(?P<n>{_NUMBER})\s*(?:years?)?\s*[.,;]?\s*$", re.IGNORECASE
)
_DECIDED_AGAIN = {
    "court_ruling",
    "asylum_refusal",
    "extradition_refusal",
    "complaint_refusal",
    "detention_extension",
}
_TERMED = {"sentence", "detention", "imprisonment"}
_REACH = 110  # characters after the verb's clause within which the second stands


def left_out(scene: Scene, made: list[Candidate]) -> Iterator[Candidate]:
    """The tellings that leave out the verb of one already made."""
    verbs = {w.start: w for w in scene.text.words if w.pos in ("VERB", "AUX")}
    for told in made:
        word = verbs.get(told.at)
        if (
            word is not None
            and told.mood is Mood.FACT
            and told.victims
            and not told.attributes.get("again")
        ):
            yield from _after(scene, told, word)


def _after(scene: Scene, told: Candidate, word: Word) -> Iterator[Candidate]:
    _, high = scene.text.sentences[word.sentence]
    end = scene.text.words[high - 1].end
    marks = list(_PARTED.finditer(scene.text.text, word.end, min(end, told.end + _REACH)))
    for n, mark in enumerate(marks):
        stop = marks[n + 1].start() if n + 1 < len(marks) else end
        found = _second(scene, told, word, mark.end(), stop, end)
        if found is not None:
            yield found


def _second(
    scene: Scene, told: Candidate, verb: Word, start: int, stop: int, end: int
) -> Candidate | None:
    """What stands from `start` to `stop`, where it has no verb of its own and a person or a body at its head."""
    run = scene.text.text[start:stop].rstrip(" .,;\n")
    whole = (start, start + len(run))
    words = scene.text.words
    after = (words[i] for i in range(verb.i + 1, len(words)))
    inside = [w for w in takewhile(lambda w: w.start < end, after) if start <= w.start]
    here = [w for w in inside if w.start < stop]
    if not here or any(w.pos in ("VERB", "AUX") for w in here):
        return None
    moments = [
        n
        for n in scene.moments_between(start, stop)
        if (m := scene.moments[n]).told
        and not m.length
        and (m.told.day or m.told.month or m.told.year)
    ]
    if told.kind in _DECIDED_AGAIN and _BODY.match(run) and moments:
        return _made(told, whole, moment=moments[0], again=True)
    person = next(
        (
            p
            for w in here[:6]
            if (p := scene.pointed.by_word.get(w.i)) is not None
            and scene.mention(p).sort in (Sort.NAME, Sort.RELATIVE)
            and not scene.mention(p).possessive
        ),
        None,
    )
    if person is None or person in told.victims or scene.mention(person).start - start > 24:
        return None
    if any(
        w.low in ("by", "with", "of", "from") for w in here if w.start < scene.mention(person).start
    ):
        return None
    term = _term(scene, told, scene.mention(person).end, stop)
    if not moments and not term:
        return None
    return _made(told, whole, moments[0] if moments else told.moment, victim=person, term=term)


def _term(scene: Scene, told: Candidate, start: int, stop: int) -> str:
    """ "Ibrohim to nine": of the same unit as the first."""
    if told.kind not in _TERMED or "term" not in told.attributes:
        return ""
    length = next((m.length for m in scene.moments if m.length and start <= m.start < stop), "")
    alone = _TERM.match(scene.text.text, start, stop)
    if length or alone is None:
        return length
    unit = str(told.attributes["term"])[-1]
    return f"P{_number(alone['n']):g}{unit}"


def _made(
    told: Candidate,
    run: tuple[int, int],
    moment: int | None,
    victim: int | None = None,
    term: str = "",
    again: bool = False,
) -> Candidate:
    own = {"term": term} if term else {}
    shared = {
        k: v
        for k, v in told.attributes.items()
        if victim is None or k not in ("term", "at", "state")
    }
    return replace(
        told,
        start=run[0],
        end=run[1],
        at=run[0],
        victims=told.victims if victim is None else (victim,),
        agents=(),
        by=None if again else told.by,
        where=None,
        moment=moment,
        length=None,
        strong=False,
        attributes={**shared, **own, **({"again": True} if again else {})},
    )
