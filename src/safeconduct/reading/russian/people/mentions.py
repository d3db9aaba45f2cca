"""All Russian words that point to people: names, pronouns, relatives, roles, families.

Mentions come out in text order; `at` finds the mention that a word of a sentence belongs to. May import: this
package, `marks`, the core's `people`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.marks import Mention, Sort
from safeconduct.reading.russian.names.finding import Found
from safeconduct.reading.russian.names.mentions import (
    bearer_before,
    is_role_of,
    name_mention,
    role_lemma,
)
from safeconduct.reading.russian.people.callings import named_behind, put_role
from safeconduct.reading.russian.people.kin import DONE_BY, KIN
from safeconduct.reading.russian.people.making import Mentions, clause_number, is_subject
from safeconduct.reading.russian.people.relatives import (
    MINE,
    OURS,
    carry,
    kin_mention,
)
from safeconduct.reading.russian.words import Sentence, Word

_THIRD = {
    "он": ("m", False), "его": ("m", False), "него": ("m", False), "ему": ("m", False), "нему": ("m", False),
    "им": (None, False), "ним": (None, False), "нем": ("m", False),
    "она": ("f", False), "ее": ("f", False), "нее": ("f", False), "ей": ("f", False), "ней": ("f", False),
    "ею": ("f", False), "нею": ("f", False),
    "они": (None, True), "их": (None, True), "них": (None, True), "ими": (None, True), "ними": (None, True),
}  # fmt: skip
_FIRST = {
    "я": False, "меня": False, "мне": False, "мной": False, "мною": False, "мы": True, "нас": True, "нам": True,
    "нами": True,
}  # fmt: skip
_BOTH = frozenset(("оба", "обе", "обоих", "обеих", "обоим", "обеим", "обоими", "обеими"))
_WHO = re.compile(r"котор\w+$")


def find(
    sentences: Sequence[Sentence], names: Sequence[Found], artefacts: frozenset[int]
) -> Mentions:
    """Every mention. `artefacts` are numbers of blocks that tell nothing (captions, headers)."""
    made = Mentions(communication=_is_communication(sentences))
    by_sentence: dict[int, list[Found]] = {}
    for name in names:
        by_sentence.setdefault(name.sentence, []).append(name)
    for number_, sentence in enumerate(sentences):
        _sentence(
            sentence, number_, by_sentence.get(number_, []), made, sentence.block in artefacts
        )
    return made


def _sentence(
    sentence: Sentence, number_: int, names: Sequence[Found], made: Mentions, artefact: bool
) -> None:
    words = sentence.words
    starts = {n.first: n for n in names}
    inside = {i for n in names for i in range(n.first, n.last)}
    i = 0
    while i < len(words):
        word = words[i]
        clause = clause_number(sentence, number_, i)
        if i in starts:
            name_mention(sentence, number_, starts[i], made, artefact, clause, starts)
            carry(sentence, number_, i, made)
            i = starts[i].last
            continue
        if i in inside:
            i += 1
            continue
        if word.form in _THIRD and word.pos in ("PRON", "DET"):
            sex, plural = _THIRD[word.form]
            if word.form in ("им", "ним"):
                plural = _is_dative(sentence, i)
                sex = None if plural else "m"
            possessive = word.pos == "DET" or (
                word.form in ("его", "ее", "их")
                and (
                    word.rel in ("det", "nmod", "amod")
                    or (i + 1 < len(words) and words[i + 1].lemma in KIN)
                )
            )
            made.put(
                Mention(
                    word.start, word.end, Sort.PRONOUN, sex=sex, plural=plural, subject=is_subject(sentence, i),
                    possessive=possessive, clause=clause, artefact=artefact,
                ),
                number_, [i],
            )  # fmt: skip
        elif word.form in _BOTH and word.rel not in ("nummod", "det", "amod"):
            made.put(  # «Обоих выслали»
                Mention(
                    word.start, word.end, Sort.PRONOUN, plural=True, subject=is_subject(sentence, i),
                    clause=clause, artefact=artefact,
                ),
                number_, [i],
            )  # fmt: skip
        elif word.form in ("тот", "та") and word.rel.startswith("nsubj"):
            sex = "m" if word.form == "тот" else "f"
            made.put(
                Mention(word.start, word.end, Sort.PRONOUN, sex=sex, clause=clause, artefact=artefact),
                number_, [i],
            )  # fmt: skip
        elif word.form in _FIRST or MINE.fullmatch(word.form) or OURS.fullmatch(word.form):
            if word.form == "мое" or word.pos == "NUM":
                i += 1
                continue
            plural = _FIRST.get(word.form, bool(OURS.fullmatch(word.form)))
            made.put(
                Mention(
                    word.start, word.end, Sort.PRONOUN, person=1, plural=plural, subject=is_subject(sentence, i),
                    possessive=word.form not in _FIRST, clause=clause, artefact=artefact,
                ),
                number_, [i],
            )  # fmt: skip
        elif (word.lemma == "который" and word.pos == "PRON") or _WHO.fullmatch(word.form):
            _relative_pronoun(sentence, number_, i, made)
        elif word.pos in ("NOUN", "PROPN", "ADJ") and word.lemma in KIN:
            kin_mention(sentence, number_, i, made, starts, artefact, clause)
        elif (
            word.pos in ("NOUN", "PROPN", "ADJ", "VERB")
            and role_lemma(word)
            and not any(
                i < first and bearer_before(words, first) == i and is_role_of(sentence, i, name)
                for first, name in starts.items()
            )
        ):
            put_role(sentence, number_, i, made, artefact, clause, named_behind(words, i, starts))
        i += 1


def _is_dative(sentence: Sentence, i: int) -> bool:
    """«Им отказано», «к ним» are several; «подано им», «с ним» is one."""
    word = sentence.words[i]
    if word.form == "ним":
        return any(
            k >= 0 and sentence.words[k].form in ("к", "ко", "по", "благодаря")
            for k in (i - 1, *sentence.children[i])
        )
    verb = sentence.words[word.head]
    if word.head >= 0 and verb.is_(Voice="Pass") and verb.lemma in DONE_BY:
        return False
    return word.is_(Case="Dat") or word.is_(Number="Plur")


def _relative_pronoun(sentence: Sentence, number_: int, i: int, made: Mentions) -> None:
    """«который» stands for the noun its clause hangs on."""
    at = sentence.words[i].head
    for _ in range(6):
        if at < 0:
            break
        word = sentence.words[at]
        if word.rel == "acl:relcl" and word.head >= 0:
            target = made.at(number_, word.head)
            if target is None or _is_of_other_sex(sentence.words[i], made.made[target]):
                # the name in apposition, or the one just before («мать Назирова, которого похитили»)
                near = [made.at(number_, k) for k in range(i - 1, max(-1, i - 8), -1)]
                fits = (
                    n for n in near
                    if n is not None and not _is_of_other_sex(sentence.words[i], made.made[n])
                )  # fmt: skip
                target = next(fits, target)
            if target is not None:
                made.words[(number_, i)] = target
            return
        at = word.head
    before = i - 2 if i and sentence.words[i - 1].pos == "ADP" else i - 1
    if before > 0 and sentence.words[before].text == ",":
        # «Назирову, который был осуждён, отказали», where the parser makes two sentences of it
        target = made.at(number_, before - 1)
        if target is not None and not _is_of_other_sex(sentence.words[i], made.made[target]):
            made.words[(number_, i)] = target


def _is_of_other_sex(pronoun: Word, mention: Mention) -> bool:
    """«Которого» is no woman, «которую» no man."""
    his = pronoun.form in ("который", "которого", "которому", "котором")
    hers = pronoun.form in ("которая", "которую", "которой")
    return (his and mention.sex == "f") or (hers and mention.sex == "m")


def _is_communication(sentences: Sequence[Sentence]) -> bool:
    """Does the text say that its «автор» is a party: «автор сообщения», «(далее — «автор»)»?"""
    for sentence in sentences:
        for w in sentence.words:
            if w.lemma == "автор":
                after = sentence.words[w.index + 1 : w.index + 2]
                before = sentence.words[max(0, w.index - 4) : w.index]
                if any(x.lemma == "сообщение" for x in after) or any(
                    x.form == "далее" for x in before
                ):
                    return True
    return False
