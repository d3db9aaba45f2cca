"""Several people told together: "the two men", "four Uzbeks", "they" – who they are where the text names them."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Mood, Reading
from safeconduct.sources import Document
from safeconduct.sources.layout import blocks_of


def whom(text: str, kind: str, language: str = "en") -> list[str]:
    """The victims of the one event of a kind, by name, or by what they are told to be and how many."""
    found: Reading = read(
        Document("d", text, language=language, blocks=blocks_of(text)), published=date(2022, 6, 14)
    )
    (claim,) = [c for c in found.claims if c.kind == kind and c.mood is Mood.FACT]
    who = {r.id: r for r in found.referents}
    return sorted(
        r.name or (f"{r.described.count} {r.described.relation}" if r.described else "?")
        for r in (who[p] for p in claim.persons)
    )


LEAD = "Kazakh police deported {them} on Friday.\n\nBotir Aliyev, Sobir Rahimov and Odil Saidov had asked for asylum.\n"


@pytest.mark.parametrize(
    "them",
    ["three Uzbeks", "three Uzbek asylum seekers", "three Uzbek nationals", "three activists"],
)
def test_so_many_of_a_lead_are_those_so_many_who_are_named_next(them: str) -> None:
    assert whom(LEAD.format(them=them), "expulsion") == [
        "Botir Aliyev",
        "Odil Saidov",
        "Sobir Rahimov",
    ]


def test_another_number_than_is_named_next_stays_unnamed() -> None:
    assert whom(LEAD.format(them="four Uzbeks"), "expulsion") == ["4 citizen"]


@pytest.mark.parametrize("told", ["The two men were", "The men were", "Both men were", "They were"])
def test_the_men_are_those_last_named_side_by_side(told: str) -> None:
    text = f"Botir Aliyev and Sobir Rahimov came to Osh in 2019. {told} arrested on 4 May 2021.\n"
    assert whom(text, "arrest") == ["Botir Aliyev", "Sobir Rahimov"]


def test_the_men_are_the_brother_and_those_told_with_him() -> None:
    text = (
        "Botir Aliyev came to Osh in 2019. In May 2021 his brother and two other men were questioned. "
        "The men were beaten.\n"
    )
    assert whom(text, "ill_treatment") == ["1 brother", "2 man"]


def test_the_men_are_not_the_wives_named_after_them() -> None:
    text = (
        "Botir Aliyev and Sobir Rahimov came to Osh in 2019. Their wives stayed in Andijan. "
        "The men were arrested on 4 May 2021.\n"
    )
    assert whom(text, "arrest") == ["Botir Aliyev", "Sobir Rahimov"]


@pytest.mark.parametrize(
    "many",
    [
        "At least seven activists were deported from Kazakhstan.",
        "Refugees were deported from Kazakhstan.",
        "Some 40 Uzbek nationals were deported from Kazakhstan.",
        "More than 20 men were deported from Kazakhstan.",
    ],
)
def test_a_figure_of_many_is_nobody_s_event(many: str) -> None:
    found = read(
        Document("d", f"Botir Aliyev came to Osh. {many}\n", language="en"),
        published=date(2022, 6, 14),
    )
    assert not [c for c in found.claims if c.kind == "expulsion" and c.mood is Mood.FACT]


def test_a_lawyer_named_beside_a_man_is_not_one_of_the_men_arrested() -> None:
    text = (
        "Botir Aliyev, Sobir Rahimov and lawyer Odil Saidov came to Osh in 2019. "
        "They were arrested on 4 May 2021.\n"
    )
    assert whom(text, "arrest") == ["Botir Aliyev", "Sobir Rahimov"]


def test_in_russian_too_they_are_those_named_side_by_side() -> None:
    text = "Ботир Алиев, Собир Рахимов и Одил Саидов жили в Оше. 4 мая 2021 года их задержали.\n"
    assert len(whom(text, "arrest", "ru")) == 3
