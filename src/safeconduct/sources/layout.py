"""How plain text is laid out: paragraphs, headings, numbered paragraphs, tables, captions, quotes, chat messages.

Every pattern works on one line or one chunk between blank lines and runs in linear time, since it meets whatever
people send. Returns blocks over the text as it stands: no character is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from safeconduct.sources.document import Block

_NUMBERED = re.compile(
    r"^\s{0,8}(\d{1,3}(?:\.\d{1,3}){0,4}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|\(\d{1,3}\)|§\s?\d{1,4}\.?)\s+\S"
)
_ITEM = re.compile(r"^\s{0,8}\d{1,3}[.)]\s")
_BULLET = re.compile(r"^\s{0,8}[-*•·‣▪]\s+\S")
_QUOTED = re.compile(r"^\s{0,3}>")
_STAMP = r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s?[APap]\.?[Mm]\.?)?"
_WHATSAPP = re.compile(
    rf"^[\u200e\u200f]?(?:\[{_STAMP}\]\s?|{_STAMP}\s+[-–]\s+)(?P<who>[^:\n]{{1,60}}):\s"
)
_TELEGRAM = re.compile(
    r"^(?P<who>[^\[\]\n,]{1,60}),?\s+\[\d{1,2}[./ ](?:\d{1,2}|\w{3,9})[./ ]\d{2,4}(?: at|,| в)?\s*\d{1,2}:\d{2}(?::\d{2})?\]:?\s*"
)
_CREDIT = re.compile(
    r"(?:Photo|Photograph|Image|Picture|Source|Credit|Still image|Фото|Источник|Снимок|Иллюстрация|Foto|Manba)\b"
    r"[^.\n]{0,20}?(?:\s*:|\s+by\b|\s+courtesy)",
)
_CAPTION_START = re.compile(
    r"^(?:Photo|Photograph|Image|Picture|Fig(?:ure|\.)|Table|Фото|Рис(?:унок|\.)|Таблица|Источник|Source|Rasm)"
    r"(?:\s*\d{1,3})?\s*[:.—–©]"
)
_FILE_NAME = re.compile(r"^[^\n]{1,120}\.(?:png|jpe?g|gif|webp|tiff?|bmp|pdf|mp4)$", re.IGNORECASE)
# A sentence's end with no space after it: the caption's last word was glued to the paragraph beneath.
_GLUED = re.compile(r"(?:reserved|[Рр]едакци[ия]|[^\W\d_]{3,})\.(?=[“«\"]?[^\W\d_a-zа-я])")
_AFTER_CREDIT = re.compile(r"[.!]\s+(?=[“«\"]?[A-ZА-ЯЎҚҒҲ])")
_BOILERPLATE = re.compile(
    r"(?:we use cookies|this (?:site|website) uses cookies|accept (?:all )?cookies|subscribe to our|sign up for our|"
    r"share (?:this|on)|follow us on|read more:|related (?:articles|stories)|all rights reserved\.?$|"
    r"читайте также|подпис(?:ывайтесь|аться) на|поделиться|использу\w+ (?:файлы )?cookie|все права защищены\.?$)",
    re.IGNORECASE,
)
_CELLS = re.compile(r"\t+|[ \u00a0]{3,}| ?\| ?")
_ENDS_SENTENCE = (".", "!", "?", ";", ",", "…", ":")
_ENDS_ITEM = (".", ";", ":", "!", "?")
_ENDS_INITIAL = re.compile(r"(?:^|[\s.])[^\W\d_]\.$")  # "lodged by Mr S.R.": no sentence ends there
_SHORT = 45  # characters of a line that heads others
_HARD_WRAP = 120  # lines longer than this were not wrapped by hand


def blocks_of(text: str, *, page: int = 0) -> tuple[Block, ...]:
    """The blocks of plain text, in order, none overlapping, together holding every word."""
    found: list[Block] = []
    for start, end in _chunks(text):
        found.extend(_laid_out(text, start, end, page))
    return tuple(_with_headings(text, found))


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines between blank lines, as offsets."""
    start = end = -1
    offset = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            if start < 0:
                start = offset
            end = offset + len(line.rstrip())
        elif start >= 0:
            yield start, end
            start = -1
        offset += len(line)
    if start >= 0:
        yield start, end


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    offset = start
    for line in text[start:end].splitlines(keepends=True):
        bare = line.rstrip()
        if bare:
            spans.append((offset, offset + len(bare)))
        offset += len(line)
    return spans


