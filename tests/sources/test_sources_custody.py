"""A file is known by its bytes: hashed, measured, identified by content, its custody noted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from safeconduct.sources import Condition, Conversion, take
from safeconduct.sources.errors import NaiveTime

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def test_a_source_is_named_by_the_hash_of_its_bytes_and_keeps_its_custody() -> None:
    data = b"Statement of the applicant\n"
    source = take(
        data, name="statement.txt", by="Zarina", at=AT, obtained="from the client by hand"
    )
    assert source.id == hashlib.sha256(data).hexdigest()
    assert source.size == len(data)
    assert source.custody.taken_by == "Zarina"
    assert source.custody.taken_at == AT
    assert source.custody.original_name == "statement.txt"
    assert source.custody.obtained == "from the client by hand"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveTime, match="time zone"):
        take(b"x", name="x", by="x", at=datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize("data", [b"", b"   \n\t\r\n", b"\x00" * 4096])
def test_a_file_without_content_is_empty_whatever_it_is_called(data: bytes) -> None:
    assert take(data, name="order.pdf", by="Zarina", at=AT).condition is Condition.EMPTY


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", "application/pdf"),
        (b"{\\rtf1\\ansi text}", "application/rtf"),
        (b"\x89PNG\r\n\x1a\nxxxx", "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"Rar!\x1a\x07\x00", "application/vnd.rar"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00", "application/x-msdownload"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "text/html"),
        (b"\xef\xbb\xbf<html><body>x</body></html>", "text/html"),
        ("<html><body>текст</body></html>".encode("utf-16"), "text/html"),
        (b"<div><p>One</p><p>Two</p></div>", "text/html"),
        (b"# Title\n\nSee [the order](https://example.org/a) of **today**.\n", "text/markdown"),
        (b"From: a@example.org\nTo: b@example.org\nSubject: x\n\nbody\n", "message/rfc822"),
        (b"From a@example.org Mon Mar  5 10:00:00 2018\nFrom: a@example.org\n\nx\n", "application/mbox"),
        (b"-----BEGIN PGP MESSAGE-----\n\nhQEM\n", "application/pgp-encrypted"),
        (b"MZ is how he signed his letters to us.\n", "text/plain"),
        (b"From the station he went home.\nTo his mother he said nothing.\n", "text/plain"),
        ("Постановление суда от 5 мая".encode("cp1251"), "text/plain"),
        (bytes(range(256)) * 8, "application/octet-stream"),
    ],
)  # fmt: skip
def test_the_kind_is_told_from_the_bytes(data: bytes, kind: str) -> None:
    assert take(data, name="misleading.exe", by="Zarina", at=AT).media_type == kind


def test_a_file_of_three_million_blank_lines_is_taken_in_and_read(
    converted: Callable[..., Conversion],
) -> None:
    # Line patterns that crossed line ends once made this take a minute.
    data = b"He was taken.\n" + b"\n" * 3_000_000 + b" " * 100_000 + b"\n|" * 50_000
    assert take(data, name="x", by="Zarina", at=AT).media_type == "text/plain"
    assert converted(data).document is not None
