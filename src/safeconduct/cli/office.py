"""The commands of an office: init, serve, worker, user, lock, verify, backup, restore.

Passphrases are asked for without showing them. Scripts hand them over on standard input, a line each, in the order
in which they would be asked for (`--passphrase-stdin`); they are never arguments, which other programs can see.

What needs Django's models (`accounts`, `verify`) is imported once an office is open, which starts Django.
"""

from __future__ import annotations

import getpass
import os
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from safeconduct.store.office import Office
    from safeconduct.store.place import Place

F = TypeVar("F", bound=Callable[..., Any])

WORKER = (sys.executable, "-c", "from safeconduct.cli.office import worker; worker()", "--keys-on-stdin")  # fmt: skip


def _home(command: F) -> F:
    return click.option(
        "--home",
        type=click.Path(file_okay=False, path_type=Path),
        default=None,
        help="The office's folder. Default: $SAFECONDUCT_HOME, else ~/.local/share/safeconduct.",
    )(command)


def _login(command: F) -> F:
    """Who opens the office."""
    command = click.option(
        "--passphrase-stdin",
        is_flag=True,
        help="Read passphrases from standard input, one a line (for scripts).",
    )(command)
    return click.option(
        "--name", "login", default=None, help="Your name in the office. Asked for if left out."
    )(command)


class _Asked:
    """Asks for names and passphrases, or reads them from standard input."""

    def __init__(self, stdin: bool) -> None:
        self._stdin = stdin

    def name(self, given: str | None, what: str = "Your name") -> str:
        if given:
            return given
        if self._stdin:
            raise click.UsageError("With --passphrase-stdin, give --name as well.")
        return str(click.prompt(what, default=getpass.getuser()))

    def secret(self, what: str, *, twice: bool = False) -> str:
        if self._stdin:
            line = sys.stdin.readline()
            if not line:
                raise click.UsageError(f"Standard input ended before: {what}.")
            return line.rstrip("\r\n")
        return str(click.prompt(what, hide_input=True, confirmation_prompt=twice))


def _place(home: Path | None) -> Place:
    from safeconduct.store.place import Place

    place = Place.named(home)
    os.environ["SAFECONDUCT_HOME"] = str(place.folder)
    return place


def _opened(home: Path | None, login: str | None, stdin: bool) -> tuple[Office, str]:
    """The office, opened with a passphrase, and the name as it is written in it."""
    from safeconduct.store import door

    place = _place(home)
    door.ring_of(place)  # say that there is none before asking for a passphrase
    asked = _Asked(stdin)
    name = asked.name(login)
    office = door.open_office(place, name, asked.secret("Passphrase"))
    from safeconduct.store import accounts

    return office, accounts.find(office, name).name


def _bar(what: str) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn(what + ": {task.description}"), BarColumn(), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty(),
    )  # fmt: skip


def _told(bar: Any) -> Callable[[str, int, int], None]:
    task = bar.add_task("", total=None)
    return lambda says, done, total: bar.update(
        task, description=says, completed=done, total=total or None
    )


@click.command()
@_home
@_login
@click.option("--database", default=None, metavar="URL",
              help="A PostgreSQL database (postgresql://user@host/name) instead of the encrypted file.")  # fmt: skip
@click.option("--recovery", default="", metavar="NAME,NAME,…",
              help="People who each get a recovery code now; any two of them can open the office if passphrases are lost.")  # fmt: skip
def init(
    home: Path | None,
    login: str | None,
    passphrase_stdin: bool,
    database: str | None,
    recovery: str,
) -> None:
    """Make a new encrypted office.

    You become its first manager. Choose a passphrase of five or six words that nobody would put together. It is
    stored nowhere: if it is lost and no two people hold recovery codes, everything in the office is lost.
    """
    import json

    from safeconduct.store import door
    from safeconduct.store.place import CONFIG_FILE, Place

    place = _place(home)
    asked = _Asked(passphrase_stdin)
    name = asked.name(login)
    passphrase = asked.secret("Choose a passphrase", twice=True)
    if database:
        place = Place(place.folder, database)
        _ = place.database  # a wrong address is told before anything is written
        place.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        config = place.folder / CONFIG_FILE
        config.touch(mode=0o600)
        config.write_text(json.dumps({"database_url": database}) + "\n", "utf-8")
    office = door.init(place, name, passphrase)
    click.echo(f"The office is in {place.folder}. You are its manager, {name}.")
    names = [n.strip() for n in recovery.split(",") if n.strip()]
    if names:
        _hand_out_codes(office, name, names)
    else:
        click.echo(
            "Next: give recovery codes to people you trust, with `safeconduct user recovery NAME NAME`."
        )
    click.echo("Then open the desk with `safeconduct serve`.")
    door.close(office)


