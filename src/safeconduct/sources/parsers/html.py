"""Web pages, with selectolax: running text kept in order; menus, cookie notices and page feet marked, not dropped.

Scripts, styles and what the page hides are left out: a reader of the page never saw them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from safeconduct.sources.dating import iso_day
from safeconduct.sources.encoding import decode
from safeconduct.sources.limits import Limits
from safeconduct.sources.parsed import Parsed, Weaver

_DEEPEST = 400  # lexbor's time grows with the square of the depth; no page written for people goes beyond 100
_TAG = re.compile(rb"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^<>]*?(/?)>")
_NEVER_NEST = frozenset(
    b"area base br col embed hr img input link meta source track wbr p li td th tr dt dd option tbody thead".split()
)
_SKIP_WORDS = """
script style noscript template svg math head iframe object canvas select button input textarea
"""
_SKIP = frozenset(_SKIP_WORDS.split())
_BLOCK_WORDS = """
p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table tr td th blockquote pre figure figcaption caption
header footer nav aside section article main address form fieldset details summary hr body center
"""
_BLOCK = frozenset(_BLOCK_WORDS.split())
_ROLE_OF_TAG = {
    "nav": "navigation", "footer": "footer", "blockquote": "quote", "figcaption": "caption", "caption": "caption",
    "pre": "code", "li": "list", "menu": "navigation", "dialog": "navigation",
    **{f"h{i}": "heading" for i in range(1, 7)},
}  # fmt: skip
_BOILERPLATE = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|cookies?|consent|gdpr|share|sharing|social|subscribe|"
    r"newsletter|related|sidebar|widget|promo|advert(?:isement)?|banner|skip-link|pagination|toolbar|tags?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"(?:^|[\s_-])(?:footnotes?|endnotes?|doc-footnote|doc-endnotes?)(?:$|[\s_-])", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_LABEL = re.compile(r"^(\d{1,3}(?:\.\d{1,3}){0,3}[.)])\s")


@dataclass(slots=True)
class _Run:
    role: str
    pieces: list[str]


def parse(data: bytes, limits: Limits) -> Parsed:  # noqa: ARG001
    """The page's text by block; title and day of publication where its head states them."""
    declared = _CHARSET.search(data[:4096])
    read = decode(data)
    encoding, unsure, text = read.encoding, read.unsure, read.text
    if unsure and declared:  # the page says what the bytes leave open
        try:
            encoding = declared[1].decode("ascii").lower()
            text, unsure = data.decode(encoding, "replace"), ()
        except LookupError:
            encoding = read.encoding
    source, cut = _shallow(text.encode("utf-8", "replace"))
    if cut:
        unsure = (
            *unsure,
            "The page's elements lie deeper than any page for people; the deepest were flattened.",
        )
    tree = LexborHTMLParser(source)
    weaver = Weaver()
    root = tree.body or tree.root
    if root is not None:
        _walk(root, weaver)
    return Parsed(
        weaver.text,
        tuple(weaver.blocks),
        encoding,
        title=_title(tree),
        published=_published(tree),
        unsure=unsure,
    )


def _shallow(source: bytes) -> tuple[bytes, bool]:
    """Leaves out start and end tags below the deepest level. One pass, linear."""
    if source.count(b"<") <= _DEEPEST:
        return source, False
    depth, kept, last, cut = 0, [], 0, False
    for match in _TAG.finditer(source):
        name = match[2].lower()
        if name in _NEVER_NEST or match[3]:
            continue
        if match[1]:
            drop = depth > _DEEPEST
            depth = max(0, depth - 1)
        else:
            depth += 1
            drop = depth > _DEEPEST
        if drop:
            kept.append(source[last : match.start()])
            last, cut = match.end(), True
    kept.append(source[last:])
    return (b" ".join(kept), True) if cut else (source, False)


