"""The office's own measure of the reader: what counts as found, as wrong, as neither."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from safeconduct.cli.evaluate import evaluate
from safeconduct.reading.errors import BrokenGold
from safeconduct.reading.measure.evaluate import date_right, score
from safeconduct.reading.measure.gold import load
from safeconduct.reading.measure.quotation import spots
from safeconduct.reading.measure.scores import Tally
from safeconduct.record import Claim, Mood, Reading, Referent, Tier
from safeconduct.sources import Passage
from safeconduct.when import Span

TEXT = "On 10 June police took Ali Vali to a cell. He was not beaten. His brother was freed."
GOLD = """
document: {published: 2020-06-12, language: en}
people:
  ali: [Ali Vali]
events:
- {who: ali, kind: [arrest, detention], when: 2020-06-10, quote: "police took Ali Vali"}
- {who: brother of ali, kind: release, when: null, quote: "His brother was freed", optional: true}
not_events:
- {quote: "He was not beaten", kind: ill_treatment}
"""


def gold(tmp_path: Path, words: str = GOLD) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(words, encoding="utf-8")
    return path


def claim(kind: str, quote: str, *, when: Span | None = None, tier: Tier = Tier.CHECK) -> Claim:
    at = TEXT.index(quote)
    return Claim(
        kind + quote,
        Passage("d", at, at + len(quote)),
        kind,
        ("r1",),
        when=when,
        mood=Mood.FACT,
        tier=tier,
    )


def reading(*claims: Claim) -> Reading:
    return Reading("d", (Referent("r1", "d", "Ali Vali", ("Ali Vali",)),), claims)


def test_a_happening_is_found_by_kind_and_passage(tmp_path: Path) -> None:
    day = Span.day(date(2020, 6, 10))
    got = score(
        TEXT,
        reading(claim("detention", "took Ali Vali to a cell", when=day)),
        load(gold(tmp_path), TEXT),
    )
    assert (got.kind.found, got.victim.found, got.both.found) == (1, 1, 1)
    assert got.misses == ()


def test_a_wrong_date_is_told_apart_from_a_miss(tmp_path: Path) -> None:
    wrong = Span.day(date(2020, 6, 20))
    got = score(
        TEXT, reading(claim("arrest", "police took", when=wrong)), load(gold(tmp_path), TEXT)
    )
    assert (got.kind.found, got.both.found) == (1, 0)
    assert [m.what for m in got.misses] == ["date"]


def test_an_optional_event_is_neither_missed_nor_wrong(tmp_path: Path) -> None:
    expected = load(gold(tmp_path), TEXT)
    assert score(TEXT, reading(), expected).kind.expected == 1
    assert score(TEXT, reading(claim("release", "brother was freed")), expected).kind.proposed == 0


def test_a_sure_claim_where_nothing_happened_is_the_worst(tmp_path: Path) -> None:
    got = score(
        TEXT,
        reading(claim("ill_treatment", "not beaten", tier=Tier.SURE)),
        load(gold(tmp_path), TEXT),
    )
    assert (got.sure, got.sure_and_wrong) == (1, 1)
    assert [m.what for m in got.misses] == ["missed", "not an event"]


def test_one_claim_never_answers_for_two_happenings(tmp_path: Path) -> None:
    words = GOLD.replace(
        "not_events:",
        '- {who: ali, kind: arrest, when: null, quote: "took Ali Vali to a cell"}\nnot_events:',
    )
    got = score(TEXT, reading(claim("arrest", "took Ali Vali")), load(gold(tmp_path, words), TEXT))
    assert (got.kind.expected, got.kind.found) == (2, 1)


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(1, 300), st.integers(0, 300))
def test_a_narrower_date_inside_is_right_and_a_wider_one_is_not(
    start: date, days: int, inside: int
) -> None:
    expected = Span(start, date.fromordinal(start.toordinal() + days))
    within = Span.day(date.fromordinal(start.toordinal() + min(inside, days - 1)))
    wider = Span(
        date.fromordinal(start.toordinal() - 40), date.fromordinal(start.toordinal() + days + 40)
    )
    assert date_right(expected, within)
    assert not date_right(expected, wider)
    assert not date_right(expected, None)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_shares_stay_between_nothing_and_all(expected: int, proposed: int, found: int) -> None:
    tally = Tally(expected, proposed, min(expected, proposed, found))
    assert 0 <= tally.precision <= 1
    assert 0 <= tally.recall <= 1
    assert 0 <= tally.f1 <= 1


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (GOLD.replace("police took", "police grabbed"), "quote"),
        (GOLD.replace("[arrest, detention]", "caught"), "kind"),
        (GOLD.replace("2020-06-10", "10 June"), "when"),
        (GOLD.replace("2020-06-12", "yesterday"), "published"),
    ],
)
def test_a_slip_in_the_file_is_named(tmp_path: Path, words: str, key: str) -> None:
    with pytest.raises(BrokenGold) as told:
        load(gold(tmp_path, words), TEXT)
    assert told.value.key == key


@pytest.mark.parametrize(
    "words",
    [
        GOLD.replace("police took", "police grabbed"),
        GOLD.replace("who: ali,", "who: alli,"),
        GOLD.replace("people:\n  ali: [Ali Vali]", "people: [Ali Vali]"),
    ],
)
def test_what_stands_in_the_paper_is_never_repeated_by_an_error(tmp_path: Path, words: str) -> None:
    with pytest.raises(BrokenGold) as told:
        load(gold(tmp_path, words), TEXT)
    assert "police grabbed" not in str(told.value)
    assert "ali" not in str(told.value).replace(str(tmp_path), "").casefold()


def test_the_command_scores_a_folder_and_lists_the_misses(tmp_path: Path) -> None:
    (tmp_path / "case.txt").write_text(
        "Police arrested Ali Vali on 10 June 2020.\n", encoding="utf-8"
    )
    gold(
        tmp_path,
        'people: {ali: [Ali Vali]}\nevents:\n- {who: ali, kind: arrest, when: 2020-06-10, quote: "Police arrested Ali Vali"}\n'
        '- {who: ali, kind: work, when: null, quote: "on 10 June"}\n',
    )
    ran = CliRunner().invoke(evaluate, [str(tmp_path), "--json"])
    assert ran.exit_code == 0, ran.output
    lines = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
    total = next(line for line in lines if line["type"] == "total")
    assert (total["kind"]["expected"], total["kind"]["found"]) == (2, 1)
    assert [line["what"] for line in lines if line["type"] == "miss"] == ["missed"]


def test_a_folder_without_expectations_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "case.txt").write_text("nothing", encoding="utf-8")
    ran = CliRunner().invoke(evaluate, [str(tmp_path)])
    assert ran.exit_code != 0
    assert "expectations" in ran.output


def test_all_mistakes_of_a_file_are_told_at_once_with_their_rows(tmp_path: Path) -> None:
    words = GOLD.replace("police took", "police grabbed").replace("kind: release", "kind: releas")
    with pytest.raises(BrokenGold) as told:
        load(gold(tmp_path, words), TEXT)
    assert [m.key for m in told.value.mistakes] == ["quote", "kind"]
    assert "events 1" in str(told.value)
    assert "Is 'release' meant?" in str(told.value)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (GOLD.replace("when: 2020-06-10", "wen: 2020-06-10"), "wen"),
        (GOLD.replace("who: ali,", "who: alli,"), "who"),
        (GOLD.replace("people:\n  ali: [Ali Vali]", "people: [Ali Vali]"), "people"),
        (GOLD.replace("language: en", "language: english"), "language"),
        (GOLD + "figures:\n- {quote: a cell, count: one}\n", "count"),
        (GOLD + "figures:\n- {count: 1}\n", "quote"),
        ("document: 2020\n", "document"),
        ("events: {who: ali}\n", "events"),
        ("not_events:\n- {kind: arrest}\n", "quote"),
    ],
)
def test_what_is_no_such_file_is_told_and_never_breaks(
    tmp_path: Path, words: str, key: str
) -> None:
    with pytest.raises(BrokenGold) as told:
        load(gold(tmp_path, words), TEXT)
    assert told.value.key == key


@pytest.mark.parametrize(
    "broken",
    [
        TEXT.replace("police took", "police\ntook"),
        TEXT.replace("police took", "police \u00a0took"),
    ],
)
def test_a_quote_may_be_broken_by_lines_as_a_pdf_breaks_them(tmp_path: Path, broken: str) -> None:
    (first, *_) = load(gold(tmp_path), broken).events
    assert "".join(broken[a:b] for a, b in first.spots).split() == ["police", "took", "Ali", "Vali"]


@given(st.text(alphabet="ab’' \n-–", max_size=30), st.text(alphabet="ab’' \n-–", max_size=6))
def test_a_quote_is_found_where_it_stands(text: str, quote: str) -> None:
    found = spots(quote, text)
    assert all(len(text[a:b].split()) == len(quote.split()) for a, b in found)
    if quote.strip() and quote in text:
        assert found


def test_one_bad_file_does_not_stop_the_others_and_what_stands_alone_is_named(
    tmp_path: Path,
) -> None:
    (tmp_path / "papers").mkdir()
    for name in ("good", "bad"):
        (tmp_path / "papers" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / "papers" / f"{name}.yaml").write_text(GOLD, encoding="utf-8")
    (tmp_path / "papers" / "bad.yaml").write_text("events: 1\n", encoding="utf-8")
    (tmp_path / "lonely.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "orphan.yaml").write_text(GOLD, encoding="utf-8")
    done = CliRunner().invoke(evaluate, [str(tmp_path), "--json"])
    assert done.exit_code == 1
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["file"] for r in rows if r["type"] == "document"] == ["papers/good.txt"]
    said = " ".join(done.stderr.split())
    assert "must be a list" in said
    assert "lonely.txt: has no expectations beside it" in said
    assert "orphan.yaml: has no document beside it" in said
    assert "1 of 2 documents could not be measured" in said
