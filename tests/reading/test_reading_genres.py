"""Chats, mail threads, interviews, calls, cards, notes, lists of dates, digests: the papers that are told in clipped words.

Gold in gold/genres. Floors stand well under what is measured: they fall only when something breaks.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from safeconduct.reading import read
from safeconduct.reading.measure.evaluate import Score, score
from safeconduct.reading.measure.gold import load
from safeconduct.sources import convert_all, take

GOLD = Path(__file__).parent / "gold" / "genres"
DOCUMENTS = sorted(p.stem for p in GOLD.glob("*.yaml"))


@cache
def measured(name: str) -> Score:
    data = (GOLD / f"{name}.txt").read_bytes()
    taken = take(data, name=f"{name}.txt", by="", at=datetime(2024, 1, 1, tzinfo=UTC))
    found = next(iter(convert_all(taken, data))).document
    assert found is not None
    gold = load(GOLD / f"{name}.yaml", found.text)
    return score(found.text, read(found, published=gold.published), gold)


def pooled(language: str) -> Score:
    return sum(
        (measured(name) for name in DOCUMENTS if name.startswith(language)),
        Score(language=language, documents=0),
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_two_people_of_a_document_are_taken_for_one(name: str) -> None:
    assert measured(name).mixed == 0


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_asked_planned_or_feared_is_never_shown_as_sure(name: str) -> None:
    assert [m for m in measured(name).misses if m.what == "not an event" and m.sure] == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_kinds_victims_and_dates_of_clipped_papers(language: str) -> None:
    got = pooled(language)
    assert got.kind.f1 >= 0.65
    assert got.victim.f1 >= 0.52
    assert got.both.f1 >= 0.44
    assert got.sure_and_wrong <= 0.1 * got.sure
