"""What a sentence says of the case and the sex of a name in it: the words before it, its verb, its initials.

May import: this package.
"""

from __future__ import annotations

import re
from collections import Counter

from safeconduct.reading.russian.names.declension import is_surname, readings
from safeconduct.reading.russian.names.owners import (
    is_mans_genitive,
    is_owner_of_next,
    kin_before,
)
from safeconduct.reading.russian.names.words import FIELDS, TITLES, is_initial, kin_of, titled
from safeconduct.reading.russian.people.kin import KIN, ROLES
from safeconduct.reading.russian.words import Sentence, Word, plain

_WHOSE = frozenset(("его", "ее", "их", "мой", "твой", "наш", "ваш", "свой"))
_Votes = tuple[Counter[str], Counter[str]]


def _whose_relative(
    sentence: Sentence, first: int, last: int, starts: frozenset[int]
) -> _Votes | None:
    """Behind a word for a relative, where it is sure that the name is the one whose relative it is."""
    before = sentence.words[first - 1] if first else None
    if before is None:
        return None
    if before.lemma in (KIN.keys() | ROLES.keys()) and last in starts:
        return Counter({"Gen": 4}), Counter()  # «сестра Холмирзаева Дилором»: whose sister she is
    if before.lemma not in KIN:
        return None
    if _is_apposition(sentence, before):
        return Counter({"Gen": 4}), Counter()  # «Сирода, сестра Фирдавса»
    if (before.is_(Case="Nom") or kin_of(before)[1] == "f") and is_mans_genitive(
        sentence.words[first],
        alone=last - first == 1,
        whose=any(
            w.form in _WHOSE or w.lemma in _WHOSE for w in sentence.words[max(0, first - 3) : first]
        ),
    ):
        return Counter({"Gen": 4}), Counter({"m": 3})  # «мать Шерзода Алимова»
    if is_owner_of_next(sentence, first, last, starts):
        return Counter({"Gen": 4}), Counter({"m": 3})  # «сестра Отамурода, Дилдора»
    return None


def _is_apposition(sentence: Sentence, noun: Word) -> bool:
    """Does a noun say of the name before it, between commas, who that is?"""
    return (
        noun.rel == "appos"
        and 0 <= noun.head < noun.index
        and sentence.words[noun.head].pos == "PROPN"
    )


def _of_verb(sentence: Sentence, word: Word, initials: bool, votes: _Votes) -> None:
    """What the verb tells of a name that the parser takes for its subject."""
    cases, sexes = votes
    verb = sentence.words[word.head]
    kids = sentence.children[verb.index]
    alone = not any(sentence.words[k].rel == "conj" for k in sentence.children[word.index])
    if verb.is_(Number="Plur", VerbForm="Fin") and (initials or alone):
        cases["Acc"] += 2  # «Маматова Н.А. задержали», «обвиняют»
        cases["Nom"] -= alone
    if verb.is_(Number="Sing", Tense="Past"):
        # «Каримова задержала полиция»: another noun may be the one who acts
        sure = verb.feats.get("Voice") in ("Mid", "Pass") or not any(
            sentence.words[k].rel in ("obj", "iobj", "nsubj")
            and sentence.words[k].is_(Number="Sing", Gender=verb.feats.get("Gender", ""))
            and k != word.index
            for k in kids
        )
        cases["Nom"] += 4 if sure else 1
        if verb.feats.get("Gender") in ("Masc", "Fem"):
            sexes["m" if verb.feats["Gender"] == "Masc" else "f"] += 4 if sure else 2


def _of_noun(sentence: Sentence, word: Word, first: int, votes: _Votes) -> None:
    """What the noun tells to which a name stands in apposition: its case, and the sex its verb tells of it."""
    cases, sexes = votes
    head = sentence.words[word.head]
    under = set(sentence.below(head.index))  # «уроженца автономной области Амида Алимова»
    apart = [
        w
        for w in sentence.words[head.index + 1 : first]
        if w.pos in ("VERB", "PUNCT") or (w.pos == "NOUN" and w.index not in under)
    ]
    if head.pos != "NOUN" or "Case" not in head.feats or word.rel == "nmod" or apart:
        return
    cases[head.feats["Case"]] += 2
    if sex := ROLES.get(head.lemma, ("", None))[1]:
        sexes[sex] += 3
    verb = sentence.words[head.head] if head.head >= 0 else None
    if (
        verb is not None
        and head.rel.startswith("nsubj")
        and head.is_(Gender="Masc")
        and verb.is_(Gender="Fem", Number="Sing", Tense="Past")
    ):
        cases["Nom"] += 2  # «сообщила адвокат Рена Керимова»
        sexes["f"] += 4


def _of_apposition(sentence: Sentence, word: Word, votes: _Votes) -> None:
    """What is told of a name by the noun behind it: «Сирода Назарова, сестра Фирдавса»."""
    cases, sexes = votes
    for k in sentence.children[word.index]:
        noun = sentence.words[k]
        sex = KIN.get(noun.lemma, ROLES.get(noun.lemma, ("", None)))[1]
        if k > word.index and _is_apposition(sentence, noun) and sex:
            sexes[sex] += 4
            cases[noun.feats.get("Case", "")] += 2


