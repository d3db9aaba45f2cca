"""English predicates by their form: passive or active, finite or not.

May import: this room.
"""

from __future__ import annotations

from functools import cache

from safeconduct.reading.english.lexicon import lexicon
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Analysed, Word

_PARTICIPLES = ("VBN", "VBD")
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
        aside = word.dep == "advcl" and text.words[word.i - 1].text == ","
        row = aside and text.kid(word.i, "conj") is not None  # "arrested, extradited and jailed"
        if not lacks or not (word.dep == "conj" or row):
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


def first_of_row(text: Analysed, i: int) -> int:
    """The verb whose auxiliaries a verb shares: of "should not be extradited, expelled or *removed*" the first; else itself.

    What is said once before a row of verbs (not, may, if, threatened to) holds for all of them, however the parser hangs
    one on another; a verb with a subject or an auxiliary of its own begins anew, as does one behind "but".
    """
    at = i
    for _ in range(8):
        word, head = text.words[at], text.words[text.words[at].head]
        if head.pos == "NOUN" and head.dep == "conj" and word.dep == "conj" and head.i < word.i:
            head = text.words[
                head.head
            ]  # "did not register, interview or grant": a verb taken for a noun
        if head.i >= word.i or head.pos not in ("VERB", "AUX"):
            break
        if (before := _hung_too_high(text, word, head)) is not None:
            at = before
        elif _leans(text, word, head) or _follows_bare(word, head):
            at = head.i
        else:
            break
    return at


def _follows_bare(word: Word, head: Word) -> bool:
    """ "Find her, *beat* her and kill her": the verb before it may be a bare one too."""
    return word.dep == "conj" and word.tag == "VB" and head.low == head.lemma


def _hung_too_high(text: Analysed, word: Word, head: Word) -> int | None:
    """ "Asked the court to quash the order, *release* him and grant him asylum", "without being charged or *tried*": the verb
    before it of its own form, where the parser hangs it on the finite one above.
    """
    if word.dep != "conj" or text.kid(word.i, "nsubj", "nsubjpass", "aux", "auxpass") is not None:
        return None
    between = text.words[head.i + 1 : word.i]
    if any(w.low in ("but", ";") for w in between):
        return None
    conj = text.kid(word.i, "conj")
    bare = (
        word.low == word.lemma and conj is not None and conj.tag == "VB"
    )  # "find her, *beat* her and kill her"
    if (word.tag in ("VB", "VBP") or bare) and head.tag in ("VBD", "VBZ", "VBN"):
        return next((w.i for w in reversed(between) if w.tag == "VB" and w.pos == "VERB"), None)
    either = any(text.words[k].low in ("or", "nor") for k in word.kids + head.kids)
    if word.tag in _PARTICIPLES and either:
        return next((w.i for w in reversed(between) if w.tag == "VBN" and w.dep == "pcomp"), None)
    return None


def _leans(text: Analysed, word: Word, head: Word) -> bool:
    """Has the verb neither subject nor auxiliary nor "to" of its own, and the form of the one before it?"""
    kids = [text.words[k] for k in word.kids]
    own = ("nsubj", "nsubjpass", "aux", "auxpass", "mark", "neg")
    between = text.words[head.i + 1 : word.i]
    if any(k.dep in own for k in kids) or any(w.low in ("but", ";") for w in between):
        return False
    alike = word.tag == head.tag or (word.tag in _PARTICIPLES and head.tag in _PARTICIPLES)
    bare = word.low == word.lemma and head.tag == "VB"  # "would beat him and *put* him in prison"
    if word.tag not in ("VBN", "VBD", "VB", "VBG") or not (alike or bare):
        return False
    if word.tag == "VBD" and not bare and not is_passive(text, word.i):
        return False
    if word.dep == "conj":
        return True
    # "has never been arrested, charged or convicted": the parser takes the second for an aside
    conj = text.kid(word.i, "conj")
    joined = conj is not None and any(
        k.dep == "cc" for k in (*kids, *(text.words[j] for j in conj.kids))
    )
    return word.dep in ("advcl", "dep") and text.words[word.i - 1].text == "," and joined
