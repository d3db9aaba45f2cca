"""Plain English a witness, a reporter or a court uses for each kind of event; and what only sounds like one."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.reading.tongue import paragraphs
from safeconduct.record import Claim, Mood, Reading, Stance, Tier
from safeconduct.sources import Document
from safeconduct.when import write_edtf

PUBLISHED = date(2024, 6, 1)


def reading(text: str) -> Reading:
    return read(Document("d", text, language="en", blocks=paragraphs(text)), published=PUBLISHED)


def facts(text: str) -> list[Claim]:
    return [c for c in reading(text).claims if c.mood is Mood.FACT]


def kinds(text: str) -> set[str]:
    return {c.kind for c in facts(text) if c.stance is not Stance.DENIED}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A judge in Khujand gave Rahim Oripov seven years.", "sentence"),
        ("Rahim Oripov got three years in May 2019.", "sentence"),
        ("Rahim Oripov was jailed for nine years.", "sentence"),
        ("Rahim Oripov was given ten days for petty hooliganism.", "detention"),
        ("The guards kept Rahim Oripov until midnight.", "detention"),
        ("Rahim Oripov would spend the next six months in a cell.", "detention"),
        ("Rahim Oripov was called in by the prosecutor.", "summons"),
        ("They took Rahim Oripov from the hostel.", "arrest"),
        ("Rahim Oripov was caught at a checkpoint near Osh.", "arrest"),
        ("Rahim Oripov walked free in March.", "release"),
        ("Rahim Oripov was handed over at the border.", "extradition"),
        ("Rahim Oripov was bundled onto a plane to Dushanbe.", "transfer_abroad"),
        ("Rahim Oripov was turned back at the airport.", "expulsion"),
        ("Rahim Oripov did not come home from the market.", "disappearance"),
        (
            "Nothing has been heard of Rahim Oripov since May 2020, and he never came back.",
            "disappearance",
        ),
        ("The family was handed the body of Rahim Oripov.", "death"),
        ("Strangers told Rahim Oripov that he would be brought home in a box.", "threat"),
        ("The court refused to hand Rahim Oripov over.", "extradition_refusal"),
        ("The Strasbourg court ordered Turkey not to deport Rahim Oripov.", "interim_measure"),
        (
            "The Committee requested interim measures in the case of Rahim Oripov.",
            "interim_measure",
        ),
        ("Rahim Oripov was handed the refusal on 7 August 2023.", "notification"),
        ("The deportation order against Rahim Oripov is dated 4 August 2023.", "expulsion_order"),
        ("Rahim Oripov crossed into Kyrgyzstan on foot.", "entry"),
        ("Rahim Oripov was made to record an apology.", "forced_confession"),
    ],
)
def test_everyday_words_for_what_is_done_to_people(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rahim Oripov was neither searched nor arrested.", "arrest"),
        ("Rumours that Rahim Oripov had been deported proved wrong.", "expulsion"),
        ("Instead of being released, Rahim Oripov was sent to another cell.", "release"),
        ("Rahim Oripov decided against applying for asylum.", "asylum_application"),
        ("The ban on the extradition of Rahim Oripov is in force.", "extradition"),
        ("The court rejected a motion for the release of Rahim Oripov.", "release"),
        ("Rahim Oripov is suspected of nothing.", "criminal_charge"),
        ("Perhaps they arrested Rahim Oripov.", "arrest"),
        ("The Government contested that Rahim Oripov had been beaten.", "ill_treatment"),
        ("A warrant for the arrest of Rahim Oripov was drawn up.", "arrest"),
        ("Rahim Oripov was expelled from the university.", "expulsion"),
        ("Rahim Oripov received an asylum-seeker certificate.", "asylum_grant"),
        ("The court authorised the extradition arrest of Rahim Oripov.", "extradition_order"),
        ("They took Rahim Oripov to the removal centre.", "expulsion_order"),
        ("Rahim Oripov was driven to the airport by a friend.", "abduction"),
        ("Police opened a case of kidnapping after Rahim Oripov vanished.", "criminal_charge"),
        ("Rahim Oripov was accused of kidnapping a trader.", "abduction"),
        (
            "The committee decided not to request interim measures for Rahim Oripov.",
            "interim_measure",
        ),
    ],
)
def test_what_only_sounds_like_a_happening(text: str, kind: str) -> None:
    assert kind not in kinds(text)


def test_a_denial_reaches_no_clause_before_it() -> None:
    assert "ill_treatment" in kinds("Rahim Oripov was beaten by two men; he did not report it.")


def test_the_one_who_is_denied_in_a_cleft_sentence_is_not_the_victim() -> None:
    text = "It was Firuz Latipov, not Rahim Oripov, who was arrested at the airport in May 2020."
    (arrest,) = [c for c in facts(text) if c.kind == "arrest"]
    people = {r.id: r.name for r in reading(text).referents}
    assert [people[p] for p in arrest.persons] == ["Firuz Latipov"]


def test_a_paper_has_its_own_day_and_each_service_another() -> None:
    text = "The expulsion order of 4 August 2023 was served on Rahim Oripov on 7 August and on his lawyer on 21 August."
    told = {
        (c.kind, write_edtf(c.when) if c.when else None, c.attributes.get("to"))
        for c in facts(text)
    }
    assert ("expulsion_order", "2023-08-04", None) in told
    assert ("notification", "2023-08-07", None) in told
    assert ("notification", "2023-08-21", "counsel") in told


def test_until_a_day_when_he_was_released_is_the_day_of_release() -> None:
    text = "Rahim Oripov was detained on 2 March 2013 and kept in custody until 1 March 2014, when he was released."
    (release,) = [c for c in facts(text) if c.kind == "release"]
    assert release.when is not None
    assert write_edtf(release.when) == "2014-03-01"


def test_the_day_of_an_occasion_is_the_day_of_what_was_done_at_it() -> None:
    (beating,) = [
        c
        for c in facts("During questioning on 14 May 2014 Rahim Oripov was beaten.")
        if c.kind == "ill_treatment"
    ]
    assert beating.when is not None
    assert write_edtf(beating.when) == "2014-05-14"


def test_the_day_of_saying_is_not_the_day_of_what_is_said() -> None:
    text = "In his submissions of 18 May 2015 the lawyer stated that Rahim Oripov had been beaten."
    (beating,) = [c for c in facts(text) if c.kind == "ill_treatment"]
    assert beating.when is None or write_edtf(beating.when) != "2015-05-18"


def test_a_step_of_a_procedure_does_not_take_the_day_of_the_arrest() -> None:
    text = (
        "Rahim Oripov was arrested on 5 May 2019. He was beaten in the van. The prosecutor refused to extradite him. "
        "On 9 December 2019 Rahim Oripov flew to Oslo."
    )
    by_kind = {c.kind: c for c in facts(text)}
    refusal, beating = by_kind["extradition_refusal"], by_kind["ill_treatment"]
    assert refusal.when is not None
    assert beating.when is not None
    assert write_edtf(refusal.when).startswith("2019-05-05")
    assert refusal.when.last == date(2019, 12, 9)
    assert refusal.tier is Tier.CHECK
    assert beating.when.last == date(2019, 5, 5)


def test_he_is_sure_where_one_man_alone_was_spoken_of() -> None:
    text = "Rahim Oripov lived in Tver. On 3 February 2016 Russian police arrested him."
    (arrest,) = [c for c in facts(text) if c.kind == "arrest"]
    assert arrest.tier is Tier.SURE
    two = "Rahim Oripov lived with Firuz Latipov. On 3 February 2016 Russian police arrested him."
    assert all(c.tier is Tier.CHECK for c in facts(two) if c.kind == "arrest")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Once extradited, Rahim Oripov would be tortured.", "extradition"),
        ("When Rahim Oripov is extradited, his family will follow.", "extradition"),
        ("Rahim Oripov has yet to be charged.", "criminal_charge"),
        ("Rahim Oripov avoided being beaten by paying.", "ill_treatment"),
        ("The prosecutor objected to the release of Rahim Oripov.", "release"),
        ("The deportation of Rahim Oripov fell through.", "expulsion"),
        ("The service found no grounds for granting Rahim Oripov asylum.", "asylum_grant"),
        ("Geneva ordered a stay of Rahim Oripov's extradition.", "extradition_order"),
        (
            "I ask the Court to indicate to the Government that Rahim Oripov should not be removed.",
            "interim_measure",
        ),
        ("Rahim Oripov was dismissed from the railway.", "asylum_refusal"),
        ("Georgia opened an investigation into the abduction of Rahim Oripov.", "criminal_charge"),
        ("Rahim Oripov was let out of the country in October.", "release"),
    ],
)
def test_what_is_still_to_come_or_came_to_nothing_is_no_fact(text: str, kind: str) -> None:
    assert kind not in kinds(text)


def test_what_a_refusal_goes_on_to_cite_is_not_refused() -> None:
    text = "The court refused to send Rahim Oripov back, citing the death of another man, and ordered his release."
    ruling = [c for c in facts(text) if c.kind == "court_ruling"]
    assert ruling
    assert all(c.attributes["decided"] == "for" for c in ruling)


def test_the_number_of_a_paragraph_is_no_part_of_its_first_sentence() -> None:
    text = "Rahim Oripov is a farmer.\n2.2 On 3 September 2012 he was summoned to the district department."
    (summons,) = [c for c in facts(text) if c.kind == "summons"]
    assert summons.when is not None
    assert write_edtf(summons.when) == "2012-09-03"


def test_a_date_that_opens_a_sentence_is_no_part_of_its_subject() -> None:
    text = "On 11 February 2012 criminal proceedings were instituted against Rahim Oripov."
    (charge,) = [c for c in facts(text) if c.kind == "criminal_charge"]
    assert charge.when is not None
    assert write_edtf(charge.when) == "2012-02-11"


def test_an_appeal_is_the_appeal_of_him_whom_it_was_decided_on() -> None:
    text = "On 3 May 2021 the prosecutor decided to extradite Rahim Oripov. His lawyer Vera Linden appealed on 10 May 2021."
    found = reading(text)
    people = {r.id: r.name for r in found.referents}
    (appeal,) = [c for c in found.claims if c.kind == "extradition_appeal"]
    assert [people[p] for p in appeal.persons] == ["Rahim Oripov"]


def test_several_days_of_one_verb_are_several_events() -> None:
    text = "Rahim Oripov was arrested three times: in 2015, in 2017 and in May 2019."
    days = {write_edtf(c.when) for c in facts(text) if c.kind == "arrest" and c.when}
    assert days == {"2015", "2017", "2019-05"}


def test_the_day_of_another_verb_is_no_second_day() -> None:
    text = (
        "Rahim Oripov was arrested on 3 May 2019, on 5 May 2019 the court remanded him in custody."
    )
    assert len([c for c in facts(text) if c.kind == "arrest"]) == 1


def test_a_list_of_what_is_still_to_come_is_all_still_to_come() -> None:
    text = "If I am returned I shall be arrested at the airport, tortured and sentenced, as my brother was."
    assert kinds(text) & {"arrest", "ill_treatment", "sentence"} == set()
