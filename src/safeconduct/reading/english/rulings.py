"""What a court did to a decision, for the person or against: "set aside the decision dismissing his appeal".

What is decided (an extradition, an asylum) stands for or against the person; every word between it and the court that
turns it round (quash, refuse, appeal against, ban, unlawful, not) changes the side once (vocabulary/rulings-en.yaml).
May import: `record`, this package, the shelf.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from safeconduct.reading.english.predicates import is_passive
from safeconduct.reading.english.words import Analysed, Word
from safeconduct.record.places import place_of
from safeconduct.shelf import read_yaml, shelf

_WORDS: Mapping[str, frozenset[str]] = {
    name: frozenset(words)
    for name, words in read_yaml(shelf("vocabulary") / "rulings-en.yaml").items()
}
SIDES = {1: "for", -1: "against"}
_RULES = ("rule", "decide", "find", "vote")
_NOT = ("not", "n't", "no", "neither", "nor", "never")
# Verbs whose subject is what is decided, or whose plea it is.
_OF_ITS_SUBJECT = ("win", "lose", "fail", "be", "prove", "remain", "succeed")
_IN_SIDE = ("favour", "favor")


def side(text: Analysed, word: Word, before: int = 0) -> int:
    """1 where the ruling that `word` tells is for the person, -1 where it is against, 0 where it stays open; `before`: the
    side of the decision told of last, for "quashed that decision".
    """
    scope = [text.words[i] for i in sorted(_scope(text, word))]
    if found := [w for w in scope if w.lemma in _WORDS["breaches"] and _by_a_state(text, w)]:
        none = any(_denied(text, w) or _denied(text, text.words[w.head]) for w in found)
        return -1 if none else 1
    if (
        word.lemma in _OF_ITS_SUBJECT
    ):  # "lost his appeal against …": whose plea it was, and how it went
        pleas = [w for w in scope if w.lemma in _WORDS["pleas"]]
        lost = _turns_as_verb(text, word) or any(w.lemma in _WORDS["adjectives"] for w in scope)
        whose = -1 if any(_of_authority(text, w) for w in (word, *pleas)) else 1
        return whose * (-1 if lost else 1) if pleas else 0
    turns = int(_turns_as_verb(text, word)) + sum(_turns(text, w, scope) for w in scope)
    base = 0 if word.lemma in _WORDS["sends_back"] else _base(text, scope)
    if not base and any(w.lemma in _WORDS["decisions"] for w in scope) and _deals(text, word):
        base = before
    if not base and not any(w.pos in ("NOUN", "PROPN", "PRON") for w in scope if w.dep != "pobj"):
        base = int(word.lemma in _WORDS["alone"])  # "dismissed 14 Dec.": what he had asked for
    return -base if turns % 2 else base


def _deals(text: Analysed, word: Word) -> bool:
    """Does the verb deal with a decision told of before, and does it not only give one?"""
    return _turns_as_verb(text, word) or word.lemma in _WORDS["keep"]


def _scope(text: Analysed, word: Word) -> set[int]:
    """The words that say what is decided: the verb's own, without who decides, what else is done, and asides."""
    made = {word.head} if word.dep == "relcl" else set()  # "his appeal, which the board dismissed"
    todo = [word.i]
    passive = is_passive(text, word.i)
    while todo:
        i = todo.pop()
        for k in text.words[i].kids:
            kid = text.words[k]
            if kid.dep in ("punct", "agent", "parataxis", "relcl", "mark"):
                continue
            if i == word.i:
                own = word.lemma in _OF_ITS_SUBJECT or kid.lemma in _WORDS["pleas"]
                if kid.dep == "nsubj" and not passive and not own:
                    continue
                if kid.dep == "conj" or (kid.dep == "ccomp" and k < i):
                    continue
                if kid.dep == "advcl" and kid.tag != "VB":
                    continue
            if kid.dep == "conj" and kid.pos == "VERB" and text.words[i].pos != "VERB":
                continue
            if kid.dep in ("prep", "advcl") and _is_aside(text, kid):
                continue
            made.add(k)
            todo.append(k)
    return made


def _is_aside(text: Analysed, kid: Word) -> bool:
    if kid.dep == "advcl":
        return any(text.words[k].low in _WORDS["asides"] for k in kid.kids)
    inner = text.kid(kid.i, "pobj")
    if kid.low == "for":
        head = text.words[
            kid.head
        ]  # "ordered his release for lack of a request", and "cleared the way for"
        cleared = text.kid(head.i, "dobj")
        way = cleared is not None and cleared.lemma == "way"
        return head.lemma in _WORDS["good"] or (head.pos == "VERB" and not way)
    if kid.low == "in" and inner is not None and inner.lemma in (*_IN_SIDE, "vain", "case"):
        return False
    return kid.low in _WORDS["asides"]


