"""English predicates with their arguments, and whether they tell a fact.

A predicate is a verb or a noun that tells something done. Arguments missing from a conjoined verb, an infinitive or a
relative clause are taken from where grammar puts them. Mood is found by climbing from the predicate to the root:
negation, modals, conditions, fears, plans, habits.

May import: `record`, this room.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from safeconduct.reading.english.lexicon import lexicon
from safeconduct.reading.english.words import Analysed, Word
from safeconduct.reading.marks import Tense
from safeconduct.record import Mood, Stance

_CLAUSES = frozenset({"advcl", "relcl", "ccomp", "parataxis", "csubj", "csubjpass"})
# Governors under which an infinitive or a clause did happen.
_IMPLIES = {
    "manage", "force", "begin", "start", "continue", "end", "happen", "get", "make", "compel", "oblige", "cause",
    "proceed", "help", "keep", "lead", "bring", "turn", "live", "see", "hear", "watch", "dare", "let", "coerce", "induce",
    "result", "stop", "cease", "finish", "do", "have", "leave", "pressure", "appear", "seem", "tend", "remember", "regret", "spend", "serve", "use", "succeed",
}  # fmt: skip
_FEAR = {
    "fear", "worry", "risk", "afraid", "dread", "threaten", "warn", "expect", "face", "concern", "suspect", "suppose", "await",
    "anticipate", "predict", "danger", "likely", "sure", "confident",
}  # fmt: skip
_PLAN = {
    "plan", "intend", "want", "wish", "hope", "ask", "request", "seek", "order", "decide", "try", "attempt", "prepare", "demand",
    "urge", "agree", "promise", "offer", "call", "propose", "advise", "tell", "persuade", "invite", "allow", "permit", "apply",
    "instruct", "direct", "aim", "wait", "arrange", "recommend", "appeal", "right", "opportunity", "power", "authorise", "authorize",
    "petition", "insist", "able", "unable", "ready", "due", "oppose", "like", "love", "prefer", "encourage",
}  # fmt: skip
_NOT = {
    "refuse", "fail", "avoid", "prevent", "decline", "deny", "escape", "save", "stop", "evade", "forbid", "prohibit", "bar", "unable",
    "instead", "without", "never", "reject", "rule", "impossible", "protect", "spare", "hesitate", "prohibition", "ban", "unwilling", "refusal",
    "avert", "suspend", "halt", "stay", "lack", "absence", "free",
}  # fmt: skip
_CLAIM = {
    "claim",
    "allege",
    "accuse",
    "maintain",
    "contend",
    "assert",
    "argue",
    "suspect",
    "complain",
    "insinuate",
    "purport",
    "submit",
}
_SAY = {
    "say", "tell", "report", "state", "explain", "recall", "add", "write", "note", "announce", "confirm", "testify", "inform", "describe",
    "reveal", "disclose", "mention", "learn", "declare", "insist", "stress", "believe", "think", "remember", "acknowledge", "admit", "find",
    "establish", "hear", "understand", "know", "indicate", "emphasise", "emphasize", "observe", "recount", "complain", "warn", "point",
} | _CLAIM  # fmt: skip
_HABIT = {
    "often",
    "usually",
    "sometimes",
    "always",
    "regularly",
    "frequently",
    "routinely",
    "typically",
    "normally",
    "generally",
    "commonly",
    "rarely",
    "mostly",
    "increasingly",
}
_ALLEGEDLY = {"allegedly", "reportedly", "supposedly", "purportedly", "apparently"}
_NEGATIVE = {"not", "n't", "never", "neither", "nor", "no", "nobody", "hardly", "barely", "without"}
_MODAL = {
    "would",
    "could",
    "might",
    "may",
    "should",
    "can",
    "must",
    "'d",
    "ca",
    "wo",
    "cannot",
    "shall",
}
_FUTURE = {"will", "'ll", "wo", "shall"}


@dataclass(frozen=True, slots=True)
class Argument:
    """A noun phrase's head in a role: subject, object (of an active verb, or subject of a passive), agent, dative,
    complement, or the preposition it hangs on ("in", "against", "from")."""

    role: str
    word: int
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """How a predicate is told. `sayers` are word indices of those who say it, nearest first."""

    mood: Mood
    stance: Stance
    tense: Tense
    sayers: tuple[int, ...] = ()
    generic: bool = False  # simple present: true of anybody unless a known person is meant
    habit: bool = False


def numbers(text: Analysed) -> list[int]:
    """For each word the index of the verb whose clause it stands in (its own for the verb)."""
    found: list[int] = [-1] * len(text.words)

    def climb(i: int) -> int:
        seen = []
        while found[i] < 0:
            word = text.words[i]
            if (
                word.pos in ("VERB", "AUX") and word.dep not in ("aux", "auxpass", "amod")
            ) or word.head == i:
                found[i] = i
                break
            seen.append(i)
            i = word.head
        for j in seen:
            found[j] = found[i]
        return found[i]

    for i in range(len(text.words)):
        climb(i)
    return found


@cache
def _transitive() -> frozenset[str]:
    """Verbs of the lexicon to whose object things happen, and to whose subject nothing does."""
    return frozenset(
        verb
        for verb, rows in lexicon().verbs.items()
        if all(
            row.victim and row.victim[0] == "object" and "subject" not in row.victim for row in rows
        )
    )


def is_passive(text: Analysed, i: int) -> bool:
    """ "was arrested", "got arrested", "the men arrested in May", "having been beaten"."""
    word = text.words[i]
    if word.tag not in ("VBN", "VBD"):
        return False
    kids = [text.words[k] for k in word.kids]
    if any(k.dep in ("auxpass", "nsubjpass", "csubjpass") for k in kids):
        return True
    if word.tag == "VBD":
        # "was detained while boarding and held for two days": the tagger takes the participle for a past tense
        lacks = not any(k.dep in ("nsubj", "dobj") for k in kids) and word.lemma in _transitive()
        if not lacks or word.dep != "conj":
            return False
        head = text.words[word.head]
        over = text.words[head.head]
        return any(
            w.i != word.i and w.pos == "VERB" and is_passive(text, w.i) for w in (head, over)
        )
    auxes = [k for k in kids if k.dep == "aux"]
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
            return is_passive(text, word.head)
        head = text.words[word.head]
        return (
            word.dep != "ROOT" and head.lemma in ("get", "have", "be", "see", "find")
        ) or word.dep == "ROOT"
    return False


def subject(text: Analysed, i: int, depth: int = 0) -> Argument | None:
    """The grammatical subject of a verb, found where grammar leaves it out. Role is "subject" or "object" (passive)."""
    word = text.words[i]
    role = "object" if is_passive(text, i) else "subject"
    own = text.kid(i, "nsubj", "nsubjpass")
    if own is not None:
        if own.low in ("who", "that", "which", "whom") and word.dep == "relcl":
            return Argument(role, word.head, True)
        return Argument(role, own.i)
    if depth > 5:
        return None
    head = text.words[word.head]
    if word.dep == "conj" and head.pos in ("VERB", "AUX"):
        found = subject(text, head.i, depth + 1)
        return Argument(role, found.word, True) if found else None
    if word.dep in ("acl", "relcl", "amod") and head.pos in ("NOUN", "PROPN", "PRON"):
        if word.tag == "VBN" and role == "object":
            return Argument("object", head.i, True)
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
            found = subject(text, head.i, depth + 1)
            return Argument(role, found.word, True) if found else None
    return None


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
        if kid.dep in ("dobj",):
            found.append(Argument("object", k))
        elif kid.dep == "dative":
            if kid.pos == "ADP":
                inner = text.kid(k, "pobj")
                if inner is not None:
                    found.append(Argument("to", inner.i))
            else:
                found.append(Argument("dative", k))
        elif kid.dep in ("attr", "oprd", "acomp"):
            found.append(Argument("complement", k))
            for j in kid.kids:  # "walked free from a prison"
                if text.words[j].dep == "prep":
                    found.extend(_preposition(text, text.words[j]))
        elif kid.dep == "agent":
            inner = text.kid(k, "pobj")
            if inner is not None:
                found.append(Argument("agent", inner.i))
        elif kid.dep == "prep":
            found.extend(_preposition(text, kid))
        elif kid.dep == "poss":
            found.append(Argument("owner", k))
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
            if later.dep == "conj" and later.pos == "VERB" and later.tag == word.tag:
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
        s = text.kid(i, "nsubj", "nsubjpass")
        if s is not None and s.low not in ("who", "that", "which"):
            found.append(Argument("object", word.head, True))
    spread: list[Argument] = []
    for a in found:
        spread.append(a)
        spread.extend(Argument(a.role, j, a.inherited) for j in _joined(text, a.word))
    return spread


def _preposition(text: Analysed, prep: Word) -> Iterator[Argument]:
    for k in prep.kids:
        kid = text.words[k]
        if kid.dep == "pobj":
            yield Argument(prep.low, k)
        elif kid.dep == "prep":
            yield from _preposition(text, kid)
        elif kid.dep == "pcomp":
            yield Argument(prep.low, k)


def _joined(text: Analysed, i: int) -> Iterator[int]:
    for k in text.words[i].kids:
        if text.words[k].dep == "conj" and text.words[k].pos in ("NOUN", "PROPN", "PRON"):
            yield k
            yield from _joined(text, k)


def bounds(text: Analysed, i: int, hit: int | None = None) -> tuple[int, int]:
    """`[first, last)` in words of what a predicate itself says, conjoined and dependent clauses left out.

    `hit` is a word that must lie inside: what completes the telling ("ruled that he should be *detained*").
    """
    word = text.words[i]
    keep = [i]
    stack = list(word.kids)
    while stack:
        j = stack.pop()
        kid = text.words[j]
        if (
            kid.dep in _CLAUSES
            or (kid.dep == "conj" and kid.pos in ("VERB", "AUX"))
            or kid.dep == "punct"
        ):
            continue
        if kid.dep == "cc" and j > i:
            continue
        if text.text[kid.start : kid.end].isspace():
            continue
        keep.append(j)
        stack.extend(kid.kids)
    if hit is not None and text.words[hit].sentence == word.sentence:
        keep.append(hit)
        if text.words[hit].pos == "VERB":
            keep.extend(j for j in text.subtree(hit, _CLAUSES | {"conj", "punct"}))
    # a run is unbroken: what was left out in the middle comes along, but not beyond the sentence
    low, high = text.sentences[word.sentence]
    return max(min(keep), low), min(max(keep) + 1, high)


# -- mood ------------------------------------------------------------------------------------------------------------------


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
        to = word.tag == "VB" and any(words[k].low == "to" for k in word.kids)
        if word.dep in ("conj", "advcl", "relcl", "parataxis") and word.pos in ("VERB", "AUX"):
            apart = not to
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
                    mood = (
                        Mood.NEGATED
                        if head.lemma in ("know", "hear", "say", "find", "establish")
                        else mood
                    )
                at = word.head
                if head.dep == "ROOT":
                    break
                continue
        at = word.head
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
        if finite or word.head == word.i or (word.dep in ("relcl",) and word.tag != "VBN"):
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
