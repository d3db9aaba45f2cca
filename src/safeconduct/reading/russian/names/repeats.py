"""The other places of a Russian text where a word of a found name stands.

May import: this package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from safeconduct.reading.russian.names.declension import stem
from safeconduct.reading.russian.names.edges import is_one_name, widened
from safeconduct.reading.russian.names.words import (
    NAMELIKE,
    after_place,
    is_initial,
    is_ordinary,
    titled,
)
from safeconduct.reading.russian.withheld import is_withheld
from safeconduct.reading.russian.words import Sentence, plain


def add_repeats(
    sentences: Sequence[Sentence], runs: list[list[tuple[int, int]]], text: str
) -> None:
    """Add every other place where a word of a found name stands, capitalised, outside places and bodies."""
    seen: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    families: set[str] = set()  # what stands last in a name of several words
    letters = {
        sentence.words[first].text.rstrip(".")
        for sentence, spans in zip(sentences, runs, strict=True)
        for first, last in spans
        if is_initial(sentence.words[first])
        and (
            last - first == 2 or is_withheld(sentence.words[first].text, sentence.words[first].form)
        )
    }
    for sentence, spans in zip(sentences, runs, strict=True):
        for first, last in spans:
            if last - first > 1:
                families.add(plain(sentence.words[last - 1].text))
            for word in sentence.words[first:last]:
                if len(word.text) > 2 and NAMELIKE.fullmatch(word.text):
                    seen[stem(titled(word.text))] += 1
                    forms[plain(word.text)] += 1
    for sentence, spans in zip(sentences, runs, strict=True):
        taken = [
            w.index
            for w in sentence.words
            for a, b, sort in sentence.names
            if sort != "PER" and a <= w.start and w.end <= b
        ]
        fresh: list[tuple[int, int]] = []
        for word in sentence.words:
            i = word.index
            if word.text in letters and not _overlaps((i, i + 1), spans):
                dotted = i + 1 < len(sentence.words) and sentence.words[i + 1].text == "."
                after = sentence.words[i + 2] if i + 2 < len(sentence.words) else None
                named = after is not None and NAMELIKE.fullmatch(after.text)
                if dotted and not named:
                    spans.append((i, i + 2))
                continue
            if (
                i in taken
                or _overlaps((i, i + 1), spans)
                or len(word.text) < 3
                or not NAMELIKE.fullmatch(word.text)
                or not word.text[0].isupper()
                or stem(titled(word.text)) not in seen
            ):
                continue
            opens = i == 0 and not (plain(word.text) in families and _acts(sentence, i))
            if is_ordinary(word) and (opens or forms[plain(word.text)] == 0):
                continue
            if after_place(sentence.words, i):
                continue
            fresh.append((i, i + 1))
        for first, last in fresh:
            first, last = widened(sentence.words, first, last)
            if _overlaps((first, last), spans):
                continue
            spans.append((first, last))
        spans.sort()
        merged: list[tuple[int, int]] = []
        for run in spans:
            side = (
                merged
                and text[sentence.words[merged[-1][1] - 1].end : sentence.words[run[0]].start]
                == " "
            )
            if side and run in fresh and is_one_name(sentence.words, merged[-1], run):
                merged[-1] = (merged[-1][0], run[1])
            else:
                merged.append(run)
        spans[:] = merged


def _acts(sentence: Sentence, i: int) -> bool:
    """Does a verb of the past come right behind («Гнет был задержан»)?"""
    behind = sentence.words[i + 1] if i + 1 < len(sentence.words) else None
    return behind is not None and (
        behind.is_(Tense="Past", Number="Sing", Gender="Masc") or behind.is_(Variant="Short")
    )


def _overlaps(run: tuple[int, int], runs: Sequence[tuple[int, int]]) -> bool:
    return any(run[0] < b and a < run[1] for a, b in runs)
