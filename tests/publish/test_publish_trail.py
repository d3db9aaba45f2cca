"""The trail picture shows every event in its place, nothing over anything else, and nothing surer than it is."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import story, yunusov

from safeconduct import law
from safeconduct.findings import check
from safeconduct.publish import draw
from safeconduct.publish.axis import Axis
from safeconduct.publish.layout import DOT, GUTTER, WIDTH, Layout, flag_width, lay_out
from safeconduct.publish.outlook import Band, Due, Flag, Outlook, outlook
from safeconduct.publish.svg import width_of
from safeconduct.publish.telling import Voice
from safeconduct.record import Chronology, Event, Person
from safeconduct.record.kinds import kinds, lanes
from safeconduct.when import Span

SVG = "{http://www.w3.org/2000/svg}"
DAYS = st.dates(date(1990, 1, 1), date(2026, 1, 1))


@st.composite
def spans(draw_: st.DrawFn) -> Span | None:
    first, last = draw_(st.none() | DAYS), draw_(st.none() | DAYS)
    if first and last and last < first:
        first, last = last, first
    if first and draw_(st.booleans()):
        return Span.day(first)
    return draw_(st.sampled_from([Span.between(first, last), None]))


@st.composite
def chronologies(draw_: st.DrawFn) -> Chronology:
    rows = draw_(st.lists(st.tuples(st.sampled_from(list(kinds())), spans()), max_size=25))
    attributes = st.sampled_from(
        [{}, {"relative": "brother"}, {"duration": "P7M10D"}, {"duration": "soon"}]
    )
    return Chronology(
        Person("p", draw_(st.text(max_size=12))),
        tuple(
            Event(f"e{n}", kind, ("p",), when, attributes=draw_(attributes))
            for n, (kind, when) in enumerate(rows)
        ),
    )


@st.composite
def outlooks(draw_: st.DrawFn, events: int) -> Outlook:
    bands = []
    for n in range(draw_(st.integers(0, 4))):
        first, last = sorted((draw_(DAYS), draw_(DAYS)))
        bands.append(
            Band(
                f"s{n}",
                f"R{n}",
                "No return while a claim is pending",
                draw_(st.sampled_from([first, None])),
                last,
                draw_(st.booleans()),
            )
        )
    flags = {}
    for n in range(draw_(st.integers(0, 4))):
        flags[f"e{draw_(st.integers(0, max(0, events - 1)))}"] = (
            Flag(f"f{n}", f"P{n}", "a finding", draw_(st.sampled_from(["certain", "possible"]))),
        )
    dues = [
        Due(f"d{n}", f"E{n}", "an appeal", draw_(DAYS)) for n in range(draw_(st.integers(0, 3)))
    ]
    return Outlook(tuple(bands), tuple(dues), flags)


def boxes(layout: Layout) -> dict[tuple[str, int], list[tuple[float, float]]]:
    """What every row of every lane holds: (left, right) of marks with their labels and flags."""
    rows: dict[tuple[str, int], list[tuple[float, float]]] = {}
    for lane in layout.lanes:
        for mark in lane.marks:
            wide = width_of(mark.label) + 5 + sum(flag_width(f) for f in mark.flags)
            out = DOT if mark.exact else 0
            left = min(mark.start - out, mark.label_at)
            right = max(mark.end + out, mark.lasts or 0, mark.label_at + wide)
            rows.setdefault((lane.name, mark.row), []).append((left, right))
    return rows


@settings(max_examples=150, deadline=None)
@given(chronologies(), st.data())
def test_nothing_touches_anything_and_all_of_it_is_inside(
    chronology: Chronology, data: st.DataObject
) -> None:
    shown = data.draw(outlooks(len(chronology.events)))
    layout = lay_out(chronology, shown, Voice(), data.draw(st.none() | DAYS))
    for held in boxes(layout).values():
        for a, b in combinations(held, 2):
            assert a[1] <= b[0] or b[1] <= a[0]
        for left, right in held:
            assert left >= GUTTER - DOT - 1
            assert right <= WIDTH + DOT + 1
    placed = sum(len(lane.marks) + len(lane.aside) for lane in layout.lanes)
    assert placed == len(chronology.events)


@settings(max_examples=60, deadline=None)
@given(chronologies(), st.text(max_size=20))
def test_any_chronology_becomes_well_formed_inline_svg(
    chronology: Chronology, hostile: str
) -> None:
    markup = draw(
        chronology,
        href=lambda kind, name: f"#{kind}-{name}",
        translate=lambda text: text + hostile[:3],
    )
    tree = ET.fromstring(markup)
    assert tree.tag == f"{SVG}svg"
    assert not re.search(
        r"<script|<style|style=|onload|href=\"(?!#)|src=|<image|<foreignObject", markup
    )
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    for used in re.findall(r"url\(#([^)]+)\)", markup):
        assert used in ids


@given(st.lists(DAYS, max_size=30), DAYS, DAYS)
def test_later_days_lie_further_right(days: list[date], a: date, b: date) -> None:
    axis = Axis(days, 100, 900)
    assert 100 <= axis.x(min(a, b)) <= axis.x(max(a, b)) <= 900
    for earlier, later in zip(sorted(set(days)), sorted(set(days))[1:], strict=False):
        assert axis.x(earlier) < axis.x(later)


@given(st.lists(DAYS, min_size=1, max_size=30))
def test_time_is_cut_only_where_nothing_is_dated_and_years_do_not_touch(days: list[date]) -> None:
    axis = Axis(days, 100, 900)
    for a, b in axis.cuts:
        assert not [d for d in days if a + 0.01 < axis.x(d) < b - 0.01]
    years = [t for t in axis.ticks(lambda d: d.strftime("%b")) if t.year]
    assert years
    for one, other in pairwise(years):
        assert other.x - one.x >= len(one.year) * 6


def test_a_long_empty_stretch_is_cut_and_a_short_case_is_not() -> None:
    assert len(Axis([date(1999, 3, 25), date(2014, 6, 10), date(2014, 9, 1)], 0, 800).cuts) == 1
    assert Axis([date(2014, 6, 10), date(2014, 6, 20), date(2014, 7, 1)], 0, 800).cuts == []


def texts(markup: str) -> list[str]:
    return [e.text or "" for e in ET.fromstring(markup).iter(f"{SVG}text")]


def test_every_lane_is_named_and_every_event_numbered_as_in_the_chronology() -> None:
    said = texts(draw(story(("arrest", "2014-06-10"), ("release", "2015-01-19"), ("work", None))))
    assert set(lanes()) <= set(said)
    assert {"1 arrest", "2 release", "3 work", "date not told"} <= set(said)


def test_an_exact_day_is_a_dot_and_any_other_date_a_bar_that_fades() -> None:
    markup = draw(story(("arrest", "2014-06-10")))
    assert 'class="trail-dot"' in markup
    for when, fade in (
        ("2014-06", "both"),
        ("2014-06-10~", "both"),
        ("../2014", "left"),
        ("2014/..", "right"),
    ):
        mark = ET.fromstring(draw(story(("arrest", when), ("release", "2015"))))
        fills = [e.get("fill", "") for e in mark.iter(f"{SVG}rect")]
        assert any(f.startswith(f"url(#{fade}") for f in fills), when
        assert not [
            e
            for e in mark.iter(f"{SVG}g")
            if "1 arrest" in (e.get("aria-label") or "") and e.find(f"{SVG}circle") is not None
        ]


def test_what_nobody_vouches_for_is_drawn_hollow() -> None:
    chronology = story(("arrest", "2014-06-10"))
    open_event = Event("e1", "arrest", ("p",), Span.day(date(2014, 6, 10)), confirmed=False)
    markup = draw(Chronology(chronology.person, (open_event,)))
    assert markup.count('class="trail-dot-open"') == 2  # the mark and the legend
    assert "to be checked by a person" in markup


def test_readers_of_the_screen_hear_what_when_and_where() -> None:
    markup = draw(yunusov())
    tree = ET.fromstring(markup)
    labels = [e.get("aria-label") for e in tree.iter() if e.get("aria-label")]
    assert "5 arrest: 21 November 2017, Orenburg" in labels
    assert tree.find(f"{SVG}title").text == "Trail of Sherzod Yunusov"  # type: ignore[union-attr]
    assert "16 events" in (tree.find(f"{SVG}desc").text or "")  # type: ignore[union-attr]


def test_safeguards_are_bands_and_findings_are_flags_on_their_last_step() -> None:
    chronology = yunusov()
    as_of = date(2018, 10, 9)
    answers = check(chronology, law.load("russia-uzbekistan"), as_of)
    shown = outlook(chronology, answers, "en")
    order = {e.id: n for n, e in enumerate(chronology.events)}
    flagged = {(event, flag.short) for event, flags in shown.flags.items() for flag in flags}
    strong = [f for f in answers.shown if f.verdict in ("certain", "possible")]
    assert strong
    for finding in strong:
        assert (max(finding.events, key=lambda e: order[e]), finding.rule) in flagged
    markup = draw(chronology, answers, as_of=as_of)
    for finding in strong:
        assert finding.rule in texts(markup)
    guards = [s for s in answers.safeguards if s.in_force]
    assert guards
    for guard in guards:
        assert guard.title() in markup
    assert "checked as of 9 October 2018" in markup


def test_a_band_that_outlasts_the_day_asked_about_does_not_stretch_the_picture() -> None:
    chronology, as_of = story(("interim_measure", "2018-10-04")), date(2018, 10, 9)
    long = Outlook((Band("s0", "H7", "Interim measure", date(2018, 10, 4), date(2022, 9, 16)),))
    assert lay_out(chronology, long, Voice(), as_of).axis.cuts == []
    assert len(lay_out(chronology, long, Voice(), None).axis.cuts) == 1


def test_links_lead_where_the_caller_says() -> None:
    markup = draw(story(("arrest", "2014-06-10")), href=lambda kind, name: f"#{kind}-{name}")
    assert 'href="#event-e1"' in markup


def test_hostile_words_stay_words() -> None:
    chronology = Chronology(
        Person("p", "<script>alert(1)</script>"),
        (Event("e", "arrest", ("p",), where='"><img src=x>'),),
    )
    markup = draw(chronology)
    assert "<script" not in markup
    assert "<img" not in markup


@pytest.mark.parametrize("language", ["en", "ru"])
def test_nobody_and_nothing_can_be_drawn(language: str) -> None:
    assert (
        ET.fromstring(draw(Chronology(Person("p", ""), ()), language=language)).tag == f"{SVG}svg"
    )


def test_the_picture_of_the_same_story_is_the_same_to_the_byte() -> None:
    assert draw(yunusov()) == draw(yunusov())


def test_a_span_drawn_narrow_still_covers_its_days() -> None:
    layout = lay_out(
        story(("arrest", "1999"), ("release", "2014-06"), ("work", "2020")),
        Outlook(),
        Voice(),
        None,
    )
    for lane in layout.lanes:
        for mark in lane.marks:
            when = mark.event.when
            assert when is not None
            assert when.earliest is not None
            assert when.last is not None
            assert mark.start <= layout.axis.x(when.earliest) + 0.01
            assert mark.end >= layout.axis.x(when.last + timedelta(1)) - 0.01
