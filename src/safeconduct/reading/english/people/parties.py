"""Who the parties are, where a paper says so by its layout: "Submitted by: …", "… (“the applicants”)", "The authors are …".

May import: this room.
"""

from __future__ import annotations

import re
from dataclasses import replace

from safeconduct.reading.english.people.mentions import Pointed
from safeconduct.reading.english.people.pointers import COMMITTEE
from safeconduct.reading.english.people.words import words
from safeconduct.reading.marks import Sort
from safeconduct.reading.people.apposition import tied
from safeconduct.reading.people.cast import NUMBERS, relations

_PARTY = rf"(?:(?:{'|'.join(NUMBERS)}) )?(?:{'|'.join(sorted(relations()['party']))}|author)"
_LINE = re.compile(
    rf"^[ \t]*(?:(?P<role>{_PARTY})s?(?:\(s\))?|(?:[a-z]+ )?submitted by|alleged victims?)[ \t]*:[^(\n]*$",
    re.IGNORECASE,
)
_HEREAFTER = r"\((?:here(?:in)?after,? |henceforth,? )?[“\"'‘]?the "
_CALLED = re.compile(rf"{_HEREAFTER}(?P<role>{_PARTY})s[”\"'’]?\)", re.IGNORECASE)
_STANDS_FOR = re.compile(
    rf"[^.;()\n]{{0,60}}?{_HEREAFTER}(?P<role>{_PARTY})[”\"'’]?\)", re.IGNORECASE
)
_ARE = re.compile(
    rf"\bthe (?P<role>{_PARTY})s (?:of the communication )?(?:are|were)\b", re.IGNORECASE
)
_NAMELY = re.compile(
    rf"\bthe (?P<role>{_PARTY})s, (?=(?:M(?:r|s|rs|iss)|Dr)\b|[A-Z])", re.IGNORECASE
)
_RELATIVE_OF = r",? (?:(?:the|a) )?(?P<kin>[a-z-]+) of (?:(?:the|a|an) )?(?:[a-z][\w-]* ){0,3}(?:(?:Mr|Mrs|Ms|Dr)\.? )?"
_VERSUS = re.compile(r"\s+v(?:\.|s\.?)?\s+(?:the\s+)?[A-Z]")
_FOR = re.compile(
    r"\b(?:I|we|We) (?:act|appear|write) (?:for|on behalf of)\s+(?:(?:my|our) client,?\s+)?(?:M(?:r|s|rs)\.?\s+)?$"
)
_OTHERS = re.compile(r"\brepresented by\b|\bversus\b|\bv\.|\bagainst\b|\bcounsel\b")


def relatives(text: str, pointed: Pointed) -> Pointed:
    """The mentions, those whose relative stands behind the name as tied to that one."""
    known = {w: row[1] for w, row in words()["relatives"].items() if not row[2]}
    made = list(pointed.mentions)
    for one, relation, other in tied(text, made, known, _RELATIVE_OF):
        if made[one].owner is None:
            made[one] = replace(
                made[one], owner=other, role=tuple(dict.fromkeys((*made[one].role, relation)))
            )
    return Pointed(tuple(made), pointed.by_word)


def client(pointed: Pointed, about: int) -> Pointed:
    """The mentions, the one a card is about as its client: "Client was released"."""
    made = list(pointed.mentions)
    made[about] = replace(
        made[about],
        role=tuple(dict.fromkeys((*made[about].role, "client", "applicant"))),
        called="client",
    )
    return Pointed(tuple(made), pointed.by_word)


def bound(text: str, pointed: Pointed, sentences: list[tuple[int, int]]) -> Pointed:
    """The mentions with the roles that lines and sentences of this kind give them."""
    beside = relations()["counsel"] | {"judge"}  # named with a party, and none
    usual = "complainant" if COMMITTEE.search(text) else "applicant"

    def role(m: re.Match[str]) -> str:
        told = (m["role"] or usual).casefold()
        return usual if told == "author" else told

    roles: dict[int, str] = {}
    defined: dict[int, str] = {}  # those whom a line or brackets give the word for good
    named = [
        (i, m)
        for i, m in enumerate(pointed.mentions)
        if m.sort is Sort.NAME and not set(m.role) & beside
    ]
    for n, (i, m) in enumerate(named):
        until = named[n + 1][1].start if n + 1 < len(named) else len(text)
        line = _LINE.match(text[text.rfind("\n", 0, m.start) + 1 : m.start])
        if _VERSUS.match(text, m.end) or _FOR.search(text, max(0, m.start - 50), m.start):
            roles[i] = defined[i] = (
                usual  # "Zhanar Iskakova v. Türkiye", "I act for Ms Zhanar Iskakova"
            )
            continue
        told = line or _STANDS_FOR.match(text, m.end, until)
        if told:
            roles[i] = defined[i] = role(told)
    for start, end in sentences:
        called = _CALLED.search(text, start, end)
        are = _ARE.search(text, start, end) or _NAMELY.search(text, start, end)
        if not (called or are):
            continue
        others = _OTHERS.search(text, start, end)
        end = others.start() if others else end
        for i, m in named:
            if called and start <= m.start < called.start():
                roles[i] = role(called)
            elif are and are.end() <= m.start < end:
                roles[i] = role(are)
    return Pointed(
        tuple(
            replace(m, role=tuple(dict.fromkeys((*m.role, roles[i]))), called=defined.get(i, ""))
            if i in roles
            else m
            for i, m in enumerate(pointed.mentions)
        ),
        pointed.by_word,
    )
