"""Happenings in Uzbek sentences: trigger words, whom they befell, when, where, under which law.

Whom: an active verb's object stands in -ni (or -ga, -ga qarshi), a passive verb's sufferer is its subject, without an
ending. A subject left out is given to the core as a mention of no length, or as the speaker where the verb's ending
says "I". May import: `marks`, this package.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from safeconduct.reading.marks import Candidate, Mention, Moment, Sort, Tense
from safeconduct.reading.particulars import bears, particulars, told_by
from safeconduct.reading.uzbek import hearsay, noun, verb
from safeconduct.reading.uzbek.articles import articles
from safeconduct.reading.uzbek.cast import Cast
from safeconduct.reading.uzbek.lexicon import Row, predicates, rows
from safeconduct.reading.uzbek.sentences import Run
from safeconduct.record import Mood, Stance
from safeconduct.record.places import Place

_CAPITAL = re.compile(
    r"[A-ZЀ-Я][\w‘’ʻʼ'`\-]*(?:\s+(?:Respublikasi|Federatsiyasi|Республикаси|Федерацияси)\w*)?"
)
_CLAUSE = re.compile(r",\s|;\s|\s(?:va|ammo|lekin|biroq|hamda|keyin|so'ng)\s|:\s")
_AGAINST = re.compile(r"\s*(?:qarshi|nisbatan)")
_BY = re.compile(r"((?:(?!\d)[\w'\-]+\s+){1,3})tomonidan\b")
_COURT = re.compile(r"((?:(?:(?!\d)[\w']+\s+)?(?:shahar|tuman|viloyat)\s+)?sudi?)(?=\s)")
_OWNED = re.compile(r"\w+(?:imiz|im)(?:ni|ning|ga|da|dan)?\b")
_ABROAD = re.compile(r"chet el|xorij|samolyot|aeroport|vatan")
_NEAR = 250  # letters within which a text in the first person still speaks of its teller
#: a converb before "kelgan", "ketgan" that makes it an auxiliary ("yashab kelgan"), unless it is a way of moving
_CARRIED = re.compile(r"(?<![\w'])(?!(?:chiq|kir|yet|uch|qoch|qayt|ko'ch|jo'na)i?b)[\w']+b\s+$")
_CASES = {
    "object": ("ni",), "dative": ("ga",), "owner": ("ning",), "against": ("ga",), "subject": ("",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Hit:
    row: Row
    start: int  # in the plain text
    verb: verb.Verb


@dataclass(frozen=True, slots=True)
class _Named:
    at: int  # in the document
    place: Place
    case: str


def candidates(text: str, run: Run, cast: Cast, moments: Sequence[Moment]) -> list[Candidate]:
    """What one sentence tells, in text order. Adds the mentions its verbs leave out to `cast`."""
    places = [
        _Named(m.start(), p, noun.split(m.group())[1])
        for m in _CAPITAL.finditer(text, run.start, run.end)
        if (p := noun.place(m.group()) or noun.place(m.group().split()[0])) is not None
    ]
    made: list[Candidate] = []
    last: tuple[int, ...] = ()
    for hit in _hits(run, places):
        inside = [k for k, m in enumerate(cast.mentions) if run.start <= m.start < run.end]
        victims, explicit = _victims(run, cast, inside, hit, last)
        start, at, end = _clause(run, hit, moments), run.at(hit.start), run.at(hit.verb.end - 1) + 1
        here = [p.place for p in places if run.at(_opening(run, hit.start)) <= p.at < end]
        moment = _moment(moments, run, end)
        attributes = _attributes(run, hit, moments)
        doubts = ["read by word list"]
        if hit.row.doubtful:
            doubts.append("the word has other common meanings")
        said = hearsay.sayers(run, cast, inside, hit.start, hit.verb.end, hit.verb.reported)
        made.append(
            Candidate(
                hit.row.kind, start, end, at, run.plain.text[hit.start : hit.verb.end], victims,
                moment=moment, where=here[-1].name if here else None, mood=hit.verb.mood, tense=Tense.PAST,
                stance=Stance.REPORTED if hit.verb.reported else Stance.STATED, sayers=said, by=_agent(text, run, hit), explicit=explicit, strong=not hit.row.doubtful, echo=hit.verb.known,
                attributes=attributes, doubts=tuple(doubts),
            )
        )  # fmt: skip
        last = victims
    return made


def _hits(run: Run, places: Sequence[_Named]) -> list[_Hit]:
    """The verbs of the sentence that tell a kind; of rows that share a verb the first one in the list."""
    words = run.plain.text
    taken: list[tuple[int, int]] = []
    made = []
    for row in rows(verb.ENDING):
        for match in row.pattern.finditer(words):
            told = verb.read(match, words, state=row.state, ordered=run.ordered)
            if any(match.start() < b and a < told.end for a, b in taken):
                continue
            if row.abroad and row.own and _CARRIED.search(words[: match.start()]):
                continue  # "yashab kelgan": an auxiliary, no journey
            if row.denied:
                if told.mood is not Mood.NEGATED or told.reported:
                    continue
                told = replace(told, mood=Mood.FACT)
            opening = _opening(run, match.start())
            near = words[opening : told.end]
            if row.needs is not None and not row.needs.search(words[: told.end]):
                continue
            if row.without is not None and row.without.search(near):
                continue
            named = [p for p in places if run.at(opening) <= p.at < run.at(told.end - 1)]
            if row.abroad and not (_crosses(named, row.own) or _ABROAD.search(near)):
                continue
            taken.append((match.start(), told.end))
            made.append(_Hit(row, match.start(), told))
    for state in predicates():
        for match in state.pattern.finditer(words):
            mood = Mood.NEGATED if match["no"] else Mood.FACT
            row = Row(state.kind, state.pattern, ("subject",), own=True)
            if not any(match.start() < b and a < match.end() for a, b in taken):
                made.append(_Hit(row, match.start(), verb.Verb(mood, match.end())))
    return sorted(made, key=lambda h: h.start)


def _crosses(named: Sequence[_Named], own: bool) -> bool:
    """Do the places of a clause tell a border crossed? A state; for a journey also one town abroad, to or from it."""
    if any(p.place.is_state for p in named):
        return True
    town = named[0] if own and len(named) == 1 else None
    return town is not None and town.place.state != "UZ" and town.case in ("ga", "dan")


def _opening(run: Run, at: int) -> int:
    """Where the clause of a verb begins in the plain text: after the last comma or "and" that leaves it some words."""
    opening = 0
    for mark in _CLAUSE.finditer(run.plain.text, 0, at):
        if at - mark.end() >= 1:
            opening = mark.end()
    return opening


def _clause(run: Run, hit: _Hit, moments: Sequence[Moment]) -> int:
    """Where the passage begins: the clause, and before it the date it opens with."""
    start = run.at(_opening(run, hit.start))
    before = [m.start for m in moments if run.start <= m.start < run.at(hit.start) and not m.length]
    if before and before[-1] < start and not run.plain.text[: hit.start].count(" va "):
        return max(run.start, before[-1])
    return start


def _moment(moments: Sequence[Moment], run: Run, end: int) -> int | None:
    """The last date of the sentence before the verb's end: an Uzbek date stands before its verb."""
    before = [i for i, m in enumerate(moments) if run.start <= m.start < end and not m.length]
    return before[-1] if before else None


