"""The public cases of the article: with their facts as chronologies the check says what a lawyer would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from safeconduct.findings import Answers, Verdict, check
from safeconduct.law import load, names
from safeconduct.record.chronology_file import read_chronology_file

DAY = date(2018, 3, 21)


def answers(examples: Path, who: str, pack: str) -> Answers:
    return check(read_chronology_file(examples / "chronologies" / f"{who}.yaml"), load(pack), DAY)


GENERAL = [
    ("karimov", "G10", "charged in the country of origin after leaving it"),
    ("karimov", "G1", "stated detention agrees with the dates"),
    ("karimov", "G5", "relatives punished"),
    ("karimova", "G7", "harm to a family member after pressure by officials"),
    ("khamidkariyev", "G3", "removed while a court-ordered status protected him"),
    ("khamidkariyev", "G4", "sentenced on a confession after beatings"),
    ("kamolov", "G10", "charged in the country of origin while in Russia"),
    ("kamolov", "G6", "relative dies in custody the day after his arrest"),
    ("aslonov", "G5", "family driven away"),
]
CORRIDOR = [
    ("karimov", "P2", "accused of an act in a year in which he was elsewhere"),
    ("karimov", "P10", "arrested at the office where he sought papers"),
    (
        "karimov",
        "P14",
        "kept in by the exit permission in spite of recognition and travel document",
    ),
    ("khamidkariyev", "P3", "in custody at home with no lawful removal"),
    ("khamidkariyev", "P5", "abducted a week after a ruling in his favour"),
    ("kamolov", "P8", "new charge at home of refuge after extradition failed"),
    ("kamolov", "P17", "brother taken the day after the arrest"),
    ("aslonov", "P9", "recruiter on television, convicted of something else"),
    ("galambitsa", "P9", "recruiter on television, convicted of something else"),
]


@pytest.mark.parametrize(("who", "rule", "what"), GENERAL)
def test_general_findings(examples: Path, who: str, rule: str, what: str) -> None:
    assert answers(examples, who, "general").verdict(rule) is Verdict.CERTAIN, what


@pytest.mark.parametrize(("who", "rule", "what"), CORRIDOR)
def test_findings_of_the_corridor(examples: Path, who: str, rule: str, what: str) -> None:
    if "russia-uzbekistan" not in names():
        pytest.skip("the corridor's pack is not here")
    assert answers(examples, who, "russia-uzbekistan").verdict(rule) is Verdict.CERTAIN, what


def test_the_computed_length_of_custody_is_told(examples: Path) -> None:
    found = next(f for f in answers(examples, "karimov", "general").findings if f.rule == "G1")
    assert "7 months 10 days" in found.says()
    assert "7 months 9 days" in found.says()
    assert "7 месяцев 9 дней" in found.says("ru")


def test_nobody_is_accused_of_what_the_file_does_not_say(examples: Path) -> None:
    """Galambitsa's file says little: nothing of removal, ill-treatment or relatives is found in it."""
    shown = {f.rule for f in answers(examples, "galambitsa", "general").shown}
    assert shown == set()
