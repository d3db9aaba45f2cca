"""What a case-worker does, over every database: judging claims, saying who is who, undoing, and who may see what."""

from __future__ import annotations

import pytest

from offices import TEXT, on_file
from safeconduct import casework
from safeconduct.casework import Actor, Standing
from safeconduct.casework.errors import (
    AlreadyUndone,
    BadPassage,
    Contradiction,
    NotAllowed,
    NotFound,
    NothingJudged,
    UnknownKind,
)
from safeconduct.record import Case, Reading
from safeconduct.store.office import Office


@pytest.fixture
def case(office: Office, anna: Actor) -> Case:
    return casework.open_case(office, anna, "Yusupov")


@pytest.fixture
def letter(office: Office, case: Case) -> Reading:
    return on_file(office, case.id)


def standings(office: Office, actor: Actor, reading: Reading) -> list[str]:
    return [line.standing.value for line in casework.leaf(office, actor, reading.document).claims]


class TestClaims:
    def test_what_a_machine_read_is_a_proposal(self, office, anna, letter):
        leaf = casework.leaf(office, anna, letter.document)
        assert [c.standing for c in leaf.claims] == [Standing.PROPOSED, Standing.PROPOSED]
        assert leaf.claims[0].quote == "Rustam Yusupov was arrested in Samara on 10 June 2014"
        assert leaf.claims[0].place == "paragraph 1"
        assert leaf.unread == ("page 2",)
        assert leaf.document.text == TEXT

    def test_many_claims_are_accepted_in_one_act(self, office, anna, case, letter):
        before = len(office.history())
        judgement = casework.accept(office, anna, letter.document, [c.id for c in letter.claims])
        assert judgement.by == "Anna"
        assert standings(office, anna, letter) == ["accepted", "accepted"]
        assert len(office.history()) == before + 1
        assert casework.cases(office, anna)[0].to_review == 0

    def test_a_rejected_claim_leaves_the_chronology_and_comes_back_when_undone(
        self, office, anna, case, letter
    ):
        rustam = letter.referents[0].id
        kinds = lambda: [e.kind for e in casework.chronology(office, anna, case.id, rustam).events]  # noqa: E731
        assert kinds() == ["arrest", "release"]
        judgement = casework.reject(office, anna, letter.document, [letter.claims[1].id])
        assert kinds() == ["arrest"]
        casework.undo(office, anna, case.id, judgement.id)
        assert kinds() == ["arrest", "release"]
        assert standings(office, anna, letter) == ["proposed", "proposed"]
        assert casework.cases(office, anna)[0].to_review == 2

    def test_a_correction_changes_what_it_names_and_keeps_what_was_proposed(
        self, office, anna, letter
    ):
        first = letter.claims[0]
        casework.correct(
            office, anna, letter.document, first.id, {"when": "2014-06-12", "where": "Tolyatti"}
        )
        line = casework.claim(office, anna, first.id, letter.document)
        assert line.standing is Standing.CORRECTED
        assert line.claim.when.earliest.isoformat() == "2014-06-12"
        assert line.claim.where == "Tolyatti"
        assert line.proposed == first

    def test_two_corrections_add_up_and_undoing_the_second_leaves_the_first(
        self, office, anna, case, letter
    ):
        first = letter.claims[0]
        casework.correct(office, anna, letter.document, first.id, {"where": "Tolyatti"})
        second = casework.correct(office, anna, letter.document, first.id, {"by": "FSB"})
        now = casework.claim(office, anna, first.id, letter.document).claim
        assert (now.where, now.by) == ("Tolyatti", "FSB")
        casework.undo(office, anna, case.id, second.id)
        now = casework.claim(office, anna, first.id, letter.document).claim
        assert (now.where, now.by) == ("Tolyatti", None)

    def test_an_unreadable_date_is_refused_and_nothing_is_written(self, office, anna, letter):
        before = office.history()
        with pytest.raises(Exception, match="date"):
            casework.correct(
                office, anna, letter.document, letter.claims[0].id, {"when": "the day after"}
            )
        assert office.history() == before
        assert standings(office, anna, letter) == ["proposed", "proposed"]

    def test_a_claim_the_reader_missed_is_added_from_its_passage(self, office, anna, case, letter):
        start = TEXT.index("His brother fears")
        line = casework.add_claim(
            office, anna, letter.document, start, len(TEXT),
            kind="extradition", persons=[letter.referents[0].id], stance="feared",
        )  # fmt: skip
        assert line.standing is Standing.ADDED
        assert line.quote == "His brother fears that Rustam will be extradited."
        assert len(casework.leaf(office, anna, letter.document).claims) == 3
        added = casework.judgements(office, anna, case.id)[0].judgement
        casework.undo(office, anna, case.id, added.id)
        assert len(casework.leaf(office, anna, letter.document).claims) == 2

    @pytest.mark.parametrize(
        ("start", "end", "kind", "error"),
        [(0, 10_000, "arrest", BadPassage), (5, 5, "arrest", BadPassage), (0, 5, "bewitching", UnknownKind)],
    )  # fmt: skip
    def test_a_claim_without_passage_or_kind_is_refused(
        self, office, anna, letter, start, end, kind, error
    ):
        with pytest.raises(error):
            casework.add_claim(office, anna, letter.document, start, end, kind=kind)

    def test_judging_nothing_or_the_unknown_is_refused(self, office, anna, letter):
        with pytest.raises(NothingJudged):
            casework.accept(office, anna, letter.document, [])
        with pytest.raises(NotFound):
            casework.accept(office, anna, letter.document, ["no such claim"])

    def test_reading_again_keeps_what_people_judged(self, office, anna, case, letter):
        arrest, _ = letter.claims
        casework.accept(office, anna, letter.document, [arrest.id])
        with office.act("Anna", "read"):
            office.put_reading(Reading(letter.document), keep={arrest.id, *arrest.persons})
        leaf = casework.leaf(office, anna, letter.document)
        assert [c.proposed.id for c in leaf.claims] == [arrest.id]
        assert [r.id for r in leaf.referents] == list(arrest.persons)
        with office.act("Anna", "read"):
            office.put_reading(letter, keep={arrest.id})
        assert standings(office, anna, letter) == ["accepted", "proposed"]
        assert casework.cases(office, anna)[0].to_review == 1


