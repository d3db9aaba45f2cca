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
_UNKNOWN = "?"  # a message without a sender: a deleted account


@dataclass(frozen=True, slots=True)
class _Message:
    at: datetime
    sender: str
    text: str


def parse(data: bytes, limits: Limits) -> Parsed:  # noqa: ARG001
    """The messages in order; the title is the chat's name, the day that of the last message."""
    text = decode(data).text
    title, chats = _from_json(text) if text.lstrip()[:1] == "{" else _from_html(text)
    weaver = Weaver()
    last: datetime | None = None
    for name, messages in chats:
        if len(chats) > 1:
            weaver.add(name, "heading")
        for m in messages:
            last = max(last, m.at) if last else m.at
            weaver.add(f"[{m.at:%d.%m.%Y, %H:%M}] {m.sender}: {m.text}", "message", label=m.sender)
    return Parsed(
        weaver.text,
        tuple(weaver.blocks),
        title=title[:300],
        published=last.date() if last else None,
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
        if told is None:
            continue
        forwarded = node.css_first("div.forwarded")
        whose = _line(forwarded.css_first(".from_name")) if forwarded else ""
        passed_on = _written(forwarded.css_first("div.text")) if forwarded else ""
        if forwarded:
            forwarded.decompose()
        # a message right after another of the same sender bears no name
        sender = _line(node.css_first(".from_name")) or sender
        said = [
            _written(node.css_first("div.text")),
            f"↪ {whose}: {passed_on}" if passed_on else "",
            *(f"[{_line(m)}]" for m in node.css(".media .title") if _line(m)),
        ]
        words = " ".join(filter(None, said))
        if words:
            at = datetime.fromisoformat(f"{told['y']}-{told['m']}-{told['d']}T{told['at']}")
            yield _Message(
                at, sender, words
            )  # the clock of the machine that exported, as in the file


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
        try:
            at = datetime.fromisoformat(str(m.get("date")))
        except ValueError:
            continue
        words = _plain(m.get("text"))
        if words and m.get("forwarded_from"):
            words = f"↪ {m['forwarded_from']}: {words}"
        media = m.get("file_name") or m.get("media_type") or ("photo" if m.get("photo") else "")
        words = " ".join(filter(None, [words, f"[{media}]" if media else ""]))
        if words:
            yield _Message(at, str(m.get("from") or _UNKNOWN), words)


def _plain(text: Any) -> str:
    """A message's text is a string, or a list of strings and of runs with a format."""
    pieces = text if isinstance(text, list) else [text]
    return "".join(
        str(p.get("text", "")) if isinstance(p, dict) else str(p or "") for p in pieces
    ).strip()
