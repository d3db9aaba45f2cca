"""Word documents, with python-docx: paragraphs and tables in order, heads, feet and footnotes after them.

Deleted text of tracked changes is left out and inserted text read, as the author's last state.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from safeconduct.sources.document import Condition
from safeconduct.sources.errors import CannotRead
from safeconduct.sources.limits import Limits
from safeconduct.sources.parsed import Parsed, Weaver
from safeconduct.sources.parsers.archive import opened

_P, _TBL, _T, _TAB, _BR, _CR = (qn(f"w:{t}") for t in ("p", "tbl", "t", "tab", "br", "cr"))
_TR, _TC, _SDT, _SDT_CONTENT = (qn(f"w:{t}") for t in ("tr", "tc", "sdt", "sdtContent"))
_HYPHEN = qn("w:noBreakHyphen")
_PASSED_BY = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_LABEL = re.compile(r"^(\d{1,3}(?:\.\d{1,3}){0,3}[.)])\s")


def parse(data: bytes, limits: Limits) -> Parsed:
    """The text by block; dates and titles of the file's properties are hints only."""
    opened(data, limits).close()  # a bomb or a torn archive stops here
    try:
        document = docx.Document(io.BytesIO(data))
        styles = {s.style_id: s.name or "" for s in document.styles if hasattr(s, "style_id")}
        weaver = Weaver()
        edges: list[tuple[str, str]] = []
        for section in document.sections:
            for role, part in (("header", section.header), ("footer", section.footer)):
                if not part.is_linked_to_previous:
                    edges.append((role, "\n".join(_text(p) for p in part._element.iter(_P))))  # noqa: SLF001
        for role, text in edges:
            if role == "header":
                weaver.add(text, role)
        _body(document.element.body, weaver, styles, _Numbers(document))
        for text in _notes(document):
            weaver.add(text, "footnote")
        for role, text in edges:
            if role == "footer":
                weaver.add(text, role)
        title, unsure = _properties(document)
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        SyntaxError,
        AttributeError,
        OSError,
    ) as error:
        # SyntaxError is the root of lxml's XMLSyntaxError
        raise CannotRead(
            Condition.DAMAGED,
            "The Word document is damaged: its inner parts cannot be read. Open it in Word or LibreOffice, save it anew, and add that.",
        ) from error
    return Parsed(weaver.text, tuple(weaver.blocks), title=title, unsure=unsure)


class _Numbers:
    """Word keeps a list's numbers out of the text: they are counted again here for decimal lists."""

    def __init__(self, document: Any) -> None:
        self.formats: dict[tuple[str, str], str] = {}
        self.counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * 10)
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {
            a.get(qn("w:abstractNumId")): {
                level.get(qn("w:ilvl")): _value(level, "w:numFmt")
                for level in a.findall(qn("w:lvl"))
            }
            for a in numbering.findall(qn("w:abstractNum"))
        }
        for num in numbering.findall(qn("w:num")):
            for level, kind in abstract.get(_value(num, "w:abstractNumId"), {}).items():
                self.formats[num.get(qn("w:numId")), level] = kind

    def label(self, paragraph: Any) -> tuple[str, bool]:
        """The paragraph's number ("12.", "2.1.") and whether it is a list item at all."""
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None:
            return "", False
        number, level = _value(properties, "w:numId"), _value(properties, "w:ilvl") or "0"
        if number in {"", "0"} or not level.isdigit() or int(level) > 8:
            return "", False
        if self.formats.get((number, level)) != "decimal":
            return "", True
        counts = self.counts[number]
        counts[int(level)] += 1
        counts[int(level) + 1 :] = [0] * (9 - int(level))
        return ".".join(str(c) for c in counts[: int(level) + 1]) + ".", True


def _value(element: Any, name: str) -> str:
    child = element.find(qn(name))
    return "" if child is None else child.get(qn("w:val")) or ""


def _body(body: Any, weaver: Weaver, styles: dict[str, str], numbers: _Numbers) -> None:
    for element in _blocks(body):
        if element.tag == _TBL:
            rows = []
            for row in element.iter(_TR):
                cells = [
                    " ".join(filter(None, (_text(p).strip() for p in cell.iter(_P))))
                    for cell in row.iter(_TC)
                ]
                if any(cells):
                    rows.append("\t".join(cells))
            one_cell = all("\t" not in row for row in rows)
            weaver.add("\n".join(rows), "paragraph" if one_cell else "table")
            continue
        text = _text(element)
        label, listed = numbers.label(element)
        typed = _LABEL.match(text)
        style = styles.get(_value(element.find(qn("w:pPr")), "w:pStyle"), "") if element.find(
            qn("w:pPr")
        ) is not None else ""  # fmt: skip
        weaver.add(
            text,
            _role(style, listed and not label),
            label=label or (typed[1] if typed else ""),
        )


def _blocks(body: Any) -> Iterator[Any]:
    for element in body:
        if element.tag in {_P, _TBL}:
            yield element
        elif element.tag == _SDT:
            for content in element.findall(_SDT_CONTENT):
                yield from (e for e in content.iter(_P, _TBL) if not _inside_table(e, content))


def _inside_table(element: Any, top: Any) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not top:
        if parent.tag == _TBL:
            return True
        parent = parent.getparent()
    return False


def _role(style: str, bullet: bool) -> str:
    name = style.lower()
    for word, role in (
        ("heading", "heading"), ("title", "heading"), ("заголовок", "heading"), ("quote", "quote"),
        ("caption", "caption"), ("footnote", "footnote"),
    ):  # fmt: skip
        if word in name:
            return role
    return "list" if bullet else "paragraph"


def _text(paragraph: Any) -> str:
    pieces: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        for element in stack[-1]:
            tag = element.tag
            if tag in _PASSED_BY or not isinstance(tag, str):
                continue
            if tag == _T:
                pieces.append(element.text or "")
            elif tag == _TAB:
                pieces.append("\t")
            elif tag in {_BR, _CR}:
                pieces.append("\n")
            elif tag == _HYPHEN:
                pieces.append("-")
            else:
                stack.append(iter(element))
                break
        else:
            stack.pop()
    return "".join(pieces)


def _notes(document: Any) -> Iterator[str]:
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
            continue
        root = parse_xml(relation.target_part.blob)
        for note in root:
            if note.get(qn("w:type")) in {
                "separator",
                "continuationSeparator",
                "continuationNotice",
            }:
                continue
            yield "\n".join(_text(p) for p in note.iter(_P)).strip()


def _properties(document: Any) -> tuple[str, tuple[str, ...]]:
    properties = document.core_properties
    title = (properties.title or "").strip()[:300]
    unsure = []
    if title:
        unsure.append("The title is the one noted in the file's properties; it may be an old one.")
    modified: datetime | None = properties.modified
    if modified and modified.year > 2013:  # python-docx's and Word's templates carry 2013
        unsure.append(f"The file's properties say it was last changed on {modified:%Y-%m-%d}.")
    return title, tuple(unsure)
