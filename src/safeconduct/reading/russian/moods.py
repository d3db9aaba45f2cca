"""Whether Russian words tell a happening at all, and on whose word.

Negation, «если бы», fears, plans, modal words, questions, habits; «якобы», «по словам», «сообщил, что». Read from the
syntax tree upwards from the trigger. May import: this package, `marks`, `record`.
"""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.reading.marks import Tense
from safeconduct.reading.russian import nouns
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.syntax import chain, local, negated, tense_of
from safeconduct.reading.russian.words import Sentence, Word
from safeconduct.record import Mood, Stance


@dataclass(frozen=True, slots=True)
class Told:
    """How a trigger is told: mood, stance, tense, and the word that says it (index) where speech is reported."""

    mood: Mood
    stance: Stance
    tense: Tense
    speech: tuple[int, ...] = ()
    court: bool = False  # an infinitive under a court's decision


def told(sentence: Sentence, index: int, text: str, *, absorbed: bool = False) -> Told:
    """Mood, stance and speaker's word of the trigger at this index. `absorbed`: its own «не» is part of the telling."""
    lex = lexicon().words
    words = sentence.words
    word = words[index]
    mood, stance = Mood.FACT, Stance.STATED
    tense = tense_of(sentence, index)
    court = False
    speech: list[int] = []
    infinitive = word.is_(VerbForm="Inf")
    if negated(sentence, index) and not absorbed:
        mood = Mood.NEGATED
    if tense is Tense.FUTURE and mood is Mood.FACT:
        mood = Mood.PLANNED
    if word.feats.get("Mood") == "Imp":
        mood = Mood.PLANNED
    lemmas = {words[i].lemma for i in local(sentence, index)}
    if tense is Tense.PRESENT and lemmas & lex["generic"]:
        mood = Mood.GENERIC
    noun = word.pos in ("NOUN", "PROPN")
    if noun:
        found = nouns.mood(sentence, index)
        mood = found if found is not None else mood
    at = index
    below = word
    for above in chain(sentence, index):
        if above.head == below.index:
            break  # the parser joined the two both ways: nothing stands above
        if (
            below.rel == "conj"
            and tense_of(sentence, below.index) is Tense.PAST
            and below.is_(VerbForm="Fin")
            and tense_of(sentence, above.index) is Tense.FUTURE
        ):
            break  # «боялась, что её заберут, и уехала»: what was feared is over with the future
        if (
            below.rel == "ccomp"
            and "mark" not in {words[k].rel for k in sentence.children[below.index]}
            and any(words[k].form in ("и", "а", "но") for k in sentence.children[below.index])
            and tense_of(sentence, below.index) is Tense.PAST
        ):
            break  # «опасался, что арестуют, и обратился»: a main clause the parser hung below
        if (
            below.rel == "parataxis"
            and above.lemma not in lex["says"]
            and tense_of(sentence, below.index) is Tense.PAST
            and tense_of(sentence, above.index) is Tense.FUTURE
        ):
            break  # «боюсь, что вышлют, как X: того увезли в январе»
        mark = {
            words[k].form
            for k in sentence.children[below.index]
            if words[k].rel in ("mark", "advmod", "cc")
        }
        lemma = above.lemma
        complement = below.rel in ("xcomp", "ccomp", "csubj", "csubj:pass") or (
            below.rel in ("acl", "nmod", "parataxis") and below.is_(VerbForm="Inf")
        )
        if complement or (
            noun and below.index == index and below.rel in ("obj", "obl", "nmod", "iobj", "nsubj")
        ):
            hard = negated(sentence, above.index)
            kids = {words[k].lemma for k in sentence.children[above.index]}
            if infinitive and (
                lemma in lex["courts"]
                or (
                    lemma in lex["papers"]
                    and below.rel in ("acl", "nmod")
                    and (absorbed or lemma != "отказ")
                )
                or (lemma in lex["makes"] and kids & lex["papers"])
            ):
                court = True  # «постановил выдворить», «вынес постановление выдворить»
            elif infinitive and lemma == "отказ":
                mood = Mood.NEGATED  # «обжаловала отказ выдать»
            elif lemma in lex["fears"]:
                mood = Mood.FEARED
            elif lemma in lex["tries"] and word.is_(VerbForm="Conv"):
                pass  # «пытались завербовать, угрожая пытками»: how they tried
            elif lemma in lex["plans"] and (
                complement
                or lemma
                in ("требовать", "потребовать", "просить", "запретить", "планировать", "избежать")
            ):
                mood = (
                    Mood.NEGATED
                    if hard and lemma in ("мочь", "удаться", "пытаться")
                    else Mood.PLANNED
                )
            elif lemma == "удаться" or lemma == "успеть":
                mood = Mood.NEGATED if hard else mood
            if lemma in ("отказать", "отказывать") and noun and below.index == index:
                mood = Mood.NEGATED  # «отказал в освобождении»
            if noun and complement and lemma in ("отказаться", "отказать", "отказываться"):
                mood = Mood.NEGATED  # «отказались принять ходатайство»
            if complement and lemma in lex["denies"]:
                mood = Mood.NEGATED
        if (
            below.rel
            in ("ccomp", "parataxis", "conj", "csubj", "root", "acl", "nmod", "obj", "obl")
            and lemma in lex["says"]
        ) and (below.rel == "ccomp" or (below.rel == "parataxis")):
            speech.append(above.index)
            if lemma in lex["alleges"] and stance is Stance.STATED:
                stance = Stance.ALLEGED
        if (
            above.pos == "VERB"
            and lemma not in lex["says"]  # «напомним, что …»
            and tense_of(sentence, above.index) is Tense.FUTURE
            and complement
            and mood is Mood.FACT
        ):
            mood = Mood.PLANNED
        if mark & {"если"} or (mark & {"бы"} and below.feats.get("Tense") == "Past"):
            mood = Mood.CONDITIONAL
        if below.rel == "advcl" and mark & {"чтобы", "дабы"} and mood is Mood.FACT:
            mood = Mood.PLANNED
        if below.rel in ("ccomp", "advcl") and "чтобы" in mark:
            mood = Mood.PLANNED if mood is Mood.FACT else mood
        below = above
        at = above.index
    own = {words[k].form for k in sentence.children[at]}
    near = {words[k].form for k in sentence.children[index]}
    if near & {"если"} or near & {"бы", "б"}:
        mood = Mood.CONDITIONAL
    if mood is Mood.FACT and tense is not Tense.PAST and _on_condition(sentence, index):
        mood = Mood.CONDITIONAL  # «её амнистируют, если вернётся»
    if near & {"чтобы", "дабы"} and mood is Mood.FACT:
        mood = Mood.PLANNED
    if own & {"если"} and "бы" in {w.form for w in words}:
        mood = Mood.CONDITIONAL
    if infinitive and mood is Mood.FACT and not court and not _infinitive_is_fact(sentence, index):
        mood = Mood.PLANNED
    if near & {"якобы", "будто", "дескать"} or any(
        w.form == "якобы" and abs(w.index - index) <= 4 for w in words
    ):
        stance = Stance.ALLEGED
    tail = text[sentence.start : sentence.end].rstrip(' »"”)')
    if tail.endswith("?") and mood is Mood.FACT:
        mood = Mood.QUESTION
    first = _first_of_row(sentence, index)
    if (
        first != index
    ):  # «может быть арестован, осуждён и выдан»: said of the first, it is said of all
        row = told(sentence, first, text)
        against = words[index].index and words[index - 1].form in ("а", "но", "зато")
        if mood is Mood.FACT and not (row.mood is Mood.NEGATED and against):
            mood = row.mood
        tense = row.tense if row.tense is Tense.FUTURE else tense
    return Told(mood, stance, tense, tuple(dict.fromkeys(speech)), court)


