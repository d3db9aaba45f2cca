"""Chronologies in Russian: whom the list is about, the date of each line, and what its parts name without a verb.

May import: this package, `marks`, the core's `voices` and `claims`, `record`, `sources`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from safeconduct.reading.claims.nominal import Nominal, told_in
from safeconduct.reading.marks import Candidate, Mention, Moment, Sort
from safeconduct.reading.russian import timing
from safeconduct.reading.russian.attributes import Attributes
from safeconduct.reading.russian.dates import finding as dates
from safeconduct.reading.russian.matters import Matters
from safeconduct.reading.russian.people.making import Mentions
from safeconduct.reading.russian.words import Sentence, Word
from safeconduct.reading.voices.entries import Entry
from safeconduct.record import Mood
from safeconduct.sources import Block

_TITLE = re.compile(
    r"(?:хронологи|хроник|справк|досье|дело|доверител|подзащитн|заявител|клиент)\w*[^\n]{0,40}\n?[^\n]{0,10}$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:составлен|составил|подготовлен|подготовил|записал|адвокат|помощник|судь|следовател)\w*[^\n]{0,30}$",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\s*(?:со\s+слов\s+[^,;]{1,30},\s*)?(?:[^,:;]{0,60}?(?:суд|р/с|увм|уфмс|фмс|прокуратур|полици|отдел|комитет|гп)\w*[^,:;]{0,40}[:,]\s+)?",
    re.IGNORECASE,
)


# answers have a day of their own within a line («ответ от 19.05.2023», «получено 06.07.2023»)
_ANSWERS = frozenset(("notification", "complaint_refusal"))
_OFFICE_ROLES = frozenset(("lawyer", "judge", "prosecutor"))
_NOTE = 9  # words of a note that is a day and what it brought
_SHORT = 16  # words of a message's sentence that may do without a verb
_UNDONE = re.compile(
    r"\?\s*$|\b(?:если|завтра|буд[уе]\w*|надо|нужно|хо(?:чу|тим|чет)|можно|может|наверное|вдруг|пока\s+нет|не|нет|подам|подадим|пишу|готовлю)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\s*(?:\d{1,2}\.\d{1,2}\.\d{2,4}\s*(?:г\.)?|\d{1,2}\s+(?:январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентябр|октябр|"
    r"ноябр|декабр)\w*(?:\s+\d{4}\s*(?:года|г\.)?)?)\s*[—–:-]?\s*"
)


def days_of(
    text: str, entries: Sequence[Entry], moments: Sequence[Moment], today: date | None
) -> list[Moment]:
    """The moments with those of the lines' own dates, which stand outside the blocks."""
    made = list(moments)
    for entry in entries:
        start, end = entry.date
        if start == end or any(start <= m.start < end for m in moments):
            continue
        run = text[start:end].replace("?.", "  ")
        found = dates.moments(run, today)[:1] or dates.moments(f"в {run}", today)[:1]
        made.extend(_moved(m, start, end) for m in found)
    return sorted(made, key=lambda m: m.start)


def _moved(moment: Moment, start: int, end: int) -> Moment:
    return replace(moment, start=start, end=end, bound="", sets_story=True)


def dates_by_block(
    entries: Sequence[Entry], moments: Sequence[Moment], runs: Sequence[Block]
) -> dict[int, int | None]:
    """For each block that is a part of an entry, the moment that dates it.

    An entry without a date in front is dated part by part: by the first day told in a part, else by none.
    """
    made: dict[int, int | None] = {}
    blocks = {run.start: n for n, run in enumerate(runs) if run.role == "entry"}
    for entry in entries:
        dated = entry.date[1] > entry.date[0]
        moment = _first(moments, *entry.date) if dated else None
        if dated and moment is None:
            continue
        for a, b in entry.parts:
            for start, n in blocks.items():
                if a <= start < b:
                    made[n] = moment if dated else _first(moments, a, b)
    return made


def _first(moments: Sequence[Moment], start: int, end: int) -> int | None:
    return next((i for i, m in enumerate(moments) if start <= m.start < end and not m.length), None)


def protagonist(
    text: str, made: Mentions, entries: Sequence[Entry], topic: tuple[int, int] | None
) -> int | None:
    """The mention of whom the list is about: named in a card's field (`topic`) or in the title, else first above its
    lines.
    """
    if topic is not None:
        return next(
            (
                k
                for k, m in enumerate(made.made)
                if m.sort is Sort.NAME and topic[0] <= m.start < topic[1]
            ),
            None,
        )
    if not entries:
        return None
    above = [
        k
        for k, m in enumerate(made.made)
        if m.sort is Sort.NAME
        and m.start < entries[0].date[0]
        and not _BY.search(text[max(0, m.start - 40) : m.start])
    ]
    titled = [
        k
        for k in above
        if _TITLE.search(text[max(0, made.made[k].start - 90) : made.made[k].start])
    ]
    return next(iter(titled or above), None)


