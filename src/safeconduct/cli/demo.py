"""`safeconduct demo`: a throw-away encrypted office filled from the examples, its desk open on this machine."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from safeconduct.cli.options import DEFAULT_PACK

if TYPE_CHECKING:
    from safeconduct.store.place import Place

LOGIN = "demo"
USUAL_PORT = 8321

# case title → example files that go into it
CASES: dict[str, tuple[str, ...]] = {
    "The trail to Uzbekistan (public record)": ("trail-en.md", "trail-ru.md"),
    "Yunusov": ("letter-yunusov.txt", "mail-nazarov.eml"),
    "Rasulov": ("ruling-rasulov.txt",),
    "Ergasheva": ("testimony-ergasheva.txt",),
    "A monitor's bulletin": ("bulletin.html",),
}


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=None,
    help="Default: 8321, or any that is free if that one is taken.",
)
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
def demo(port: int | None, no_browser: bool) -> None:
    """Open a throw-away office with the example cases.

    The office is encrypted like a real one, lies in a temporary folder and is deleted when you stop it with Ctrl-C.
    Put nothing real into it.
    """
    from safeconduct.cli.office import WORKER
    from safeconduct.store import serving
    from safeconduct.store.keys import make_passphrase

    port = _port(port)
    passphrase = make_passphrase()
    with _throw_away() as place:
        click.echo("Making an office and reading the examples …", err=True)
        _fill(place, passphrase)

        def ready(address: str) -> None:
            click.echo(f"\n  The desk is at   {address}")
            click.echo(f"  Log in as        {LOGIN}")
            click.echo(f"  with passphrase  {passphrase}\n")
            click.echo("Ctrl-C stops it and deletes the office.")
            sys.stdout.flush()
            if not no_browser:
                threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

        with contextlib.suppress(KeyboardInterrupt):
            serving.serve(place, worker=WORKER, host="127.0.0.1", port=port, ready=ready)


def _port(asked: int | None) -> int:
    """The port asked for, if it is free; without one asked for, the usual one or (0) any other."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", asked if asked is not None else USUAL_PORT))
        except OSError as error:
            if asked is None:
                return 0
            raise click.UsageError(
                f"Port {asked} is taken or not allowed. Leave out --port to take a free one."
            ) from error
    return asked if asked is not None else USUAL_PORT


@contextmanager
def _throw_away() -> Iterator[Place]:
    """A folder for an office that is gone afterwards, whatever happens."""
    from safeconduct.store.place import Place

    folder = Path(tempfile.mkdtemp(prefix="safeconduct-demo-"))
    os.environ["SAFECONDUCT_HOME"] = str(folder)
    os.environ.pop("SAFECONDUCT_DATABASE_URL", None)
    mine = os.getpid()
    try:
        yield Place.named(folder)
    finally:
        if os.getpid() == mine:  # the server's workers are forks of this process and end here too
            shutil.rmtree(folder, ignore_errors=True)
            gone = not folder.exists()
            click.echo("The office is deleted." if gone else f"Delete {folder} yourself.")


def _fill(place: Place, passphrase: str) -> None:
    """Open the cases, take the examples in, read them, and accept what the reader is sure of in the first case."""
    from safeconduct.store import door

    office = door.init(place, LOGIN, passphrase)
    from safeconduct import casework
    from safeconduct.record import Tier
    from safeconduct.shelf import shelf

    actor = casework.Actor(LOGIN, manager=True)
    first = None
    for title, names in CASES.items():
        case = casework.open_case(office, actor, title, pack=DEFAULT_PACK)
        first = first or case
        for name in names:
            data = (shelf("examples") / name).read_bytes()
            casework.take(office, actor, data, name=name, case=case.id, obtained="example")
            click.echo(f"  {name}", err=True)
            while casework.read_next(office, "demo"):
                pass
    if first is not None:
        for line in casework.sources(office, actor, first.id):
            leaf = casework.leaf(office, actor, line.source.id)
            sure = [c.claim.id for c in leaf.claims if c.claim.tier is Tier.SURE]
            if sure:
                casework.accept(office, actor, line.source.id, sure, note="demo")
    door.close(office)
