"""Denials: a that-clause which the words before it deny or do not find proved is never told as a fact.

May import: this room.
"""

from __future__ import annotations

import re

from safeconduct.reading.english.predicates import is_finite
from safeconduct.reading.english.words import Analysed, Word

# "no evidence that", "nobody has confirmed that", "denied that": what follows is never told as a fact. Read from the
# words, not the tree, because a parser that loses the clause must not turn a denial into a sure fact.
_DOUBTED = re.compile(
    r"\b(?:no|not\s+any|n[’']t\s+any|without|little|insufficient)\s+(?:[\w-]+\s+){0,3}"
    r"(?:evidence|proof|trace|sign|signs|indication|record|records|information|confirmation)\b(?:\s+\w+){0,4}?\s+that\b"
    r"|\b(?:nobody|no\s+one|none\s+of\s+\w+|neither\s+\w+|no\s+\w+)\s+(?:\w+\s+){0,2}"
    r"(?:confirm|establish|prov|verif|show|sa(?:id|ys)|claim|report|f(?:ou|i)nd)\w*\s+(?:\w+\s+){0,2}that\b"
    r"|(?<!not )(?<!n't )(?<!n’t )(?<!never )\b(?:den(?:y|ied|ies|ying)|refut\w+|disput\w+|reject\w+|dismiss\w+|disprov\w+|contest\w*|challeng\w+|rebut\w*)"
    r"\s+(?:[\w’']+\s+){0,4}?(?:that|having)\b"
    r"|(?:\bnot|n[’']t|\bnever|\bcannot)\s+(?:(?:been|be|yet|have|has)\s+)*"
    r"(?:confirm\w*|establish\w*|prove[dn]?|verif\w+|true|shown?|demonstrated?|substantiated?|the\s+case)\s+(?:\w+\s+){0,2}?that\b"
    r"|\b(?:untrue|false|a lie)\s+that\b",
    re.IGNORECASE,
)
# "Rumours that he had been released turned out to be false."
_DISPROVED = re.compile(
    r"\b(?:rumou?rs?|reports?|(?<!asylum )(?<!refugee )(?<!protection )(?<!removal )(?<!rights )claims?|news|allegations?|information|stories|story)"
    r"\b[^.;]*\b(?:turned out|proved|proven|was|were|is|are)"
    r"\s+(?:to be\s+|to have been\s+)?(?:\w+ly\s+)?(?:false|wrong|untrue|unfounded|lies?|a lie|incorrect|mistaken|baseless|invented|(?:later |soon )?(?:denied|refuted|disproved))\b",
    re.IGNORECASE,
)
# "It was reported that he had been arrested, which turned out to be wrong"; "was thought to …; in fact …".
_NOT_SO = re.compile(
    r"\b(?:which|that|this|it|the reports?)\s+(?:later\s+)?(?:turned out|proved|was|were)\s+(?:to be\s+)?"
    r"(?:false|wrong|untrue|unfounded|a lie|incorrect|mistaken|baseless|invented)\b|;\s*in fact\b|\bbut in fact\b",
    re.IGNORECASE,
)
_ON_PAPER = re.compile(r"(?:(?!\band\b|\bbut\b|[,;.]).)*\bonly on paper\b", re.IGNORECASE)
# "Was mistakenly reported to have been extradited".
_MISTAKEN = re.compile(
    r"\b(?:mistakenly|falsely|wrongly|erroneously|incorrectly)\s+(?:\w+\s+){0,2}?"
    r"(?:report|believ|claim|announc|sa(?:id|y)|assum|thought|stat|declar)\w*\s+(?:\w+\s+){0,2}?(?:that|to)\b",
    re.IGNORECASE,
)
# "Instead of being released", "rather than release him".
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|far from|in lieu of|short of)\s+(?:having\s+)?(?:been\s+|being\s+)?(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
_NEITHER = re.compile(
    r"\b(?:neither|nor)\s+(?:been\s+|was\s+|were\s+|is\s+|are\s+|had\s+(?:been\s+)?|he\s+|she\s+|they\s+|his\s+|her\s+|their\s+|the\s+|[\w’']+['’]s\s+)*$",
    re.IGNORECASE,
)
_DENIED_NEWS = re.compile(
    r"\bcontrary to\s+(?:\w+\s+){0,2}(?:reports?|rumou?rs?|claims?)\b|"
    r"\b(?:den(?:y|ied|ies|ying)|reject\w*|dismiss\w*|refut\w*|contest\w*)\s+(?:\w+\s+){0,2}"
    r"(?:(?:reports?|rumou?rs?|claims|allegations?|accusations?)\s+(?:of|about|that)|claim\s+(?:about|that))\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:report\w*|said|announced|rumou?red|thought|believed|assumed|presumed|understood|claimed)\b",
    re.IGNORECASE,
)
_LONGER = re.compile(r"\bno longer\s+(?:\w+\s+)?$|\bnot (?:any more|anymore)\b", re.IGNORECASE)
_OVER = re.compile(r";|,\s+but\b|\bbut\s+(?:instead|rather)\b")  # where the doubt ends


def doubted(text: Analysed, word: Word) -> bool:
    """Do the words around deny the predicate, or not find proved the that-clause it stands in?"""
    low, high = text.sentences[word.sentence]
    first, last = text.words[low].start, text.words[high - 1].end
    head = text.text[first : word.start]
    if any(p.search(head) for p in (_INSTEAD, _NEITHER, _LONGER)):
        return True
    if _ON_PAPER.match(text.text, word.end, last):
        return True
    if _REPORTED.search(head) and _NOT_SO.search(text.text, word.end, last):
        return True
    if any(m.start() < word.start < m.end() for m in _DISPROVED.finditer(text.text, first, last)):
        return True
    denials = (m for p in (_DENIED_NEWS, _DOUBTED, _MISTAKEN) if (m := p.search(head)))
    return any(
        not _OVER.search(head, m.end()) and not _resumed(text, word, first + m.end())
        for m in denials
    )


def _resumed(text: Analysed, word: Word, after: int) -> bool:
    """Has the sentence gone on to what its subject did besides denying? "Rejected reports of X, and ordered …"."""
    for k in range(word.i, 0, -1):
        other = text.words[k]
        if other.start < after:
            return False
        head = text.words[other.head]
        which = any(text.words[j].low in ("which", "who", "whom", "whose") for j in text.subtree(k))
        if other.dep == "relcl" and which and is_finite(text, k) and other.head <= word.i:
            return True  # "denies the fraud of which he was convicted"
        if (
            other.dep == "conj"
            and head.start < after
            and is_finite(text, k)
            and (text.words[k - 1].low in (",", "and", "but") or _begins(text, k))
            and ("," in text.text[after : other.start] or _begins(text, k))
        ):
            return True
    return False


def _begins(text: Analysed, i: int) -> bool:
    """Has the verb a subject of its own, and no "that" before it?"""
    return text.kid(i, "nsubj", "nsubjpass") is not None and text.kid(i, "mark") is None
