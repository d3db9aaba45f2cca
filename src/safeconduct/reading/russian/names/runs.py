"""Where a Russian text names people: the runs of words that the names model found, mended, and those it overlooked.

May import: this package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from safeconduct.reading.russian.names.declension import (
    is_patronymic,
    is_surname,
    readings,
    stem,
)
from safeconduct.reading.russian.names.patterns import patterns_of
from safeconduct.reading.russian.names.words import (
    FROM_PLACE,
    NAMELIKE,
    NOT_NAMES,
    PARTICLES,
    TITLES,
    after_place,
    is_initial,
    is_of_court,
    is_ordinary,
    is_place,
    is_town,
    namelike,
    titled,
)
from safeconduct.reading.russian.people.kin import KIN, ROLES
from safeconduct.reading.russian.words import Sentence, Word, plain


def _spans(sentence: Sentence, text: str) -> list[tuple[int, int]]:
    """Runs of words the model calls a person, mended."""
    found: list[tuple[int, int]] = []
    words = sentence.words
    for start, end, sort in sentence.names:
        if sort != "PER":
            continue
        inside = [w.index for w in words if start <= w.start and w.end <= end]
        run: list[int] = []
        for i in inside:
            fits = namelike(words[i]) or is_initial(words[i]) or (words[i].text == "." and run)
            fits = fits and words[i].form != "и"  # «ДЕЛО «ЮЛДАШЕВ И ТОШБОЕВА …»»
            latin = (
                run
                and words[i].text != "."
                and fits
                and words[i].text[0].isascii() != words[run[0]].text[0].isascii()
            )
            broken = run and "\n" in text[words[run[-1]].end : words[i].start]
            if (not fits or latin or broken) and run:
                found.append((run[0], run[-1] + 1))
                run = []
            if fits:
                run.append(i)
        if run:
            found.append((run[0], run[-1] + 1))
    mended: list[tuple[int, int]] = []
    for first, last in found:
        while first < last and (
            plain(words[first].text) in TITLES or words[first].lemma in TITLES | ROLES.keys()
        ):
            if (
                last - first == 1
                and words[first].text[0].isupper()
                and plain(words[first].text) not in TITLES
            ):
                break
            first += 1
        while (
            first < last
            and words[first].index == 0
            and is_ordinary(words[first])
            and not is_initial(words[first])
        ):
            first += 1  # «Находясь», «Копия: г-ну», «Тесто Гульчехра месила»
        if (
            first < last
            and first
            and words[first - 1].lemma in FROM_PLACE
            and is_town(words[first])
        ):
            first += 1  # «уроженца Андижана, Санжара Эргашева»
            while first < last and not namelike(words[first]):
                first += 1
        first, last = _widen(words, first, last)
        if last - first == 1 and words[first].lemma in KIN:
            continue  # «Свёкра вызывают»
        if first < last and last - first == 1 and words[first].form in NOT_NAMES:
            continue
        if first >= last or not any(namelike(w) and len(w.text) > 1 for w in words[first:last]):
            continue
        if after_place(words, first) or is_of_court(words, last):
            continue
        if mended and first < mended[-1][1]:
            first = mended[-1][1]
            if first >= last:
                continue
        gap = text[words[mended[-1][1] - 1].end : words[first].start] if mended else ","
        if mended and gap.strip(" ") == "" and _joins(words, mended[-1], (first, last)):
            mended[-1] = (mended[-1][0], last)
        else:
            mended.append((first, last))
    return mended


def _joins(words: Sequence[Word], left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Two runs side by side are one name when one is a bare surname and the other given name and patronymic."""
    sizes = (left[1] - left[0], right[1] - right[0])
    if sum(sizes) > 4 or 1 not in sizes:
        return False
    one = {c for r in readings(titled(words[left[1] - 1].text)) for c in r.cases}
    two = {c for r in readings(titled(words[right[0]].text)) for c in r.cases}
    same = stem(words[left[0]].text) == stem(words[right[0]].text)
    return bool(one & two) and not same


