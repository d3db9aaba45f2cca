"""Intake cards and notes to file: whom they are about, and short lines that leave that one out."""

from __future__ import annotations

from datetime import date

from safeconduct.reading import read
from safeconduct.reading.tongue import paragraphs
from safeconduct.reading.voices import cards
from safeconduct.record import Mood, Reading
from safeconduct.sources import Document
from safeconduct.when import write_edtf

CARD = """INTAKE FORM
Date of call: 11 November 2020
Interpreter: Sofia Beck
Client: Mansur Ergashev
Caller: Nodira

Residence permit refused Aug. 2018.
- Wanted since Oct. 2019; arrested 3 November 2020.
- Hit on the head on 3 November 2020 by two men.

Client was taken to Rostov on 5 November 2020. Married to Alena. He was beaten there on 6 November 2020.
"""

RUSSIAN = """КАРТОЧКА ПЕРВИЧНОГО ПРИЁМА
Принял: Е. Воронцова (юрист)
Обратился: Акром Зиёев
Подопечный: Музаффар Зиёев

- задержан 12.09.2022, держали сутки.
- в розыске с 03.2022.
"""


def reading(text: str, language: str) -> Reading:
    document = Document("d", text, language=language, blocks=paragraphs(text))
    return read(document, published=date(2022, 12, 2))


def told(found: Reading) -> dict[tuple[str, str | None], list[str]]:
    names = {r.id: r.name for r in found.referents}
    return {
        (c.kind, write_edtf(c.when) if c.when else None): [names[p] for p in c.persons]
        for c in found.claims
        if c.mood is Mood.FACT
    }


def test_short_lines_of_a_card_are_of_its_client_and_of_the_day_in_them() -> None:
    found = told(reading(CARD, "en"))
    assert found["permit_refusal", "2018-08"] == ["Mansur Ergashev"]
    assert found["wanted_listing", "2019-10"] == ["Mansur Ergashev"]
    assert found["arrest", "2020-11-03"] == ["Mansur Ergashev"]


def test_the_one_a_card_is_about_is_he_before_anybody_named_in_passing() -> None:
    assert told(reading(CARD, "en"))["ill_treatment", "2020-11-06"] == ["Mansur Ergashev"]


def test_the_fields_tell_whom_a_card_is_about_whoever_rang_or_took_it_down() -> None:
    found = told(reading(RUSSIAN, "ru"))
    assert found["arrest", "2022-09-12"] == ["Музаффар Зиёев"]
    assert found["wanted_listing", "2022-03"] == ["Музаффар Зиёев"]


def test_the_title_of_a_note_may_name_the_one_it_is_about() -> None:
    text = "Note to file – Karim Saidov (client no. 207)\nMeeting in Riga, 9 March 2018.\n"
    run = cards.topic(text)
    assert run is not None
    assert text[slice(*run)].startswith("Karim Saidov")


def test_a_paper_without_such_a_field_or_title_is_no_card() -> None:
    assert cards.topic("Karim Saidov was arrested: nobody knows why.\nPhoto: A. Karimov\n") is None
