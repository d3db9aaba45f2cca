"""What a governing word makes of the predicate or noun under it: feared, planned, avoided, conditional.

May import: `record`, this room.
"""

from __future__ import annotations

from safeconduct.reading.english.predicates import is_passive
from safeconduct.reading.english.wordlists import WORDS
from safeconduct.reading.english.words import Analysed, Word
from safeconduct.record import Mood

_ON = {"on", "about", "regarding", "concerning", "over"}
_HAZARD_PREPOSITIONS = {"of", "about", "for", "at", "to", "with", "against", "on", "from"}


def governed(text: Analysed, word: Word, head: Word) -> Mood | None:
    """What the governor makes of a dependent predicate or noun; None: nothing less than a fact."""
    if word.dep in ("xcomp", "ccomp", "acl", "advcl", "relcl") and word.pos in ("VERB", "AUX"):
        return _clause(text, word, head)
    if word.dep == "pcomp":
        return _gerund(text, head)
    if word.pos in ("NOUN", "PROPN"):
        return _noun(text, word, head)
    return None


def is_infinitive(text: Analysed, word: Word) -> bool:
    """ "To be arrested", "to have been arrested"."""
    return word.tag in ("VB", "VBN") and any(
        text.words[k].low == "to" and text.words[k].dep == "aux" for k in word.kids
    )


def _is_perfect(text: Analysed, word: Word) -> bool:
    """ "To have been arrested": before, if at all."""
    return any(text.words[k].low == "have" and text.words[k].dep == "aux" for k in word.kids)


def _clause(text: Analysed, word: Word, head: Word) -> Mood | None:
    lemma = head.lemma
    infinitive = is_infinitive(text, word)
    if lemma in WORDS["fear"] and (word.dep != "ccomp" or lemma != "suspect"):
        return Mood.FEARED
    beside = word.dep == "advcl" and not infinitive  # "refused, citing …": no complement
    being = not beside and any(text.words[k].low == "being" for k in word.kids)
    if infinitive and lemma == "rule":
        return Mood.PLANNED  # "ruled to extradite him", and not "ruled out extraditing him"
    if lemma in WORDS["not"] and not beside and (infinitive or word.tag == "VBG" or being):
        return Mood.NEGATED
    if head.text in ("Had", "Should", "Were") and head.i < word.i and word.dep == "ccomp":
        return Mood.CONDITIONAL  # "Had he been extradited, …"
    if infinitive and lemma == "have" and (_within(text, head) or head.tag in ("VBZ", "VBP")):
        return Mood.PLANNED  # "had until 1 August to leave", "has to leave"
    if word.dep in ("acl", "ccomp") and lemma in WORDS["hearsay"]:
        return Mood.FEARED
    if (
        infinitive
        and lemma in ("have", "be")
        and any(text.words[k].low == "yet" for k in head.kids)
    ):
        return Mood.NEGATED  # "has yet to be charged"
    if word.dep == "advcl" and (_is_to_come(text, word, head) or _goes_on(text, word, head)):
        return Mood.PLANNED
    if lemma in WORDS["weighed"] and word.tag == "VBG":
        return Mood.PLANNED
    if word.dep == "relcl" and not infinitive:
        return None
    if infinitive:
        passive = lemma in WORDS["rumour"] | WORDS["proved"] and is_passive(text, head.i)
        if (lemma in WORDS["implies"] or passive) and word.dep in ("xcomp", "ccomp"):
            return None
        if _is_perfect(text, word) and lemma in WORDS["say"]:
            return None  # "claims to have been beaten"
        return Mood.PLANNED
    singular = text.kid(word.i, "nsubj")
    leave = (word.tag == "VBP" and singular is not None and singular.tag in ("NNP", "NN")) or (
        singular is not None and singular.low in ("he", "she") and word.tag == "VBP"
    )  # "ordered that he leave the country"
    if (word.tag == "VB" or leave) and word.dep == "ccomp" and lemma in WORDS["plan"]:
        return Mood.PLANNED
    if (
        word.dep == "ccomp"
        and word.tag == "VBP"
        and lemma in WORDS["asked_that"]
        and not _own_aux(text, word)
    ):
        return Mood.PLANNED  # "we demand that the authorities release him"
    if lemma in ("want", "wish", "hope"):
        return Mood.PLANNED
    if word.dep == "ccomp" and word.tag in ("VB", "VBN") and _subjunctive(text, word):
        return Mood.PLANNED
    return None


