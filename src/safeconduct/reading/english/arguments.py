"""English predicates with their arguments; those missing from a conjoined verb, an infinitive or a relative clause
are taken from where grammar puts them.

May import: this room.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from safeconduct.reading.english.predicates import is_finite, is_passive, is_pending
from safeconduct.reading.english.words import Analysed, Word

_MONTHS = {
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
}  # fmt: skip
_ALONG = {"back", "home", "away", "out", "over", "abroad", "off", "forward"}
# Adjectives that make of a noun what it is: "his forcible return", "a red notice".
_TELLING = {"forcible", "forced", "involuntary", "red", "international"}
_RELATIVE = ("which", "that", "whom", "who")
_GOALS = {"hospital", "custody", "prison", "jail", "court", "detention"}
_MEASURED = {"give", "get", "receive", "serve", "spend", "hand"}
_HINGES = {"respect", "relation", "regard", "case", "behalf", "favour", "front"}


@dataclass(frozen=True, slots=True)
class Argument:
    """A noun phrase's head in a role: subject, object (of an active verb, or subject of a passive), agent, dative,
    complement, or the preposition it hangs on ("in", "against", "from")."""

    role: str
    word: int
    inherited: bool = False


def subject(text: Analysed, i: int, depth: int = 0) -> Argument | None:
    """The grammatical subject of a verb, found where grammar leaves it out. Role is "subject" or "object" (passive)."""
    word = text.words[i]
    role = "object" if is_passive(text, i) else "subject"
    own = text.kid(i, "nsubj", "nsubjpass")
    if own is not None:
        if own.low in ("who", "that", "which", "whom") and word.dep == "relcl":
            return Argument(role, _not_the_other(text, word.head), True)
        return Argument(role, _behind_a_comma(text, own, i))
    if depth > 5:
        return None
    before = _told_before(text, word)
    if before is not None:
        return Argument(role, before, True)
    if word.dep == "ROOT" and is_finite(text, i):
        lost = _right_before(text, word, text.sentences[word.sentence][0] - 1)
        return Argument(role, lost) if lost is not None else None
    head = text.words[word.head]
    if (word.dep == "conj" and head.pos in ("VERB", "AUX")) or _runs_on(text, word):
        found = subject(text, head.i, depth + 1)
        return Argument(role, found.word, True) if found else None
    if word.dep in ("acl", "relcl", "amod") and head.pos in ("NOUN", "PROPN", "PRON"):
        if word.tag == "VBN" and role == "object":
            return Argument("object", _headline(text, head).i, True)
        if word.tag == "VBG":
            return Argument("subject", head.i, True)
        return None
    if word.dep == "xcomp" and head.pos in ("VERB", "AUX", "ADJ"):
        over = text.kid(head.i, "dobj", "dative")
        if over is not None and head.lemma not in ("promise", "threaten"):
            return Argument(role, over.i, True)
        found = subject(text, head.i, depth + 1)
        return Argument(role, found.word, True) if found else None
    if word.dep in ("advcl", "pcomp", "ccomp"):
        if word.dep == "pcomp":
            head = text.words[head.head]  # "accused of harbouring": the preposition's governor
        if head.pos in ("VERB", "AUX") and (
            word.tag in ("VBG", "VBN", "VB") or word.dep == "pcomp"
        ):
            if word.dep == "ccomp" and word.tag == "VB":
                over = text.kid(head.i, "dobj", "dative", "nsubjpass")
                if over is not None:
                    return Argument(role, over.i, True)
            if word.dep == "ccomp" and is_finite(text, i):
                lost = _right_before(text, word, head.i)
                return Argument(role, lost) if lost is not None else None
            found = subject(text, head.i, depth + 1)
            return Argument(role, found.word, True) if found else None
    return None


def _behind_a_comma(text: Analysed, own: Word, i: int) -> int:
    """ "According to the lawyer, Anvar Saidov, *Karim Yusupov* was beaten": an apposition closes with a comma, so what
    stands right before the verb is its subject.
    """
    if own.pos != "PROPN" or own.i > i:
        return own.i
    apposed = next((text.words[k] for k in own.kids if text.words[k].dep == "appos"), None)
    if apposed is None or apposed.pos != "PROPN":
        return own.i
    last = max(text.subtree(apposed.i))
    verbs = [k for k in text.words[i].kids if text.words[k].dep in ("aux", "auxpass") and k < i]
    run = text.words[apposed.i : last + 1]
    listed = any(w.low in ("and", "or") for w in run)
    return apposed.i if last + 1 == min([*verbs, i]) and not listed else own.i


def _right_before(text: Analysed, word: Word, after: int) -> int | None:
    """ "Told the agency that Karimov and a friend, Saidov, *were arrested*", "like his brother, Karimov *was arrested*": a
    clause with a tense of its own has a subject of its own, behind word `after`, which the parser may hang elsewhere.
    """
    first = min([word.i, *(k for k in word.kids if text.words[k].dep in ("aux", "auxpass"))])
    begins = next((w.i for w in text.words[max(after, 0) : first] if w.low == "that"), after)
    at = first - 1
    while at > begins and text.words[at].text in (",", ")"):
        at -= 1
    if at <= begins or text.words[at].pos not in ("NOUN", "PROPN", "PRON"):
        return None
    while (
        begins < text.words[at].head < at
        and text.words[at].dep in ("appos", "compound", "conj", "nmod")
        and text.words[text.words[at].head].dep != "pobj"
    ):
        at = text.words[at].head
    return at if text.words[at].pos in ("NOUN", "PROPN", "PRON") else None


def _headline(text: Analysed, word: Word) -> Word:
    """ "Extradition of Karimov *halted*": in a headline the participle is of the noun that opens it."""
    over = text.words[text.words[word.head].head]
    of = word.dep == "pobj" and text.words[word.head].low == "of"
    return over if of and over.dep == "ROOT" and over.tag == "NN" else word


def _told_before(text: Analysed, word: Word) -> int | None:
    """ "He was arrested, spent a month in custody": the first of verbs in a row, which the parser hangs on the second."""
    for k in word.kids:
        first = text.words[k]
        if first.dep != "advcl" or k > word.i or word.dep != "ROOT" or word.tag != "VBD":
            continue
        own = text.kid(k, "nsubj", "nsubjpass")
        if own is not None and is_finite(text, k) and text.kid(k, "mark", "advmod") is None:
            return own.i
    return None


def _runs_on(text: Analysed, word: Word) -> bool:
    """ "Left in March, lived in Samara for three years, and entered Poland": a finite verb taken for a clause of its own."""
    if word.dep not in ("advcl", "dep", "ccomp") or word.tag != "VBD":
        return False
    if any(text.words[k].dep in ("mark", "advmod") and k < word.i for k in word.kids):
        return False
    head = text.words[word.head]
    finite = head.tag == "VBD" or text.kid(head.i, "auxpass") is not None
    return head.pos == "VERB" and finite and head.i < word.i


def _not_the_other(text: Analysed, i: int) -> int:
    """ "It was Karim, not Anvar, who was arrested": the one before the one who is denied.

    "Indicated a measure on 1 November 2013, which was lifted": no date is lifted, but what the verb is about.
    """
    word = text.words[i]
    if word.tag == "CD" or (word.dep == "pobj" and word.low in _MONTHS):
        verb = text.words[word.head]
        while verb.pos != "VERB" and verb.head != verb.i:
            verb = text.words[verb.head]
        about = text.kid(verb.i, "dobj", "nsubjpass")
        return about.i if about is not None else i
    before = text.words[max(0, i - 3) : i]
    if word.dep in ("appos", "conj") and any(w.low == "not" for w in before):
        return word.head
    return i


def arguments(text: Analysed, i: int) -> list[Argument]:
    """All arguments of a verb or an event noun, heads of noun phrases, conjoined heads included."""
    found: list[Argument] = []
    word = text.words[i]
    if word.pos in ("VERB", "AUX"):
        s = subject(text, i)
        if s is not None:
            found.append(s)
    for k in word.kids:
        kid = text.words[k]
        if kid.dep == "dobj" and is_pending(text, kid):
            found.append(Argument("pending", k))
        elif kid.dep == "dobj" and kid.low in _RELATIVE and word.dep == "relcl":
            found.append(Argument("object", _not_the_other(text, word.head), True))
        elif kid.dep == "dobj":
            found.append(Argument("object", k))
        elif kid.dep == "dative":
            if kid.pos == "ADP":
                inner = text.kid(k, "pobj")
                if inner is not None:
                    found.append(Argument(kid.low, inner.i))
            else:
                found.append(Argument("dative", k))
        elif kid.dep in ("attr", "oprd", "acomp"):
            found.append(Argument("complement", k))
            for j in kid.kids:  # "walked free from a prison"
                if text.words[j].dep == "prep":
                    found.extend(_preposition(text, text.words[j]))
        elif kid.dep == "prt" or (kid.dep == "advmod" and kid.low in _ALONG):
            for j in kid.kids:  # "flown back to Tashkent"
                if text.words[j].dep == "prep":
                    found.extend(_preposition(text, text.words[j]))
        elif kid.dep == "npadvmod" and word.lemma in _MEASURED and kid.pos != "PROPN":
            found.append(Argument("object", k))  # "got eleven years"
        elif kid.dep == "xcomp" and kid.lemma in _GOALS and text.words[k - 1].low == "to":
            found.append(Argument("to", k))  # "was taken to hospital": the parser sees a verb
        elif kid.dep == "agent":
            inner = text.kid(k, "pobj")
            if inner is not None:
                found.append(Argument("agent", inner.i))
        elif kid.dep == "prep":
            found.extend(_preposition(text, kid))
        elif kid.dep == "poss":
            found.append(Argument("owner", k))
        elif kid.dep == "amod" and word.pos == "NOUN" and kid.lemma in _TELLING:
            found.append(Argument("amod", k))
        elif kid.dep == "compound" and word.pos in ("NOUN", "PROPN"):
            found.append(Argument("compound", k))
        elif kid.dep in ("ccomp", "xcomp") and kid.pos in ("NOUN", "PROPN", "PRON"):
            found.append(Argument("object", k))
    if word.pos == "VERB" and word.dep == "conj":
        # an object shared by conjoined verbs stands once, after the last: "arrested and beat him"
        pass
    if word.pos == "VERB" and not any(a.role == "object" for a in found):
        for k in word.kids:
            later = text.words[k]
            alike = later.tag == word.tag or not (is_passive(text, i) or is_passive(text, k))
            if later.dep == "conj" and later.pos == "VERB" and alike:
                shared = text.kid(k, "dobj")
                if shared is not None and text.kid(k, "nsubj") is None:
                    found.append(Argument("object", shared.i, True))
    if word.dep == "relcl" and any(text.words[k].low == "where" for k in word.kids):
        found.append(Argument("in", word.head, True))
        prep = text.words[text.words[word.head].head]
        if prep.pos == "ADP":
            # "in Samara, in southwest Russia, where …": the places told side by side
            for k in text.words[prep.head].kids:
                if text.words[k].dep == "prep" and text.words[k].low == "in" and k < word.i:
                    inner = text.kid(k, "pobj")
                    if inner is not None and inner.i != word.head:
                        found.append(Argument("in", inner.i, True))
    if word.dep == "relcl" and word.pos == "VERB" and not any(a.role == "object" for a in found):
        own = text.kid(i, "nsubj", "nsubjpass")
        if own is not None and own.low not in ("who", "that", "which"):
            found.append(Argument("object", word.head, True))
    spread: list[Argument] = []
    for a in found:
        spread.append(a)
        spread.extend(Argument(a.role, j, a.inherited) for j in joined(text, a.word))
    return spread


def _preposition(text: Analysed, prep: Word) -> Iterator[Argument]:
    for k in prep.kids:
        kid = text.words[k]
        if kid.dep == "pobj":
            yield Argument(prep.low, k)
            if kid.lemma in _HINGES:  # "in respect of Karimov"
                for j in kid.kids:
                    if text.words[j].dep == "prep":
                        yield from _preposition(text, text.words[j])
        elif kid.dep == "prep":
            yield from _preposition(text, kid)
        elif kid.dep == "pcomp":
            yield Argument(prep.low, k)


def joined(text: Analysed, i: int) -> Iterator[int]:
    """The heads that a noun phrase's head is joined with: "Karimov, *Saidov*, and *Yusupov*"."""
    for k in text.words[i].kids:
        kid = text.words[k]
        listed = kid.dep == "appos" and kid.pos == text.words[i].pos == "PROPN"
        if listed and any(
            text.words[j].dep in ("conj", "appos") and text.words[j].pos == "PROPN"
            for j in kid.kids
        ):
            yield k
            yield from joined(text, k)
        if kid.dep == "prep" and kid.low == "including":  # "ten men, including Karimov"
            for j in kid.kids:
                if text.words[j].dep == "pobj" and text.words[j].pos == "PROPN":
                    yield j
                    yield from joined(text, j)
        if kid.dep == "conj" and text.words[k].pos in ("NOUN", "PROPN", "PRON"):
            yield k
            yield from joined(text, k)
