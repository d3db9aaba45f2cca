"""A chat: days counted from its messages, and senders under nicknames.

May import: this package, `marks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from safeconduct.reading.marks import Anchor, Mention, Moment, Sort, Told
from safeconduct.reading.russian.people.making import Mentions


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


def name_senders(text: str, heads: Sequence[tuple[int, int]], made: Mentions) -> None:
    """A sender under a nickname is still somebody with a name."""
    for start, end in heads:
        if not any(start <= m.start < end and m.sort is Sort.NAME for m in made.made):
            made.made.append(Mention(start, end, Sort.NAME, name=text[start:end], artefact=True))
