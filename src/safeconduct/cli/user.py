"""`safeconduct user`: who may open an office, and who could get back into it."""

from __future__ import annotations

from pathlib import Path

import click

from safeconduct.cli.opening import (
    Asked,
    hand_out_codes,
    home_option,
    login_options,
    managed,
    opened,
    place_of,
)


@click.group()
def user() -> None:
    """Add, remove and list the people of an office."""


@user.command("list")
@home_option
@login_options
def user_list(home: Path | None, login: str | None, passphrase_stdin: bool) -> None:
    """Show who has an account and who holds a recovery code."""
    office, _ = opened(home, login, passphrase_stdin)
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
@home_option
@login_options
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
    office, me = managed(home, login, passphrase_stdin)
    from safeconduct.store import accounts, door, keys

    if generate:
        passphrase = keys.make_passphrase()
    else:
        passphrase = Asked(passphrase_stdin).secret(f"Passphrase for {new_name}", twice=True)
    accounts.add(office, me, new_name, passphrase, manager=manager)
    click.echo(f"{new_name} can log in.")
    if generate:
        click.echo(f"Passphrase, shown this once: {passphrase}")
    door.close(office)


@user.command("passphrase")
@home_option
@login_options
def user_passphrase(home: Path | None, login: str | None, passphrase_stdin: bool) -> None:
    """Change your own passphrase.

    Backups made before keep the old one.
    """
    office, me = opened(home, login, passphrase_stdin)
    from safeconduct.store import accounts, door

    new = Asked(passphrase_stdin).secret("New passphrase", twice=True)
    accounts.change_passphrase(office, me, me, new)
    click.echo("Your passphrase is changed. Backups made before still open with the old one.")
    door.close(office)


@user.command("recovery")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@home_option
@login_options
@click.option("--remove", is_flag=True, help="Take the codes of these people out of use instead.")
def user_recovery(
    names: tuple[str, ...],
    home: Path | None,
    login: str | None,
    passphrase_stdin: bool,
    remove: bool,
) -> None:
    """Give each NAME a recovery code: people you trust.

    Any two holders together can open the office if passphrases are lost; one alone cannot. Each code is shown once:
    write it on paper, and let each holder keep theirs away from the office.
    """
    office, me = managed(home, login, passphrase_stdin)
    from safeconduct.store import accounts, door

    if remove:
        for name in names:
            accounts.remove_holder(office, me, name)
            click.echo(
                f"The code of {name} no longer opens anything. (Backups made before still know it.)"
            )
    else:
        hand_out_codes(office, me, names)
    door.close(office)


@user.command("recover")
@click.argument("name")
@home_option
@click.option("--passphrase-stdin", is_flag=True,
              help="Read both codes and the new passphrase from standard input, one a line.")  # fmt: skip
def user_recover(name: str, home: Path | None, passphrase_stdin: bool) -> None:
    """Let NAME choose a new passphrase, with two recovery codes.

    If nobody of that name has an account, they become a manager.
    """
    from safeconduct.store import door

    asked = Asked(passphrase_stdin)
    place = place_of(home)
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
@home_option
@login_options
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

    if serving.served_open(place_of(home)):
        raise AlreadyServed(
            "the office is open in the browser", remedy="Run `safeconduct lock`, then try again"
        )
    office, me = managed(home, login, passphrase_stdin)
    from safeconduct.store import accounts, door

    found = accounts.find(office, gone)
    if not yes and not passphrase_stdin:
        click.confirm(f"Take away the account of {found.name}?", abort=True)
    accounts.remove(office, me, gone)
    click.echo(
        f"{found.name} can no longer log in, and the keys were renewed. Make a new backup now."
    )
    door.close(office)