def _attributes(run: Run, hit: _Hit, moments: Sequence[Moment]) -> dict[str, object]:
    made: dict[str, object] = {}
    if bears(hit.row.kind, "articles"):
        found = articles(run.plain.text[: hit.verb.end])
        if found:
            made["articles"] = found
    sentence = run.plain.text
    words = {"clause": sentence[_opening(run, hit.start) : hit.verb.end], "sentence": sentence}
    made.update(told_by(hit.row.kind, words, particulars("uz")))
    if bears(hit.row.kind, "term"):
        at, opening = run.at(hit.verb.end - 1), run.at(_opening(run, hit.start))
        lengths = [m.length for m in moments if m.length and run.start <= m.start < at]
        inside = [m.length for m in moments if m.length and opening <= m.start < at]
        if hit.row.kind == "sentence" and (inside or lengths):
            made["term"] = (inside or lengths)[-1]
    return made


def _agent(text: str, run: Run, hit: _Hit) -> str | None:
    """Who did it, in the document's words: "politsiya xodimlari tomonidan", "tuman sudi" before the verb."""
    opening = _opening(run, hit.start)
    clause = run.plain.text[opening : hit.verb.end]
    found = _BY.search(clause) or (
        _COURT.search(clause) if bears(hit.row.kind, "state") or "court" in hit.row.kind else None
    )
    if found is None:
        return None
    start, end = run.plain.span(opening + found.start(1), opening + found.end(1))
    return text[start:end].strip() or None


