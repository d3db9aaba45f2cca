"""Which words about time belong to which Russian trigger.

A moment hangs on a word of the tree; it is the trigger's own where that word stands in its clause, or before it with
no other verb between. May import: this package, `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.marks import Anchor, Moment
from safeconduct.reading.russian import syntax
from safeconduct.reading.russian.announcing import holds, of_saying
from safeconduct.reading.russian.dates.patterns import CASE_OF
from safeconduct.reading.russian.elsewhere import (
    WORDS,
    accusing,
    born,
    in_relative,
    is_lent,
    is_of_birth,
    obtained,
    of_accusation,
    of_act,
    of_cause,
    of_next,
    of_paper,
    of_participle,
    outside_relative,
    set_off,
)
from safeconduct.reading.russian.words import Sentence, Word

# what is ordered or granted until a day, and not on it
_TERMS = frozenset((
    "arrest", "detention", "detention_extension", "asylum_grant", "permit_grant", "undesirability_order", "interim_measure",
    "travel_document", "surveillance",
))  # fmt: skip


def when(
    text: str,
    moments: Sequence[Moment],
    sentence: Sentence,
    word: Word,
    inside: Sequence[int],
    kind: str,
) -> tuple[int | None, int | None]:
    """The moment of the trigger's own clause, and a length in it."""
    here = [(i, m) for i, m in enumerate(moments) if sentence.start <= m.start < sentence.end]
    if not here:
        return None, None
    owner: dict[int, int] = {}
    for i, m in here:
        at = sentence.at(m.start)
        if at is None:
            at = min((w.index for w in sentence.words if w.start >= m.start), default=None)
        if at is None:
            continue
        # a moment's words hang on its noun: climb until outside the moment
        top, steps = at, 0
        while steps < 12:
            head = sentence.words[top].head
            if head < 0 or not (m.start <= sentence.words[top].start < m.end):
                break
            top, steps = head, steps + 1
        owner[i] = top
    length = None
    best: tuple[float, int] | None = None
    mine = set(inside)
    if word.pos in ("NOUN", "PROPN"):
        # «отказ вынесен 24 мая»: the verb's time is the noun's
        for above in syntax.chain(sentence, word.index):
            if above.pos == "VERB":
                if above.lemma in WORDS["light"]:
                    mine |= set(syntax.local(sentence, above.index))
                break
    chain_up = [w.index for w in syntax.chain(sentence, word.index)]
    blamed = blamed_words(sentence, word)
    for i, m in here:
        above_moment = owner.get(i)
        if above_moment is None or m.start <= word.start < m.end:
            continue
        if kind != "birth" and is_of_birth(text, m):
            continue  # «Каримов, 01.02.1990 г.р., задержан»
        if of_paper(text, sentence, m) and word.pos not in ("NOUN", "PROPN"):
            continue  # «постановление от 12 апреля признано незаконным»: the paper's own day
        if m.start < word.start and CASE_OF.search(text[sentence.start : m.start]):
            continue  # «по делу о нападении 4 марта допросили»: the attack's day
        if any(of_act(text, w, m) for w in accusing(sentence, word, kind, m)):
            continue  # «обвиняют в убийстве … в 2012 году и требуют выдачи»
        if blamed and above_moment not in blamed:
            continue  # «признал ответственной за похищение»: the verdict's day is not the abduction's
        if of_accusation(text, sentence, word, m) or born(sentence, word, above_moment):
            continue  # «требуют выдачи по обвинениям в беспорядках 1999 года»; «родился в 1987 г., ребёнком приехал»
        if of_saying(text, sentence, word, m) and not holds(sentence, word):
            continue  # «задержан …, сообщила в понедельник пресс-служба»
        if of_participle(sentence, word, m) or outside_relative(sentence, word, m):
            continue  # «задержанный в феврале Каримов бежал»
        if of_cause(text, sentence, word, m) or _past_a_stop(text, m.end, word.start):
            continue  # «за участие в митинге 5 мая задержали»; «… 17 сентября. в Польшу он прибыл»
        if m.event_at == word.start:
            continue  # «через день после ареста» does not date the arrest
        behind = m.event_at is not None and not m.event_kinds and word.start >= m.event_at
        if behind and "," not in text[m.event_at : word.start]:
            continue  # «через два дня после того, как суд отклонил …» does not date the ruling
        if not m.sets_story and re.search(
            r"(?:соверш|якобы|будто|деяни)[^.;]*$", text[max(0, m.start - 70) : m.start]
        ):
            continue  # the day of the act one is accused of
        top = above_moment
        if obtained(text, sentence, m) and word.lemma != "получить":
            continue  # the day a paper was received is not the paper's
        if in_relative(sentence, top, word.index) or set_off(sentence, word, m):
            continue  # «которому в январе отказали, не выходит на связь»
        here_at = sentence.at(m.start)
        beside = here_at is not None and (
            here_at > 0 and here_at - 1 in mine and sentence.words[here_at - 1].pos != "PUNCT"
        )
        inner = top in mine or beside
        follows = word.rel == "conj" and word.head == top
        if m.bound == "since" and not inner and follows and _and(sentence, word):
            continue  # «с 1999 года подвергался преследованиям и дважды был осуждён»
        if not inner and word.rel in ("acl", "amod") and word.is_(VerbForm="Part") and not m.length:
            continue  # «приказ о поощрении полицейских, задержавших его, опубликован 5 мая»
        if m.length:
            if inner and (
                length is None
                or abs(m.start - word.start) < abs(moments[length].start - word.start)
            ):
                length = i
            continue
        if (
            m.told is not None
            and m.told.year is None
            and m.told.hour is not None
            and m.told.day is None
            and m.told.month is None
        ):
            continue  # an hour alone
        if m.bound in ("until", "by") and kind in _TERMS:
            continue  # «арестовал до 7 апреля»: the term's end, not its day
        if m.bound in ("until", "by") and any(
            not x.length and x.bound == "" and x is not m for _, x in here
        ):
            continue  # «арестован до 15 марта»: a term, not a day
        between = [
            w for w in sentence.words
            if min(m.start, word.start) < w.start < max(m.start, word.start) and w.pos == "VERB"
            and not w.is_(VerbForm="Inf") and w.index != word.index
        ]  # fmt: skip
        score: float
        if top == word.index:
            score = 0
        elif inner:
            score = 1 + 0.01 * abs(m.start - word.start)
        elif (
            top in chain_up
            and m.start < word.start
            and (not _own_clause(word) or (word.rel == "ccomp" and word.is_(Tense="Pres")))
        ):
            score = 3 + len(between)
        elif m.start < word.start and not between and not _closed(text, m.end, word.start):
            score = 4
        else:
            continue
        if m.bound == "since":
            score += 0.5
        if (
            m.told is not None
            and m.told.month is None
            and any(x.told is not None and x.told.day is not None for _, x in here)
        ):
            score += 0.6  # «в 2013 году» is the act's, «3 марта 2017 года» the case's
        if m.anchor is not Anchor.NONE and any(
            x.told is not None and x.told.day is not None for _, x in here
        ):
            score += 0.6  # «через год, 2 июля 2018-го»
        if of_next(sentence, word, m):
            continue
        if best is None or score < best[0]:
            best = (score, i)
    return (best[1] if best else None), length


