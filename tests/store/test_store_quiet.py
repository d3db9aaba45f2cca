"""Logs and error pages name what failed and where, and not a word of a case."""

from __future__ import annotations

import importlib
import io
import logging
import sys

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from safeconduct.store import quiet, settings, vault
from safeconduct.store.errors import NoOffice

SECRET = "Rustam Yusupov of Samara"


@pytest.fixture
def log():
    """What is written to a log that passes our filter."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(quiet.Quiet())
    logger = logging.getLogger("test.quiet")
    logger.addHandler(handler)
    yield logger, written
    logger.removeHandler(handler)


def test_an_exceptions_message_is_left_out_and_its_place_kept(log):
    logger, written = log
    try:
        raise ValueError(SECRET)
    except ValueError:
        logger.exception("a worker failed")
    assert SECRET not in written.getvalue()
    assert "a worker failed" in written.getvalue()
    assert "ValueError" in written.getvalue()
    assert "test_store_quiet.py" in written.getvalue()


def test_a_chain_of_exceptions_is_left_out_too(log):
    logger, written = log
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError("outer") from error
    except ValueError:
        logger.exception("failed")
    assert SECRET not in written.getvalue()


def test_arguments_are_left_out(log):
    logger, written = log
    logger.warning("cannot read %s", SECRET)
    assert SECRET not in written.getvalue()
    assert "1 value(s) left out" in written.getvalue()


def test_our_own_errors_keep_their_problem(log):
    logger, written = log
    try:
        raise NoOffice("there is no office in this folder")
    except NoOffice:
        logger.exception("failed")
    assert "there is no office in this folder" in written.getvalue()


def test_debugging_is_off_whatever_the_environment_says():
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", "from safeconduct.store import settings; print(settings.DEBUG)"],
        env={"DEBUG": "1", "DJANGO_DEBUG": "True", "PATH": "/usr/bin"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "False"


def test_uploads_never_touch_the_disk():
    assert settings.FILE_UPLOAD_HANDLERS == [
        "django.core.files.uploadhandler.MemoryFileUploadHandler"
    ]


# -- a request that fails ----------------------------------------------------------------------------------------


def fails(request):
    local = SECRET
    raise ValueError(f"{local} {request.POST}")


def login(_request):
    return HttpResponse("login")


def page(_request):
    return HttpResponse("page")


urlpatterns = [path("fails/", fails), path("login/", login), path("cases/", page)]


@pytest.fixture
def client():
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


@pytest.fixture
def opened(office):
    vault.hold(office)
    yield office
    vault.lock()


class TestTheGate:
    @pytest.fixture(params=["memory"])
    def engine(self, request):
        return request.param

    def test_a_locked_office_shows_the_login_only(self, client):
        vault.lock()
        answer = client.get("/cases/")
        assert (answer.status_code, answer.headers["Location"]) == (302, "/login/?next=/cases/")
        assert client.get("/login/").content == b"login"

    def test_an_open_one_shows_its_pages_and_no_browser_keeps_them(self, client, opened):
        answer = client.get("/cases/")
        assert answer.content == b"page"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["X-Frame-Options"] == "DENY"

    def test_another_name_for_this_machine_is_refused(self, client, opened):
        """A page elsewhere that points its own name at 127.0.0.1 (DNS rebinding) gets no answer."""
        assert client.get("/cases/", headers={"host": "evil.example"}).status_code == 400

    def test_a_request_that_fails_tells_nothing(self, client, opened, capfd):
        quiet.configure()
        answer = client.post("/fails/", {"name": SECRET})
        assert answer.status_code == 500
        assert SECRET not in answer.content.decode()
        err = capfd.readouterr().err
        assert "ValueError" in err
        assert SECRET not in err

    def test_a_page_that_asks_by_itself_does_not_keep_the_office_open(
        self, client, opened, monkeypatch
    ):
        monkeypatch.setattr(vault, "_touched", -1000.0)
        client.get("/cases/", headers={"X-Safeconduct-Poll": "1"})
        assert vault.idle() > 1000
        client.get("/cases/")
        assert vault.idle() < 10

    def test_too_large_an_upload_is_refused_in_words(self, client, opened):
        with override_settings(FILE_UPLOAD_MAX_MEMORY_SIZE=1024 * 1024):
            answer = client.post(
                "/cases/", data=b"x" * (2 * 1024 * 1024), content_type="text/plain"
            )
        assert answer.status_code == 413
        assert "larger than 1 MB" in answer.content.decode()

    def test_locking_wipes_the_keys_and_ends_sessions(self, client, opened):
        from django.core.cache import cache

        cache.set("session", 1)
        vault.lock()
        assert opened.keys.wiped
        assert cache.get("session") is None
        assert client.get("/cases/").status_code == 302

    def test_locking_forgets_the_names_and_phrases_that_were_remembered_for_speed(self, opened):
        from safeconduct.names import parse
        from safeconduct.record.places import place_of

        place_of(SECRET)
        parse(f"{SECRET} Karimov")
        kept = [
            f
            for f in vars(importlib.import_module("safeconduct.names.parse")).values()
            if hasattr(f, "cache_info")
        ]
        kept.append(place_of)
        assert any(f.cache_info().currsize for f in kept)
        vault.lock()
        assert [f.__name__ for f in kept if f.cache_info().currsize] == []
        assert place_of("Samara") is not None, "what is no case's is read again"