def _widen(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Take in initials on either side, a patronymic after, and the dot that closes the last initial."""
    while first >= 2 and words[first - 1].text == "." and is_initial(words[first - 2]):
        first -= 2
    while first >= 1 and is_initial(words[first - 1]) and len(words[first - 1].text) == 2:
        first -= 1
    while last < len(words):
        word = words[last]
        if (
            is_initial(word)
            and last + 1 < len(words)
            and words[last + 1].text == "."
            and word.text[0] not in "ВКСУОЯ"
        ) or (
            is_initial(word)
            and last + 3 < len(words)
            and words[last + 1].text == "."
            and is_initial(words[last + 2])
        ):
            last += 2
        elif (NAMELIKE.fullmatch(word.text) and is_patronymic(titled(word.text))) or (
            plain(word.text) in PARTICLES
            and plain(word.text) not in ("да", "де", "ад", "ас", "дер")
        ):
            last += 1
        else:
            break
    tail = words[last - 1] if last > first else None
    if (
        tail
        and is_initial(tail)
        and len(tail.text) == 1
        and last < len(words)
        and words[last].text == "."
    ):
        last += 1
    if last > first + 1 and words[last - 1].text == "." and not is_initial(words[last - 2]):
        last -= 1
    return first, last


def _parted(sentence: Sentence, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """«сестра Холмирзаева Дилором» is two people: whose sister she is, and she; so is «адвокат Давлатова Алексей
    Рожков». A town alone is nobody.
    """
    parted: list[tuple[int, int]] = []
    for first, last in spans:
        before = sentence.words[first - 1] if first else None
        words = [titled(w.text) for w in sentence.words[first:last]]
        if len(words) == 1 and is_place(sentence.words[first]):
            continue
        if (
            len(words) == 3
            and is_surname(words[0])
            and is_surname(words[2])
            and not is_surname(words[1])
            and not is_patronymic(words[1])
            and all(len(w) > 2 for w in words)
        ):
            parted += [(first, first + 1), (first + 1, last)]
            continue
        if (
            before is not None
            and before.lemma in KIN
            and len(words) == 2
            and is_surname(words[0])
            and not is_surname(words[1])
            and not is_patronymic(words[1])
        ):
            parted += [(first, first + 1), (first + 1, last)]
        else:
            parted.append((first, last))
    return parted


def _side_by_side(sentence: Sentence, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """With «Нодиржона Вахидовых» also «Собиржона» in «Собиржона и Нодиржона Вахидовых»."""
    words = sentence.words
    taken = {i for a, b in spans for i in range(a, b)}
    fresh = [
        (first - 2, first - 1)
        for first, _ in spans
        if first > 1
        and words[first - 1].form == "и"
        and first - 2 not in taken
        and words[first - 2].pos == "PROPN"
        and words[first - 2].is_(Animacy="Anim")
        and len(words[first - 2].text) > 3
        and namelike(words[first - 2])
        and not is_ordinary(words[first - 2])
        and not is_place(words[first - 2])
        and not after_place(words, first - 2)
    ]
    return sorted([*spans, *fresh])


def _overlaps(run: tuple[int, int], runs: Sequence[tuple[int, int]]) -> bool:
    return any(run[0] < b and a < run[1] for a, b in runs)


def _propagated(
    sentences: Sequence[Sentence], runs: list[list[tuple[int, int]]], text: str
) -> None:
    """Add every other place where a word of a found name stands, capitalised, outside places and bodies."""
    seen: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    letters = {
        sentence.words[first].text
        for sentence, spans in zip(sentences, runs, strict=True)
        for first, last in spans
        if last - first == 2 and is_initial(sentence.words[first])
    }
    for sentence, spans in zip(sentences, runs, strict=True):
        for first, last in spans:
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
            if is_ordinary(word) and (i == 0 or forms[plain(word.text)] == 0):
                continue
            if after_place(sentence.words, i):
                continue
            fresh.append((i, i + 1))
        for first, last in fresh:
            first, last = _widen(sentence.words, first, last)
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
            if side and run in fresh and _joins(sentence.words, merged[-1], run):
                merged[-1] = (merged[-1][0], run[1])
            else:
                merged.append(run)
        spans[:] = merged


def name_runs(text: str, sentences: Sequence[Sentence]) -> list[list[tuple[int, int]]]:
    """Where names stand: for each sentence its runs of words `[first, last)`."""
    runs: list[list[tuple[int, int]]] = []
    for sentence in sentences:
        spans = _spans(sentence, text)
        for run in patterns_of(sentence):
            clash = [s for s in spans if run[0] < s[1] and s[0] < run[1]]
            if all(run[0] <= s[0] and s[1] <= run[1] for s in clash):
                spans = sorted([s for s in spans if s not in clash] + [run])
        runs.append(_parted(sentence, _side_by_side(sentence, spans)))
    _propagated(sentences, runs, text)
    return runs
