"""Where a Russian text names people: the runs of words that the names model found, mended, and those it overlooked.

May import: this package.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.russian.names.declension import (
    is_patronymic,
    is_surname,
    readings,
)
from safeconduct.reading.russian.names.edges import is_one_name, widened
from safeconduct.reading.russian.names.patterns import patterns_of
from safeconduct.reading.russian.names.repeats import add_repeats
from safeconduct.reading.russian.names.words import (
    FIELDS,
    FROM_PLACE,
    HOLY,
    NOT_NAMES,
    TITLES,
    after_place,
    is_initial,
    is_of_court,
    is_ordinary,
    is_place,
    is_town,
    namelike,
    titled,
    trimmed,
)
from safeconduct.reading.russian.people.kin import KIN, ROLES
from safeconduct.reading.russian.weights import dictionary
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
        first, last = trimmed(words, *widened(words, first, last))
        field = last < len(words) and words[last].text == ":"
        if last - first == 1 and field and plain(words[first].text) in FIELDS:
            continue  # «Кому: …»
        if last - first == 1 and words[first].lemma in KIN:
            continue  # «Свёкра вызывают»
        while first < last and words[first].lemma in HOLY:
            first += 1  # «свидетель Иеговы Тимур Рахматов»
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
        if mended and gap.strip(" ") == "" and is_one_name(words, mended[-1], (first, last)):
            mended[-1] = (mended[-1][0], last)
        else:
            mended.append((first, last))
    return mended


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
        for k in range(first + 3, last - 1):
            # «защитник Назарова Т.К. Петров П.П.»
            one, dot, family, letter = sentence.words[k - 2 : k + 2]
            if is_initial(one) and dot.text == "." and len(family.text) > 2 and is_initial(letter):
                parted.append((first, k))
                first = k
                break
        words = [titled(w.text) for w in sentence.words[first:last]]
        if len(words) == 3 and (cut := _cut(sentence.words[first:last])):
            parted += [(first, first + cut), (first + cut, last)]
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


def _cut(words: Sequence[Word]) -> int:
    """Where three words are two names: «Давлатова Алексей Рожков», «Махмурода Одинаева Хочиакбар»; 0 where they are one."""
    if any(
        len(w.text) < 3
        or is_patronymic(titled(w.text))
        or (is_ordinary(w) and not any(r.weight >= 3.0 for r in readings(titled(w.text))))
        for w in words
    ):
        return 0
    families = [is_surname(titled(w.text)) for w in words]
    return 1 if families == [True, False, True] else 2 if families == [False, True, False] else 0


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
    listed = _listed(words, [*spans, *fresh])
    opening = [(0, 1)] if 0 not in taken and _opens_with_a_name(words) else []
    return sorted([*spans, *fresh, *listed, *opening])


def _opens_with_a_name(words: Sequence[Word]) -> bool:
    """A sentence that begins with a word the dictionary knows for a given name alone, and a relative («Зою и её мужа»)."""
    if len(words) < 4 or words[1].form != "и" or words[2].form not in ("его", "ее"):
        return False
    parses = dictionary().parse(words[0].form)
    named = parses[0].is_known and all("Name" in p.tag for p in parses)
    return named and words[0].text[0].isupper() and words[3].lemma in KIN


def _listed(words: Sequence[Word], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """With «Саидов» and «Юсупов» also «Каримов» in «Каримов, Саидов и Юсупов»."""
    taken = {i for a, b in spans for i in range(a, b)}
    found: list[tuple[int, int]] = []
    for first, last in spans:
        alone = last - first == 1 and is_surname(titled(words[first].text))
        i = first - 2
        while alone and i >= 0 and words[i + 1].text == "," and i not in taken:
            word = words[i]
            opens = i == 0 or words[i - 1].text == "," or words[i - 1].pos in ("NOUN", "VERB")
            if not (opens and namelike(word) and is_surname(titled(word.text))):
                break
            if is_place(word) or is_ordinary(word) or after_place(words, i):
                break
            found.append((i, i + 1))
            taken.add(i)
            i -= 2
    return found


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
    add_repeats(sentences, runs, text)
    return runs
