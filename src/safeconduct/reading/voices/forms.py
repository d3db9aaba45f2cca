"""The fields of a form: a block of labelled lines ("Court: …", «Суд: …») is read line by line.

Without this a name at the end of one line and the label of the next make one name.

May import: `sources`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from safeconduct.sources import Block

_FIELD = re.compile(r"[ \t]*[^\W\d_][^:\n]{1,48}:[ \t]+\S")
_LINE = re.compile(r"[^\n]+")
_MOST = 160  # characters of a line: longer ones are prose
_SHARE = 0.6  # of the lines that are fields


def lined(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, those of a form cut into one block a line."""
    made: list[Block] = []
    for block in blocks:
        lines = list(_LINE.finditer(text, block.start, block.end))
        fields = sum(bool(_FIELD.match(m.group())) for m in lines)
        short = all(len(m.group()) <= _MOST for m in lines)
        if block.role != "paragraph" or len(lines) < 3 or not short or fields < _SHARE * len(lines):
            made.append(block)
            continue
        for m in lines:
            run = m.group()
            start = m.start() + len(run) - len(run.lstrip())
            if run.strip():
                made.append(replace(block, start=start, end=start + len(run.strip())))
    return made
