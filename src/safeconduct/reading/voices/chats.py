"""Where the messages of a chat or a forum begin: lines that give a sender and a stamp of day and hour. In any language.

"[03.09.2023, 11:02] Palina: …" and "[11:02, 9/3/2023] Palina: …" with the words behind, "Palina K., 03.09.2023 11:02" or
"Palina K., [3 Sep 2023 at 11:02]" with the words beneath.

May import: the standard library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

_DAY = r"(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d|\d{1,2}[ ][^\W\d_]{3,9}\.?,?[ ]\d{4})"
_HOUR = r"\d{1,2}:\d\d(?::\d\d)?(?:[ \u00a0\u202f]?[APap]\.?[Mm]\b\.?)?"
_STAMP = rf"(?P<when>{_DAY}(?:,|[ ](?:at|в))?[ \u00a0]+{_HOUR}|{_HOUR},?[ ]{_DAY})"
_BEFORE = re.compile(
    rf"^[\u200e\u200f]?(?:(?P<open>\[)\s?{_STAMP}\]|{_STAMP.replace('when', 'bare')})[ \t]*(?:[-–—][ \t]*)?"
    r"(?P<who>[^:\n\[\]]{1,60}?):(?=\s)[ \t]*",
    re.MULTILINE,
)
_NAME = r"(?P<who>[^\W\d_][^\n\[\]:;!?»·|]{0,48}?)"
_BEHIND = re.compile(
    rf"^[ \t]*{_NAME}(?:,?[ \t]+(?P<open>\[){_STAMP}\]:?|[ \t]*[,»·|][ \t]*{_STAMP.replace('when', 'bare')}:?[ \t]*$)[ \t]*",
    re.MULTILINE,
)
_ENOUGH = ((_BEFORE, 3), (_BEHIND, 2))  # heads without brackets: fewer are lines that tell a date
_NUMBERS = re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})[./-](?P<y>\d{4}|\d\d)\b")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one message: its run `[start, end)`, the runs of its sender and of its stamp."""

    start: int
    end: int
    who: tuple[int, int]
    when: tuple[int, int]


def heads(text: str) -> list[Head]:
    """The heads of a chat's messages, in order; none where the text is no chat."""
    for pattern, enough in _ENOUGH:
        found = list(pattern.finditer(text))
        if len(found) >= enough or any(m["open"] for m in found):
            return [
                Head(m.start(), m.end(), m.span("who"), m.span("when" if m["when"] else "bare"))
                for m in found
            ]
    return []


def days(stamps: Sequence[str]) -> Iterator[date | None]:
    """The day of each stamp told in figures; None for any other, and where "03/04" may be March or April."""
    told = [_NUMBERS.search(s) for s in stamps]
    first, second = (max((int(m[k]) for m in told if m), default=0) for k in ("a", "b"))
    day_first = first > 12 or any(m["mark"] == "." for m in told if m)
    for m in told:
        if m is None or day_first == (second > 12):
            yield None
            continue
        day, month = (int(m["a"]), int(m["b"])) if day_first else (int(m["b"]), int(m["a"]))
        try:
            yield date(int(m["y"]) + (2000 if len(m["y"]) == 2 else 0), month, day)
        except ValueError:
            yield None
