"""A chat export: its lines with their senders and days, and each message as its sender's speech.

May import: this package, `marks`, `sources`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from safeconduct.reading.marks import Anchor, Mention, Moment, Quote, Sort, Told
from safeconduct.reading.russian.people.making import Mentions
from safeconduct.sources import Block

_MESSAGE = re.compile(
    r"^\[?(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4}|\d\d),?\s+(?P<h>\d{1,2}):(?P<mi>\d\d)(?::\d\d)?\]?\s*(?:[-–—]\s*)?(?P<who>[^\n:]{2,40}?):[ \t]",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Message:
    """One line of a chat: where its head stands, its sender, its day, and where the body runs."""

    start: int
    who: tuple[int, int]
    body: int
    end: int
    day: date | None


def messages(text: str, blocks: Sequence[Block]) -> list[Message]:
    """The lines of a chat export, where there are at least three."""
    heads = [m for b in blocks for m in _MESSAGE.finditer(text, b.start, b.end)]
    if len(heads) < 3:
        return []
    ends = {b.start: b.end for b in blocks}
    made = []
    for n, head in enumerate(heads):
        end = heads[n + 1].start() if n + 1 < len(heads) else max(ends.values())
        year = int(head["y"])
        try:
            day = date(year + 2000 if year < 100 else year, int(head["m"]), int(head["d"]))
        except ValueError:
            day = None
        who = re.split(r"\s*[(~]", head["who"])[0]
        place = (head.start("who"), head.start("who") + len(who.rstrip()))
        made.append(Message(head.start(), place, head.end(), end, day))
    return made


def of_message(moment: Moment, day: date) -> Moment:
    """«вчера» in a message is counted from the message's day."""
    if moment.anchor is Anchor.DOCUMENT and moment.least == moment.most:
        shift = re.fullmatch(r"P(\d+)D", moment.least)
        if shift:
            there = day + timedelta(int(shift[1]) * (-1 if moment.back else 1))
            return replace(
                moment,
                anchor=Anchor.NONE,
                least="",
                most="",
                back=False,
                told=Told(there.year, there.month, there.day),
            )
    if moment.told is not None and moment.told.year is None and moment.told.month is not None:
        year = day.year - (1 if moment.told.month > day.month else 0)
        return replace(moment, told=replace(moment.told, year=year), sets_story=False)
    return moment


def spoken(chat: Sequence[Message], made: Mentions) -> list[Quote]:
    """Each message is its sender's speech."""
    said = []
    for message in chat:
        who = next(
            (
                k
                for k, m in enumerate(made.made)
                if message.who[0] <= m.start < message.who[1] and m.sort is Sort.NAME
            ),
            None,
        )
        said.append(Quote(message.body, message.end, who, turn=True))
    return said


def name_senders(text: str, heads: Sequence[tuple[int, int]], made: Mentions) -> None:
    """A sender under a nickname is still somebody with a name."""
    for start, end in heads:
        if not any(start <= m.start < end and m.sort is Sort.NAME for m in made.made):
            made.made.append(Mention(start, end, Sort.NAME, name=text[start:end], artefact=True))
