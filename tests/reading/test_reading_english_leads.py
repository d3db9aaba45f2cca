"""News tells whom it is about before it names him; headings in capitals name people; "I, …" names the teller."""

from __future__ import annotations

from datetime import date

from safeconduct.reading import read
from safeconduct.reading.tongue import paragraphs
from safeconduct.record import Mood, Reading, Tier
from safeconduct.sources import Document


def reading(text: str) -> Reading:
    return read(
        Document("d", text, language="en", blocks=paragraphs(text)), published=date(2024, 6, 15)
    )


def whom(found: Reading, kind: str) -> list[str]:
    names = {r.id: r.name for r in found.referents}
    return [
        " ".join(names[p] for p in c.persons)
        for c in found.claims
        if c.kind == kind and c.mood is Mood.FACT
    ]


LEAD = (
    "Court frees Tajik teacher\n\n"
    "A Tajik teacher who spent a year in custody was deported on Thursday.\n\n"
    "Rahim Oripov, 51, had lived in Perm since 2011, his lawyer said.\n"
)


def test_the_man_of_the_lead_is_the_one_named_with_his_age_below() -> None:
    found = reading(LEAD)
    assert whom(found, "expulsion") == ["Rahim Oripov"]


def test_but_that_is_asked_and_not_sure() -> None:
    (expulsion,) = (c for c in reading(LEAD).claims if c.kind == "expulsion")
    assert expulsion.tier is Tier.CHECK


def test_a_lead_that_names_another_is_left_alone() -> None:
    text = LEAD.replace("in custody was", "in custody with Sanjar Nazarov was")
    assert "Rahim Oripov" not in whom(reading(text), "expulsion")


def test_a_name_without_an_age_may_be_anybody() -> None:
    text = LEAD.replace("Oripov, 51, had", "Oripov, a neighbour, had")
    assert "Rahim Oripov" not in whom(reading(text), "expulsion")


def test_an_officer_of_the_lead_is_nobody_below() -> None:
    text = LEAD.replace("A Tajik teacher who spent a year in custody", "A lawyer")
    assert "Rahim Oripov" not in whom(reading(text), "expulsion")


def test_a_heading_in_capitals_names_the_man_and_not_the_paper() -> None:
    text = (
        "WITNESS STATEMENT OF RAHIM ORIPOV\n\n1. I, Rahim Oripov, am a citizen of Uzbekistan. "
        "I was arrested on 7 March 2019.\n"
    )
    found = reading(text)
    assert {r.name.casefold() for r in found.referents if r.name} == {"rahim oripov"}
    assert [n.casefold() for n in whom(found, "arrest")] == ["rahim oripov"]


def test_a_calling_before_a_name_is_no_part_of_it() -> None:
    found = reading("Activist Maral Atayeva was arrested on 7 March 2019.")
    assert whom(found, "arrest") == ["Maral Atayeva"]


def test_had_he_been_is_if_he_had_been() -> None:
    found = reading("Had Rahim Oripov been extradited, he would have been tortured.")
    assert not whom(found, "extradition")
    assert "Had Rahim Oripov" not in {r.name for r in found.referents}


def test_a_plural_that_goes_on_to_name_them_is_those() -> None:
    for text in (
        "His brothers Karim Olimov and Rustam Aliyev were beaten in May 2019.",
        "His two brothers, Karim Olimov and Rustam Aliyev, were beaten in May 2019.",
        "Two men, Karim Olimov and Rustam Aliyev, were beaten in May 2019.",
    ):
        assert whom(reading(text), "ill_treatment") == ["Karim Olimov Rustam Aliyev"]


def test_what_a_lawyer_asks_on_anothers_behalf_is_that_ones() -> None:
    text = "Tamta Gelashvili, a lawyer, asked for asylum on Nigar Aliyeva's behalf on 7 March 2019."
    assert whom(reading(text), "asylum_application") == ["Nigar Aliyeva"]


def test_a_participle_behind_a_name_is_of_that_name() -> None:
    text = (
        "Sanjar Nazarov took the place of Rahim Oripov, arrested on 7 March 2024, at the head of the "
        "union."
    )
    assert whom(reading(text), "arrest") == ["Rahim Oripov"]


def test_a_participle_beside_the_subject_tells_its_own_event() -> None:
    text = "In 2022 Rahim Oripov, deported from Istanbul in April, died in prison six weeks later."
    found = reading(text)
    assert whom(found, "expulsion") == ["Rahim Oripov"]
    assert whom(found, "death") == ["Rahim Oripov"]


def test_who_stands_behind_a_label_is_a_person_whatever_the_name() -> None:
    text = (
        "Client: Yerzhan Tursynbai (YT), DOB 17/09/1984. Currently in Nur-Sultan.\n\n"
        "He was arrested in Osh on 7 March 2019.\n"
    )
    found = reading(text)
    assert {r.name for r in found.referents if r.name} == {"Yerzhan Tursynbai"}
    assert whom(found, "arrest") == ["Yerzhan Tursynbai"]


def test_the_applicant_of_a_letter_is_the_one_for_whom_it_is_written() -> None:
    text = (
        "Re: Zhanar Iskakova v. Poland\n\nI act for Ms Zhanar Iskakova.\n\n"
        "The applicant is a former teacher. On 7 March 2019 the applicant was arrested.\n"
    )
    assert whom(reading(text), "arrest") == ["Zhanar Iskakova"]
