"""Chats and forums as people paste them: whatever the head of a message looks like, it is cut, dated and given its sender."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading.voices.threads import letters
from safeconduct.sources import Block
from safeconduct.sources.layout import blocks_of

HEADS = [
    "[{d:02}.09.2023, 11:02] Palina K.: {words}",
    "[{d:02}/09/23, 11:02:07 AM] Palina K.: {words}",
    "[11:02, {d:02}.09.2023] Palina K.: {words}",
    "{d:02}.09.2023, 11:02 - Palina K.: {words}",
    "Palina K., {d:02}.09.2023 11:02\n{words}\n",
    "Palina K., [{d:02}.09.2023 11:02]\n{words}\n",
    "Palina K., [{d} Sep 2023 at 11:02]:\n{words}\n",
    "Palina K. » {d} сен 2023, 11:02\n{words}\n",
    "Palina K. | 2023-09-{d:02} 11:02\n{words}\n",
]


def cut(text: str) -> list[tuple[str, str, date | None]]:
    return [
        (text[slice(*m.who)], text[m.start : m.end].strip(), m.day)
        for m in letters(text, blocks_of(text))
    ]


@pytest.mark.parametrize("head", HEADS)
def test_a_message_has_its_sender_its_words_and_its_day(head: str) -> None:
    told = ["They took him.", "Where is he?", "In Kuźnica.\nThey say he is well."]
    on = (3, 4, 14)
    text = "\n".join(head.format(d=d, words=words) for d, words in zip(on, told, strict=True))
    days = [date(2023, 9, d) for d in on]
    assert cut(text) == [("Palina K.", w, d) for w, d in zip(told, days, strict=True)]


def test_where_day_and_month_can_change_places_no_message_has_a_day() -> None:
    text = "[03/04/2023, 11:02] Ania: hello\n[05/04/2023, 11:03] Lev: hello"
    assert [day for _, _, day in cut(text)] == [None, None]


def test_what_stands_under_the_last_message_is_not_of_it() -> None:
    text = "Ania, 03.09.2023 11:02\nThey took him.\n\nLev, 03.09.2023 11:05\nWhere?\n\nPrinted by the office."
    assert [words for _, words, _ in cut(text)] == ["They took him.", "Where?"]


@pytest.mark.parametrize(
    "text",
    [
        "Minsk, 03.09.2023 11:02\nA court has ordered the release of a baker.",
        "14.01.2020 09:30 — Court: remanded\n16.01.2020 10:00 — Prison: visit refused",
        "The hearing was put off until 12.03.2021 at 10:15.\nThe next one was on 14.03.2021 at 11:00.",
    ],
)
def test_a_line_that_tells_a_day_and_hour_is_no_head(text: str) -> None:
    assert cut(text) == []


def test_of_a_chat_in_two_languages_each_reader_gets_its_own_messages() -> None:
    text = "[03.09.2023, 11:02] Ania: They took him.\n[03.09.2023, 11:05] Лев: Где он?\n"
    second = text.index("[", 1)
    assert [m.head for m in letters(text, [Block(second, len(text))])] == [second]
