"""What a parser hands back before it becomes a Document: text woven from blocks, and the parts found inside.

May import: nothing beyond this room.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from safeconduct.sources.document import Block

ROLES_WORDS = """
paragraph heading list table quote caption header footer footnote navigation code message
"""
ROLES = frozenset(ROLES_WORDS.split())


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside the file: its name there and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Parsed:
    """Text with its blocks; `title` and `published` only where the file states them; `unsure` for a person."""

    text: str = ""
    blocks: tuple[Block, ...] = ()
    encoding: str = "utf-8"
    title: str = ""
    published: date | None = None
    unsure: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    explanation: str = ""  # said even though the file was read ("2 of 5 members were left out …")


@dataclass(slots=True)
class Weaver:
    """Joins pieces into one text, two line ends between blocks, and keeps the offsets exact."""

    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, role: str = "paragraph", *, page: int = 0, label: str = "") -> None:
        """Adds a block; blank text adds nothing."""
        text = text.strip()
        if not text:
            return
        if self.pieces:
            self.pieces.append("\n\n")
            self.length += 2
        self.blocks.append(Block(self.length, self.length + len(text), page, role, label))
        self.pieces.append(text)
        self.length += len(text)

    def extend(self, other: Parsed, *, role: str = "") -> None:
        """Adds the blocks of another piece of reading, under `role` where one is given."""
        for block in other.blocks:
            self.add(
                other.text[block.start : block.end],
                role or block.role,
                page=block.page,
                label=block.label,
            )

    @property
    def text(self) -> str:
        """All pieces as one."""
        return "".join(self.pieces)
