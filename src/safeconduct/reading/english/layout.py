"""What of a page is not its telling: captions, photo credits, share links, cookie notices, repeated pull quotes, bylines.

May import: `sources`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.sources import Block

_NOISE_ROLES = {"caption", "header", "footer", "navigation", "code"}
_CREDIT = re.compile(
    r"(?:\b(?:Photo|Image|Source|Picture|Credit|Video)s?\s?:\s|Photo courtesy|Courtesy Photo|Still image|"
    r"All rights reserved|Screen ?Shot|\(c\)|©|Getty Images|/AFP|via (?:Wikimedia|Flickr)|CC BY)"
)
_END_OF_CREDIT = re.compile(
    r"(?:All rights reserved\.?|Photo courtesy of [^.]{1,40}\.|Courtesy Photo\.|"
    r"(?:Photo|Image|Source|Picture|Credit)s?: ?[\w.\-/ ]{2,40}?\.(?=\s|[A-Z“\"]|$))"
)
_FILE = re.compile(r"^\s*[\w .\-]+\.(?:png|jpe?g|gif|svg|webp|mp4)\s*$", re.IGNORECASE)
_ENDS_INITIAL = re.compile(r"(?:^|[\s.])[A-Z]\.$")
_LINKS = re.compile(
    r"\b(?:Share|Tweet|Facebook|Twitter|WhatsApp|Instagram|Telegram|Newsletter|Subscribe|Sign up|Cookie|cookies|"
    r"Privacy policy|Terms of use|Bookmark|Download|Print|Search|Comments?|Follow us|Read more|Related articles|"
    r"Log in|Close|Menu|Unsubscribe|YouTube|Youtube|LinkedIn|Email|Reuse|Republish|Donate|Copyright|Advertisement)\b"
)
_NOTICE = re.compile(
    r"\b(?:we use cookies|this (?:web)?site uses cookies|accept (?:all )?cookies|sign up (?:here|for)|subscribe to|"
    r"commenting guidelines|all rights reserved|this (?:e-?mail|message) (?:and any|is confidential)|"
    r"intended (?:solely|only) for the|unsubscribe|click here)\b",
    re.IGNORECASE,
)


def told(text: str, blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """`(telling, noise)`: blocks to be read for events, and those read for names alone.

    A credit run together with the paragraph after it is cut off as a block of its own.
    """
    telling: list[Block] = []
    noise: list[Block] = []
    squeezed = [_squeeze(text[b.start : b.end]) for b in blocks]
    for own, block in enumerate(blocks):
        run = text[block.start : block.end]
        if (
            block.role in _NOISE_ROLES
            or _FILE.match(run)
            or _is_links(run)
            or _NOTICE.search(run[:400])
        ):
            noise.append(replace(block, role="caption"))
            continue
        if block.role == "heading" and (
            run.rstrip()[-1:] not in '.!?;"”' or _ENDS_INITIAL.search(run.rstrip())
        ):
            noise.append(replace(block, role="heading"))
            continue
        cut = _credit_end(run)
        if cut:
            noise.append(replace(block, end=block.start + cut, role="caption"))
            if run[cut:].strip():
                telling.append(replace(block, start=block.start + cut))
            continue
        if _is_pull_quote(own, squeezed):
            noise.append(replace(block, role="caption"))
            continue
        telling.append(block)
    return telling, noise


def _is_links(run: str) -> bool:
    words = run.split()
    found = len(_LINKS.findall(run))
    return 0 < len(words) <= 60 and found >= 3 and found / len(words) > 0.25


def _credit_end(run: str) -> int:
    """How far a caption with its credit reaches at the beginning of a paragraph; 0 where there is none."""
    if not _CREDIT.search(run[:420]):
        return 0
    ends = [m.end() for m in _END_OF_CREDIT.finditer(run[:420])]
    if ends:
        return ends[-1]
    return len(run) if len(run) < 200 else 0


def _squeeze(run: str) -> str:
    return re.sub(r"\W+", " ", run).strip().casefold()


def _is_pull_quote(own: int, squeezed: Sequence[str]) -> bool:
    """A short paragraph that stands word for word in another one: set large between the others.

    Compared without punctuation, since a pull quote often drops a comma. Of two alike the first is read.
    """
    key = squeezed[own]
    if not 25 <= len(key) <= 220 or len(key.split()) < 6:
        return False
    return any(
        key in other and (len(other) > len(key) or i < own)
        for i, other in enumerate(squeezed)
        if i != own
    )
