"""What a predicate's own words make of it: negation, modals, "if", a question, "would" of what came about later.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Analysed, Word
from safeconduct.record import Mood


def own_mood(text: Analysed, i: int, *, first: bool) -> Mood | None:
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
    before = [k for k in kids if k.i < i]
    before += [text.words[j] for k in before if k.dep in ("aux", "auxpass") for j in k.kids]
    if any(_rules_out(text, k) for k in before):
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
    if inverted(kids) and not asks(text, word):
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


def _rules_out(text: Analysed, prep: Word) -> bool:
    """ "*At no time* was he questioned", "*without having been charged*, detained or deported, he left"."""
    inner = text.kid(prep.i, "pobj", "pcomp")
    if prep.dep != "prep" or inner is None:
        return False
    never = inner.dep == "pobj" and any(text.words[k].low == "no" for k in inner.kids)
    if never:
        return inner.lemma in (
            "time",
            "point",
            "stage",
            "circumstance",
            "way",
            "account",
            "occasion",
            "event",
        )
    return prep.low == "without" and inner.tag == "VBN"


def asks(text: Analysed, word: Word) -> bool:
    _, high = text.sentences[word.sentence]
    return text.words[high - 1].text == "?"


def inverted(kids: Sequence[Word]) -> bool:
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
