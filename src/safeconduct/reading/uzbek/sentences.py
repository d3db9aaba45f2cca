"""Uzbek sentences with their plain text: the unit in which everything else is read.

May import: `sources`, this package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safeconduct.reading.uzbek.latin import Plain, plain
from safeconduct.sources import Block

#: a full stop after an initial («O. R. Sobirov», «Sh. Karimov») or an abbreviation ends nothing
_END = re.compile(
    r"(?<![\s(«\"][A-ZЀ-Я])(?<![\s(«\"](?:Sh|Ch|Yo|Yu|Ya|Ye))(?<!^[A-ZЀ-Я])[.!?…]+[»”\")]?(?=\s|$)|\n"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-ZЀ-Я]|Sh|Ch|Yo|Yu|Ya|Ye|h\.k|т\.ф|va h\.k|sh|ш|y|й|k|к|уй|uy|№|st|ст)\.$"
)
_SILENT = frozenset(("caption", "header", "footer", "navigation", "code", "sender"))


@dataclass(frozen=True, slots=True)
class Run:
    """A sentence: its place in the document, its plain text, and whether it is a court's own order.

    `orders`: the heading after which a court orders («ҲУКМ ҚИЛДИ:»).
    """

    start: int
    end: int
    plain: Plain
    ordered: bool = False
    orders: bool = False

    def at(self, offset: int) -> int:
        """The place in the document of a letter of the plain text."""
        return self.plain.origin[min(offset, len(self.plain.origin) - 1)]


_ORDER = re.compile(r"(?:hukm|qaror|ajrim)\s+qil(?:adi|di|ib)\s*:?\s*$")


def sentences(text: str, blocks: Sequence[Block]) -> Iterator[Run]:
    """The sentences of all blocks that tell something."""
    ordered = False
    for block in blocks:
        if block.role in _SILENT:
            continue
        start = block.start
        for stop in [*_stops(text, block), block.end]:
            a, b = start, stop
            while a < b and text[a].isspace():
                a += 1
            while b > a and text[b - 1].isspace():
                b -= 1
            if b > a:
                words = plain(text, a, b)
                orders = bool(_ORDER.search(words.text))
                yield Run(a, b, words, ordered, orders)
                ordered = ordered or orders
            start = stop


def _stops(text: str, block: Block) -> Iterator[int]:
    for match in _END.finditer(text, block.start, block.end):
        before = text[max(block.start, match.start() - 8) : match.start() + 1]
        if match.group().startswith(".") and _ABBREVIATION.search(before):
            continue
        yield match.end()
