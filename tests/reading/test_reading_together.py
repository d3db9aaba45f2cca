"""Those who write together and name nobody are people all the same, where officers do something to them."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Mood
from safeconduct.sources import Block, Document


def told(text: str, language: str) -> list[tuple[str, str, int | None]]:
    """Kind, and relation and count of whom it befell."""
    document = Document(
        "d", text, language=language, published=date(2020, 6, 1), blocks=(Block(0, len(text)),)
    )
    found = read(document)
    people = {p.id: p.described for p in found.referents}
    return [
        (c.kind, described.relation, described.count)
        for c in found.claims
        if c.mood is Mood.FACT
        for p in c.persons
        if (described := people[p]) is not None
    ]


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Мы были задержаны на родине. Нам отказали в убежище.", "ru", "arrest"),
        ("Шестой месяц мы находимся под экстрадиционным арестом.", "ru", "detention"),
        ("Нас избили прямо в автобусе и отвезли в отдел.", "ru", "ill_treatment"),
        ("Нас вызвали в милицию и допрашивали всю ночь.", "ru", "summons"),
    ],
)
def test_a_letter_of_several(text: str, language: str, kind: str) -> None:
    assert (kind, "narrator", None) in told(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "Мы обратились в прокуратуру. Мы призываем власти прекратить пытки.",
        "Мы сообщали о похищении людей и направили жалобу омбудсмену.",
    ],
)
def test_an_office_that_reports_is_nobody(text: str) -> None:
    assert told(text, "ru") == []
