"""Who is asking, asked once: every view behind the login is wrapped by `member` and gets a `Desk`.

Whose case it is to open is `casework`'s to decide (it raises NotFound for strangers); here that becomes a 404, so
that nobody learns what exists. An act that was refused becomes a notice on the page the person came from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from safeconduct.casework import Actor, NotAllowed, NotFound
from safeconduct.desk import notices
from safeconduct.errors import SafeconductError
from safeconduct.publish.telling import Voice
from safeconduct.store import vault
from safeconduct.store.errors import Locked
from safeconduct.store.office import Office

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Desk:
    """The open office, who sits at it, and the language they read."""

    office: Office
    actor: Actor
    say: Voice

    def ref(self, kind: str, key: str) -> str:
        """A name for an address: keyed, the same every time, telling nothing of what it names."""
        return self.office.seal.ref(f"desk-{kind}", key)[:16]


def member(
    *methods: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Desk, P], HttpResponse]], Callable[..., HttpResponse]
]:
    """A view for people who are logged in, for these HTTP methods (GET alone where none is named)."""

    def wrap(
        view: Callable[Concatenate[HttpRequest, Desk, P], HttpResponse],
    ) -> Callable[..., HttpResponse]:
        @require_http_methods(list(methods) or ["GET"])
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            account: Any = request.user
            if not account.is_authenticated:
                if wants_json(request):
                    return JsonResponse({"locked": settings.LOGIN_URL}, status=403)
                return HttpResponseRedirect(f"{settings.LOGIN_URL}?next={request.path}")
            desk = Desk(vault.office(), Actor(account.name, account.manager), voice())
            try:
                return view(request, desk, *args, **kwargs)
            except NotFound as error:
                raise Http404 from error
            except NotAllowed as error:
                raise PermissionDenied from error
            except Locked:
                raise
            except SafeconductError as error:
                if request.method != "POST":
                    raise
                return _refused(request, error)

        return guarded

    return wrap


def voice() -> Voice:
    """How pages speak of dates and kinds in the language of this request."""
    return Voice((get_language() or "en").split("-")[0])


def wants_json(request: HttpRequest) -> bool:
    """Was this asked by the page's own script?"""
    return request.headers.get("Accept", "").startswith("application/json")


def back(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """To the page the form named as the one to come back to, if it is one of ours."""
    wanted = request.POST.get("back", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return HttpResponseRedirect(wanted if ours else otherwise)


def _refused(request: HttpRequest, error: SafeconductError) -> HttpResponse:
    says = f"{gettext('Not done')}: {error.problem}." + (
        f" {error.remedy}." if error.remedy else ""
    )
    if wants_json(request):
        return JsonResponse({"refused": says}, status=409)
    notices.put(request, says, wrong=True)
    return back(request, "/")
