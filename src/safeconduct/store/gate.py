"""What stands before every page: a locked office shows the login only, and no browser keeps a page on disk."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from safeconduct.store import vault
from safeconduct.store.errors import Locked

POLL = "X-Safeconduct-Poll"  # a page that asks by itself sets this header, so that it does not keep the office open


class Gate:
    """Middleware. Redirects to LOGIN_URL while locked; sets `Cache-Control: no-store`; refuses over-long uploads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or hand on."""
        if not vault.is_open() and not request.path.startswith(
            (settings.LOGIN_URL, settings.STATIC_URL)
        ):
            return self._to_login(request)
        length = request.headers.get("Content-Length") or "0"
        if length.isdigit() and int(length) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            megabytes = settings.FILE_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
            says = _("The upload is larger than %(megabytes)d MB. Split it and try again.")
            return HttpResponse(
                says % {"megabytes": megabytes}, status=413, content_type="text/plain"
            )
        if vault.is_open() and POLL not in request.headers:
            vault.touch()
        response = self.get_response(request)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The office was locked while the request ran."""
        return self._to_login(request) if isinstance(exception, Locked) else None

    def _to_login(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponseRedirect(settings.LOGIN_URL)
        if request.method == "GET":
            response = HttpResponseRedirect(f"{settings.LOGIN_URL}?next={request.path}")
        response.headers["Cache-Control"] = "no-store"
        return response
