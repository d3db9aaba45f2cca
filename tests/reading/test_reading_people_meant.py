"""Who is meant: people of like names, people told by what they are, and those a lead tells of before it names them."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Mood, Reading, Tier
from safeconduct.sources import Document
from safeconduct.sources.layout import blocks_of


def reading(text: str, language: str = "en") -> Reading:
    return read(
        Document("d", text, language=language, blocks=blocks_of(text)), published=date(2022, 6, 14)
    )


def whom(text: str, kind: str, language: str = "en") -> list[str]:
    found = reading(text, language)
    (claim,) = [c for c in found.claims if c.kind == kind and c.mood is Mood.FACT]
    who = {r.id: r for r in found.referents}
    return [
        r.name or (r.described.relation if r.described else "?")
        for r in (who[p] for p in claim.persons)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyen Van Dai", "Nguyen Thi Lan"),
        ("Siu Rahlan Thin", "Siu Wiu"),
        ("Ali bin Hassan", "Hassan bin Ali"),
        ("Tesfay Haile", "Tesfay Kidane"),
        ("Mehmet Yildiz", "Mehmet Aydin"),
        ("Ernazar Qurbanuly", "Ernazar Seitkali"),
        ("Hasan Karimov", "Husan Karimov"),
    ],
)
def test_two_whole_names_that_each_have_a_word_of_their_own_are_two_people(
    one: str, other: str
) -> None:
    text = f"{one} was arrested on 4 May 2021. {other} was released on 6 May 2021.\n"
    assert whom(text, "arrest") == [one]
    assert whom(text, "release") == [other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zhasur Ibragimov", "Jasur Ibrahimov"),
        ("Murodzhon Abdulkhakov", "Murodjon Abdulhakov"),
        ("Ahmed Mohamed Sarwat El-Sayed", "Ahmed Sarwat"),
        ("Tesfay Haile", "Haile Tesfay"),
    ],
)
def test_another_spelling_order_or_length_is_the_same_person(one: str, other: str) -> None:
    text = f"{one} was arrested on 4 May 2021. {other} was released on 6 May 2021.\n"
    assert whom(text, "arrest") == whom(text, "release")


@pytest.mark.parametrize(
    "told", ["The 37-year-old", "The blogger", "The co-founder of a club", "The man", "The exile"]
)
def test_who_is_told_by_what_he_is_is_the_one_spoken_of(told: str) -> None:
    text = f"Rashid Karimov left Tashkent in 2007. {told} was arrested on 4 May 2021.\n"
    assert whom(text, "arrest") == ["Rashid Karimov"]
    (arrest,) = [c for c in reading(text).claims if c.kind == "arrest"]
    assert arrest.tier is Tier.CHECK


@pytest.mark.parametrize("told", ["The judge", "The prosecutor", "The consul", "The mayor"])
def test_an_officer_is_not_the_one_spoken_of(told: str) -> None:
    text = f"Rashid Karimov left Tashkent in 2007. {told} was arrested on 4 May 2021.\n"
    found = reading(text)
    names = {r.id: r.name for r in found.referents}
    assert "Rashid Karimov" not in {
        names[p] for c in found.claims if c.kind == "arrest" for p in c.persons
    }


LEAD = (
    "Russia extradites {headline}\n\nBy Hanna Brandt\n\n"
    "A court has ordered the extradition of {lead}.\n\n"
    "{named} told reporters that the court had rejected his appeal.\n\n"
    "Aliyev, a guitar player, was arrested in May 2021. The {calling} fled in 2019.\n"
)


@pytest.mark.parametrize(
    ("lead", "calling"),
    [
        ("an Uzbek musician", "musician"),
        ("a pastor who criticised Uzbek leader Odil Nazarov", "pastor"),
        ("an Uzbek asylum seeker", "man"),
    ],
)
@pytest.mark.parametrize("named", ["Botir Aliyev's sister", "Botir Aliyev"])
def test_the_one_of_the_lead_is_the_one_named_next_to_whom_all_happens(
    lead: str, calling: str, named: str
) -> None:
    text = LEAD.format(headline="musician", lead=lead, named=named, calling=calling)
    assert whom(text, "extradition_order") == ["Botir Aliyev"]
    assert whom(text, "departure") == ["Botir Aliyev"]


def test_he_in_a_paragraph_that_names_a_man_is_not_the_man_of_the_paragraph_before() -> None:
    text = (
        "Botir Aliyev was arrested in May 2021. He was questioned. He hopes to stay.\n\n"
        "In March 2022 Kyrgyzstan deported Sobir Rahimov. He was sentenced to six years on 12 May 2022.\n"
    )
    assert whom(text, "sentence") == ["Sobir Rahimov"]


def test_he_of_the_next_paragraph_is_not_the_brother_told_in_passing() -> None:
    text = (
        "Botir Aliyev was deported in May 2021. His elder brother, Sobir Aliyev, was convicted in 2019.\n\n"
        "The ministry did not comment. Police arrested him in March 2021 in Osh.\n"
    )
    assert whom(text, "arrest") == ["Botir Aliyev"]


def test_a_husband_told_behind_his_name_is_that_one() -> None:
    text = "Malika R. came to Osh. Firdavs R., her husband, was a tax inspector. On 4 May 2021 he was arrested.\n"
    assert whom(text, "arrest") == ["Firdavs R."]


def test_the_brother_of_somebody_named_with_his_calling_is_not_left_out() -> None:
    assert whom(
        "The brother of the activist Rashid Karimov was arrested on 4 May 2021.\n", "arrest"
    ) == ["brother"]


def test_the_lead_of_russian_news_too() -> None:
    text = (
        "В Бишкеке задержан узбекский блогер.\n\nБотир Алиев был осуждён в 2020 году. "
        "Алиев бежал из Ташкента.\n"
    )
    assert whom(text, "arrest", "ru") == ["Ботир Алиев"]


def test_the_son_of_a_man_of_the_same_family_just_named_is_that_son_but_not_surely() -> None:
    text = (
        "Bobur Halimov broke his ankle. "
        "The 27-year-old son of the poet Erkin Halimov was arrested on 4 May 2021.\n"
    )
    assert whom(text, "arrest") == ["Bobur Halimov"]
    (arrest,) = [c for c in reading(text).claims if c.kind == "arrest"]
    assert arrest.tier is Tier.CHECK


def test_a_woman_by_the_name_of_her_husband_is_another_person() -> None:
    text = "Mr Karim Sarwat was arrested in 2012. His wife Mrs Sarwat left Egypt on 4 May 2012.\n"
    assert whom(text, "arrest") == ["Karim Sarwat"]
    assert whom(text, "departure") == ["Sarwat"]


@pytest.mark.parametrize("letters", ["A.D.", "Kh.D.", "S. K.", "B."])
def test_letters_behind_an_age_are_a_person(letters: str) -> None:
    text = f"33-year-old {letters}, a native of Dashoguz, was detained on 4 May 2021.\n"
    assert whom(text, "arrest") == [letters]


def test_what_a_lawyer_files_on_the_client_s_behalf_is_not_the_lawyer_s() -> None:
    text = (
        "Anvar Tursunov fled in 2019. Timur Sultanov, one of Tursunov's lawyers, said that on 12 August 2020 "
        "they filed an asylum claim on their client's behalf.\n"
    )
    assert whom(text, "asylum_application") != ["Timur Sultanov"]


@pytest.mark.parametrize(
    "told",
    [
        "two of his fellow editors, Pham Duc and Vu Tam,",
        "Pham Duc and Vu Tam",
        "editors Pham Duc and Vu Tam",
    ],
)
def test_all_who_are_named_together_are_arrested_together(told: str) -> None:
    assert whom(f"Police arrested {told} on 4 May 2021.\n", "arrest") == ["Pham Duc", "Vu Tam"]


@pytest.mark.parametrize(
    "text",
    [
        "Nigora Huruy Zeraay is my name. I was arrested in Osh on 4 May 2021.\n",
        "She asked to be named Nigora. “I was arrested in Osh on 4 May 2021. They beat my father,” she said.\n",
        "Dear Sir,\n\nI was arrested in Osh on 4 May 2021.\n\nWith respect and thanks,\nNigora Zeraay\nOsh\n",
    ],
)
def test_a_teller_may_be_named_behind_the_words_or_at_their_foot(text: str) -> None:
    assert whom(text, "arrest")[0].startswith("Nigora")


def test_words_in_quotes_that_nobody_is_named_to_say_are_a_person_s_all_the_same() -> None:
    text = "“I was arrested in Osh on 4 May 2021. They held me for nine days.”\n"
    (arrest,) = [c for c in reading(text).claims if c.kind == "arrest"]
    assert whom(text, "arrest") == ["narrator"]
    assert arrest.tier is Tier.CHECK


def test_the_applicants_of_a_decision_are_all_who_are_named_as_such() -> None:
    text = (
        "The Applicants, Anvar Tursunov, Malika Tursunova and their son Odil, came to Canada in 2017. "
        "The Applicants were detained on 4 May 2019.\n"
    )
    assert whom(text, "arrest") == ["Anvar Tursunov", "Malika Tursunova", "Odil"]


def test_thirteen_men_go_on_as_all_thirteen() -> None:
    text = "Thirteen Uzbek men were charged with terrorism in 2005. All 13 were released on 4 May 2007.\n"
    found = reading(text)
    assert {c.persons for c in found.claims if c.kind == "release"} == {
        c.persons for c in found.claims if c.kind == "criminal_charge"
    }


def test_a_spokesman_who_speaks_of_him_is_never_surely_him() -> None:
    text = "The ministry's spokesman, Odil Saidov, said on Friday that he had been detained.\n"
    assert all(c.tier is Tier.CHECK for c in reading(text).claims if c.kind == "arrest")


def test_a_brother_of_nearly_the_same_name_is_a_person_of_his_own() -> None:
    text = "Abdulla Karimov was arrested on 4 May 2021. His brother Abdullo Karimov was released on 6 May 2021.\n"
    assert whom(text, "arrest") == ["Abdulla Karimov"]
    assert whom(text, "release") == ["Abdullo Karimov"]


def test_she_who_says_she_was_threatened_is_not_surely_her_client() -> None:
    text = "Ulad Kisel's lawyer Vera Zayats says she was threatened by the KGB.\n"
    assert all(c.tier is Tier.CHECK for c in reading(text).claims if c.kind == "threat")
