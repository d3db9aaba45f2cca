"""A few lines over ElementTree: SVG whose every text is escaped, with no style element and no style attribute.

May import: the standard library. Looks are presentation attributes, which a strict content policy lets through and any
page's own style overrules by class.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

FONT = "system-ui, 'Segoe UI', 'Liberation Sans', 'DejaVu Sans', Arial, sans-serif"

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def add(parent: Element, tag: str, words: str = "", /, **attributes: object) -> Element:
    """A child element; underscores in names are hyphens (`class_` is class), numbers are written short."""
    return _fill(SubElement(parent, tag), words, attributes)


def root(width: float, height: float, **attributes: object) -> Element:
    """An svg element that scales with its page."""
    element = Element("svg")
    given: dict[str, object] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {_short(width)} {_short(height)}",
        "width": "100%",
        "font_family": FONT,
        "font_size": 12,
        "direction": "ltr",
    }
    return _fill(element, "", given | attributes)


def write(element: Element) -> str:
    """The markup, to be put into a page as it is."""
    return tostring(element, encoding="unicode")


def width_of(text: str, size: float = 12) -> float:
    """About how wide a text is drawn: a little more than a common sans serif takes."""
    wide = sum(
        1.0 if ord(c) > 0x2E80 else 0.32 if c in "ijl.,:;'|! ()" else 0.72 if c.isupper() else 0.66 if c > "\u0400" else 0.6
        for c in text
    )  # fmt: skip
    return wide * size


def shortened(text: str, room: float, size: float = 12) -> str:
    """The text, or as much of it as fits, ended by an ellipsis."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…" if text else ""


def _fill(element: Element, words: str, attributes: dict[str, object]) -> Element:
    for name, value in attributes.items():
        if value is None:
            continue
        key = name if name == "viewBox" else name.rstrip("_").replace("_", "-")
        element.set(key, _short(value) if isinstance(value, float) else _writable(str(value)))
    if words:
        element.text = _writable(words)
    return element


def _writable(text: str) -> str:
    """Without the characters that XML cannot hold, even escaped."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
