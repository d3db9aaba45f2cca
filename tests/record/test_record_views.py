"""People, events and chronologies are views: the same rows give the same view, and undo is leaving a row out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.record import (
    Claim,
    Decision,
    Described,
    Judgement,
    Mood,
    Referent,
    Stance,
    Tie,
)
from safeconduct.record.errors import UnknownJudgementTarget
from safeconduct.record.views import chronology, events, judged, people, standing
from safeconduct.sources import Passage
from safeconduct.when import Span
from safeconduct.when.edtf import parse_edtf

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def referent(name: str, document: str = "d1", number: int = 1, **more: object) -> Referent:
    return Referent(
        id=f"{document}:p{number}",
        document=document,
        name=name,
        spellings=(name,) if name else (),
        mentions=(Passage(document, 0, 5),),
        **more,  # type: ignore[arg-type]
    )


def claim(number: int, kind: str = "arrest", *, document: str = "d1", **more: object) -> Claim:
    more.setdefault("persons", ("d1:p1",))
    return Claim(
        id=f"{document}:c{number}",
        passage=Passage(document, number * 10, number * 10 + 8),
        kind=kind,
        **more,  # type: ignore[arg-type]
    )


def judgement(number: int, decision: Decision, *about: str, **more: object) -> Judgement:
    return Judgement(
        id=f"j{number}",
        decision=decision,
        about=about,
        by="lawyer",
        at=NOON + timedelta(minutes=number),
        **more,  # type: ignore[arg-type]
    )


class TestJudgements:
    def test_an_undo_closes_what_it_names(self) -> None:
        made = [judgement(1, Decision.REJECT, "c1"), judgement(2, Decision.UNDO, "j1")]
        assert standing(made) == ()

    def test_an_undo_can_be_undone(self) -> None:
        made = [
            judgement(1, Decision.REJECT, "c1"),
            judgement(2, Decision.UNDO, "j1"),
            judgement(3, Decision.UNDO, "j2"),
        ]
        assert [j.id for j in standing(made)] == ["j1"]

    @given(st.integers(min_value=0, max_value=7))
    def test_a_chain_of_undos_alternates(self, length: int) -> None:
        made = [judgement(0, Decision.ACCEPT, "c1")]
        made += [judgement(n, Decision.UNDO, f"j{n - 1}") for n in range(1, length + 1)]
        assert bool(standing(made)) is (length % 2 == 0)

    def test_a_rejected_claim_leaves_the_chronology_and_returns_when_the_rejection_is_undone(
        self,
    ) -> None:
        told = [claim(1)]
        reject = judgement(1, Decision.REJECT, "d1:c1")
        assert events(told, [reject]) == ()
        assert len(events(told, [reject, judgement(2, Decision.UNDO, "j1")])) == 1

    def test_a_correction_changes_what_is_shown_and_keeps_what_was_read(self) -> None:
        told = [claim(1, when=parse_edtf("2014-06-10"))]
        fix = judgement(
            1, Decision.CORRECT, "d1:c1", changes={"when": "2014-06-11", "kind": "detention"}
        )
        (item,) = judged(told, [fix])
        assert (item.claim.kind, item.claim.when and item.claim.when.written) == (
            "detention",
            "2014-06-11",
        )
        assert item.original == told[0]
        assert item.accepted

    def test_corrections_add_up_and_the_later_one_decides(self) -> None:
        made = [
            judgement(
                1, Decision.CORRECT, "d1:c1", changes={"kind": "detention", "where": "Samara"}
            ),
            judgement(2, Decision.CORRECT, "d1:c1", changes={"kind": "imprisonment"}),
        ]
        (item,) = judged([claim(1)], made)
        assert (item.claim.kind, item.claim.where) == ("imprisonment", "Samara")

    def test_a_correction_of_something_a_claim_does_not_have_is_refused(self) -> None:
        fix = judgement(1, Decision.CORRECT, "d1:c1", changes={"colour": "red"})
        with pytest.raises(UnknownJudgementTarget, match="colour"):
            judged([claim(1)], [fix])


class TestPeople:
    def test_referents_of_two_documents_are_two_people_until_someone_judges_them_the_same(
        self,
    ) -> None:
        both = [referent("Anvar Tursunov"), referent("Anvar Tursunov", "d2")]
        assert len(people(both)) == 2
        (one,) = people(both, [judgement(1, Decision.SAME, "d1:p1", "d2:p1")])
        assert one.confirmed
        assert one.referents == ("d1:p1", "d2:p1")

    def test_undoing_the_judgement_parts_them_again(self) -> None:
        both = [referent("Anvar Tursunov"), referent("A. Tursunov", "d2")]
        made = [judgement(1, Decision.SAME, "d1:p1", "d2:p1"), judgement(2, Decision.UNDO, "j1")]
        assert len(people(both, made)) == 2

    def test_a_proposal_unites_but_does_not_confirm(self) -> None:
        both = [referent("Anvar Tursunov"), referent("Anvar Tursunov", "d2")]
        (one,) = people(both, proposals=[("d1:p1", "d2:p1")])
        assert not one.confirmed

    def test_a_proposal_never_unites_what_a_person_said_is_not_the_same(self) -> None:
        three = [referent("Anvar Tursunov", d) for d in ("d1", "d2", "d3")]
        apart = judgement(1, Decision.NOT_SAME, "d1:p1", "d3:p1")
        found = people(three, [apart], proposals=[("d1:p1", "d2:p1"), ("d2:p1", "d3:p1")])
        assert len(found) == 2
        assert not any({"d1:p1", "d3:p1"} <= set(p.referents) for p in found)

    def test_the_fullest_name_is_shown_and_every_spelling_kept(self) -> None:
        both = [referent("Tursunov"), referent("Anvar Tursunov", "d2")]
        (one,) = people(both, [judgement(1, Decision.SAME, "d1:p1", "d2:p1")])
        assert one.name == "Anvar Tursunov"
        assert set(one.spellings) == {"Tursunov", "Anvar Tursunov"}


class TestEvents:
    def test_what_is_feared_denied_or_told_in_general_is_no_event(self) -> None:
        told = [
            claim(1, mood=Mood.CONDITIONAL),
            claim(2, mood=Mood.GENERIC),
            claim(3, stance=Stance.FEARED),
            claim(4, stance=Stance.DENIED),
        ]
        assert events(told) == ()

    def test_one_happening_told_twice_is_one_event_with_two_passages(self) -> None:
        told = [claim(1, event="e"), claim(2, event="e")]
        (one,) = events(told)
        assert len(one.claims) == 2

    def test_two_documents_that_tell_the_same_exact_day_tell_one_event(self) -> None:
        everyone = people(
            [referent("Anvar Tursunov"), referent("Anvar Tursunov", "d2")],
            [judgement(1, Decision.SAME, "d1:p1", "d2:p1")],
        )
        day = parse_edtf("2014-06-10")
        told = [claim(1, when=day), claim(1, document="d2", persons=("d2:p1",), when=day)]
        (one,) = events(told, people=everyone)
        assert {c.passage.document for c in one.claims} == {"d1", "d2"}

    def test_two_documents_that_each_tell_one_such_thing_in_a_month_tell_one_event(self) -> None:
        everyone = people(
            [referent("Anvar Tursunov"), referent("Anvar Tursunov", "d2")],
            [judgement(1, Decision.SAME, "d1:p1", "d2:p1")],
        )
        month = parse_edtf("2014-06")
        first = claim(1, when=month)
        other = claim(1, document="d2", persons=("d2:p1",), when=month)
        assert len(events([first, other], people=everyone)) == 1
        again = claim(2, when=month)
        assert len(events([first, again, other], people=everyone)) == 3
        doubtful = claim(1, document="d2", persons=("d2:p1",), when=parse_edtf("2014-06?"))
        assert len(events([first, doubtful], people=everyone)) == 2

    def test_an_article_that_tells_the_month_and_a_ruling_that_tells_the_day_tell_one_event(
        self,
    ) -> None:
        everyone = people(
            [referent("Anvar Tursunov"), *(referent("Anvar Tursunov", d) for d in ("d2", "d3"))],
            [judgement(1, Decision.SAME, "d1:p1", "d2:p1", "d3:p1")],
        )
        article = claim(1, when=parse_edtf("2014-06"))
        ruling = claim(1, document="d2", persons=("d2:p1",), when=parse_edtf("2014-06-10"))
        (one,) = events([article, ruling], people=everyone)
        assert one.when is not None
        assert one.when.is_exact
        second = claim(1, document="d3", persons=("d3:p1",), when=parse_edtf("2014-06-20"))
        apart = events([article, ruling, second], people=everyone)  # which day does the month mean?
        assert len(apart) == 3

    def test_a_document_that_tells_two_such_things_in_the_month_is_not_guessed_about(self) -> None:
        everyone = people(
            [referent("Anvar Tursunov"), referent("Anvar Tursunov", "d2")],
            [judgement(1, Decision.SAME, "d1:p1", "d2:p1")],
        )
        first = claim(1, when=parse_edtf("2014-06-10"))
        again = claim(2, when=parse_edtf("2014-06-24"))
        month = claim(1, document="d2", persons=("d2:p1",), when=parse_edtf("2014-06"))
        assert len(events([first, again, month], people=everyone)) == 3

    def test_one_year_in_two_documents_may_be_two_events(self) -> None:
        year = parse_edtf("2014")
        assert len(events([claim(1, when=year), claim(2, when=year)])) == 2

    def test_a_claim_that_links_two_groups_joins_them(self) -> None:
        day = parse_edtf("2014-06-10")
        told = [claim(1, event="a", when=day), claim(2, event="b"), claim(3, event="b", when=day)]
        (one,) = events(told)
        assert len(one.claims) == 3

    def test_two_tellings_narrow_the_date_and_an_exclusion_keeps_the_first(self) -> None:
        narrow = events(
            [
                claim(1, event="e", when=parse_edtf("2014")),
                claim(2, event="e", when=parse_edtf("2014-06")),
            ]
        )
        assert narrow[0].when is not None
        assert (narrow[0].when.earliest, narrow[0].when.latest) == (
            parse_edtf("2014-06").earliest,
            parse_edtf("2014-06").latest,
        )
        against = events(
            [
                claim(1, event="e", when=parse_edtf("2014")),
                claim(2, event="e", when=parse_edtf("2015")),
            ]
        )
        assert against[0].when == parse_edtf("2014")

    def test_a_date_inherited_from_the_words_around_makes_no_contradiction_but_two_events(
        self,
    ) -> None:
        told = [
            claim(1, event="e", when=parse_edtf("2014-06-10")),
            claim(2, event="e", when=parse_edtf("2017-01?")),
            claim(3, event="e"),
        ]
        first, second = events(told)
        assert [c.id for c in first.claims] == ["d1:c1", "d1:c3"]
        assert [c.id for c in second.claims] == ["d1:c2"]

    def test_an_event_is_confirmed_by_one_accepted_claim(self) -> None:
        told = [claim(1, event="e"), claim(2, event="e")]
        assert not events(told)[0].confirmed
        assert events(told, [judgement(1, Decision.ACCEPT, "d1:c2")])[0].confirmed

    @given(st.permutations(range(5)))
    def test_the_order_of_claims_does_not_change_the_events(self, order: list[int]) -> None:
        told = [claim(n, event="xyxxy"[n], when=Span.year(2010 + n % 2)) for n in range(5)]
        assert {frozenset(c.id for c in e.claims) for e in events([told[i] for i in order])} == {
            frozenset(c.id for c in e.claims) for e in events(told)
        }


class TestChronology:
    def test_events_come_in_order_and_undated_ones_last(self) -> None:
        (person,) = people([referent("Anvar Tursunov")])
        told = [
            claim(1),
            claim(2, when=parse_edtf("2015")),
            claim(3, when=parse_edtf("2013-10")),
            claim(4, when=parse_edtf("../2014")),
        ]
        made = chronology(person, [person], events(told, people=[person]))
        assert [e.claims[0].id for e in made.events] == ["d1:c3", "d1:c4", "d1:c2", "d1:c1"]

    def test_what_happened_to_a_relative_belongs_to_the_file_and_says_who_it_was(self) -> None:
        everyone = people(
            [
                referent("Anvar Tursunov"),
                referent("", number=2, described=Described("brother", "d1:p1")),
            ]
        )
        made = chronology(
            everyone[0], everyone, events([claim(1, "death", persons=("d1:p2",))], people=everyone)
        )
        (death,) = made.events
        assert death.attributes["relative"] == "brother"

    def test_ties_between_claims_become_relations_between_events(self) -> None:
        (person,) = people([referent("Anvar Tursunov")])
        told = [claim(1), claim(2, "release")]
        tie = Tie("d1:c1", "d1:c2", "P1D", "P1D", Passage("d1", 0, 4))
        made = chronology(person, [person], events(told, people=[person]), [tie])
        (relation,) = made.relations
        assert made.event(relation.earlier).kind == "arrest"
        assert made.event(relation.later).kind == "release"