def _in_list(sentence: Sentence, word: Word) -> bool:
    """Stands the name in one list with a woman's surname that can only be an object («Сапара Ходжаева и Лолу Мурадову»)?"""
    for other in sentence.words:
        if other.pos != "PROPN" or not _OBJECT.search(other.form):
            continue
        one, two = sorted((word.index, other.index))
        between = sentence.words[one + 1 : two]
        if any(w.form in ("и", ",") for w in between) and not any(
            w.pos in ("VERB", "AUX") or w.text in (":", ";", "—", "–") for w in between
        ):
            return True
    return False


_OBJECT = re.compile(r"(?:[оеё]в|[иы]н|[сц]к)у(?:ю)?$")


_GOVERNS = {
    **dict.fromkeys(("у", "от", "для", "без", "против", "около", "кроме", "ради", "насчет", "вместо"), "Gen"),
    "к": "Dat",
}  # fmt: skip


def _of_words_before(sentence: Sentence, first: int, initials: bool, votes: _Votes) -> None:
    """What the noun right before a name tells."""
    before = sentence.words[first - 1] if first else None
    if before is None:
        return
    cases, sexes = votes
    if before.pos == "ADP" and before.form in _GOVERNS:
        cases[_GOVERNS[before.form]] += 3
        cases["Nom"] -= 3
    if initials and before.pos == "NOUN" and "Case" in before.feats:
        cases[before.feats["Case"]] += 2  # «прокурора Зимина В.В.»: a man
    if (
        before.pos == "NOUN"
        and before.is_(Animacy="Inan")
        and before.feats.get("Case") in ("Nom", "Acc")
        and not before.form.endswith("о")
        and plain(before.text) not in TITLES - {"дело"}
    ):
        cases["Gen"] += 2  # «дело Алимовой Гулзат»
    sex = KIN.get(before.lemma, ("", None))[1]
    if sex:
        sexes[sex] += 3
        cases[before.feats.get("Case", "")] += 1
    if plain(before.text) in TITLES and (before.index == 0 or before.is_(Case="Nom")):
        cases["Nom"] += 2


def _fathers_name(sentence: Sentence, first: int) -> bool:
    """«Брат Отамурода», «отец Жавлона Пулатова»: no woman is a father, and the name is likelier a man's genitive."""
    before = sentence.words[first - 1] if first else None
    if before is None or not before.is_(Case="Nom") or KIN.get(before.lemma, ("", ""))[1] != "m":
        return False
    given = [r for r in readings(titled(sentence.words[first].text)) if r.sex == "m"]
    best = {c: max((r.weight for r in given if c in r.cases), default=-9.0) for c in ("Nom", "Gen")}
    return best["Gen"] > best["Nom"]


def evidence(
    sentence: Sentence, first: int, last: int, starts: frozenset[int] = frozenset()
) -> _Votes:
    """What the sentence says of a name's case and sex. `starts` are where its other names begin."""
    told = _whose_relative(sentence, first, last, starts)
    if told is not None:
        return told
    cases: Counter[str] = Counter()
    sexes: Counter[str] = Counter()
    votes = cases, sexes
    if last in starts:
        cases["Gen"] += 3  # «сын депутата Махмурода Одинаева Хочиакбар»: another name behind it
    name = sentence.words[first:last]
    initials = any(is_initial(w) for w in name) and any(is_surname(w.text) for w in name)
    for word in name:
        # after «Р. Х.» the tagger takes every surname in -ова for a man's genitive
        if "Case" in word.feats and len(word.text) > 1 and not initials:
            cases[word.feats["Case"]] += 1
        if len(word.text) < 3:
            continue
        if not initials and word.feats.get("Gender") in ("Masc", "Fem"):
            sexes["m" if word.is_(Gender="Masc") else "f"] += 1
        _of_apposition(sentence, word, votes)
        if word.head < 0:
            continue
        if initials and word.rel == "conj" and word.head < first:
            # «Дзюбы А.А. и Рахимова Э.Ф.»
            cases[sentence.words[word.head].feats.get("Case", "")] += 2
        if word.rel in ("appos", "flat:name", "nmod") and word.head < first:
            _of_noun(sentence, word, first, votes)
        if sentence.words[word.head].lemma in ("звать", "называть"):
            return Counter({"Nom": 3}), Counter()  # «меня зовут Малика»
        if word.rel == "obj" and (word.is_(Case="Acc") or initials):
            cases["Acc"] += 2
        if word.rel.startswith("nsubj"):
            _of_verb(sentence, word, initials, votes)
        if word.rel in ("nsubj", "conj", "obj") and _in_list(sentence, word):
            cases["Acc"] += 3
            cases["Nom"] -= 2
    if _fathers_name(sentence, first):
        cases["Gen"] += 4
        sexes["m"] += 3
        return votes
    _of_words_before(sentence, first, initials, votes)
    kin = (
        kin_before(sentence, first) if first and sentence.words[first - 1].pos == "PROPN" else None
    )
    if kin is not None:  # «жена оппозиционера Тимура Назарова Гулнара»
        cases[sentence.words[kin].feats.get("Case", "")] += 4
        sexes[kin_of(sentence.words[kin])[1] or ""] += 4
    if first > 1 and sentence.words[first - 1].text == ":":
        cases["Nom"] += 4 * (
            plain(sentence.words[first - 2].text) in FIELDS
        )  # «От: Гулнора Назирова»
    if first == 0 and last >= len(sentence.words) - 1:  # alone on its line: a signature, a heading
        cases["Nom"] += 2
    return votes
