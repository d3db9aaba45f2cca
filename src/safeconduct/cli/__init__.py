"""The command line: a skin over casework and the rooms; each command is loaded only when it is called.

May import: casework, store, value types of the rooms. Commands that need no store never load Django.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

from safeconduct import __version__
from safeconduct.errors import SafeconductError

# command → the module that holds it, under safeconduct.cli, and the name it has there
_COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("demo", "demo"),
    "report": ("report", "report"),
    "read": ("read", "read"),
    "evaluate": ("evaluate", "evaluate"),
    "check": ("check", "check"),
    "pack": ("pack", "pack"),
    "sweep": ("sweep", "sweep"),
    "names": ("names", "names"),
    "init": ("office", "init"),
    "serve": ("office", "serve"),
    "worker": ("office", "worker"),
    "user": ("user", "user"),
    "lock": ("office", "lock"),
    "verify": ("office", "verify"),
    "backup": ("backup", "backup"),
    "restore": ("backup", "restore"),
}

# One line each for the list of commands, so that listing them loads none of them.
_SAYS: dict[str, str] = {
    "demo": "Open a throw-away office with the example cases.",
    "report": "Turn documents into one page: people, chronologies, findings.",
    "read": "Show what the reader proposes from documents.",
    "evaluate": "Measure the reader on your own papers.",
    "check": "Check a chronology against the law in force on each day.",
    "pack": "Check law packs.",
    "sweep": "Check a register of many people.",
    "names": "Compare, group and screen names.",
    "init": "Make a new encrypted office.",
    "serve": "Open the desk of an office in the browser.",
    "worker": "Do the waiting work of an office.",
    "user": "Add, remove and list the people of an office.",
    "lock": "Lock an office that is open.",
    "verify": "Walk the audit chain, the database and every file.",
    "backup": "Write one encrypted copy of an office.",
    "restore": "Make an office from a backup.",
}


class _Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"safeconduct.cli.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, _SAYS[name]) for name in self.list_commands(ctx)])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="safeconduct")
def cli() -> None:
    """The desk of those who stand between a person and a forced return.

    Everything runs on this machine; nothing is sent anywhere.
    """


def main() -> None:
    """The `safeconduct` program: an error a person can mend is one plain line, never a traceback."""
    for library in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        # The readers' matrices are small: with two threads each waits for the other, and on a busy machine reading
        # falls to a sixth (Russian 1,240 against 190 words a second). Must stand before numpy is imported.
        os.environ.setdefault(library, "1")
    try:
        cli.main(prog_name="safeconduct", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except SafeconductError as error:
        click.echo(f"safeconduct: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(141)
