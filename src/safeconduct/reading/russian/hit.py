"""What a trigger word was found to tell: its kind, whose it is, and how firmly.

May import: nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger word and what it tells."""

    kind: str
    victim: tuple[str, ...]
    weak: bool = False
    echo: bool = False
    matter: str = ""
    act: str = ""
    since: bool = False
    absorbs: bool = False  # negation is part of the telling («не пропустили»)
    moment: int | None = (
        None  # its own day, of a paper («определение от 9 июля»): place in the document's moments
    )
    span: tuple[int, ...] = ()  # and the words that name the paper and what it decides
