"""The first sheet of an XLSX workbook as rows of text, streamed. Standard library only.

Only cell values are read: no formulas are computed, no links followed. ECMA-376 part 1, 18.3, 18.4.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET

from safeconduct.names.errors import ListUnreadable

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LARGEST = 2 << 30
"""Bytes of one part after unpacking beyond which a workbook is refused: a zip bomb, not a list."""


def rows_of_xlsx(path: Path) -> Iterator[Sequence[str]]:
    """Rows of the first worksheet. Raises ListUnreadable for what is not a workbook."""
    try:
        with zipfile.ZipFile(path) as book:
            sheets = sorted(
                (n for n in book.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)),
                key=lambda n: int(re.findall(r"\d+", n)[-1]),
            )
            if not sheets:
                raise ListUnreadable("the workbook holds no sheet", where=str(path))
            if any(info.file_size > _LARGEST for info in book.infolist()):
                raise ListUnreadable("the workbook is too large when unpacked", where=str(path))
            shared = _shared(book)
            with book.open(sheets[0]) as sheet:
                for _, row in _elements(sheet, "row"):
                    yield _row(row, shared)
                    row.clear()
    except (zipfile.BadZipFile, ET.ParseError, KeyError) as error:
        raise ListUnreadable(
            f"this is not a whole XLSX workbook ({error.__class__.__name__})",
            where=str(path),
            remedy="Save it again as XLSX or CSV",
        ) from error


def _elements(file: IO[bytes], tag: str) -> Iterator[tuple[str, ET.Element]]:
    # Expat since 2.4.1 limits the growth of entities, which makes its reader safe for strangers' files.
    for event, element in ET.iterparse(file):  # noqa: S314
        if element.tag == _MAIN + tag:
            yield event, element


def _shared(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    out = []
    with book.open("xl/sharedStrings.xml") as file:
        for _, item in _elements(file, "si"):
            out.append(_text(item))
            item.clear()
    return out


def _text(element: ET.Element) -> str:
    """All runs of a string; phonetic hints (rPh) are left out."""
    runs = [t.text or "" for t in element.findall(f"{_MAIN}t")]
    runs += [t.text or "" for t in element.findall(f"{_MAIN}r/{_MAIN}t")]
    return "".join(runs)


def _row(row: ET.Element, shared: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in row.findall(f"{_MAIN}c"):
        place = _column(cell.get("r", "")) if cell.get("r") else len(cells)
        cells += [""] * (place - len(cells))
        cells.append(_value(cell, shared))
    return cells


def _value(cell: ET.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        held = cell.find(f"{_MAIN}is")
        return _text(held) if held is not None else ""
    value = cell.findtext(f"{_MAIN}v") or ""
    return shared[int(value)] if cell.get("t") == "s" and value else value


def _column(reference: str) -> int:
    """`C7` → 2."""
    number = 0
    for letter in re.match(r"[A-Z]*", reference.upper())[0]:  # type: ignore[index]
        number = number * 26 + ord(letter) - 64
    return number - 1
