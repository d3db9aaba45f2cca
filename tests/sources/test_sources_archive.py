"""ZIP archives: members become parts; bombs, locks and archives without end are named and stopped."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

from safeconduct.sources import Condition, Conversion, Limits, convert_all, take

Convert = Callable[..., Conversion]


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_the_members_are_parts_and_the_systems_own_dressing_is_not(converted: Convert) -> None:
    data = zipped(
        **{"papers/order.txt": b"The order.", "__MACOSX/._order.txt": b"x", "заявление.txt": b"y z"}
    )
    result = converted(data)
    assert [(s.part, inside) for s, inside in result.parts] == [
        ("papers/order.txt", b"The order."), ("заявление.txt", b"y z"),
    ]  # fmt: skip


def test_names_of_old_windows_archives_are_read(converted: Convert) -> None:
    raw = zipped(**{"AAAAAA.txt": b"x y"}).replace(b"AAAAAA", "приказ".encode("cp866"))
    assert [s.part for s, _ in converted(raw).parts] == ["приказ.txt"]


def test_a_bomb_is_stopped_before_it_is_unpacked(converted: Convert) -> None:
    data = zipped(a=b"\x00" * (8 * 2**20))
    result = converted(data, limits=Limits(parts_bytes=2**20))
    assert result.source.condition is Condition.TOO_LARGE
    assert result.parts == ()


def test_a_locked_archive_is_named(converted: Convert) -> None:
    data = bytearray(zipped(a=b"secret words"))
    data[6] |= 1  # the local header's flag, and the directory's
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert converted(bytes(data)).source.condition is Condition.ENCRYPTED


def test_a_torn_archive_is_damaged(converted: Convert) -> None:
    data = zipped(a=b"words " * 100)
    assert converted(data[:-30]).source.condition is Condition.DAMAGED


def test_archives_within_archives_are_followed_only_so_far() -> None:
    data = zipped(**{"letter.txt": b"He was taken."})
    for i in range(8):
        data = zipped(**{f"level{i}.zip": data, "same.txt": b"the same words"})
    source = take(data, name="nest.zip", by="Zarina", at=datetime(2026, 11, 23, tzinfo=UTC))
    seen = list(convert_all(source, data, limits=Limits(depth=3)))
    assert len(seen) < 20
    last = [c for c in seen if c.source.condition is Condition.NOT_PARSED]
    assert any("too deep" in c.source.explanation for c in last)
    assert any("same file" in c.source.explanation for c in last)
