"""E-mail with the standard library: the heads a reader sees, the body, attachments as parts of their own."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage

from safeconduct.sources.document import Condition
from safeconduct.sources.encoding import decode
from safeconduct.sources.errors import CannotRead
from safeconduct.sources.layout import blocks_of
from safeconduct.sources.limits import Limits
from safeconduct.sources.parsed import Parsed, Part, Weaver

_HEADS = ("From", "To", "Cc", "Date", "Sent", "Subject")  # "Sent": a message saved as text
_SEALED = {
    "multipart/encrypted",
    "application/pkcs7-mime",
    "application/x-pkcs7-mime",
    "application/pgp-encrypted",
}
_EXTENSIONS = {"message/rfc822": ".eml", "text/html": ".html", "text/plain": ".txt"}


def parse(data: bytes, limits: Limits) -> Parsed:
    """Heads, body and attachments. The day is that of the Date head, in the sender's own zone."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    if message.get_content_type() in _SEALED and "signed-data" not in str(
        message.get_param("smime-type")
    ):
        raise CannotRead(
            Condition.ENCRYPTED,
            "The e-mail is encrypted. Open it in the mail program that holds the key, save it decrypted, and add that file.",
        )
    weaver = Weaver()
    heads = [f"{name}: {_head(message, name)}" for name in _HEADS if _head(message, name)]
    weaver.add("\n".join(heads), "header")
    unsure: list[str] = []
    body = _body(message)
    if body is not None:
        _add_body(body, weaver, unsure, limits)
    parts, left_out = _attachments(message, body, limits)
    return Parsed(
        weaver.text,
        tuple(weaver.blocks),
        title=_head(message, "Subject"),
        published=_day(message),
        unsure=tuple(unsure),
        parts=tuple(parts),
        explanation=(
            f"{left_out} attachments were left out: together they are larger than this program takes in at once. "
            "Save them from the mail program and add them one by one."
        )
        if left_out
        else "",
    )


def _head(message: EmailMessage, name: str) -> str:
    try:
        value = str(message.get(name, ""))
    except (ValueError, TypeError, AttributeError, IndexError, LookupError):
        raw = message.raw_items() if hasattr(message, "raw_items") else ()
        value = next((str(v) for k, v in raw if k.lower() == name.lower()), "")
    if any(0xDC80 <= ord(c) <= 0xDCFF for c in value) or "\ufffd" in value:
        # Raw eight-bit bytes in a head, against the standard and common in old Russian mail.
        raw_value = next((v for k, v in message.raw_items() if k.lower() == name.lower()), value)
        value = decode(str(raw_value).encode("ascii", "surrogateescape")).text
    return re.sub(r"\s+", " ", value).strip()


def _day(message: EmailMessage) -> date | None:
    for name in ("Date", "Sent"):
        try:
            return email.utils.parsedate_to_datetime(_head(message, name)).date()
        except (ValueError, TypeError, IndexError):
            continue
    return None


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """Every part that is not a container; a forwarded message is one leaf, never opened here."""
    stack = [message]
    while stack:
        part = stack.pop()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            stack.extend(
                p for p in reversed(list(part.iter_parts())) if isinstance(p, EmailMessage)
            )
        else:
            yield part


def _body(message: EmailMessage) -> EmailMessage | None:
    texts = [
        part
        for part in _leaves(message)
        if part.get_content_disposition() != "attachment"
        and part.get_content_type() in {"text/plain", "text/html"}
        and not part.get_filename()
    ]
    for kind in ("text/plain", "text/html"):
        for part in texts:
            if part.get_content_type() == kind and (_bytes(part).strip() or len(texts) == 1):
                return part
    return texts[0] if texts else None


def _add_body(body: EmailMessage, weaver: Weaver, unsure: list[str], limits: Limits) -> None:
    data = _bytes(body)
    if body.get_content_type() == "text/html":
        from safeconduct.sources.parsers import html

        page = html.parse(_text(body, data, unsure).encode(), limits)
        weaver.extend(page)
        unsure.extend(page.unsure)
        return
    text = _text(body, data, unsure)
    weaver.extend(Parsed(text, blocks_of(text)))


def _text(body: EmailMessage, data: bytes, unsure: list[str]) -> str:
    charset = body.get_content_charset()
    if charset:
        try:
            return data.decode(charset).replace("\r\n", "\n")
        except (LookupError, UnicodeDecodeError):
            pass  # the head is wrong about its own bytes: look at the bytes
    read = decode(data)
    unsure.extend(read.unsure)
    return read.text


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_maintype() == "message" and part.is_multipart():
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _attachments(
    message: EmailMessage, body: EmailMessage | None, limits: Limits
) -> tuple[list[Part], int]:
    parts: list[Part] = []
    total = left_out = 0
    alternatives = {
        id(p)
        for container in message.walk()
        if container.get_content_type() == "multipart/alternative"
        for p in container.walk()
        if p.get_content_maintype() == "text" and not p.get_filename()
    }
    for part in _leaves(message):
        if part is body or part is message or id(part) in alternatives:
            continue
        data = _bytes(part)
        if not data:
            continue
        total += len(data)
        if len(parts) >= limits.parts or total > limits.parts_bytes:
            left_out += 1
            continue
        parts.append(Part(_name(part, len(parts) + 1), data))
    if body is None and not message.is_multipart() and _bytes(message):
        parts.append(Part(_name(message, 1), _bytes(message)))
    return parts, left_out


def _name(part: EmailMessage, number: int) -> str:
    try:
        name = part.get_filename()
    except (ValueError, TypeError, LookupError):
        name = None
    if name:
        return re.sub(r"[\x00-\x1f/\\]+", "_", name)[:200]
    return f"part-{number}{_EXTENSIONS.get(part.get_content_type(), '')}"
