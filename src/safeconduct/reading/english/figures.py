"""Counts, rates and terms that an English text gives of people to whom something happened.

May import: this room.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from safeconduct.reading.english.clauses import bounds
from safeconduct.reading.english.lexicon import lexicon
from safeconduct.reading.english.people.mentions import Pointed
from safeconduct.reading.english.words import Analysed, Word
from safeconduct.reading.marks import Moment, Tally

_UNITS = {
    "people": "people", "person": "people", "man": "people", "woman": "people", "citizen": "people", "national": "people", "migrant": "people",
    "refugee": "people", "client": "people", "applicant": "people", "case": "cases", "uzbek": "people", "tajik": "people", "complaint": "cases",
    "request": "cases", "application": "cases", "prisoner": "people", "detainee": "people", "worker": "people", "kyrgyz": "people",
    "child": "people", "judgment": "cases", "abduction": "cases", "incident": "cases", "deportation": "cases", "extradition": "cases", "order": "cases",
    "foreigner": "people", "member": "people", "seeker": "people", "individual": "people", "activist": "people", "family": "families",
    "decision": "cases", "appeal": "cases", "kidnapping": "cases", "arrest": "cases",
}  # fmt: skip
_NUMBER = {
    w: n for n, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "dozen": 12, "dozens": None, "hundreds": None, "thousands": None, "thousand": 1000, "million": 1000000}  # fmt: skip
_FOLD = {
    "double": 2.0,
    "twofold": 2.0,
    "two-fold": 2.0,
    "threefold": 3.0,
    "three-fold": 3.0,
    "triple": 3.0,
    "fourfold": 4.0,
    "four-fold": 4.0,
    "fivefold": 5.0,
    "five-fold": 5.0,
    "tenfold": 10.0,
    "quadruple": 4.0,
    "halve": 0.5,
}
_RANGE = re.compile(
    r"\b(?:between|from)\s+(\w+)\s+(?:and|to)\s+(\w+)\s+(years|months)\b|\b(\d{1,2})\s?(?:-|–|to)\s?(\d{1,2})\s+(years|months)\b",
    re.IGNORECASE,
)


def number(words: str) -> float | None:
    """ "1,200", "18", "eighteen" as a number."""
    low = words.casefold().replace(",", "").replace("\u00a0", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", low):
        return float(low)
    found = _NUMBER.get(low)
    return float(found) if found is not None else None


def find(
    text: Analysed, pointed: Pointed, moments: Sequence[Moment], noise: frozenset[int]
) -> list[Tally]:
    """Figures in text order: counts of people and cases, ranges of terms, growth."""
    made: list[Tally] = []
    for word in text.words:
        if word.block in noise:
            continue
        counted = word.lemma in _UNITS or any(
            "weak" not in r for r in lexicon().nouns.get(word.lemma, ())
        )
        if counted and word.tag in ("NNS", "NNPS", "NNP", "NN", "JJ"):
            tally = _count(text, word, moments)
            if tally is not None:
                made.append(tally)
        elif word.low in _FOLD or word.lemma in _FOLD:
            tally = _growth(text, word, moments)
            if tally is not None:
                made.append(tally)
    for n, (first, last) in enumerate(text.sentences):
        if first == last or text.words[first].block in noise:
            continue
        made.extend(_terms(text, n, first, last))
    del pointed
    return sorted(made, key=lambda t: t.start)


def _what(text: Analysed, word: Word) -> tuple[str, int]:
    """What the counted things have to do with: the kind told by the verb over or under them."""
    lex = lexicon()
    near = [text.words[word.head]] + [
        text.words[k] for k in word.kids if text.words[k].dep in ("relcl", "acl")
    ]
    if word.dep == "pobj":
        near.append(text.words[text.words[word.head].head])
    for w in near:
        for row in lex.verbs.get(w.lemma, ()):
            if "weak" not in row.flags and not row.arg:
                return row.kind, w.i
        for row in lex.nouns.get(w.lemma, ()):
            return row.kind, w.i
    for row in lex.nouns.get(word.lemma, ()):
        return row.kind, word.i
    return "", word.i


def _count(text: Analysed, word: Word, moments: Sequence[Moment]) -> Tally | None:
    num = next((text.words[k] for k in word.kids if text.words[k].dep == "nummod"), None)
    if num is None:
        return None
    value = number(num.text)
    if value is None or (value < 3 and word.lemma != "case"):
        return None
    what, at = _what(text, word)
    if not what:
        return None
    first, last = (
        bounds(text, at)
        if text.words[at].pos in ("VERB", "AUX")
        else (min(num.i, at), max(word.i, at) + 1)
    )
    first, last = min(first, num.i), max(last, word.i + 1)
    start, end = text.words[first].start, text.words[last - 1].end
    before = text.words[num.i - 1].low if num.i else ""
    low = value if before == "than" and num.i > 1 and text.words[num.i - 2].low == "more" else None
    return Tally(
        start, end, what, count=value, low=low, unit=_UNITS.get(word.lemma, "cases"), moment=_moment(text, word, moments),
    )  # fmt: skip


def _moment(text: Analysed, word: Word, moments: Sequence[Moment]) -> int | None:
    low, high = text.sentences[word.sentence]
    a, b = text.words[low].start, text.words[high - 1].end
    return next((n for n, m in enumerate(moments) if a <= m.start < b and not m.length), None)


def _growth(text: Analysed, word: Word, moments: Sequence[Moment]) -> Tally | None:
    low, high = text.sentences[word.sentence]
    run = text.words[low:high]
    subject = next(
        (w for w in run if w.lemma in ("number", "amount", "rate", "share", "count")), None
    )
    if subject is None:
        return None
    what = ""
    lex = lexicon()
    for w in run:
        rows = [r for r in lex.verbs.get(w.lemma, ()) if "weak" not in r.flags and not r.arg]
        if rows:
            what = rows[0].kind
            break
    ratio = _FOLD.get(word.low, _FOLD.get(word.lemma))
    over = any(text.words[k].low == "more" for k in range(max(low, word.i - 3), word.i))
    attributes: dict[str, object] = {"ratio": f">{ratio:g}" if over else f"{ratio:g}"}
    length = next(
        (m.length for m in moments if m.length and run[0].start <= m.start < run[-1].end), None
    )
    if length:
        attributes["over"] = length
    return Tally(run[0].start, run[-1].end, what or "change", unit="times", attributes=attributes)


def _terms(text: Analysed, n: int, first: int, last: int) -> list[Tally]:
    start, end = text.words[first].start, text.words[last - 1].end
    made = []
    for m in _RANGE.finditer(text.text, start, end):
        a, b, unit = (m[1], m[2], m[3]) if m[1] else (m[4], m[5], m[6])
        low, high = number(a), number(b)
        if low is None or high is None or high <= low:
            continue
        what = (
            "sentence"
            if re.search(r"sentenc|given|jail|prison|imprison|got", text.text[start:end])
            else "term"
        )
        made.append(Tally(start, end, what, low=low, high=high, unit=unit.casefold()))
    del n
    return made