def doubts(
    text: str, sentence: Sentence, word: Word, moments: Sequence[Moment], moment: int | None
) -> tuple[str, ...]:
    """What keeps the day found for a trigger from being sure."""
    if moment is None or not is_lent(text, sentence, word, moments[moment]):
        return ()
    return ("the day may be that of what stands beside it",)


def blamed_words(sentence: Sentence, word: Word) -> frozenset[int]:
    """The words of a noun behind «за» («ответственной за похищение в мае»), or of what somebody learnt («узнал, что завели
    дело»): the day of the sentence is not theirs. Empty for any other trigger.
    """
    first = word
    while first.rel == "conj" and sentence.words[first.head].pos == "VERB":
        first = sentence.words[first.head]  # «узнал, что обвинили и объявили в розыск»
    learnt = first.rel in ("ccomp", "csubj") and _is_learning(sentence, first.head)
    if learnt and not word.is_(
        Tense="Pres"
    ):  # «узнала, что он содержится в изоляторе» holds on that day
        return frozenset((word.index, *sentence.below(word.index)))
    if word.pos != "NOUN" or not any(
        sentence.words[k].rel == "case" and sentence.words[k].form == "за"
        for k in sentence.children[word.index]
    ):
        return frozenset()
    return frozenset((word.index, *sentence.below(word.index)))


def _is_learning(sentence: Sentence, verb: int) -> bool:
    """«Узнал, что …», «стало известно, что …»."""
    told = (verb, *sentence.children[verb])
    return any(sentence.words[k].lemma in WORDS["learns"] for k in told)


def often(sentence: Sentence, word: Word) -> bool:
    """«С 2003 года неоднократно приезжал»: on no one day."""
    return any(sentence.words[k].lemma in WORDS["often"] for k in sentence.children[word.index])


def _and(sentence: Sentence, word: Word) -> bool:
    return any(sentence.words[k].form == "и" for k in sentence.children[word.index])


def _own_clause(word: Word) -> bool:
    """Relative and reported clauses have their own time."""
    return word.rel in ("acl:relcl", "ccomp", "advcl") and not word.is_(VerbForm="Inf")


def _past_a_stop(text: str, start: int, end: int) -> bool:
    """Does a sentence end between the two, though the next begins with a small letter?"""
    return bool(re.match(r"\.\s", text[start:end])) and text[start - 3 : start].isalpha()


def _closed(text: str, start: int, end: int) -> bool:
    return bool(re.search(r"[;:()]|,\s*(?:котор|что\b|чтобы|если|хотя)", text[start:end].lower()))
