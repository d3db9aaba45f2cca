"""What a sentence gives beside who and when: the offence, the ground of custody, what a court decided, where and by whom."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Claim, Mood
from safeconduct.sources import Block, Document


def told(text: str, kind: str) -> list[Claim]:
    document = Document(
        "d", text, language="en", published=date(2024, 6, 15), blocks=(Block(0, len(text)),)
    )
    return [c for c in read(document).claims if c.kind == kind and c.mood is Mood.FACT]


@pytest.mark.parametrize(
    ("text", "offence"),
    [
        ("The prosecutor charged Rahim Oripov in absentia with terrorism.", "terrorism"),
        (
            "Rahim Oripov was charged under Article 159 of the Criminal Code with sedition.",
            "sedition",
        ),
        ("Rahim Oripov was accused by the Ministry of Interior of recruiting.", "recruiting"),
        (
            "The court convicted Rahim Oripov of membership of a banned group and sentenced him to nine years.",
            "membership of a banned group",
        ),
        ("Rahim Oripov was convicted on 7 March 2019 of extremism.", "extremism"),
        ("Rahim Oripov was charged under Article 159 of the Criminal Code.", None),
    ],
)
def test_the_offence_is_what_stands_behind_of_or_with(text: str, offence: str | None) -> None:
    found = [*told(text, "criminal_charge"), *told(text, "conviction")]
    assert [c.attributes.get("offence") for c in found] == [offence]


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("Rahim Oripov was arrested on an Interpol notice.", "wanted"),
        ("Rahim Oripov was arrested at Uzbekistan's request.", "wanted"),
        ("Rahim Oripov was detained for six weeks pending extradition.", "extradition"),
        ("Rahim Oripov was detained for six weeks pending expulsion.", "expulsion"),
        ("Rahim Oripov was arrested for violating the rules of stay.", "rules of stay"),
    ],
)
def test_why_he_is_held(text: str, ground: str) -> None:
    found = [*told(text, "arrest"), *told(text, "detention")]
    assert [c.attributes.get("ground") for c in found] == [ground]


def test_the_state_that_asks_is_not_the_place() -> None:
    (arrest,) = told("Rahim Oripov was arrested at Uzbekistan's request.", "arrest")
    assert arrest.where is None


def test_a_town_of_the_atlas_is_a_place() -> None:
    (arrest,) = told("Rahim Oripov was arrested in Vyborg on 7 March 2019.", "arrest")
    assert arrest.where == "Vyborg"


def test_the_service_that_refused_is_told_behind_by() -> None:
    text = "Rahim Oripov was refused temporary asylum by the Moscow migration service."
    (refusal,) = told(text, "asylum_refusal")
    assert refusal.by == "RU-migration service"


@pytest.mark.parametrize(
    ("text", "decided"),
    [
        ("The court ruled in Rahim Oripov's favour.", "for"),
        ("The appeal court overturned the refusal to grant Rahim Oripov asylum.", "for"),
        ("The appeal court remitted Rahim Oripov's case for a new examination.", None),
        ("The appeal court overturned Rahim Oripov's acquittal.", "against"),
        ("The court quashed the decision and rejected Rahim Oripov's action.", "against"),
        ("The court cleared the way for Rahim Oripov's extradition.", "against"),
        (
            "The court overturned the city court's decision to cancel Rahim Oripov's extradition.",
            "against",
        ),
        (
            "The Upper Tribunal set aside the dismissal of Rahim Oripov's appeal against the refusal of asylum.",
            "for",
        ),
        ("The court upheld the refusal to grant Rahim Oripov refugee status.", "against"),
        ("The court upheld the refusal to extradite Rahim Oripov.", "for"),
        (
            "The court dismissed the prosecutor's appeal against the refusal to extradite Rahim Oripov.",
            "for",
        ),
        (
            "The court allowed the prosecutor's appeal against the acquittal of Rahim Oripov.",
            "against",
        ),
        ("The court found the detention of Rahim Oripov unlawful.", "for"),
        ("The court found the deportation of Rahim Oripov lawful.", "against"),
        (
            "The European Court found that the extradition of Rahim Oripov would violate the Convention.",
            "for",
        ),
        (
            "The European Court found that the extradition of Rahim Oripov would not violate the Convention.",
            "against",
        ),
        (
            "The Board dismissed Rahim Oripov's appeal from a decision denying his asylum application.",
            "against",
        ),
        ("The court upheld the decision in the case of Rahim Oripov to extradite him.", "against"),
        (
            "The court upheld the appeal by the former imam Rahim Oripov against his extradition.",
            "for",
        ),
        (
            "On 3 May 2019 the court issued an injunction suspending the deportation of Rahim Oripov.",
            "for",
        ),
        ("Rahim Oripov filed an appeal, which the court dismissed.", "against"),
        (
            "The court ordered the release of Rahim Oripov for lack of an extradition request.",
            "for",
        ),
        ("The court sent the extradition case of Rahim Oripov back to the first instance.", None),
        ("The Division refused Rahim Oripov asylum. The court reversed that decision.", "for"),
        ("The Division granted Rahim Oripov asylum. The court reversed that decision.", "against"),
    ],
)
def test_for_or_against(text: str, decided: str | None) -> None:
    assert {c.attributes.get("decided") for c in told(text, "court_ruling")} == {decided}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rahim Oripov was expelled from the armed forces.", "expulsion"),
        ("The court ordered the removal of Rahim Oripov's conviction.", "expulsion_order"),
        (
            "The prosecutor opened an investigation into Rahim Oripov's complaints.",
            "criminal_charge",
        ),
        ("The appeal court overturned Rahim Oripov's acquittal.", "acquittal"),
        ("The court cleared the way for Rahim Oripov's extradition.", "extradition"),
        (
            "The Committee denied the request that interim measures for Rahim Oripov be lifted.",
            "interim_measure_refusal",
        ),
        ("Neither the prosecutor nor Rahim Oripov appealed the verdict.", "appeal"),
        ("It took a threat of deportation to move Rahim Oripov.", "expulsion_order"),
        (
            "The court decided to communicate the complaint about Rahim Oripov's detention.",
            "detention_extension",
        ),
    ],
)
def test_what_only_sounds_like_it(text: str, kind: str) -> None:
    assert not told(text, kind)


def test_held_by_a_court_is_custody_and_no_arrest() -> None:
    text = "Rahim Oripov was detained by a decision of the District Court on 7 March 2019."
    assert told(text, "detention")
    assert not told(text, "arrest")


def test_time_served_is_a_length_and_no_term() -> None:
    (held,) = told("Rahim Oripov spent nine months in the remand prison.", "detention")
    assert held.attributes.get("duration") == "P9M"
    assert "term" not in held.attributes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "The court found that the conditions for Rahim Oripov's extradition were met.",
            "extradition",
        ),
        ("The judge gave Rahim Oripov a six-month suspended sentence.", "detention"),
        ("Communication submitted by: Rahim Oripov (represented by counsel)", "complaint"),
        (
            "The deportation decision lay there and Rahim Oripov was made to sign it.",
            "forced_confession",
        ),
    ],
)
def test_what_is_near_it_and_is_not(text: str, kind: str) -> None:
    assert not told(text, kind)


def test_a_trial_in_two_months_is_one_trial() -> None:
    assert len(told("Rahim Oripov was put on trial in July and August 2018.", "trial")) == 1


def test_a_court_that_refuses_to_send_him_back_rules_for_him() -> None:
    (ruling,) = told(
        "An Austrian court refused to send Rahim Oripov back to Russia.", "court_ruling"
    )
    assert ruling.attributes["decided"] == "for"


def test_by_whom_he_was_surrendered() -> None:
    (surrender,) = told("Rahim Oripov was surrendered by Poland in 2012.", "extradition")
    assert surrender.by == "PL"


def test_who_upholds_a_refusal_to_extradite_rules_for_him() -> None:
    text = (
        "On 7 March 2019 a court refused to extradite Rahim Oripov. The Court of Cassation upheld that "
        "decision on 9 June 2019."
    )
    (ruling,) = told(text, "court_ruling")
    assert ruling.attributes["decided"] == "for"


def test_hours_in_words() -> None:
    (held,) = told("Rahim Oripov was held for seventy-two hours.", "detention")
    assert held.attributes["duration"] == "PT72H"


def test_a_measure_the_court_will_not_extend_is_not_told_to_stand() -> None:
    text = "The Court refused to extend the interim measure indicated to Rahim Oripov."
    assert not told(text, "interim_measure")
    assert told(text, "interim_measure_lifted")


def test_officers_of_an_office_who_bring_him_to_the_airport_abduct_nobody() -> None:
    text = "Rahim Oripov was escorted to Perm airport by immigration officers on 7 March 2019."
    assert not told(text, "abduction")


def test_to_ask_why_it_was_done_is_to_say_that_it_was() -> None:
    text = "The ministry did not say why Rahim Oripov was put on that flight on 7 March 2019."
    assert told(text, "transfer_abroad")


def test_to_order_that_he_leave_is_not_his_leaving() -> None:
    text = "The court ordered that Rahim Oripov leave the country by the end of June."
    assert not told(text, "departure")


def test_half_a_town_is_nobody() -> None:
    text = "Rahim Oripov was arrested in Nur-Sultan on 7 March 2019."
    document = Document("d", text, language="en", blocks=(Block(0, len(text)),))
    assert [r.name for r in read(document).referents] == ["Rahim Oripov"]
