"""Where a person was: the state an event falls under, told or following surely from the movements before it.

May import: `record`, this room's values.
"""

from __future__ import annotations

from safeconduct.findings.selector import state_of
from safeconduct.findings.timeline import Timeline
from safeconduct.record import Event

_INTO = {"departure", "transfer_abroad", "extradition", "expulsion", "resettlement"}
_MOVES = _INTO | {"entry", "move"}
_FOLLOWS = frozenset(
    ("arrest", "detention", "release", "imprisonment", "ill_treatment", "abduction", "abduction_attempt",
     "disappearance", "detention_extension", "forced_confession", "summons", "search", "surveillance", "threat",
     "harassment")
)  # fmt: skip


def destination(event: Event) -> str | None:
    """The state a movement ends in, where that is told."""
    to = event.attributes.get("to")
    if event.kind in _INTO:
        return to if isinstance(to, str) and len(to) == 2 else None
    return event.place


def places(line: Timeline) -> dict[str, str]:
    """Event id → state, for events with the person bodily present whose state is not told but follows surely."""
    moves = [
        i
        for i, e in enumerate(line.events)
        if e.kind in _MOVES and not e.attributes.get("relative")
    ]
    found: dict[str, str] = {}
    if not moves:
        return found
    for i, event in enumerate(line.events):
        if event.kind not in _FOLLOWS or i in line.undated or state_of(event):
            continue
        state = _where(line, i, moves)
        if state:
            found[event.id] = state
    return found


def _where(line: Timeline, i: int, moves: list[int]) -> str | None:
    before = [m for m in moves if line.distance(0, m, i)[0] >= 0 and m not in line.undated]
    open_ones = [
        m
        for m in moves
        if m in line.undated or line.distance(0, m, i)[0] < 0 <= line.distance(0, m, i)[1]
    ]
    if open_ones:
        return None
    if not before:  # whoever left a state first was in it until then
        after = [m for m in moves if m not in line.undated]
        first = min(after, key=lambda m: line.ticks[m], default=None)
        if first is None or line.events[first].kind != "departure":
            return None
        surely_first = all(line.distance(0, first, m)[0] >= 0 for m in after)
        return line.events[first].place if surely_first else None
    last = max(before, key=lambda m: line.ticks[m])
    if any(line.distance(0, m, last)[0] < 0 for m in before if m != last):
        return None  # which came last is not sure
    return destination(line.events[last])
