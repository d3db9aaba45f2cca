"""Rich text (RTF), with striprtf: many Russian court papers still come in it."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from safeconduct.sources.document import Condition
from safeconduct.sources.errors import CannotRead
from safeconduct.sources.layout import blocks_of
from safeconduct.sources.limits import Limits
from safeconduct.sources.parsed import Parsed

_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")


def parse(data: bytes, limits: Limits) -> Parsed:  # noqa: ARG001
    """The text, one block a paragraph."""
    page = _CODE_PAGE.search(data[:4096])
    encoding = f"cp{page[1].decode()}" if page else "cp1251"
    try:
        text = rtf_to_text(  # type: ignore[no-untyped-call]
            data.decode("latin-1"), encoding=encoding, errors="replace"
        )
    except (LookupError, ValueError, IndexError, KeyError, UnicodeError) as error:
        raise CannotRead(
            Condition.DAMAGED,
            "The RTF document cannot be read. Open it in Word or LibreOffice, save it as DOCX, and add that.",
        ) from error
    text = text.replace("\r\n", "\n").replace("\x00", "")
    text = re.sub(r"(?<!\n)\n(?!\n)", "\n\n", text)  # in RTF a line end is a paragraph's end
    unsure = () if page else ("The document names no encoding; it was read as cp1251.",)
    return Parsed(text, blocks_of(text), encoding, unsure=unsure)
