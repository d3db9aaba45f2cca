"""The moments of a whole document: found block by block, counted from the message or the document, tied to events.

May import: this package, `marks`, `sources`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from safeconduct.reading.marks import Anchor, Candidate, Moment, Told
from safeconduct.reading.russian.dates import finding as dates
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.people.chat import of_message
from safeconduct.reading.russian.words import lemma
from safeconduct.reading.voices.threads import Letter
from safeconduct.sources import Block


def _event_at(text: str, offset: int) -> tuple[tuple[str, ...], int] | None:
    """The event that the next words name («отъезда Бахтиёра»), for a moment counted from it."""
    lex = lexicon()
    for match in re.finditer(r"[а-яё]+", text[offset : offset + 45], re.IGNORECASE):
        if match.start() > 25:
            break
        found = lemma(match.group().lower().replace("ё", "е"), "NOUN")
        if found in ("решение", "постановление", "определение"):
            return ("court_ruling", "asylum_refusal", "expulsion_order"), offset + match.start()
        rows = lex.nouns.get(found)
        if rows:
            return next(iter(dict.fromkeys(_kindred(r.kind) for r in rows))), offset + match.start()
        if found == "этого" or match.group().lower() in ("этого", "того", "чего"):
            return None
    return None


def _kindred(kind: str) -> tuple[str, ...]:
    """Kinds that the same words may mean."""
    groups = (
        ("arrest", "detention", "abduction"),
        ("conviction", "sentence", "trial"),
        ("departure", "entry"),
        ("extradition", "transfer_abroad"),
        ("expulsion", "transfer_abroad"),
    )
    return next(((kind, *(k for k in g if k != kind)) for g in groups if kind in g), (kind,))


def moments_of(
    text: str,
    runs: Sequence[Block],
    silent: frozenset[int],
    today: date | None,
    chat: Sequence[Letter],
) -> list[Moment]:
    made: list[Moment] = []
    days = {m.start: m.day for m in chat}
    for number, block in enumerate(runs):
        if number in silent:
            continue
        part = text[block.start : block.end]
        day = days.get(block.start) or today
        base = block.start

        def named(offset: int, base: int = base) -> tuple[tuple[str, ...], int] | None:
            return _event_at(text, base + offset)

        for m in dates.moments(part, day, named):
            moved = replace(m, start=m.start + base, end=m.end + base)
            if chat and day is not None:
                moved = of_message(moved, day)
            made.append(moved)
    for message in chat:
        if message.day is not None:
            told = Told(message.day.year, message.day.month, message.day.day)
            made.append(Moment(message.head, message.start, told=told))
    return [
        replace(m, sets_story=False) if _is_header(m, today) and not chat else m
        for m in sorted(made, key=lambda m: m.start)
    ]


def _is_header(moment: Moment, today: date | None) -> bool:
    """The document's own date in its head is no time of the story."""
    told = moment.told
    return bool(
        told
        and today
        and moment.start < 900
        and (told.year, told.month, told.day) == (today.year, today.month, today.day)
        and not told.of_document
    )


def header_moment(moments: Sequence[Moment], before: int) -> int | None:
    """The day a ruling was given: the first full date in its head."""
    return next(
        (
            i
            for i, m in enumerate(moments)
            if m.start < min(before, 900) and m.told and m.told.day and m.told.year
        ),
        None,
    )


def named_events(moments: Sequence[Moment], candidates: Sequence[Candidate]) -> list[Moment]:
    made = []
    since = {c.moment for c in candidates if c.kind == "move"}
    for i, m in enumerate(moments):
        if m.bound == "since" and i in since:
            m = replace(m, bound="")  # «проживает в Казани с 2006 года»: moved there in 2006
        if m.anchor is Anchor.EVENT and m.event_at is not None:
            near = [c for c in candidates if c.at == m.event_at]
            if near:
                first = min(near, key=lambda c: c.at)
                m = replace(m, event_kinds=_kindred(first.kind), event_at=first.at)
        made.append(m)
    return made