def _turns_as_verb(text: Analysed, word: Word) -> bool:
    keys = {word.lemma} | {
        f"{word.lemma} {text.words[k].low}"
        for k in (*word.kids, min(word.i + 1, len(text.words) - 1))
    }
    denied = any(text.words[k].dep == "neg" for k in word.kids)
    return bool(keys & _WORDS["turn"]) != denied


def _turns(text: Analysed, word: Word, scope: Sequence[Word]) -> bool:
    """Does this word turn what is decided round?"""
    if word.pos == "VERB" and word.dep not in ("amod", "compound"):
        return _turns_as_verb(text, word)
    stops = [text.words[k] for k in word.kids if text.words[k].tag == "VBG"]
    if word.lemma in _WORDS["holds"] and any(_turns_as_verb(text, k) for k in stops):
        return False  # "an injunction suspending the deportation" says it twice
    if word.lemma in _WORDS["nouns"] | _WORDS["holds"]:
        return word.dep != "conj" and not _denied(text, word)
    if word.lemma in _WORDS["pleas"]:
        return word.dep != "conj" and _goes_against(text, word, scope)
    if word.lemma in _WORDS["adjectives"] or word.low in _WORDS["adjectives"]:
        return word.dep not in ("amod", "conj") or word.i > word.head
    if word.dep == "prep" and word.low == "against":
        return text.words[word.head].lemma in _RULES
    return word.low == "neither" and word.dep in ("preconj", "cc", "det", "advmod")


def _denied(text: Analysed, word: Word) -> bool:
    return any(text.words[k].low in _NOT for k in word.kids)


def _by_a_state(text: Analysed, breach: Word) -> bool:
    """ "His extradition would violate the Convention", and not "he had violated migration rules"."""
    doer = text.kid(breach.i, "nsubj") if breach.pos == "VERB" else None
    if doer is None:
        return True
    return doer.lemma in _WORDS["bad"] | _WORDS["authorities"] or place_of(doer.text) is not None


def _goes_against(text: Analysed, plea: Word, scope: Sequence[Word]) -> bool:
    """ "An appeal *against* the refusal", "an appeal *from* a decision denying …", "his *extradition* appeal"."""
    kids = [text.words[k] for k in plea.kids]
    if any(
        (k.dep == "prep" and k.low in _WORDS["against"])
        or (k.dep == "compound" and k.lemma in _WORDS["bad"])
        for k in kids
    ):
        return True
    # "upheld the appeal by Mr Yusupov against his extradition": the parser hangs it on the verb
    after = [w for w in scope if w.i > plea.i]
    nearer = next((w.i for w in after if w.lemma in _WORDS["pleas"]), len(text.words))
    return any(
        w.dep == "prep"
        and w.i < nearer
        and (w.low == "against" or _from_a_decision(text, w))
        and text.words[w.head].lemma
        not in (*_WORDS["pleas"], *_RULES, "order", "decision", "warrant")
        for w in after
    )


def _from_a_decision(text: Analysed, prep: Word) -> bool:
    """ "Dismissed his appeal *from a decision* denying him asylum"."""
    inner = text.kid(prep.i, "pobj")
    return prep.low == "from" and inner is not None and inner.lemma in _WORDS["decisions"]


def _of_authority(text: Analysed, plea: Word) -> bool:
    """ "The *prosecutor's* appeal", "an appeal *by the Home Office*"."""
    owners = [
        text.words[k] for k in plea.kids if text.words[k].dep in ("poss", "compound", "nsubj")
    ]
    owners += [
        w
        for k in plea.kids
        if text.words[k].low in ("of", "by") and (w := text.kid(k, "pobj")) is not None
    ]
    return any(
        text.words[j].lemma in _WORDS["authorities"] for w in owners for j in text.subtree(w.i)
    )


def _base(text: Analysed, scope: Sequence[Word]) -> int:
    """On whose side what is decided stands: 1 for the person, -1 against, 0 where the words leave it open."""
    for word in scope:
        if word.lemma in _IN_SIDE:
            return -1 if any(w.lemma in _WORDS["bad"] for w in scope if w.i > word.i) else 1
    for word in scope:
        if word.lemma in _WORDS["bad"]:
            return -1
        if word.lemma in _WORDS["good"]:
            return 1
    if any(w.lemma in _WORDS["holds"] for w in scope):
        return -1
    if any(w.lemma in _WORDS["nouns"] for w in scope):
        return 1  # what was refused
    for word in scope:
        if word.lemma in _WORDS["pleas"]:
            whose = -1 if _of_authority(text, word) else 1
            return -whose if _goes_against(text, word, scope) else whose
    return 0
