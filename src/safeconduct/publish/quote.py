"""A passage as a page shows it: the exact words, a little of what stands around them, and where that is.

May import: `sources`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from safeconduct.sources import Document, Passage

_SPACE = re.compile(r"\s+")
_AROUND = 110  # characters of context on either side, at most
_LONG = 700


@dataclass(frozen=True, slots=True)
class Quote:
    """`before`, the exact `words`, `after`; `where` is page and paragraph; `document` the id of the source; `language` "" where unknown."""

    before: str
    words: str
    after: str
    where: str
    document: str
    language: str = ""


def quote(document: Document, passage: Passage) -> Quote:
    """The passage with context up to the sentence's, or at most the paragraph's, end."""
    text = document.text
    start, end = max(0, passage.start), min(len(text), passage.end)
    block = document.block_at(start)
    low = max(block.start if block else 0, start - _AROUND)
    high = min(block.end if block and block.end >= end else len(text), end + _AROUND)
    before, after = text[low:start], text[end:high]
    if not block:  # without a map, a blank line ends the paragraph
        before = before.rsplit("\n\n", 1)[-1]
        after = after.split("\n\n", 1)[0]
    cut = re.split(r"(?<=[.!?…»”])\s+(?=\S)", before)
    before = cut[-1] if len(cut) > 1 else before
    if len(cut) == 1 and low > (block.start if block else 0):
        before = "…" + before.partition(" ")[2]
    stop = re.search(r"[.!?…][»”\"’)]*(?=\s|$)", after)
    if text[start:end].rstrip().endswith((".", "!", "?", "…")):
        after = ""
    elif stop:
        after = after[: stop.end()]
    elif high < (block.end if block else len(text)):
        after = after.rpartition(" ")[0] + "…"
    words = text[start:end]
    if len(words) > _LONG:
        words = words[: _LONG // 2].rstrip() + " […] " + words[-_LONG // 2 :].lstrip()
    return Quote(
        _one_line(before),
        _one_line(words),
        _one_line(after),
        document.where(start),
        document.id,
        document.language or "",
    )


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text)
