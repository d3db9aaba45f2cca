"""Whether English words tell a fact: climb from the predicate and gather negation, modals, conditions, fears, plans,
habits; who is said to have said it.

May import: `record`, this room.
"""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.reading.english.arguments import subject
from safeconduct.reading.english.denial import doubted
from safeconduct.reading.english.governors import governed, is_infinitive
from safeconduct.reading.english.modality import asks, inverted, own_mood
from safeconduct.reading.english.predicates import first_of_row, is_finite, is_passive
from safeconduct.reading.english.tense import tense as tense_of
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Analysed, Word
from safeconduct.reading.marks import Tense
from safeconduct.record import Mood, Stance

# Verbs of saying, fearing, wishing, denying: what stands before them without "that" is still what is said.
_GOVERNING = ("say", "supposed", "fear", "plan", "not", "disputes")
# Clauses that the mood of what stands above them does not reach.
_APART = ("conj", "advcl", "relcl", "parataxis")


@dataclass(frozen=True, slots=True)
class Telling:
    """How a predicate is told. `sayers` are word indices of those who say it, nearest first."""

    mood: Mood
    stance: Stance
    tense: Tense
    sayers: tuple[int, ...] = ()
    generic: bool = False  # simple present: true of anybody unless a known person is meant
    habit: bool = False


def telling(text: Analysed, i: int) -> Telling:
    """Climb from the predicate and gather what makes it less than a plain fact."""
    words = text.words
    mood, stance = Mood.FACT, Stance.STATED
    sayers: list[int] = []
    tense, generic, habit = tense_of(text, i)
    at = i
    said = False  # past a verb of saying
    apart = False  # past a border that the mood of the clause above does not cross
    for depth in range(8):
        word = words[at]
        if word.pos in ("VERB", "AUX", "ADJ") and not apart:
            found = own_mood(text, at, first=depth == 0 or words[i].pos in ("NOUN", "PROPN"))
            if said and found is Mood.CONDITIONAL and not _asks_whether(text, at):
                found = None  # "I should point out that he was refused"
            if found is not None and mood is Mood.FACT:
                mood = found
            if any(words[k].low in WORDS["allegedly"] for k in word.kids):
                stance = Stance.ALLEGED
        elif depth == 0 or word.pos in ("NOUN", "PROPN"):
            if at == i and any(words[k].low == "no" and words[k].dep == "det" for k in word.kids):
                mood = Mood.NEGATED
            held = next(
                (words[k].lemma for k in word.kids if words[k].lemma in WORDS["unreal"]), None
            )
            if held == "alleged":
                stance = Stance.ALLEGED
            elif held is not None and mood is Mood.FACT:
                mood = Mood.FEARED
        if word.head == at:
            break
        if _is_subject_matter(text, word):
            stance = Stance.ALLEGED if stance is Stance.STATED else stance
            break
        head = words[word.head]
        examined = word.pos == "NOUN" and head.lemma in WORDS["examined"]
        if examined and word.dep in ("nsubjpass", "dobj"):
            break
        to = word.tag == "VB" and any(
            words[k].low == "to" and words[k].dep == "aux" for k in word.kids
        )
        # "is not allowed to travel or *leave* the country"
        to = to or (word.dep == "conj" and word.tag == head.tag == "VB")
        # "the application, lodged on 3 May, …"
        reduced = word.dep == "acl" and word.tag == "VBN" and text.kid(at, "nsubj", "aux") is None
        if word.pos in ("VERB", "AUX") and (reduced or word.dep in _APART):
            apart = apart or not to
        if word.pos in ("VERB", "AUX") and _stands_apart(text, word, head):
            break
        over = governed(text, word, head) if not apart or word.dep == "advcl" else None
        if over is not None and mood is Mood.FACT:
            mood = over
        if _is_rumour(text, word, head) and stance is Stance.STATED:
            stance = Stance.ALLEGED
        if _is_said(text, word, head):
            s = subject(text, head.i) if head.pos == "VERB" else None
            if s is not None and s.role == "subject":
                sayers.append(s.word)
            if head.lemma in WORDS["claim"] | WORDS["supposed"] and stance is Stance.STATED:
                stance = Stance.ALLEGED
            if _wrongly(head) and word.dep == "ccomp" and mood is Mood.FACT and not apart:
                mood = Mood.FEARED
            if head.pos == "VERB" and word.dep == "ccomp":
                # what is said does not hang on the mood of the saying, unless the saying itself is denied
                if (
                    any(words[k].dep == "neg" for k in head.kids)
                    and head.lemma not in WORDS["factive"]
                    and not any(words[k].low in ("why", "how") for k in word.kids)
                    and word.i > head.i
                    and mood is Mood.FACT
                ):
                    mood = Mood.NEGATED
                at, said = word.head, True
                if head.dep == "ROOT" and not any(
                    words[k].dep == "aux" and words[k].low in WORDS["modal"] for k in head.kids
                ):
                    break
                continue
        at = word.head
    if mood is Mood.FACT and doubted(text, words[i]):
        mood = Mood.NEGATED
    first = first_of_row(text, i)
    if first != i and (shared := telling(text, first).mood) is not Mood.FACT:
        mood = shared  # "has never been arrested, charged or convicted"
    low, high = text.sentences[words[i].sentence]
    if asks(text, words[i]) and mood is Mood.FACT:
        mood = Mood.QUESTION
    for k in range(low, min(low + 4, high)):
        if words[k].low == "according" and k + 1 < high and words[k + 1].low == "to":
            inner = text.kid(k + 1, "pobj")
            if inner is not None:
                sayers.append(inner.i)
    return Telling(mood, stance, tense, tuple(dict.fromkeys(sayers)), generic, habit)


