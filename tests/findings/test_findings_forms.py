"""Every rule form answers what trying all placements of the dates answers: ties, days, hours and relations included."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import pytest
from brute import DAY, END, World, verdict, world

from safeconduct.findings import evaluate
from safeconduct.findings.evaluate import Asker
from safeconduct.findings.forms import read_rule
from safeconduct.findings.rule import Rule
from safeconduct.findings.selector import Reader
from safeconduct.findings.verdict import Verdict, strongest
from safeconduct.law import Pack, Words

CASES = 1_500
EMPTY = Pack("test", Words(), "0", (), {}, {}, {}, {}, {}, {}, {})


def rule(row: Mapping[str, Any]) -> Rule:
    return read_rule("T1", {"title": "test", **row}, EMPTY)


def answers(r: Rule, w: World) -> dict[int, Verdict]:
    """Verdicts by anchor; under -1 that of the rule as a whole."""
    told = Asker(w.line(), Reader()).ask(r)
    whole = strongest(o.verdict for o in told)
    return {o.anchor: Verdict.POSSIBLE if o.jointly else o.verdict for o in told} | {-1: whole}


def compare(
    r: Rule, kinds: str, holds: Any, *, seed: int, cases: int = CASES, acts: str = "", most: int = 5
) -> None:
    """`holds(world, anchor, placement)` is the rule read naively."""
    rng = random.Random(seed)
    seen = dict.fromkeys(Verdict, 0)
    done = 0
    while done < cases:
        w = world(rng, kinds, acts=acts, most=most)
        if w is None:
            continue
        done += 1
        said = answers(r, w)
        anchors = [i for i, e in enumerate(w.events) if e.kind == r.steps[0].select.kinds[0]]
        whole = verdict(w, lambda p: any(p[i] <= END and holds(w, i, p) for i in anchors))  # noqa: B023
        assert said[-1] == whole, (w.events, w.spans, w.acts, w.limits, said, whole)
        for i, event in enumerate(w.events):
            if event.kind != r.steps[0].select.kinds[0]:
                continue
            expected = verdict(w, lambda p: p[i] <= END and holds(w, i, p))  # noqa: B023
            got = said.get(i, Verdict.NO)
            assert got == expected, (w.events, w.spans, w.acts, w.limits, i, got, expected)
            seen[got] += 1
    assert min(seen[v] for v in (Verdict.CERTAIN, Verdict.POSSIBLE, Verdict.NO)) > cases // 200, (
        seen
    )


def of(w: World, kind: str, p: tuple[int, ...]) -> list[int]:
    """Events of a kind that had happened by the day asked about."""
    return [i for i, e in enumerate(w.events) if e.kind == kind and p[i] <= END]


@pytest.mark.parametrize("seed", range(2))
def test_then_in_hours(seed: int) -> None:
    r = rule(
        {
            "form": "then",
            "steps": [
                {"as": "a", "kind": "a"},
                {"as": "b", "kind": "b", "within": "PT4S", "differs": {"ground": "a"}},
            ],
        }
    )

    def holds(w: World, i: int, p: tuple[int, ...]) -> bool:
        ground = w.events[i].attributes["ground"]
        return any(
            0 <= p[j] - p[i] <= 4 and w.events[j].attributes["ground"] != ground
            for j in of(w, "b", p)
        )

    compare(r, "abb", holds, seed=seed)


def test_then_in_calendar_days() -> None:
    r = rule(
        {
            "form": "then",
            "steps": [{"as": "a", "kind": "a"}, {"as": "b", "kind": "b", "within": "P1D"}],
        }
    )

    def holds(w: World, i: int, p: tuple[int, ...]) -> bool:
        return any(p[j] >= p[i] and p[j] // DAY - p[i] // DAY <= 1 for j in of(w, "b", p))

    compare(r, "abb", holds, seed=2)


def test_a_sequence_of_three_with_something_absent() -> None:
    r = rule({
        "form": "then", "anchor": "b",
        "steps": [{"as": "a", "kind": "a"}, {"as": "b", "kind": "b", "within": "P2D"}, {"as": "c", "kind": "c", "at_least": "PT1S"}],
        "absent": [{"kind": "x", "after": "a", "before": "c"}],
    })  # fmt: skip

    def holds(w: World, i: int, p: tuple[int, ...]) -> bool:
        return any(
            p[i] - p[a] >= 0 and p[i] // DAY - p[a] // DAY <= 2 and p[c] - p[i] >= 1
            and not any(p[a] <= p[x] <= p[c] for x in of(w, "x", p))
            for a in of(w, "a", p) for c in of(w, "c", p)
        )  # fmt: skip

    compare(r, "aabccx", holds, seed=3)


def test_while() -> None:
    r = rule(
        {
            "form": "while",
            "act": {"as": "z", "kind": "z"},
            "opened_by": {"as": "x", "kind": "x"},
            "closed_by": [{"kind": "y"}],
        }
    )

    def holds(w: World, i: int, p: tuple[int, ...]) -> bool:
        return any(
            p[x] <= p[i] and not any(p[x] <= p[y] <= p[i] for y in of(w, "y", p))
            for x in of(w, "x", p)
        )

    compare(r, "zxxyy", holds, seed=4)


@pytest.mark.parametrize(("limit", "seed"), [("PT4S", 5), ("P1D", 6)])
def test_within(limit: str, seed: int) -> None:
    r = rule(
        {"form": "within", "start": {"as": "a", "kind": "a"}, "no": [{"kind": "b"}], "limit": limit}
    )

    def in_time(a: int, b: int) -> bool:
        return 0 <= b - a <= 4 if limit == "PT4S" else a <= b and b // DAY - a // DAY <= 1

    def run_out(a: int) -> bool:
        return END - a >= 4 if limit == "PT4S" else END // DAY - a // DAY > 1

    def holds(w: World, i: int, p: tuple[int, ...]) -> bool:
        return run_out(p[i]) and not any(in_time(p[i], p[j]) for j in of(w, "b", p))

    compare(r, "abb", holds, seed=seed)


def test_without() -> None:
    r = rule(
        {
            "form": "without",
            "act": {"as": "b", "kind": "b"},
            "no_earlier": [{"kind": "a"}],
            "preceded_by": [{"as": "c", "kind": "c"}],
        }
    )

    def holds(w: World, i: int, p: tuple[int, ...]) -> bool:
        return any(p[c] <= p[i] for c in of(w, "c", p)) and not any(
            p[a] <= p[i] for a in of(w, "a", p)
        )

    compare(r, "bbacc", holds, seed=7)


def test_elsewhere() -> None:
    r = rule({
        "form": "elsewhere", "claim": {"as": "k", "kind": "k"},
        "away": {"opened_by": [{"as": "d", "kind": "d"}], "closed_by": [{"kind": "e"}]},
    })  # fmt: skip

    def holds(w: World, i: int, p: tuple[int, ...]) -> bool:
        act = p[len(w.events) + list(w.acts).index(i)]
        return any(
            p[d] <= act and not any(p[d] <= p[e] <= act for e in of(w, "e", p))
            for d in of(w, "d", p)
        )

    compare(r, "kdde", holds, seed=8, acts="k", most=4)


def test_differs() -> None:
    r = rule(
        {
            "form": "differs",
            "one": {"as": "a", "kind": "a"},
            "other": {"as": "b", "kind": "b"},
            "on": {"attribute": "ground"},
        }
    )

    def holds(w: World, i: int, p: tuple[int, ...]) -> bool:
        return any(
            w.events[j].attributes["ground"] != w.events[i].attributes["ground"]
            for j in of(w, "a", p)
        )

    compare(r, "ab", holds, seed=9)


def test_a_search_that_is_cut_off_says_neither_no_nor_certain_of_what_it_has_not_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One way of each anchor is looked at, of many: what it says for sure is so, what it leaves is possible."""
    monkeypatch.setattr(evaluate, "MOST_TUPLES", 1)
    r = rule({
        "form": "then",
        "steps": [{"as": "a", "kind": "a"}, {"as": "b", "kind": "b", "within": "PT4S"}, {"as": "c", "kind": "c", "within": "PT2S"}],
        "absent": [{"kind": "x", "after": "a", "before": "c"}],
    })  # fmt: skip

    def holds(w: World, i: int, p: tuple[int, ...]) -> bool:
        return any(
            0 <= p[b] - p[i] <= 4 and 0 <= p[c] - p[b] <= 2 and not any(p[i] <= p[x] <= p[c] for x in of(w, "x", p))
            for b in of(w, "b", p) for c in of(w, "c", p)
        )  # fmt: skip

    rng, looked, weaker = random.Random(10), 0, 0
    while looked < CASES:
        w = world(rng, "abbccx", most=6)
        if w is None:
            continue
        said = answers(r, w)
        for i, event in enumerate(w.events):
            if event.kind != "a":
                continue
            looked += 1
            true = verdict(w, lambda p: p[i] <= END and holds(w, i, p))  # noqa: B023
            got = said.get(i, Verdict.NO)
            assert got in (true, Verdict.POSSIBLE), (w.events, w.spans, w.limits, i, got, true)
            weaker += got is not true
    assert weaker > 0
