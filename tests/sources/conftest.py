"""Taking a file in and converting it, as every test of this room does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from safeconduct.sources import Conversion, Limits, convert, take

Convert = Callable[..., Conversion]


@pytest.fixture
def converted() -> Convert:
    """`converted(data, name=…)` → the conversion of these bytes."""

    def run(data: bytes, *, name: str = "file", limits: Limits | None = None) -> Conversion:
        source = take(data, name=name, by="Zarina", at=datetime(2026, 11, 23, 9, tzinfo=UTC))
        result = convert(source, data, limits=limits or Limits())
        document = result.document
        if document is not None:
            last = 0
            for block in document.blocks:  # the map is exact, in order and without overlap
                assert last <= block.start < block.end <= len(document.text)
                assert document.text[block.start : block.end].strip()
                last = block.end
        assert (document is None) or result.source.condition == "read"
        assert result.source.condition == "read" or result.source.explanation
        return result

    return run
