"""A PDF without letters: its pages drawn as grey pictures, for text recognition. Nothing is read here."""

from __future__ import annotations

import pypdfium2 as pdfium

from safeconduct.sources.document import Condition
from safeconduct.sources.errors import CannotRead
from safeconduct.sources.limits import Limits
from safeconduct.sources.parsed import Parsed, Part

DOTS = 300  # an inch: what recognition is trained on
PAGES = 80  # at once; a page takes some seconds


def parse(data: bytes, limits: Limits) -> Parsed:
    """One part a page, as a portable greymap (PGM)."""
    document = pdfium.PdfDocument(data)
    if len(document) > min(PAGES, limits.parts):
        raise CannotRead(
            Condition.NO_TEXT,
            f"The PDF is a scan of {len(document)} pages; {PAGES} can be recognised at once. Split it and add the pieces.",
        )
    parts, left = [], limits.parts_bytes
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        scale = min(DOTS / 72, (40e6 / max(1.0, width * height)) ** 0.5)  # at most 40 million dots
        bitmap = page.render(scale=scale, grayscale=True)
        rows = [
            bytes(bitmap.buffer[row * bitmap.stride : row * bitmap.stride + bitmap.width])
            for row in range(bitmap.height)
        ]
        picture = f"P5 {bitmap.width} {bitmap.height} 255\n".encode() + b"".join(rows)
        left -= len(picture)
        if left < 0:
            raise CannotRead(
                Condition.NO_TEXT,
                f"The PDF is a scan; its pages from {number + 1} on do not fit. Split it and add the pieces.",
            )
        parts.append(Part(f"page-{number + 1}.pgm", picture))
        page.close()
    return Parsed(parts=tuple(parts))
