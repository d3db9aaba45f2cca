"""Counts that a Russian text gives of people or cases: «похищены не менее 19 человек», «42 обращения».

May import: this package, `marks`.
"""

from __future__ import annotations

from collections.abc import Sequence

from safeconduct.reading.marks import Moment, Tally
from safeconduct.reading.russian.dates.numbers import number
from safeconduct.reading.russian.lexicon import lexicon
from safeconduct.reading.russian.words import Sentence

_UNITS = {
    "человек": "people", "люди": "people", "гражданин": "people", "узбекистанец": "people", "таджик": "people",
    "узбек": "people", "мигрант": "people", "заявитель": "people", "беженец": "people", "иностранец": "people",
    "мужчина": "people", "женщина": "people", "уроженец": "people", "осужденный": "people", "лицо": "people",
    "случай": "cases", "дело": "cases", "обращение": "cases", "жалоба": "cases", "запрос": "cases",
    "похищение": "cases", "решение": "cases", "ходатайство": "cases", "заявление": "cases", "постановление": "cases",
    "экстрадиция": "cases", "выдворение": "cases", "семья": "families", "ребенок": "people", "доверитель": "people",
}  # fmt: skip


def find(sentences: Sequence[Sentence], moments: Sequence[Moment], text: str) -> list[Tally]:
    """Every count of two or more people or cases, with the kind of event its clause tells where there is one."""
    lex = lexicon()
    made: list[Tally] = []
    for sentence in sentences:
        for word in sentence.words:
            unit = _UNITS.get(word.lemma)
            if unit is None:
                continue
            count_word = next(
                (
                    sentence.words[k]
                    for k in sentence.children[word.index]
                    if sentence.words[k].pos == "NUM" and sentence.words[k].rel.startswith("nummod")
                ),
                None,
            )
            if count_word is None:
                before = sentence.words[word.index - 1] if word.index else None
                count_word = (
                    before
                    if before is not None and (before.form.isdigit() or number(before.form))
                    else None
                )
            if count_word is None:
                continue
            value = number(count_word.form)
            if value is None or value < 2 or value % 1:
                continue
            if any(m.start <= count_word.start < m.end for m in moments):
                continue
            head = sentence.words[word.head] if word.head >= 0 else word
            what = ""
            for candidate in (head, word):
                rows = lex.verbs.get(candidate.lemma, ()) or lex.nouns.get(candidate.lemma, ())
                bare = [r for r in rows if not r.with_]
                if bare:
                    what = bare[0].kind
                    break
            inside = [
                i
                for i, m in enumerate(moments)
                if sentence.start <= m.start < sentence.end and not m.length
            ]
            start = min(count_word.start, head.start if what else count_word.start)
            end = max(word.end, head.end if what else word.end)
            lead = [w.form for w in sentence.words[max(0, count_word.index - 3) : count_word.index]]
            attributes: dict[str, object] = {}
            low = high = None
            if "менее" in lead or "более" in lead or "минимум" in lead:
                low = value
                attributes["at_least"] = True
            if "до" in lead[-1:]:
                high = value
            made.append(
                Tally(
                    start, end, what or text[word.start : word.end].lower(), value, low, high, unit,
                    moment=inside[0] if inside else None, attributes=attributes,
                )
            )  # fmt: skip
    return made
