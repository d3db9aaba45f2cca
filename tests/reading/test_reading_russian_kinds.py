"""Every kind of event in the words of a court, a lawyer, a newspaper and a mother; and the same words meaning other things."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from safeconduct.reading import read
from safeconduct.record import Claim, Mood
from safeconduct.sources import Block, Document

PHRASES = (Path(__file__).parent / "phrases" / "ru.txt").read_text("utf-8").splitlines()
LINES = [tuple(line.split("|", 1)) for line in PHRASES if line and not line.startswith("#")]


def told(text: str) -> list[Claim]:
    lead = "Фарход Назиров родился в Ургенче. "
    whole = lead + text
    document = Document(
        "d",
        whole,
        language="ru",
        published=date(2019, 6, 1),
        blocks=(Block(0, len(whole)),),
    )
    found = read(document).claims
    return [c for c in found if c.mood is Mood.FACT and c.passage.start >= len(lead) - 2]


@pytest.mark.parametrize(
    ("kind", "text"), [(k, t) for k, t in LINES if not k.startswith("-")], ids=lambda v: v[:60]
)
def test_it_is_told(kind: str, text: str) -> None:
    assert kind in {c.kind for c in told(text)}


@pytest.mark.parametrize(
    ("kind", "text"), [(k[1:], t) for k, t in LINES if k.startswith("-")], ids=lambda v: v[:60]
)
def test_it_is_not_told(kind: str, text: str) -> None:
    kinds = {c.kind for c in told(text)}
    assert not (kinds if kind == "*" else kinds & {kind})
