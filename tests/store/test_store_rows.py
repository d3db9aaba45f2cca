"""Core values go into the store and come out the same, on every database."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offices import TEXT, on_file, told
from safeconduct.record import (
    Case,
    Claim,
    Decision,
    Described,
    Figure,
    Judgement,
    Mood,
    Reading,
    Referent,
    Stance,
    Tie,
    Tier,
)
from safeconduct.sources import Block, Condition, Custody, Document, Passage, Source, take
from safeconduct.store.errors import NotInAct
from safeconduct.store.keys import Keys
from safeconduct.store.seal import Seal
from safeconduct.when import Span
from safeconduct.when.span import Basis, Precision

# -- every value the store keeps ---------------------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ids = st.text("0123456789abcdef", min_size=1, max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
zones = st.sampled_from(
    [UTC, timezone(timedelta(hours=4)), timezone(timedelta(hours=5, minutes=30))]
)
YEARS = datetime(1900, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 (hypothesis adds the zone)
moments = st.datetimes(*YEARS, timezones=zones)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first, last = draw(st.none() | days), draw(st.none() | days)
    if first and last and first >= last:
        first, last = last, first + timedelta(days=1)
    return Span(
        first, last, draw(st.none() | moments), draw(st.sampled_from(Precision)), draw(st.sampled_from(Basis)),
        draw(texts), draw(texts), draw(st.booleans()), draw(st.booleans()), draw(texts),
    )  # fmt: skip


passages = st.builds(Passage, ids, st.integers(0, 10**6), st.integers(0, 10**6))
described = st.builds(Described, texts, st.none() | ids, st.none() | st.integers(1, 9))
several = st.lists(ids, max_size=3).map(tuple)
values: dict[type, st.SearchStrategy[object]] = {
    Source: st.builds(
        Source, ids, st.integers(0, 2**40), texts, st.builds(Custody, texts, moments, texts, texts),
        st.sampled_from(Condition), texts, st.none() | ids, texts,
    ),
    Referent: st.builds(
        Referent, ids, ids, texts, st.lists(texts, max_size=3).map(tuple), st.lists(passages, max_size=2).map(tuple),
        st.none() | described, st.sampled_from(["m", "f", None]), st.lists(texts, max_size=2).map(tuple),
    ),
    Claim: st.builds(
        Claim, ids, passages, texts, several, st.none() | texts, several, several, st.none() | spans(),
        st.none() | texts, st.sampled_from(Stance), st.sampled_from(Mood), several, st.sampled_from(Tier),
        st.dictionaries(texts, json_values, max_size=3), ids, texts, st.lists(texts, max_size=2).map(tuple),
    ),
    Tie: st.builds(Tie, ids, ids, st.none() | texts, st.none() | texts, passages),
    Figure: st.builds(
        Figure, ids, passages, texts, st.none() | st.floats(allow_nan=False, allow_infinity=False), st.none(), st.none(),
        texts, st.none() | spans(), several, st.dictionaries(texts, json_values, max_size=2),
    ),
    Judgement: st.builds(
        Judgement, ids, st.sampled_from(Decision), several, texts, moments,
        st.dictionaries(texts, json_values, max_size=3), texts,
    ),
    Case: st.builds(Case, ids, texts, moments, texts, st.none() | texts, texts, several, texts, st.booleans()),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(values), ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_value_survives_being_sealed(kind, data):
    seal = Seal(Keys([b"k" * 32]))
    value = data.draw(values[kind])
    assert seal.open(seal.seal(value, "place"), kind, "place") == value


def test_a_row_written_before_a_field_was_added_is_read_with_its_default():
    """Shared values grow by fields with defaults; old rows lack them."""
    old = msgspec.json.encode(
        {"id": "c", "title": "T", "opened": "2026-01-01T00:00:00Z", "opened_by": "A"}
    )
    assert msgspec.json.decode(old, type=Case) == Case(
        "c", "T", datetime(2026, 1, 1, tzinfo=UTC), "A"
    )


# -- through the databases ---------------------------------------------------------------------------------------


@pytest.fixture
def case(office) -> Case:
    made = Case("k1", "Yusupov", datetime(2026, 1, 5, tzinfo=UTC), "Anna", members=("Boris",))
    with office.act("Anna", "open case", case=made.id):
        office.put_case(made)
    return made


class TestTheRecord:
    def test_what_was_put_is_what_is_there(self, office, case):
        data, document, reading = told()
        on_file(office, case.id)
        assert office.case("k1") == case
        assert office.cases() == (case,)
        assert office.original(document.id) == data
        assert office.document(document.id) == document
        assert office.reading(document.id) == reading
        assert office.readings("k1") == (reading,)
        assert office.source(document.id).size == len(data)
        assert office.cases_of(document.id) == ("k1",)

    def test_what_is_not_there_is_none(self, office, case):
        assert office.case("nothing") is None
        assert office.source("nothing") is None
        assert office.document("nothing") is None
        assert office.judgement("nothing") is None
        assert office.readings("nothing") == ()
        assert office.job(99) is None

    def test_a_text_of_any_letters_comes_back_letter_for_letter(self, office, case):
        text = "Ўзбек 'о‘g‘li' \U0001f54a\ufeff\u2028 кириллица\r\nend"
        source = take(text.encode(), name="т.txt", by="Anna", at=office.now())
        document = Document(
            source.id, text, "uz", ("uz", "ru"), blocks=(Block(0, 5, 1, "heading", "1."),)
        )
        with office.act("Anna", "take in"):
            office.put_source(source, text.encode(), "k1")
            office.put_document(document)
        back = office.document(source.id)
        assert back == document
        assert back.where(2) == document.where(2)

    def test_the_same_bytes_in_two_cases_are_kept_once_with_two_custodies(self, office, case):
        with office.act("Anna", "open case"):
            office.put_case(Case("k2", "Another", office.now(), "Anna"))
        on_file(office, "k1")
        reading = on_file(office, "k2", name="copy.txt")
        assert set(office.cases_of(reading.document)) == {"k1", "k2"}
        assert [c.original_name for c in office.custody(reading.document)] == [
            "letter.txt",
            "copy.txt",
        ]
        assert len(list(office.blobs.names())) == 2  # the bytes and the text
        assert office.readings("k1") == office.readings("k2")

    def test_counts_are_of_each_case(self, office, case):
        reading = on_file(office, "k1")
        assert office.counts() == {"k1": (1, 2, 0)}
        with office.act("Anna", "judge"):
            office.set_open(reading.document, [reading.claims[0].id], open_=False)
            office.enqueue("read", reading.document, "Anna")
        assert office.counts() == {"k1": (1, 1, 1)}
        assert office.open_claims("k1") == {reading.document: 1}

    def test_a_new_reading_takes_the_place_of_the_old_but_for_what_is_to_be_kept(
        self, office, case
    ):
        old = on_file(office, "k1")
        kept = old.claims[1]
        new = Reading(old.document, (), (old.claims[0],), (), (), ())
        with office.act("Anna", "judge"):
            office.set_open(old.document, [kept.id], open_=False)
        with office.act("Anna", "read"):
            office.put_reading(new, keep=[kept.id])
        assert office.reading(old.document).claims == old.claims
        assert office.reading(old.document).referents == ()
        assert office.counts()["k1"][1] == 1  # the kept one was judged

    def test_nothing_is_written_outside_an_act(self, office, case):
        with pytest.raises(NotInAct):
            office.put_case(case)
        source = take(b"x", name="x", by="Anna", at=office.now())
        with pytest.raises(NotInAct):
            office.put_source(source, b"x", "k1")
        assert not list(office.blobs.names())

    def test_an_act_that_fails_leaves_neither_row_nor_entry_nor_file(self, office, case):
        before = office.history()
        source = take(b"x", name="x", by="Anna", at=office.now())

        def fail() -> None:
            with office.act("Anna", "take in"):
                office.put_source(source, b"x", "k1")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()
        assert office.history() == before
        assert office.source(source.id) is None
        assert not list(office.blobs.names())
        with office.act("Anna", "take in"):
            office.put_source(source, b"x", "k1")
        assert office.original(source.id) == b"x"

    def test_many_sources_at_once(self, office, case):
        with office.act("Anna", "take in"):
            for n in range(600):
                data = f"letter {n}".encode()
                office.put_source(take(data, name=f"{n}", by="Anna", at=office.now()), data, "k1")
        assert len(office.sources("k1")) == 600
        assert office.readings("k1") == ()
        assert office.judgements([s.id for s in office.sources("k1")]) == ()


class TestTwoAtOnce:
    def test_two_writers_both_get_their_acts_in_and_the_chain_holds(self, office, engine, case):
        if engine == "memory":
            pytest.skip("one connection only: SQLite in memory has no second writer")
        failures: list[BaseException] = []

        def write(who: str) -> None:
            from django.db import connections

            try:
                for n in range(15):
                    with office.act(who, "note", note=f"{n}"):
                        office.put_case(Case(f"{who}-{n}", TEXT, office.now(), who))
            except BaseException as error:
                failures.append(error)
            finally:
                connections[office.alias].close()

        threads = [
            threading.Thread(target=write, args=(who,)) for who in ("Boris", "Clara", "Dina")
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures
        assert len(office.cases()) == 46
        assert not list(office.chain.faults())
        assert [e.number for e in office.history()] == list(range(len(office.history()), 0, -1))

    def test_a_reader_is_not_held_up_by_a_writer(self, office, engine, case):
        if engine == "memory":
            pytest.skip("one connection only")
        seen: list[int] = []

        def read() -> None:
            from django.db import connections

            seen.append(len(office.cases()))
            connections[office.alias].close()

        with office.act("Anna", "open case"):
            office.put_case(Case("k2", "T", office.now(), "Anna"))
            thread = threading.Thread(target=read)
            thread.start()
            thread.join(20)
        assert seen == [1]
