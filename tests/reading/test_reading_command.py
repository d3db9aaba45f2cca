"""`safeconduct read`: JSON lines whose offsets count in the text it writes; what did not happen is no claim."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from safeconduct.cli.read import read
from safeconduct.record.places import state_of

TEXT = (
    "Rustam Saidov was arrested in Tver on 3 May 2012. He was never released. He fears torture.\n"
)


def rows(folder: Path, *names: str) -> tuple[list[dict[str, object]], str]:
    files = []
    for name in names:
        (folder / name).write_text(TEXT, "utf-8")
        files.append(str(folder / name))
    out = folder / "out.txt"
    result = CliRunner().invoke(
        read, [*files, "--json", "--published", "2013-01-01", "--text-out", str(out)]
    )
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()], out.read_text("utf-8")


def test_offsets_count_in_the_text_written_over_several_files(tmp_path: Path) -> None:
    found, text = rows(tmp_path, "a.txt", "b.txt")
    arrests = [r for r in found if r["type"] == "claim" and r["kind"] == "arrest"]
    assert len(arrests) == 2
    assert [
        text[r["start"] : r["end"]].startswith("Rustam Saidov was arrested") for r in arrests
    ] == [True, True]  # type: ignore[misc]
    assert arrests[0]["when"] == "2012-05-03"


def test_what_did_not_happen_is_a_row_of_its_own(tmp_path: Path) -> None:
    found, _ = rows(tmp_path, "a.txt")
    moods = {(r["kind"], r["mood"]) for r in found if r["type"] == "not_event"}
    assert ("release", "negated") in moods
    assert not any(
        r["type"] == "claim" and r["kind"] in ("release", "ill_treatment") for r in found
    )


def test_a_day_that_is_none_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    result = CliRunner().invoke(read, [str(tmp_path / "a.txt"), "--published", "21 March"])
    assert result.exit_code == 2
    assert "2018-03-21" in result.output


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("a Moscow police station", "RU"),
        ("г. Ташкент", "UZ"),
        ("O‘zbekiston", "UZ"),
        ("UZ", "UZ"),
        ("an Uzbek prison", "UZ"),
        ("from Russia to Uzbekistan", None),
        ("nowhere", None),
        (None, None),
    ],
)
def test_the_state_of_a_place_told_in_words(words: str | None, state: str | None) -> None:
    assert state_of(words) == state


def test_a_file_that_cannot_be_read_is_said_and_the_command_fails(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = CliRunner().invoke(read, [str(tmp_path / "empty.txt")])
    assert done.exit_code == 1
    assert "empty.txt" in done.stderr
    assert "nothing was read" in done.stderr


def test_what_the_words_name_is_printed_as_mentions(tmp_path: Path) -> None:
    found, text = rows(tmp_path, "a.txt", "b.txt")
    mentions = [r for r in found if r["type"] == "mention"]
    told = [(text[m["start"] : m["end"]], m["what"], m["value"]) for m in mentions]  # type: ignore[misc]
    person = next(r["id"] for r in found if r["type"] == "person")
    assert (
        told
        == [
            ("Rustam Saidov", "person", person),
            ("Tver", "place", "RU"),
            ("3 May 2012", "date", "2012-05-03"),
        ]
        * 2
    )
