"""Which words of an English text are people's names, and which only look it."""

from __future__ import annotations

import pytest

from safeconduct.reading import read
from safeconduct.sources import Document


def people(text: str) -> list[str]:
    reading = read(Document("x", text, language="en"))
    return [text[m.passage.start : m.passage.end] for m in reading.mentions if m.what == "person"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The letter came from Mr Orhan Kemal Ak (“the applicant”) on 3 May 2011.",
            ["Orhan Kemal Ak"],
        ),
        ("She was represented by Mr Cz. Brandys, a lawyer practising in Gdynia.", ["Cz. Brandys"]),
        ("The court heard Mr J.S. and later his son, K.S., in private.", ["J.S.", "K.S."]),
        ("The court could not reach Mr J.S. Further, it had no address.", ["J.S."]),
        ("A complaint was lodged by Ms August Tellmann in 2009.", ["August Tellmann"]),
        ("Her lawyer (Umid Saidov) was not let in.", ["Umid Saidov"]),
    ],
)
def test_titles_initials_and_parts_played_tell_a_name_whole(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The applicant was represented by Hale Crossley, solicitors in Leeds.",
        "The shares were held by the company Karl Brenner GmbH.",
        "He appealed to the County Court (Sąd Powiatowy w Gdyni) in May.",
        "The General Directorate of Roads answered on 4 June 2010.",
        "He had been a member of the Jehovah’s Witnesses since 1994.",
        "B. Rejection of the asylum application and later proceedings",
        "He flew to San Francisco with a friend.",
    ],
)
def test_firms_translations_headings_and_places_are_nobody(text: str) -> None:
    assert people(text) == []


def test_a_place_named_after_a_person_is_not_that_person_again() -> None:
    text = (
        "The street was named after Boris Karelin. Karelin Street runs to the river. "
        "Karelin died in 1920, and the Karelin Museum is closed."
    )
    assert people(text) == ["Boris Karelin", "Karelin"]


def test_a_full_name_helps_its_parts_where_the_model_sees_something_else() -> None:
    text = (
        "Dilmurod Yusupov was taken from his flat. In Uzbekistan Yusupov had traded in cotton. "
        "“They hate Yusupov,” said a neighbour."
    )
    assert people(text) == ["Dilmurod Yusupov", "Yusupov", "Yusupov"]