def _own_aux(text: Analysed, word: Word) -> bool:
    return text.kid(word.i, "aux", "auxpass") is not None


def _within(text: Analysed, have: Word) -> bool:
    """ "Had three days to leave", "had until 1 August to leave": a term, nothing done."""
    kids = [text.words[k] for k in have.kids]
    until = any(k.dep == "prep" and k.low in ("until", "till", "by") for k in kids)
    return until or any(k.dep in ("dobj", "npadvmod") and k.lemma in WORDS["term"] for k in kids)


def _goes_on(text: Analysed, word: Word, head: Word) -> bool:
    """ "I shall be arrested, tortured and sentenced": a participle after a verb that is still to come."""
    modal = any(
        text.words[k].low in WORDS["modal"] for k in head.kids if text.words[k].dep == "aux"
    )
    if text.kid(word.i, "nsubj", "nsubjpass", "mark", "aux", "auxpass") is not None:
        return False  # "could not stay because he was refused"
    return modal and word.tag == "VBN" and word.i > head.i


def _is_to_come(text: Analysed, word: Word, head: Word) -> bool:
    """ "Once extradited, he would be tortured", "when he is extradited", "until he is arrested": not yet."""
    when = {text.words[k].low for k in word.kids if text.words[k].dep in ("mark", "advmod")}
    if not when & {"when", "once", "until", "till", "before", "after", "as"}:
        return False
    if any(text.words[k].low in WORDS["modal"] for k in head.kids if text.words[k].dep == "aux"):
        return True
    own = [text.words[k] for k in word.kids if text.words[k].dep in ("aux", "auxpass")]
    present = word.tag in ("VBZ", "VBP") or any(
        k.tag in ("VBZ", "VBP") and k.lemma == "be" for k in own
    )
    return present and not any(k.lemma == "have" for k in own)


def _gerund(text: Analysed, prep: Word) -> Mood | None:
    """ "Prevented from leaving", "without being heard", "the risk of being returned"."""
    over = text.words[prep.head].lemma
    if prep.low in ("after", "since", "following", "upon"):
        return None  # "faces fifteen years after being charged"
    if any(text.words[k].low == "no" for k in text.words[prep.head].kids):
        return Mood.NEGATED  # "no grounds for granting him asylum"
    instead = prep.low == "of" and any(text.words[k].low == "instead" for k in prep.kids)
    if (
        instead
        or prep.low == "without"
        or (prep.low == "from" and (over in WORDS["not"] or over in ("prevent", "keep", "stop")))
    ):
        return Mood.NEGATED
    if prep.low == "against" and over in ("decide", "advise", "vote", "warn", "rule"):
        return Mood.NEGATED
    if over in WORDS["accused"]:
        return Mood.GENERIC  # an offence laid at somebody's door, not a happening told
    if over in WORDS["time_for"]:
        return Mood.PLANNED
    if prep.low in ("about", "of") and over in ("dream", "think", "talk", "speak"):
        return Mood.FEARED
    if over in WORDS["fear"] | WORDS["aim"]:
        return Mood.FEARED
    if prep.low in ("for", "of", "at") and over in ("chance", "hope", "attempt", "plan"):
        return Mood.PLANNED
    return Mood.FEARED if _kept_off(text, prep) else None


def _kept_off(text: Analysed, prep: Word) -> bool:
    """ "Lifted the ban on deporting him": the noun right before, whatever the parser hangs the preposition on."""
    if prep.low in ("on", "of", "against", "to"):
        before = text.words[prep.i - 1] if prep.i else None
        if before is not None and before.lemma in WORDS["barrier"]:
            return True
    if prep.low != "against":
        return False
    for k in range(prep.i - 1, max(-1, prep.i - 14), -1):  # "the appeal of the prosecutor against"
        if text.words[k].pos == "VERB":
            return False
        if text.words[k].lemma in WORDS["contest"]:
            return True
    return False


