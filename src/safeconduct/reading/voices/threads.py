"""The messages of a mail thread or a chat: where each begins, who wrote it, on what day. In any language.

May import: `sources`, the shelf, this room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from safeconduct.reading.voices import chats
from safeconduct.reading.voices.turns import lists, plain
from safeconduct.shelf import read_yaml, shelf
from safeconduct.sources import Block

_WROTE = re.compile(
    r"^[> ]*(?:On|В|)\s?(?P<when>[^\n<>]{6,60}?)[,.]?\s(?:at \d\d?[:.]\d\d[^\n,]{0,6},\s)?(?P<who>[^\W\d_][^\n<>,:\d]{1,50}?)\s*(?:<[^>\n]*>\s*)?"
    r"(?:wrote|написала?|писала?|пишет)\s*:\s*$",
    re.MULTILINE,
)
_HEAD = re.compile(r"^[> \t]*(?P<name>[^\W\d_][\w\- ]{1,18}):[ \t]*(?P<value>[^\n]*)", re.MULTILINE)
_ORIGINAL = re.compile(r"^[-_ ]{3,}[^\n]{0,40}[-_ ]{3,}\s*$", re.MULTILINE)
_GAP = re.compile(r"\S[ \t]*\n[ \t]*\n")
_QUOTES = "\"'«»“”~"


@dataclass(frozen=True, slots=True)
class Letter:
    """One message of a thread: its head begins at `head`, its words are `[start, end)`."""

    head: int
    start: int
    end: int
    who: tuple[int, int]
    day: date | None
    correspondents: tuple[tuple[int, int], ...] = ()  # the runs after "From:", "To:", "Cc:"
    of_chat: bool = False


@cache
def _months() -> dict[str, int]:
    return dict(read_yaml(shelf("vocabulary") / "turns.yaml")["months"])


def letters(text: str, blocks: Sequence[Block]) -> tuple[Letter, ...]:
    """The messages of a thread or a chat, as far as these blocks hold them, in the order of the text; none where no
    head of a message stands.
    """
    first, last = (blocks[0].start, blocks[-1].end) if blocks else (0, 0)
    return tuple(
        replace(m, head=max(m.head, first), start=max(m.start, first), end=min(m.end, last))
        for m in _mails(text) or _chat(text)
        if m.head < last and first < m.end
    )


def as_messages(blocks: Sequence[Block], thread: Sequence[Letter]) -> list[Block]:
    """The blocks, those that begin in a message of a chat with the role `message`."""
    runs = [(m.head, m.end) for m in thread if m.of_chat]
    return [
        replace(b, role="message") if any(start <= b.start < end for start, end in runs) else b
        for b in blocks
    ]


def _chat(text: str) -> Iterator[Letter]:
    """A message goes on until the next one, the last one no further than its paragraph."""
    heads = chats.heads(text)
    stamps = [text[slice(*h.when)] for h in heads]
    for n, (head, stamp, day) in enumerate(zip(heads, stamps, chats.days(stamps), strict=True)):
        if n + 1 < len(heads):
            end = heads[n + 1].start
        else:
            gap = _GAP.search(text, head.end)
            end = gap.start() + 1 if gap else len(text)
        end = head.end + len(text[head.end : end].rstrip())
        who = _name_in(text, *head.who)
        yield Letter(head.start, head.end, end, who, day or day_in(stamp), of_chat=True)


def _mails(text: str) -> list[Letter]:
    heads = sorted([*_heads(text), *_quoted_heads(text)])
    made = []
    for n, (head, start, who, day) in enumerate(heads):
        end = heads[n + 1][0] if n + 1 < len(heads) else len(text)
        rule = next(
            (
                m.start()
                for m in _ORIGINAL.finditer(text, start, end)
                if not text[m.end() : end].strip()
            ),
            end,
        )
        to = tuple(_correspondents(text, head, start))
        made.append(Letter(head, start, start + len(text[start:rule].rstrip()), who, day, to))
    return made


def _heads(text: str) -> Iterator[tuple[int, int, tuple[int, int], date | None]]:
    """Runs of head lines ("From: …", "Sent: …"): where each begins and ends, its sender, its day."""
    told = lists()
    at = 0
    run: list[tuple[str, int, int]] = []
    begin = 0
    for line in [*text.splitlines(keepends=True), "\n"]:
        m = _HEAD.match(line)
        name = plain(m["name"]) if m else ""
        if m and (name in told["from"] or name in told["head"]):
            begin = begin if run else at
            run.append((name, at + m.start("value"), at + m.end("value")))
        elif run:
            sender = next(((a, b) for name, a, b in run if name in told["from"]), None)
            if sender and len(run) > 1:
                days = [
                    day_in(text[a:b])
                    for name, a, b in run
                    if name not in ("subject", "тема", "mavzu")
                ]
                yield begin, at, _name_in(text, *sender), next((d for d in days if d), None)
            run = []
        at += len(line)


def _correspondents(text: str, head: int, start: int) -> Iterator[tuple[int, int]]:
    told = lists()["from"] | lists()["to"]
    for m in _HEAD.finditer(text, head, start):
        if plain(m["name"]) in told:
            yield m.span("value")


def _quoted_heads(text: str) -> Iterator[tuple[int, int, tuple[int, int], date | None]]:
    for m in _WROTE.finditer(text):
        day = day_in(m["when"])
        if day:
            yield m.start(), m.end(), _name_in(text, *m.span("who")), day


def _name_in(text: str, start: int, end: int) -> tuple[int, int]:
    """The name in "Marta Lis <m.lis@example.org>"."""
    while start < end and (text[start] in _QUOTES or text[start].isspace()):
        start += 1
    end = start + len(re.split(r"[<(\[|;,~]", text[start:end])[0].rstrip())
    while start < end and text[end - 1] in _QUOTES:
        end -= 1
    return start, end


_DAY = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d)|(?P<d>\d{1,2})(?:st|nd|rd|th)?[ .-]+(?P<word>[^\W\d_]{3,9})[., -]+(?P<y>\d{4})|"
    r"(?P<word2>[^\W\d_]{3,9})\.? (?P<d2>\d{1,2}),? (?P<y2>\d{4})|(?P<d3>\d{1,2})\.(?P<m3>\d{1,2})\.(?P<y3>\d{4})"
)


def day_in(words: str) -> date | None:
    """The day of a message's head: "Tue, 19 Sep 2023 18:42", «19 сентября 2023 г.», 19.09.2023; None where none is told."""
    for m in _DAY.finditer(words):
        try:
            if m["iso"]:
                return date.fromisoformat(m["iso"])
            if m["d3"]:
                return date(int(m["y3"]), int(m["m3"]), int(m["d3"]))
            word, day, year = (
                (m["word"], m["d"], m["y"]) if m["word"] else (m["word2"], m["d2"], m["y2"])
            )
            month = _months().get(word.casefold()[:4]) or _months().get(word.casefold()[:3])
            if month:
                return date(int(year), month, int(day))
        except ValueError:
            continue
    return None
