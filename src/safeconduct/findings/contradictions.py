"""Dates on file that cannot all be true, told as what they are: the smallest circle, or two sources of one event.

May import: `record`, `law`, this room's values.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from safeconduct.findings import telling, wording
from safeconduct.findings.finding import ContradictionFound
from safeconduct.findings.scene import Scene
from safeconduct.law import LANGUAGES, Words
from safeconduct.record import Relation


def contradictions(scene: Scene) -> Iterator[ContradictionFound]:
    for circle in scene.line.circles:
        names = {
            lang: "; ".join(telling.event(scene.chronology.event(e), lang) for e in circle.events)
            for lang in LANGUAGES
        }
        yield ContradictionFound(
            circle.events,
            Words(
                *(
                    wording.say(
                        "circle",
                        lang,
                        events=names[lang],
                        words=_said(scene, circle.relations, lang),
                    )
                    for lang in LANGUAGES
                )
            ),
            circle.relations,
        )
    for event in scene.chronology.events:
        spans = [c.when for c in event.claims if c.when is not None]
        if any(a.intersect(b) is None for a, b in combinations(spans, 2)):
            told = {
                lang: f"{wording.kind(event.kind, lang)}: "
                + " / ".join(dict.fromkeys(telling.when(s, lang) for s in spans))
                for lang in LANGUAGES
            }
            yield ContradictionFound(
                (event.id,),
                Words(*(wording.say("sources", lang, events=told[lang]) for lang in LANGUAGES)),
            )


def _said(scene: Scene, relations: tuple[Relation, ...], language: str) -> str:
    """What a circle rests on: the words of each relation, or the order it gives in our own."""
    if not relations:
        return wording.say("circle_dates", language)
    return "; ".join(
        f"“{r.words}”"
        if r.words
        else wording.say(
            "relation",
            language,
            earlier=telling.event(scene.chronology.event(r.earlier), language),
            later=telling.event(scene.chronology.event(r.later), language),
        )
        for r in relations
    )
