"""Registers small enough that every placement of the dates can be tried, and what the rules of `small` say in each.

All times are seconds around one midnight, so that limits in seconds and in days both bite.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

DAY = 86_400
FIRST_DAY = date(2010, 3, 1)
SECOND_DAY = date(2010, 3, 2)
MIDNIGHT = (SECOND_DAY - date(1970, 1, 1)).days * DAY
BASE = MIDNIGHT - 7  # second 0 of these worlds; the new day begins with second 7
KINDS = ("detention", "court_ruling", "arrest", "release", "interim_measure", "interim_measure_lifted", "expulsion")  # fmt: skip


@dataclass(frozen=True)
class Happening:
    """One row: its seconds are 0…14 of the world, both ends possible."""

    event: int
    lo: int
    hi: int
    kind: str
    place: str
    ground: str


Person = tuple[Happening, ...]
Placed = Sequence[tuple[Happening, int]]


def people(seed: int, number: int, *, most: int = 5) -> dict[int, Person]:
    """So many small lives; those with too many placements are left out."""
    rng = random.Random(seed)
    made: dict[int, Person] = {}
    event = 0
    while len(made) < number:
        kinds = rng.sample(KINDS, rng.randint(2, 3))
        rows = []
        for _ in range(rng.randint(1, most)):
            lo = rng.randint(0, 14)
            hi = min(14, lo + rng.choice((0, 0, 1, 2, 4, 6)))
            rows.append(Happening(event, lo, hi, rng.choice(kinds), rng.choice(("UZ", "RU")), rng.choice("gh")))  # fmt: skip
            event += 1
        size = 1
        for r in rows:
            size *= r.hi - r.lo + 1
        if size <= 1500:
            made[len(made) + 1] = tuple(rows)
    return made


def write(register: Path, made: Mapping[int, Person], rng: random.Random | None = None) -> None:
    """The lives as a register of the default shape, rows in no order."""
    rows = [(p, r) for p, person in made.items() for r in person]
    (rng or random.Random(1)).shuffle(rows)
    columns = {
        "event_id": ("BIGINT", [r.event for _, r in rows]),
        "person_id": ("BIGINT", [p for p, _ in rows]),
        "time_lo": ("BIGINT", [BASE + r.lo for _, r in rows]),
        "time_hi": ("BIGINT", [BASE + r.hi for _, r in rows]),
        "kind": ("VARCHAR", [r.kind for _, r in rows]),
        "country": ("VARCHAR", [r.place for _, r in rows]),
        "ground": ("VARCHAR", [r.ground for _, r in rows]),
    }
    cells = ", ".join(f"unnest(CAST(? AS {t}[])) AS {n}" for n, (t, _) in columns.items())
    with duckdb.connect() as c:
        c.execute(f"CREATE TABLE t AS SELECT {cells}", [v for _, v in columns.values()])
        c.execute(f"COPY t TO '{register}' (FORMAT parquet)")


def placements(person: Person) -> Iterator[tuple[int, ...]]:
    return itertools.product(*(range(r.lo, r.hi + 1) for r in person))


def day(t: int) -> int:
    return 0 if t < 7 else 1


@dataclass(frozen=True)
class Now:
    """The day asked about: its last second in the world's seconds, and its number."""

    tick: int
    day: int


NOWS = {FIRST_DAY: Now(6, 0), SECOND_DAY: Now(6 + DAY, 1)}

# rule → (kind of the anchor, does it hold for an anchor placed at t among the others, as of a day)
Holds = Callable[[Happening, int, Placed, Now], bool]


def _of(placed: Placed, *kinds: str) -> list[tuple[Happening, int]]:
    return [(r, t) for r, t in placed if r.kind in kinds]


def _within_hours(a: Happening, t: int, others: Placed, now: Now) -> bool:
    return t + 4 <= now.tick and not any(t <= u <= t + 4 for _, u in _of(others, "court_ruling"))


def _within_days(a: Happening, t: int, others: Placed, now: Now) -> bool:
    return day(t) + 1 <= now.day and not any(t <= u and day(u) == day(t) for _, u in _of(others, "court_ruling"))  # fmt: skip


def _within_either(a: Happening, t: int, others: Placed, now: Now) -> bool:
    return t + 3 <= now.tick and not any(t <= u <= t + 3 for _, u in _of(others, "court_ruling", "release"))  # fmt: skip


def _within_earlier(a: Happening, t: int, others: Placed, now: Now) -> bool:
    return t + 3 <= now.tick and not any(u <= t + 3 for _, u in _of(others, "court_ruling"))


def _then_differs(a: Happening, t: int, others: Placed, now: Now) -> bool:
    return any(t <= u <= t + 3 and b.ground != a.ground for b, u in _of(others, "arrest"))


def _then_same_day(a: Happening, t: int, others: Placed, now: Now) -> bool:
    return any(t <= u and day(u) == day(t) for _, u in _of(others, "arrest"))


