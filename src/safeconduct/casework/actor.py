"""Who acts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A member of the office by the name that stands in custody, judgements and audit."""

    name: str
    manager: bool = False
