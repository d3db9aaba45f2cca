"""What the English reader makes of sentences a lawyer can check, and of the documents in gold/."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from safeconduct.reading import read
from safeconduct.reading.measure.evaluate import score
from safeconduct.reading.measure.gold import load
from safeconduct.reading.measure.scores import Score
from safeconduct.reading.tongue import paragraphs
from safeconduct.record import Claim, Mood, Reading, Stance, Tier
from safeconduct.sources import Document, convert_all, take
from safeconduct.when import write_edtf

GOLD = Path(__file__).parent / "gold"


def document(text: str) -> Document:
    return Document("d", text, language="en", blocks=paragraphs(text))


def reading(text: str, published: date | None = None) -> Reading:
    return read(document(text), published=published)


def facts(text: str, kind: str, published: date | None = None) -> list[Claim]:
    return [c for c in reading(text, published).claims if c.kind == kind and c.mood is Mood.FACT]


def names(found: Reading, ids: tuple[str, ...]) -> list[str]:
    people = {r.id: r for r in found.referents}
    return [
        people[i].name or f"{people[i].described.relation}"
        for i in ids
        if i in people  # type: ignore[union-attr]
    ]


def when(claim: Claim) -> str | None:
    return write_edtf(claim.when) if claim.when else None


# -- whom it happened to ---------------------------------------------------------------------------------------------


def test_a_passive_names_its_victim_and_is_sure() -> None:
    (claim,) = facts("On 3 May 2012 Rustam Saidov was arrested in Tver.", "arrest")
    assert claim.tier is Tier.SURE
    assert when(claim) == "2012-05-03"
    assert claim.where == "Tver"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Police arrested Rustam Saidov.", "arrest"),
        ("Rustam Saidov was arrested and beaten.", "ill_treatment"),
        ("The man beaten in custody was Rustam Saidov, who was convicted in 2010.", "conviction"),
        ("Officers pushed Rustam Saidov into a van.", "abduction"),
        ("The court sentenced Rustam Saidov to nine years in prison.", "sentence"),
        ("A criminal case was opened against Rustam Saidov.", "criminal_charge"),
        ("Rustam Saidov's application for temporary asylum was turned down.", "asylum_refusal"),
        ("Rustam Saidov was put on the international wanted list.", "wanted_listing"),
        ("The court ordered the administrative removal of Rustam Saidov.", "expulsion_order"),
        ("The migration service refused Rustam Saidov refugee status.", "asylum_refusal"),
        ("The Osh City Court found Rustam Saidov guilty on 5 May 2015.", "conviction"),
        ("Rustam Saidov was bundled onto a plane to Tashkent.", "transfer_abroad"),
        ("Rustam Saidov's whereabouts remained unknown for a week.", "disappearance"),
        ("Rustam Saidov's name turned up on Interpol's list.", "wanted_listing"),
        ("They warned Rustam Saidov not to speak to journalists.", "threat"),
        ("Four masked men took Rustam Saidov from the centre and drove off.", "abduction"),
    ],
)
def test_verbs_participles_and_matters_tell_events_of_their_victim(text: str, kind: str) -> None:
    found = reading(text)
    told = [c for c in found.claims if c.kind == kind and c.mood is Mood.FACT]
    assert told, [c.kind for c in found.claims]
    assert names(found, told[0].persons) == ["Rustam Saidov"]


def test_the_first_person_in_a_quote_is_its_speaker() -> None:
    found = reading('"I was beaten for two days," says Aziza Karimova.')
    (claim,) = [c for c in found.claims if c.kind == "ill_treatment"]
    assert names(found, claim.persons) == ["Aziza Karimova"]
    assert names(found, claim.said_by) == ["Aziza Karimova"]


def test_a_relative_without_a_name_is_a_person_tied_to_an_owner() -> None:
    found = reading("Rustam Saidov fled. His younger brother was imprisoned in Namangan.")
    (claim,) = [c for c in found.claims if c.kind == "imprisonment"]
    (brother,) = [r for r in found.referents if r.id in claim.persons]
    owner = next(r for r in found.referents if r.name == "Rustam Saidov")
    assert brother.described is not None
    assert (brother.described.relation, brother.described.of) == ("brother", owner.id)


def test_a_namesake_is_not_of_the_family() -> None:
    text = (
        "Bekzod Rahmonov and his wife Dilfuza live in Perm. President Emom Rahmonov spoke on television. "
        "The Rahmonovs were threatened in 2015."
    )
    found = reading(text)
    (claim,) = [c for c in found.claims if c.kind == "threat"]
    assert "Emom Rahmonov" not in names(found, claim.persons)
    assert "Bekzod Rahmonov" in names(found, claim.persons)


def test_what_counsel_lodges_is_the_client_s() -> None:
    text = (
        "I act for my client Odil Nazarov. He was refused refugee status on 2 March 2018. "
        "I appealed on 27 March 2018.\n\nYours faithfully,\nAnna Weller"
    )
    found = reading(text)
    (claim,) = [c for c in found.claims if c.kind == "asylum_appeal"]
    assert names(found, claim.persons) == ["Odil Nazarov"]
    assert claim.tier is Tier.CHECK


# -- what is no event --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Rustam Saidov was never arrested.",
        "Rustam Saidov fears that he will be arrested.",
        "If Rustam Saidov returns, he will be arrested.",
        "Officers came to arrest Rustam Saidov.",
        "Rustam Saidov managed to avoid arrest.",
        "In cases like this, migrants are arrested by the police.",
        "Was Rustam Saidov arrested?",
        "Rustam Saidov could have been arrested.",
        "Rustam Saidov was nearly arrested.",
    ],
)
def test_negated_feared_planned_and_general_arrests_are_no_events(text: str) -> None:
    assert facts(text, "arrest") == []


def test_they_stay_visible_as_what_they_are() -> None:
    (claim,) = reading("Rustam Saidov was never arrested.").claims
    assert (claim.mood, claim.stance) == (Mood.NEGATED, Stance.DENIED)


@pytest.mark.parametrize(
    "text",
    [
        "Rustam Saidov did not confess. He was arrested after a police officer had not let him go.",
        "The court didn't just scold Rustam Saidov but he was arrested in the courtroom.",
        "Rustam Saidov was not arrested until 5 May 2013.",
    ],
)
def test_a_negation_elsewhere_leaves_the_arrest_a_fact(text: str) -> None:
    assert facts(text, "arrest")


def test_captions_share_links_and_pull_quotes_tell_nothing() -> None:
    body = "Rustam Saidov was arrested in Tver on 3 May 2012, and nobody told his family about it for a whole week."
    text = (
        "Rustam Saidov arrested in Tver. Photo: Family archive.\n\n"
        + body
        + "\n\nnobody told his family about it for a whole week\n\nShare Facebook Twitter WhatsApp Email Print"
    )
    assert len(facts(text, "arrest")) == 1


# -- when --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rustam Saidov was arrested on 31.10.2013.", "2013-10-31"),
        ("Rustam Saidov was arrested on October 31, 2013.", "2013-10-31"),
        ("Rustam Saidov was arrested in early October 2013.", "2013-10-01/2013-10-10"),
        ("Rustam Saidov was arrested in the spring of 2013.", "2013-21"),
        ("Rustam Saidov came in March 2014. On 10 June he was arrested.", "2014-06-10"),
        ("It was December 2016. In January Rustam Saidov was arrested.", "2017-01"),
        ("Rustam Saidov left on 3 May 2015. The next day he was arrested.", "2015-05-04"),
        ("Rustam Saidov was arrested on 5 May 2016 at 9.30 a.m.", "2016-05-05T09:30"),
        ("Rustam Saidov was arrested in the night of 5 to 6 May 2016.", "2016-05-05/2016-05-06"),
    ],
)
def test_dates_are_read_from_words_and_from_the_story(text: str, expected: str) -> None:
    (claim,) = facts(text, "arrest")
    assert when(claim) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("yesterday", "2018-03-20"),
        ("last month", "2018-02"),
        ("three years ago", "2015"),
        ("last winter", "2017-12-01/2018-02-28"),
    ],
)
def test_dates_are_counted_from_the_document(words: str, expected: str) -> None:
    (claim,) = facts(f"Rustam Saidov was arrested {words}.", "arrest", date(2018, 3, 21))
    assert when(claim) == expected


def test_an_ambiguous_date_is_asked_not_guessed() -> None:
    (claim,) = facts("Rustam Saidov was arrested on 10/11/2013.", "arrest")
    assert claim.when is None


def test_another_date_of_the_document_tells_its_order() -> None:
    text = "Rustam Saidov was questioned on 25/11/2013. Rustam Saidov was arrested on 10/11/2013."
    (claim,) = facts(text, "arrest")
    assert when(claim) == "2013-11-10"


def test_the_day_after_an_arrest_is_a_relation() -> None:
    text = "Rustam Saidov was arrested on 3 May 2016. The day after his arrest, his brother was beaten."
    found = reading(text)
    (claim,) = [c for c in found.claims if c.kind == "ill_treatment"]
    assert when(claim) == "2016-05-04"
    (tie,) = found.ties
    arrest = next(c for c in found.claims if c.kind == "arrest")
    assert (tie.earlier, tie.later, tie.at_least, tie.at_most) == (
        arrest.id,
        claim.id,
        "P1D",
        "P1D",
    )


def test_the_year_of_an_alleged_act_does_not_date_the_charge() -> None:
    text = (
        "On 31 October 2013 a criminal charge was filed against Rustam Saidov in Uzbekistan. "
        "The crime was supposed to have taken place in 2009. He was arrested on 10 November."
    )
    found = reading(text)
    charge = next(c for c in found.claims if c.kind == "criminal_charge")
    arrest = next(c for c in found.claims if c.kind == "arrest")
    assert when(charge) == "2013-10-31"
    assert charge.attributes["alleged_act"] == {"when": "2009"}
    assert when(arrest) == "2013-11-10"


# -- one happening, law, words of others -------------------------------------------------------------------------------


def test_one_happening_told_twice_is_one_event() -> None:
    text = "Rustam Saidov was abducted on 9 June 2014. Rustam Saidov was abducted near his home."
    one, two = facts(text, "abduction")
    assert one.event == two.event


def test_two_releases_of_different_years_are_two_events() -> None:
    text = "Rustam Saidov was released in 1999. Years went by. On 19 January 2015 Rustam Saidov was released."
    one, two = facts(text, "release")
    assert one.event != two.event


def test_articles_terms_and_forms_are_attributes() -> None:
    found = reading(
        "Rustam Saidov was convicted under Article 228, part 2 of the Russian Criminal Code and sentenced to three and a "
        "half years in prison. He applied for temporary asylum."
    )
    by_kind = {c.kind: c.attributes for c in found.claims}
    assert by_kind["conviction"]["articles"] == ["RU-CC-228-2"]
    assert by_kind["sentence"]["term"] == "P42M"
    assert by_kind["asylum_application"]["form"] == "temporary_asylum"


def test_article_39_at_strasbourg_is_noted_as_rule_39() -> None:
    text = "On 5 May 2013 the European Court of Human Rights applied its Article 39 and granted Rustam Saidov an interim measure."
    (claim,) = facts(text, "interim_measure")
    assert "Rule 39" in str(claim.attributes["legal_note"])
    assert claim.attributes["body"] == "ECtHR"


def test_reported_speech_keeps_its_speaker_and_its_stance() -> None:
    found = reading("Marta Olsen claims that Rustam Saidov was tortured in custody.")
    (claim,) = [c for c in found.claims if c.kind == "ill_treatment"]
    assert claim.stance is Stance.ALLEGED
    assert names(found, claim.said_by) == ["Marta Olsen"]


def test_figures_carry_count_unit_and_speaker() -> None:
    found = reading('"In 2017 alone, 18 people were extradited to Uzbekistan," says Marta Olsen.')
    (figure,) = found.figures
    assert (figure.count, figure.unit, figure.what) == (18, "people", "extradition")
    assert names(found, figure.said_by) == ["Marta Olsen"]


def test_every_claim_lies_inside_the_text() -> None:
    for path in sorted(GOLD.glob("en-*.txt")):
        text = path.read_text("utf-8")
        for claim in reading(text).claims:
            assert 0 <= claim.passage.start < claim.passage.end <= len(text)


def test_the_same_text_gives_the_same_reading() -> None:
    text = (GOLD / "en-letter.txt").read_text("utf-8")
    assert reading(text, date(2018, 9, 18)) == reading(text, date(2018, 9, 18))


# -- documents with gold -----------------------------------------------------------------------------------------------


@cache
def measured(name: str) -> Score:
    data = (GOLD / f"{name}.txt").read_bytes()
    taken = take(data, name=f"{name}.txt", by="", at=datetime(2024, 1, 1, tzinfo=UTC))
    found = next(iter(convert_all(taken, data))).document
    assert found is not None
    gold = load(GOLD / f"{name}.yaml", found.text)
    return score(found.text, read(found, published=gold.published), gold)


DOCUMENTS = sorted(p.stem for p in GOLD.glob("en-*.yaml"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_people_of_a_document_are_found_and_never_mixed(name: str) -> None:
    found = measured(name)
    assert found.mixed == 0
    assert found.people.recall >= 0.6


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_no_event_is_never_shown_as_sure(name: str) -> None:
    assert [m for m in measured(name).misses if m.what == "not an event" and m.sure] == []


def test_kinds_victims_and_dates_over_all_documents() -> None:
    everything = sum((measured(name) for name in DOCUMENTS), Score(language="en", documents=0))
    assert everything.kind.f1 >= 0.90
    assert everything.victim.f1 >= 0.85
    assert everything.both.f1 >= 0.75


# -- one happening, and what lies between two ------------------------------------------------------------------------


def test_an_undated_telling_does_not_join_two_whose_days_exclude_one_another() -> None:
    text = (
        "On 10 June 2014 Rustam Saidov was detained in Tver. While in detention he wrote letters.\n\n"
        "On 3 January 2017 Rustam Saidov was detained in Perm."
    )
    dated = [c for c in reading(text).claims if c.kind in ("arrest", "detention") and c.when]
    for one in dated:
        for other in dated:
            if one.event == other.event:
                assert one.when
                assert other.when
                assert one.when.intersect(other.when) is not None


def test_less_than_a_month_later_is_a_day_to_a_month() -> None:
    text = (
        "Rustam Saidov married between 1 and 10 October 2013. "
        "On 31 October 2013, less than a month later, Rustam Saidov was charged with extremism."
    )
    assert {(t.at_least, t.at_most) for t in reading(text).ties} <= {("P1D", "P1M")}


def test_that_year_is_no_tie_of_no_days() -> None:
    text = (
        "Rustam Saidov married in early October 2013. "
        "On 31 October that year Rustam Saidov was charged with extremism."
    )
    assert not reading(text).ties


def test_a_tie_its_own_ends_rule_out_is_not_made() -> None:
    text = (
        "Rustam Saidov was arrested on 3 May 2014. He fled in 2015.\n\n"
        "The day after his arrest, on 9 July 2016, he was taken to prison."
    )
    assert not reading(text).ties


@pytest.mark.parametrize(
    "text",
    [
        "The court found no evidence that Rustam Saidov had been beaten.",
        "There was no proof whatever that Rustam Saidov was tortured.",
        "Nobody has confirmed that Rustam Saidov was arrested.",
        "No official said that Rustam Saidov had been detained.",
        "The Government denied that Rustam Saidov had been abducted.",
        "The ministry rejected the claim that Rustam Saidov had been kidnapped.",
        "It has not been established that Rustam Saidov was tortured.",
    ],
)
def test_what_is_denied_or_not_proved_is_never_told_as_fact(text: str) -> None:
    found = reading(text).claims
    assert not [c for c in found if c.mood is Mood.FACT]
    assert not [c for c in found if c.tier is Tier.SURE]


def test_a_doubt_ends_where_the_sentence_turns() -> None:
    text = "The ministry denied that he was ill, but Rustam Saidov was arrested on 3 May 2014."
    assert facts(text, "arrest")


def test_an_extradition_asked_for_is_no_hand_over() -> None:
    text = "Tashkent asked for the extradition of Rustam Saidov in May 2020."
    assert not facts(text, "extradition")
    assert facts(text, "extradition_request")


def test_what_a_complaint_is_about_does_not_take_the_complaint_s_day() -> None:
    text = "A complaint about the abduction of Rustam Saidov was lodged on 14 October 2016."
    assert [when(c) for c in facts(text, "complaint")] == ["2016-10-14"]
    assert not [c for c in facts(text, "abduction") if c.when]


@pytest.mark.parametrize(
    "head", ["I act for Mr Sherzod Rahimov.", "Re: Mr Sherzod Rahimov\n\nI write for my client."]
)
def test_my_client_is_the_one_the_letter_is_about(head: str) -> None:
    text = head + " My client was arrested on 3 May 2019.\n\nYours faithfully,\nAnna Weller"
    found = reading(text)
    (claim,) = [c for c in found.claims if c.kind == "arrest"]
    assert names(found, claim.persons) == ["Sherzod Rahimov"]


def test_a_conjunction_at_the_head_of_a_sentence_is_no_given_name() -> None:
    found = reading("Before Saidov was arrested, he lived in Perm. Saidov was freed in 2016.")
    assert {r.name for r in found.referents} == {"Saidov"}


def test_the_year_in_the_name_of_a_law_is_no_date() -> None:
    from safeconduct.reading.english.dates import finding as dates

    text = "Under the 1998 Act and the Housing Act 1996 he was refused in 2004."
    assert [text[m.start : m.end] for m in dates.find(text, [(0, len(text))])] == ["2004"]


def test_my_client_said_by_his_lawyer_is_the_one_whose_lawyer_speaks() -> None:
    text = (
        "Rustam Saidov is in prison in Karshi. "
        '"My client was kidnapped in broad daylight," his lawyer Ruth Cole told reporters.'
    )
    found = reading(text)
    (claim,) = [c for c in found.claims if c.kind == "abduction"]
    assert names(found, claim.persons) == ["Rustam Saidov"]