def _laid_out(text: str, start: int, end: int, page: int) -> Iterator[Block]:
    lines = _lines(text, start, end)
    if not lines:
        return
    written = [text[a:b] for a, b in lines]
    if len(lines) > 1 and _is_table(written):
        yield _block(text, lines[0][0], lines[-1][1], page, "table")
        return
    # A new block begins at every line that starts something; a line that starts nothing goes on with the last.
    long = sum(len(w) for w in written) / len(written) > _HARD_WRAP
    begun: list[tuple[int, str, str]] = []
    before = ""
    for (a, _), line, after in zip(lines, written, [*written[1:], ""], strict=True):
        role, label = _opening(line)
        if _heads_lines(line, after):
            role = "heading"
        if role == "paragraph numbered" and before and not before.endswith(_ENDS_ITEM):
            role, label = "paragraph", ""  # a wrapped line that happens to begin "18.8 of the Code"
        goes_on = (
            bool(begun)
            and role == "paragraph"
            and begun[-1][1] not in ("quote", "heading")
            and not long
        )
        if role == "quote" and begun and begun[-1][1] == "quote":
            goes_on = True
        if not goes_on:
            begun.append((a, role, label))
        before = line
    ends = [a for a, _, _ in begun[1:]] + [lines[-1][1]]
    for (a, role, label), b in zip(begun, ends, strict=True):
        yield from _captioned(_block(text, a, b, page, role, label), text)


def _heads_lines(line: str, after: str) -> bool:
    """ "2. WHAT HAPPENED", «3. Семья на родине» right above the lines they head."""
    bare = line.strip()
    words = bare.lstrip("0123456789.) ")
    if not after or len(bare) > _SHORT or sum(c.isalpha() for c in words) < 4 or words == after:
        return False
    if bare[-1] in ".;,:!?…" or _ITEM.match(after):
        return False
    if words.isupper():
        return not after.isupper()
    return bool(_NUMBERED.match(bare)) and words[:1].isupper() and not after[:1].islower()


def _opening(line: str) -> tuple[str, str]:
    chat = _WHATSAPP.match(line) or _TELEGRAM.match(line)
    if chat:
        return "message", chat["who"].strip()
    if _QUOTED.match(line):
        return "quote", ""
    numbered = _NUMBERED.match(line)
    if numbered:
        return "paragraph numbered", numbered[1]
    if _BULLET.match(line):
        return "list", ""
    return "paragraph", ""


def _block(text: str, start: int, end: int, page: int, role: str, label: str = "") -> Block:
    run = text[start:end]
    start += len(run) - len(run.lstrip())
    end -= len(run) - len(run.rstrip())
    return Block(start, end, page, role.split()[0], label)


def _captioned(block: Block, text: str) -> Iterator[Block]:
    """Splits a caption off the paragraph it was glued to."""
    run = text[block.start : block.end]
    if block.role != "paragraph" or block.label:
        yield block
        return
    if _FILE_NAME.match(run):
        yield Block(block.start, block.end, block.page, "caption")
        return
    credit = _CREDIT.search(run, 0, 400)
    if credit is None:
        role = "navigation" if len(run) < 200 and _BOILERPLATE.search(run) else "paragraph"
        role = "caption" if _CAPTION_START.match(run) and len(run) < 300 else role
        yield Block(block.start, block.end, block.page, role, block.label)
        return
    glue = None
    for pattern in (_GLUED, _AFTER_CREDIT):
        glue = pattern.search(run, credit.end(), min(len(run), credit.end() + 120))
        if glue:
            break
    rest = run[glue.end() :] if glue else ""
    if glue and _BOILERPLATE.match(rest):  # "… RIA News. All rights reserved.In the last six years"
        further = re.compile(r"[.!]\s*").search(rest)
        cut = glue.end() + (further.end() if further else len(rest))
    else:
        cut = glue.end() if glue else len(run)
    if cut >= len(run):
        role = "caption" if len(run) < 300 else "paragraph"
        yield Block(block.start, block.end, block.page, role)
        return
    yield _block(text, block.start, block.start + cut, block.page, "caption")
    yield _block(text, block.start + cut, block.end, block.page, "paragraph")


def _is_table(lines: list[str]) -> bool:
    if any(_QUOTED.match(line) or _WHATSAPP.match(line) for line in lines):
        return False
    widths = [
        len([c for c in _CELLS.split(line.strip().strip("|")) if c.strip()]) for line in lines
    ]
    return min(widths) >= 2 and max(widths) - min(widths) <= 1 and max(len(x) for x in lines) < 400


def _with_headings(text: str, blocks: list[Block]) -> Iterator[Block]:
    for i, block in enumerate(blocks):
        run = text[block.start : block.end]
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if (
            block.role == "paragraph"
            and following is not None
            and "\n" not in run
            and len(run) <= 110
            and _is_heading(run, bool(block.label))
        ):
            yield Block(block.start, block.end, block.page, "heading", block.label)
        else:
            yield block


def _is_heading(run: str, numbered: bool) -> bool:
    letters = [c for c in run if c.isalpha()]
    if len(letters) < 3:
        return False
    if run.isupper() or "".join(letters).isupper():
        return True  # УСТАНОВИЛ:
    first = run.lstrip('“«"0123456789.) ')[:1]
    starts = first.isupper() or not first.isalpha()
    ends = run.endswith(_ENDS_SENTENCE) and not _ENDS_INITIAL.search(run)
    return starts and not ends and (not numbered or len(run) <= 70)