def _then_no_other(a: Happening, t: int, others: Placed, now: Now) -> bool:
    near = any(t <= u <= t + 5 for _, u in _of(others, "arrest"))
    return near and not any(t <= u <= t + 5 for _, u in _of(others, "court_ruling"))


def _then_three(a: Happening, t: int, others: Placed, now: Now) -> bool:
    return any(
        t <= u <= v <= u + 4 for _, u in _of(others, "arrest") for _, v in _of(others, "detention")
    )


def _then_again(a: Happening, t: int, others: Placed, now: Now) -> bool:
    return any(t <= u <= t + 3 for _, u in _of(others, "arrest"))


def _open(t: int, opened: Sequence[int], closed: Sequence[int]) -> bool:
    return any(x <= t and not any(x <= y <= t for y in closed) for x in opened)


def _while_open(a: Happening, t: int, others: Placed, now: Now) -> bool:
    return _open(t, [u for _, u in _of(others, "interim_measure")], [u for _, u in _of(others, "interim_measure_lifted")])  # fmt: skip


def _while_elsewhere(a: Happening, t: int, others: Placed, now: Now) -> bool:
    opened = [u for r, u in _of(others, "detention") if r.place != a.place]
    closed = [u for r, u in _of(others, "detention", "release") if r.kind == "release" or r.place == a.place]  # fmt: skip
    return _open(t, opened, closed)


def _without(a: Happening, t: int, others: Placed, now: Now) -> bool:
    return a.place != "RU" and not any(u <= t for _, u in _of(others, "expulsion"))


def _without_but(a: Happening, t: int, others: Placed, now: Now) -> bool:
    return any(u <= t for _, u in _of(others, "arrest")) and not any(u <= t for _, u in _of(others, "expulsion"))  # fmt: skip


ANCHORED: dict[str, tuple[str, Holds]] = {
    "within_hours": ("detention", _within_hours),
    "within_days": ("detention", _within_days),
    "within_either": ("arrest", _within_either),
    "within_earlier": ("arrest", _within_earlier),
    "then_differs": ("release", _then_differs),
    "then_same_day": ("release", _then_same_day),
    "then_no_other": ("release", _then_no_other),
    "then_three": ("release", _then_three),
    "then_again": ("arrest", _then_again),
    "while_open": ("expulsion", _while_open),
    "while_elsewhere": ("arrest", _while_elsewhere),
    "without": ("detention", _without),
    "without_but": ("detention", _without_but),
}
TOTALS = {
    "total_hours": ("detention", ("release", "expulsion"), 6, False),
    "total_days": ("detention", ("release",), 0, True),
}


def _held(placed: Placed, opens: str, closes: tuple[str, ...], now: Now, in_days: bool) -> int:
    """Time in the state: united spells up to the day asked about."""
    total, begun = 0, None
    for r, t in sorted(_of(placed, opens, *closes), key=lambda row: (row[1], row[0].kind != opens)):
        t = day(t) if in_days else t
        if r.kind == opens:
            begun = t if begun is None else begun
        elif begun is not None:
            total, begun = total + t - begun, None
    return total + ((now.day if in_days else now.tick) - begun if begun is not None else 0)


@dataclass(frozen=True)
class Truth:
    """What every placement says of one person and rule: a verdict for each anchor, and whether one always holds."""

    anchors: Mapping[int, int]  # event → 2 certain, 1 possible
    jointly: bool


def truth(rule: str, person: Person, now: Now) -> Truth:
    """Every placement tried; rows after the day asked about do not count in it."""
    placed = [[(r, t) for r, t in zip(person, p, strict=True) if t <= now.tick] for p in placements(person)]  # fmt: skip
    if rule in TOTALS:
        opens, closes, limit, in_days = TOTALS[rule]
        over = {_held(p, opens, closes, now, in_days) > limit for p in placed}
        first = min((r.event for r in person if r.kind == opens), default=-1)
        return Truth({first: 2 if over == {True} else 1} if True in over else {}, jointly=False)
    kind, holds = ANCHORED[rule]
    said: dict[int, set[bool]] = {r.event: set() for r in person if r.kind == kind}
    always = True
    for p in placed:
        told = {r.event: holds(r, t, [o for o in p if o[0] is not r], now) for r, t in p if r.kind == kind}  # fmt: skip
        always = always and any(told.values())
        for event, answers in said.items():
            answers.add(told.get(event, False))
    return Truth({e: 2 if a == {True} else 1 for e, a in said.items() if True in a}, jointly=always)  # fmt: skip


def unordered(person: Person, rule: str, now: Now) -> bool:
    """Can an opening and a closing stand in either order? Then a total is never certain."""
    opens, closes, _, _ = TOTALS[rule]
    mine = [r for r in person if r.lo <= now.tick]
    return any(
        c.lo < o.hi and c.hi >= o.lo
        for o in mine if o.kind == opens for c in mine if c.kind in closes
    )  # fmt: skip
