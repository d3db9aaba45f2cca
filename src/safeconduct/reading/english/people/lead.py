"""News tells whom it is about before it names him: "A Tajik imam was released on Thursday. ¶ Saidali Qurbonov, 51, …".

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.reading.english.people.mentions import Pointed
from safeconduct.reading.english.people.words import words
from safeconduct.reading.english.words import Analysed
from safeconduct.reading.marks import Candidate, Mention, Sort

_AGED = re.compile(r",\s+(?:aged\s+)?(?:1[5-9]|[2-9]\d)\s*(?:,|\.|\))|\s+\((?:1[5-9]|[2-9]\d)\)")
_FAR = 1200  # characters into the paper within which a lead stands
_NEXT = 2  # paragraphs behind it in which the name is told
_DOUBT = "the name is told only in a later paragraph"


def named_later(text: Analysed, pointed: Pointed) -> tuple[int, int] | None:
    """`(mention of the lead, mention of the name)`; None where no lead leaves its one person unnamed."""
    paragraphs = [
        (text.words[a].start, text.words[b - 1].end)
        for (a, b), role in zip(text.blocks, text.roles, strict=True)
        if b > a and role == "paragraph"
    ]
    mentions = pointed.mentions
    for n, (start, end) in enumerate(paragraphs):
        if start > _FAR:
            return None
        unnamed = next(
            (i for i, m in enumerate(mentions) if start <= m.start < end and _is_told_of(m)), None
        )
        if unnamed is None:
            continue
        if any(m.sort is Sort.NAME and start <= m.start < end for m in mentions):
            return None
        for first, last in paragraphs[n + 1 : n + 1 + _NEXT]:
            named = next(
                (
                    i
                    for i, m in enumerate(mentions)
                    if m.sort is Sort.NAME and first <= m.start < last
                ),
                None,
            )
            if named is None:
                continue
            aged = _AGED.match(text.text, mentions[named].end)
            same = {mentions[named].sex, mentions[unnamed].sex} != {"m", "f"}
            return (unnamed, named) if aged and same else None
        return None
    return None


def _is_told_of(m: Mention) -> bool:
    """ "A blogger", "a Tajik imam": one person, new, and no officer."""
    return (
        m.sort is Sort.ROLE
        and m.again
        and not m.plural
        and not m.artefact
        and m.relation.split()[-1] not in words()["offices"]
    )


def as_named(pointed: Pointed, found: tuple[int, int]) -> Pointed:
    """The mentions, the one of the lead by the name told later."""
    unnamed, named = found
    made = list(pointed.mentions)
    told, name = made[unnamed], made[named]
    made[unnamed] = replace(
        told,
        sort=Sort.NAME,
        name=name.name,
        relation="",
        again=False,
        role=(told.relation,),
        sex=name.sex or told.sex,
    )
    made[named] = replace(name, role=tuple(dict.fromkeys((*name.role, told.relation))))
    return Pointed(tuple(made), pointed.by_word)


def doubted(candidates: Sequence[Candidate], found: tuple[int, int]) -> list[Candidate]:
    """What befell the one of the lead is asked, not sure."""
    return [
        replace(c, doubts=(*c.doubts, _DOUBT)) if found[0] in c.victims else c for c in candidates
    ]