def _noun(text: Analysed, word: Word, head: Word) -> Mood | None:
    """ "Avoided extradition", "sought his extradition", "the risk of torture", "his trial is due to open"."""
    if word.dep in ("nsubj", "nsubjpass"):
        told = {head.lemma} | {
            text.words[k].lemma for k in head.kids if text.words[k].dep in ("acomp", "attr", "oprd")
        }
        fails = head.lemma in ("fail", "collapse") or (
            head.lemma == "fall" and any(text.words[k].low == "through" for k in head.kids)
        )
        if fails or (word.dep == "nsubjpass" and head.lemma in ("drop", "cancel")):
            return Mood.NEGATED
        if word.lemma == "release" and head.lemma in ("announce", "promise", "agree"):
            return Mood.PLANNED  # who is to be let go is still inside
        stays = head.pos == "AUX" or head.lemma in ("remain", "seem", "appear", "become")
        if told & WORDS["awaited"] and (stays or is_passive(text, head.i)):
            return Mood.PLANNED
        if word.lemma in WORDS["removals"] and _is_judged(text, head):
            return (
                Mood.PLANNED
            )  # "found his deportation lawful": whether it may be done, and not that it was
        found = [
            text.words[g]
            for k in head.kids
            if text.words[k].dep == "xcomp"
            for g in text.words[k].kids
        ]
        if (told | {w.lemma for w in found if w.dep == "acomp"}) & WORDS["judged"]:
            return Mood.PLANNED
    if word.dep in ("dobj", "nsubjpass", "conj"):
        if word.lemma in WORDS["removals"] and _is_judged(text, head):
            return Mood.PLANNED
        held = _on_hold(text, head) or _on_hold(text, word)
        if head.lemma in WORDS["averted"] or (head.lemma == "put" and held):
            return Mood.NEGATED
        if head.lemma in WORDS["fear"]:
            return Mood.FEARED
        if head.lemma in WORDS["sought"]:
            return Mood.PLANNED
    if word.dep in ("pobj", "dobj") and head.low in _ON and _is_deliberated(text, head):
        return Mood.PLANNED
    if word.dep == "pobj":
        over = text.words[head.head].lemma
        if head.low == "without" or (head.low == "from" and over in WORDS["shelter"]):
            return Mood.NEGATED
        if over in WORDS["accused"] and head.low in ("of", "with", "for"):
            return Mood.GENERIC
        if over in WORDS["opposed"] and head.low in ("to", "against"):
            return Mood.PLANNED
        if over == "say" and head.low == "to":
            return Mood.PLANNED  # "said no to his extradition"
        if head.low in ("for", "to") and over in WORDS["motion"]:
            return Mood.PLANNED
        verb = (
            over == "subject" and text.words[head.head].pos == "VERB"
        )  # "was subjected to a search"
        if head.low in _HAZARD_PREPOSITIONS and over in WORDS["hazard"] and not verb:
            return Mood.FEARED
        if _kept_off(text, head):
            return Mood.FEARED
        if head.low == "for" and any(
            text.words[k].dep == "dobj" and text.words[k].lemma in ("way", "path", "road", "door")
            for k in text.words[head.head].kids
        ):
            return Mood.PLANNED  # "cleared the way for his extradition"
        case = text.words[head.head]
        if over == "case" and (head.low == "in" or text.words[case.head].low == "in"):
            return Mood.CONDITIONAL
    return None


def _is_judged(text: Analysed, head: Word) -> bool:
    """Is what hangs on this word found lawful, or not? "Declared his extradition inadmissible", "held it to be lawful"."""
    over = text.words[head.head]
    beside = {head.lemma} | {text.words[k].lemma for k in text.subtree(head.i)}
    return bool(
        {head.lemma, over.lemma} & WORDS["finds"] and beside & (WORDS["judged"] | WORDS["lawful"])
    )


def _is_deliberated(text: Analysed, on: Word) -> bool:
    """ "A hearing *on his extradition*", "the decision of the court *regarding* his deportation"."""
    over = text.words[on.head]
    if over.dep == "pobj" and text.words[over.head].low in ("of", "by"):
        over = text.words[text.words[over.head].head]
    return over.lemma in WORDS["deliberated"]


def _on_hold(text: Analysed, put: Word) -> bool:
    """ "Put his extradition on hold"."""
    after = [text.kid(k, "pobj") for k in put.kids if text.words[k].low == "on"]
    return any(w is not None and w.lemma == "hold" for w in after)


def _subjunctive(text: Analysed, word: Word) -> bool:
    """ "ordered that he be extradited": a bare "be" that is no infinitive."""
    kids = [text.words[k] for k in word.kids]
    finite = any(k.tag in ("VBD", "VBZ", "VBP", "MD") for k in kids if k.dep in ("aux", "auxpass"))
    bare = any(k.low == "be" and k.tag == "VB" for k in kids if k.dep in ("aux", "auxpass"))
    return bare and not finite
