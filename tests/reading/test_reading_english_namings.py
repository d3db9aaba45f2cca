"""Which words of an English text name places and organisations, and what of them belongs to the name."""

from __future__ import annotations

import pytest

from safeconduct.reading import read
from safeconduct.sources import Document


def named(text: str, what: str) -> list[str]:
    reading = read(Document("x", text, language="en"))
    return [text[m.passage.start : m.passage.end] for m in reading.mentions if m.what == what]


def value(text: str, words: str) -> str:
    reading = read(Document("x", text, language="en"))
    return next(m.value for m in reading.mentions if text[m.passage.start : m.passage.end] == words)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("He was found in the Tula region and flown to Yuzhno-Sakhalinsk.", ["Tula region", "Yuzhno-Sakhalinsk"]),
        ("They drove him to Vnukovo airport.", ["Vnukovo airport"]),
        ("His family stayed in the Republic of Malta.", ["Republic of Malta"]),
        ("Her lawyer practises in Bregenz; she herself lives in Lustenau.", ["Bregenz", "Lustenau"]),
        ("He lived near Izmir before he moved to Poznań.", ["Izmir", "Poznań"]),
        ("Uzbek police and two Tajiks spoke to the Russian guards.", []),
        ("A lawyer of the FSB of the Russian Federation refused.", ["Russian Federation"]),
    ],
)  # fmt: skip
def test_a_place_is_named_with_the_noun_that_belongs_to_it_and_a_people_is_none(
    text: str, places: list[str]
) -> None:
    assert named(text, "place") == places


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("The complaint went to the Samara Regional Court and the Ministry of Foreign Affairs.",
         ["Samara Regional Court", "Ministry of Foreign Affairs"]),
        ("The European Court of Human Rights [ECHR] wrote to the FSB.",
         ["European Court of Human Rights", "ECHR", "FSB"]),
        ("He worked for the organisation “Najot”, as its lawyer.", ["Najot"]),
        ("The Court and the Government agreed; the Ministry did not.", []),
        ("The judge applied section 3 of the Military Service Act.", []),
        ("She paid 300 euros (EUR) and was shown on CCTV and TV.", []),
        ("He took a Treatment Needs Course (“TNC”) in prison; the TNC took a month.", []),
        ("An NTV reporter was on trial.", ["NTV"]),
    ],
)  # fmt: skip
def test_a_body_is_named_by_its_proper_name_and_not_by_a_common_noun_a_law_or_a_thing(
    text: str, bodies: list[str]
) -> None:
    assert named(text, "organisation") == bodies


def test_a_body_told_by_its_capitals_is_found_wherever_it_stands_again() -> None:
    text = "He was asked by the GKNB to sign. GKNB men came again. Later GKNB denied it."
    assert named(text, "organisation") == ["GKNB"] * 3


def test_a_place_tells_its_state_and_a_known_body_its_short_name() -> None:
    assert value("They met in Bursa.", "Bursa") == "TR"
    assert value("They met in Samara.", "Samara") == "RU"
    assert value("He wrote to the European Court.", "European Court") == "ECtHR"


def test_a_town_whose_name_several_states_share_tells_none() -> None:
    assert value("They met in Tripoli and parted.", "Tripoli") == ""


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            "He lodged an application (no. 18/09) against the Republic of Poland.",
            "Republic of Poland",
        ),
        ("Two complaints against Kazakhstan are pending in Geneva.", "Kazakhstan"),
        ("The Court joined the cases against the Kingdom of Sweden.", "Kingdom of Sweden"),
    ],
)
def test_a_state_that_is_sued_is_a_party_and_no_place(text: str, party: str) -> None:
    assert party in named(text, "organisation")
    assert party not in named(text, "place")


def test_a_state_that_people_rise_or_flee_against_stays_a_place() -> None:
    assert "Turkmenistan" in named("Protests against Turkmenistan were held in Vienna.", "place")
    assert "Poland" in named("He moved to Poland in May and filed an application there.", "place")


def test_a_state_in_the_name_of_a_case_is_no_place() -> None:
    assert named("The Court followed its judgment in Rakhimov v. Kazakhstan.", "place") == []


def test_a_sum_of_money_is_no_body() -> None:
    assert named("He was ordered to pay PLN 359.5 and had PLN 12,000 left.", "organisation") == []
