"""Tightening and reading dates, beside peers in the same run.

    .venv/bin/python benchmarks/when_tighten.py

Peers: networkx (Bellman-Ford from the day nought, both ways) for tightening; the packages `edtf` and `edtf2`, where
installed, for reading. Prints medians; asserts nothing about time.
"""

from __future__ import annotations

import importlib.util
import random
import statistics
import time
from collections.abc import Callable

import networkx as nx

from safeconduct.when import Constraint, Contradiction, Network, Tightened, parse_edtf, tighten


def case(
    events: int, seed: int
) -> tuple[dict[str, tuple[int | None, int | None]], list[Constraint]]:
    """A chronology as they come: half the events dated to a month or better, each tied to one or two before it."""
    chance = random.Random(seed)
    truth = sorted(chance.randrange(0, 4000) for _ in range(events))
    bounds: dict[str, tuple[int | None, int | None]] = {}
    for i, day in enumerate(truth):
        width = chance.choice([0, 0, 30, 365, None])
        bounds[f"e{i}"] = (
            (None, None)
            if width is None
            else (day - chance.randint(0, width), day + chance.randint(0, width))
        )
    constraints = []
    for i in range(1, events):
        for j in chance.sample(range(max(0, i - 6), i), min(2, i)):
            gap = truth[i] - truth[j]
            most = None if chance.random() < 0.4 else gap + chance.randint(0, 40)
            constraints.append(
                Constraint(f"e{j}", f"e{i}", max(0, gap - chance.randint(0, 40)), most)
            )
    return bounds, constraints


def with_networkx(
    bounds: dict[str, tuple[int | None, int | None]], constraints: list[Constraint]
) -> dict[str, tuple[int | None, int | None]]:
    graph = nx.DiGraph()
    graph.add_node(0)
    graph.add_nodes_from(bounds)

    def limit(a: object, b: object, weight: int) -> None:
        if not graph.has_edge(a, b) or graph[a][b]["weight"] > weight:
            graph.add_edge(a, b, weight=weight)

    for name, (low, high) in bounds.items():
        if high is not None:
            limit(0, name, high)
        if low is not None:
            limit(name, 0, -low)
    for c in constraints:
        if c.at_most is not None:
            limit(c.earlier, c.later, c.at_most)
        if c.at_least is not None:
            limit(c.later, c.earlier, -c.at_least)
    highs = nx.single_source_bellman_ford_path_length(graph, 0)
    lows = nx.single_source_bellman_ford_path_length(graph.reverse(copy=False), 0)
    return {n: (-lows[n] if n in lows else None, highs.get(n)) for n in bounds}


def median_ms(run: Callable[[], object], times: int = 60) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    print(f"{'tightening':<34}{'safeconduct':>14}{'networkx':>14}   (ms, median)")
    for events in (10, 40, 160):
        bounds, constraints = case(events, seed=events)
        ours = tighten(bounds, constraints)
        assert isinstance(ours, Tightened)
        assert dict(ours.bounds) == with_networkx(bounds, constraints), "the peer disagrees"
        a = median_ms(lambda b=bounds, c=constraints: tighten(b, c))  # type: ignore[misc]
        b = median_ms(lambda b=bounds, c=constraints: with_networkx(b, c))  # type: ignore[misc]
        print(f"{events:>4} events, {len(constraints):>4} relations      {a:>14.3f}{b:>14.3f}")
    bounds, constraints = case(40, seed=40)
    network = Network(bounds, constraints)
    network.tightened()
    asked = Constraint("e3", "e20", 0, 30)
    print(
        f"{'one question to a chronology of 40':<34}{median_ms(lambda: network.allows(asked)):>14.3f}"
    )
    wrong = [*constraints, Constraint("e30", "e5", 1)]
    assert isinstance(tighten(bounds, wrong), Contradiction)
    print(
        f"{'naming the smallest contradiction':<34}{median_ms(lambda: tighten(bounds, wrong), 5):>14.3f}"
    )

    texts = ["2014-06-10", "2014-06", "201X", "2014~", "2013/2014-03", "../2016", "2014-22"] * 100
    print(
        f"\n{'700 dates read':<34}{median_ms(lambda: [parse_edtf(t) for t in texts], 10):>14.2f}   ms"
    )
    if importlib.util.find_spec("edtf"):
        import edtf

        print(
            f"{'  the same by the package edtf':<34}{median_ms(lambda: [edtf.parse_edtf(t) for t in texts], 3):>14.2f}   ms"
        )
    else:
        print(
            "  (the package edtf is not installed: pip install --target DIR edtf, then PYTHONPATH=DIR)"
        )


if __name__ == "__main__":
    main()
