"""Whom "the applicant" means, and when that is beyond doubt."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from safeconduct.reading import read
from safeconduct.record import Tier
from safeconduct.sources import Block, Document

ENGLISH = """PROCEDURE

The case originated in an application (no. 12345/17) against the Russian Federation lodged with the Court by Mr Alisher Sodiqov{}, on 3 May 2017.

THE FACTS

On 10 October 2016 the applicant was arrested in Tula.

On 12 October 2016 a court ordered the applicant’s expulsion."""

RUSSIAN = """Жалоба

В суд обратился Содиков Алишер Рустамович, 1981 года рождения{}.

Обстоятельства дела

10 октября 2016 года заявитель был задержан в Туле."""


def tiers(text: str, language: str) -> Mapping[str, Tier]:
    """The kinds told, each with how sure it is."""
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(
            Block(at, at + len(part), role="paragraph" if part.endswith(".") else "heading")
        )
        at += len(part) + 2
    told = read(Document("d", text, language=language, blocks=tuple(blocks)), published=None)
    return {c.kind: c.tier for c in told.claims if c.kind != "birth"}  # told beside the name


@pytest.mark.parametrize(
    ("text", "language", "term"),
    [
        (ENGLISH, "en", " (“the applicant”)"),
        (ENGLISH, "en", " (hereinafter “the applicant”)"),
        (RUSSIAN, "ru", " (далее – заявитель)"),
        (RUSSIAN, "ru", " (далее по тексту — «Заявитель»)"),
    ],
)
def test_a_word_that_the_paper_defines_is_as_good_as_the_name(
    text: str, language: str, term: str
) -> None:
    told = tiers(text.format(term), language)
    told.pop("birth", None)  # «1981 года рождения» is to be checked, whoever it is told of
    assert told
    assert set(told.values()) == {Tier.SURE}


def test_a_word_that_nobody_defined_is_to_be_checked() -> None:
    told = tiers(ENGLISH.format(""), "en")
    assert told["arrest"] is Tier.CHECK


def test_a_word_that_was_defined_for_two_is_to_be_checked() -> None:
    two = ENGLISH.format(" (“the applicant”)").replace(
        "\n\nTHE FACTS",
        "\n\nThe second case was lodged by Mr Bakhtiyor Nazarov (“the applicant”).\n\nTHE FACTS",
    )
    assert tiers(two, "en")["arrest"] is Tier.CHECK
