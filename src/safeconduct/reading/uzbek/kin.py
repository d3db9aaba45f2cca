"""Pronouns and relatives in Uzbek: «uni», «akam», «Nazarovning otasi».

A relative's word carries its owner in its ending: -m is the speaker's, -si belongs to the genitive before it.
May import: `marks`, this package.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.uzbek.cast import Cast
from safeconduct.reading.uzbek.lexicon import data
from safeconduct.reading.uzbek.words import Word

_ME = re.compile(r"(?:imiz|im|m)$")
_THEN = ("avval", "oldin", "keyin", "so'ng", "tashqari")
_SEVERAL = ("farzand", "bola", "qarindosh", "do'st")


def add(words: Sequence[Word], i: int, made: Cast) -> None:
    """Put the pronoun or the relative that `words[i]` is, if it is one, among the mentions."""
    word = words[i]
    if word.low in data()["pronouns"]:
        if word.low == "undan" and i + 1 < len(words) and words[i + 1].low in _THEN:
            return  # "undan avval": before that
        person, case = data()["pronouns"][word.low]
        plural = word.low.startswith(("biz", "ular"))
        made.add(
            Mention(
                word.start, word.end, Sort.PRONOUN, person=person, plural=plural, possessive=case == "ning",
                subject=case == "",
            ),
            case,
        )  # fmt: skip
        return
    found = relation_of(word.low)
    if found is None:
        return
    relation, sex, mine, plural, case = found
    owner = None
    if mine:
        owner = made.add(
            Mention(word.start, word.start + 1, Sort.PRONOUN, person=1, possessive=True), "ning"
        )
    else:
        owner = next(
            (
                k
                for k in range(len(made.mentions) - 1, -1, -1)
                if made.cases[k] == "ning"
                and i
                and words[max(0, i - 3)].start <= made.mentions[k].start < word.start
            ),
            None,
        )
    count: int | None = 1
    if relation == "parents" or plural:
        count = None
    elif i and words[i - 1].low in data()["numbers"]:
        count = data()["numbers"][words[i - 1].low]
    made.add(
        Mention(
            word.start, word.end, Sort.RELATIVE, relation=relation, sex=sex, owner=owner, count=count,
            plural=count != 1, subject=case == "",
        ),
        case,
    )  # fmt: skip


@cache
def relation_of(low: str) -> tuple[str, str | None, bool, bool, str] | None:
    """«akasi», «ukam», «otasini»: relation, sex, whether the speaker's own, whether several, case."""
    for stem, (relation, sex) in data()["kin"].items():
        match = re.fullmatch(
            rf"{re.escape(stem)}(?P<many>lar)?(?P<of>si|i|imiz|miz|im|m|ing|ng|lari)(?P<case>ning|ni|ga|dan|da)?",
            low,
        )
        if match:
            many = match["many"] is not None or (match["of"] == "lari" and stem in _SEVERAL)
            return relation, sex, bool(_ME.search(match["of"])), many, match["case"] or ""
    return None
