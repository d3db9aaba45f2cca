"""Days in a Russian sentence that are of something else than the word they stand near: a paper's, an accused act's, the
next verb's, a relative clause's.

May import: this package, `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from safeconduct.reading.marks import Moment
from safeconduct.reading.russian import phrases
from safeconduct.reading.russian.announcing import of_saying
from safeconduct.reading.russian.dates.patterns import BIRTH_AFTER, BIRTH_BEFORE
from safeconduct.reading.russian.dates.vocabulary import DATA
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.words import Sentence, Word

WORDS: Mapping[str, frozenset[str]] = {
    name: frozenset(DATA[name]) for name in ("light", "turns_out", "learns", "often")
}
_TAIL = 120  # characters of an accusation's own words
_OBTAINED = re.compile(r",\s*(?:получен|вручен|врученн|полученн)\w+\s[^,.;]{0,40}$", re.IGNORECASE)


def obtained(text: str, sentence: Sentence, moment: Moment) -> bool:
    """Is it the day on which a paper told before it was received («…, врученное 5 мая»)?"""
    return bool(_OBTAINED.search(text[max(sentence.start, moment.start - 60) : moment.start]))


def of_paper(text: str, sentence: Sentence, moment: Moment) -> bool:
    """Is it the day of a paper that something is done to? «Постановлением от …» (instrumental) is the act itself."""
    if not re.match(r"(?:от|датирован\w*)\s", text[moment.start : moment.end], re.IGNORECASE):
        lead = text[max(sentence.start, moment.start - 14) : moment.start]
        if not re.search(r"\b(?:от|датирован\w*)\s+$", lead, re.IGNORECASE):
            return False
    papers = [
        w for w in sentence.words if w.start < moment.start and w.lemma in lexicon().words["papers"]
    ]
    return bool(papers) and not (
        papers[-1].is_(Case="Ins") or papers[-1].form.endswith(("ом", "ем"))
    )


_OF_ACT = re.compile(
    r"\b(?:в|за)\s+(?:том,?\s+что\b|(?!отношени|январ|феврал|март|апрел|мае|мая|июн|июл|август|сентябр|октябр|ноябр|декабр|узбек|таджик|росси)"
    r"[а-яё]{4,}(?:ии|ве|нии|ке|сти|еже|оре|тах|ях|ю|е)\b)",
    re.IGNORECASE,
)


def of_act(text: str, word: Word, moment: Moment) -> bool:
    """Is it the day of the act one is accused of («обвиняют в убийстве в 2012 году», «вменяют митинг 13 мая»)?"""
    if moment.start < word.end:
        return False
    between = text[word.end : moment.start]
    return word.lemma in ("вменить", "вменять", "инкриминировать") or bool(_OF_ACT.search(between))


def accusing(sentence: Sentence, word: Word, kind: str, moment: Moment) -> list[Word]:
    """The words that accuse, whose deed a day may be of: the trigger, where it is a charge, and a verb right before the day
    («обвинили в мятеже в мае 2005 года и потребовали выдачи»).
    """
    before = [w for w in sentence.words if w.start < moment.start and w.pos == "VERB"]
    last = before[-1:] if before and before[-1].lemma in _ACCUSE and before[-1] is not word else []
    return last + ([word] if kind == "criminal_charge" else [])


_ACCUSE = frozenset(
    ("обвинить", "обвинять", "обвиняться", "подозревать", "подозреваться", "вменить")
)
_ACCUSATION = re.compile(r"\b(?:обвинени|подозрени|причастност)\w*[^.;]*$", re.IGNORECASE)


def of_accusation(text: str, sentence: Sentence, word: Word, moment: Moment) -> bool:
    """Is it the year of what somebody is accused of, told behind the accusation by a noun («по обвинению в … в 1999 году»)?"""
    if moment.told is None or moment.told.day is not None:
        return False
    found = _ACCUSATION.search(text, max(sentence.start, word.end), moment.start)
    return found is not None and moment.start - found.start() < _TAIL


def born(sentence: Sentence, word: Word, top: int) -> bool:
    """Does the year hang on a birth, and the trigger tell something else («родился в 1987 г., ребёнком приехал»)?"""
    at = sentence.words[top]
    return at.lemma == "родиться" and at.index != word.index and word.lemma != "родиться"


def is_of_birth(text: str, moment: Moment) -> bool:
    """«01.02.1990 г.р.», «(дата рождения: 1 февраля 1990 г.)»."""
    return bool(
        BIRTH_AFTER.match(text[moment.end : moment.end + 25])
        or BIRTH_BEFORE.search(text[max(0, moment.start - 25) : moment.start])
    )


def of_cause(text: str, sentence: Sentence, word: Word, moment: Moment) -> bool:
    """Is it the day of what somebody is pursued for («за участие в митинге 5 мая», «за то, что в 2013 году перевёл …»)?"""
    if word.end < moment.start and _FOR_WHAT.search(text[word.end : moment.start]):
        return True
    return any(phrases.is_cause(sentence, p) for p in _holders(sentence, word, moment))


_FOR_WHAT = re.compile(r"\b(?:за\s+то|в\s+том),?\s+что\b", re.IGNORECASE)


def of_participle(sentence: Sentence, word: Word, moment: Moment) -> bool:
    """Is it the day of a participle before a noun («задержанный в феврале 2018 года X бежал»)?"""
    first = sentence.at(moment.start)
    return first is not None and phrases.of_participle(sentence, first, moment.end, word.index)


def is_lent(text: str, sentence: Sentence, word: Word, moment: Moment) -> bool:
    """May the day be that of something told beside the trigger rather than its own: of a noun under «после» («после
    акций в августе 2020 года арестовали»), of the verb joined behind it («увезли и отпустили 5 мая»), of the saying?
    """
    lends = phrases.CIRCUMSTANCES["lends"]
    under = any(p.form in lends for p in _holders(sentence, word, moment))
    return under or _nearer(sentence, word, moment) or of_saying(text, sentence, word, moment)


def _holders(sentence: Sentence, word: Word, moment: Moment) -> list[Word]:
    first = sentence.at(moment.start)
    return [] if first is None else list(phrases.holders(sentence, first, word.index))


def _nearer(sentence: Sentence, word: Word, moment: Moment) -> bool:
    """Does a verb joined to the trigger, or a participle, stand between it and the day?"""
    return any(
        word.start < w.start < moment.start
        and ((w.pos == "VERB" and not w.is_(VerbForm="Inf")) or phrases.is_participle(w))
        for w in sentence.words
    )


def of_next(sentence: Sentence, word: Word, moment: Moment) -> bool:
    """Does the day stand between «и» and the next verb («отвезли в изолятор и 1 марта депортировали»)?"""
    if moment.start < word.end or word.pos != "VERB":
        return False
    joined = any(
        w.form in ("и", "а", "затем", "потом")
        for w in sentence.words
        if word.end <= w.start < moment.start
    )
    return joined and any(
        w.pos == "VERB" and w.rel == "conj" and w.start >= moment.end for w in sentence.words
    )


def in_relative(sentence: Sentence, top: int, trigger: int) -> bool:
    """Does the moment hang on a verb of a relative clause that the trigger is no part of?"""
    at, steps = top, 0
    while at >= 0 and steps < 8:
        if at == trigger:
            return False
        word = sentence.words[at]
        # «…, задержанный в марте, …», «освобождённый в марте Каримов»
        aside = (at > 0 and sentence.words[at - 1].text == ",") or word.head > at
        if word.pos == "VERB" and (
            word.rel == "acl:relcl"
            or (word.rel in ("acl", "amod") and aside and word.is_(VerbForm="Part"))
        ):
            return trigger not in set(sentence.below(at))
        at, steps = word.head, steps + 1
    return False


def set_off(sentence: Sentence, word: Word, moment: Moment) -> bool:
    """Does the day stand between commas with a participle or «который» of its own, before the trigger? Told by the
    words, for where the parser loses the clause («запрос, поступивший 3 августа, отклонён 7 декабря»).
    """
    if moment.start > word.start:
        return False
    commas = [w.index for w in sentence.words if w.text == "," and w.start < moment.start]
    closed = any(w.text == "," for w in sentence.words if moment.end <= w.start < word.start)
    if not commas or not closed:
        return False
    opening = sentence.words[commas[-1] + 1 : commas[-1] + 4]
    which = any(w.form.startswith("котор") for w in opening)
    return which or bool(opening and phrases.is_participle(opening[0]))


def outside_relative(sentence: Sentence, word: Word, moment: Moment) -> bool:
    """Does a clause with «который» open between the day and the trigger («24 ноября Назирову, который в 2012 году был
    осуждён, исполнилось 47 лет»)? Told by the words, for where the parser makes it the main clause.
    """
    for k in range(word.index - 1, -1, -1):
        at = sentence.words[k]
        if at.form.startswith("котор"):
            return moment.start < at.start
        if at.pos == "VERB" and not at.is_(VerbForm="Inf") and at.rel != "amod":
            return False
    return False


def _between_commas(sentence: Sentence, moment: Moment) -> bool:
    """«…, который до 2015 года жил в Турции, …», told by the words, for where the parser loses the clause."""
    commas = [w.index for w in sentence.words if w.text == "," and w.start < moment.start]
    closed = any(w.text == "," for w in sentence.words if w.start >= moment.end)
    opening = sentence.words[commas[-1] + 1 : commas[-1] + 4] if commas and closed else ()
    return any(w.form.startswith("котор") for w in opening)


def asides(moments: Sequence[Moment], sentences: Sequence[Sentence]) -> list[Moment]:
    """The moments with those of relative clauses told in passing («который допрашивал его в 2017 году»): they set no
    year for what follows.
    """
    made = list(moments)
    for sentence in sentences:
        turned = next((w.start for w in sentence.words if w.form in WORDS["turns_out"]), None)
        if turned is None and not any(
            w.form.startswith("котор") or w.form == "еще" for w in sentence.words
        ):
            continue
        for i, m in enumerate(made):
            if not (sentence.start <= m.start < sentence.end and m.sets_story):
                continue
            at = sentence.at(m.start)
            if turned is not None and m.start > turned:
                made[i] = replace(
                    m, sets_story=False
                )  # «оказалось, что 22 мая её объявили в розыск»
                continue
            if at and sentence.words[at - 1].form == "еще":
                made[i] = replace(m, sets_story=False)  # «срок истёк ещё в сентябре»
                continue
            if at is not None and (in_relative(sentence, at, -1) or _between_commas(sentence, m)):
                made[i] = replace(m, sets_story=False)
    return made
