"""Undo is free: whatever was judged, in whatever order, taking it all back gives the record as it was read."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offices import TEXT, on_file
from safeconduct import casework
from safeconduct.casework import Actor
from safeconduct.casework.errors import CaseworkError

ANNA = Actor("Anna", manager=True)
PLACES = st.integers(0, 2)  # which of three documents
CLAIMS = st.integers(0, 1)  # which of its two claims
ACTS = st.one_of(
    st.tuples(st.sampled_from(["accept", "reject", "correct"]), PLACES, CLAIMS),
    st.tuples(st.sampled_from(["same", "not_same", "cannot_tell"]), PLACES, PLACES),
    st.tuples(st.just("split"), PLACES, PLACES),
    st.tuples(st.just("describe"), PLACES, PLACES),
    st.tuples(st.just("undo"), st.integers(0, 20), PLACES),
)
_number = count()


@pytest.fixture(params=["memory"])
def engine(request):
    """One database is enough: the property is of casework."""
    return request.param


def view(office, case, readings):
    """All that a person sees of a case."""
    people = casework.people(office, ANNA, case.id)
    return (
        people,
        [casework.leaf(office, ANNA, r.document).claims for r in readings],
        [casework.chronology(office, ANNA, case.id, line.person.id) for line in people],
        office.counts()[case.id],
    )


def do(office, case, readings, act) -> None:
    """One act; what casework refuses is refused."""
    what, first, second = act
    reading = readings[first % 3]
    referents = [readings[first % 3].referents[0].id, readings[second % 3].referents[0].id]
    if what in ("accept", "reject"):
        getattr(casework, what)(office, ANNA, reading.document, [reading.claims[second].id])
    elif what == "correct":
        changes = {"when": "2015-03", "where": "Osh"}
        casework.correct(office, ANNA, reading.document, reading.claims[second].id, changes)
    elif what in ("same", "not_same", "cannot_tell"):
        getattr(casework, what)(office, ANNA, case.id, referents)
    elif what == "split":
        casework.split(office, ANNA, case.id, referents[0], [referents[1]])
    elif what == "describe":
        casework.describe(office, ANNA, case.id, referents[0], citizenship="UZ", born="1978")
    elif lines := casework.judgements(office, ANNA, case.id):
        casework.undo(office, ANNA, case.id, lines[first % len(lines)].judgement.id)


@given(st.lists(ACTS, max_size=12))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_taking_everything_back_gives_what_was_read(office, acts):
    case = casework.open_case(office, ANNA, f"Case {next(_number)}")
    readings = [
        on_file(office, case.id, name=f"{n}.txt", text=f"{TEXT} Letter {next(_number)}.")
        for n in range(3)
    ]
    before = view(office, case, readings)
    entries = len(office.history(limit=None))
    done = 0
    for act in acts:
        try:
            do(office, case, readings, act)
        except CaseworkError:
            assert len(office.history(limit=None)) == entries + done  # refused: no entry
            continue
        done = len(office.history(limit=None)) - entries
        nobody_is_two(office, case)
    for _ in range(100):  # taking a split back brings back what it undid, so ask anew each time
        standing = [
            line.judgement
            for line in casework.judgements(office, ANNA, case.id)
            if not line.undone and line.judgement.decision != "undo"
        ]
        if not standing:
            break
        casework.undo(office, ANNA, case.id, standing[0].id)
    assert view(office, case, readings) == before
    assert not list(office.chain.faults())


def nobody_is_two(office, case) -> None:
    """Nobody judged "not the same" is shown as one person."""
    whose = {
        referent: line.person.id
        for line in casework.people(office, ANNA, case.id)
        for referent in line.person.referents
    }
    for line in casework.judgements(office, ANNA, case.id):
        if line.judgement.decision == "not the same" and not line.undone:
            assert len({whose[r] for r in line.judgement.about}) == len(line.judgement.about)
