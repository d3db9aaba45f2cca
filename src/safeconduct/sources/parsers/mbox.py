"""A mailbox in one file: each message a part of its own; the document lists them."""

from __future__ import annotations

import email
import email.policy
import re

from safeconduct.sources.limits import Limits
from safeconduct.sources.parsed import Parsed, Part, Weaver

_FROM_LINE = re.compile(rb"(?:^|\n)From [^\n]*\d{4}[^\n]*\r?\n(?=[A-Za-z-]+:)")


def parse(data: bytes, limits: Limits) -> Parsed:
    """One line a message (day, sender, subject), and the messages as parts."""
    edges = [(m.start(), m.end()) for m in _FROM_LINE.finditer(data)]
    weaver, parts = Weaver(), []
    for i, (_, start) in enumerate(edges[: limits.parts]):
        end = edges[i + 1][0] if i + 1 < len(edges) else len(data)
        body = re.sub(rb"(?m)^>(>*From )", rb"\1", data[start:end])  # mboxrd quoting undone
        parts.append(Part(f"message-{i + 1}.eml", body))
        head = email.message_from_bytes(body[:65536], policy=email.policy.compat32)
        weaver.add(
            " · ".join(_plain(str(head.get(k, ""))) for k in ("Date", "From", "Subject")), "list"
        )
    left_out = len(edges) - len(parts)
    return Parsed(
        weaver.text,
        tuple(weaver.blocks),
        parts=tuple(parts),
        explanation=f"{left_out} messages were left out: split the mailbox and add it in pieces."
        if left_out
        else "",
    )


def _plain(value: str) -> str:
    from email.header import decode_header, make_header

    try:
        return re.sub(r"\s+", " ", str(make_header(decode_header(value))))
    except (LookupError, ValueError):
        return re.sub(r"\s+", " ", value)
