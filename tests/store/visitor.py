"""`safeconduct serve` as a real process, and a visitor who is no browser. Use: `from visitor import *`."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from offices import PASSPHRASE
from safeconduct.store import door
from safeconduct.store.keys import TRIVIAL
from safeconduct.store.place import Place

__all__ = ["MAIN", "Browser", "environment", "pages", "place", "server", "wait_for"]

MAIN = "from safeconduct.cli import main; main()"
HERE = Path(__file__).parent / "served"


class Browser:
    """A visitor with cookies; redirects are told, not followed."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.sent_to = ""  # where the last answer redirected to

        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *_args, **_more):
                return None

        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), Stay, urllib.request.ProxyHandler({})
        ).open

    def ask(self, path: str, data: bytes | None = None, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(self.address + path, data, headers)
        try:
            with self._open(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            self.sent_to = error.headers.get("Location", "")
            return error.code, error.read().decode()

    def log_in(self, name: str = "Anna", passphrase: str = PASSPHRASE) -> tuple[int, str]:
        form = urllib.parse.urlencode({"name": name, "passphrase": passphrase}).encode()
        return self.ask("login/", form)

    def upload(
        self, name: str, content: bytes, *, to: str = "take/", field: str = "file", **fields: str
    ) -> tuple[int, str]:
        """A form with one file."""
        edge = "edge7f3a"
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode()
            for k, v in fields.items()
        ]
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
        )
        body = b"".join(parts) + head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self.ask(to, body, **{"Content-Type": f"multipart/form-data; boundary={edge}"})

    def token(self, path: str) -> str:
        """The CSRF token in a page's first form."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.ask(path)[1])
        assert found, f"no form on {path}"
        return found[1]

    def post(self, path: str, page: str, **fields: str) -> tuple[int, str]:
        """A form of `page`, filled and sent to `path`."""
        form = {"csrfmiddlewaretoken": self.token(page), **fields}
        return self.ask(path, urllib.parse.urlencode(form).encode(), Referer=self.address + page)


@pytest.fixture
def place(tmp_path) -> Place:
    made = Place(tmp_path / "office")
    door.close(door.init(made, "Anna", PASSPHRASE, cost=TRIVIAL, alias="to-be-served"))
    return made


@pytest.fixture
def pages() -> dict[str, str]:
    """Three pages of our own instead of the desk's; a test of the desk itself overrides this."""
    return {"DJANGO_SETTINGS_MODULE": "served_settings", "PYTHONPATH": str(HERE)}


@pytest.fixture
def environment(tmp_path, place, pages) -> dict[str, str]:
    (tmp_path / "temp").mkdir()
    kept = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    home, temp = str(place.folder), str(tmp_path / "temp")
    return {**kept, "SAFECONDUCT_HOME": home, "TMPDIR": temp, "HOME": temp, **pages}


@pytest.fixture
def server(environment, tmp_path) -> Iterator[Browser]:
    """`safeconduct serve` on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", MAIN, "serve", "--no-browser", "--port", str(port)],
            env=environment, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        browser = Browser(f"http://127.0.0.1:{port}/")
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                browser.ask("login/")
                break
            except (urllib.error.URLError, ConnectionError):
                assert process.poll() is None, (tmp_path / "log").read_text()
                time.sleep(0.1)
        browser.process = process
        browser.home = environment["SAFECONDUCT_HOME"]
        yield browser
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def wait_for(what, seconds: float = 180.0) -> None:  # a busy machine starts a worker late
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)
