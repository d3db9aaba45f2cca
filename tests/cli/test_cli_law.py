"""`check` and `pack check` as scripts rely on them: rows, exit codes, errors that say where and what to do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from safeconduct.cli.check import check
from safeconduct.cli.pack import pack
from safeconduct.errors import SafeconductError
from safeconduct.law import names

ROOT = Path(__file__).resolve().parent.parent.parent
PACKS = ROOT / "tests" / "law" / "packs"

needs_corridor = pytest.mark.skipif(
    "russia-uzbekistan" not in names(), reason="the corridor's pack is not here"
)

CHRONOLOGY = """
person: {name: "A. B.", citizenship: UZ, refuge: RU, born: "1983"}
events:
- {id: e1, kind: departure, when: "2005", place: UZ, to: RU}
- {id: e2, kind: criminal_charge, when: "2013-10-31", place: UZ, articles: [UZ-CC-159], alleged_act: {when: "2009", place: UZ}}
- {id: e3, kind: extradition_order, when: "2014-06-11", place: RU}
- {id: e4, kind: notification, of: e3, when: "2014-06-12T10:30+04:00", to: counsel}
relations:
- {from: e1, to: e2, at_least: P1D}
"""


@pytest.fixture
def chronology(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(CHRONOLOGY)
    return path


@needs_corridor
def test_json_rows_are_as_the_house_says(chronology: Path) -> None:
    result = CliRunner().invoke(
        check, [str(chronology), "--pack", "russia-uzbekistan", "--as-of", "2014-06-20", "--json"]
    )
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.output.splitlines()]
    p2 = next(r for r in rows if r.get("rule") == "P2")
    assert (p2["verdict"], p2["events"]) == ("certain", ["e2", "e1"])
    assert p2["says"]
    assert p2["would_change"]
    e3 = next(r for r in rows if r.get("deadline") == "E3")
    assert (e3["whose"], e3["starts"], e3["last_safe"], e3["unsure"]) == (
        "defence",
        "2014-06-12T10:30+04:00",
        "2014-06-22",
        None,
    )
    assert {next(iter(r)) for r in rows} <= {
        "rule",
        "deadline",
        "safeguard",
        "way_out",
        "contradiction",
    }
    assert len({r["rule"] for r in rows if "rule" in r and r["verdict"] == "no"}) > 20


@needs_corridor
@pytest.mark.parametrize(("language", "word"), [("en", "certain"), ("ru", "достоверно")])
def test_for_people_it_speaks_their_language(chronology: Path, language: str, word: str) -> None:
    result = CliRunner().invoke(
        check, [str(chronology), "--as-of", "2014-06-20", "--language", language, "--trace"]
    )
    assert result.exit_code == 0, result.output
    assert word in result.output
    assert "P2" in result.output


@needs_corridor
def test_it_reads_standard_input() -> None:
    result = CliRunner().invoke(check, ["-", "--as-of", "2014-06-20", "--json"], input=CHRONOLOGY)
    assert result.exit_code == 0, result.output
    assert '"rule": "P2"' in result.output


def test_a_chronology_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("events: [{id: a, kind: arest}]")
    result = CliRunner().invoke(check, [str(path), "--pack", "general", "--as-of", "2014-06-20"])
    assert isinstance(result.exception, SafeconductError)
    assert "arest" in str(result.exception)
    assert "case.yaml" in str(result.exception)


def test_pack_check_ends_with_one_where_something_is_wrong(tmp_path: Path) -> None:
    shutil.copytree(PACKS / "example", tmp_path / "example")
    run = CliRunner()
    good = run.invoke(pack, ["check", "--root", str(tmp_path), "example"])
    assert good.exit_code == 0, good.output
    assert "sound" in good.output
    path = tmp_path / "example" / "situations" / "P7.yaml"
    path.write_text(path.read_text().replace("P7: no}", "P7: certain}"))
    shutil.copytree(tmp_path / "example", tmp_path / "broken" / "example")
    bad = run.invoke(pack, ["check", "--root", str(tmp_path / "broken"), "example"])
    assert bad.exit_code == 1
    assert "should be certain, is no" in bad.output


def test_pack_list_names_them() -> None:
    result = CliRunner().invoke(pack, ["list"])
    assert result.exit_code == 0
    assert "general" in result.output
