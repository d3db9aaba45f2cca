"""A slip in a vocabulary file is told with its file, its key and what to do."""

from __future__ import annotations

import pytest

from safeconduct.reading.errors import BrokenLexicon
from safeconduct.reading.lexicon import known, patterns


@pytest.mark.parametrize("row", [{"pattern": "(arrest"}, {"pattern": "arrest", "without": "[a-"}])
def test_a_pattern_that_cannot_be_read_is_named_with_its_file(row: dict[str, str]) -> None:
    with pytest.raises(BrokenLexicon) as told:
        patterns(row, "ground", "vocabulary/particulars-en.yaml")
    assert "particulars-en.yaml" in str(told.value)
    assert "ground" in str(told.value)
    assert next(v for v in reversed(row.values())) in str(told.value)


def test_patterns_do_not_mind_the_case() -> None:
    pattern, without = patterns({"pattern": "interpol", "without": "not"}, "ground", "x")
    assert pattern.search("Interpol")
    assert without is not None
    assert without.search("NOT")
    assert patterns({"pattern": "interpol"}, "ground", "x")[1] is None


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(BrokenLexicon, match="arrested"):
        known("arrested", "vocabulary/triggers-en.yaml")
