"""A ZIP archive: its members become parts, within limits that no bomb passes."""

from __future__ import annotations

import io
import re
import zipfile

from safeconduct.sources.document import Condition
from safeconduct.sources.errors import CannotRead
from safeconduct.sources.limits import Limits
from safeconduct.sources.parsed import Parsed, Part, Weaver

_DRESSING = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")


def parse(data: bytes, limits: Limits) -> Parsed:
    """A list of the members, and the members as parts."""
    members = [
        m
        for m in opened(data, limits).infolist()
        if not m.is_dir() and not _DRESSING.search(m.filename)
    ]
    if any(m.flag_bits & 1 for m in members):
        raise CannotRead(
            Condition.ENCRYPTED,
            "The archive is locked with a password. Unpack it with the password and add the files themselves.",
        )
    if len(members) > limits.parts:
        raise CannotRead(
            Condition.TOO_LARGE,
            f"The archive holds {len(members)} files; {limits.parts} can be taken at once. Unpack it and add them in groups.",
        )
    weaver, parts = Weaver(), []
    with opened(data, limits) as archive:
        left = limits.parts_bytes
        for member in members:
            inside = read_member(archive, member, left)
            left -= len(inside)
            parts.append(Part(_name(member), inside))
            weaver.add(_name(member), "list")
    return Parsed(weaver.text, tuple(weaver.blocks), parts=tuple(parts))


def opened(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive, unless it is damaged or says it would unpack beyond the limit."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        said = sum(m.file_size for m in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise CannotRead(
            Condition.DAMAGED,
            "The archive is damaged: its list of files cannot be read. Ask for it to be sent again.",
        ) from error
    if said > limits.parts_bytes:
        raise CannotRead(Condition.TOO_LARGE, _bomb(limits))
    return archive


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo | str, most: int) -> bytes:
    """A member's bytes, at most `most` of them whatever the archive says of its size."""
    import zlib

    try:
        with archive.open(member) as stream:
            data = stream.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise CannotRead(
            Condition.DAMAGED,
            "A file inside is damaged and cannot be unpacked. Ask for it to be sent again.",
        ) from error
    except RuntimeError as error:
        raise CannotRead(
            Condition.ENCRYPTED,
            "The file is locked with a password. Open it with the password, save it without one, and add that.",
        ) from error
    except NotImplementedError as error:
        raise CannotRead(
            Condition.NOT_PARSED,
            "The archive is packed by a method this program does not know. Unpack it and add the files themselves.",
        ) from error
    if len(data) > most:
        raise CannotRead(Condition.TOO_LARGE, _bomb(Limits(parts_bytes=most)))
    return data


def _bomb(limits: Limits) -> str:
    return (
        f"Unpacked, it would be larger than {max(1, limits.parts_bytes // 2**20)} MB. Small files that unpack to very "
        "large ones are sometimes sent to do harm; unpack it elsewhere if you trust the sender."
    )


def _name(member: zipfile.ZipInfo) -> str:
    name = member.filename
    if (
        not member.flag_bits & 0x800
    ):  # not marked as UTF-8: Windows archives of the region carry CP866
        try:
            raw = name.encode("cp437")
            if any(b >= 0x80 for b in raw):
                from safeconduct.sources.encoding import decode

                name = decode(raw).text
        except UnicodeEncodeError:
            pass
    return re.sub(r"[\x00-\x1f\\]+", "_", name).strip("/")[-200:] or "unnamed"
