"""Where a Russian text names people, and how each name reads in the nominative.

The names model proposes; runs are mended at their edges (titles, initials, patronymics, a Latin spelling in
brackets), and every other place where a word of a known name stands is added. What the model found is never dropped
for what a rule says, unless the words are a place («г. Андижана»). May import: this package.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from safeconduct.reading.russian.declension import (
    Reading,
    is_patronymic,
    is_surname,
    readings,
    stem,
)
from safeconduct.reading.russian.kin import KIN
from safeconduct.reading.russian.weights import dictionary
from safeconduct.reading.russian.words import Sentence, Word, plain

_TITLES = frozenset(
    [
        "император",
        "императрица",
        "королева",
        "король",
        "принц",
        "принцесса",
        "кронпринц",
        "папа",
        "полковник",
        "подполковник",
        "майор",
        "капитан",
        "генерал",
        "лейтенант",
        "сержант",
        "мадам",
        "миссис",
        "мистер",
        "господин",
        "госпожа",
        "г-н",
        "г-жа",
        "гражданин",
        "гражданка",
        "гр",
        "президент",
        "премьер-министр",
        "премьер",
        "министр",
        "судья",
        "адвокат",
        "следователь",
        "прокурор",
        "защитник",
        "имам",
        "муфтий",
        "шейх",
        "мулла",
        "доктор",
        "профессор",
        "товарищ",
        "поп-звезда",
        "звезда",
        "сэр",
        "леди",
        "лорд",
        "граф",
        "князь",
        "царь",
        "архиепископ",
        "епископ",
        "патриарх",
        "отец",
        "брат",
        "сестра",
        "мать",
        "мама",
        "муж",
        "жена",
        "сын",
        "дочь",
        "дело",
        "всё-таки",
        "все-таки",
        "суд",
        "фото",
        "автор",
    ]
)
_GREETINGS = frozenset(
    [
        "салом",
        "ассалому",
        "ассалом",
        "салам",
        "привет",
        "аллах",
        "коран",
        "ислам",
        "рамадан",
        "рамазан",
        "исх",
        "вх",
    ]
)
_PLACE_BEFORE = frozenset(
    ["город", "улица", "село", "поселок", "деревня", "площадь", "проспект", "переулок"]
)
_PLACE_SHORT = frozenset(
    ["г", "гор", "ул", "пр", "пер", "с", "пос", "д", "пл", "бул", "им", "обл", "р"]
)  # with a dot after
_INITIAL = re.compile(r"(?:[А-ЯЁЎҚҒҲA-Z]|Дж|Дз|Ю)\.?")
_NAMELIKE = re.compile(
    r"(?:[А-ЯЁЎҚҒҲ][а-яёўқғҳА-ЯЁЎҚҒҲ'ʻ’\-]+|[A-ZÀ-Þ][A-Za-zÀ-ÿ'’\-]+|(?:al|el|ibn|bin|von|van|de)(?:-[A-Z]\w+)?)"
)
_PARTICLES = frozenset(
    [
        "угли",
        "ўғли",
        "оглы",
        "оглу",
        "кизи",
        "қизи",
        "кызы",
        "қызы",
        "уулу",
        "улы",
        "заде",
        "аль",
        "эль",
        "ибн",
        "бин",
        "бен",
        "абу",
        "фон",
        "ван",
        "де",
        "да",
        "дер",
        "ас",
        "ад",
    ]
)


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the text: words `[first, last)` of a sentence, the nominative and what it tells.

    `sex` is "m", "f" or None; `plural` for a family («Каримовы»); `case` as in Universal Dependencies.
    """

    start: int
    end: int
    sentence: int
    first: int
    last: int
    nominative: str
    sex: str | None
    plural: bool = False
    case: str = ""


def titled(word: str) -> str:
    """A name in capitals as it is otherwise written."""
    if len(word) > 2 and word.isupper():
        return "-".join(p[:1] + p[1:].lower() for p in word.split("-"))
    return word


def _namelike(word: Word) -> bool:
    return bool(_NAMELIKE.fullmatch(word.text)) or plain(word.text) in _PARTICLES


