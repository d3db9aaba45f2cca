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
        ("Submitted by: Y.K. and L.K.", ["Y.K.", "L.K."]),
        ("The office said that Rinat U. would stay.", ["Rinat U."]),
        ("Major General Almaz B. was dismissed.", ["Almaz B."]),
        ("Mr Nazriev's cousin Manuchehr, a cook, was returned.", ["Nazriev", "Manuchehr"]),
        ("Anvar ibn Saad and Kaster Musakhan were seen.", ["Anvar ibn Saad", "Kaster Musakhan"]),
        ("Gulnora Xolmatova-Yusupova was seen.", ["Gulnora Xolmatova-Yusupova"]),
        ("Major Sharipov and Judge F. Rakhmatov left.", ["Sharipov", "F. Rakhmatov"]),
        (
            "Perhaps Anvar Saidov left. Should Umid Saidov call, wait.",
            ["Anvar Saidov", "Umid Saidov"],
        ),
    ],
)
def test_titles_initials_and_parts_played_tell_a_name_whole(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The applicant was represented by Hale Crossley, solicitors in Leeds.",
        "The shares were held by the company Karl Brenner GmbH.",
        "Four Karakalpaks were deported on 5 July 2017.",
        "Twenty Uighurs, who had crossed the border, were arrested.",
        "Several Gülenists were abducted in 2018.",
        "I. Introduction\n\nThis is an appeal against a refusal.",
        "He appealed to the County Court (Sąd Powiatowy w Gdyni) in May.",
        "The General Directorate of Roads answered on 4 June 2010.",
        "He had been a member of the Jehovah’s Witnesses since 1994.",
        "B. Rejection of the asylum application and later proceedings",
        "He flew to San Francisco with a friend.",
    ],
)
def test_firms_translations_headings_and_places_are_nobody(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jeren was questioned for two hours.", ["Jeren"]),
        ("Is there any news of Jasur?", ["Jasur"]),
        ("Then Gulnoza went to Novosibirsk and Jasur stayed.", ["Gulnoza", "Jasur"]),
        ("Police detained Maftuna at the market.", ["Maftuna"]),
        ("Parliament was summoned. Uzbekistan was released from its debt.", []),
        ("In Chekhov he was held for two days.", []),
    ],
)
def test_a_given_name_alone_and_whoever_suffers_what_only_people_suffer_is_a_person(
    text: str, names: list[str]
) -> None:
    assert people(text) == names


def test_m_or_f_in_brackets_after_a_name_is_the_sex() -> None:
    text = "Aibek Toktosun (m), 41, and Nurlan Asan (f), 38, were arrested in Osh."
    reading = read(Document("x", text, language="en"))
    assert {r.name: r.sex for r in reading.referents if r.name} == {
        "Aibek Toktosun": "m",
        "Nurlan Asan": "f",
    }


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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Filmon Kidane Tesfay was deported to Eritrea on 3 May 2019.", ["Filmon Kidane Tesfay"]),
        ("Brothers Umid and Anvar Saidov were seen.", ["Umid", "Anvar Saidov"]),
        ("The film Burma Road was released, and Civic Assistance was threatened.", []),
    ],
)
def test_whom_only_people_s_fates_befall_is_a_person(text: str, names: list[str]) -> None:
    assert people(text) == names
