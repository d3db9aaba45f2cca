"""Whether English words tell a fact: climb from the predicate and gather negation, modals, conditions, fears, plans,
habits; who is said to have said it.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.reading.english.arguments import subject
from safeconduct.reading.english.denial import doubted
from safeconduct.reading.english.governors import governed, is_infinitive
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
            found = _own_mood(text, at, first=depth == 0 or words[i].pos in ("NOUN", "PROPN"))
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
    if _asks(text, words[i]) and mood is Mood.FACT:
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
    # "my mother died last winter, they did not let us see her": two sentences with a comma between
    return (
        word.dep == "ccomp"
        and word.i < head.i
        and is_finite(text, word.i)
        and text.kid(word.i, "nsubj", "nsubjpass") is not None
        and text.kid(word.i, "mark") is None
        and not _inverted([text.words[k] for k in word.kids])
        and not any(head.lemma in WORDS[k] for k in _GOVERNING)
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


def _own_mood(text: Analysed, i: int, *, first: bool) -> Mood | None:
    word = text.words[i]
    kids = [text.words[k] for k in word.kids]
    inherited = []
    if word.dep == "conj" and not any(k.dep in ("nsubj", "nsubjpass") for k in kids):
        head = text.words[word.head]
        between = text.words[head.i + 1 : word.i]
        if any(w.dep in ("nsubj", "nsubjpass") and w.low not in ("who", "that") for w in between):
            head = word  # another subject came between: nothing is shared with the verb before
        inherited = [
            text.words[k] for k in head.kids if text.words[k].dep in ("aux", "mark") and k < head.i
        ]
        if any(text.words[k].dep == "neg" and k < head.i for k in head.kids) and any(
            text.words[k].low in ("or", "nor") for k in head.kids
        ):
            return Mood.NEGATED
    lows = {k.low for k in kids if k.dep in ("aux", "auxpass")} | {
        k.low for k in inherited if k.dep == "aux"
    }
    if any(k.low in ("nearly", "almost") and k.dep == "advmod" for k in kids):
        return Mood.NEGATED
    negative = next((k for k in kids if k.dep == "neg" or k.low in ("never", "hardly")), None)
    if negative is not None:
        after = text.words[negative.i + 1].low if negative.i + 1 < len(text.words) else ""
        if after in ("just", "only", "merely", "simply"):
            return None  # "didn't just rule … but ordered"
        if negative.low in ("not", "n't") and _until(text, i) and not lows & WORDS["modal"]:
            return None  # "was not released until 6 May": released on 6 May
        return Mood.NEGATED
    if (
        any(
            k.dep in ("nsubj", "nsubjpass")
            and (
                k.low in ("nobody", "none", "neither", "nothing")
                or any(text.words[g].low in ("no", "neither") for g in k.kids)
            )
            for k in kids
        )
        and first
    ):
        return Mood.NEGATED
    if any(k.low in WORDS["maybe"] for k in kids) or (
        text.words[text.sentences[word.sentence][0]].low in WORDS["maybe"] and first
    ):
        return Mood.CONDITIONAL
    if any(
        k.dep == "prep" and any(text.words[g].low in ("nothing", "nobody") for g in k.kids)
        for k in kids
    ):
        return Mood.NEGATED  # "suspected of nothing"
    if _inverted(kids) and not _asks(text, word):
        return Mood.CONDITIONAL
    marks = {k.low for k in kids if k.dep in ("mark", "advmod")} | {
        k.low for k in inherited if k.dep == "mark"
    }
    if marks & {"if", "unless", "whether", "lest"}:
        return Mood.CONDITIONAL
    if "in" in marks and any(k.low == "case" for k in kids):
        return Mood.CONDITIONAL
    if lows & WORDS["future"]:
        return Mood.PLANNED
    if "would" in lows or ("'d" in lows and word.tag == "VB"):
        if any(k.low in WORDS["habit"] for k in kids) or _came_about(text, word):
            return None
        return Mood.CONDITIONAL
    if lows & {"could", "might", "may", "should", "can", "must", "ca", "cannot"}:
        return Mood.CONDITIONAL
    if "going" in lows:
        return Mood.PLANNED
    return None


def _asks(text: Analysed, word: Word) -> bool:
    _, high = text.sentences[word.sentence]
    return text.words[high - 1].text == "?"


def _inverted(kids: Sequence[Word]) -> bool:
    """ "Had he been extradited, …", "Should he be returned, …": if."""
    subject_of = next((k for k in kids if k.dep in ("nsubj", "nsubjpass")), None)
    return subject_of is not None and any(
        k.dep in ("aux", "auxpass")
        and k.low in ("had", "should", "were")
        and k.i < subject_of.i
        and k.text[0].isupper()
        for k in kids
    )


_BY_THEN = re.compile(
    r"\b(?:later|eventually|finally|the next|the following|by (?:then|the|[A-Z]\w+)|in (?:19|20)\d\d|(?:for|spend) the next)\b"
)


def _came_about(text: Analysed, word: Word) -> bool:
    """ "He would spend the next eleven months in a cell": what came about later, told from before it."""
    low, high = text.sentences[word.sentence]
    said = text.words[word.head]
    reported = word.dep == "ccomp" and said.lemma in WORDS["say"] | WORDS["fear"] | WORDS["plan"]
    if reported or any(
        text.words[k].low in ("if", "unless", "were", "had") for k in range(low, high)
    ):
        return False
    perfect = any(text.words[k].low == "have" and text.words[k].dep == "aux" for k in word.kids)
    return not perfect and _BY_THEN.search(text.phrase(low, high)) is not None


def _until(text: Analysed, i: int) -> bool:
    return any(
        text.words[k].low in ("until", "till") and text.words[k].dep in ("prep", "mark")
        for k in text.words[i].kids
    )