def _wrongly(saying: Word) -> bool:
    """ "They *thought* he had been deported": what somebody took to be so, and no longer does."""
    return saying.lemma in WORDS["supposed"] - {"believe"} and saying.tag in ("VBD", "VBN")


def _is_subject_matter(text: Analysed, word: Word) -> bool:
    """ "Refused to open a case *about the beating*": what a paper is about stands whatever becomes of the paper."""
    prep = text.words[word.head]
    return (
        word.dep == "pobj"
        and prep.low in ("about", "concerning", "into", "regarding")
        and text.words[prep.head].lemma in WORDS["paper"] | WORDS["inquiry"]
    )


def _asks_whether(text: Analysed, i: int) -> bool:
    """ "If he said that …"."""
    return any(
        text.words[k].low in ("if", "whether", "unless") and text.words[k].dep == "mark"
        for k in text.words[i].kids
    )


def _stands_apart(text: Analysed, word: Word, head: Word) -> bool:
    """ "He was beaten; he did not report it": a semicolon, or a clause before it with a subject of its own."""
    low, high = sorted((word.i, head.i))
    if any(text.words[k].text == ";" for k in range(low, high)):
        return True
    told = any(head.lemma in WORDS[k] for k in _GOVERNING)
    colon = any(text.words[k].text == ":" for k in range(low, high))
    denied = any(text.words[k].dep == "neg" for k in head.kids)
    if colon and word.i > head.i and (denied or not told) and is_finite(text, word.i):
        return True  # "it did not help: on 15 June they deported him"
    # "my mother died last winter, they did not let us see her": two sentences with a comma between
    return (
        word.dep == "ccomp"
        and word.i < head.i
        and is_finite(text, word.i)
        and text.kid(word.i, "nsubj", "nsubjpass") is not None
        and text.kid(word.i, "mark") is None
        and not inverted([text.words[k] for k in word.kids])
        and not told
        and any(text.words[k].text == "," for k in range(low, high))
    )


def _is_said(text: Analysed, word: Word, head: Word) -> bool:
    """Is the clause what somebody says? Not one that a semicolon parts from the saying."""
    if word.dep not in ("ccomp", "xcomp", "acl", "pcomp", "parataxis"):
        return False
    if head.lemma not in WORDS["say"] | WORDS["supposed"] or head.pos not in ("VERB", "NOUN"):
        return False
    low, high = sorted((word.i, head.i))
    return not any(text.words[k].text == ";" for k in range(low, high))


def _is_rumour(text: Analysed, word: Word, head: Word) -> bool:
    """ "Is said to have been taken", "is believed to be in prison": told, on nobody's word."""
    return (
        word.dep in ("xcomp", "ccomp")
        and head.lemma in WORDS["rumour"]
        and is_infinitive(text, word)
        and is_passive(text, head.i)
    )
