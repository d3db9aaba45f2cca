"""Tightening finds exactly the values that some placement of all the dates attains, or the smallest contradiction."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safeconduct.when import (
    Basis,
    Constraint,
    Contradiction,
    Network,
    Span,
    Tightened,
    parse_duration,
    parse_edtf,
    tighten,
    tighten_spans,
)

WORLD = range(5)
NAMES = "abcd"
LIMIT = st.none() | st.integers(-4, 4)


@st.composite
def small_cases(draw: st.DrawFn) -> tuple[dict[str, tuple[int, int]], list[Constraint]]:
    """Up to four points in a world of five days, with up to five constraints among them."""
    names = NAMES[: draw(st.integers(2, 4))]
    bounds = {}
    for name in names:
        first = draw(st.sampled_from(WORLD))
        bounds[name] = (first, draw(st.integers(first, WORLD[-1])))
    pair = st.tuples(st.sampled_from(names), st.sampled_from(names))
    constraints = [
        Constraint(a, b, draw(LIMIT), draw(LIMIT), n)
        for n, (a, b) in enumerate(draw(st.lists(pair, max_size=5)))
    ]
    return bounds, constraints


def placements(
    bounds: dict[str, tuple[int, int]], constraints: list[Constraint]
) -> list[dict[str, int]]:
    """Every way to put the points on days that breaks nothing."""
    ranges = [range(low, high + 1) for low, high in bounds.values()]
    worlds = (dict(zip(bounds, days, strict=True)) for days in product(*ranges))
    return [w for w in worlds if all(holds(c, w) for c in constraints)]


def holds(c: Constraint, world: dict[str, int]) -> bool:
    gap = world[c.later] - world[c.earlier]
    return (c.at_least is None or gap >= c.at_least) and (c.at_most is None or gap <= c.at_most)


@settings(max_examples=400)
@given(small_cases())
def test_tightening_agrees_with_every_placement(
    case: tuple[dict[str, tuple[int, int]], list[Constraint]],
) -> None:
    bounds, constraints = case
    worlds = placements(bounds, constraints)
    result = tighten(bounds, constraints)
    if not worlds:
        assert isinstance(result, Contradiction)
        return
    assert isinstance(result, Tightened)
    for name in bounds:
        attained = [w[name] for w in worlds]
        assert result.bounds[name] == (min(attained), max(attained))
    assert result.narrowed == {n for n in bounds if result.bounds[n] != bounds[n]}


@settings(max_examples=300)
@given(small_cases())
def test_the_circle_named_is_contradictory_and_as_small_as_can_be(
    case: tuple[dict[str, tuple[int, int]], list[Constraint]],
) -> None:
    bounds, constraints = case
    result = tighten(bounds, constraints)
    if not isinstance(result, Contradiction):
        return

    def impossible(chosen: list[Constraint], dated: tuple[str, ...]) -> bool:
        kept = {n: bounds[n] if n in dated else (None, None) for n in bounds}
        return isinstance(tighten(kept, chosen), Contradiction)

    circle = list(result.circle)
    assert impossible(circle, result.dated)
    # nothing in it can be left out
    for left_out in circle:
        assert not impossible([c for c in circle if c is not left_out], result.dated)
    for point in result.dated:
        assert not impossible(circle, tuple(p for p in result.dated if p != point))


@settings(max_examples=200)
@given(small_cases(), st.sampled_from(NAMES[:2]), st.sampled_from(NAMES[:2]), LIMIT, LIMIT)
def test_what_is_allowed_is_true_somewhere_and_distances_are_attained(
    case: tuple[dict[str, tuple[int, int]], list[Constraint]],
    a: str,
    b: str,
    least: int | None,
    most: int | None,
) -> None:
    bounds, constraints = case
    asked = Constraint(a, b, least, most)
    worlds = placements(bounds, constraints)
    network = Network(bounds, constraints)
    assert network.allows(asked) == any(holds(asked, w) for w in worlds)
    gaps = [w[b] - w[a] for w in worlds]
    assert network.distance(a, b) == ((min(gaps), max(gaps)) if gaps else (None, None))


@settings(max_examples=200)
@given(small_cases(), st.randoms(use_true_random=False), st.sets(st.sampled_from(NAMES)))
def test_the_order_of_the_constraints_and_open_dates_change_nothing_else(
    case: tuple[dict[str, tuple[int, int]], list[Constraint]], chance: object, open_names: set[str]
) -> None:
    bounds, constraints = case
    opened = {n: (None, None) if n in open_names else limits for n, limits in bounds.items()}
    shuffled = list(constraints)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = tighten(opened, constraints), tighten(opened, shuffled)
    assert type(one) is type(other)
    if isinstance(one, Tightened):
        assert one == other
        wide = {n: (-100, 100) if n in open_names else limits for n, limits in bounds.items()}
        assert isinstance(tighten(wide, constraints), Tightened)
    else:
        wide = {n: (-100, 100) if n in open_names else limits for n, limits in bounds.items()}
        assert isinstance(tighten(wide, constraints), Contradiction)


def test_two_events_without_dates_can_still_contradict_each_other() -> None:
    nothing = (None, None)
    result = tighten(
        {"a": nothing, "b": nothing},
        [Constraint("a", "b", 1, said="p1"), Constraint("b", "a", 1, said="p2")],
    )
    assert isinstance(result, Contradiction)
    assert {c.said for c in result.circle} == {"p1", "p2"}
    assert result.dated == ()


def test_a_constraint_on_an_event_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        tighten({"a": (0, 1)}, [Constraint("a", "nobody", 1)])


def test_the_day_after_the_arrest_takes_its_date_from_the_arrest() -> None:
    day = parse_duration("P1D")
    tightened = tighten_spans(
        {
            "arrest": parse_edtf("2016-09-14"),
            "brother": parse_edtf("2016", words="the day after his arrest"),
        },
        [("arrest", "brother", day, day)],
    )
    assert not isinstance(tightened, Contradiction)
    brother = tightened["brother"]
    assert (brother.earliest, brother.days, brother.basis) == (date(2016, 9, 15), 1, Basis.COMPUTED)
    assert brother.words == "the day after his arrest"
    assert tightened["arrest"] == parse_edtf("2016-09-14")


def test_less_than_a_month_later_narrows_both_events() -> None:
    tightened = tighten_spans(
        {"left": Span.year(2013), "charged": parse_edtf("2013-10-31")},
        [("left", "charged", parse_duration("P1D"), parse_duration("P1M"))],
    )
    assert not isinstance(tightened, Contradiction)
    assert (tightened["left"].earliest, tightened["left"].last) == (
        date(2013, 9, 30),
        date(2013, 10, 30),
    )


def test_months_are_as_long_as_the_calendar_says_where_their_start_is_known() -> None:
    month = parse_duration("P1M")
    tightened = tighten_spans(
        {"a": parse_edtf("2014-02-10"), "b": Span.unknown()}, [("a", "b", month, month)]
    )
    assert not isinstance(tightened, Contradiction)
    assert (tightened["b"].earliest, tightened["b"].days) == (date(2014, 3, 10), 1)


def test_what_cannot_all_be_true_is_named_by_its_relations() -> None:
    day = parse_duration("P1D")
    result = tighten_spans(
        {
            "a": parse_edtf("2014-06-10"),
            "b": Span.year(2014),
            "c": parse_edtf("2014-06-09"),
            "d": Span.year(2014),
        },
        [("a", "d", None, day), ("a", "b", day, None), ("b", "c", day, None)],
    )
    assert isinstance(result, Contradiction)
    assert {c.said for c in result.circle} == {1, 2}
    assert set(result.points) == {"a", "b", "c"}
    assert set(result.dated) == {"a", "c"}
