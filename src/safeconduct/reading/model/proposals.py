"""An answer of a model as proposals: what quotes the text letter for letter is kept, the rest is dropped.

The answer is hostile until shown otherwise: it may be no JSON, be nested a million deep, invent quotes, people, kinds
and dates, or repeat what the document told it to say. Nothing in it is believed but places in the text.
May import: `when`, `record`, `errors`, the shelf, this room.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from safeconduct.errors import SafeconductError
from safeconduct.reading.errors import BrokenReply
from safeconduct.record.kinds import kinds
from safeconduct.shelf import read_yaml, shelf
from safeconduct.when import Precision, Span, parse_edtf

_MOST = 60
_SHORTEST = 8
_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,4}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One event a model marked: places in the document, a kind of ours, and a date whose year, month and day the quote tells."""

    kind: str
    start: int
    end: int
    person: tuple[int, int] | None
    said_by: tuple[int, int] | None
    when: Span | None
    happened: bool


def parse(answer: str, text: str, start: int, end: int) -> tuple[list[Proposal], int]:
    """Proposals that hold, and how many were dropped. The stretch asked about is `text[start:end]`.

    The answer is an object of lists of events; under which names is not believed. Raises BrokenReply where it is none.
    """
    try:
        data: Any = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise BrokenReply("the model's answer is not JSON") from error
    lists = data.values() if isinstance(data, dict) else ()
    if not lists or not all(isinstance(listed, list) for listed in lists):
        raise BrokenReply("the model's answer has no lists of events")
    events = [event for listed in lists for event in listed]
    kept: dict[tuple[str, int, int], Proposal] = {}
    dropped = max(0, len(events) - _MOST)
    for raw in events[:_MOST]:
        made = _proposal(raw, text, start, end)
        if made is None or (made.kind, made.start, made.end) in kept:
            dropped += 1
        else:
            kept[made.kind, made.start, made.end] = made
    return list(kept.values()), dropped


def _proposal(raw: Any, text: str, start: int, end: int) -> Proposal | None:
    if not isinstance(raw, dict):
        return None
    kind, quote = raw.get("kind"), raw.get("quote")
    if not isinstance(kind, str) or kind not in kinds() or not isinstance(quote, str):
        return None
    if len(quote.strip()) < _SHORTEST or not isinstance(raw.get("happened"), bool):
        return None
    at = text.find(quote, start, end)
    if (
        at < 0 or text.find(quote, at + 1, end) >= 0
    ):  # nowhere, or in two places: not one exact passage
        return None
    return Proposal(
        kind,
        at,
        at + len(quote),
        _nearest(raw.get("person"), text, start, end, at),
        _nearest(raw.get("said_by"), text, start, end, at),
        _when(raw.get("when"), quote),
        raw["happened"],
    )


def _nearest(words: Any, text: str, start: int, end: int, at: int) -> tuple[int, int] | None:
    """Where these words stand in the stretch, nearest to the quote; None where they do not."""
    if not isinstance(words, str) or len(words.strip()) < 2:
        return None
    places = []
    found = text.find(words, start, end)
    while found >= 0:
        places.append(found)
        found = text.find(words, found + 1, end)
    if not places:
        return None
    best = min(places, key=lambda place: abs(place - at))
    return best, best + len(words)


def _when(when: Any, quote: str) -> Span | None:
    """A date, if it is one, and the quote tells its year and, where it gives them, its month and its day."""
    if not isinstance(when, str) or len(when) > 10:
        return None
    try:
        span = parse_edtf(when)
    except (SafeconductError, ValueError):
        return None
    if span.earliest is None or span.precision not in (
        Precision.DAY,
        Precision.MONTH,
        Precision.YEAR,
    ):
        return None
    told = {int(n) for n in _NUMBER.findall(quote)}
    needed = {span.earliest.year} | (
        {span.earliest.day} if span.precision is Precision.DAY else set()
    )
    month = span.earliest.month
    by_month = (
        span.precision is Precision.YEAR or month in told or _months()[month - 1].search(quote)
    )
    # what the words do not tell is the model's guess
    return span if needed <= told and by_month else None


@cache
def _months() -> tuple[re.Pattern[str], ...]:
    """How the words for each month begin, in every language read."""
    stems = read_yaml(shelf("vocabulary") / "months.yaml")["months"]
    return tuple(re.compile(rf"\b(?:{stem})", re.IGNORECASE) for stem in stems)
