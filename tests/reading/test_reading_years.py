"""A year carried over from the telling before is sure only within one man's story."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Tier
from safeconduct.sources import Block, Document


def last_tier(text: str, language: str, kind: str) -> Tier:
    """How sure the last event of a kind is."""
    document = Document("d", text, language=language, blocks=(Block(0, len(text)),))
    told = read(document, published=date(2024, 6, 15)).claims
    return [c for c in told if c.kind == kind][-1].tier


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        (
            "On 10 March 2016 Serik Toleu was arrested. On 19 April Serik Toleu was convicted.",
            "en",
            "conviction",
        ),
        (
            "10 марта 2016 года Рустама Алимова задержали. 19 апреля Рустама Алимова осудили.",
            "ru",
            "conviction",
        ),
    ],
)
def test_the_next_step_of_the_same_man_keeps_his_year(text: str, language: str, kind: str) -> None:
    assert last_tier(text, language, kind) is Tier.SURE


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        (
            "Bekzat Orazov was detained in Khorgos in March 2016. Serik Toleu was arrested on 19 April.",
            "en",
            "arrest",
        ),
        (
            "Bekzat Orazov had already served two years in 2014. Bekzat Orazov was arrested on 4 June.",
            "en",
            "arrest",
        ),
        (
            "Aksana Novik, who was sentenced to five years in 2021, was released on 12 May.",
            "en",
            "release",
        ),
        (
            "В марте 2016 года Рустама Алимова задержали. Тимура Касымова арестовали 19 апреля.",
            "ru",
            "arrest",
        ),
    ],
)
def test_another_man_s_year_or_that_of_a_look_back_is_to_be_checked(
    text: str, language: str, kind: str
) -> None:
    assert last_tier(text, language, kind) is Tier.CHECK


def test_a_year_from_a_month_of_the_news_is_to_be_checked() -> None:
    text = (
        "Bekzat Orazov was arrested in August 2022. A court met on Tuesday. "
        "On 4 November Bekzat Orazov was convicted."
    )
    assert last_tier(text, "en", "conviction") is Tier.CHECK


def test_the_document_s_year_is_to_be_checked_where_another_was_told_last() -> None:
    text = (
        "Bekzat Orazov came to Turkey in February 2012. On 20 May Bekzat Orazov was arrested. "
        "He called home on Tuesday."
    )
    assert last_tier(text, "en", "arrest") is Tier.CHECK