class TestPeople:
    @pytest.fixture
    def two(self, office, case, letter) -> tuple[str, str]:
        """Two referents of two documents, of one name."""
        other = on_file(office, case.id, name="second.txt", text=TEXT + " He is a mason.")
        return letter.referents[0].id, other.referents[0].id

    def names(self, office, anna, case) -> int:
        return sum(1 for line in casework.people(office, anna, case.id) if line.person.name)

    def test_two_people_become_one_and_two_again(self, office, anna, case, two):
        assert self.names(office, anna, case) == 2
        judgement = casework.same(office, anna, case.id, two)
        assert self.names(office, anna, case) == 1
        line = casework.people(office, anna, case.id)[0]
        assert (line.documents, line.claims, line.to_review) == (2, 4, 4)
        casework.undo(office, anna, case.id, judgement.id)
        assert self.names(office, anna, case) == 2

    def test_same_is_refused_where_not_the_same_stands_and_says_who_judged(
        self, office, anna, boris, case, two
    ):
        apart = casework.not_same(office, boris, case.id, two, note="born 1978 and 1991")
        with pytest.raises(
            Contradiction, match=r"Boris judged .* not the same .*born 1978"
        ) as refused:
            casework.same(office, anna, case.id, two)
        assert refused.value.judgement == apart.id
        casework.undo(office, anna, case.id, apart.id)
        casework.same(office, anna, case.id, two)
        assert self.names(office, anna, case) == 1

    def test_a_chain_of_same_is_refused_as_well(self, office, anna, case, two):
        third = on_file(office, case.id, name="third.txt", text=TEXT + " He is a baker.")
        a, b, c = (*two, third.referents[0].id)
        casework.not_same(office, anna, case.id, [a, c])
        casework.same(office, anna, case.id, [a, b])
        with pytest.raises(Contradiction):
            casework.same(office, anna, case.id, [b, c])

    def test_a_chain_that_runs_through_another_case_is_seen(self, office, anna, case, two):
        other = casework.open_case(office, anna, "Another")
        elsewhere = on_file(office, other.id, name="third.txt", text=TEXT + " He is a baker.")
        a, b, c = (*two, elsewhere.referents[0].id)
        on_file(office, case.id, name="third.txt", text=TEXT + " He is a baker.")
        casework.same(office, anna, case.id, [a, c])
        casework.same(office, anna, case.id, [c, b])
        with pytest.raises(Contradiction, match="the same person"):
            casework.not_same(office, anna, case.id, [a, b])

    def test_not_the_same_is_refused_where_same_stands(self, office, anna, case, two):
        casework.same(office, anna, case.id, two)
        with pytest.raises(Contradiction, match=r"Anna judged .* are the same person"):
            casework.not_same(office, anna, case.id, two)

    def test_an_undo_that_would_bring_back_a_contradiction_is_refused(
        self, office, anna, case, two
    ):
        joined = casework.same(office, anna, case.id, two)
        undone = casework.undo(office, anna, case.id, joined.id)
        casework.not_same(office, anna, case.id, two)
        with pytest.raises(Contradiction):
            casework.undo(office, anna, case.id, undone.id)

    def test_cannot_tell_stands_beside_either(self, office, anna, case, two):
        casework.cannot_tell(office, anna, case.id, two, note="no birth date")
        assert self.names(office, anna, case) == 2
        casework.same(office, anna, case.id, two)

    def test_a_split_takes_one_out_of_three_and_undoing_it_puts_all_together(
        self, office, anna, case, two
    ):
        third = on_file(office, case.id, name="third.txt", text=TEXT + " He is a baker.")
        a, b, c = (*two, third.referents[0].id)
        casework.same(office, anna, case.id, [a, b, c])
        judgement = casework.split(office, anna, case.id, a, [b])
        groups = {frozenset(p.person.referents) for p in casework.people(office, anna, case.id)}
        assert {frozenset({a, c}), frozenset({b})} <= groups
        with pytest.raises(Contradiction):
            casework.same(office, anna, case.id, [b, c])
        casework.undo(office, anna, case.id, judgement.id)
        groups = {frozenset(p.person.referents) for p in casework.people(office, anna, case.id)}
        assert frozenset({a, b, c}) in groups

    def test_a_split_of_a_person_nobody_joined_is_refused(self, office, anna, case, letter):
        rustam = letter.referents[0].id
        with pytest.raises(NothingJudged):
            casework.split(office, anna, case.id, rustam, [rustam])

    def test_a_description_is_a_judgement_and_can_be_undone(self, office, anna, case, letter):
        rustam = letter.referents[0].id
        said = casework.describe(
            office, anna, case.id, rustam, citizenship="UZ", refuge="RU", born="1978"
        )
        person = casework.person(office, anna, case.id, rustam)
        assert (person.citizenship, person.refuge, person.born.earliest.year) == ("UZ", "RU", 1978)
        casework.describe(office, anna, case.id, rustam, name="Rustam Karimovich Yusupov")
        person = casework.person(office, anna, case.id, rustam)
        assert (person.name, person.citizenship) == ("Rustam Karimovich Yusupov", "UZ")
        casework.undo(office, anna, case.id, said.id)
        assert casework.person(office, anna, case.id, rustam).citizenship is None

    def test_an_undo_is_undone_once_and_listed(self, office, anna, case, two):
        joined = casework.same(office, anna, case.id, two)
        undone = casework.undo(office, anna, case.id, joined.id)
        with pytest.raises(AlreadyUndone):
            casework.undo(office, anna, case.id, joined.id)
        lines = casework.judgements(office, anna, case.id)
        assert [(line.judgement.id, line.undone) for line in lines] == [
            (undone.id, False),
            (joined.id, True),
        ]
        casework.undo(office, anna, case.id, undone.id)
        assert self.names(office, anna, case) == 1


