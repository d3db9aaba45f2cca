"""On whose side the decision stands that a Russian text told of last, for «отменил это решение».

May import: this package.
"""

from __future__ import annotations

from safeconduct.reading.russian.hit import Hit

_REACH = 4  # sentences over which «это решение» finds what was decided
_FOR_HIM = frozenset(("asylum_grant", "extradition_refusal", "permit_grant", "release"))
_AGAINST_HIM = (
    "_order",
    "_refusal",
    "_extension",
    "detention",
    "sentence",
    "conviction",
    "asylum_loss",
)


class Standing:
    """On whose side the decision stands that a text told of last, for «отменил это решение»."""

    def __init__(self) -> None:
        self._side, self._at = 0, -_REACH

    def note(self, number: int, hit: Hit) -> None:
        """What a hit decides, for the person or against, becomes what stands."""
        side = {"for": 1, "against": -1}.get(hit.decided, 0)
        if hit.kind in _FOR_HIM:
            side = 1
        elif hit.kind.endswith(_AGAINST_HIM):
            side = -1
        if side:
            self._side, self._at = side, number

    def side(self, number: int) -> int:
        """1 for the person, -1 against, 0 where nothing was decided in the sentences just before."""
        return self._side if number - self._at < _REACH else 0
