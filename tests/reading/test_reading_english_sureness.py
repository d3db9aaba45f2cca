"""What English words leave open is never sure: a day that is only that of the telling, a state's word, another's denial.
And what a court did to a decision is for or against the person, whoever appealed.
"""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Claim, Mood, Stance, Tier
from safeconduct.sources import Block, Document
from safeconduct.when import write_edtf


def claims(text: str) -> list[Claim]:
    document = Document(
        "d", text, language="en", published=date(2024, 6, 15), blocks=(Block(0, len(text)),)
    )
    return [c for c in read(document).claims if c.mood is Mood.FACT]


def the(text: str, kind: str) -> Claim:
    return next(c for c in claims(text) if c.kind == kind)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("expulsion", "His family learned on 5 May 2019 that Rahim Oripov had been deported."),
        ("sentence", "It emerged on 5 May 2019 that Rahim Oripov had been sentenced to ten years."),
        ("imprisonment", "In 2010 Rahim Oripov fled after claiming to have been imprisoned."),
        ("release", "After his release Rahim Oripov left Russia in May 2011."),
        ("sentence", "Rahim Oripov was reportedly sentenced to ten years on 5 May 2019."),
        ("disappearance", "On 5 February 2019 it was learned that Rahim Oripov disappeared."),
        ("disappearance", "On 6 May 2019 the disappearance of Rahim Oripov was reported."),
        ("threat", "Rahim Oripov was killed on 5 May 2019 after receiving several threats."),
        (
            "arrest",
            "Officials said Rahim Oripov had been arrested on 5 May 2019, but his wife says he was taken by strangers.",
        ),
        ("extradition", "The minister signed off on Rahim Oripov's extradition on 5 May 2019."),
        ("undesirability_order", "The entry ban imposed on Rahim Oripov was overturned."),
    ],
)
def test_what_is_only_told_of_is_not_sure(kind: str, text: str) -> None:
    assert all(c.tier is Tier.CHECK for c in claims(text) if c.kind == kind)


@pytest.mark.parametrize(
    ("tier", "text"),
    [
        (Tier.CHECK, "Rahim Oripov is being deported to Uzbekistan."),
        (Tier.CHECK, "Russia extradites Rahim Oripov to Uzbekistan."),
        (Tier.SURE, "Rahim Oripov has been deported to Uzbekistan."),
    ],
)
def test_a_hand_over_told_as_under_way_is_to_be_checked(tier: Tier, text: str) -> None:
    (told,) = (c for c in claims(text) if c.kind in ("expulsion", "extradition"))
    assert told.tier is tier


def test_the_day_something_was_learnt_is_about_the_day_it_happened() -> None:
    told = the("It emerged on 5 May 2019 that Rahim Oripov had been deported.", "expulsion")
    assert told.when is not None
    assert write_edtf(told.when) == "2019-05-05~"


def test_the_news_of_a_verdict_is_of_the_verdict_s_day() -> None:
    told = the("The court announced on 5 May 2019 Rahim Oripov's acquittal.", "acquittal")
    assert told.when is not None
    assert write_edtf(told.when) == "2019-05-05"


@pytest.mark.parametrize(
    "text",
    [
        "The Interior Ministry said that Rahim Oripov had left Russia on 22 October 2021.",
        "Rahim Oripov left Russia of his own accord on 22 October 2021.",
        "According to an official letter, Rahim Oripov left Russia on 22 October 2021.",
        "He got a letter from the embassy saying that Rahim Oripov left Russia on 22 October 2021.",
    ],
)
def test_that_he_left_freely_is_the_state_s_word(text: str) -> None:
    left = the(text, "departure")
    assert left.stance is Stance.ALLEGED
    assert left.tier is Tier.CHECK


def test_a_witness_who_saw_him_leave_is_believed_as_any_other() -> None:
    assert the("His wife said that Rahim Oripov left Russia in May 2021.", "departure").stance in (
        Stance.STATED,
        Stance.REPORTED,
    )


def test_days_told_respectively_are_dealt_out() -> None:
    told = claims(
        "Rahim Oripov and Olim Saidov vanished in Turkey in February and March 2019, respectively."
    )
    days = {c.persons: write_edtf(c.when) for c in told if c.kind == "disappearance" and c.when}
    assert len(days) == 2
    assert set(days.values()) == {"2019-02", "2019-03"}
    assert all(len(persons) == 1 for persons in days)


