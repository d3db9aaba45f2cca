"""Where English clauses begin and end.

May import: this room.
"""

from __future__ import annotations

from safeconduct.reading.english.words import Analysed

_CLAUSES = frozenset({"advcl", "relcl", "ccomp", "parataxis", "csubj", "csubjpass"})


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
