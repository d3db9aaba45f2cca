"""What a file is, told from its bytes and never from its name. Nothing is parsed here: marks are looked for.

May import: this room. Media types are IANA's, or the commonly used `x-` form where there is none.
"""

from __future__ import annotations

import re

from safeconduct.sources.encoding import decode, looks_like_text

EMPTY = "application/x-empty"
UNKNOWN = "application/octet-stream"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
LOCKED_OFFICE = "application/x-ooxml-protected"  # Apache Tika's name for an encrypted .docx
TELEGRAM = "application/x-telegram-export"
PGP = "application/pgp-encrypted"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"%!PS", "application/postscript"),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ", "application/x-msdownload"),
    (b"-----BEGIN PGP MESSAGE-----", PGP),
)
_HEADER_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t]?.*")
_HEADER_NAMES = frozenset(
    b"from to subject date message-id received mime-version return-path delivered-to content-type cc".split()
)
_MBOX = re.compile(rb"From \S+ .{0,60}\d{4}\s*\r?\n[A-Za-z-]+:")
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(
    r"</?(?:p|div|span|table|tr|td|br|h[1-6]|ul|li|a|b|i|strong|em)\b[^<>]{0,500}>", re.IGNORECASE
)
# Telegram Desktop's exports of a chat, as a page and as JSON.
_TELEGRAM_PAGE = re.compile(r'class="message (?:default|service)\b')
_TELEGRAM_JSON = re.compile(
    r'\s*\{.{0,400}?"(?:messages|chats|personal_information)"\s*:', re.DOTALL
)
_TELEGRAM_MESSAGE = re.compile(r'"(?:text_entities|from_id|date_unixtime)"\s*:')
# No \s here: it crosses line ends, and a page of blank lines would take minutes.
_MARKDOWN = (
    re.compile(r"^#{1,6} \S.*$", re.MULTILINE),
    re.compile(r"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)"),
    re.compile(r"(?<![\w*])\*\*\w[^*\n]{0,200}\*\*(?![\w*])"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^\|?[ \t]{0,20}:?-{3,80}:?[ \t]{0,20}\|", re.MULTILINE),
)


def media_type(data: bytes) -> str:
    """The media type of these bytes; `application/octet-stream` where no mark is known."""
    if not data.strip(b"\x00 \t\r\n"):
        return EMPTY
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(data)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:12] in {b"heic", b"heix", b"mif1"} else "video/mp4"
    if data[257:262] == b"ustar":
        return "application/x-tar"
    stripped = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for mark, kind in _MAGIC:
        if stripped.startswith(mark) and (len(mark) > 2 or not looks_like_text(head)):
            return kind
    return _text_kind(data)


def _zip_kind(data: bytes) -> str:
    if data[30:38] == b"mimetype":
        declared = data[38:120].split(b"PK")[0].decode("ascii", "replace")
        match = re.match(r"[\w.+/-]+", declared)
        if match and match[0].startswith("application/"):
            return match[0]
    for name, kind in (
        (b"word/document", DOCX),
        (b"xl/workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"ppt/presentation", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ):  # fmt: skip
        if name in data and b"[Content_Types].xml" in data:
            return kind
    return "application/zip"


def _ole_kind(data: bytes) -> str:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return LOCKED_OFFICE
    if holds("WordDocument"):
        return "application/msword"
    if holds("__substg1.0_") or holds("__properties_version1"):
        return "application/vnd.ms-outlook"
    if holds("Workbook"):
        return "application/vnd.ms-excel"
    return "application/x-ole-storage"


def _text_kind(data: bytes) -> str:
    if _MBOX.match(data):
        return "application/mbox"
    if _is_mail(data):
        return "message/rfc822"
    sample = data[:65536]
    if not looks_like_text(sample):
        return UNKNOWN
    text = decode(sample[: len(sample) // 4 * 4] if len(data) > len(sample) else sample).text
    if (_HTML_START.match(text) and _TELEGRAM_PAGE.search(text)) or (
        _TELEGRAM_JSON.match(text) and _TELEGRAM_MESSAGE.search(text)
    ):
        return TELEGRAM
    if _HTML_START.match(text) or (
        text.lstrip().startswith("<") and len(_HTML_TAG.findall(text[:16384])) >= 3
    ):
        return "text/html"
    if text.lstrip().startswith("<?xml"):
        return "application/xml"
    signs = [len(pattern.findall(text)) for pattern in _MARKDOWN]
    if sum(1 for n in signs if n) >= 2 or signs[0] >= 3:
        return "text/markdown"
    return "text/plain"


def _is_mail(data: bytes) -> bool:
    """Header lines from the first byte to a blank line, From among them and one more that mail has."""
    names: set[bytes] = set()
    for line in data[:65536].lstrip(b"\xef\xbb\xbf").splitlines():
        if not line.strip():
            break
        if line[:1] in b" \t" and names:
            continue
        if not _HEADER_LINE.match(line):
            return False
        names.add(line.split(b":", 1)[0].lower())
    known = names & _HEADER_NAMES
    return len(known) >= 2 and bool(
        known & {b"from", b"received", b"return-path", b"message-id", b"mime-version"}
    )
