"""`safeconduct backup` and `restore`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from safeconduct.cli.opening import Asked, bar, home_option, login_options, opened, told


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@home_option
@login_options
def backup(file: Path, home: Path | None, login: str | None, passphrase_stdin: bool) -> None:
    """Write one encrypted copy of an office to FILE.

    It opens with the passphrases and recovery codes of today. Keep it on another disk, in another place.
    """
    from safeconduct.store import backup as backups

    office, me = opened(home, login, passphrase_stdin)
    from safeconduct.store import door

    with bar("writing") as shown:
        backups.backup(office, me, file, told(shown))
    door.close(office)
    click.echo(
        f"{file}: {file.stat().st_size / 1e6:.1f} MB. Check it with `safeconduct verify --backup {file}`."
    )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", "target", required=True, type=click.Path(file_okay=False, path_type=Path),
              help="A new folder for the office.")  # fmt: skip
@login_options
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

    asked = Asked(passphrase_stdin)
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
    with bar("restoring") as shown:
        office = backups.restore(file, keys, place, progress=told(shown))
        from safeconduct.store.verify import verify as walk

        result = walk(office, told(shown))
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
