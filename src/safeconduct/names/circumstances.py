"""What is known of two people besides their names: birth, citizenship, place.

An agreement lessens doubt, a contradiction adds to it, an omission says nothing. Standard library only.
"""

from __future__ import annotations

from typing import NamedTuple

Two = tuple[str | None, str | None]


class Circumstance(NamedTuple):
    """How the doubt of a comparison changes: times, then plus; and why, in words."""

    times: float
    plus: float
    says: str
    proves: bool = False
    """Whether a bare surname or given name is enough beside it."""


def circumstances(
    born: Two | None = None, citizenship: Two | None = None, place: Two | None = None
) -> tuple[Circumstance, ...]:
    """What the known pairs say; those with one side missing are left out."""
    out = []
    if born and born[0] and born[1]:
        out.append(_born(born[0].strip(), born[1].strip()))
    if citizenship and citizenship[0] and citizenship[1]:
        same = citizenship[0].strip().casefold() == citizenship[1].strip().casefold()
        # People hold two citizenships and change them: a clash is weak.
        out.append(
            Circumstance(0.9, 0, f"citizenship agrees: {citizenship[0]}")
            if same
            else Circumstance(1, 0.3, f"citizenships differ: {citizenship[0]}, {citizenship[1]}")
        )
    if place and place[0] and place[1]:
        if place[0].strip().casefold() == place[1].strip().casefold():
            out.append(Circumstance(0.8, 0, f"places agree: {place[0]}"))
        else:
            out.append(Circumstance(1, 0, f"places differ: {place[0]}, {place[1]} (people move)"))
    return tuple(out)


def _born(a: str, b: str) -> Circumstance:
    one, two = a.split("-"), b.split("-")
    shared = min(len(one), len(two))
    if one[:shared] == two[:shared]:
        if shared == 3:
            return Circumstance(0.3, 0, f"birth dates agree: {a}", proves=True)
        return Circumstance(0.7, 0, f"birth dates do not clash: {a}, {b}")
    if shared == 3 and one[0] == two[0] and one[1] == two[2] and one[2] == two[1]:
        return Circumstance(1, 0.2, f"birth dates have day and month swapped: {a}, {b}")
    if shared == 3 and sum(x != y for x, y in zip(one, two, strict=True)) == 1:
        return Circumstance(1, 1.0, f"birth dates differ in one part: {a}, {b}")
    try:
        years = abs(int(one[0]) - int(two[0]))
    except ValueError:
        return Circumstance(1, 0, f"birth dates could not be compared: {a}, {b}")
    if years <= 1 and shared == 1:
        return Circumstance(1, 0.5, f"years of birth are one apart: {a}, {b}")
    return Circumstance(1, 12.0 if years > 12 else 6.0, f"birth dates differ: {a}, {b}")
