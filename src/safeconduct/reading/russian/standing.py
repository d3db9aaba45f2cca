"""On whose side the decision stands that a Russian text told of last, for «отменил это решение».

May import: this package, this room's claims.
"""

from __future__ import annotations

from safeconduct.reading.claims.sides import side
from safeconduct.reading.russian.hit import Hit

_REACH = 4  # sentences over which «это решение» finds what was decided


class Standing:
    """On whose side the decision stands that a text told of last, for «отменил это решение»."""

    def __init__(self) -> None:
        self._side, self._at = 0, -_REACH

    def note(self, number: int, hit: Hit) -> None:
        """What a hit decides, for the person or against, becomes what stands."""
        decided = side(hit.kind, hit.decided)
        if decided:
            self._side, self._at = decided, number

    def side(self, number: int) -> int:
        """1 for the person, -1 against, 0 where nothing was decided in the sentences just before."""
        return self._side if number - self._at < _REACH else 0
