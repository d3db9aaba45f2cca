"""From bytes to a Document: the parser runs in a process of its own, behind locks; what fails is explained.

Plain text is decoded in the caller's process: no foreign parser touches it, only Python's own decoders and this
room's line patterns, all linear in time. Everything else starts a Python that imports one parser, locks itself
(see `lock`), reads the bytes from a pipe and answers on another. Nothing is written to disk. A parser that is not
done in time is killed; one that cannot be locked never sees a byte.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from safeconduct.sources import apart, recognise
from safeconduct.sources.answer import Refusal, document_of
from safeconduct.sources.custody import take
from safeconduct.sources.document import Condition, Document, Source
from safeconduct.sources.identify import EMPTY, LOCKED_OFFICE, PGP, UNKNOWN
from safeconduct.sources.limits import Limits
from safeconduct.sources.parsed import Parsed
from safeconduct.sources.parsers import PARSERS, SCAN, plain

_ADVICE: dict[str, str] = {
    "application/msword": "This is a Word document of the old kind (.doc). Open it in Word or LibreOffice, save it as DOCX, and add that.",
    "application/vnd.ms-outlook": "This is an Outlook message (.msg). Save it as EML from the mail program, and add that.",
    "application/vnd.ms-excel": "This is an Excel table of the old kind. Save it as CSV or PDF, and add that.",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "This is an Excel table. Save it as CSV or PDF, and add that.",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "These are slides. Save them as PDF, and add that.",
    "application/vnd.rar": "This is a RAR archive. Unpack it and add the files themselves.",
    "application/x-7z-compressed": "This is a 7-Zip archive. Unpack it and add the files themselves.",
    "application/gzip": "This is a packed archive. Unpack it and add the files themselves.",
    "application/x-bzip2": "This is a packed archive. Unpack it and add the files themselves.",
    "application/x-xz": "This is a packed archive. Unpack it and add the files themselves.",
    "application/x-tar": "This is an archive. Unpack it and add the files themselves.",
    "application/x-executable": "This is a program, not a document. Do not open it; ask the sender what it is.",
    "application/x-msdownload": "This is a program, not a document. Do not open it; ask the sender what it is.",
}


@dataclass(frozen=True, slots=True)
class Conversion:
    """What became of a source: `source` with its condition and explanation, the text where there is one, and the
    files found inside, each a source of its own (with `parent`) and not yet converted."""

    source: Source
    document: Document | None = None
    parts: tuple[tuple[Source, bytes], ...] = ()


def convert(source: Source, data: bytes, *, limits: Limits = Limits()) -> Conversion:  # noqa: B008 (frozen)
    """The text of a source. Never raises for what the file holds: its condition and explanation say what was wrong."""
    kind = source.media_type
    if kind == EMPTY:
        return _failed(source, Condition.EMPTY, "The file is empty. Ask for it to be sent again.")
    if len(data) > limits.file:
        return _failed(
            source,
            Condition.TOO_LARGE,
            f"The file has {len(data) // 2**20} MB; {limits.file // 2**20} MB can be read at once. It is kept. Split it and add the pieces to have it read.",
        )
    if kind in {LOCKED_OFFICE, PGP}:
        return _failed(
            source,
            Condition.ENCRYPTED,
            "The document is locked with a password or key. Open it, save it without one, and add that.",
        )
    try:
        if kind == "text/plain":
            return _converted(source, plain.parse(data, limits), limits)
        if kind.startswith("image/") and recognise.languages():
            return _converted(source, apart.recognised([data], limits), limits)
        if kind in PARSERS:
            try:
                parsed = apart.parsed(kind, data, limits)
            except Refusal as refusal:
                if refusal.condition is not Condition.NO_TEXT or not recognise.languages():
                    raise
                pictures = [part.data for part in apart.parsed(SCAN, data, limits).parts]
                parsed = apart.recognised(pictures, limits)
            return _converted(source, parsed, limits)
    except Refusal as refusal:
        return _failed(source, refusal.condition, refusal.problem)
    if kind.startswith("image/"):
        return _failed(
            source,
            Condition.NO_TEXT,
            "This is a picture. Run text recognition over it, or type out what matters as a testimony.",
        )
    if kind.startswith(("audio/", "video/")):
        return _failed(
            source,
            Condition.NO_TEXT,
            "This is a recording. Type out what matters as a testimony, with the time in the recording.",
        )
    known = "" if kind == UNKNOWN else f" ({kind})"
    return _failed(
        source,
        Condition.UNKNOWN_KIND,
        _ADVICE.get(
            kind,
            f"What this file is could not be told from its content{known}. Open it in the program it came from, save it as PDF or text, and add that.",
        ),
    )


def convert_all(source: Source, data: bytes, *, limits: Limits = Limits()) -> Iterator[Conversion]:  # noqa: B008
    """The conversion of a source, then of every file inside it, parents first.

    Parts deeper than `limits.depth`, and parts already seen on the way (an archive that holds itself), are kept and
    not opened; the same for what lies beyond `limits.parts` files or `limits.parts_bytes` in all.
    """
    waiting: deque[tuple[Source, bytes, int]] = deque([(source, data, 0)])
    seen: set[str] = set()
    opened = total = 0
    while waiting:
        current, content, depth = waiting.popleft()
        opened, total = opened + 1, total + (len(content) if depth else 0)
        if depth > limits.depth or opened > limits.parts + 1 or total > limits.parts_bytes:
            yield _failed(
                current,
                Condition.NOT_PARSED,
                "This file lies too deep inside other files, or beyond the number that is opened at once. It is kept. Add it by itself to have it read.",
            )
            continue
        if current.id in seen:
            yield _failed(
                current,
                Condition.NOT_PARSED,
                "The same file was already read a moment ago, inside the same parcel.",
            )
            continue
        seen.add(current.id)
        conversion = convert(current, content, limits=limits)
        yield conversion
        waiting.extend((part, inside, depth + 1) for part, inside in conversion.parts)


def _failed(source: Source, condition: Condition, explanation: str) -> Conversion:
    return Conversion(replace(source, condition=condition, explanation=explanation))


def _converted(source: Source, parsed: Parsed, limits: Limits) -> Conversion:
    if len(parsed.text) > limits.characters:
        raise Refusal(
            Condition.TOO_LARGE,
            f"The file holds more than {limits.characters:,} characters of text. It is kept. Split it and add the pieces to have it read.",
        )
    parts = []
    for part in parsed.parts:
        custody = source.custody
        inside = take(
            part.data,
            name=part.name,
            by=custody.taken_by,
            at=custody.taken_at,
            obtained=custody.obtained,
        )
        parts.append((replace(inside, parent=source.id, part=part.name), part.data))
    if not parsed.text.strip() and not parts:
        raise Refusal(
            Condition.NO_TEXT,
            "There is no text in this file: it may hold pictures only. Run text recognition over it, or type out what matters as a testimony.",
        )
    document = document_of(source.id, parsed)
    read = replace(source, condition=Condition.READ, explanation=parsed.explanation)
    return Conversion(read, document, tuple(parts))
