"""A source (the original bytes with custody) and its document (the text with a map back to pages)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Condition(StrEnum):
    """What became of a file that was taken in. The bytes are kept in every case."""

    READ = "read"
    EMPTY = "empty"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too large"
    UNKNOWN_KIND = "unknown kind"
    NO_TEXT = "no text"  # a scan without a text layer
    NOT_PARSED = "not parsed"  # no lock was to be had for the parser, or its limits ran out


@dataclass(frozen=True, slots=True)
class Custody:
    """Who took the bytes in, when, how they were obtained, and what the file was called."""

    taken_by: str
    taken_at: datetime
    original_name: str
    obtained: str = ""  # "from the client by hand", "downloaded from …"


@dataclass(frozen=True, slots=True)
class Source:
    """Original bytes as they came: `id` is their SHA-256 in hex; `size` in bytes; `media_type` as found, not as named.

    `parent` is the source this one was taken out of (an attachment's e-mail), with `part` its name there.
    """

    id: str
    size: int
    media_type: str
    custody: Custody
    condition: Condition = Condition.READ
    explanation: str = ""  # what was wrong and what to do, for a person to read
    parent: str | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the text as it was laid out: `[start, end)` in characters, its page (from 1; 0 where there are none)
    and its role.

    `role`: paragraph, heading, list, table, quote, caption, header, footer, footnote, navigation, code, message.
    """

    start: int
    end: int
    page: int = 0
    role: str = "paragraph"
    label: str = ""  # a paragraph's own number ("23."), a message's sender


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a source: Unicode, lines ended by \\n, with a map from character offsets back to page and block.

    `language`: ISO 639-1 ("en", "ru", "uz"), or None where it could not be told; `languages` all that were found.
    `encoding` as found; `unsure` says, for a person, what had to be guessed and should be looked at.
    `blocks` are in order and do not overlap.
    """

    id: str  # the source's id
    text: str
    language: str | None = None
    languages: tuple[str, ...] = ()
    encoding: str = "utf-8"
    title: str = ""
    published: date | None = None
    blocks: tuple[Block, ...] = ()
    unsure: tuple[str, ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(block.start for block in self.blocks))

    def block_at(self, offset: int) -> Block | None:
        """The block that holds this character, or None between blocks."""
        i = bisect_right(self._starts, offset) - 1
        if i >= 0 and self.blocks[i].start <= offset < self.blocks[i].end:
            return self.blocks[i]
        return None

    def where(self, start: int) -> str:
        """Page and paragraph of an offset in words: "page 3, paragraph 12"."""
        i = max(0, bisect_right(self._starts, start) - 1)
        if not self.blocks:
            return f"character {start}"
        page = self.blocks[i].page
        return f"page {page}, paragraph {i + 1}" if page else f"paragraph {i + 1}"


@dataclass(frozen=True, slots=True)
class Passage:
    """An exact run of a document's text: `[start, end)` in characters."""

    document: str
    start: int
    end: int

    def overlaps(self, other: Passage) -> bool:
        """Do the two share a character?"""
        return self.document == other.document and self.start < other.end and other.start < self.end
