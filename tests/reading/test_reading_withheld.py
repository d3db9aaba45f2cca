"""Acts that name nobody: «ФИО1», «К.», «Н.Н.Н.» are people all the same, each of them one, and no heading is."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Mood, Reading
from safeconduct.sources import Document


def reading(text: str) -> Reading:
    return read(Document("d", text, language="ru", published=date(2022, 6, 1)))


def told(text: str) -> list[tuple[str, list[str]]]:
    found = reading(text)
    who = {r.id: r.name for r in found.referents}
    return [(c.kind, [who[p] for p in c.persons]) for c in found.claims if c.mood is Mood.FACT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Гражданин Республики Узбекистан ФИО2 задержан 12 марта 2021 года в Твери.",
            ("arrest", ["ФИО2"]),
        ),
        ("ФИО 1 прибыл в Россию 5 мая 2019 года.", ("entry", ["ФИО1"])),
        (
            "Гр-н Узбекистана Н.Н.Н. 3 июня 2021 года был задержан сотрудниками полиции.",
            ("arrest", ["Н.Н.Н."]),
        ),
        (
            "Осуждённый М. 4 апреля 2021 года был освобождён из колонии.",
            ("release", ["М."]),
        ),
        (
            "Постановлением от 5 мая 2021 года Н. заключён под стражу.",
            ("detention", ["Н."]),
        ),
        ("В 2019 году Ш. приехал в Россию.", ("entry", ["Ш."])),
    ],
)
def test_a_withheld_name_is_somebody(text: str, expected: tuple[str, list[str]]) -> None:
    assert expected in told(text)


def test_numbers_tell_people_apart() -> None:
    text = "Свидетель ФИО5 сообщил, что ФИО1 задержан 4 мая 2021 года. ФИО1 освобождён 6 мая."
    assert {r.name for r in reading(text).referents} == {"ФИО1", "ФИО5"}
    assert told(text) == [("arrest", ["ФИО1"]), ("release", ["ФИО1"])]


def test_the_counsel_of_a_letter_is_not_the_letter() -> None:
    text = "Обвиняемый Ш., 1985 года рождения, задержан 5 мая 2021 года. 7 мая защитник Ш. подал жалобу."
    (person,) = reading(text).referents
    assert "lawyer" not in person.roles


def test_a_letter_is_whose_name_ends_in_it() -> None:
    text = "Собир Т. приехал в Тверь в 2019 году. 4 мая 2021 года Т. задержали. Адвоката зовут Карина В."
    assert ("arrest", ["Собир Т."]) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "I. ОБСТОЯТЕЛЬСТВА ДЕЛА\n\nA. Предшествующие события\n\nБ. Производство о выдаче",
        "Осуждённых перевели в корпус А. зимой 2021 года.",
        "Приложение Б. к жалобе содержит медицинские справки.",
        "У него нашли гепатит С. в 2021 году.",
    ],
)
def test_what_a_letter_numbers_is_nobody(text: str) -> None:
    assert not [r.name for r in reading(text).referents if r.name]
