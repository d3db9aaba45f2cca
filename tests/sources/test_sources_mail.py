"""E-mail: what a reader of it sees, its attachments as parts of their own, its day from the Date head."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from email.message import EmailMessage

from safeconduct.sources import Condition, Conversion, Limits, convert_all, take

Convert = Callable[..., Conversion]


def letter(body: str = "He was taken this morning.\n\n> When?\n") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Дилноза Рашидова <d@example.org>"
    message["To"] = "lawyer@example.org"
    message["Subject"] = "Мой брат"
    message["Date"] = "Tue, 10 Jun 2014 23:30:00 +0400"
    message.set_content(body)
    return message


def test_heads_body_and_quotes_are_read_and_the_day_is_the_senders(converted: Convert) -> None:
    document = converted(letter().as_bytes()).document
    assert document is not None
    assert [b.role for b in document.blocks] == ["header", "paragraph", "quote"]
    assert "From: Дилноза Рашидова <d@example.org>" in document.text
    assert document.title == "Мой брат"
    assert document.published == date(2014, 6, 10)


def test_attachments_are_parts_with_their_letter_as_parent(converted: Convert) -> None:
    message = letter()
    message.add_attachment(
        b"%PDF-1.4 broken", maintype="application", subtype="pdf", filename="приказ.pdf"
    )
    message.add_attachment("Её видели в Казани.", filename="note.txt")
    data = message.as_bytes()
    result = converted(data, name="letter.eml")
    assert [source.part for source, _ in result.parts] == ["приказ.pdf", "note.txt"]
    assert {source.parent for source, _ in result.parts} == {result.source.id}
    assert result.parts[0][1] == b"%PDF-1.4 broken"
    assert result.parts[0][0].custody.taken_by == "Zarina"

    source = take(data, name="letter.eml", by="Zarina", at=datetime(2026, 11, 23, tzinfo=UTC))
    conditions = [c.source.condition for c in convert_all(source, data)]
    assert conditions == [Condition.READ, Condition.DAMAGED, Condition.READ]


def test_a_letter_in_html_only_is_read_as_a_page(converted: Convert) -> None:
    message = letter()
    message.set_content("<p>He was <b>taken</b>.</p><p>Help.</p>", subtype="html")
    document = converted(message.as_bytes()).document
    assert document is not None
    assert document.text.endswith("He was taken.\n\nHelp.")


def test_the_plain_form_is_preferred_and_the_html_twin_is_no_attachment(converted: Convert) -> None:
    message = letter("Plain words.\n")
    message.add_alternative("<p>Coloured words.</p>", subtype="html")
    result = converted(message.as_bytes())
    assert result.document is not None
    assert "Plain words." in result.document.text
    assert "Coloured" not in result.document.text
    assert result.parts == ()


def test_old_mail_without_a_charset_is_still_read(converted: Convert) -> None:
    body = "Здравствуйте! Его задержали вчера в Самаре и никто не говорит, где он сейчас находится."
    data = "From: d@example.org\nTo: l@example.org\nSubject: Срочно, помогите\n\n".encode(
        "koi8-r"
    ) + body.encode("koi8-r")
    document = converted(data).document
    assert document is not None
    assert body in document.text
    assert "Срочно, помогите" in document.text


def test_a_forwarded_letter_is_a_part(converted: Convert) -> None:
    message = letter()
    message.add_attachment(letter("The first letter."))
    result = converted(message.as_bytes())
    assert [s.media_type for s, _ in result.parts] == ["message/rfc822"]


def test_a_sealed_letter_is_named(converted: Convert) -> None:
    data = (
        b"From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=x\n\n--x\n\nVersion: 1\n--x--\n'
    )
    result = converted(data)
    assert result.source.condition is Condition.ENCRYPTED


def test_a_mailbox_becomes_its_letters(converted: Convert) -> None:
    one = letter("First.\n\n>From the station he called.\n").as_bytes()
    two = letter("Second.\n").as_bytes()
    box = (
        b"From d@example.org Tue Jun 10 2014\n"
        + one
        + b"\nFrom d@example.org Wed Jun 11 2014\n"
        + two
    )
    result = converted(box)
    assert [s.part for s, _ in result.parts] == ["message-1.eml", "message-2.eml"]
    assert b"\nFrom the station he called." in result.parts[0][1].replace(b"\r", b"")
    assert result.document is not None
    assert result.document.text.count("Мой брат") == 2


def test_more_attachments_than_are_taken_in_at_once_is_said(converted: Convert) -> None:
    message = letter()
    for i in range(5):
        message.add_attachment(
            b"x" * 10, maintype="application", subtype="octet-stream", filename=f"{i}"
        )
    result = converted(message.as_bytes(), limits=Limits(parts=3))
    assert len(result.parts) == 3
    assert "2 attachments were left out" in result.source.explanation
