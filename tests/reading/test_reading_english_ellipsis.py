"""Verbs told once for two, and things told by "the first", "that", "it": the second is an event of its own."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.reading import read
from safeconduct.record import Claim, Mood, Reading, Tier
from safeconduct.sources import Block, Document
from safeconduct.when import write_edtf


def reading(text: str) -> Reading:
    document = Document(
        "d", text, language="en", published=date(2024, 6, 15), blocks=(Block(0, len(text)),)
    )
    return read(document)


def told(text: str, kind: str) -> list[tuple[str, str | None, object]]:
    """`(whom, when, term)` of each telling of the kind that is a fact."""
    found = reading(text)
    names = {p.id: p.name or (p.described and p.described.relation) for p in found.referents}

    def row(c: Claim) -> tuple[str, str | None, object]:
        whom = " ".join(str(names[p]) for p in c.persons)
        return whom, c.when and write_edtf(c.when), c.attributes.get("term")

    return [row(c) for c in found.claims if c.kind == kind and c.mood is Mood.FACT]


def test_a_second_man_with_his_own_term() -> None:
    text = "Rahim Oripov was sentenced to eleven years in 2017, Sanjar Nazarov to nine."
    assert told(text, "sentence") == [
        ("Rahim Oripov", "2017", "P11Y"),
        ("Sanjar Nazarov", "2017", "P9Y"),
    ]


def test_a_second_man_with_his_own_day() -> None:
    text = "Rahim Oripov was arrested on 7 March 2019 in Perm and Sanjar Nazarov on 9 March."
    assert told(text, "arrest") == [
        ("Rahim Oripov", "2019-03-07", None),
        ("Sanjar Nazarov", "2019-03-09", None),
    ]


def test_what_the_verb_leaves_out_is_never_sure() -> None:
    text = "Rahim Oripov was sentenced to eleven years in 2017, Sanjar Nazarov to nine."
    tiers = [c.tier for c in reading(text).claims if c.kind == "sentence"]
    assert tiers == [Tier.SURE, Tier.CHECK]


@pytest.mark.parametrize(
    "text",
    [
        "Rahim Oripov was arrested on 7 March 2019, and Sanjar Nazarov went home on 9 March.",
        "Rahim Oripov was arrested on 7 March 2019 by Sanjar Nazarov, on 9 March promoted.",
    ],
)
def test_a_man_with_a_verb_of_his_own_or_behind_by_is_no_second_victim(text: str) -> None:
    assert [whom for whom, _, _ in told(text, "arrest")] == ["Rahim Oripov"]


def test_a_second_court_on_its_own_day() -> None:
    text = (
        "In January 2019 the Prosecutor General agreed to extradite Rahim Oripov. The City Court upheld that in "
        "April and the Supreme Court in July."
    )
    assert [when for _, when, _ in told(text, "court_ruling")] == ["2019-04", "2019-07"]


def test_an_appeal_against_a_refusal_told_by_its_bodies() -> None:
    text = (
        "Rahim Oripov asked for asylum. His request was dismissed by the Department on 7 March 2019 and, at final "
        "instance, by the Minsk City Court on 9 May 2019."
    )
    assert [when for _, when, _ in told(text, "asylum_refusal")] == ["2019-03-07", "2019-05-09"]


def test_the_first_one_and_a_second_one() -> None:
    text = (
        "Rahim Oripov applied for asylum in 2020. The first one was refused in 2021. He lodged a second one on "
        "7 March 2022."
    )
    assert [when for _, when, _ in told(text, "asylum_refusal")] == ["2021"]
    assert ("Rahim Oripov", "2022-03-07", None) in told(text, "asylum_application")


def test_an_action_after_an_order_to_leave_is_its_appeal() -> None:
    text = (
        "On 7 March 2019 a deportation order was issued against Rahim Oripov. His lawyer filed an action for "
        "annulment with the Administrative Court on 9 March."
    )
    assert told(text, "expulsion_appeal") == [("Rahim Oripov", "2019-03-09", None)]


def test_an_appeal_is_of_whom_it_names() -> None:
    text = (
        "On 24 June 2019 the court sentenced Rahim Oripov to eleven years. Mr Sanjar Nazarov's appeal was lodged on "
        "28 June."
    )
    assert told(text, "appeal") == [("Sanjar Nazarov", "2019-06-28", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Rahim Oripov had until 1 August 2023 to leave the country.",
        "Rahim Oripov was given three days to leave the country.",
        "Rumours that Rahim Oripov had left the country were dispelled by a call.",
        "It was reported that Rahim Oripov had left the country, which turned out to be wrong.",
        "Rahim Oripov was thought to have left the country; in fact he was in hospital.",
    ],
)
def test_a_term_and_a_rumour_are_no_departure(text: str) -> None:
    assert not told(text, "departure")


def test_who_tells_that_he_did_not_come_home_has_not_disappeared() -> None:
    assert not told("I did not come home for fourteen months.", "disappearance")


def test_a_text_without_any_name_is_read() -> None:
    assert reading("He was beaten and himself arrested.").claims is not None


def test_verbs_in_a_row_share_their_subject() -> None:
    text = (
        "Rahim Oripov was arrested on 7 March 2014, spent a month in custody and was released for "
        "lack of evidence."
    )
    assert [whom for whom, _, _ in told(text, "detention")] == ["Rahim Oripov"]
    assert [whom for whom, _, _ in told(text, "release")] == ["Rahim Oripov"]


def test_released_the_next_day() -> None:
    text = "Rahim Oripov was arrested on 7 March 2019 and released the next day."
    assert told(text, "release") == [("Rahim Oripov", "2019-03-08", None)]


def test_what_which_rejected_is_what_was_asked_for() -> None:
    text = (
        "On 7 March 2019 Rahim Oripov lodged a request for refugee status, which the migration service "
        "rejected on 9 June 2019."
    )
    assert told(text, "asylum_refusal") == [("Rahim Oripov", "2019-06-09", None)]


def test_settled_in_two_towns_is_moving_twice() -> None:
    text = "Rahim Oripov settled in Dubai. He moved to Istanbul in 2018 with his wife."
    found = [c for c in reading(text).claims if c.kind == "move"]
    assert len({c.event for c in found}) == 2


def test_whom_the_court_gave_months_is_left_out() -> None:
    text = (
        "Rahim Oripov was detained on 7 March 2023 at the post, and the district court gave three "
        "months on 9 March."
    )
    assert [(whom, when) for whom, when, _ in told(text, "detention")] == [
        ("Rahim Oripov", "2023-03-09")
    ]


def test_what_is_awaited_in_custody_is_no_object_of_holding() -> None:
    text = (
        "Rahim Oripov was arrested on 7 March 2017 and held pending extradition until 9 March 2018."
    )
    assert [whom for whom, _, _ in told(text, "detention")] == ["Rahim Oripov"]


def test_an_order_is_served_on_whom_it_was_made_against() -> None:
    text = (
        "An order for Rahim Oripov's deportation was issued on 7 March 2021 and served on the same "
        "day."
    )
    assert told(text, "notification") == [("Rahim Oripov", "2021-03-07", None)]


def test_what_is_dated_is_of_that_day() -> None:
    text = "The return decision against Rahim Oripov is dated 7 March 2023."
    assert told(text, "expulsion_order") == [("Rahim Oripov", "2023-03-07", None)]


def test_any_state_of_the_world_may_offer_to_take_him() -> None:
    text = "Portugal offered to take Rahim Oripov in July 2021."
    assert told(text, "resettlement_offer") == [("Rahim Oripov", "2021-07", None)]
