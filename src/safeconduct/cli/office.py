"""`safeconduct init`, `serve`, `worker`, `lock` and `verify`: an office made, opened, worked for, locked and checked."""

from __future__ import annotations

import os
import sys
import threading
import time
import webbrowser
from pathlib import Path

import click

from safeconduct.cli.opening import (
    Asked,
    bar,
    hand_out_codes,
    home_option,
    login_options,
    opened,
    place_of,
    told,
)

WORKER = (sys.executable, "-c", "from safeconduct.cli.office import worker; worker()", "--keys-on-stdin")  # fmt: skip


@click.command()
@home_option
@login_options
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

    place = place_of(home)
    asked = Asked(passphrase_stdin)
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
        hand_out_codes(office, name, names)
    else:
        click.echo(
            "Next: give recovery codes to people you trust, with `safeconduct user recovery NAME NAME`."
        )
    click.echo("Then open the desk with `safeconduct serve`.")
    door.close(office)


@click.command()
@home_option
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
    serving.serve(place_of(home), worker=WORKER, host=host, port=port, ready=ready)


@click.command()
@home_option
@login_options
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
        office = door.open_with(place_of(home), keys)
    else:
        office, _ = opened(home, login, passphrase_stdin)
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


@click.command()
@home_option
def lock(home: Path | None) -> None:
    """Lock an office that is open.

    Everyone is logged out, the keys are wiped from memory, and what was being read goes on after the next login.
    """
    from safeconduct.store import serving

    if serving.lock_served(place_of(home)):
        click.echo("The office is locked.")
    else:
        click.echo("Nobody has the office open on this machine.")


@click.command()
@home_option
@login_options
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
        asked = Asked(passphrase_stdin)
        keys = backups.keys_of(backup_file, asked.name(login), asked.secret("Passphrase"))
        with bar("reading") as shown:
            held = backups.check(backup_file, keys, told(shown))
        click.echo(
            f"The backup is whole: {held['Case']} cases, {held['Source']} sources, {held['blobs']} files."
        )
        return
    office, _ = opened(home, login, passphrase_stdin)
    from safeconduct.store import door
    from safeconduct.store.verify import verify as walk

    with bar("checking") as shown:
        result = walk(office, told(shown))
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