def _is_initial(word: Word) -> bool:
    return len(word.text) <= 3 and bool(_INITIAL.fullmatch(word.text)) and word.text[0].isupper()


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
            fits = _namelike(words[i]) or _is_initial(words[i]) or (words[i].text == "." and run)
            latin = run and fits and words[i].text[0].isascii() != words[run[0]].text[0].isascii()
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
            plain(words[first].text) in _TITLES or words[first].lemma in _TITLES
        ):
            if (
                last - first == 1
                and words[first].text[0].isupper()
                and plain(words[first].text) not in _TITLES
            ):
                break
            first += 1
        first, last = _widen(words, first, last)
        if first < last and last - first == 1 and words[first].form in _GREETINGS:
            continue
        if first >= last or not any(_namelike(w) and len(w.text) > 1 for w in words[first:last]):
            continue
        if _after_place(words, first):
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


def _after_place(words: Sequence[Word], first: int) -> bool:
    """Do the words before say that this is a place («г. Андижана», «улица Навои»)?"""
    if first and plain(words[first - 1].text) in _PLACE_BEFORE:
        return True
    if (
        first
        and words[first - 1].text.rstrip(".") in _PLACE_SHORT
        and words[first - 1].text.endswith(".")
    ):
        return not (first > 1 and re.fullmatch(r"(?:19|20)\d\d", words[first - 2].text))
    return first > 1 and words[first - 1].text == "." and words[first - 2].text in _PLACE_SHORT


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
    while first >= 2 and words[first - 1].text == "." and _is_initial(words[first - 2]):
        first -= 2
    while first >= 1 and _is_initial(words[first - 1]) and len(words[first - 1].text) == 2:
        first -= 1
    while last < len(words):
        word = words[last]
        if (
            _is_initial(word)
            and last + 1 < len(words)
            and words[last + 1].text == "."
            and word.text[0] not in "ВКСУОЯ"
        ) or (
            _is_initial(word)
            and last + 3 < len(words)
            and words[last + 1].text == "."
            and _is_initial(words[last + 2])
        ):
            last += 2
        elif (_NAMELIKE.fullmatch(word.text) and is_patronymic(titled(word.text))) or (
            plain(word.text) in _PARTICLES
            and plain(word.text) not in ("да", "де", "ад", "ас", "дер")
        ):
            last += 1
        else:
            break
    tail = words[last - 1] if last > first else None
    if (
        tail
        and _is_initial(tail)
        and len(tail.text) == 1
        and last < len(words)
        and words[last].text == "."
    ):
        last += 1
    if last > first + 1 and words[last - 1].text == "." and not _is_initial(words[last - 2]):
        last -= 1
    return first, last


def _patterns(sentence: Sentence) -> list[tuple[int, int]]:
    """Names told by their form alone: «И. И. Иванов», «Иванов И. И.», «X Y-ович», «X Y угли»."""
    words = sentence.words
    found = []
    i = 0
    while i < len(words):
        word = words[i]
        if _is_initial(word) and i + 2 < len(words) and words[i + 1].text == ".":
            j = i + 2
            if _is_initial(words[j]) and j + 2 < len(words) and words[j + 1].text == ".":
                j += 2
                if (
                    _NAMELIKE.fullmatch(words[j].text)
                    and len(words[j].text) > 2
                    and not _is_initial(words[j])
                ):
                    found.append((i, j + 1))
                    i = j
        elif (
            _NAMELIKE.fullmatch(word.text)
            and i
            and is_patronymic(titled(word.text))
            and _NAMELIKE.fullmatch(words[i - 1].text)
            and (word.text[0].isupper() or plain(word.text) in _PARTICLES)
        ):
            first = i - 1
            if (
                first
                and _NAMELIKE.fullmatch(words[first - 1].text)
                and any(r.weight >= 2 for r in readings(titled(words[first - 1].text)))
                and words[first - 1].text[0].isupper()
            ):
                first -= 1
            found.append((first, i + 1))
        elif (
            _NAMELIKE.fullmatch(word.text)
            and len(word.text) > 3
            and i + 4 < len(words)
            and _is_initial(words[i + 1])
            and words[i + 2].text == "."
            and _is_initial(words[i + 3])
            and words[i + 4].text == "."
            and any(r.weight >= 1 for r in readings(titled(word.text)))
        ):
            found.append((i, i + 5))
            i += 4
        i += 1
    return found


