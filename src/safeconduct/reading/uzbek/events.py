"""Happenings in Uzbek sentences: trigger words with what their clause tells beside whom and when.

May import: `marks`, `particulars`, this package.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from safeconduct.reading.claims.particulars import bears, particulars, told_by
from safeconduct.reading.marks import Candidate, Tense
from safeconduct.reading.uzbek import hearsay, verb
from safeconduct.reading.uzbek.articles import articles
from safeconduct.reading.uzbek.lexicon import Row, predicates, rows
from safeconduct.reading.uzbek.scene import Named, Scene
from safeconduct.reading.uzbek.victims import victims
from safeconduct.record import Mood, Stance

_BEHIND = 40  # letters behind a verb in which a word that its meaning needs may stand
_ABROAD = re.compile(r"chet el|xorij|samolyot|aeroport|vatan")
_BY = re.compile(r"((?:(?!\d)[\w'\-]+\s+){1,3})tomonidan\b")
_COURT = re.compile(r"((?:(?:(?!\d)[\w']+\s+)?(?:shahar|tuman|viloyat)\s+)?sudi?)(?=\s)")
#: a converb before "kelgan", "ketgan" that makes it an auxiliary ("yashab kelgan"), unless it is a way of moving
_CARRIED = re.compile(r"(?<![\w'])(?!(?:chiq|kir|yet|uch|qoch|qayt|ko'ch|jo'na)i?b)[\w']+b\s+$")


@dataclass(frozen=True, slots=True)
class _Hit:
    row: Row
    start: int  # in the plain text
    verb: verb.Verb


def candidates(text: str, scene: Scene) -> list[Candidate]:
    """What one sentence tells, in text order. Adds the mentions its verbs leave out to the cast."""
    made: list[Candidate] = []
    last: tuple[int, ...] = ()
    run = scene.run
    for hit in _hits(scene):
        last, explicit = victims(scene, hit.row, hit.start, hit.verb, last)
        at, end = run.at(hit.start), run.at(hit.verb.end - 1) + 1
        opening = run.at(scene.opening(hit.start))
        here = [p.place for p in scene.places if opening <= p.at < end]
        doubts = ["read by word list"]
        if hit.row.doubtful:
            doubts.append("the word has other common meanings")
        said = hearsay.sayers(
            run, scene.cast, scene.inside, hit.start, hit.verb.end, hit.verb.reported
        )
        made.append(
            Candidate(
                kind=hit.row.kind,
                start=_passage(scene, hit),
                end=end,
                at=at,
                trigger=scene.words[hit.start : hit.verb.end],
                victims=last,
                by=_agent(text, scene, hit),
                moment=_moment(scene, end),
                where=here[-1].name if here else None,
                mood=hit.verb.mood,
                stance=Stance.REPORTED if hit.verb.reported else Stance.STATED,
                sayers=said,
                tense=Tense.PAST,
                explicit=explicit,
                strong=not hit.row.doubtful,
                echo=hit.verb.known,
                attributes=_attributes(scene, hit),
                doubts=tuple(doubts),
            )
        )
    return made


def _hits(scene: Scene) -> list[_Hit]:
    """The verbs of the sentence that tell a kind; of rows that share a verb the first one in the list."""
    words = scene.words
    taken: list[tuple[int, int]] = []
    made = []
    for row in rows(verb.ENDING):
        for match in row.pattern.finditer(words):
            told = verb.read(match, words, state=row.state, ordered=scene.run.ordered)
            if any(match.start() < b and a < told.end for a, b in taken):
                continue
            if row.denied:
                if told.mood is not Mood.NEGATED or told.reported:
                    continue
                told = replace(told, mood=Mood.FACT)
            if _holds(scene, row, match.start(), told.end):
                taken.append((match.start(), told.end))
                made.append(_Hit(row, match.start(), told))
    for state in predicates():
        for match in state.pattern.finditer(words):
            mood = Mood.NEGATED if match["no"] else Mood.FACT
            row = Row(state.kind, state.pattern, ("subject",), own=True)
            if not any(match.start() < b and a < match.end() for a, b in taken):
                made.append(_Hit(row, match.start(), verb.Verb(mood, match.end())))
    return sorted(made, key=lambda h: h.start)


def _holds(scene: Scene, row: Row, start: int, end: int) -> bool:
    """Do the words around a verb bear the row's meaning of it out?"""
    words, opening = scene.words, scene.opening(start)
    near = words[opening:end]
    if row.needs is not None and not row.needs.search(words[: end + _BEHIND]):
        return False
    if row.without is not None and row.without.search(near):
        return False
    if not row.abroad:
        return True
    if row.own and _CARRIED.search(words[:start]):
        return False
    first, last = scene.run.at(opening), scene.run.at(end - 1)
    named = [p for p in scene.places if first <= p.at < last]
    return _crosses(scene, named, row.own) or _ABROAD.search(near) is not None


def _crosses(scene: Scene, named: Sequence[Named], own: bool) -> bool:
    """Do the places of a clause tell a border crossed? A state; one town abroad that a journey goes to or comes from;
    a town that somebody is carried to where the text was in another state before.
    """
    if any(p.place.is_state for p in named):
        return True
    if len(named) != 1:
        return False
    (town,) = named
    if own:
        return town.place.state != "UZ" and town.case in ("ga", "dan")
    return town.case == "ga" and scene.here is not None and scene.here.state != town.place.state


def _passage(scene: Scene, hit: _Hit) -> int:
    """Where the passage begins: the clause, and before it the date it opens with."""
    start, at = scene.run.at(scene.opening(hit.start)), scene.run.at(hit.start)
    before = [m.start for _, m in scene.times if m.start < at and not m.length]
    if before and before[-1] < start and " va " not in scene.words[: hit.start]:
        return before[-1]
    return start


def _moment(scene: Scene, end: int) -> int | None:
    """The last date of the sentence before the verb's end: an Uzbek date stands before its verb."""
    before = [i for i, m in scene.times if m.start < end and not m.length]
    return before[-1] if before else None


def _attributes(scene: Scene, hit: _Hit) -> dict[str, object]:
    made: dict[str, object] = {}
    words, opening = scene.words, scene.opening(hit.start)
    if bears(hit.row.kind, "articles"):
        found = articles(words[: hit.verb.end])
        if found:
            made["articles"] = found
    near = {"clause": words[opening : hit.verb.end], "sentence": words}
    made.update(told_by(hit.row.kind, near, particulars("uz")))
    if hit.row.kind == "sentence":
        first, end = scene.run.at(opening), scene.run.at(hit.verb.end - 1)
        lengths = [m for _, m in scene.times if m.length and m.start < end]
        inside = [m for m in lengths if m.start >= first]
        if lengths:
            made.setdefault("term", (inside or lengths)[-1].length)
    return made


def _agent(text: str, scene: Scene, hit: _Hit) -> str | None:
    """Who did it, in the document's words: "politsiya xodimlari tomonidan", "tuman sudi" before the verb."""
    opening = scene.opening(hit.start)
    clause = scene.words[opening : hit.verb.end]
    courtly = bears(hit.row.kind, "state") or "court" in hit.row.kind
    found = _BY.search(clause) or (_COURT.search(clause) if courtly else None)
    if found is None:
        return None
    start, end = scene.run.plain.span(opening + found.start(1), opening + found.end(1))
    return text[start:end].strip() or None