def _walk(root: Any, weaver: Weaver) -> None:
    """Depth first without recursion: (node, role) going in, a text run coming out at each block's edge."""
    run = _Run("paragraph", [])

    def close() -> None:
        nonlocal run
        text = "\n".join(
            _SPACES.sub(" ", line).strip() for line in "".join(run.pieces).split("\x01")
        )
        label = _LABEL.match(text)
        weaver.add(text, run.role, label=label[1] if label else "")
        run = _Run(run.role, [])

    stack: list[tuple[Any, str, bool]] = [(root, "paragraph", False)]
    while stack:
        node, role, leaving = stack.pop()
        tag = node.tag
        if leaving:
            close()
            run.role = role
            continue
        if tag == "-text":
            run.pieces.append(node.text_content or "")
            continue
        if tag in {"-comment", "-undef", "!doctype"} or tag in _SKIP:
            continue
        if tag == "br":
            run.pieces.append("\x01")
            continue
        attributes = node.attributes
        if (
            "hidden" in attributes
            or attributes.get("aria-hidden") == "true"
            or _HIDDEN.search(attributes.get("style") or "")
        ):
            continue
        if tag == "table" and _holds_data(node):
            close()
            weaver.add(_rows(node), role if role in {"navigation", "footer"} else "table")
            continue
        inner = _role(tag, attributes, role)
        if tag in _BLOCK:
            close()
            stack.append((node, role, True))
            run.role = inner
        child = node.last_child
        while child is not None:
            stack.append((child, inner, False))
            child = child.prev
    close()


def _role(tag: str, attributes: dict[str, str | None], outer: str) -> str:
    if outer in {"navigation", "footer", "footnote"}:
        return outer
    named = " ".join(filter(None, (attributes.get(k) for k in ("class", "id", "role"))))
    if _FOOTNOTE.search(named):
        return "footnote"
    if tag not in {"body", "main", "article", "html"} and _BOILERPLATE.search(named):
        return "navigation"
    role = _ROLE_OF_TAG.get(tag, outer)
    return outer if outer in {"quote", "list"} and role == "paragraph" else role


def _holds_data(table: Any) -> bool:
    """A table of data rather than of layout: no table inside, no long cell, two columns somewhere."""
    if table.attributes.get("role") == "presentation":
        return False
    cells = table.css("td, th")
    if not cells or len(table.css("table")) > 1 or len(table.css("p")) > len(cells):
        return False
    longest = max(len(cell.text() or "") for cell in cells)
    return longest < 600 and any(len(row.css("td, th")) >= 2 for row in table.css("tr"))


def _rows(table: Any) -> str:
    rows = []
    for row in table.css("tr"):
        cells = [_SPACES.sub(" ", cell.text() or "").strip() for cell in row.css("td, th")]
        if any(cells):
            rows.append("\t".join(cells))
    return "\n".join(rows)


def _title(tree: LexborHTMLParser) -> str:
    for css, attribute in (("meta[property='og:title']", "content"), ("h1", ""), ("title", "")):
        node = tree.css_first(css)
        if node is not None:
            value = node.attributes.get(attribute) if attribute else node.text()
            if value and value.strip():
                return _SPACES.sub(" ", value).strip()[:300]
    return ""


def _published(tree: LexborHTMLParser) -> date | None:
    for css, attribute in (
        ("meta[property='article:published_time']", "content"),
        ("meta[itemprop='datePublished']", "content"),
        ("meta[name='DC.date.issued']", "content"),
        ("meta[name='date']", "content"),
        ("meta[name='pubdate']", "content"),
        ("time[itemprop='datePublished']", "datetime"),
    ):
        node = tree.css_first(css)
        day = iso_day((node.attributes.get(attribute) or "") if node is not None else "")
        if day:
            return day
    for node in tree.css("script[type='application/ld+json']"):
        match = re.search(r'"datePublished"\s*:\s*("[^"]{1,60}")', node.text() or "")
        if match:
            day = iso_day(json.loads(match[1]) if "\\" not in match[1] else "")
            if day:
                return day
    times = tree.css("article time[datetime]") or tree.css("time[datetime]")
    return iso_day(times[0].attributes.get("datetime") or "") if len(times) == 1 else None
