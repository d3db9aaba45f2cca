"""Whether English words tell a fact: climb from the predicate and gather negation, modals, conditions, fears, plans,
habits; who is said to have said it.

May import: `record`, this room.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from safeconduct.reading.english.arguments import subject
from safeconduct.reading.english.words import Analysed, Word
from safeconduct.reading.marks import Tense
from safeconduct.record import Mood, Stance
from safeconduct.shelf import read_yaml, shelf

_WORDS = {
    key: frozenset(words) for key, words in read_yaml(shelf("vocabulary") / "mood-en.yaml").items()
}
_IMPLIES = _WORDS["implies"]
_FEAR = _WORDS["fear"]
_PLAN = _WORDS["plan"]
_NOT = _WORDS["not"]
_CLAIM = _WORDS["claim"]
_SAY = _WORDS["say"]
_HABIT = _WORDS["habit"]
_ALLEGEDLY = _WORDS["allegedly"]
_MODAL = _WORDS["modal"]
_FUTURE = _WORDS["future"]


# "no evidence that", "nobody has confirmed that", "denied that": what follows is never told as a fact. Read from the
# words, not the tree, because a parser that loses the clause must not turn a denial into a sure fact.
_DOUBTED = re.compile(
    r"\b(?:no|not\s+any|n[’']t\s+any|without|little|insufficient)\s+(?:[\w-]+\s+){0,3}"
    r"(?:evidence|proof|trace|sign|signs|indication|record|records|information|confirmation)\b(?:\s+\w+){0,4}?\s+that\b"
    r"|\b(?:nobody|no\s+one|none\s+of\s+\w+|neither\s+\w+|no\s+\w+)\s+(?:\w+\s+){0,2}"
    r"(?:confirm|establish|prov|verif|show|sa(?:id|ys)|claim|report|f(?:ou|i)nd)\w*\s+(?:\w+\s+){0,2}that\b"
    r"|(?<!not )(?<!n't )(?<!n’t )(?<!never )\b(?:den(?:y|ied|ies|ying)|refut\w+|disput\w+|reject\w+|dismiss\w+|disprov\w+)"
    r"\s+(?:[\w’']+\s+){0,4}?(?:that|having)\b"
    r"|(?:\bnot|n[’']t|\bnever|\bcannot)\s+(?:(?:been|be|yet|have|has)\s+)*"
    r"(?:confirm\w*|establish\w*|prove[dn]?|verif\w+|true|shown?|demonstrated?|substantiated?|the\s+case)\s+(?:\w+\s+){0,2}?that\b"
    r"|\b(?:untrue|false|a lie)\s+that\b",
    re.IGNORECASE,
)
_OVER = re.compile(r";|,\s+but\b|\bbut\s+(?:instead|rather)\b")  # where the doubt ends


def _doubted(text: Analysed, word: Word) -> bool:
    """Does the predicate stand in a that-clause which the words before it deny or do not find proved?"""
    low = text.sentences[word.sentence][0]
    head = text.text[text.words[low].start : word.start]
    m = _DOUBTED.search(head)
    return m is not None and not _OVER.search(head, m.end())


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
    tense, generic, habit = _tense(text, i)
    at = i
    apart = False  # past a border that the mood of the clause above does not cross
    for depth in range(8):
        word = words[at]
        if word.pos in ("VERB", "AUX", "ADJ") and not apart:
            found = _own_mood(text, at, first=depth == 0 or words[i].pos in ("NOUN", "PROPN"))
            if found is not None and mood is Mood.FACT:
                mood = found
            if any(words[k].low in _ALLEGEDLY for k in word.kids):
                stance = Stance.ALLEGED
        elif depth == 0 or word.pos in ("NOUN", "PROPN"):
            if (
                any(
                    words[k].low in ("no", "any", "without") and words[k].dep == "det"
                    for k in word.kids
                )
                and at == i
            ):
                mood = Mood.NEGATED if any(words[k].low == "no" for k in word.kids) else mood
            if any(
                words[k].lemma
                in (
                    "possible",
                    "alleged",
                    "potential",
                    "imminent",
                    "attempted",
                    "threatened",
                    "future",
                    "future",
                    "further",
                )
                and words[k].lemma != "further"
                for k in word.kids
            ):
                lemma = next(
                    words[k].lemma
                    for k in word.kids
                    if words[k].lemma
                    in (
                        "possible",
                        "alleged",
                        "potential",
                        "imminent",
                        "attempted",
                        "threatened",
                        "future",
                    )
                )
                if lemma == "alleged":
                    stance = Stance.ALLEGED
                elif mood is Mood.FACT:
                    mood = Mood.FEARED
        if word.head == at:
            break
        head = words[word.head]
        to = word.tag == "VB" and any(
            words[k].low == "to" and words[k].dep == "aux" for k in word.kids
        )
        if word.dep in ("conj", "advcl", "relcl", "parataxis") and word.pos in ("VERB", "AUX"):
            apart = apart or not to
        governed = _governed(text, word, head) if not apart or word.dep == "advcl" else None
        if governed is not None and mood is Mood.FACT:
            mood = governed
        if (
            word.dep in ("ccomp", "xcomp", "acl", "pcomp", "parataxis")
            and head.lemma in _SAY
            and head.pos in ("VERB", "NOUN")
        ):
            s = subject(text, head.i) if head.pos == "VERB" else None
            if s is not None and s.role == "subject":
                sayers.append(s.word)
            if head.lemma in _CLAIM and stance is Stance.STATED:
                stance = Stance.ALLEGED
            if head.pos == "VERB" and word.dep == "ccomp":
                # what is said does not hang on the mood of the saying
                if any(words[k].dep == "neg" for k in head.kids) and mood is Mood.FACT:
                    mood = Mood.NEGATED
                at = word.head
                if head.dep == "ROOT":
                    break
                continue
        at = word.head
    if mood is Mood.FACT and _doubted(text, words[i]):
        mood = Mood.NEGATED
    low, high = text.sentences[words[i].sentence]
    if words[high - 1].text == "?" and mood is Mood.FACT:
        mood = Mood.QUESTION
    for k in range(low, min(low + 4, high)):
        if words[k].low == "according" and k + 1 < high and words[k + 1].low == "to":
            inner = text.kid(k + 1, "pobj")
            if inner is not None:
                sayers.append(inner.i)
    return Telling(mood, stance, tense, tuple(dict.fromkeys(sayers)), generic, habit)


def _tense(text: Analysed, i: int) -> tuple[Tense, bool, bool]:
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
    for _ in range(4):
        kids = [text.words[k] for k in word.kids if text.words[k].dep in ("aux", "auxpass")]
        finite = word.tag in ("VBD", "VBZ", "VBP", "MD") or any(
            k.tag in ("VBD", "VBZ", "VBP", "MD") for k in kids
        )
        if finite or word.head == word.i or (word.dep == "relcl" and word.tag != "VBN"):
            break
        word = text.words[word.head]
    kids = [text.words[k] for k in word.kids if text.words[k].dep in ("aux", "auxpass")]
    habit = any(text.words[k].low in _HABIT for k in word.kids)
    lows = {k.low for k in kids}
    if lows & _FUTURE:
        return Tense.FUTURE, False, habit
    if "had" in lows or ("'d" in lows and word.tag == "VBN"):
        return Tense.PLUPERFECT, False, habit
    have = any(k.lemma == "have" and k.tag in ("VBP", "VBZ") for k in kids)
    present = word.tag in ("VBZ", "VBP") or any(k.tag in ("VBZ", "VBP") for k in kids)
    going = (word.tag == "VBG" and any(k.lemma == "be" for k in kids)) or "being" in lows
    if present and not have:
        return Tense.PRESENT, not going, habit
    if have:
        return Tense.PAST, False, habit
    return Tense.PAST, False, habit


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
        if negative.low in ("not", "n't") and _until(text, i) and not lows & _MODAL:
            return None  # "was not released until 6 May": released on 6 May
        return Mood.NEGATED
    if (
        any(
            k.dep in ("nsubj", "nsubjpass")
            and (
                k.low in ("nobody", "none", "neither")
                or any(text.words[g].low == "no" for g in k.kids)
            )
            for k in kids
        )
        and first
    ):
        return Mood.NEGATED
    marks = {k.low for k in kids if k.dep in ("mark", "advmod")} | {
        k.low for k in inherited if k.dep == "mark"
    }
    if marks & {"if", "unless", "whether", "lest"}:
        return Mood.CONDITIONAL
    if "in" in marks and any(k.low == "case" for k in kids):
        return Mood.CONDITIONAL
    if lows & _FUTURE:
        return Mood.PLANNED
    if "would" in lows or ("'d" in lows and word.tag == "VB"):
        if any(k.low in _HABIT for k in kids):
            return None
        return Mood.CONDITIONAL
    if lows & {"could", "might", "may", "should", "can", "must", "ca", "cannot"}:
        return Mood.CONDITIONAL
    if "going" in lows:
        return Mood.PLANNED
    return None


def _subjunctive(text: Analysed, word: Word) -> bool:
    """ "ordered that he be extradited": a bare "be" that is no infinitive."""
    kids = [text.words[k] for k in word.kids]
    finite = any(k.tag in ("VBD", "VBZ", "VBP", "MD") for k in kids if k.dep in ("aux", "auxpass"))
    bare = any(k.low == "be" and k.tag == "VB" for k in kids if k.dep in ("aux", "auxpass"))
    return bare and not finite


def _until(text: Analysed, i: int) -> bool:
    return any(
        text.words[k].low in ("until", "till") and text.words[k].dep in ("prep", "mark")
        for k in text.words[i].kids
    )


def _governed(text: Analysed, word: Word, head: Word) -> Mood | None:
    """What the governor makes of a dependent predicate or noun."""
    infinitive = word.tag == "VB" and any(
        text.words[k].low == "to" and text.words[k].dep == "aux" for k in word.kids
    )
    lemma = head.lemma
    if word.dep in ("xcomp", "ccomp", "acl", "advcl", "relcl") and word.pos in ("VERB", "AUX"):
        if lemma in _FEAR and (word.dep != "ccomp" or lemma != "suspect"):
            return Mood.FEARED
        if lemma in _NOT and (infinitive or word.tag == "VBG"):
            return Mood.NEGATED
        if word.dep == "relcl" and not infinitive:
            return None
        if infinitive:
            if lemma in _IMPLIES and word.dep in ("xcomp", "ccomp"):
                return None
            return Mood.PLANNED
        if word.tag == "VB" and word.dep == "ccomp" and lemma in _PLAN:
            return Mood.PLANNED
        if lemma in ("want", "wish", "hope"):
            return Mood.PLANNED
        if word.dep == "ccomp" and word.tag in ("VB", "VBN") and _subjunctive(text, word):
            return Mood.PLANNED
        return None
    if word.dep == "pcomp":
        prep = head
        over = text.words[prep.head]
        if prep.low == "from" and (over.lemma in _NOT or over.lemma in ("prevent", "keep", "stop")):
            return Mood.NEGATED
        if prep.low == "without":
            return Mood.NEGATED
        if prep.low in ("about", "of") and over.lemma in ("dream", "think", "talk", "speak"):
            return Mood.FEARED
        if over.lemma in _FEAR or over.lemma in (
            "purpose",
            "aim",
            "view",
            "idea",
            "possibility",
            "interest",
            "instead",
        ):
            return Mood.FEARED
        if prep.low in ("for", "of", "at") and over.lemma in ("chance", "hope", "attempt", "plan"):
            return Mood.PLANNED
        return None
    if word.pos in ("NOUN", "PROPN"):
        if word.dep in ("dobj", "nsubjpass", "conj"):
            if lemma in (
                "avoid",
                "escape",
                "prevent",
                "evade",
                "stop",
                "block",
                "avert",
                "suspend",
                "halt",
                "forbid",
                "prohibit",
                "stay",
                "exclude",
                "include",
            ):
                return Mood.NEGATED if lemma != "include" else None
            if lemma in _FEAR or lemma in (
                "oppose",
                "want",
                "demand",
                "seek",
                "plan",
                "consider",
                "propose",
                "allow",
            ):
                return Mood.FEARED if lemma in _FEAR else Mood.PLANNED
        if word.dep == "pobj":
            prep, over = head, text.words[head.head]
            if prep.low == "without":
                return Mood.NEGATED
            if prep.low == "from" and over.lemma in (
                "save",
                "protect",
                "escape",
                "hide",
                "flee",
                "run",
                "spare",
                "rescue",
                "protection",
                "safe",
                "free",
            ):
                return Mood.NEGATED
            if (
                prep.low in ("of", "about", "for", "at", "to", "with", "against")
                and over.lemma
                in (
                    "fear",
                    "risk",
                    "threat",
                    "danger",
                    "afraid",
                    "possibility",
                    "prospect",
                    "threaten",
                    "chance",
                    "worry",
                    "likelihood",
                    "probability",
                    "victim",
                    "prohibition",
                    "ban",
                    "purpose",
                    "case",
                    "prone",
                    "vulnerable",
                    "subject",
                )
                and over.lemma not in ("victim", "case")
            ):
                return Mood.FEARED
            if prep.low == "in" and over.lemma == "case":
                return Mood.CONDITIONAL
    return None
