"""What a report says of the day: what ran out and can still be mended, and what can be filed to be protected."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct import findings, law
from safeconduct.findings.today import today
from safeconduct.publish import CaseFile, Report, write_report
from safeconduct.record.chronology_file import read_chronology

HELD = {
    "person": {"name": "Anvar Tursunov", "citizenship": "UZ", "refuge": "RU"},
    "events": [
        {"id": "e1", "kind": "entry", "when": "2012-05-01", "to": "RU"},
        {"id": "e2", "kind": "arrest", "when": "2014-06-10", "place": "RU", "ground": "wanted"},
        {"id": "e3", "kind": "extradition_request", "when": "2014-06-20", "by": "UZ-prosecutor"},
    ],
}
DAY = date(2014, 7, 20)


@pytest.mark.parametrize(
    ("language", "heading"),
    [("en", "can be filed to be protected"), ("ru", "что подать, чтобы получить защиту")],
)
def test_a_page_says_what_can_be_filed_to_be_protected(language: str, heading: str) -> None:
    told = read_chronology(HELD, where="test")
    pack = law.load("russia-uzbekistan")
    answers = findings.check(told, pack, DAY)
    remedies = today(told, answers).remedies
    assert remedies
    case = CaseFile(told, answers)
    page = write_report(Report((), (told.person,), (case,), DAY, pack), language=language)
    assert heading in page
    for remedy in remedies:
        assert remedy.title(language) in page.replace("&#39;", "'")
