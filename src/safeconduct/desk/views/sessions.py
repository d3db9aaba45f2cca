"""Logging in (which opens a locked office), logging out, locking, the language, the list of keys."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Any

from django.contrib import auth
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from safeconduct import law
from safeconduct.desk.access import Desk, member
from safeconduct.desk.pages import page
from safeconduct.errors import SafeconductError
from safeconduct.store import vault
from safeconduct.store.accounts import accounts


@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """The passphrase opens the office where it is locked; a wrong one is told in one sentence."""
    after = request.GET.get("next") or request.POST.get("next") or "/"
    if not (after.startswith("/") and url_has_allowed_host_and_scheme(after, allowed_hosts=None)):
        after = "/"
    wrong = ""
    if request.method == "POST":
        try:
            account: Any = auth.authenticate(
                request,
                name=request.POST.get("name", "").strip(),
                passphrase=request.POST.get("passphrase", ""),
            )
        except SafeconductError as error:  # no office, a damaged key file, too little memory
            wrong = str(error)
        else:
            if account is not None:
                auth.login(request, account)
                _warm()
                return HttpResponseRedirect(after)
            wrong = _(
                "Wrong name or passphrase. Type both again; capital letters count in the passphrase."
            )
    context = {
        "wrong": wrong,
        "next": after,
        "name": request.POST.get("name", ""),
        "open": vault.is_open(),
    }
    return render(request, "desk/login.html", context, status=403 if wrong else 200)


def _warm() -> None:
    """Loads the law of the open cases meanwhile: it takes a second or two, and the first person's page needs it."""

    def run() -> None:
        with suppress(SafeconductError):
            for name in sorted(
                {case.pack for case in vault.office().cases() if case.pack and not case.closed}
            ):
                law.load(name)
        connections.close_all()

    threading.Thread(target=run, name="law", daemon=True).start()


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End this session; the office stays open for others."""
    auth.logout(request)
    return HttpResponseRedirect("/login/")


@member("POST")
def lock(request: HttpRequest, desk: Desk) -> HttpResponse:  # noqa: ARG001
    """Wipe the keys: everyone is logged out and reading stops until the next login."""
    vault.lock()
    return HttpResponseRedirect("/login/")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Another language for this browser."""
    return set_language(request)


@member()
def keys(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What the keyboard does, and who has an account."""
    return page(request, desk, "keys.html", accounts=accounts(desk.office))
