"""OpenDocument text (LibreOffice): content.xml read with lxml, entities and network off."""

from __future__ import annotations

from typing import Any

from lxml import etree

from safeconduct.sources.document import Condition
from safeconduct.sources.errors import CannotRead
from safeconduct.sources.limits import Limits
from safeconduct.sources.parsed import Parsed, Weaver
from safeconduct.sources.parsers.archive import opened, read_member

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def parse(data: bytes, limits: Limits) -> Parsed:
    """Headings, paragraphs, lists, tables; notes after the text."""
    with opened(data, limits) as archive:
        names = set(archive.namelist())
        manifest = (
            read_member(archive, "META-INF/manifest.xml", 2**20)
            if "META-INF/manifest.xml" in names
            else b""
        )
        if b"encryption-data" in manifest:
            raise CannotRead(
                Condition.ENCRYPTED,
                "The document is locked with a password. Open it with the password, save it without one, and add that.",
            )
        if "content.xml" not in names:
            raise CannotRead(
                Condition.DAMAGED,
                "The document is damaged: its text is missing. Ask for it to be sent again.",
            )
        content = read_member(archive, "content.xml", limits.parts_bytes)
    try:
        root = etree.fromstring(
            content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
    except etree.XMLSyntaxError as error:
        raise CannotRead(
            Condition.DAMAGED,
            "The document is damaged: its text cannot be read. Open it in LibreOffice, save it anew, and add that.",
        ) from error
    weaver = Weaver()
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    notes: list[str] = []
    if body is not None:
        _walk(body, weaver, notes)
    for note in notes:
        weaver.add(note, "footnote")
    return Parsed(weaver.text, tuple(weaver.blocks))


def _walk(body: Any, weaver: Weaver, notes: list[str]) -> None:
    stack = [iter(body)]
    roles = ["paragraph"]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            roles.pop()
            continue
        tag = element.tag
        if tag == f"{_TEXT}h":
            weaver.add(_text(element, notes), "heading")
        elif tag == f"{_TEXT}p":
            weaver.add(_text(element, notes), roles[-1])
        elif tag == f"{_TABLE}table":
            rows = [
                "\t".join(
                    " ".join(_text(p, notes) for p in cell.iter(f"{_TEXT}p", f"{_TEXT}h"))
                    for cell in row.findall(f"{_TABLE}table-cell")
                )
                for row in element.iter(f"{_TABLE}table-row")
            ]
            weaver.add("\n".join(row for row in rows if row.strip()), "table")
        elif tag in {f"{_TEXT}list", f"{_TEXT}list-item", f"{_TEXT}section", f"{_TEXT}list-header"}:
            stack.append(iter(element))
            roles.append("list" if "list" in tag else roles[-1])


def _text(element: Any, notes: list[str]) -> str:
    pieces: list[str] = []
    note_depth = 0
    for event, node in etree.iterwalk(element, events=("start", "end")):
        tag = node.tag
        if tag == f"{_TEXT}note":
            if event == "start":
                note_depth += 1
                if note_depth == 1:
                    notes.append(" ".join("".join(node.itertext()).split()))
            else:
                note_depth -= 1
                if note_depth == 0:
                    pieces.append(node.tail or "")
            continue
        if note_depth:
            continue
        if event == "start":
            if tag == f"{_TEXT}s":
                pieces.append(" " * min(int(node.get(f"{_TEXT}c", "1") or 1), 100))
            elif tag == f"{_TEXT}tab":
                pieces.append("\t")
            elif tag == f"{_TEXT}line-break":
                pieces.append("\n")
            pieces.append(node.text or "")
        elif node is not element:
            pieces.append(node.tail or "")
    return "".join(pieces)