def _on_condition(sentence: Sentence, index: int) -> bool:
    """Does a clause with «если» hang on this word?"""
    return any(
        sentence.words[k].rel == "advcl"
        and any(sentence.words[g].form == "если" for g in sentence.children[k])
        for k in sentence.children[index]
    )


def _first_of_row(sentence: Sentence, index: int) -> int:
    """The participle before, of a row that one auxiliary serves («не был арестован, осуждён или выслан»); read from the
    words, for the tree seldom joins more than two of a row rightly.
    """
    words = sentence.words
    if not _short(words[index]) or any(
        words[k].pos == "AUX" or words[k].form == "не" for k in sentence.children[index]
    ):
        return index
    joined = False
    for word in reversed(words[:index]):
        if _short(word):
            return word.index if joined else index
        joined = joined or word.form in (",", "и", "или", "либо")
        if (
            word.pos in ("AUX", "SCONJ")
            or word.is_(VerbForm="Fin")
            or word.rel.startswith("nsubj")
            or word.form.startswith("котор")
            or word.form in (":", ";", "—", "–")
        ):
            break
    return index


def _short(word: Word) -> bool:
    return word.pos == "VERB" and word.is_(Variant="Short")


def _infinitive_is_fact(sentence: Sentence, index: int) -> bool:
    """Infinitives under «начали», «продолжали», «удалось», «пришлось», «смог», «успели» happened."""
    real = lexicon().words["real"]
    before = [w.form for w in sentence.words[:index]]
    if {"прежде", "чем"} <= set(before) or {"перед", "тем", "как"} <= set(before):
        return True  # «прежде чем задержать его, …»
    for above in chain(sentence, index):
        if above.lemma in real:
            return not negated(sentence, above.index)
        if above.pos == "VERB" and not above.is_(VerbForm="Inf"):
            return False
    return False