@click.command()
@_home
@click.option("--port", type=click.IntRange(0, 65535), default=8321, show_default=True,
              help="0 takes any that is free.")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True,
              help="The address to listen on. Anything but this machine's own is unencrypted: see docs/security.md.")  # fmt: skip
@click.option("--browser/--no-browser", default=True, help="Open the desk in the browser.")
def serve(home: Path | None, port: int, host: str, browser: bool) -> None:
    """Open the desk of an office in the browser.

    The office stays locked until you log in there, and locks itself after an hour without a click. Stop with Ctrl-C.
    """
    from safeconduct.store import serving

    def ready(address: str) -> None:
        click.echo(f"The desk is at {address} (Ctrl-C stops it)")
        if browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    if host not in ("127.0.0.1", "::1", "localhost"):
        click.echo("Warning: this address can be reached from other machines, and nothing is encrypted on the way.", err=True)  # fmt: skip
    serving.serve(_place(home), worker=WORKER, host=host, port=port, ready=ready)


@click.command()
@_home
@_login
@click.option("--once", is_flag=True, help="Do what is waiting, then stop.")
@click.option("--keys-on-stdin", is_flag=True, hidden=True)
def worker(
    home: Path | None, login: str | None, passphrase_stdin: bool, once: bool, keys_on_stdin: bool
) -> None:
    """Do the waiting work of an office.

    Papers that were taken in are converted and read. `serve` does this by itself; run a worker of its own to share
    the work with another process, or on a machine without a browser. Stop with Ctrl-C.
    """
    import secrets

    from safeconduct import casework
    from safeconduct.store import door, serving
    from safeconduct.store.keys import Keys, no_core_dumps

    no_core_dumps()
    if keys_on_stdin:
        keys = Keys(serving.keys_from_pipe(sys.stdin.buffer.readline))
        threading.Thread(target=_end_with_pipe, name="pipe", daemon=True).start()
        office = door.open_with(_place(home), keys)
    else:
        office, _ = _opened(home, login, passphrase_stdin)
    me = f"worker-{secrets.token_hex(4)}"
    while True:
        job = casework.read_next(office, me)
        if job is not None and not keys_on_stdin:
            click.echo(
                f"job {job.id}: {job.state}" + (f" ({job.explanation})" if job.explanation else "")
            )
        if job is None:
            if once:
                break
            time.sleep(1)
    door.close(office)


def _end_with_pipe() -> None:
    """The server closes the pipe when the office is locked: end at once, whatever is being done."""
    sys.stdin.buffer.read()
    os._exit(0)


@click.group()
def user() -> None:
    """Add, remove and list the people of an office."""


@user.command("list")
@_home
@_login
def user_list(home: Path | None, login: str | None, passphrase_stdin: bool) -> None:
    """Show who has an account and who holds a recovery code."""
    office, _ = _opened(home, login, passphrase_stdin)
    from safeconduct.store import accounts, door

    for account in accounts.accounts(office):
        click.echo(account.name + ("  (manager)" if account.manager else ""))
    held = accounts.holders(office)
    click.echo(
        "Recovery codes: " + (", ".join(h.name for h in held) if held else "nobody holds one")
    )
    door.close(office)


@user.command("add")
@click.argument("new_name", metavar="NAME")
@_home
@_login
@click.option("--manager", is_flag=True, help="May add and remove people and sees every case.")
@click.option("--generate", is_flag=True, help="Make a passphrase for them and show it once.")
def user_add(
    new_name: str,
    home: Path | None,
    login: str | None,
    passphrase_stdin: bool,
    manager: bool,
    generate: bool,
) -> None:
    """Give NAME an account.

    First your own passphrase is asked for, then theirs (they should type it themselves).
    """
    office, me = _managed(home, login, passphrase_stdin)
    from safeconduct.store import accounts, door, keys

    if generate:
        passphrase = keys.make_passphrase()
    else:
        passphrase = _Asked(passphrase_stdin).secret(f"Passphrase for {new_name}", twice=True)
    accounts.add(office, me, new_name, passphrase, manager=manager)
    click.echo(f"{new_name} can log in.")
    if generate:
        click.echo(f"Passphrase, shown this once: {passphrase}")
    door.close(office)


