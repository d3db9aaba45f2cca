"""Custody adds up to what every placement of the dates says: overlaps united, open orders named."""

from __future__ import annotations

import random

from brute import DAY, END, World, world

from safeconduct.findings.custody import add_up


def spent(w: World, p: tuple[int, ...], unit: int) -> int:
    """The sum in one placement, read naively: a state machine over the events up to the end."""
    # at one instant an opening comes first, then the closing: the shortest reading of a tie
    told = sorted((p[i], e.kind == "c", i) for i, e in enumerate(w.events) if p[i] <= END)
    total, begun = 0, None
    measure = (lambda t: t // DAY) if unit else (lambda t: t)
    for at, closing, _ in told:
        if not closing and begun is None:
            begun = at
        elif closing and begun is not None:
            total += measure(at) - measure(begun)
            begun = None
    return total + (measure(END) - measure(begun) if begun is not None else 0)


def test_least_and_most_over_all_placements() -> None:
    rng = random.Random(1)
    done = wide = 0
    for unit in (0, 1):
        while done < 1_500 * (unit + 1):
            w = world(rng, "ooc", most=5)
            if w is None:
                continue
            done += 1
            opens = [i for i, e in enumerate(w.events) if e.kind == "o"]
            closes = [i for i, e in enumerate(w.events) if e.kind == "c"]
            sums = [spent(w, p, unit) for p in w.placements]
            found = add_up(w.line(), opens, closes, unit)
            if found is None:
                assert max(sums) == 0
                continue
            assert not found.given_up
            assert found.most == max(sums), (w.events, w.spans, w.limits, unit)
            if not found.order_open:
                assert found.least == min(sums), (w.events, w.spans, w.limits, unit)
            wide += found.least != found.most
    assert wide > 300
