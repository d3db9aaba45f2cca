"""Walks in a Russian sentence's tree: a word's own clause, the words above it, negation and tense.

May import: this package, `marks`.
"""

from __future__ import annotations

from collections.abc import Iterator

from safeconduct.reading.marks import Tense
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.words import Sentence, Word

_FULL = frozenset(("ccomp", "advcl", "acl:relcl", "parataxis", "csubj", "conj", "acl"))


def local(sentence: Sentence, index: int) -> list[int]:
    """The words of a trigger's own clause: its subtree without other clauses hung on it."""
    words = sentence.words
    todo, seen = [index], set()
    while todo:
        i = todo.pop()
        if i in seen:
            continue
        seen.add(i)
        for k in sentence.children[i]:
            kid = words[k]
            clausal = kid.rel in _FULL and (
                kid.pos in ("VERB", "AUX")
                or any(words[g].rel.startswith("nsubj") for g in sentence.children[k])
            )
            if kid.rel == "conj" and i != index and kid.pos not in ("VERB", "AUX"):
                clausal = False
            if kid.rel == "acl" and kid.pos == "VERB" and words[k - 1].text != ",":
                clausal = False if i != index else clausal
            if not clausal:
                todo.append(k)
    return sorted(seen)


def chain(sentence: Sentence, index: int) -> Iterator[Word]:
    """The words above a word, nearest first, up to the root."""
    at, steps = sentence.words[index].head, 0
    while at >= 0 and steps < 14:
        yield sentence.words[at]
        at, steps = sentence.words[at].head, steps + 1


def negated(sentence: Sentence, index: int) -> bool:
    """«не задержан», «никто не», «без», «нет»."""
    words = sentence.words
    before = [w.form for w in words[max(0, index - 3) : index]]
    if words[index].is_(Aspect="Perf", VerbForm="Fin") and before == [",", "пока", "не"]:
        return False  # «пытали, пока не заставили сознаться»: until they did; «пока не вынесли»: not yet
    for k in sentence.children[index]:
        kid = words[k]
        if kid.form in ("не", "ни") and kid.index < index and index - kid.index <= 4:
            if words[kid.index + 1].form == "только":
                continue  # «не только задержали, но и избили»
            return True
        if kid.form in ("никто", "ничто", "никогда") or (kid.form == "без" and kid.rel == "case"):
            return True
        if kid.pos == "AUX" and any(words[g].form == "не" for g in sentence.children[k]):
            return True
    if nearly(sentence, index):
        return True
    after = [w.form for w in words[index + 1 : index + 3]]
    if after[:1] == ["не"] and after[1:] and after[1] in ("был", "была", "было", "были"):
        return True  # «и продлено не было»
    return bool(index and words[index - 1].form == "не" and words[index].form != "только")


def befalls(sentence: Sentence, index: int) -> bool:
    """Does the infinitive stand under a verb without a subject («ему пришлось бежать»)?"""
    word = sentence.words[index]
    return (
        word.rel in ("xcomp", "csubj")
        and word.head >= 0
        and sentence.words[word.head].lemma in lexicon().words["befalls"]
    )


def predicative(sentence: Sentence, index: int) -> bool:
    """Does a noun say what or where somebody is: «был водителем», «он в СИЗО», «Каримов в Туле, под стражей»?"""
    words, at = sentence.words, index
    if any(
        words[k].pos == "AUX" or words[k].rel.startswith("nsubj") for k in sentence.children[at]
    ):
        return True
    if any(w.pos in ("VERB", "AUX") and w.feats.get("VerbForm") != "Part" for w in words):
        return False
    for above in chain(sentence, index):
        if words[at].rel not in ("nmod", "obl", "conj", "appos"):
            break
        at = above.index
    return at < index and words[at].is_(Case="Nom") and words[at].pos in ("PROPN", "NOUN", "PRON")


def nearly(sentence: Sentence, index: int) -> bool:
    """«едва не был похищен», «чуть не увезли»: tried, and failed."""
    words = sentence.words
    return any(w.form in ("едва", "чуть") for w in words[max(0, index - 4) : index]) and any(
        w.form == "не" for w in words[max(0, index - 3) : index]
    )


def tense_of(sentence: Sentence, index: int) -> Tense:
    word = sentence.words[index]
    aux = next(
        (sentence.words[k] for k in sentence.children[index] if sentence.words[k].pos == "AUX"),
        None,
    )
    if aux is not None and aux.form.startswith("буд"):
        return Tense.FUTURE
    told = word.feats.get("Tense") if word.is_(VerbForm="Fin") else None
    if told == "Fut" and word.lemma in ("ждать", "находиться"):
        told = "Pres"  # the tagger takes «ждёт» for what is to come
    if word.pos == "VERB" and word.feats.get("VerbForm") == "Part":
        return Tense.PAST
    if told == "Fut" or (told == "Pres" and word.is_(Aspect="Perf")):
        return Tense.FUTURE
    if told == "Pres":
        return Tense.PRESENT
    return Tense.PAST if told == "Past" else Tense.NONE


def is_word_of(sentence: Sentence, index: int) -> bool:
    """Does this word give the source of what is told: «по словам», «со слов», «по информации»?"""
    words = sentence.words
    return (
        index > 0
        and words[index].form in lexicon().words["on_word_of"]
        and words[index - 1].form in ("по", "со")
    )
