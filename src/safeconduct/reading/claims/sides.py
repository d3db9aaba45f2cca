"""On whose side a decision stands: told with it, or by its kind.

May import: nothing.
"""

from __future__ import annotations

_TOLD = {"for": 1, "against": -1}
_FOR_HIM = frozenset(
    ("asylum_grant", "extradition_refusal", "permit_grant", "release", "acquittal")
)
_AGAINST_HIM = ("_order", "_refusal", "_extension", "detention", "sentence", "conviction", "asylum_loss")  # fmt: skip


def side(kind: str, decided: str) -> int:
    """1 for the person, -1 against, 0 where neither `decided` ("for", "against" or "") nor the kind says."""
    by_kind = 1 if kind in _FOR_HIM else -1 if kind.endswith(_AGAINST_HIM) else 0
    return _TOLD.get(decided, by_kind)