@user.command("passphrase")
@_home
@_login
def user_passphrase(home: Path | None, login: str | None, passphrase_stdin: bool) -> None:
    """Change your own passphrase.

    Backups made before keep the old one.
    """
    office, me = _opened(home, login, passphrase_stdin)
    from safeconduct.store import accounts, door

    new = _Asked(passphrase_stdin).secret("New passphrase", twice=True)
    accounts.change_passphrase(office, me, me, new)
    click.echo("Your passphrase is changed. Backups made before still open with the old one.")
    door.close(office)


@user.command("recovery")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@_home
@_login
@click.option("--remove", is_flag=True, help="Take the codes of these people out of use instead.")
def user_recovery(
    names: tuple[str, ...],
    home: Path | None,
    login: str | None,
    passphrase_stdin: bool,
    remove: bool,
) -> None:
    """Give recovery codes to people you trust.

    Any two holders together can open the office if passphrases are lost; one alone cannot. Each code is shown once:
    write it on paper, and let each holder keep theirs away from the office.
    """
    office, me = _managed(home, login, passphrase_stdin)
    from safeconduct.store import accounts, door

    if remove:
        for name in names:
            accounts.remove_holder(office, me, name)
            click.echo(
                f"The code of {name} no longer opens anything. (Backups made before still know it.)"
            )
    else:
        _hand_out_codes(office, me, names)
    door.close(office)


@user.command("recover")
@click.argument("name")
@_home
@click.option("--passphrase-stdin", is_flag=True,
              help="Read both codes and the new passphrase from standard input, one a line.")  # fmt: skip
def user_recover(name: str, home: Path | None, passphrase_stdin: bool) -> None:
    """Let NAME choose a new passphrase, with two recovery codes.

    If nobody of that name has an account, they become a manager.
    """
    from safeconduct.store import door

    asked = _Asked(passphrase_stdin)
    place = _place(home)
    door.ring_of(place)
    codes = [
        asked.secret("First holder's recovery code"),
        asked.secret("Second holder's recovery code"),
    ]
    office = door.recover_office(place, codes)
    from safeconduct.store import accounts

    accounts.recover(office, name, asked.secret(f"New passphrase for {name}", twice=True))
    click.echo(f"{name} can log in with the new passphrase.")
    door.close(office)


@user.command("remove")
@click.argument("gone", metavar="NAME")
@_home
@_login
@click.option("--yes", is_flag=True, help="Do not ask again.")
def user_remove(
    gone: str, home: Path | None, login: str | None, passphrase_stdin: bool, yes: bool
) -> None:
    """Take away NAME's account and renew the office's keys.

    What they could read before, they may have copied; what is written from now on is out of their reach, even if
    they kept a copy of the key file. The desk must not be open meanwhile.
    """
    from safeconduct.store import serving
    from safeconduct.store.errors import AlreadyServed

    if serving.served_open(_place(home)):
        raise AlreadyServed(
            "the office is open in the browser", remedy="Run `safeconduct lock`, then try again"
        )
    office, me = _managed(home, login, passphrase_stdin)
    from safeconduct.store import accounts, door

    found = accounts.find(office, gone)
    if not yes and not passphrase_stdin:
        click.confirm(f"Take away the account of {found.name}?", abort=True)
    accounts.remove(office, me, gone)
    click.echo(
        f"{found.name} can no longer log in, and the keys were renewed. Make a new backup now."
    )
    door.close(office)


@click.command()
@_home
def lock(home: Path | None) -> None:
    """Lock an office that is open.

    Everyone is logged out, the keys are wiped from memory, and what was being read goes on after the next login.
    """
    from safeconduct.store import serving

    if serving.lock_served(_place(home)):
        click.echo("The office is locked.")
    else:
        click.echo("Nobody has the office open on this machine.")


