"""`safeconduct report` and the list of commands: the whole path from documents to a page, without a store."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from safeconduct.cli import _COMMANDS, _SAYS, cli


@pytest.fixture(scope="module")
def page(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The report on the English and the Russian retelling together."""
    out = tmp_path_factory.mktemp("report") / "page.html"
    files = [str(examples / "trail-en.md"), str(examples / "trail-ru.md")]
    result = CliRunner().invoke(cli, ["report", *files, "-o", str(out), "--as-of", "2018-03-21"])
    assert result.exit_code == 0, result.output
    return out.read_text(encoding="utf-8")


def test_every_command_stands_in_the_list_and_has_help() -> None:
    assert set(_COMMANDS) == set(_SAYS)
    for name in _COMMANDS:
        result = CliRunner().invoke(cli, [name, "--help"])
        assert result.exit_code == 0, name
        assert len(result.output.splitlines()) > 4, name


def test_listing_the_commands_loads_none_of_them() -> None:
    context = click.Context(cli)
    assert "report" in cli.get_help(context)


def test_people_of_both_documents_meet_in_one_file(page: str) -> None:
    assert "Bakhodir Karimov" in page
    assert "Баходир Каримов" in page
    assert len(re.findall(r"<h2[^>]*>\s*(?:Bakhodir Karimov|Баходир Каримов)\s*</h2>", page)) == 1


def test_the_page_asks_nothing_of_the_network(page: str) -> None:
    loads = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?(https?:[^"')\s]+)""", page)
    assert loads == []
    assert "<script" not in page


def test_the_page_says_that_nobody_has_confirmed_it(page: str) -> None:
    assert "nobody has confirmed" in page


def test_the_namesake_president_is_nobodys_client(page: str) -> None:
    assert "Islam Karimov" in page
    assert not re.search(r"<h2[^>]*>\s*Islam Karimov\s*</h2>", page)


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(
    examples: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "scan.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing of use")
    out = tmp_path / "page.html"
    files = [str(broken), str(examples / "letter-yunusov.txt")]
    result = CliRunner().invoke(cli, ["report", *files, "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert "scan.pdf" in result.output
    assert "Yunusov" in out.read_text(encoding="utf-8")


def test_a_day_that_is_none_is_refused_with_an_example(examples: Path) -> None:
    result = CliRunner().invoke(
        cli, ["report", str(examples / "trail-en.md"), "--as-of", "tomorrow"]
    )
    assert result.exit_code == 2
    assert "2014-06-10" in result.output
