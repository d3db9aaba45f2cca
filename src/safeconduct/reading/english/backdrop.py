"""Dates told in passing: of a relative clause ("who left back in 2003"), of what somebody found out, of what lies behind an
act ("after the violence of May 2005"). They date their own clause, and nothing that is told after it.

May import: this room.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from safeconduct.reading.english.dates.patterns import FOUND_OUT
from safeconduct.reading.english.lexicon import lexicon
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Analysed, Word
from safeconduct.reading.marks import Moment

_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_BEHIND = frozenset({"after", "since", "following", "over", "despite", "amid"})
_STEPS = 12
_BECAUSE = re.compile(r"\b(?:because of|due to|owing to)\s[^.,;]*$")
_REACH = 80


def in_passing(text: Analysed, moments: Sequence[Moment]) -> list[Moment]:
    """The moments, with those of other years told in passing setting no time for the story.

    The first date of a text is taken for one only where a day without its year follows in the sentence: else there is
    nothing else to go on from.
    """
    starts = [w.start for w in text.words]
    made: list[Moment] = []
    begun, year = False, None
    for m, after in zip_longest(moments, moments[1:]):
        told = m.told
        if told is not None and m.sets_story:
            known = begun or (told.month is None and _is_of_another_year(text, m, after))
            other = known and told.year is not None and told.year != year
            if other and _is_background(text, starts, m):
                m = replace(m, sets_story=False)
            else:
                begun |= told.month is not None
                year = told.year or year
        made.append(m)
    return made


def _is_of_another_year(text: Analysed, moment: Moment, after: Moment | None) -> bool:
    """ "Karimov, who was jailed in 2010, *was arrested on 5 May*"."""
    told = after.told if after is not None else None
    return (
        told is not None
        and after is not None
        and told.month is not None
        and told.year is None
        and not re.search(r"[.;\n]", text.text[moment.end : after.start])
    )


def _is_background(text: Analysed, starts: Sequence[int], moment: Moment) -> bool:
    """Does a moment hang on a clause or a noun that is told in passing?"""
    if _BECAUSE.search(text.text, max(0, moment.start - _REACH), moment.start):
        return True
    words = text.words
    at = bisect_right(starts, moment.start) - 1
    if at < 0 or moment.start >= words[at].end:
        return False
    while words[at].start < moment.end and words[at].head != at:
        head = words[at].head
        if not moment.start <= words[head].start < moment.end:
            break
        at = head
    behind = True  # until a verb is met: is it all nouns?
    for _ in range(_STEPS):
        word, over = words[at], words[words[at].head]
        if word.pos in ("VERB", "AUX") and word.dep not in ("aux", "auxpass", "amod"):
            behind = False
            if word.dep == "relcl":
                return _adds(text, word, over)
            if word.dep == "ccomp" and _looks_back(text, word):
                return over.lemma in FOUND_OUT
        elif behind and _is_cause(word, over):
            return True
        if word.head == at:
            return False
        at = word.head
    return False


def _adds(text: Analysed, verb: Word, over: Word) -> bool:
    """ "X, who left in 2003, turned to …": but "on 3 May, when", "it was X who" and "where in June he" go on telling."""
    kids = [text.words[k] for k in verb.kids]
    words = {w.low for w in kids} | {text.words[k].low for w in kids for k in w.kids}
    cleft = text.words[over.head].lemma == "be" and over.dep == "attr"
    return bool(words & _RELATIVE) and not words & {"when", "where", "during"} and not cleft


def _looks_back(text: Analysed, verb: Word) -> bool:
    return any(
        text.words[k].dep in ("aux", "auxpass") and text.words[k].low == "had" for k in verb.kids
    )


def _is_cause(word: Word, over: Word) -> bool:
    """ "After the violence in Andijan in May 2005": a noun that tells nothing of a person, behind "after"."""
    return (
        word.pos == "NOUN"
        and word.dep == "pobj"
        and over.low in _BEHIND
        and word.lemma not in lexicon().nouns
        and word.lemma not in WORDS["paper"]
    )
