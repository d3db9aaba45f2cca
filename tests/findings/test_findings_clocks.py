"""Whose clock a date without an hour is read by."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from safeconduct.findings.bounds import timeline
from safeconduct.findings.points import SHIFT, ZONES_APART
from safeconduct.record.chronology_file import read_chronology


@pytest.mark.parametrize(
    ("refuge", "hour", "apart"),
    [("RU", 21, SHIFT), ("KZ", 19, SHIFT), (None, 0, ZONES_APART), ("XX", 0, ZONES_APART)],
)
def test_a_day_is_the_refuges_own_and_nobodys_where_the_refuge_is_not_known(
    refuge: str | None, hour: int, apart: int
) -> None:
    """No state's clock is taken in another's stead; hours are then compared as those of places far apart."""
    c = read_chronology(
        {"person": {"name": "A. B."}, "events": [{"id": "a", "kind": "arrest", "when": "2024-06-12"}]},
        where="test",
    )  # fmt: skip
    line = timeline(c, date(2024, 6, 30), refuge)
    assert datetime.fromtimestamp(line.ticks[0][0], tz=UTC).hour == hour
    assert line.apart == apart
