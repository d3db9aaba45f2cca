"""Chats as Telegram Desktop exports them (messages.html, result.json): one message a block, with its day and sender.

A message is written as other chat programs write theirs, "[04.02.2022, 18:10] Anna: …", so that whoever reads it on
needs to know one form. Shape of the exports: https://core.telegram.org/import-export
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from safeconduct.sources.document import Condition
from safeconduct.sources.encoding import decode
from safeconduct.sources.errors import CannotRead
from safeconduct.sources.limits import Limits
from safeconduct.sources.parsed import Parsed, Weaver

_SPACES = re.compile(r"[ \t\r\f\u00a0]+")
_STAMP = re.compile(r"(?P<d>\d{2})\.(?P<m>\d{2})\.(?P<y>\d{4}) (?P<at>\d{2}:\d{2})")
_NO_DATE = (
    "The date of {} message(s) could not be read; each is marked [?]. Look at the export itself."
)
_UNKNOWN = "?"  # a message without a sender: a deleted account


@dataclass(frozen=True, slots=True)
class _Message:
    at: datetime | None  # None where the export's own date cannot be read
    sender: str
    text: str


def parse(data: bytes, limits: Limits) -> Parsed:  # noqa: ARG001
    """The messages in order; the title is the chat's name, the day that of the last message."""
    text = decode(data).text
    title, chats = _from_json(text) if text.lstrip()[:1] == "{" else _from_html(text)
    weaver = Weaver()
    last: datetime | None = None
    undated = 0
    for name, messages in chats:
        if len(chats) > 1:
            weaver.add(name, "heading")
        for m in messages:
            if m.at is not None:
                last = max(last, m.at) if last else m.at
            undated += m.at is None
            stamp = f"{m.at:%d.%m.%Y, %H:%M}" if m.at else _UNKNOWN
            weaver.add(f"[{stamp}] {m.sender}: {m.text}", "message", label=m.sender)
    return Parsed(
        weaver.text,
        tuple(weaver.blocks),
        title=title[:300],
        published=last.date() if last else None,
        unsure=(_NO_DATE.format(undated),) if undated else (),
    )


def _from_html(text: str) -> tuple[str, list[tuple[str, list[_Message]]]]:
    tree = LexborHTMLParser(text.encode("utf-8", "replace"))
    head = tree.css_first(".page_header .text")
    title = _SPACES.sub(" ", head.text()).strip() if head else ""
    return title, [(title, list(_of_page(tree)))]


def _of_page(tree: LexborHTMLParser) -> Iterator[_Message]:
    sender = _UNKNOWN
    for node in tree.css("div.message.default"):
        stamp = node.css_first(".date[title]")
        told = _STAMP.match((stamp.attributes.get("title") or "") if stamp else "")
        forwarded = node.css_first("div.forwarded")
        whose = _line(forwarded.css_first(".from_name")) if forwarded else ""
        passed_on = _written(forwarded.css_first("div.text")) if forwarded else ""
        if forwarded:
            forwarded.decompose()
        # a message right after another of the same sender bears no name
        joined = "joined" in (node.attributes.get("class") or "").split()
        sender = _line(node.css_first(".from_name")) or (sender if joined else _UNKNOWN)
        said = [
            _written(node.css_first("div.text")),
            f"↪ {whose}: {passed_on}" if passed_on else "",
            *(f"[{_line(m)}]" for m in node.css(".media .title") if _line(m)),
        ]
        words = " ".join(filter(None, said))
        if words:
            at = _at(f"{told['y']}-{told['m']}-{told['d']}T{told['at']}") if told else None
            yield _Message(
                at, sender, words
            )  # the clock of the machine that exported, as in the file


def _at(stamp: str) -> datetime | None:
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return None  # the message is kept without its day, and that is said


def _line(node: Any) -> str:
    return _SPACES.sub(" ", node.text(deep=True)).replace("\n", " ").strip() if node else ""


def _written(node: Any) -> str:
    if node is None:
        return ""
    for rule in node.css("br"):
        rule.replace_with("\n")
    lines = (_SPACES.sub(" ", line).strip() for line in node.text(deep=True).split("\n"))
    return "\n".join(filter(None, lines))


def _from_json(text: str) -> tuple[str, list[tuple[str, list[_Message]]]]:
    try:
        export = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CannotRead(
            Condition.DAMAGED,
            "This export of a chat breaks off or is damaged. Export the chat again, and add that file too.",
        ) from error
    listed = export.get("chats", {}).get("list") if isinstance(export.get("chats"), dict) else None
    chats = [c for c in (listed or [export]) if isinstance(c, dict)]
    return str(export.get("name") or ""), [
        (str(c.get("name") or ""), list(_of_chat(c.get("messages") or []))) for c in chats
    ]


def _of_chat(messages: list[Any]) -> Iterator[_Message]:
    for m in messages:
        if not isinstance(m, dict) or m.get("type") != "message":
            continue
        words = _plain(m.get("text"))
        if words and m.get("forwarded_from"):
            words = f"↪ {m['forwarded_from']}: {words}"
        media = m.get("file_name") or m.get("media_type") or ("photo" if m.get("photo") else "")
        words = " ".join(filter(None, [words, f"[{media}]" if media else ""]))
        if words:
            yield _Message(_at(str(m.get("date"))), str(m.get("from") or _UNKNOWN), words)


def _plain(text: Any) -> str:
    """A message's text is a string, or a list of strings and of runs with a format."""
    pieces = text if isinstance(text, list) else [text]
    return "".join(
        str(p.get("text", "")) if isinstance(p, dict) else str(p or "") for p in pieces
    ).strip()
