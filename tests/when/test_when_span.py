"""A span answers only what its days force: yes, no, or cannot tell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.when import Answer, Span
from safeconduct.when.errors import ImpossibleSpan

DAYS = st.integers(0, 30).map(lambda n: date(2014, 6, 1) + timedelta(n))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(st.none() | DAYS)
    last = draw(st.none() | DAYS)
    if first and last and last < first:
        first, last = last, first
    return Span.between(first, last)


def possible(span: Span) -> list[date]:
    """The days of a little world that lie in the span."""
    world = [date(2014, 5, 25) + timedelta(n) for n in range(50)]
    return [
        d
        for d in world
        if (not span.earliest or d >= span.earliest) and (not span.latest or d < span.latest)
    ]


@given(spans(), spans())
def test_before_says_yes_only_if_every_placement_says_so(a: Span, b: Span) -> None:
    orders = {x < y for x in possible(a) for y in possible(b)}
    expected = {frozenset({True}): Answer.YES, frozenset({False}): Answer.NO}.get(
        frozenset(orders), Answer.CANNOT_TELL
    )
    answer = a.before(b)
    if answer is not Answer.CANNOT_TELL:
        assert answer is expected
    # and it gives up only where it must, but for two spans of one and the same day, whose hours may differ
    elif expected is not Answer.CANNOT_TELL:
        assert expected is Answer.NO
        assert max(possible(b)) == min(possible(a))


@given(spans(), spans())
def test_before_and_after_mirror_each_other(a: Span, b: Span) -> None:
    assert a.before(b) is b.after(a)
    if a.before(b) is Answer.YES:
        assert b.before(a) is Answer.NO


@given(spans(), spans(), spans())
def test_before_is_transitive(a: Span, b: Span, c: Span) -> None:
    if a.before(b) is Answer.YES and b.before(c) is Answer.YES:
        assert a.before(c) is Answer.YES


@given(spans(), spans())
def test_intersection_holds_exactly_the_common_days(a: Span, b: Span) -> None:
    both = a.intersect(b)
    common = [d for d in possible(a) if d in possible(b)]
    assert (possible(both) if both else []) == common


@given(spans(), spans())
def test_within_agrees_with_the_days(a: Span, b: Span) -> None:
    inside = [d in possible(b) for d in possible(a)]
    if a.within(b) is Answer.YES:
        assert all(inside)
    if a.within(b) is Answer.NO:
        assert not any(inside)
    assert a.within(a) is Answer.YES


@given(spans(), spans())
def test_about_and_probably_never_make_anything_sure(a: Span, b: Span) -> None:
    about = Span(a.earliest, a.latest, approximate=True)
    probably = Span(a.earliest, a.latest, uncertain=True)
    for doubtful in (about, probably):
        assert doubtful.before(b) is Answer.CANNOT_TELL
        assert b.before(doubtful) is Answer.CANNOT_TELL
        assert doubtful.within(b) is Answer.CANNOT_TELL
        assert not doubtful.is_exact


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ImpossibleSpan, match="begin before it ends"):
        Span.between(date(2014, 6, 10), date(2014, 6, 8))
