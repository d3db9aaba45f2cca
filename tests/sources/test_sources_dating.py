"""A date alone on its line near the top is the document's own; a date in a sentence is not."""

from __future__ import annotations

from datetime import date

import pytest

from safeconduct.sources.dating import dateline


@pytest.mark.parametrize(
    "line",
    [
        "21 March 2018", "March 21, 2018", "21 марта 2018", "21 марта 2018 г.", "21 марта 2018 года",
        "Wednesday, 21 March 2018", "Moscow, 21 March 2018", "г. Самара, 21 марта 2018 г.", "21.03.2018",
        "2018-03-21", "21 March 2018, 14:05", "21.03.2018 14:05", "Published: 21 March 2018",
        "Опубликовано: 21.03.2018", "«21» марта 2018 г.", "2018 yil 21 mart", "21 mart 2018 yil",
        "2018 йил 21 март", "21st March 2018", "г. Тверь                                   21 марта 2018 года",
    ],
)  # fmt: skip
def test_a_dateline_in_the_forms_papers_use(line: str) -> None:
    assert dateline(["A headline", line]) == date(2018, 3, 21)


@pytest.mark.parametrize(
    "line",
    [
        "On 21 March 2018 he was arrested in Samara.", "arrested 21 March 2018", "March 2018", "32 March 2018",
        "he left Samara on Wednesday, 21 March 2018", "Бахром был задержан 21 марта 2018",
    ],
)  # fmt: skip
def test_a_date_within_a_saying_is_no_dateline(line: str) -> None:
    assert dateline([line]) is None