@pytest.mark.parametrize(
    ("decided", "text"),
    [
        ("for", "The court upheld Rahim Oripov's appeal against the deportation order."),
        ("for", "Rahim Oripov won his appeal against the refusal of asylum."),
        ("for", "A regional court overruled the order to extradite Rahim Oripov."),
        ("for", "A court ruled against sending Rahim Oripov back to Uzbekistan."),
        ("against", "Rahim Oripov lost his appeal against extradition."),
        ("against", "The court refused to quash the decision to extradite Rahim Oripov."),
        ("against", "The court refused to release Rahim Oripov on bail."),
        ("against", "The tribunal allowed the Home Secretary's appeal against the grant of asylum to Rahim Oripov."),
        ("against", "The court dismissed Rahim Oripov's complaint about the refusal of asylum."),
    ],
)  # fmt: skip
def test_a_ruling_is_for_or_against_the_person(decided: str, text: str) -> None:
    assert the(text, "court_ruling").attributes["decided"] == decided


def names(text: str, kind: str) -> set[str]:
    document = Document(
        "d", text, language="en", published=date(2024, 6, 15), blocks=(Block(0, len(text)),)
    )
    reading = read(document)
    called = {p.id: p.name for p in reading.referents}
    (told,) = (c for c in reading.claims if c.kind == kind and c.mood is Mood.FACT)
    return {called[p] for p in told.persons}


@pytest.mark.parametrize(
    ("kind", "whom", "text"),
    [
        ("arrest", "Olim Saidov, Rahim Oripov, Timur Aliev",
         "Rahim Oripov, Olim Saidov, and Timur Aliev were arrested in Kazan on 5 May 2019."),
        ("arrest", "Olim Saidov, Rahim Oripov",
         "Police detained journalist Rahim Oripov and lawyer Olim Saidov, who had come to the station."),
        ("departure", "Olim Saidov, Rahim Oripov, Timur Aliev",
         "Rahim Oripov, his cousin Olim Saidov and their friend Timur Aliev fled to Turkey in 2014."),
        ("departure", "Karim Oripov, Rahim", "Brothers Rahim and Karim Oripov, who fled Uzbekistan in 2012, live in Oslo."),
        ("arrest", "Boynazar Teshak, Ulmas Berdik",
         "Two women, Ulmas Berdik and Boynazar Teshak, were detained on 5 May 2019."),
        ("arrest", "Rahim Oripov", "Police arrested Rahim Oripov on 5 May 2019, and Olim Saidov fled to Turkey."),
        ("imprisonment", "Rahim Oripov", "According to the lawyer, Olim Saidov, Rahim Oripov is held in a prison near Jizzakh."),
        ("arrest", "Olim Saidov, Rahim Oripov",
         "A spokesman, Bek Ashuri, told RFE/RL that leader Rahim Oripov and another member, Olim Saidov, were arrested in May."),
    ],
)  # fmt: skip
def test_all_of_a_list_and_nobody_who_only_tells_of_it(kind: str, whom: str, text: str) -> None:
    assert ", ".join(sorted(names(text, kind))) == whom


@pytest.mark.parametrize(
    "text",
    [
        "Some reports suggest that Rahim Oripov was arrested on 5 May 2019.",
        "Others suggest Rahim Oripov was arrested on 5 May 2019.",
        "There are reports that Rahim Oripov was arrested on 5 May 2019.",
        "Sources say Rahim Oripov was arrested on 5 May 2019.",
        "According to unnamed sources, Rahim Oripov was arrested on 5 May 2019.",
        "Rahim Oripov is said to have been arrested on 5 May 2019.",
        "His family suspects that Rahim Oripov was arrested on 5 May 2019.",
    ],
)
def test_what_is_on_nobody_s_word_is_alleged_and_to_be_checked(text: str) -> None:
    told = the(text, "arrest")
    assert (told.stance, told.tier) == (Stance.ALLEGED, Tier.CHECK)
    assert not set(told.said_by) & set(told.persons)


