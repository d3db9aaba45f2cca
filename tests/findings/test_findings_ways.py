"""Whether a need of a way out is met where something may have undone it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from safeconduct.findings.book import book_for
from safeconduct.findings.check import stage
from safeconduct.findings.needs import read_way
from safeconduct.findings.ways_out import ways_out
from safeconduct.law import load, names
from safeconduct.record.chronology_file import read_chronology

pytestmark = pytest.mark.skipif(
    "russia-uzbekistan" not in names(), reason="the corridor's pack is not here"
)

VISA = {"id": "v", "kind": "permit_grant", "when": "2018-05-01", "place": "SE"}
WAY: dict[str, Any] = {
    "title": {"en": "By visa", "ru": "По визе"},
    "needs": [
        {
            "id": "host",
            "what": {"en": "a visa", "ru": "виза"},
            "met_by": [{"kind": "permit_grant"}],
            "undone_by": [{"kind": "permit_expiry"}],
            "opened_by": {"en": "a visa", "ru": "виза"},
        }
    ],
}


@pytest.mark.parametrize(
    ("expiry", "is_open"),
    [
        (None, True),
        ({"when": "2018-06-01"}, False),
        ({"when": "2018-04-01"}, True),
        ({"when": "2018-06-01?"}, None),  # only probable: it may have been earlier
        ({"when": "2018-04-01?"}, None),
        ({"when": "2018"}, None),
        ({}, None),
    ],
)
def test_what_may_have_been_undone_is_not_known_to_be_there(
    expiry: dict[str, str] | None, is_open: bool | None
) -> None:
    pack = load("russia-uzbekistan")
    events = [VISA, *([{"id": "x", "kind": "permit_expiry", **expiry}] if expiry is not None else [])]  # fmt: skip
    person = {"name": "J. Q.", "citizenship": "UZ", "refuge": "RU"}
    told = read_chronology({"person": person, "events": events}, where="test")
    scene = stage(told, book_for(pack, "UZ", "RU"), date(2018, 12, 1))
    (way,) = ways_out(scene, (read_way("by-visa", WAY, pack),))
    assert way.open is is_open
