"""PDF, with pypdfium2: paragraphs rebuilt from lines, running heads and feet marked, hyphens undone."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from safeconduct.sources.document import Condition
from safeconduct.sources.errors import CannotRead
from safeconduct.sources.layout import blocks_of
from safeconduct.sources.limits import Limits
from safeconduct.sources.parsed import Parsed, Weaver

_EDGE = 3  # lines at the top and bottom of a page that may be a running head or foot
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:page|стр(?:аница|\.)?|с\.|лист|bet)\s*)?\d{1,4}(?:\s*(?:of|из|/)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010\x02\ufffe]$")
_STARTS = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\(\d{1,3}\)|[•·▪–—-])\s+\S")
_ENDS = (".", "!", "?", ":", ";", "”", "»", ")")


@dataclass(slots=True)
class _Line:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    role: str = ""


def parse(data: bytes, limits: Limits) -> Parsed:
    """Text by page. A page without letters is said; a file of such pages has Condition.NO_TEXT."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise CannotRead(
                Condition.ENCRYPTED,
                "The PDF is locked with a password. Open it with the password, save or print it to a new PDF, and add that.",
            ) from error
        raise CannotRead(
            Condition.DAMAGED,
            "The PDF is damaged or cut short and cannot be opened. Ask for it to be sent again.",
        ) from error
    count = len(document)
    if count > limits.pages:
        raise CannotRead(
            Condition.TOO_LARGE,
            f"The PDF has {count} pages; {limits.pages} can be read at once. Split it and add the pieces.",
        )
    pages, broken = [], []
    for i in range(count):
        try:
            pages.append(_lines(document, i))
        except pdfium.PdfiumError:
            pages.append([])
            broken.append(i + 1)
    empty = [i + 1 for i, page in enumerate(pages) if not page and i + 1 not in broken]
    if count == 0 or len(broken) == count:
        raise CannotRead(
            Condition.DAMAGED, "No page of the PDF can be opened. Ask for it to be sent again."
        )
    if len(empty) + len(broken) == count:
        raise CannotRead(
            Condition.NO_TEXT,
            "The PDF holds pictures of pages and no text (a scan). Run text recognition over it, or type out what matters as a testimony.",
        )
    _mark_edges(pages)
    weaver = Weaver()
    for number, page in enumerate(pages, start=1):
        _weave(page, number, weaver)
    unsure = []
    if empty:
        unsure.append(f"{_pages(empty)} without text (pictures only): not read.")
    if broken:
        unsure.append(f"{_pages(broken)} damaged: not read.")
    return Parsed(
        weaver.text, tuple(weaver.blocks), title=_title(document, unsure), unsure=tuple(unsure)
    )


def _lines(document: pdfium.PdfDocument, index: int) -> list[_Line]:
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            return _lines_of(textpage)
        finally:
            textpage.close()
    finally:
        page.close()


def _lines_of(textpage: pdfium.PdfTextPage) -> list[_Line]:
    total = textpage.count_chars()
    if total <= 0:
        return []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    lines: list[_Line] = []
    letters: list[str] = []
    box: list[float] = []

    def close() -> None:
        text = "".join(letters).strip()
        if text and box:
            lines.append(_Line(text, box[0], box[1], box[2], box[3]))
        letters.clear()
        box.clear()

    handle = textpage.raw
    for i in range(total):
        code = raw.FPDFText_GetUnicode(handle, i)
        if code in (10, 13):
            close()
            continue
        if code == 0 or 0xD800 <= code <= 0xDFFF:
            continue
        letters.append(chr(code))
        if code == 2:  # a hyphen at a line's end, as pdfium marks it
            close()
            continue
        if code in (32, 160):
            continue
        if raw.FPDFText_GetCharBox(handle, i, left, right, bottom, top):
            if not box:
                box.extend((left.value, right.value, top.value, bottom.value))
            else:
                box[0] = min(box[0], left.value)
                box[1] = max(box[1], right.value)
                box[2] = max(box[2], top.value)
                box[3] = min(box[3], bottom.value)
    close()
    return lines


def _mark_edges(pages: list[list[_Line]]) -> None:
    """What stands at the same edge of many pages, figures apart, is a running head or foot."""

    def key(line: _Line) -> str:
        return re.sub(r"\d+", "#", line.text.lower())

    for at_top in (True, False):
        edges = []
        for page in pages:
            ordered = sorted(page, key=lambda line: -line.top if at_top else line.bottom)
            edges.append(ordered[: min(_EDGE, 1 + len(page) // 12)])
        seen = Counter(k for edge in edges for k in {key(line) for line in edge})
        enough = max(2, len([p for p in pages if p]) // 2)
        for edge in edges:
            for (
                line
            ) in edge:  # from the paper's edge inwards, up to the first line that is the page's own
                repeated = seen[key(line)] >= enough and len(line.text) < 150
                if not repeated and not _PAGE_NUMBER.match(line.text):
                    break
                line.role = "header" if at_top else "footer"


def _weave(lines: list[_Line], page: int, weaver: Weaver) -> None:
    body = [line for line in lines if not line.role]
    heights = [a.top - b.top for a, b in pairwise(body) if a.top > b.top]
    pitch = median(heights) if heights else 0.0
    right = max((line.right for line in body), default=0.0)
    left = min((line.left for line in body), default=0.0)
    running: list[str] = []
    previous: _Line | None = None

    def close() -> None:
        text = _joined(running)
        running.clear()
        found = blocks_of(text)
        for block in found:
            weaver.add(text[block.start : block.end], block.role, page=page, label=block.label)

    for line in lines:
        if line.role:
            close()
            weaver.add(line.text, line.role, page=page)
            continue
        if previous is not None and running:
            gap = previous.top - line.top
            short = previous.right < right - 0.15 * (right - left)
            new = (
                gap > 1.45 * pitch
                or gap < -2 * pitch
                or (short and running[-1].rstrip().endswith(_ENDS))
                or (line.left > previous.left + 8 and line.left < left + 60)
                or bool(_STARTS.match(line.text) and running[-1].rstrip().endswith(_ENDS))
            )
            if new:
                close()
        running.append(line.text)
        previous = line
    close()


def _joined(lines: list[str]) -> str:
    """Lines as one paragraph; a word broken over the line's end is whole again."""
    text = ""
    for line in lines:
        if _HYPHEN.search(text[-2:]) and line[:1].islower():
            text = text[:-1] + line
        else:
            text += f" {line}" if text else line
    return re.sub("[\x02\ufffe]", "-", text).replace("\u00ad", "")


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:12])) + (" …" if len(numbers) > 12 else "")
    return f"Page {shown}" if len(numbers) == 1 else f"Pages {shown}"


def _title(document: pdfium.PdfDocument, unsure: list[str]) -> str:
    title = str(document.get_metadata_dict(skip_empty=True).get("Title", "")).strip()
    if len(title) < 4 or re.search(
        r"\.(?:docx?|pdf|rtf|indd)$|^microsoft word", title, re.IGNORECASE
    ):
        return ""
    unsure.append("The title is the one noted in the file's properties; it may be an old one.")
    return title[:300]