def _parted(sentence: Sentence, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """«сестра Холмирзаева Дилором» is two people: whose sister she is, and she."""
    parted: list[tuple[int, int]] = []
    for first, last in spans:
        before = sentence.words[first - 1] if first else None
        words = [titled(w.text) for w in sentence.words[first:last]]
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


def _overlaps(run: tuple[int, int], runs: Sequence[tuple[int, int]]) -> bool:
    return any(run[0] < b and a < run[1] for a, b in runs)


def _propagated(
    sentences: Sequence[Sentence], runs: list[list[tuple[int, int]]], text: str
) -> None:
    """Add every other place where a word of a found name stands, capitalised, outside places and bodies."""
    seen: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    for sentence, spans in zip(sentences, runs, strict=True):
        for first, last in spans:
            for word in sentence.words[first:last]:
                if len(word.text) > 2 and _NAMELIKE.fullmatch(word.text):
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
            if (
                i in taken
                or _overlaps((i, i + 1), spans)
                or len(word.text) < 3
                or not _NAMELIKE.fullmatch(word.text)
                or not word.text[0].isupper()
                or stem(titled(word.text)) not in seen
            ):
                continue
            ordinary = dictionary().word_is_known(word.form) and not any(
                g in p.tag for p in dictionary().parse(word.form) for g in ("Name", "Surn", "Patr")
            )
            if ordinary and (i == 0 or forms[plain(word.text)] == 0):
                continue
            if _after_place(sentence.words, i):
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


def names(text: str, sentences: Sequence[Sentence]) -> list[Found]:
    """Every name of a person in these sentences, in order."""
    runs: list[list[tuple[int, int]]] = []
    for sentence in sentences:
        spans = _spans(sentence, text)
        for run in _patterns(sentence):
            clash = [s for s in spans if run[0] < s[1] and s[0] < run[1]]
            if all(run[0] <= s[0] and s[1] <= run[1] for s in clash):
                spans = sorted([s for s in spans if s not in clash] + [run])
        runs.append(_parted(sentence, spans))
    _propagated(sentences, runs, text)
    return _declined(sentences, runs)


def _evidence(
    sentence: Sentence, first: int, last: int, starts: frozenset[int] = frozenset()
) -> tuple[Counter[str], Counter[str]]:
    """What the sentence says of a name's case and sex. `starts` are where its other names begin."""
    cases: Counter[str] = Counter()
    sexes: Counter[str] = Counter()
    if first and sentence.words[first - 1].lemma in KIN and last in starts:
        cases["Gen"] += 4  # «сестра Холмирзаева Дилором»: whose sister she is
        return cases, sexes
    initials = any(_is_initial(w) for w in sentence.words[first:last])
    for word in sentence.words[first:last]:
        # after «Р. Х.» the tagger takes every surname in -ова for a man's genitive
        if "Case" in word.feats and len(word.text) > 1 and not initials:
            cases[word.feats["Case"]] += 1
        if len(word.text) < 3:
            continue
        if initials:
            pass
        elif word.feats.get("Gender") == "Masc":
            sexes["m"] += 1
        elif word.feats.get("Gender") == "Fem":
            sexes["f"] += 1
        if word.rel in ("appos", "flat:name", "nmod") and 0 <= word.head < first:
            head = sentence.words[word.head]
            apart = [
                w
                for w in sentence.words[word.head + 1 : first]
                if w.pos in ("NOUN", "VERB", "PUNCT")
            ]
            if head.pos == "NOUN" and "Case" in head.feats and word.rel != "nmod" and not apart:
                cases[head.feats["Case"]] += 2
        called = word.head >= 0 and sentence.words[word.head].lemma in ("звать", "называть")
        if called:  # «меня зовут Малика»
            return Counter({"Nom": 3}), Counter()
        if word.rel == "obj" and word.is_(Case="Acc"):
            cases["Acc"] += 2
        if word.rel.startswith("nsubj") and word.head >= 0:
            verb = sentence.words[word.head]
            if verb.is_(Number="Sing") and verb.feats.get("Tense") == "Past":
                cases["Nom"] += 1
                if verb.feats.get("Gender") in ("Masc", "Fem"):
                    sexes["m" if verb.feats["Gender"] == "Masc" else "f"] += 2
    before = sentence.words[first - 1] if first else None
    if before is not None and before.lemma in KIN and KIN[before.lemma][1]:
        sexes[KIN[before.lemma][1] or ""] += 3
        cases[before.feats.get("Case", "")] += 1
    if (
        before is not None
        and plain(before.text) in _TITLES
        and (before.index == 0 or before.is_(Case="Nom"))
    ):
        cases["Nom"] += 2
    if first == 0 and last >= len(sentence.words) - 1:  # alone on its line: a signature, a heading
        cases["Nom"] += 2
    return cases, sexes


def _best(
    parts: Sequence[str],
    cases: Counter[str],
    sexes: Counter[str],
    known: dict[str, Counter[str]],
    unlike: Sequence[Reading] = (),
) -> tuple[list[Reading], str | None, str, bool, float]:
    """The readings of a name's words that agree in sex and case and fit best.

    With `unlike`, the best that differs from those readings in its nominatives.
    """
    other = [r.nominative for r in unlike]
    best: tuple[list[Reading], str | None, str, bool, float] = ([], None, "", False, -99.0)
    for sex in ("m", "f"):
        for case in ("Nom", "Gen", "Acc", "Dat", "Ins", "Loc"):
            for plural in (False, True):
                total = 0.9 * min(cases[case], 3) + 0.6 * min(sexes[sex], 4)
                total += 0.2 if case == "Nom" else 0.0
                chosen: list[Reading] = []
                for part in parts:
                    every = [r for r in readings(part) if r.sex == sex and case in r.cases]
                    fits = [r for r in every if r.plural == plural]
                    if plural and not fits and len(parts) > 1:  # «Одил Хакимовы»
                        fits = [r for r in every if not any(p.plural for p in readings(part))]
                        total -= 0.2
                    if not fits:
                        total -= 4.0
                        chosen.append(Reading(part, sex, (case,)))
                        continue

                    def worth(r: Reading) -> float:
                        votes = known.get(plain(r.nominative), Counter())
                        return r.weight + min(votes[r.sex], 3) * 1.0

                    top = max(fits, key=worth)
                    total += worth(top)
                    chosen.append(top)
                if total > best[4] and not (other and [r.nominative for r in chosen] == other):
                    best = (chosen, sex, case, plural, total)
    return best


def _declined(
    sentences: Sequence[Sentence], runs: Sequence[Sequence[tuple[int, int]]]
) -> list[Found]:
    todo = []
    starts = [frozenset(first for first, _ in spans) for spans in runs]
    for number, spans in enumerate(runs):
        for first, last in spans:
            words = sentences[number].words[first:last]
            if words[-1].text == "." and len(words) > 1 and not _is_initial(words[-2]):
                last -= 1
                words = words[:-1]
            parts = [
                titled(w.text)
                for w in words
                if len(w.text) > 2 and w.text[0].isalpha() and not w.text[0].isascii()
            ]
            todo.append((number, first, last, parts))
    known: dict[str, Counter[str]] = {}
    decided: dict[tuple[int, int], tuple[list[Reading], str | None, str, bool, float]] = {}
    # longer names first: what they settle («Баходир Каримов» is a man) helps to read the single words
    for want in (3, 2, 1):
        fresh: list[tuple[str, str]] = []
        for number, first, last, parts in todo:
            if min(len(parts), 3) != want:
                continue
            cases, sexes = _evidence(sentences[number], first, last, starts[number])
            made = _best(parts, cases, sexes, known)
            decided[number, first] = made
            rival = _best(parts, cases, sexes, known, unlike=made[0])
            if made[1] and not made[3] and made[4] - rival[4] >= 1.0:
                fresh.extend((plain(r.nominative), made[1]) for r in made[0])
        for nominative, sex in fresh:
            known.setdefault(nominative, Counter())[sex] += 1
    # a second look at single words, now that all are known
    for number, first, last, parts in todo:
        if len(parts) == 1:
            cases, sexes = _evidence(sentences[number], first, last, starts[number])
            decided[number, first] = _best(parts, cases, sexes, known)
    found = []
    nothing: tuple[list[Reading], str | None, str, bool, float] = ([], None, "", False, 0.0)
    for number, first, last, parts in todo:
        sentence = sentences[number]
        words = sentence.words[first:last]
        chosen, told_sex, case, plural, _ = decided.get((number, first), nothing)
        forms = iter(r.nominative for r in chosen)
        pieces: list[str] = []
        for word in words:
            if titled(word.text) in parts:
                pieces.append(" " + next(forms, titled(word.text)))
            elif word.text == ".":
                pieces.append(".")
            else:
                pieces.append(" " + word.text)
        nominative = re.sub(r"\s+", " ", "".join(pieces)).strip()
        found.append(
            Found(
                words[0].start,
                words[-1].end,
                number,
                first,
                last,
                nominative,
                told_sex if parts else None,
                plural,
                case,
            )
        )
    return found
