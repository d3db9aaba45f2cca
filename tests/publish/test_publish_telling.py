"""A date is told as finely as it was told, never finer, in the reader's language."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.publish.telling import Voice
from safeconduct.record.kinds import kinds, lanes
from safeconduct.shelf import read_yaml, shelf
from safeconduct.when import Span, parse_edtf

EN, RU = Voice("en"), Voice("ru")


@pytest.mark.parametrize(
    ("edtf", "english", "russian"),
    [
        ("2014-06-10", "10 June 2014", "10 июня 2014"),
        ("2014-06", "June 2014", "июнь 2014"),
        ("2014", "2014", "2014"),
        ("201X", "the 2010s", "2010-е"),
        ("2014-22", "summer 2014", "лето 2014"),
        ("2014-24", "winter 2014", "зима 2014"),
        ("2013/2014", "2013 – 2014", "2013 – 2014"),
        ("2014-03/2014-05", "March – May 2014", "март – май 2014"),
        ("2013-12/2014-03", "December 2013 – March 2014", "декабрь 2013 – март 2014"),
        ("2013-10-01/2013-10-10", "1 – 10 October 2013", "1 – 10 октября 2013"),
        ("2014-06-10/2014-08-05", "10 June – 5 August 2014", "10 июня – 5 августа 2014"),
        ("2013-12-05/2014-03", "5 December 2013 – 31 March 2014", "5 декабря 2013 – 31 марта 2014"),
        ("../2018-03-21", "not after 21 March 2018", "не позднее: 21 марта 2018"),
        ("../2018", "not after 2018", "не позднее: 2018"),
        ("2014-06/..", "not before June 2014", "не ранее: июнь 2014"),
        ("2014~", "about 2014", "около 2014"),
        ("2014-06-10~", "about 10 June 2014", "около 10 июня 2014"),
        ("2014-06?", "June 2014 (in doubt)", "июнь 2014 (под вопросом)"),
        ("../..", "date not told", "дата не указана"),
        (
            "2014-06-12T10:30+04:00",
            "12 June 2014, 10:30 (UTC+04:00)",
            "12 июня 2014, 10:30 (UTC+04:00)",
        ),
    ],
)
def test_a_date_is_told_as_it_was_told(edtf: str, english: str, russian: str) -> None:
    span = parse_edtf(edtf)
    assert EN.span(span) == english
    assert RU.span(span) == russian


def test_no_date_at_all_is_said() -> None:
    assert EN.span(None) == "date not told"


@given(st.dates(date(1950, 1, 1), date(2040, 1, 1)), st.integers(0, 800))
def test_two_spans_are_told_alike_only_if_they_are_alike(first: date, more: int) -> None:
    span = Span.between(first, first + timedelta(more))
    for wider in (
        Span.between(first, first + timedelta(more + 1)),
        Span.between(first - timedelta(1), span.last),
    ):
        assert EN.span(span) != EN.span(wider)


@pytest.mark.parametrize(
    ("number", "english", "russian"),
    [(1, "1 day", "1 день"), (2, "2 days", "2 дня"), (5, "5 days", "5 дней"), (11, "11 days", "11 дней"), (21, "21 days", "21 день"), (0, "0 days", "0 дней")],
)  # fmt: skip
def test_numbers_take_the_right_form(number: int, english: str, russian: str) -> None:
    assert EN.count(number, "days") == english
    assert RU.count(number, "days") == russian


def test_a_length_is_told_in_its_own_units() -> None:
    assert EN.length("P7M10D") == "7 months 10 days"
    assert RU.length("P1Y2M") == "1 год 2 месяца"
    assert EN.length("a long time") == "a long time"


def test_every_kind_and_lane_has_a_russian_name() -> None:
    for name in [*kinds(), *lanes()]:
        assert re.search("[а-я]", RU.kind(name) if name in kinds() else RU(name)), name


def test_the_callers_own_translations_come_first() -> None:
    voice = Voice("ru", lambda text: {"Findings": "Находки"}.get(text, text))
    assert voice("Findings") == "Находки"
    assert voice("Deadlines") == "Сроки"


def test_every_text_of_the_pages_has_russian_words() -> None:
    folder = shelf("vocabulary").parent / "src" / "safeconduct" / "publish"
    if not folder.is_dir():
        pytest.skip("the sources are not here")
    said = set()
    for path in [*folder.glob("*.py"), *folder.glob("templates/*.jinja")]:
        for found in re.finditer(
            r"\bsay\(\s*(\"([^\"]+)\"|'([^']+)')\s*\)", path.read_text(encoding="utf-8")
        ):
            said.add(found[2] or found[3])
    known = read_yaml(shelf("vocabulary") / "telling.yaml")["texts"]["ru"]
    assert len(said) > 100
    assert sorted(said - set(known)) == []
