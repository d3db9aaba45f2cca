"""The desk served on this machine: one process with threads holds the key, a child does the waiting work.

Gunicorn starts one worker process; in it the office is opened by the first login and locked by hand, by idle time or
by `safeconduct lock`. On opening, a child is started and handed the keys through a pipe; on locking the pipe is
closed and the child ended. The file `serve.lock` in the office's folder is held (flock) while the desk is served.
"""

from __future__ import annotations

import fcntl
import logging
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from safeconduct.store import engine, vault
from safeconduct.store.errors import AlreadyServed, PortTaken
from safeconduct.store.keys import no_core_dumps
from safeconduct.store.place import Place
from safeconduct.store.quiet import Quiet

if TYPE_CHECKING:
    from safeconduct.store.office import Office

LOCK_FILE = "serve.lock"
PORT = 8321
_THREADS = 8


class Serving:
    """The file that says who serves the office: process id, "open" or "locked"."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOCK_FILE
        self._handle: int | None = None

    def take(self) -> None:
        """Hold the file until this process and its children end. Raises AlreadyServed."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise AlreadyServed(
                "the desk of this office is being served already",
                where=str(self.path.parent),
                remedy="Open it in the browser, or stop the other one first",
            ) from None
        os.set_inheritable(handle, False)  # held by the server, not by what it starts
        self._handle = handle

    def say(self, state: str) -> None:
        """Note this process and whether the office is open."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.pwrite(self._handle, f"{os.getpid()} {state}\n".encode(), 0)

    def ask(self) -> tuple[int, str] | None:
        """Process id and state of who serves the office; None where nobody does."""
        try:
            handle = os.open(self.path, os.O_RDWR)
        except OSError:
            return None
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                words = os.pread(handle, 100, 0).decode("ascii", "replace").split()
                return (int(words[0]), words[1]) if len(words) == 2 and words[0].isdigit() else None
            return None
        finally:
            os.close(handle)


def lock_served(place: Place, patience: float = 10.0) -> bool:
    """Lock the office in the process that serves it. False where nobody does; waits until it is done."""
    serving = Serving(place.folder)
    told = serving.ask()
    if told is None:
        return False
    os.kill(told[0], signal.SIGUSR2)
    until = time.monotonic() + patience
    while time.monotonic() < until:
        now = serving.ask()
        if now is None or now[1] == "locked":
            return True
        time.sleep(0.05)
    return False


def served_open(place: Place) -> bool:
    """Is the office open in a process that serves it?"""
    told = Serving(place.folder).ask()
    return told is not None and told[1] == "open"


class Hand:
    """The child that does the waiting work while the office is open; started again when it dies."""

    def __init__(self, command: Sequence[str], place: Place) -> None:
        self._command = list(command)
        self._place = place
        self._child: subprocess.Popen[bytes] | None = None
        self._wanted = threading.Event()
        self._guard = threading.Lock()
        self._generations: Callable[[], list[bytes]] | None = None

    def start(self, office: Office) -> None:
        """Start the child with this office's keys, and look after it."""
        with self._guard:
            self._wanted.set()
            self._generations = office.keys.generations
            self._spawn()
        threading.Thread(target=self._watch, name="hand", daemon=True).start()

    def stop(self) -> None:
        """Close the pipe and end the child."""
        with self._guard:
            self._wanted.clear()
            self._generations = None
            child, self._child = self._child, None
        if child is not None:
            if child.stdin:
                child.stdin.close()
            child.terminate()
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _spawn(self) -> None:
        if self._generations is None:
            return
        environment = {**os.environ, "SAFECONDUCT_HOME": str(self._place.folder)}
        child = subprocess.Popen(  # noqa: S603 (our own program)
            self._command, stdin=subprocess.PIPE, env=environment, start_new_session=True
        )
        if child.stdin is None:
            raise AssertionError
        lines = [key.hex().encode() + b"\n" for key in self._generations()]
        child.stdin.write(b"".join(lines) + b"\n")
        child.stdin.flush()
        self._child = child

    def _watch(self) -> None:
        while self._wanted.is_set():
            time.sleep(2)
            with self._guard:
                died = self._child is not None and self._child.poll() is not None
                if died and self._wanted.is_set():
                    self._spawn()


def keys_from_pipe(read_line: Callable[[], bytes]) -> list[bytes]:
    """The data keys as `Hand` writes them: one in hex a line, then an empty line."""
    keys = []
    while line := read_line().strip():
        keys.append(bytes.fromhex(line.decode("ascii")))
    return keys


def serve(
    place: Place,
    *,
    worker: Sequence[str],
    host: str = "127.0.0.1",
    port: int = PORT,
    ready: Callable[[str], None] = lambda _address: None,
) -> None:
    """Serve the desk until stopped. `worker` is the command of the child; `ready` is called with the address.

    Raises AlreadyServed, NoOffice, PortTaken.
    """
    from safeconduct.store import door

    door.ring_of(place)  # there is an office
    os.environ["SAFECONDUCT_HOME"] = str(place.folder)
    no_core_dumps()
    engine.start()
    serving = Serving(place.folder)
    serving.take()
    _try_port(host, port)
    hand = Hand(worker, place)

    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from gunicorn.app.base import BaseApplication
    from gunicorn.glogging import Logger

    if host not in settings.ALLOWED_HOSTS:
        settings.ALLOWED_HOSTS.append(host)

    class QuietLogger(Logger):  # type: ignore[misc]
        """Gunicorn's messages without anything of a request in them."""

        def setup(self, cfg: Any) -> None:
            super().setup(cfg)
            for handler in logging.getLogger("gunicorn.error").handlers:
                handler.addFilter(Quiet())

    def in_worker(_worker: Any) -> None:
        vault.serve(place)
        vault.on_open(hand.start)
        vault.on_open(lambda _office: serving.say("open"))
        vault.on_lock(hand.stop)
        vault.after_lock(lambda: serving.say("locked"))
        vault.watch(settings.AUTO_LOCK_MINUTES)
        signal.signal(
            signal.SIGUSR2,
            lambda _number, _frame: threading.Thread(target=vault.lock, name="lock").start(),
        )
        serving.say("locked")

    class Desk(BaseApplication):  # type: ignore[misc]
        """The desk as gunicorn's application."""

        def load_config(self) -> None:
            for key, value in {
                "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
                "workers": 1,
                "worker_class": "gthread",
                "threads": _THREADS,
                "timeout": 0,
                "graceful_timeout": 5,
                "accesslog": None,
                "loglevel": "warning",
                "logger_class": QuietLogger,
                "control_socket_disable": True,
                "proc_name": "safeconduct",
                "worker_tmp_dir": "/dev/shm" if os.access("/dev/shm", os.W_OK) else None,  # noqa: S108
                "when_ready": lambda server: ready(_address(server)),
                "post_worker_init": in_worker,
                "worker_exit": lambda _server, _worker: vault.lock(),
            }.items():
                self.cfg.set(key, value)

        def load(self) -> Any:
            return get_wsgi_application()

    Desk().run()


def _try_port(host: str, port: int) -> None:
    """See whether the address can be had, since gunicorn only tries again and again. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"the desk cannot be opened at this address ({error.strerror})",
                value=f"{host}:{port}",
                remedy="Another program may use the port: choose another with --port, or --port 0 for any that is free",
            ) from None


def _address(server: Any) -> str:
    listener = server.LISTENERS[0].sock.getsockname()
    host = f"[{listener[0]}]" if ":" in listener[0] else listener[0]
    return f"http://{host}:{listener[1]}/"
