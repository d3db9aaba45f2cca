"""How much a parser may use before it is stopped, and how much it may hand back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """`file`, `memory` and `parts_bytes` in bytes; `seconds` of wall clock and of CPU; `characters` of text out.

    `depth` is how far parts within parts are followed (an archive in an e-mail in an archive).
    """

    file: int = 200 * 2**20
    memory: int = 1536 * 2**20
    seconds: float = 90.0
    characters: int = 20_000_000
    pages: int = 5_000
    parts: int = 500
    parts_bytes: int = 300 * 2**20
    depth: int = 4