def nominals_of(
    text: str, sentence: Sentence, matters: Matters, number: int
) -> list[tuple[str, Word, Nominal]]:
    """Kinds that a part of a line names, each with the word it stands at; acts are of the matter last spoken of."""
    lead = _OFFICE.match(text, sentence.start, sentence.end)
    opening = _DAY.match(text, sentence.start, sentence.end)
    if opening:  # «01.08.2023 — запрос R39; 04.08.2023 — применена мера»
        lead = _OFFICE.match(text, opening.end(), sentence.end)
    starts = [opening.end() if opening else sentence.start] + (
        [lead.end()] if lead and lead.end() > sentence.start else []
    )
    found: list[tuple[str, Word, Nominal]] = []
    for start in starts:
        for row, offset in told_in(text[start : sentence.end], "ru"):
            word = next((w for w in sentence.words if w.end > start + offset), sentence.words[0])
            kind = row.kind
            if row.matter:
                matters.matter, matters.matter_at, matters.last_kind = row.matter, number, row.kind
            elif row.act:
                kind = matters.kind_of(row.act, number) or row.kind
            if all(kind != k for k, _, _ in found):
                found.append((kind, word, row))
        if found:
            break
    return found


def is_clipped(text: str, sentence: Sentence) -> bool:
    """«Есть мера!!!», «выдворение и штраф, 18.8»: a short clause of a message that asks and plans nothing."""
    start, end = sentence.whole
    return len(sentence.words) <= _SHORT and not _UNDONE.search(text[start : end + 1])


def is_note(
    text: str, sentence: Sentence, moments: Sequence[tuple[int, Moment]], *, message: bool
) -> bool:
    """Is it told without a verb: in a message, or as «8 июля — отказ»? `moments`: those that begin in the sentence."""
    dated = any(m.start <= sentence.words[0].start for _, m in moments)
    bare = len(sentence.words) <= _NOTE and all(w.pos != "VERB" for w in sentence.words)
    return (message or (dated and bare)) and is_clipped(text, sentence)


def on_the_line(candidate: Candidate, line: int | None, moments: Sequence[Moment]) -> Candidate:
    """What a line of a chronology tells is of the line's date, unless it has a day of its own."""
    own = candidate.moment
    if line is not None and (own is None or moments[own].bound in ("until", "by")):
        return replace(candidate, moment=line)
    return candidate


def named_only(
    text: str,
    sentence: Sentence,
    number: int,
    told: Sequence[Candidate],
    made: Mentions,
    moments: Sequence[Moment],
    main: int | None,
    day: int | None,
    matters: Matters,
    attributes: Attributes,
) -> Iterator[Candidate]:
    """What a part of a line names without a verb («30.11.2022 — стража на 40 суток»); `day` is the line's moment."""
    if any(c.mood is Mood.FACT or not c.echo for c in told):
        return
    inside = [w.index for w in sentence.words]
    for kind, word, row in nominals_of(text, sentence, matters, number):
        if day is None and row.act and not matters.kind_of(row.act, number):
            continue  # «8 июля отказ»: in what?
        named = [
            k
            for i in inside
            if (k := made.at(number, i)) is not None
            and made.made[k].sort in (Sort.NAME, Sort.RELATIVE)
            and not set(made.made[k].role) & _OFFICE_ROLES
            and text[made.made[k].start - 1 : made.made[k].start] != "("
        ][:1]
        victims = named or ([main] if main is not None else [])
        if kind == "marriage" and main is not None:
            victims = list(dict.fromkeys([main, *named]))
        if not victims and day is None:  # a message leaves out whom all know
            made.made.append(Mention(word.start, word.start, Sort.PRONOUN, subject=True))
            victims = [len(made.made) - 1]
        if not victims:
            continue
        _, length = timing.when(text, moments, sentence, word, inside, kind)
        own = next(
            (
                i
                for i, m in enumerate(moments)
                if sentence.start <= m.start < sentence.end
                and m.told is not None
                and m.bound not in ("until", "by")
                and (day is None or m.start == sentence.start or kind in _ANSWERS)
            ),
            day,
        )
        yield Candidate(
            kind,
            sentence.start,
            sentence.end,
            word.start,
            word.lemma,
            tuple(victims),
            by=next(iter(attributes.bodies_in(sentence, inside)), None),
            moment=own,
            onset=kind != "work",  # «ВНЖ с 2018»: given then
            length=length,
            where=attributes.places.where(sentence, inside, word, kind),
            explicit=bool(named) or kind != "marriage",
            strong=not row.act,
            attributes=attributes.of(sentence, word, inside, kind, length),
        )
