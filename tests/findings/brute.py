"""What the verdicts mean, by brute force: every placement of the dates is tried, and the rule read naively in each."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass

from safeconduct.findings.timeline import Timeline
from safeconduct.findings.verdict import Verdict
from safeconduct.record import Event

DAY = 3  # ticks of a day in these small worlds
END = 14  # the last tick: day 4 is asked about, its last tick is 14


@dataclass(frozen=True)
class World:
    """Events with the ticks they can have happened in, and limits between them."""

    events: tuple[Event, ...]
    spans: tuple[tuple[int, int], ...]
    acts: dict[int, tuple[int, int]]  # event → the ticks of the act it alleges
    limits: tuple[tuple[int, int, int, int], ...]  # i, j, lo, hi: lo ≤ t(j) - t(i) ≤ hi
    placements: tuple[tuple[int, ...], ...]  # events, then acts in the order of their events

    def line(self) -> Timeline:
        """The same as a timeline, with exact bounds and distances."""
        ticks = [(min(c), max(c)) for c in zip(*self.placements, strict=True)]
        days = [(lo // DAY, hi // DAY) for lo, hi in ticks]
        n = len(ticks)
        related = None
        if self.limits:
            pairs = [(a, b) for a in range(n) for b in range(n) if a != b]
            related = (
                {(a, b): max(p[b] - p[a] for p in self.placements) for a, b in pairs},
                {(a, b): max(p[b] // DAY - p[a] // DAY for p in self.placements) for a, b in pairs},
            )
        act_of = {e: len(self.events) + k for k, e in enumerate(self.acts)}
        return Timeline(
            [*ticks, (END, END)], [*days, (END // DAY, END // DAY)], n, events=self.events, act_of=act_of,
            related=related, day_ticks=DAY,
        )  # fmt: skip


def world(
    rng: random.Random, kinds: str, *, most: int = 5, acts: str = "", related: bool = True
) -> World | None:
    """A small world: up to `most` events of one-letter kinds; None where its limits contradict one another."""
    events, spans = [], []
    for i in range(rng.randint(1, most)):
        kind = rng.choice(kinds)
        lo = rng.randint(0, END)
        width = rng.choice((0, 0, 1, 2, 4))
        attributes = {"ground": rng.choice(("g", "h"))}
        events.append(Event(f"e{i}", kind, attributes=attributes, place=rng.choice(("UZ", "RU"))))
        spans.append((lo, lo + width))
    act_spans = {}
    for i, event in enumerate(events):
        if event.kind in acts:
            lo = rng.randint(0, END)
            act_spans[i] = (lo, min(END, lo + rng.choice((0, 1, 3))))
    limits = []
    if related and len(events) > 1:
        for _ in range(rng.choice((0, 0, 1, 1, 2))):
            i, j = rng.sample(range(len(events)), 2)
            lo = rng.randint(-3, 4)
            limits.append((i, j, lo, lo + rng.choice((0, 1, 3, 20))))
    ranges = [range(lo, hi + 1) for lo, hi in (*spans, *act_spans.values())]
    placements = tuple(
        p
        for p in itertools.product(*ranges)
        if all(lo <= p[j] - p[i] <= hi for i, j, lo, hi in limits)
    )
    if not placements or len(placements) > 3000:
        return None
    return World(tuple(events), tuple(spans), act_spans, tuple(limits), placements)


def verdict(world: World, holds: Callable[[tuple[int, ...]], bool]) -> Verdict:
    """Certain, possible or no, by trying every placement."""
    answers = {holds(p) for p in world.placements}
    if answers == {True}:
        return Verdict.CERTAIN
    return Verdict.POSSIBLE if True in answers else Verdict.NO
