"""Packs load whole or say what is wrong, where and what to do; every pack on the shelf is sound."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from safeconduct.findings.packcheck import check_pack
from safeconduct.law import BrokenPack, Confidence, PackNotFound, load, names

HERE = Path(__file__).parent / "packs"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The example pack, to be broken."""
    shutil.copytree(HERE / "example", tmp_path / "example")
    return tmp_path


@pytest.mark.parametrize("name", names())
def test_every_pack_on_the_shelf_is_sound(name: str) -> None:
    report = check_pack(load(name))
    assert report.sound, [str(f) for f in report.faults if f.grave] + [
        str(f) for f in (report.ran.failures if report.ran else ())
    ]


def test_a_provision_is_in_force_from_its_first_to_its_last_day() -> None:
    pack = load("example", root=HERE)
    assert pack.in_force("X3", date(1995, 1, 5)) is None
    assert pack.in_force("X3", date(1995, 1, 6))
    assert pack.in_force("X3", date(2018, 12, 31))
    assert pack.in_force("X3", date(2019, 1, 1)) is None


def test_contested_dates_are_both_kept() -> None:
    h7 = load("example", root=HERE).provision("H7")
    assert [a.date for a in h7.asserted] == [date(2022, 3, 16), date(2022, 9, 16)]
    assert h7.last == date(2022, 9, 16)
    assert h7.last_sure == date(2022, 3, 16)
    assert not h7.under(h7.asserted[0]).in_force(date(2022, 6, 1))
    assert h7.under(h7.asserted[1]).in_force(date(2022, 6, 1))
    assert h7.confidence is Confidence.PRIMARY


def test_a_pack_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(PackNotFound, match="example"):
        load("atlantis", root=HERE)


@pytest.mark.parametrize("head", ["- name: example", "example", "12"])
def test_a_head_that_is_no_mapping_is_told_with_its_file(copy: Path, head: str) -> None:
    (copy / "example" / "pack.yaml").write_text(head + "\n")
    with pytest.raises(BrokenPack, match=r"pack\.yaml: a pack's file must be sections"):
        load("example", root=copy)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("provisions.yaml", "from: 1995-01-06", "from: 1995-13-06", "from"),
        ("provisions.yaml", "to: 2018-12-31", "to: 1990-12-31", "ends before it begins"),
        ("provisions.yaml", "confidence: primary", "confidence: sure", "confidence"),
        ("rules.yaml", "form: while", "form: during", "form"),
        ("rules.yaml", "limit: PT48H", "limit: two days", "limit"),
        ("rules.yaml", "closed_by: [{kind: interim", "closes: [{kind: interim", "closes"),
        ("pack.yaml", "includes: []", "includes: [example]", "circle"),
        ("pack.yaml", "includes: []", "includes: [nowhere]", "no such law pack"),
        ("pack.yaml", "includes: []", "includes: un", "key 'includes', value '\"un\"'"),
    ],
)
def test_a_broken_file_is_named_with_its_key(
    copy: Path, file: str, old: str, new: str, message: str
) -> None:
    path = copy / "example" / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises((BrokenPack, PackNotFound), match=message) as caught:
        load("example", root=copy)
    assert "example" in str(caught.value)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("rules.yaml", "provisions: [H7]", "provisions: [H70]", "H70"),
        ("rules.yaml", "at: removal}", "at: nothing}", "nothing"),
        ("rules.yaml", "within: $within_days", "within: $no_such", "no_such"),
        ("rules.yaml", "group: terrorism", "group: terorism", "terorism"),
        (
            "rules.yaml",
            "kind: [abduction, disappearance], within",
            "kind: [abductoin], within",
            "abductoin",
        ),
        ("provisions.yaml", "source: [S3]", "source: [S33]", "S33"),
        ("situations/P7.yaml", "P7: no}", "P7: certain}", "should be certain, is no"),
    ],
)
def test_pack_check_finds_what_would_mislead(
    copy: Path, file: str, old: str, new: str, message: str
) -> None:
    path = copy / "example" / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    report = check_pack(load("example", root=copy))
    assert not report.sound
    told = [str(f) for f in report.faults] + [
        str(f) for f in (report.ran.failures if report.ran else ())
    ]
    assert any(message in line for line in told), told


def test_two_versions_in_force_at_once_are_a_fault(copy: Path) -> None:
    path = copy / "example" / "more.yaml"
    path.write_text(
        "provisions:\n"
        "  - {id: Z1, instrument: Act, says: old, from: 2000-01-01, to: 2010-06-30, source: [S1], confidence: primary}\n"
        "  - {id: Z1, instrument: Act, says: new, from: 2010-06-30, source: [S1], confidence: primary}\n"
    )
    report = check_pack(load("example", root=copy))
    assert any("in force at once" in str(f) for f in report.faults)


def test_a_folder_of_ones_own_may_include_what_ships(tmp_path: Path) -> None:
    folder = tmp_path / "turkey-turkmenistan"
    folder.mkdir()
    (folder / "pack.yaml").write_text(
        "name: turkey-turkmenistan\ntitle: Turkey to Turkmenistan\nincludes: [general]\n"
        "corridor: {origin: TM, refuge: TR}\n"
    )
    pack = load(str(folder))
    assert (pack.name, pack.origin, pack.refuge) == ("turkey-turkmenistan", "TM", "TR")
    assert "general" in pack.includes
    assert "G1" in pack.rules


def test_two_texts_that_change_in_one_rough_month_follow_one_another() -> None:
    older, newer = load("russia").provisions["E14"]
    assert newer.takes_over_from(older)
    assert not older.takes_over_from(newer)
    judges, police = load("russia").provisions["A5"]
    assert not police.takes_over_from(judges)  # told to the day: no question
