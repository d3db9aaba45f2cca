"""A chat exported by Telegram Desktop: every message with its day and its sender."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from safeconduct.reading import read
from safeconduct.sources import Condition, Document, convert_all, take

_MESSAGE = """<div class="message default clearfix{joined}" id="m"><div class="body">
<div class="pull_right date details" title="{stamp} UTC+03:00">{stamp}</div>{name}{body}</div></div>"""


def page(*messages: str) -> bytes:
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"/></head><body><div class="page_wrap"><div class="page_header">'
        '<div class="content"><div class="text bold">Tursunov case</div></div></div><div class="history">'
        '<div class="message service" id="s"><div class="body details">3 February 2022</div></div>'
        + "".join(messages)
        + "</div></div></body></html>"
    ).encode()


def message(stamp: str, sender: str, text: str, more: str = "") -> str:
    name = f'<div class="from_name">{sender}</div>' if sender else ""
    body = f'<div class="text">{text}</div>' if text else ""
    return _MESSAGE.format(
        joined="" if sender else " joined", stamp=stamp, name=name, body=more + body
    )


def document(data: bytes) -> Document:
    source = take(data, name="export", by="test", at=datetime(2024, 1, 1, tzinfo=UTC))
    return next(c.document for c in convert_all(source, data) if c.document)


PAGE = page(
    message("03.02.2022 08:14:05", "Gulnora", "Anvar Tursunov was arrested yesterday."),
    message("03.02.2022 08:15:10", "", "I was threatened.<br>They told me to be silent."),
    message("04.02.2022 18:10:00", "Inna", "He was released today."),
)


def test_a_page_gives_each_message_its_day_and_its_sender() -> None:
    found = document(PAGE)
    assert [b.label for b in found.blocks if b.role == "message"] == ["Gulnora", "Gulnora", "Inna"]
    assert "[03.02.2022, 08:15] Gulnora: I was threatened.\nThey told me" in found.text
    assert "3 February 2022" not in found.text  # a line between days is nobody's message
    assert found.title == "Tursunov case"
    assert found.published == date(2022, 2, 4)


def test_the_json_form_of_an_export_reads_as_its_page_does() -> None:
    rows = [
        ("2022-02-03T08:14:05", "Gulnora", "Anvar Tursunov was arrested yesterday."),
        ("2022-02-03T08:15:10", "Gulnora", ["I was threatened.\n", {"type": "bold", "text": "They told me to be silent."}]),
        ("2022-02-04T18:10:00", "Inna", "He was released today."),
    ]  # fmt: skip
    export = {
        "name": "Tursunov case", "type": "private_group", "id": 1,
        "messages": [{"id": 0, "type": "service", "date": "2022-02-03T08:00:00", "text": ""}]
        + [{"id": n, "type": "message", "date": d, "from": f, "from_id": "u", "text": t} for n, (d, f, t) in enumerate(rows, 1)],
    }  # fmt: skip
    found = document(json.dumps(export).encode())
    assert found.text == document(PAGE).text
    assert found.published == date(2022, 2, 4)


def test_what_is_passed_on_says_whose_it_was() -> None:
    forwarded = (
        '<div class="forwarded body"><div class="from_name">Prison Watch <span class="date details" '
        'title="02.02.2022 10:00:00">02.02.2022</span></div><div class="text">He is in Tashkent.</div></div>'
    )
    found = document(page(message("03.02.2022 08:14:05", "Gulnora", "", forwarded)))
    assert found.text.startswith("[03.02.2022, 08:14] Gulnora: ↪ Prison Watch")
    assert "He is in Tashkent." in found.text


def test_yesterday_is_the_day_before_the_message() -> None:
    claims = {c.kind: c for c in read(document(PAGE)).claims}
    when = claims["arrest"].when
    assert when is not None
    assert when.earliest == date(2022, 2, 2)


@pytest.mark.parametrize("cut", [0.4, 0.6, 0.9])
def test_an_export_that_breaks_off_is_kept_and_explained(cut: float) -> None:
    told = {"type": "message", "from_id": "u", "date": "2022-02-03T08:14:05", "text": "a" * 300}
    whole = json.dumps({"name": "x", "messages": [told] * 3}).encode()
    data = whole[: int(len(whole) * cut)]
    source = take(data, name="result.json", by="test", at=datetime(2024, 1, 1, tzinfo=UTC))
    (kept,) = convert_all(source, data)
    assert kept.source.condition is Condition.DAMAGED
    assert "Export the chat again" in kept.source.explanation


def test_a_message_whose_date_or_sender_cannot_be_read_is_kept_and_said() -> None:
    found = document(
        page(
            message("03.02.2022 08:14:05", "Gulnora", "He was arrested."),
            message("31.02.2022 08:15:10", "Inna", "I was there."),
            message("04.02.2022 08:15:10", "Inna", "He is free.").replace(
                '"from_name">Inna', '"from_name">'
            ),
        )
    )
    assert "[?] Inna: I was there." in found.text
    assert "[04.02.2022, 08:15] ?: He is free." in found.text  # no name: nobody else's words
    assert any("1 message" in word for word in found.unsure)
