"""The taggers at work on a whole document give what slovnet gives text by text."""

from __future__ import annotations

import pytest
from razdel import tokenize

from safeconduct.reading.russian.weights import taggers, weights

TEXTS = [
    "Гражданина Узбекистана Олима Раджабова задержали в Туле сотрудники МВД.",
    "Он рассказал адвокату Нине Серовой, что его вывезли в аэропорт «Домодедово», но рейс задержали.",
    "Суд.",
    "",
    "Мемориал",
    "25.03.2019 г. Верховный Суд РФ оставил решение без изменения, а жалобу — без удовлетворения",
]


def words(text: str) -> list[str]:
    return [t.text for t in tokenize(text)]


def test_names_are_slovnets() -> None:
    found = taggers().names([words(t) for t in TEXTS])
    for text, runs in zip(TEXTS, found, strict=True):
        tokens = list(tokenize(text))
        ours = [(tokens[a].start, tokens[b - 1].stop, sort) for a, b, sort in runs]
        theirs = weights().names(text).spans if text else []
        assert ours == [(s.start, s.stop, s.type) for s in theirs]


def test_a_name_that_ends_the_text_is_found() -> None:
    (found,) = taggers().names([words("Адвокат Нина Серова")])
    assert found == [(1, 3, "PER")]


@pytest.mark.parametrize("text", [t for t in TEXTS if t])
def test_grammar_is_slovnets(text: str) -> None:
    (ours,) = taggers().grammar([words(text)])
    morphology = weights().morphology(words(text)).tokens
    syntax = weights().syntax(words(text)).tokens
    assert [(g.pos, g.feats) for g in ours] == [(t.pos, t.feats) for t in morphology]
    assert [(g.head, g.rel) for g in ours] == [(int(t.head_id), t.rel) for t in syntax]


def test_a_sentence_reads_the_same_among_others() -> None:
    rows = [words(t) for t in TEXTS]
    assert taggers().grammar(rows * 40) == [taggers().grammar([row])[0] for row in rows] * 40


def test_nothing_to_read() -> None:
    assert taggers().names([]) == []
    assert taggers().grammar([]) == []
