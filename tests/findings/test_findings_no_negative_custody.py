"""A sentence never tells of custody shorter than none, however the days of one moment stand to one another."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct import findings, law
from safeconduct.record.chronology_file import read_chronology


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("arrest", "end"),
    [
        ("2016-07-01/2016-11-30", "2016-07/2018-03"),
        ("2016-07-01/2016-11-30", "../2018-03-21"),
        ("2013", "2013/2018"),
    ],
)
def test_custody_is_never_told_as_less_than_none(arrest: str, end: str, language: str) -> None:
    told = read_chronology(
        {
            "person": {"name": "Anvar Tursunov", "citizenship": "UZ", "refuge": "RU"},
            "events": [
                {"id": "e1", "kind": "arrest", "when": arrest, "place": "RU"},
                {"id": "e2", "kind": "arrest", "when": arrest, "place": "RU"},
                {"id": "e3", "kind": "sentence", "when": end, "place": "RU", "term": "P16Y"},
            ],
        },
        where="test",
    )
    answers = findings.check(told, law.load("russia-uzbekistan"), date(2018, 3, 21))
    said = [f.says(language) for f in answers.findings if f.rule in ("E15", "P12", "P13")]
    assert said
    assert not [s for s in said if " -" in s or "−" in s]