class TestAccess:
    @pytest.fixture
    def closed(self, office, anna) -> Case:
        return casework.open_case(office, anna, "Closed", members=["Boris"])

    def test_a_case_with_members_is_there_for_them_and_managers_only(
        self, office, anna, boris, clara, closed
    ):
        assert casework.case(office, boris, closed.id).title == "Closed"
        assert casework.case(office, anna, closed.id)
        assert casework.cases(office, clara) == ()
        with pytest.raises(NotFound) as hidden:
            casework.case(office, clara, closed.id)
        with pytest.raises(NotFound) as absent:
            casework.case(office, clara, "no such case")
        assert str(hidden.value) == str(absent.value)

    def test_an_outsider_reaches_no_part_of_it(self, office, clara, closed):
        letter = on_file(office, closed.id)
        claim, rustam = letter.claims[0].id, letter.referents[0].id
        for reach in (
            lambda: casework.sources(office, clara, closed.id),
            lambda: casework.leaf(office, clara, letter.document),
            lambda: casework.original(office, clara, letter.document),
            lambda: casework.custody(office, clara, letter.document),
            lambda: casework.accept(office, clara, letter.document, [claim]),
            lambda: casework.add_claim(office, clara, letter.document, 0, 5, kind="arrest"),
            lambda: casework.people(office, clara, closed.id),
            lambda: casework.describe(office, clara, closed.id, rustam, citizenship="UZ"),
            lambda: casework.chronology(office, clara, closed.id, rustam),
            lambda: casework.history(office, clara, closed.id),
            lambda: casework.take(office, clara, b"x", name="x", case=closed.id),
            lambda: casework.change_case(office, clara, closed.id, members=[]),
            lambda: casework.jobs(office, clara, closed.id),
            lambda: casework.judgements(office, clara, closed.id),
            lambda: casework.read_again(office, clara, letter.document),
        ):
            before = office.history()
            with pytest.raises(NotFound):
                reach()
            assert office.history() == before

    def test_a_judgement_of_another_case_cannot_be_undone_from_here(
        self, office, anna, clara, closed
    ):
        letter = on_file(office, closed.id)
        judgement = casework.accept(office, anna, letter.document, [letter.claims[0].id])
        own = casework.open_case(office, clara, "Own")
        with pytest.raises(NotFound):
            casework.undo(office, clara, own.id, judgement.id)

    def test_the_history_of_the_office_is_for_managers(self, office, anna, clara):
        casework.history(office, anna)
        with pytest.raises(NotAllowed):
            casework.history(office, clara)

    def test_history_says_who_did_what_when(self, office, anna, boris, closed):
        letter = on_file(office, closed.id)
        casework.accept(office, boris, letter.document, [letter.claims[0].id])
        entry = casework.history(office, boris, closed.id)[0]
        assert (entry.actor, entry.verb) == ("Boris", "accept claim")
        assert letter.claims[0].id in entry.about
