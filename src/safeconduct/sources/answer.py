"""Reading a parser's answer as one reads a stranger's: every size, offset and word is checked before use."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from safeconduct.sources.dating import dateline
from safeconduct.sources.document import Block, Condition, Document
from safeconduct.sources.errors import CannotRead, NoLock, SourcesError
from safeconduct.sources.language import languages
from safeconduct.sources.limits import Limits
from safeconduct.sources.parsed import ROLES, Parsed, Part

_NEAR_TOP = 12  # blocks within which a line that is nothing but a date is the document's own
_SIDE_ROLES = frozenset({"navigation", "header", "footer", "footnote", "code"})


_SURROGATE = re.compile("[\ud800-\udfff]")


class BadAnswer(SourcesError):
    """The answer is torn or not of the form agreed: the parser died, or no longer does what it was written for."""


class Refusal(CannotRead):
    """A file that was not read: the condition, and the explanation for a person."""


def parsed_from(answer: bytes, limits: Limits, *, returncode: int | None = 0) -> Parsed:
    """The parser's result. Raises Refusal for what it or its limits refused, NoLock where it would
    have run without locks, BadAnswer for anything amiss."""
    head, newline, rest = answer.partition(b"\n")
    if not newline:
        if returncode in (-24, -9, 137, 152):  # SIGXCPU, SIGKILL: the limits did it
            raise Refusal(Condition.NOT_PARSED, _LIMITS)
        raise BadAnswer("no answer")
    try:
        said: dict[str, Any] = json.loads(head)
        if "refused" in said:
            raise Refusal(Condition(said["refused"]), _clean(said["why"], 600))
        if "unlocked" in said:
            raise NoLock("The parser could not be locked")
        if "memory" in said:
            raise Refusal(Condition.NOT_PARSED, _LIMITS)
        if "failed" in said:
            raise BadAnswer("the parser raised")
        text = _clean(said["text"], limits.characters + 1)
        return Parsed(
            text,
            _blocks(said["blocks"], len(text)),
            _clean(said["encoding"], 40),
            title=_clean(said["title"], 300),
            published=date.fromisoformat(said["published"]) if said["published"] else None,
            unsure=tuple(_clean(u, 600) for u in said["unsure"][:20]),
            parts=_parts(said["parts"], rest, limits),
            explanation=_clean(said["explanation"], 600),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadAnswer("not of the form agreed") from error


def document_of(id_: str, parsed: Parsed) -> Document:
    """The document: languages found, and title and day looked for where the file states none."""
    running = [b for b in parsed.blocks if b.role not in _SIDE_ROLES]
    main, found = languages(parsed.text[b.start : b.end] for b in running or parsed.blocks)
    title, published, unsure = parsed.title, parsed.published, parsed.unsure
    if published is None:
        top = (parsed.text[b.start : b.end] for b in running[:_NEAR_TOP])
        published = dateline(line for run in top for line in run.split("\n")[:4])
    if not title and running and running[0].role == "heading":
        title = parsed.text[running[0].start : running[0].end]
    if main is None and any(c.isalpha() for c in parsed.text):
        unsure = (*unsure, "The language could not be told.")
    return Document(
        id=id_,
        text=parsed.text,
        language=main,
        languages=found,
        encoding=parsed.encoding,
        title=title,
        published=published,
        blocks=parsed.blocks,
        unsure=unsure,
    )


_LIMITS = (
    "Reading this file needed more memory or time than is allowed and was stopped. It is kept. Split it, or open it in "
    "another program, save it as PDF or text, and add that."
)


def _clean(value: Any, most: int) -> str:
    if not isinstance(value, str):
        raise TypeError("a word was expected")
    if len(value) > most:
        value = value[:most]
    # A lone surrogate cannot be stored or shown: it stands as U+FFFD, one for one, so that offsets hold.
    return _SURROGATE.sub("\ufffd", value)


def _blocks(rows: list[Any], length: int) -> tuple[Block, ...]:
    blocks: list[Block] = []
    last = 0
    for start, end, page, role, label in rows:
        if not (isinstance(start, int) and isinstance(end, int) and isinstance(page, int)):
            raise TypeError("an offset is no number")
        if not last <= start < end <= length or role not in ROLES or page < 0:
            raise ValueError("blocks overlap or point outside the text")
        blocks.append(Block(start, end, page, role, _clean(label, 80)))
        last = end
    return tuple(blocks)


def _parts(rows: list[Any], data: bytes, limits: Limits) -> tuple[Part, ...]:
    if len(rows) > limits.parts:
        raise ValueError("more parts than allowed")
    parts, at = [], 0
    for name, size in rows:
        if not isinstance(size, int) or size < 0 or at + size > len(data):
            raise ValueError("a part is cut short")
        parts.append(Part(_clean(name, 200) or "unnamed", data[at : at + size]))
        at += size
    if at != len(data):
        raise ValueError("bytes beyond the parts")
    return tuple(parts)
