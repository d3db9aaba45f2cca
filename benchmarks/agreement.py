"""How far found mentions agree with gold ones: F1 by mention, relaxed (they overlap), strict (the same span), value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]


def f1(p: float, r: float) -> float:
    """In percent."""
    return 200 * p * r / (p + r) if p + r else 0.0


@dataclass(slots=True)
class Agreement:
    """Counts over many texts."""

    gold: int = 0
    found: int = 0
    found_touching: int = 0
    gold_touched: int = 0
    same: int = 0
    valued: int = 0

    def add(
        self,
        gold: Sequence[Span],
        found: Sequence[Span],
        values: tuple[dict[Span, str], dict[Span, str]] | None = None,
    ) -> None:
        """One text's spans; `values` of the gold ones and of the found ones."""

        def touch(one: Span, others: Sequence[Span]) -> Span | None:
            if one in others:
                return one
            return next((o for o in others if one[0] < o[1] and o[0] < one[1]), None)

        self.gold += len(gold)
        self.found += len(found)
        self.found_touching += sum(touch(f, gold) is not None for f in found)
        self.gold_touched += sum(touch(g, found) is not None for g in gold)
        self.same += len(set(gold) & set(found))
        if values is not None:
            told, ours = values
            for g in gold:
                f = touch(g, found)
                self.valued += f is not None and told[g] == ours[f]

    @property
    def relaxed(self) -> float:
        return f1(self.found_touching / max(1, self.found), self.gold_touched / max(1, self.gold))

    @property
    def strict(self) -> float:
        return f1(self.same / max(1, self.found), self.same / max(1, self.gold))

    @property
    def value(self) -> float:
        return f1(self.valued / max(1, self.found), self.valued / max(1, self.gold))

    def __str__(self) -> str:
        p, r = self.found_touching / max(1, self.found), self.gold_touched / max(1, self.gold)
        return f"{self.relaxed:5.1f} / {self.strict:5.1f}   (P {100 * p:5.1f} R {100 * r:5.1f}; {self.gold} gold)"