@click.command()
@_home
@_login
@click.option("--backup", "backup_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Read this backup to its end instead of the office itself.")  # fmt: skip
def verify(
    home: Path | None, login: str | None, passphrase_stdin: bool, backup_file: Path | None
) -> None:
    """Walk the audit chain, the database and every file.

    Says exactly what is wrong, and ends with status 1 if anything is. Note the last line: the end of the audit chain.
    If a later check shows a smaller number, somebody has put back an older copy.
    """
    from safeconduct.store import backup as backups

    if backup_file is not None:
        asked = _Asked(passphrase_stdin)
        keys = backups.keys_of(backup_file, asked.name(login), asked.secret("Passphrase"))
        with _bar("reading") as bar:
            held = backups.check(backup_file, keys, _told(bar))
        click.echo(
            f"The backup is whole: {held['Case']} cases, {held['Source']} sources, {held['blobs']} files."
        )
        return
    office, _ = _opened(home, login, passphrase_stdin)
    from safeconduct.store import door
    from safeconduct.store.verify import verify as walk

    with _bar("checking") as bar:
        result = walk(office, _told(bar))
    door.close(office)
    click.echo(", ".join(f"{what}: {n}" for what, n in result.counted.items()))
    for note in result.notes:
        click.echo(f"note: {note}")
    for fault in result.faults:
        click.echo(f"WRONG: {fault}")
    if not result.sound:
        click.echo(
            "Stop working in this office. Restore the last good backup to a new folder, and keep this one as evidence."
        )
        sys.exit(1)
    click.echo("Everything is there and as it was written.")
    click.echo(f"end of the audit chain: {result.head}")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_home
@_login
def backup(file: Path, home: Path | None, login: str | None, passphrase_stdin: bool) -> None:
    """Write one encrypted copy of an office to FILE.

    It opens with the passphrases and recovery codes of today. Keep it on another disk, in another place.
    """
    from safeconduct.store import backup as backups

    office, me = _opened(home, login, passphrase_stdin)
    from safeconduct.store import door

    with _bar("writing") as bar:
        backups.backup(office, me, file, _told(bar))
    door.close(office)
    click.echo(
        f"{file}: {file.stat().st_size / 1e6:.1f} MB. Check it with `safeconduct verify --backup {file}`."
    )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", "target", required=True, type=click.Path(file_okay=False, path_type=Path),
              help="A new folder for the office.")  # fmt: skip
@_login
@click.option(
    "--recovery",
    is_flag=True,
    help="Open the backup with two recovery codes instead of a passphrase.",
)
@click.option(
    "--database", default=None, metavar="URL", help="An empty PostgreSQL database to restore into."
)
def restore(
    file: Path,
    target: Path,
    login: str | None,
    passphrase_stdin: bool,
    recovery: bool,
    database: str | None,
) -> None:
    """Make an office from the backup FILE.

    The backup is read to its end first, then written to the new folder and checked as `verify` does. Passphrases and
    people are those of the day the backup was made.
    """
    import json

    from safeconduct.store import backup as backups
    from safeconduct.store import door
    from safeconduct.store.place import CONFIG_FILE, Place

    asked = _Asked(passphrase_stdin)
    if recovery:
        codes = [
            asked.secret("First holder's recovery code"),
            asked.secret("Second holder's recovery code"),
        ]
        keys = backups.recovered_keys_of(file, codes)
    else:
        keys = backups.keys_of(file, asked.name(login), asked.secret("Passphrase"))
    place = Place(target.absolute(), database)
    os.environ["SAFECONDUCT_HOME"] = str(place.folder)
    with _bar("restoring") as bar:
        office = backups.restore(file, keys, place, progress=_told(bar))
        from safeconduct.store.verify import verify as walk

        result = walk(office, _told(bar))
    if database:
        config = place.folder / CONFIG_FILE
        config.touch(mode=0o600)
        config.write_text(json.dumps({"database_url": database}) + "\n", "utf-8")
    door.close(office)
    for fault in result.faults:
        click.echo(f"WRONG: {fault}")
    if not result.sound:
        sys.exit(1)
    click.echo(f"The office is in {place.folder} and everything is as it was in the backup.")


def _managed(home: Path | None, login: str | None, stdin: bool) -> tuple[Office, str]:
    """The office, opened by a manager."""
    from safeconduct.casework.access import manager_only
    from safeconduct.casework.actor import Actor

    office, me = _opened(home, login, stdin)
    from safeconduct.store import accounts

    manager_only(Actor(me, accounts.find(office, me).manager))
    return office, me


def _hand_out_codes(office: Office, actor: str, names: tuple[str, ...] | list[str]) -> None:
    from safeconduct.store import accounts

    for name in names:
        code = accounts.add_holder(office, actor, name)
        click.echo(f"\nRecovery code of {name} (shown once; write it on paper):\n  {code}")
    if len(accounts.holders(office)) < 2:
        click.echo("\nOne code alone opens nothing: give one to at least one more person.")
    click.echo("")
