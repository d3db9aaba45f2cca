"""Two names of one person, told to be so, make one person; two people side by side stay two."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Reading
from safeconduct.sources import Document


def reading(text: str, language: str) -> Reading:
    return read(Document("d", text, language=language, published=date(2022, 6, 1)))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Иззат Тураев, известный также как Иззат Холматов, задержан. Холматова выслали.", "ru"),
        (
            "Али Раджаб (настоящее имя — Худойберди Нурметов) был задержан. Нурметова выслали.",
            "ru",
        ),
        (
            "Задержан корреспондент Худойберди Нурметов, пишущий под псевдонимом Али Раджаб.",
            "ru",
        ),
        ("Умар Тошев, он же Абдулла, был задержан. Абдуллу вывезли в Ташкент.", "ru"),
        (
            "Izzat Turaev, also known as Karim Kholmatov, was arrested. Kholmatov was deported.",
            "en",
        ),
    ],
)
def test_a_second_name_is_no_second_person(text: str, language: str) -> None:
    found = reading(text, language)
    (person,) = [r for r in found.referents if r.name]
    assert {c.persons for c in found.claims if c.kind != "work"} == {(person.id,)}


@pytest.mark.parametrize(
    "text",
    [
        "Умар Тошев, он же участник митинга, говорил с Рустамом Холовым.",
        "Умар Тошев знал Рустама Холова, известного правозащитника.",
        "Умар Тошев (слева) и Рустам Холов были задержаны 3 мая 2018 года.",
    ],
)
def test_two_people_are_two(text: str) -> None:
    assert len([r for r in reading(text, "ru").referents if r.name]) == 2
