"""What a sentence says of the case and the sex of a name in it: the words before it, its verb, its initials.

May import: this package.
"""

from __future__ import annotations

from collections import Counter

from safeconduct.reading.russian.names.declension import is_surname, readings
from safeconduct.reading.russian.names.words import TITLES, is_initial, titled
from safeconduct.reading.russian.people.kin import KIN, ROLES
from safeconduct.reading.russian.words import Sentence, Word, plain


def _mans_genitive(word: Word) -> bool:
    """Can the word only be a known man's given name in the genitive («Шерзода»)?"""
    known = [r for r in readings(titled(word.text)) if r.weight >= 3.0]
    return bool(known) and all(r.sex == "m" and "Gen" in r.cases for r in known)


def _owner_of_next(sentence: Sentence, first: int, last: int, starts: frozenset[int]) -> bool:
    """Is a single name behind a kin word whose relative it is: that one's own name comes next, between commas?"""
    words = sentence.words
    if (
        last - first != 1
        or last + 1 not in starts
        or words[last].text != ","
        or not words[first - 1].is_(Case="Nom")
    ):
        return False
    return any(r.sex == "m" and "Gen" in r.cases for r in readings(titled(words[first].text)))


def evidence(
    sentence: Sentence, first: int, last: int, starts: frozenset[int] = frozenset()
) -> tuple[Counter[str], Counter[str]]:
    """What the sentence says of a name's case and sex. `starts` are where its other names begin."""
    cases: Counter[str] = Counter()
    sexes: Counter[str] = Counter()
    if first and sentence.words[first - 1].lemma in (KIN.keys() | ROLES.keys()) and last in starts:
        cases["Gen"] += 4  # «сестра Холмирзаева Дилором»: whose sister she is
        return cases, sexes
    before = sentence.words[first - 1] if first else None
    if (
        before is not None
        and before.lemma in KIN
        and before.is_(Case="Nom")
        and _mans_genitive(sentence.words[first])
    ):
        cases["Gen"] += 4  # «мать Шерзода Алимова»
        sexes["m"] += 3
        return cases, sexes
    if before is not None and before.lemma in KIN and _owner_of_next(sentence, first, last, starts):
        cases["Gen"] += 4  # «сестра Отамурода, Дилдора»
        sexes["m"] += 3
        return cases, sexes
    initials = any(is_initial(w) for w in sentence.words[first:last]) and any(
        is_surname(w.text) for w in sentence.words[first:last]
    )
    for word in sentence.words[first:last]:
        # after «Р. Х.» the tagger takes every surname in -ова for a man's genitive
        if "Case" in word.feats and len(word.text) > 1 and not initials:
            cases[word.feats["Case"]] += 1
        if len(word.text) < 3:
            continue
        if initials and word.rel == "conj" and 0 <= word.head < first:
            cases[sentence.words[word.head].feats.get("Case", "")] += (
                2  # «Дзюбы А.А. и Рахимова Э.Ф.»
            )
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
        if word.rel == "obj" and (word.is_(Case="Acc") or initials):
            cases["Acc"] += 2
        if word.rel.startswith("nsubj") and word.head >= 0:
            verb = sentence.words[word.head]
            alone = not any(sentence.words[k].rel == "conj" for k in sentence.children[word.index])
            if verb.is_(Number="Plur", Tense="Past") and (initials or alone):
                cases["Acc"] += 2  # «Маматова Н.А. задержали»
                cases["Nom"] -= alone
            if verb.is_(Number="Sing") and verb.feats.get("Tense") == "Past":
                cases["Nom"] += 1
                if verb.feats.get("Gender") in ("Masc", "Fem"):
                    sexes["m" if verb.feats["Gender"] == "Masc" else "f"] += 2
    before = sentence.words[first - 1] if first else None
    if initials and before is not None and before.pos == "NOUN" and "Case" in before.feats:
        cases[before.feats["Case"]] += 2  # «прокурора Зимина В.В.»: a man
    if (
        before is not None
        and before.pos == "NOUN"
        and before.is_(Animacy="Inan")
        and before.feats.get("Case") in ("Nom", "Acc")
        and not before.form.endswith("о")
        and plain(before.text) not in TITLES - {"дело"}
    ):
        cases["Gen"] += 2  # «дело Алимовой Гулзат»
    if before is not None and before.is_(Case="Nom") and KIN.get(before.lemma, ("", ""))[1] == "m":
        given = [r for r in readings(titled(sentence.words[first].text)) if r.sex == "m"]
        best = {
            c: max((r.weight for r in given if c in r.cases), default=-9.0) for c in ("Nom", "Gen")
        }
        if best["Gen"] > best["Nom"]:
            cases["Gen"] += 4  # «брат Отамурода», «отец Жавлона Пулатова»: no woman is a father
            sexes["m"] += 3
            return cases, sexes
    if before is not None and before.lemma in KIN and KIN[before.lemma][1]:
        sexes[KIN[before.lemma][1] or ""] += 3
        cases[before.feats.get("Case", "")] += 1
    if (
        before is not None
        and plain(before.text) in TITLES
        and (before.index == 0 or before.is_(Case="Nom"))
    ):
        cases["Nom"] += 2
    if first == 0 and last >= len(sentence.words) - 1:  # alone on its line: a signature, a heading
        cases["Nom"] += 2
    return cases, sexes
