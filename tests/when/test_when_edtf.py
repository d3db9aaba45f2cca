"""EDTF levels 0 and 1 go in and come out unchanged, and mean what the conventions say."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from safeconduct.when import Basis, Duration, Precision, Span, parse_edtf, write_edtf
from safeconduct.when.errors import UnreadableDate

YEARS = st.integers(0, 9999).map("{:04d}".format)


@st.composite
def single_dates(draw: st.DrawFn) -> str:
    year = draw(YEARS)
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, monthrange(int(year) or 4, month)[1]))
    bare = draw(
        st.sampled_from(
            [
                year,
                f"-{year}",
                f"{year}-{month:02d}",
                f"{year}-{month:02d}-{day:02d}",
                f"{year}-{draw(st.integers(21, 24))}",
                f"{year[:3]}X",
                f"{year[:2]}XX",
                f"{year}-XX",
                f"{year}-XX-XX",
                f"{year}-{month:02d}-XX",
                f"Y{draw(st.integers(10000, 10**9))}",
                f"Y-{draw(st.integers(10000, 10**9))}",
            ]
        )
    )
    return bare + draw(st.sampled_from(["", "", "?", "~", "%"]))


@st.composite
def date_times(draw: st.DrawFn) -> str:
    at = draw(st.datetimes()).replace(microsecond=0).isoformat(timespec="seconds")
    return at + draw(st.sampled_from(["", "Z", "+04:00", "-11:30", "+05"]))


ENDS = single_dates() | st.sampled_from(["..", ""])


@given(ENDS, single_dates() | st.just(".."))
def test_intervals_come_out_as_they_went_in(first: str, last: str) -> None:
    text = f"{first}/{last}"
    starts = parse_edtf(first).earliest if first not in ("", "..") else None
    ends = parse_edtf(last).latest if last != ".." else None
    assume(starts is None or ends is None or starts < ends)
    assert write_edtf(parse_edtf(text)) == text


@st.composite
def made_spans(draw: st.DrawFn) -> Span:
    first = draw(st.none() | st.dates(date(1000, 1, 1), date(9000, 1, 1)))
    length = draw(
        st.none()
        | st.sampled_from([0, 1, 27, 28, 29, 30, 364, 365, 3651, 3652])
        | st.integers(0, 9000)
    )
    if first and draw(st.booleans()):
        first = first.replace(day=1, month=draw(st.sampled_from([1, first.month])))
    last = None if first is None or length is None else first + timedelta(length)
    return Span.between(first, last, uncertain=draw(st.booleans()))


@given(made_spans())
def test_spans_made_elsewhere_keep_their_days_and_doubts_through_the_text(span: Span) -> None:
    again = parse_edtf(write_edtf(span))
    assert (again.earliest, again.latest) == (span.earliest, span.latest)
    assert again.uncertain == (span.uncertain and (span.earliest or span.latest) is not None)


@given(made_spans())
def test_an_approximate_span_is_never_written_narrower_than_it_is(span: Span) -> None:
    about = Span(span.earliest, span.latest, approximate=True)
    again = parse_edtf(write_edtf(about))
    assert again.earliest is None or (
        about.earliest is not None and again.earliest <= about.earliest
    )
    assert again.latest is None or (about.latest is not None and again.latest >= about.latest)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2014-06-10", date(2014, 6, 10), date(2014, 6, 10), Precision.DAY),
        ("2014-06", date(2014, 6, 1), date(2014, 6, 30), Precision.MONTH),
        ("2014-12", date(2014, 12, 1), date(2014, 12, 31), Precision.MONTH),
        ("2014-06-XX", date(2014, 6, 1), date(2014, 6, 30), Precision.MONTH),
        ("2014", date(2014, 1, 1), date(2014, 12, 31), Precision.YEAR),
        ("2014-XX-XX", date(2014, 1, 1), date(2014, 12, 31), Precision.YEAR),
        ("201X", date(2010, 1, 1), date(2019, 12, 31), Precision.DECADE),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), Precision.INTERVAL),
        ("2014-21", date(2014, 3, 1), date(2014, 5, 31), Precision.SEASON),
        ("2014-24", date(2014, 1, 1), date(2015, 2, 28), Precision.SEASON),
        ("2013/2014-03", date(2013, 1, 1), date(2014, 3, 31), Precision.INTERVAL),
        ("2016-07/2016", date(2016, 7, 1), date(2016, 12, 31), Precision.INTERVAL),
        ("../2018-03-21", None, date(2018, 3, 21), Precision.INTERVAL),
        ("2014/..", date(2014, 1, 1), None, Precision.INTERVAL),
        ("2014/", date(2014, 1, 1), None, Precision.INTERVAL),
        ("/2014", None, date(2014, 12, 31), Precision.INTERVAL),
        ("../..", None, None, Precision.UNKNOWN),
        ("2014-06-10~", date(2014, 6, 3), date(2014, 6, 17), Precision.DAY),
        ("2014-06~", date(2014, 5, 1), date(2014, 7, 31), Precision.MONTH),
        ("2014~", date(2013, 1, 1), date(2015, 12, 31), Precision.YEAR),
        ("201X~", date(2005, 1, 1), date(2024, 12, 31), Precision.DECADE),
        ("2014?", date(2014, 1, 1), date(2014, 12, 31), Precision.YEAR),
        ("2012-02-29", date(2012, 2, 29), date(2012, 2, 29), Precision.DAY),
    ],
)
def test_a_text_means_these_days(
    text: str, first: date | None, last: date | None, precision: Precision
) -> None:
    span = parse_edtf(text)
    assert (span.earliest, span.last, span.precision) == (first, last, precision)


def test_a_time_of_day_keeps_its_zone_and_its_civil_day() -> None:
    span = parse_edtf("2014-06-12T23:30+04:00")
    assert span.at == datetime(2014, 6, 12, 23, 30, tzinfo=timezone(timedelta(hours=4)))
    assert (span.earliest, span.days, span.precision) == (date(2014, 6, 12), 1, Precision.MINUTE)


def test_words_basis_and_anchor_are_kept() -> None:
    span = parse_edtf(
        "2016-09~", words="a year and a half ago", basis=Basis.DOCUMENT, anchor="21 March 2018"
    )
    assert (span.words, span.basis, span.anchor) == (
        "a year and a half ago",
        Basis.DOCUMENT,
        "21 March 2018",
    )


@pytest.mark.parametrize(
    "text",
    ["", "June 2014", "10.06.2014", "2014-13", "2014-02-30", "2014/2013", "2014~?", "/", "2014/2015/2016", "20X4",
     "2014-XX-10", "2014-06-10T25:00", "2014-06-10T10", "14", "2014-6-1", "2014-25", "2013-02-29", "201X-05"],
)  # fmt: skip
def test_what_is_not_edtf_is_refused_with_the_value_and_the_remedy(text: str) -> None:
    with pytest.raises(UnreadableDate) as refused:
        parse_edtf(text)
    assert refused.value.value == text
    assert "2014-06-10" in (refused.value.remedy or "")


def test_a_narrowed_span_no_longer_claims_its_old_text() -> None:
    narrowed = parse_edtf("2014").intersect(parse_edtf("2014-06/2015"))
    assert narrowed is not None
    assert write_edtf(narrowed) == "2014-06-01/2014-12-31"
    assert write_edtf(Duration(days=1).shift(parse_edtf("2014-06-10"))) == "2014-06-11"
