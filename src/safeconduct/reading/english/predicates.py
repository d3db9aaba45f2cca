"""English predicates by their form: passive or active, finite or not.

May import: this room.
"""

from __future__ import annotations

from functools import cache

from safeconduct.reading.english.lexicon import lexicon
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Analysed, Word

_TIMES = {"day", "week", "month", "year", "morning", "evening", "night", "afternoon"}


@cache
def _transitive() -> frozenset[str]:
    """Verbs of the lexicon to whose object things happen, and to whose subject nothing does."""
    return frozenset(
        verb
        for verb, rows in lexicon().verbs.items()
        if any(row.victim and row.victim[0] == "object" for row in rows)
        and not any("subject" in row.victim for row in rows)
    )


def is_pending(text: Analysed, word: Word) -> bool:
    """ "Held *pending extradition*": what is awaited is no object."""
    return any(text.words[k].low in ("pending", "awaiting") for k in word.kids)


def _under_passive(text: Analysed, word: Word) -> bool:
    """Does a passive verb stand a few steps above? "was fined for breaching the rules and expelled"."""
    at = word
    for _ in range(3):
        at = text.words[at.head]
        if at.pos == "VERB" and at.i != word.i and is_passive(text, at.i):
            return True
    return False


def is_passive(text: Analysed, i: int) -> bool:
    """ "was arrested", "got arrested", "the men arrested in May", "having been beaten"."""
    word = text.words[i]
    if word.tag not in ("VBN", "VBD"):
        return False
    kids = [text.words[k] for k in word.kids]
    if any(k.dep in ("auxpass", "nsubjpass", "csubjpass") for k in kids):
        return True
    if (
        word.tag == "VBN"
        and word.dep == "ROOT"
        and text.words[i - 1].text == ","
        and text.kid(i, "aux") is None
    ):
        return True  # "Qosimov, deported from Istanbul in April, died": the parser takes it for the main verb
    if word.tag == "VBD":
        # "was detained while boarding and held for two days": the tagger takes the participle for a past tense
        known = word.lemma in _transitive() or word.lemma in WORDS["needs_object"]
        known = known or any(k.low in WORDS["forced"] for k in kids)  # "and forcibly returned"
        lacks = known and not any(
            k.dep == "nsubj"
            or (k.dep == "dobj" and k.lemma not in _TIMES and not is_pending(text, k))
            for k in kids
        )
        if not lacks or word.dep != "conj":
            return False
        return _under_passive(text, word)
    auxes = [k for k in kids if k.dep == "aux"]
    lacks_object = not any(k.dep == "dobj" for k in kids)
    if word.dep == "ROOT" and not auxes and lacks_object and word.lemma in _transitive():
        return True  # a headline: "Karimov freed after ruling"
    if any(k.lemma == "have" for k in auxes):
        return False
    if any(k.lemma in ("be", "get") or k.low in ("'s", "been", "being") for k in auxes):
        return True
    if word.dep in ("acl", "advcl", "amod", "relcl", "oprd", "acomp"):
        return not any(k.dep in ("nsubj", "dobj") for k in kids)
    if word.dep in ("conj", "xcomp", "ccomp", "dep", "ROOT", "pcomp"):
        if any(k.dep in ("nsubj", "dobj") for k in kids):
            return False
        if word.dep == "conj":
            return is_passive(text, word.head) or (
                word.lemma in _transitive() and _under_passive(text, word)
            )
        head = text.words[word.head]
        return (
            word.dep != "ROOT" and head.lemma in ("get", "have", "be", "see", "find")
        ) or word.dep == "ROOT"
    return False


def is_finite(text: Analysed, i: int) -> bool:
    """Has the verb a tense of its own? "That he *be kept*" has none."""
    word = text.words[i]
    return word.tag in ("VBD", "VBZ", "VBP") or any(
        text.words[k].tag in ("VBD", "VBZ", "VBP", "MD")
        for k in word.kids
        if text.words[k].dep in ("aux", "auxpass")
    )
