"""Uzbek is read in both scripts as far as a word list goes, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.reading import read
from safeconduct.reading.evaluate import score
from safeconduct.reading.gold import load
from safeconduct.reading.uzbek.latin import plain
from safeconduct.record import Mood, Tier
from safeconduct.sources import Block, Document

GOLD = Path(__file__).parent / "gold"


def document(text: str) -> Document:
    return Document("d", text, language="uz", blocks=(Block(0, len(text)),))


@pytest.mark.parametrize("name", ["xabar", "ariza"])
def test_documents_in_both_scripts(name: str) -> None:
    path = GOLD / f"uz-{name}.txt"
    text = path.read_text(encoding="utf-8")
    gold = load(path.with_suffix(".yaml"), text)
    found = read(document(text), published=gold.published)
    got = score(text, found, gold)
    assert got.kind.f1 >= 0.8
    assert got.both.f1 >= 0.7
    assert found.unread
    assert all(c.tier is Tier.CHECK for c in found.claims)


@pytest.mark.parametrize(
    "text",
    [
        "Sherali Nazarov 2018-yil 3-martda qo‘lga olindi.",
        "Шерали Назаров 2018 йил 3 мартда қўлга олинди.",
    ],
)
def test_the_same_sentence_in_two_scripts_tells_the_same(text: str) -> None:
    (claim,) = read(document(text)).claims
    assert (claim.kind, claim.mood) == ("arrest", Mood.FACT)
    assert claim.when is not None
    assert str(claim.when.earliest) == "2018-03-03"
    assert claim.persons


def test_a_negated_verb_is_no_event() -> None:
    (claim,) = read(document("Sherali Nazarov 2018-yilda qo‘lga olinmadi.")).claims
    assert claim.mood is Mood.NEGATED


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳ АБВО'ʻ", max_size=60))
def test_plain_letters_point_back_to_where_they_came_from(text: str) -> None:
    made = plain(text, 0, len(text))
    assert len(made.origin) == len(made.text) + 1
    assert list(made.origin) == sorted(made.origin)
