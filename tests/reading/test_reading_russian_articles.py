"""Articles of law as Russian courts and journalists write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.reading.russian.articles import references


def ids(text: str) -> list[str]:
    return [i for r in references(text) for i in r.ids()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("по ч. 3 ст. 18.8 КоАП РФ", ["RU-CAO-18.8-3"]),
        ("по ст. 282.2 ч. 2 УК", ["CC-282.2-2"]),
        ("по статьям 159 и 244 УК Узбекистана", ["UZ-CC-159", "UZ-CC-244"]),
        ("ч. 3 ст. 30, ч. 1 ст. 318 УК РФ", ["RU-CC-30-3", "RU-CC-318-1"]),
        ("по ст. ст. 159 ч. 3 и 244-1 УК Республики Узбекистан", ["UZ-CC-159-3", "UZ-CC-244-1"]),
        ("частями 1 и 2 статьи 205.5 УК РФ", ["RU-CC-205.5-1", "RU-CC-205.5-2"]),
        ("по статье 307-3 Уголовного кодекса Таджикистана", ["TJ-CC-307-3"]),
        ("статья 18.8 ч.3", ["RU-CAO-18.8-3"]),
        ("п. «б» ч. 4 ст. 132 УК РФ", ["RU-CC-132-4"]),
        ("статье 159 узбекского Уголовного кодекса", ["UZ-CC-159"]),
        ("по 205-й статье", ["205"]),
        ("по статье 159 части 3 пункту «а» УК РУз", ["UZ-CC-159-3"]),
        ("статья 159, часть 3, пункты «а», «б» УК Узбекистана", ["UZ-CC-159-3"]),
    ],
)
def test_forms(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_the_state_is_not_guessed() -> None:
    assert ids("обвинён по статье 159 УК") == ["CC-159"]


def test_a_convention_has_no_code_of_ours() -> None:
    assert ids("статьи 3 Европейской конвенции о правах человека") == []


@given(
    st.integers(100, 361), st.integers(1, 4), st.sampled_from(["УК РФ", "УК Российской Федерации"])
)
def test_part_before_and_part_after_are_one_reference(article: int, part: int, code: str) -> None:
    assert (
        ids(f"ч. {part} ст. {article} {code}")
        == ids(f"ст. {article} ч. {part} {code}")
        == [f"RU-CC-{article}-{part}"]
    )


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    for reference in references(text):
        assert 0 <= reference.start < reference.end <= len(text)
