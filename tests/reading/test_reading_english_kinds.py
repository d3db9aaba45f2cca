"""Every kind of event in the words of a court, a lawyer, a newspaper and a mother; and the same words meaning other things."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from safeconduct.reading import read
from safeconduct.record import Mood, Stance
from safeconduct.sources import Block, Document

PHRASES = (Path(__file__).parent / "phrases" / "en.txt").read_text("utf-8").splitlines()
LINES = [tuple(line.split("|", 1)) for line in PHRASES if line and not line.startswith("#")]


def told(text: str) -> set[str]:
    """Kinds of what the text tells as having happened."""
    document = Document(
        "d", text, language="en", published=date(2024, 6, 15), blocks=(Block(0, len(text)),)
    )
    return {
        c.kind
        for c in read(document).claims
        if c.mood is Mood.FACT and c.stance not in (Stance.DENIED, Stance.FEARED)
    }


@pytest.mark.parametrize(
    ("kinds", "text"), [(k, t) for k, t in LINES if not k.startswith("-")], ids=lambda v: v[:60]
)
def test_it_is_told(kinds: str, text: str) -> None:
    assert set(kinds.split("/")) & told(text)


@pytest.mark.parametrize(
    ("kinds", "text"), [(k[1:], t) for k, t in LINES if k.startswith("-")], ids=lambda v: v[:60]
)
def test_it_is_not_told(kinds: str, text: str) -> None:
    assert not set(kinds.split("/")) & told(text)
