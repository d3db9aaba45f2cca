"""Markdown, with markdown-it: the words without their marks, headings, lists, quotes and tables as blocks."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.token import Token

from safeconduct.sources.encoding import decode
from safeconduct.sources.limits import Limits
from safeconduct.sources.parsed import Parsed, Weaver


def parse(data: bytes, limits: Limits) -> Parsed:  # noqa: ARG001
    """The text as a reader of the rendered page sees it."""
    read = decode(data)
    weaver = Weaver()
    around: list[str] = []
    cells: list[str] = []
    rows: list[str] = []
    numbers: list[int] = []
    label = title = ""
    for token in MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").parse(read.text):
        kind = token.type
        if kind.endswith("_open"):
            around.append(kind.removesuffix("_open"))
            if kind == "ordered_list_open":
                numbers.append(int(token.attrGet("start") or 1))
            elif kind == "list_item_open" and around[-2:-1] == ["ordered_list"]:
                label = f"{numbers[-1]}."
                numbers[-1] += 1
        elif kind.endswith("_close"):
            around.pop()
            if kind == "ordered_list_close":
                numbers.pop()
            elif kind == "tr_close":
                rows.append("\t".join(cells))
                cells = []
            elif kind == "table_close":
                weaver.add("\n".join(rows), "table")
                rows = []
        elif kind in {"fence", "code_block"}:
            weaver.add(token.content, "code")
        elif kind == "inline":
            text = _plain(token.children or [])
            if around and around[-1] in {"td", "th"}:
                cells.append(text)
                continue
            role = (
                "heading" if "heading" in around
                else "quote" if "blockquote" in around
                else "list" if "list_item" in around
                else "paragraph"
            )  # fmt: skip
            title = title or (text if role == "heading" else "")
            weaver.add(text, role, label=label)
            label = ""
    return Parsed(weaver.text, tuple(weaver.blocks), read.encoding, title=title, unsure=read.unsure)


def _plain(tokens: list[Token]) -> str:
    pieces = []
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            pieces.append("\n")
        elif token.type in {"text", "code_inline", "image"}:
            pieces.append(token.content)
    return "".join(pieces)