@pytest.mark.parametrize(
    ("kind", "stance", "tier", "text"),
    [
        ("arrest", Stance.REPORTED, Tier.SURE, "The Foreign Ministry said Rahim Oripov was arrested at the border."),
        ("extradition", Stance.REPORTED, Tier.SURE, "Uzbekistan says Rahim Oripov was lawfully extradited."),
        ("death", Stance.ALLEGED, Tier.CHECK, "Prison officials said that Rahim Oripov died of heart failure."),
        ("release", Stance.ALLEGED, Tier.CHECK, "The Government submitted that Mr Rahim Oripov had been released in May 2016."),
        ("arrest", Stance.REPORTED, Tier.SURE, "According to the source, Mr Rahim Oripov was arrested on 5 May 2019."),
    ],
)  # fmt: skip
def test_a_state_s_word_is_the_state_s(kind: str, stance: Stance, tier: Tier, text: str) -> None:
    told = the(text, kind)
    assert (told.stance, told.tier) == (stance, tier)


def test_what_he_is_punished_for_is_what_the_charge_says() -> None:
    told = the("Rahim Oripov was arrested on 5 May 2019 for illegally entering Russia.", "entry")
    assert (told.stance, told.tier) == (Stance.ALLEGED, Tier.CHECK)
    assert told.when is None or told.when.uncertain or told.when.anchor


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("departure", "Rahim Oripov, who was jailed in 2010, has fled to Poland."),
        ("departure", "Rahim Oripov, released from prison in 2014, fled to Turkey."),
        ("extradition", "Having been arrested in March 2016, Rahim Oripov was extradited."),
        ("abduction", "In May 2016 Memorial published a report, according to which Rahim Oripov was abducted."),
        ("expulsion_order", "Rahim Oripov was sentenced to deportation by 3 June 2024."),
        ("criminal_charge", "In 2009 Rahim Oripov was arrested for Uzbekistan, where he had been accused of extremism."),
        ("asylum_application", "Rahim Oripov was detained in March 2016. While in custody, he applied for asylum."),
    ],
)  # fmt: skip
def test_a_day_told_beside_the_main_clause_is_not_surely_the_main_clause_s(
    kind: str, text: str
) -> None:
    told = the(text, kind)
    assert told.when is None or told.tier is Tier.CHECK


def test_a_year_told_in_passing_is_not_the_year_of_the_news() -> None:
    told = the("Rahim Oripov, who was jailed in 2010, was detained on 5 May.", "arrest")
    assert told.when is not None
    assert write_edtf(told.when) == "2024-05-05"


def test_what_is_done_in_custody_lies_before_its_end() -> None:
    told = the(
        "Rahim Oripov was detained on 3 March 2016. While remanded in custody he applied for asylum. "
        "He was deported to Uzbekistan on 9 April 2016.",
        "asylum_application",
    )
    assert told.when is not None
    assert write_edtf(told.when) == "2016-03-03/2016-04-09"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("arrest", "Rahim Oripov was arrested after the protests of 5 May 2019."),
        ("arrest", "Rahim Oripov was arrested before the summit of 5 May 2019."),
        ("conviction", "Rahim Oripov was convicted under a law of 5 May 2019."),
        ("arrest", "The 2019 decree was used to arrest Rahim Oripov."),
        ("arrest", "On a notice against him, issued by Interpol, on 5 May 2019, Rahim Oripov was arrested."),
        ("arrest", "The wife of the arrested Rahim Oripov was summoned to the police on 5 May 2019."),
    ],
)  # fmt: skip
def test_the_day_of_a_thing_is_not_surely_that_of_what_was_done_with_it(
    kind: str, text: str
) -> None:
    assert all(c.tier is Tier.CHECK or c.when is None for c in claims(text) if c.kind == kind)


def test_the_latest_day_told_is_a_bound() -> None:
    told = the("Rahim Oripov was arrested no later than 5 May 2019.", "arrest")
    assert told.when is not None
    assert write_edtf(told.when) == "../2019-05-05"


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("All but Rahim Oripov were released on 5 May 2019.", set()),
        ("Unlike Olim Saidov, Rahim Oripov was released on 5 May 2019.", {"Rahim Oripov"}),
        ("All detainees, including Rahim Oripov, were released on 5 May 2019.", {"Rahim Oripov"}),
    ],
)
def test_whoever_is_excepted_is_left_out(text: str, whom: set[str]) -> None:
    document = Document(
        "d", text, language="en", published=date(2024, 6, 15), blocks=(Block(0, len(text)),)
    )
    reading = read(document)
    called = {p.id: p.name for p in reading.referents if p.name}
    released = [c for c in reading.claims if c.kind == "release"]
    assert {called[p] for c in released for p in c.persons if p in called} == whom


