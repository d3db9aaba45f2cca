"""Who the parties are, where a Russian paper says so by its layout: «Заявитель: …», «… (далее – заявитель)».

May import: this package, `marks`, the core's `people`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from safeconduct.reading.marks import Sort
from safeconduct.reading.people.cast import relations
from safeconduct.reading.russian.people.kin import ROLES
from safeconduct.reading.russian.people.making import Mentions
from safeconduct.reading.russian.words import lemma, plain

_LINE = re.compile(r"^[ \t]*(?P<role>[А-ЯЁа-яё]+)(?:\(-?[а-яё]+\))?[ \t]*:[^(\n]{0,20}$")
# «ДЕЛО «НАБИЕВ ПРОТИВ РОССИИ»»
_CASE = re.compile(r"\bДЕЛО\s+[«\"“]?[ \t]*$", re.IGNORECASE)
_AGAINST = re.compile(r"\s+ПРОТИВ\s+[А-ЯЁ]", re.IGNORECASE)
_CALLED = re.compile(
    r"[^.;()«»\n]{0,60}?\((?:(?:далее|в\s+дальнейшем)(?:\s+по\s+тексту)?(?:\s+также)?[\s,:–—-]*)?"
    r"[«“\"„]?(?P<role>[А-ЯЁа-яё]+)[»”\"“]?\)",
    re.IGNORECASE,
)


def bind(text: str, made: Mentions) -> None:
    """Give names the role that a line or brackets beside them define, in place."""
    named = [(k, m) for k, m in enumerate(made.made) if m.sort is Sort.NAME]
    for n, (k, m) in enumerate(named):
        until = named[n + 1][1].start if n + 1 < len(named) else len(text)
        told = _LINE.match(text[text.rfind("\n", 0, m.start) + 1 : m.start]) or _CALLED.match(
            text, m.end, until
        )
        role = _party(told["role"]) if told else ""
        if not role and _CASE.search(text[: m.start]) and _AGAINST.match(text, m.end):
            role = "applicant"
        if role:
            made.made[k] = replace(m, role=tuple(dict.fromkeys((*m.role, role))), called=role)


def _party(word: str) -> str:
    """The party that a word names, whatever its case; "" for none."""
    relation, _ = ROLES.get(lemma(plain(word), "NOUN"), ("", None))
    return relation if relation in relations()["party"] - {"accused", "client"} else ""
