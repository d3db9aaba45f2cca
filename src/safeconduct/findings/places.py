"""Where a person was: the state an event falls under, told or following surely from the movements before it.

May import: `record`, this room's values.
"""

from __future__ import annotations

from safeconduct.findings.codes import code_of, state_of
from safeconduct.findings.timeline import Timeline
from safeconduct.record import Event

_INTO = {"departure", "transfer_abroad", "extradition", "expulsion", "resettlement"}
_LOST = ("abduction", "disappearance")
MOVEMENTS = frozenset(_INTO | {"entry", "move"})
# the person was bodily there: where that was may follow from the movements
FOLLOWS = frozenset(
    ("arrest", "detention", "release", "imprisonment", "ill_treatment", "abduction", "abduction_attempt",
     "disappearance", "detention_extension", "forced_confession", "summons", "search", "surveillance", "threat",
     "harassment")
)  # fmt: skip
_PRESENT = FOLLOWS | {
    "work",
    "marriage",
    "asylum_application",
    "permit_application",
    "permit_grant",
}
BEARING = MOVEMENTS | _PRESENT  # all from which places follow


def destination(event: Event) -> str | None:
    """The state a movement ends in, where that is told."""
    if event.kind in _INTO:
        return code_of(event.attributes.get("to"))
    return state_of(event)


def places(line: Timeline, origin: str | None = None, refuge: str | None = None) -> dict[str, str]:
    """Event id → state, for events with the person bodily present whose state is not told but follows surely.

    Whoever left a state first was in it until then; whoever first came to the refuge was in the state of origin before.
    A movement without a date says nothing of the others. Where a seizure or a disappearance may have come between,
    nothing follows: whoever was carried off is not known to be where they were (the seizure itself was there).
    """
    moves = _moves(line)
    found: dict[str, str] = {}
    if not moves:
        return found
    lost = [p for kind in _LOST for p in line.by_kind.get(kind, ())]
    for i, event in enumerate(line.events):
        if event.kind not in FOLLOWS or i in line.undated or state_of(event):
            continue
        last = _last(line, i, moves)
        if any(p != i and _between(line, last, p, i) for p in lost):
            continue
        state = _where(line, i, moves, origin, refuge)
        if state:
            found[event.id] = state
    return found


def open_places(line: Timeline, origin: str | None, refuge: str | None) -> frozenset[str]:
    """Events whose state is not told and may be the state of origin.

    A dated journey there may have come before them, or the first dated one into the refuge after them.
    """
    moves = [i for i in _moves(line) if i not in line.undated]
    if not moves or origin is None:
        return frozenset()
    first = min(moves, key=lambda m: line.ticks[m])
    arrival = _is_arrival(line, first, refuge)
    turns = [m for m in moves if destination(line.events[m]) == origin or (m == first and arrival)]
    return frozenset(
        event.id
        for i, event in enumerate(line.events)
        if event.kind in FOLLOWS and i not in line.undated and not state_of(event)
        for least, most in (line.distance(0, m, i) for m in turns)
        if least < 0 <= most
    )


def _moves(line: Timeline) -> list[int]:
    """The person's own movements."""
    return [
        i
        for i, e in enumerate(line.events)
        if e.kind in MOVEMENTS and not e.attributes.get("relative")
    ]


def _last(line: Timeline, i: int, moves: list[int]) -> int | None:
    """The last movement that is surely before."""
    before = [m for m in moves if line.distance(0, m, i)[0] >= 0]
    return max(before, key=lambda m: line.ticks[m]) if before else None


def _between(line: Timeline, start: int | None, p: int, end: int) -> bool:
    """Can p lie after `start` (or at all, where there is none) and before `end`?"""
    if line.distance(0, p, end)[1] <= 0:
        return False
    return start is None or line.distance(0, start, p)[1] > 0


def _where(
    line: Timeline, i: int, moves: list[int], origin: str | None, refuge: str | None
) -> str | None:
    before = []
    for m in moves:
        least, most = line.distance(0, m, i)
        if least >= 0:
            before.append(m)
        elif most >= 0:
            return None  # which came first is not sure
    if not before:
        first = min(moves, key=lambda m: line.ticks[m])
        if any(line.distance(0, first, m)[0] < 0 for m in moves if m != first):
            return None
        event = line.events[first]
        if event.kind == "departure":
            return state_of(event)
        return origin if _is_arrival(line, first, refuge) else None
    last = max(before, key=lambda m: line.ticks[m])
    if any(line.distance(0, m, last)[0] < 0 for m in before if m != last):
        return None  # which came last is not sure
    return destination(line.events[last])


def _is_arrival(line: Timeline, first: int, refuge: str | None) -> bool:
    """Is the first journey on file the one by which the person came to the refuge? Not if they were there before."""
    event = line.events[first]
    if event.kind not in ("entry", "move") or refuge is None or state_of(event) != refuge:
        return False
    return not any(
        e.kind in _PRESENT and state_of(e) == refuge and line.distance(0, i, first)[1] > 0
        for i, e in enumerate(line.events)
    )