@pytest.mark.parametrize(
    "text",
    [
        "Turkish authorities have deported Rahim Oripov, the Chronicle reported, citing a lawyer.",
        "Rahim Oripov was deported to Tashkent on 5 May 2019, according to his lawyer.",
        "Rahim Oripov was deported on 5 May 2019, a source in the ministry told the agency.",
    ],
)
def test_who_tells_it_may_stand_behind_it(text: str) -> None:
    assert the(text, "expulsion").stance in (Stance.REPORTED, Stance.ALLEGED)


def test_what_his_wife_asks_for_him_is_his() -> None:
    text = "Rahim Oripov's wife filed an application for refugee status for him on 5 June 2006."
    assert names(text, "asylum_application") == {"Rahim Oripov"}


@pytest.mark.parametrize(
    ("kind", "where", "text"),
    [
        ("expulsion", None, "In March 2013 Rahim Oripov was deported."),
        ("arrest", None, "Rahim Oripov was arrested in Belgrade on a Red Notice from Bahrain."),
        ("arrest", None, "Rahim Oripov was arrested on arrival from Istanbul."),
        ("arrest", None, "Rahim Oripov was arrested for fighting in Syria."),
    ],
)
def test_neither_a_month_nor_who_asks_for_him_is_where_it_was(
    kind: str, where: str | None, text: str
) -> None:
    assert the(text, kind).where in (where, "Belgrade")


@pytest.mark.parametrize(
    ("kind", "count", "text"),
    [
        ("criminal_charge", 2, "Rahim Oripov was charged with extremism. Later he was charged with fraud."),
        ("criminal_charge", 2, "Rahim Oripov was charged with extremism. He now faces new criminal charges."),
        ("criminal_charge", 1, "Rahim Oripov was charged with extremism. He was charged with extremism under Article 244."),
        ("detention", 2,
         "Rahim Oripov was held at a police station for two days. He was held in a remand prison for six months."),
    ],
)  # fmt: skip
def test_another_matter_or_house_is_another_event(kind: str, count: int, text: str) -> None:
    assert len({c.event for c in claims(text) if c.kind == kind}) == count


@pytest.mark.parametrize(
    ("kind", "day", "text"),
    [
        ("arrest", "2016-01-01/..", "Rahim Oripov has been arrested in Baku several times since 2016."),
        ("expulsion_order", "2024-05-30",
         "In March Rahim Oripov was denied refugee status, and a court ruled to deport him on May 30."),
        ("summons", "2019-05-05", "Mr Oripov ’ s wife was summoned by the police on 5 May 2019."),
    ],
)  # fmt: skip
def test_days_stand_with_their_own_words(kind: str, day: str, text: str) -> None:
    told = the(text, kind)
    assert told.when is not None
    assert write_edtf(told.when) == day


def test_whoever_is_still_missing_did_not_vanish_that_day() -> None:
    text = "As of 5 May 2019 Rahim Oripov's whereabouts remained unknown."
    gone = [c for c in claims(text) if c.kind == "disappearance"]
    assert all(c.when is None or c.tier is Tier.CHECK for c in gone)


@pytest.mark.parametrize(
    ("kind", "where", "text"),
    [
        ("asylum_application", "Austria", "Rahim Oripov applied for international protection in Austria in May 2019."),
        ("departure", "Uzbekistan", "On 3 May 2019 Rahim Oripov returned to Uzbekistan."),
        ("release", "Kazan", "Rahim Oripov was released from a prison in Kazan on 3 May 2019."),
    ],
)  # fmt: skip
def test_a_place_in_the_act_is_where_it_was(kind: str, where: str, text: str) -> None:
    assert the(text, kind).where == where


def test_no_charges_are_none() -> None:
    text = "The officer assured us that there were no charges against Rahim Oripov."
    assert not [c for c in claims(text) if c.kind == "criminal_charge"]
