"""The commands of an office as a lawyer's helper meets them: help, errors, PostgreSQL, damage."""

from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner

from safeconduct.cli import cli
from safeconduct.cli.user import user
from safeconduct.errors import SafeconductError
from safeconduct.store import keys
from safeconduct.store.keys import TRIVIAL

SECRET = "seven quiet herons at dusk"
ME = ["--name", "Anna", "--passphrase-stdin"]
COMMANDS = [
    ["init"], ["serve"], ["worker"], ["lock"], ["verify"], ["backup"], ["restore"], ["user"],
    *[["user", name] for name in user.commands],
]  # fmt: skip


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """Passphrases that cost nothing; nothing else is changed."""
    monkeypatch.setattr("safeconduct.store.door.calibrated", lambda: TRIVIAL)
    monkeypatch.delenv("SAFECONDUCT_DATABASE_URL", raising=False)


def run(*arguments: str, lines: tuple[str, ...] = (SECRET,)):
    return CliRunner().invoke(cli, [*arguments], input="".join(f"{line}\n" for line in lines))


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "office"
    done = run("init", "--home", str(folder), *ME, "--recovery", "Olga,Pavel")
    assert done.exit_code == 0, done.output
    return folder


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_whole_sentences_and_every_option_is_explained(command):
    done = run(*command, "--help")
    assert done.exit_code == 0
    text = " ".join(done.output.split())
    assert "." in text
    context = cli
    for name in command:
        context = context.get_command(None, name)
    assert context.help
    assert context.help.splitlines()[0].endswith(".")
    for parameter in context.params:
        if isinstance(parameter, click.Argument):  # named in the text, in capitals
            assert (
                str(parameter.metavar or parameter.name).upper().strip("…") in context.help.upper()
            )
        elif isinstance(parameter, click.Option) and not parameter.hidden:
            assert parameter.help, f"{' '.join(command)} {parameter.opts} has no help"
    for word in ("queryset", "daemon", "stdout", "traceback", "KDF"):
        assert word not in done.output


def test_a_wrong_passphrase_is_one_plain_sentence(home):
    done = run("verify", "--home", str(home), *ME, lines=("wrong wrong wrong",))
    assert isinstance(done.exception, SafeconductError)
    assert str(done.exception).startswith("wrong name or passphrase")


def test_there_is_no_office_is_said_before_a_passphrase_is_asked_for(tmp_path):
    done = run("verify", "--home", str(tmp_path), "--name", "Anna", lines=())
    assert "no office in this folder" in str(done.exception)
    assert "Passphrase" not in done.output


def test_a_short_passphrase_makes_no_office(tmp_path):
    done = run("init", "--home", str(tmp_path / "o"), *ME, lines=("short",))
    assert "shorter than 12" in str(done.exception)
    assert not (tmp_path / "o").exists()


def test_scripts_must_say_who_they_are(home):
    done = run("verify", "--home", str(home), "--passphrase-stdin")
    assert done.exit_code == 2
    assert "--name" in done.output


def test_only_a_manager_adds_people(home):
    run("user", "add", "Boris", "--home", str(home), *ME, lines=(SECRET, "nine green bottles fall"))
    done = run("user", "add", "Clara", "--home", str(home), "--name", "Boris", "--passphrase-stdin",
               lines=("nine green bottles fall", "eight blue bottles fall"))  # fmt: skip
    assert "only a manager" in str(done.exception)
    assert "Clara" not in run("user", "list", "--home", str(home), *ME).output


def test_a_made_passphrase_is_shown_once_and_opens(home):
    done = run("user", "add", "Boris", "--generate", "--home", str(home), *ME)
    passphrase = done.output.strip().rpartition(" ")[2]
    keys.check_passphrase(passphrase)
    done = run("user", "list", "--home", str(home), "--name", "Boris", "--passphrase-stdin", lines=(passphrase,))  # fmt: skip
    assert done.output.splitlines() == ["Anna  (manager)", "Boris", "Recovery codes: Olga, Pavel"]


def test_recovery_with_two_codes(tmp_path):
    home = tmp_path / "office"
    output = run("init", "--home", str(home), *ME, "--recovery", "Olga,Pavel").output
    codes = [line.strip() for line in output.splitlines() if line.count("-") == 7]
    new = "an altogether new one"
    done = run(
        "user", "recover", "Anna", "--home", str(home), "--passphrase-stdin", lines=(*codes, new)
    )
    assert done.exit_code == 0, done.exception
    assert run("verify", "--home", str(home), *ME, lines=(new,)).exit_code == 0
    assert run("verify", "--home", str(home), *ME).exit_code == 1
    one_only = run("user", "recover", "Anna", "--home", str(home), "--passphrase-stdin",
                   lines=(codes[0], codes[0], new))  # fmt: skip
    assert "two different people" in str(one_only.exception)


def test_damage_is_told_and_the_status_says_so(home):
    (home / "audit.head").write_text("1 " + "0" * 64)
    done = run("verify", "--home", str(home), *ME)
    assert done.exit_code == 1
    assert "WRONG: audit: entry 1 is not the one that audit.head notes" in done.output
    assert "Restore the last good backup" in done.output


def test_a_sound_office_prints_the_end_of_its_chain(home):
    done = run("verify", "--home", str(home), *ME)
    assert done.exit_code == 0
    assert "Everything is there and as it was written." in done.output
    assert "end of the audit chain: 3-" in done.output


def test_restore_takes_a_new_folder_only(home, tmp_path):
    file = tmp_path / "b"
    assert run("backup", str(file), "--home", str(home), *ME).exit_code == 0
    done = run("restore", str(file), "--to", str(home), *ME)
    assert "not empty" in str(done.exception)
    done = run("restore", str(file), "--to", str(tmp_path / "new"), *ME)
    assert "everything is as it was" in done.output
    assert run("verify", "--home", str(tmp_path / "new"), *ME).exit_code == 0


@pytest.mark.postgres
def test_an_office_in_postgresql_from_init_to_restore(postgres, tmp_path):
    import psycopg

    names = [f"cli_{n}_{abs(hash(tmp_path)) % 10**9}" for n in "ab"]
    with psycopg.connect(
        host=postgres, user="safeconduct", dbname="postgres", autocommit=True
    ) as c:
        for name in names:
            c.execute(f"CREATE DATABASE {name}")
    urls = [f"postgresql://safeconduct@/{name}?host={postgres}" for name in names]
    home, file = tmp_path / "office", tmp_path / "b"
    done = run("init", "--home", str(home), *ME, "--database", urls[0])
    assert done.exit_code == 0, done.exception
    assert json.loads((home / "office.json").read_text()) == {"database_url": urls[0]}
    assert not (home / "record.db").exists()
    assert run("verify", "--home", str(home), *ME).exit_code == 0
    assert run("backup", str(file), "--home", str(home), *ME).exit_code == 0
    done = run("restore", str(file), "--to", str(tmp_path / "again"), *ME, "--database", urls[1])
    assert done.exit_code == 0, done.exception
    assert run("verify", "--home", str(tmp_path / "again"), *ME).exit_code == 0


def test_a_wrong_database_address_is_told_before_anything_is_written(tmp_path):
    done = run("init", "--home", str(tmp_path / "o"), *ME, "--database", "mysql://x")
    assert "postgresql://" in str(done.exception)
    assert not (tmp_path / "o").exists()
