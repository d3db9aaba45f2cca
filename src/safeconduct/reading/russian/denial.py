"""Denials that stand outside the trigger's clause: «сведений о том, что задержан, не имеется», «в розыске не значится».

Read from the words of the sentence, since the tree seldom joins the parts rightly. May import: this package.
"""

from __future__ import annotations

import re

from safeconduct.reading.russian.words import Sentence, Word

# What proof is called, and what is said where it is wanting.
_PROOF = r"(?:сведени|данн(?:ых|ые|ым)|доказательств|информаци|подтверждени|документ|признак|основани|факт)\w*"
_WANTING = (
    r"(?:не\s+(?:было\s+|был[аи]?\s+)?(?:име[ею]тся|имелось|представл|получен|установлен|устанавлива|привед|содерж|поступ|обнаруж|найден|наш|выявл|"
    r"подтвер|доказан|усматрива|располага|соответству|добыт|зафиксир|наход)\w*|отсутству\w+|\bнет\b|опроверг\w+)"
)
_THAT = r",?\s*(?:о\s+том,\s*|того,\s*|тому,\s*|об\s+этом,\s*)?(?:что|будто|якобы)\b"
_PROOF_THAT = re.compile(rf"\b{_PROOF}[^.;,]{{0,60}}{_THAT}", re.IGNORECASE)
_WANTING_THAT = re.compile(
    rf"\b{_WANTING}[^.;,]{{0,60}}{_THAT}|\b{_WANTING}[^.;,]{{0,40}}\b{_PROOF}[^.;,]{{0,40}}(?:{_THAT}|\bо\b|\bоб\b)?",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"^[^.;]{{0,160}}?,\s*(?:\w+\s+){{0,4}}?{_WANTING}", re.IGNORECASE)
_PROOF_OF = re.compile(rf"\b{_PROOF}\s+(?:[^.;,\s]+\s+){{0,5}}$", re.IGNORECASE)
_AFTER_NOUN = re.compile(rf"^[^.;,]{{0,120}}?\b{_WANTING}", re.IGNORECASE)
_FALSE = re.compile(
    r"\b(?:неправда|неверно|ложь|не\s*правда)\b,?\s+(?:что|будто|якобы)\b", re.IGNORECASE
)
_UNKNOWN = re.compile(
    r"\b(?:не\s*известно|не\s*понятно|не\s*ясно|не\s+установлено)\s*,?\s+(?:\w+\s+){0,4}ли\b",
    re.IGNORECASE,
)
# Verbs that say no more than that their noun is the case.
_BARE = frozenset(
    (
        "значиться", "числиться", "состоять", "находиться", "быть", "являться", "иметься", "иметь", "подтвердиться",
        "подтвердить", "подтверждаться", "установить", "применять", "применяться", "производить", "производиться",
        "проводить", "проводиться", "оказываться", "оказывать", "совершать", "подвергать", "подвергаться", "получать",
        "получить", "последовать", "поступать", "поступить", "объявлять", "выносить", "выноситься", "принимать",
    )
)  # fmt: skip


def denied(text: str, sentence: Sentence, word: Word) -> bool:
    """Does the sentence around the trigger say that there is no proof or record of what it tells?"""
    before, after = text[sentence.start : word.start], text[word.end : sentence.end]
    if any(_open(before[m.end() :]) for m in _WANTING_THAT.finditer(before)):
        return True
    if any(_open(before[m.end() :]) for m in _FALSE.finditer(before)):
        return True
    if any(_open(before[m.end() :]) for m in _PROOF_THAT.finditer(before)) and _AFTER.search(after):
        return True
    if word.pos in ("NOUN", "PROPN"):
        if _PROOF_OF.search(before) and _AFTER_NOUN.search(after):
            return True
        head = sentence.words[word.head] if word.head >= 0 else None
        if head is not None and head.pos == "VERB" and head.lemma in _BARE:
            return any(
                sentence.words[k].form == "не" for k in sentence.children[head.index]
            ) or any(
                sentence.words[g].form == "не"
                for k in sentence.children[head.index]
                if sentence.words[k].pos == "AUX"
                for g in sentence.children[k]
            )
    return False


def unknown(text: str, sentence: Sentence, word: Word) -> bool:
    """Does the sentence leave open whether it happened («неизвестно, был ли он задержан»)?"""
    before = text[sentence.start : word.end + 12]
    return any(_open(before[m.end() :]) for m in _UNKNOWN.finditer(before))


def _open(between: str) -> bool:
    """Does the clause that «что» opens still run? A new main clause closes it."""
    return not re.search(r"[;:]|,\s*(?:но|однако|а|хотя|поэтому)\s", between)
