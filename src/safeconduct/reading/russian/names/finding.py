"""Where a Russian text names people, and how each name reads in the nominative.

The names model proposes; runs are mended at their edges (titles, initials, patronymics, a Latin spelling in
brackets), and every other place where a word of a known name stands is added. What the model found is never dropped
for what a rule says, unless the words are a place («г. Андижана»). May import: this package.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from safeconduct.reading.russian.names.declension import (
    Reading,
    of_either_sex,
    readings,
)
from safeconduct.reading.russian.names.evidence import evidence
from safeconduct.reading.russian.names.runs import name_runs
from safeconduct.reading.russian.names.words import is_initial, titled
from safeconduct.reading.russian.people.kin import KIN, ROLES
from safeconduct.reading.russian.withheld import is_withheld
from safeconduct.reading.russian.words import Sentence, Word, plain

_TOLD = 4  # votes for a sex that a verb or a noun gives


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


def names(text: str, sentences: Sequence[Sentence]) -> list[Found]:
    """Every name of a person in these sentences, in order."""
    runs = name_runs(text, sentences)
    return _declined(text, sentences, runs)


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
                total = 0.9 * min(cases[case], 3) + 0.6 * min(sexes[sex], 5)
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


def _alone(text: str, words: Sequence[Word]) -> bool:
    """Does the name fill its line, as the head of a post or a signature does?"""
    start = text.rfind("\n", 0, words[0].start) + 1
    end = text.find("\n", words[-1].end)
    around = text[start : words[0].start] + text[words[-1].end : end if end >= 0 else None]
    return len(words) > 1 and not around.strip(" .,*_")


def _declined(
    text: str, sentences: Sequence[Sentence], runs: Sequence[Sequence[tuple[int, int]]]
) -> list[Found]:
    todo = []
    starts = [frozenset(first for first, _ in spans) for spans in runs]
    for number, spans in enumerate(runs):
        for first, last in spans:
            words = sentences[number].words[first:last]
            if words[-1].text == "." and len(words) > 1 and not is_initial(words[-2]):
                last -= 1
                words = words[:-1]
            parts = [
                titled(w.text)
                for w in words
                if len(w.text) > 2
                and w.text[0].isalpha()
                and not w.text[0].isascii()
                and not is_withheld(w.text, w.form)
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
            cases, sexes = evidence(sentences[number], first, last, starts[number])
            if _alone(text, sentences[number].words[first:last]):
                cases, sexes = Counter({"Nom": 4}), Counter()
            made = _best(parts, cases, sexes, known)
            decided[number, first] = made
            rival = _best(parts, cases, sexes, known, unlike=made[0])
            told = sexes[made[1] or ""] >= _TOLD
            if made[1] and not made[3] and made[4] - rival[4] >= 1.0:
                fresh.extend(
                    (plain(r.nominative), made[1])
                    for r in made[0]
                    if told or not of_either_sex(r.nominative)
                )
        for nominative, sex in fresh:
            known.setdefault(nominative, Counter())[sex] += 1
    # a second look at single words, now that all are known
    for number, first, last, parts in todo:
        if len(parts) == 1:
            cases, sexes = evidence(sentences[number], first, last, starts[number])
            if _alone(text, sentences[number].words[first:last]):
                cases, sexes = Counter({"Nom": 4}), Counter()
            decided[number, first] = _best(parts, cases, sexes, known)
    found = []
    nothing: tuple[list[Reading], str | None, str, bool, float] = ([], None, "", False, 0.0)
    for number, first, last, parts in todo:
        sentence = sentences[number]
        words = sentence.words[first:last]
        chosen, told_sex, case, plural, _ = decided.get((number, first), nothing)
        forms = iter(r.nominative for r in chosen)
        pieces: list[str] = []
        at = words[0].start
        for word in words:
            # initials keep the spacing they are written with: «Юнусов Ф.Ш.»
            shown = next(forms, titled(word.text)) if titled(word.text) in parts else word.text
            if is_withheld(word.text, word.form):
                shown = re.sub(r"\s", "", shown)  # «ФИО 1» is «ФИО1»
            pieces.append(" " + shown if word.start > at else shown)
            at = word.end
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


def _cases(word: str, sex: str | None) -> set[str]:
    """The cases a word of a name can stand in, once it is known whether it names a man or a woman."""
    every = readings(word)
    likely = [r for r in every if r.weight > 0 and r.sex == sex]
    return {c for r in likely or every for c in r.cases}


def cased(sentences: Sequence[Sentence], found: Sequence[Found]) -> list[Sentence]:
    """The sentences with the case of names mended where the tagger gave one the form cannot have («выдала Алимова
    Узбекистану»: no dative).
    """
    made = list(sentences)
    begin = {(n.sentence, n.first) for n in found}
    for name in found:
        if not name.case:
            continue
        before = made[name.sentence].words[name.first - 1] if name.first else None
        # «жена Юсупова Гульнара», «жена Юсупова, Гульнара»: whose wife she is stands in the genitive
        owner = (
            before is not None
            and before.lemma in (KIN.keys() | ROLES.keys())
            and (
                (name.sentence, name.last) in begin
                or (name.case == "Gen" and (name.sentence, name.last + 1) in begin)
            )
        )
        words = list(made[name.sentence].words)
        for i in range(name.first, name.last):
            word = words[i]
            can = _cases(titled(word.text), name.sex)
            if len(word.text) > 2 and can and (owner or word.feats.get("Case") not in can):
                case = name.case if name.case in can else next(iter(can))
                words[i] = replace(word, feats={**word.feats, "Case": case})
        made[name.sentence] = replace(made[name.sentence], words=tuple(words))
    return made
