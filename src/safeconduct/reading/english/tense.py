"""Tense of English predicates, and whether they are told as a habit.

May import: this room.
"""

from __future__ import annotations

from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Analysed
from safeconduct.reading.marks import Tense


def tense(text: Analysed, i: int) -> tuple[Tense, bool, bool]:
    """Tense, whether simple present, whether told as a habit. A noun takes its governing verb's."""
    word = text.words[i]
    at = i
    for _ in range(6):
        if text.words[at].pos in ("VERB", "AUX") and text.words[at].dep not in ("aux", "auxpass"):
            break
        if text.words[at].head == at:
            break
        at = text.words[at].head
    word = text.words[at]
    # "born in 1979", "is dated 4 August": told of a day, however the verb above stands
    reduced = word.tag == "VBN" and (word.dep in ("acl", "advcl") or word.lemma == "date")
    for _ in range(4):
        kids = [text.words[k] for k in word.kids if text.words[k].dep in ("aux", "auxpass")]
        finite = word.tag in ("VBD", "VBZ", "VBP", "MD") or any(
            k.tag in ("VBD", "VBZ", "VBP", "MD") for k in kids
        )
        if finite or word.head == word.i or (word.dep == "relcl" and word.tag != "VBN"):
            break
        word = text.words[word.head]
    kids = [text.words[k] for k in word.kids if text.words[k].dep in ("aux", "auxpass")]
    first, noun = text.words[i], text.words[text.words[i].head]
    told_of = noun.dep in ("dobj", "pobj", "nsubj", "nsubjpass")
    if first.tag == "VBN" and first.dep == "acl" and told_of:
        return Tense.PLUPERFECT, False, False  # "quashed the order *issued* in his case": earlier
    habit = any(text.words[k].low in WORDS["habit"] for k in word.kids)
    lows = {k.low for k in kids}
    if lows & WORDS["future"]:
        return Tense.FUTURE, False, habit
    if "had" in lows or ("'d" in lows and word.tag == "VBN"):
        return Tense.PLUPERFECT, False, habit
    have = any(k.lemma == "have" and k.tag in ("VBP", "VBZ") for k in kids)
    present = word.tag in ("VBZ", "VBP") or any(k.tag in ("VBZ", "VBP") for k in kids)
    going = (word.tag == "VBG" and any(k.lemma == "be" for k in kids)) or "being" in lows
    if present and not have and not reduced:  # "a national of Uzbekistan born in 1979" is no habit
        return Tense.PRESENT, not going, habit
    if have:
        return Tense.PAST, False, habit
    return Tense.PAST, False, habit