# -- whom --------------------------------------------------------------------------------------------------------------


def _victims(
    run: Run, cast: Cast, inside: Sequence[int], hit: _Hit, last: tuple[int, ...]
) -> tuple[tuple[int, ...], bool]:
    """Whom it befell, and whether the words say so in its own clause."""
    at, told = run.at(hit.start), hit.verb
    if told.attribute:
        behind = run.at(told.end)
        after = [
            k
            for k in inside
            if behind <= cast.mentions[k].start < behind + 45 and cast.mentions[k].sort is Sort.NAME
        ]
        if after:
            return (after[0],), True
    if hit.row.own and told.person == 1:
        return (cast.speaker(run.at(told.end - 1)),), True
    order = list(hit.row.victim)
    if told.passive and "subject" in order and "owner" not in order:
        order = ["subject", *(r for r in order if r not in ("subject", "object"))]
    elif not told.passive and not hit.row.own:
        order = [r for r in order if r != "subject"]
    opening = run.at(_opening(run, hit.start))
    owners = {cast.mentions[k].owner for k in inside if cast.mentions[k].sort is Sort.RELATIVE}
    before = [k for k in inside if cast.mentions[k].start < at]
    for near in ([k for k in before if cast.mentions[k].start >= opening], before):
        for role in order:
            if role == "speaker":
                if _OWNED.search(run.plain.text[: hit.start]):
                    return (cast.speaker(at),), True
                continue
            for k in reversed(near):
                if cast.cases[k] in _CASES[role] and _fits(
                    run, cast.mentions[k], role, k in owners
                ):
                    return (k,), True
    if last and not told.passive and not hit.row.own:
        return last, False
    spoken = max(
        (m for m in cast.mentions if m.start < at), key=lambda m: (m.start, m.end), default=None
    )
    if (
        spoken is not None
        and spoken.sort is Sort.PRONOUN
        and (spoken.person == 1 and not spoken.plural and at - spoken.start < _NEAR)
    ):
        return (cast.speaker(at),), False
    if told.passive or hit.row.own or not before:
        return (cast.left_out(min(at, opening)),), False
    whoever = [
        k for k in before if k not in owners and cast.cases[k] == "" and cast.mentions[k].role == ()
    ]
    return ((whoever[-1],), False) if whoever else ((cast.left_out(at),), False)


def _fits(run: Run, mention: Mention, role: str, owns: bool) -> bool:
    if role == "against":
        tail = run.plain.text
        place = next((i for i, o in enumerate(run.plain.origin) if o >= mention.end), len(tail))
        return bool(_AGAINST.match(tail, place))
    if role == "subject":
        return not (owns and mention.sort is not Sort.NAME) and "lawyer" not in mention.role
    return True
