"""How the commands of an office find it and open it.

Passphrases are asked for without showing them. Scripts hand them over on standard input, a line each, in the order
in which they would be asked for (`--passphrase-stdin`); they are never arguments, which other programs can see.

What needs Django's models (`accounts`, `verify`) is imported once an office is open, which starts Django.
"""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from safeconduct.store.office import Office
    from safeconduct.store.place import Place

F = TypeVar("F", bound=Callable[..., Any])


def home_option(command: F) -> F:
    """Which office."""
    return click.option(
        "--home",
        type=click.Path(file_okay=False, path_type=Path),
        default=None,
        help="The office's folder. Default: $SAFECONDUCT_HOME, else ~/.local/share/safeconduct.",
    )(command)


def login_options(command: F) -> F:
    """Who opens the office."""
    command = click.option(
        "--passphrase-stdin",
        is_flag=True,
        help="Read passphrases from standard input, one a line (for scripts).",
    )(command)
    return click.option(
        "--name", "login", default=None, help="Your name in the office. Asked for if left out."
    )(command)


class Asked:
    """Asks for names and passphrases, or reads them from standard input."""

    def __init__(self, stdin: bool) -> None:
        self._stdin = stdin

    def name(self, given: str | None, what: str = "Your name") -> str:
        """The name given, or typed."""
        if given:
            return given
        if self._stdin:
            raise click.UsageError("With --passphrase-stdin, give --name as well.")
        return str(click.prompt(what, default=getpass.getuser()))

    def secret(self, what: str, *, twice: bool = False) -> str:
        """A passphrase or code, typed unseen."""
        if self._stdin:
            line = sys.stdin.readline()
            if not line:
                raise click.UsageError(f"Standard input ended before: {what}.")
            return line.rstrip("\r\n")
        return str(click.prompt(what, hide_input=True, confirmation_prompt=twice))


def place_of(home: Path | None) -> Place:
    """The office's place; this process and what it starts are about it from now on."""
    from safeconduct.store.place import Place

    place = Place.named(home)
    os.environ["SAFECONDUCT_HOME"] = str(place.folder)
    return place


def opened(home: Path | None, login: str | None, stdin: bool) -> tuple[Office, str]:
    """The office, opened with a passphrase, and the name as it is written in it."""
    from safeconduct.store import door

    place = place_of(home)
    door.ring_of(place)  # say that there is none before asking for a passphrase
    asked = Asked(stdin)
    name = asked.name(login)
    office = door.open_office(place, name, asked.secret("Passphrase"))
    from safeconduct.store import accounts

    return office, accounts.find(office, name).name


def bar(what: str) -> Any:
    """A line of progress on a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn(what + ": {task.description}"), BarColumn(), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty(),
    )  # fmt: skip


def told(bar: Any) -> Callable[[str, int, int], None]:
    """What a slow function calls with what it does, how far it is, of how much."""
    task = bar.add_task("", total=None)
    return lambda says, done, total: bar.update(
        task, description=says, completed=done, total=total or None
    )


def managed(home: Path | None, login: str | None, stdin: bool) -> tuple[Office, str]:
    """The office, opened by a manager."""
    from safeconduct.casework.access import manager_only
    from safeconduct.casework.actor import Actor

    office, me = opened(home, login, stdin)
    from safeconduct.store import accounts

    manager_only(Actor(me, accounts.find(office, me).manager))
    return office, me


def hand_out_codes(office: Office, actor: str, names: Sequence[str]) -> None:
    """Show each holder's recovery code once."""
    from safeconduct.store import accounts

    for name in names:
        code = accounts.add_holder(office, actor, name)
        click.echo(f"\nRecovery code of {name} (shown once; write it on paper):\n  {code}")
    if len(accounts.holders(office)) < 2:
        click.echo("\nOne code alone opens nothing: give one to at least one more person.")
    click.echo("")
