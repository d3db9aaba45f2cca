"""One module a kind of file, each with `parse(data, limits) -> Parsed`; imported in the locked process only.

`PARSERS` names the module for each media type. Text needs no foreign parser and is decoded in the caller's process.
"""

from __future__ import annotations

from safeconduct.sources.identify import DOCX, ODT, TELEGRAM

SCAN = "application/x-pdf-scan"  # asked for by `conversion` alone: a PDF drawn as pictures

PARSERS: dict[str, str] = {
    "text/html": "html",
    TELEGRAM: "telegram",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    DOCX: "docx",
    ODT: "odt",
    "application/rtf": "rtf",
    "message/rfc822": "mail",
    "application/mbox": "mbox",
    "application/zip": "archive",
    SCAN: "scan",
}
